//! A guideline: the task, what to do and not to do, the steps, and the flow that answers "what do I do now?".

use crate::graph::EditionIndex;
use crate::model::id::Id;
use crate::model::kinds::{FlowNode as Node, Guideline};
use crate::model::scalar::Switch;
use crate::model::view_call::ViewName;
use crate::view::build::{plain_steps, section, views};
use crate::view::entities::Sheet;
use crate::view::{DoDont, FlowNode, Link, Part, Section, Words, Writer};

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, guideline: &Guideline) -> Sheet {
    let topic = guideline.topic.map(|topic| writer.choice("topic", topic.key())).unwrap_or_default();
    let facts = [
        writer.fact("topic", "guide.topic", Words::plain(topic)),
        writer.text_fact("task", "guide.task", guideline.task.as_deref()),
    ];
    // What to do stands before why: that is what an employee comes for.
    let before = [do_dont(writer, guideline), steps(writer, index, guideline), own_flow(writer, index, guideline)];
    Sheet {
        facts: facts.into_iter().flatten().collect(),
        before: before.into_iter().flatten().collect(),
        after: Vec::new(),
    }
}

fn do_dont(writer: &Writer<'_>, guideline: &Guideline) -> Option<Section> {
    if guideline.r#do.is_empty() && guideline.dont.is_empty() {
        return None;
    }
    let lines = |list: &[crate::model::scalar::Text]| list.iter().map(ToString::to_string).collect();
    let part = Part::DoDont(DoDont {
        do_title: writer.text("guide.do"),
        dos: lines(&guideline.r#do),
        dont_title: writer.text("guide.dont"),
        donts: lines(&guideline.dont),
    });
    section(writer, "guide.in_short", vec![part])
}

fn steps(writer: &Writer<'_>, index: EditionIndex, guideline: &Guideline) -> Option<Section> {
    if guideline.steps.is_empty() || is_about_itself(writer, index, ViewName::Steps) {
        return None;
    }
    section(writer, "guide.steps", vec![plain_steps(&guideline.steps)])
}

fn own_flow(writer: &Writer<'_>, index: EditionIndex, guideline: &Guideline) -> Option<Section> {
    if guideline.flow.is_empty() || is_about_itself(writer, index, ViewName::Flow) {
        return None;
    }
    section(writer, "flow.flow", vec![flow(writer, guideline, "step-")])
}

/// Whether the text shows the guideline's own steps or flow.
fn is_about_itself(writer: &Writer<'_>, index: EditionIndex, view: ViewName) -> bool {
    let own = writer.graph.document(index).key.id.as_str();
    views(writer.graph, index).any(|(_, request)| {
        let named = request.parameters.guideline.as_ref();
        request.view == view && named.is_none_or(|named| named.id().rsplit(':').next() == Some(own))
    })
}

/// A flow, whose answers lead to the fragments that `prefix` and the steps' ids make.
pub fn flow(writer: &Writer<'_>, guideline: &Guideline, prefix: &str) -> Part {
    let node = |(place, node): (usize, &Node)| FlowNode {
        anchor: format!("{prefix}{}", node.id),
        number: place + 1,
        ask: node.ask.as_deref().unwrap_or_default().to_owned(),
        doing: Words::plain(node.r#do.as_deref().unwrap_or_default()),
        who: writer.optional(node.who.as_ref()),
        answers: answers(writer, guideline, node, prefix),
        end: node.end == Switch::On || node.answers.is_empty() && node.go.is_none(),
    };
    Part::Flow { nodes: guideline.flow.iter().enumerate().map(node).collect() }
}

fn answers(writer: &Writer<'_>, guideline: &Guideline, node: &Node, prefix: &str) -> Vec<Link> {
    // The number says where the answer leads on paper too.
    let number = |go: &Id| guideline.flow.iter().position(|node| node.id == *go).map_or(0, |place| place + 1);
    let link =
        |text: &str, go: &Id| Link { text: format!("{text} → {}", number(go)), href: Some(format!("#{prefix}{go}")) };
    let onward = node.go.as_ref().map(|go| link(&writer.text("flow.onward"), go));
    node.answers.iter().map(|answer| link(&answer.label, &answer.go)).chain(onward).collect()
}

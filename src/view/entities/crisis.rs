//! The crisis plan: levels for the management, cards for operations, and everything on one sheet.

use crate::graph::{EditionIndex, Graph};
use crate::model::id::{Kind, Ref, to};
use crate::model::kinds::{ActionCard, CrisisPlan, Spec};
use crate::model::view_call::ViewName;
use crate::view::build::{
    columns, edition_of, is_shown, list, list_section, plain_items, section, stacked, table_section, titled,
};
use crate::view::entities::Sheet;
use crate::view::tables;
use crate::view::{Card, Cell, Fact, Link, Part, Row, Section, Step, Table, Tone, Words, Writer};

pub(super) fn plan_sheet(writer: &Writer<'_>, index: EditionIndex, plan: &CrisisPlan) -> Sheet {
    let graph = writer.graph;
    let mut after: Vec<Section> = Vec::new();
    if !is_shown(graph, index, ViewName::CrisisLevels) {
        after.extend(table_section(writer, "crisis.levels", crisis_levels(writer, plan)));
    }
    let cards: Vec<_> = plan.cards.iter().filter_map(|card| edition_of(graph, card)).collect();
    after.extend(section(writer, "crisis.cards", card_cards(writer, &cards)));
    after.extend(table_section(writer, "crisis.contacts", tables::contacts(writer, &crisis_roles(graph, index))));
    let sheet = Words::link(writer.text("page.crisis_sheet"), writer.href_to(&graph.crisis_sheet()));
    let is_main = graph.main(&graph.document(index).key) == Some(index);
    let before = is_main.then(|| Section {
        anchor: String::new(),
        title: String::new(),
        parts: vec![Part::Note { words: sheet }],
    });
    Sheet { facts: plan_facts(writer, plan), before: before.into_iter().collect(), after }
}

fn plan_facts(writer: &Writer<'_>, plan: &CrisisPlan) -> Vec<Fact> {
    let tested = writer.fact("tested_on", "crisis.tested_on", writer.optional_date(plan.tested_on));
    let next = writer.fact("next_exercise", "crisis.next_exercise", writer.optional_date(plan.next_exercise));
    tested.into_iter().chain(next).collect()
}

/// Levels with when they hold, who leads, who speaks, and where.
pub fn crisis_levels(writer: &Writer<'_>, plan: &CrisisPlan) -> Table {
    let rows = plan.levels.iter().map(|level| {
        let cells = vec![
            Cell(level.criteria.iter().map(|line| Words::plain(line.as_str())).collect()),
            writer.reach(level.led_by.as_ref()).into(),
            writer.reach(level.spokesperson.as_ref()).into(),
            writer.reference_cell(&level.channels),
        ];
        Row::new(Words::plain(level.title.as_str()), cells)
    });
    let keys = ["crisis.level", "crisis.criteria", "crisis.led_by", "plan.spokesperson", "strategy.channels"];
    stacked(writer.text("crisis.levels"), columns(writer, &keys), rows.collect(), writer.text("empty.levels"))
}

/// Action cards as entries.
pub fn card_cards(writer: &Writer<'_>, cards: &[EditionIndex]) -> Vec<Part> {
    let card = |index: &EditionIndex| {
        let document = writer.graph.document(*index);
        let Spec::ActionCard(card) = &document.spec else { return None };
        let href = writer.href_to(writer.graph.path(*index));
        let trigger = card.trigger.as_deref().or(document.meta.summary.as_deref()).unwrap_or_default();
        Some(Card {
            kicker: level(writer, card),
            title: Link { text: document.meta.title.to_string(), href: Some(href) },
            text: trigger.to_owned(),
            tags: Words::default(),
        })
    };
    let items: Vec<_> = cards.iter().filter_map(card).collect();
    if items.is_empty() { Vec::new() } else { vec![Part::Cards { items }] }
}

fn level(writer: &Writer<'_>, card: &ActionCard) -> String {
    card.level.map(|level| writer.choice("crisis.card_level", level.key())).unwrap_or_default()
}

/// The steps of an action card with who takes them.
pub fn card_steps(writer: &Writer<'_>, card: &ActionCard) -> Part {
    let step = |step: &crate::model::kinds::CardStep| Step {
        who: writer.optional(step.who.as_ref()),
        text: Words::plain(step.r#do.as_str()),
    };
    Part::Steps { items: card.steps.iter().map(step).collect() }
}

pub(super) fn card_sheet(writer: &Writer<'_>, index: EditionIndex, card: &ActionCard) -> Sheet {
    let facts = [
        writer.fact("level", "crisis.for", Words::plain(level(writer, card))),
        writer.text_fact("trigger", "crisis.trigger", card.trigger.as_deref()),
        writer.text_fact("ends_when", "crisis.ends_when", card.ends_when.as_deref()),
    ];
    let shown = is_shown(writer.graph, index, ViewName::Steps);
    let steps = if shown || card.steps.is_empty() { Vec::new() } else { vec![card_steps(writer, card)] };
    let questions = plain_items(&card.key_questions);
    let mut roles: Vec<&Ref<to::Role>> = Vec::new();
    add_roles(&mut roles, card.steps.iter().filter_map(|step| step.who.as_ref()));
    let before = [section(writer, "guide.steps", steps), list_section(writer, "crisis.key_questions", questions)];
    let after = [
        table_section(writer, "crisis.contacts", tables::contacts(writer, &roles)),
        section(writer, "crisis.belongs_to", plans_of(writer, index)),
    ];
    Sheet {
        facts: facts.into_iter().flatten().collect(),
        before: before.into_iter().flatten().collect(),
        after: after.into_iter().flatten().collect(),
    }
}

/// The crisis plans that list a card.
fn plans_of(writer: &Writer<'_>, index: EditionIndex) -> Vec<Part> {
    let graph = writer.graph;
    let plans = graph.of_kind(Kind::CrisisPlan).filter(|plan| match &graph.document(*plan).spec {
        Spec::CrisisPlan(plan) => plan.cards.iter().any(|card| edition_of(graph, card) == Some(index)),
        _ => false,
    });
    let items: Vec<_> = plans.map(|plan| crate::view::build::item(writer.edition(plan), Words::default())).collect();
    if items.is_empty() { Vec::new() } else { vec![list(items, String::new())] }
}

/// The roles that a crisis plan and its cards name, each once.
pub fn crisis_roles(graph: &Graph, index: EditionIndex) -> Vec<&Ref<to::Role>> {
    let mut roles = Vec::new();
    let Spec::CrisisPlan(plan) = &graph.document(index).spec else { return roles };
    add_roles(&mut roles, plan.levels.iter().flat_map(|level| level.led_by.iter().chain(&level.spokesperson)));
    for card in plan.cards.iter().filter_map(|card| edition_of(graph, card)) {
        if let Spec::ActionCard(card) = &graph.document(card).spec {
            add_roles(&mut roles, card.steps.iter().filter_map(|step| step.who.as_ref()));
        }
    }
    roles
}

fn add_roles<'a>(roles: &mut Vec<&'a Ref<to::Role>>, more: impl Iterator<Item = &'a Ref<to::Role>>) {
    for role in more {
        if !roles.iter().any(|known| known.id() == role.id()) {
            roles.push(role);
        }
    }
}

/// Everything of a crisis plan on one sheet: contacts, levels, and each card in full.
pub fn crisis_sheet(writer: &Writer<'_>, index: EditionIndex) -> Vec<Section> {
    let graph = writer.graph;
    let Spec::CrisisPlan(plan) = &graph.document(index).spec else { return Vec::new() };
    let id = graph.document(index).key.id.as_str();
    let levels = crisis_levels(writer, plan);
    let title = graph.document(index).meta.title.to_string();
    let mut sections: Vec<_> = titled(&format!("plan-{id}"), title, vec![Part::Table(levels)]).into_iter().collect();
    let roles = tables::contacts(writer, &crisis_roles(graph, index));
    let contacts = writer.text("crisis.contacts");
    if !roles.rows.is_empty() {
        sections.extend(titled(&format!("contacts-{id}"), contacts, vec![Part::Table(roles)]));
    }
    let cards = plan.cards.iter().filter_map(|card| edition_of(graph, card));
    sections.extend(cards.filter_map(|card| card_in_full(writer, card)));
    sections
}

fn card_in_full(writer: &Writer<'_>, index: EditionIndex) -> Option<Section> {
    let document = writer.graph.document(index);
    let Spec::ActionCard(card) = &document.spec else { return None };
    let text = |text: Option<&str>| Words::plain(text.unwrap_or_default());
    let mut parts = vec![Part::Note { words: writer.edition(index).and(" · ", Words::plain(level(writer, card))) }];
    if let Some(trigger) = &card.trigger {
        let (tone, title) = (Tone::Attention, writer.text("crisis.trigger"));
        parts.push(Part::Callout { tone, title, words: Words::plain(trigger.as_str()) });
    }
    if !card.steps.is_empty() {
        parts.push(card_steps(writer, card));
    }
    if !card.key_questions.is_empty() {
        let items = plain_items(&card.key_questions);
        parts.push(Part::Note { words: Words::plain(writer.text("crisis.key_questions")) });
        parts.push(list(items, String::new()));
    }
    let ends = writer.labelled("crisis.ends_when", text(card.ends_when.as_deref()));
    if !ends.is_empty() {
        parts.push(Part::Note { words: ends });
    }
    titled(&format!("card-{}", document.key.id), document.meta.title.to_string(), parts)
}

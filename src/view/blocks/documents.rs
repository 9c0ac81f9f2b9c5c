//! Blocks about documents: registers, changes, steps and flows, levels of the crisis plan.

use crate::graph::EditionIndex;
use crate::model::id::Kind;
use crate::model::kinds::Spec;
use crate::model::view_call::ViewName;
use crate::view::Part;
use crate::view::blocks::Block;
use crate::view::build::{edition_of, plain_steps};
use crate::view::entities::{card_steps, crisis_levels, flow};
use crate::view::tables;

impl Block<'_> {
    pub(super) fn documents(&self) -> Vec<Part> {
        let graph = self.writer.graph;
        let own = &self.request.parameters;
        let kinds = Kind::ALL.iter().copied();
        let kinds = kinds.filter(|kind| if own.kind.is_empty() { kind.is_governed() } else { own.kind.contains(kind) });
        let list: Vec<_> =
            kinds.flat_map(|kind| graph.listed(kind)).filter(|index| self.wants_document(*index)).collect();
        vec![Part::Table(tables::documents(self.writer, self.writer.text("kind.documents"), &list))]
    }

    fn wants_document(&self, index: EditionIndex) -> bool {
        let graph = self.writer.graph;
        let own = &self.request.parameters;
        let meta = &graph.document(index).meta;
        let state = graph.edition(index).state.key();
        (own.status.is_empty() || own.status.iter().any(|status| status.key() == state))
            && (own.theme.is_empty() || meta.themes.iter().any(|theme| own.wants_theme(Some(theme.id()))))
            && (own.channel.is_empty() && own.channels.is_empty()
                || meta.channels.iter().any(|channel| own.wants_channel(channel.id())))
    }

    pub(super) fn changes(&self) -> Option<Vec<Part>> {
        let index = self.document(self.request.parameters.document.as_ref())?;
        Some(vec![Part::Table(tables::changes(self.writer, self.writer.graph.document(index)))])
    }

    pub(super) fn crisis_levels(&self) -> Option<Vec<Part>> {
        let graph = self.writer.graph;
        let host = graph.document(self.host);
        let is_plan = |index: &EditionIndex| matches!(graph.document(*index).spec, Spec::CrisisPlan(_));
        let index = match &self.request.parameters.crisis_plan {
            Some(named) if is_plan(&self.host) && host.key.id.as_str() == named.id() => Some(self.host),
            Some(named) => edition_of(graph, named),
            None => Some(self.host).filter(is_plan).or_else(|| graph.of_kind(Kind::CrisisPlan).next()),
        };
        match &graph.document(index?).spec {
            Spec::CrisisPlan(plan) => Some(vec![Part::Table(crisis_levels(self.writer, plan))]),
            _ => None,
        }
    }

    pub(super) fn steps(&self) -> Option<Vec<Part>> {
        let index = self.document(self.request.parameters.guideline.as_ref())?;
        match &self.writer.graph.document(index).spec {
            Spec::Guideline(guideline) if !guideline.steps.is_empty() => Some(vec![plain_steps(&guideline.steps)]),
            Spec::ActionCard(card) if !card.steps.is_empty() => Some(vec![card_steps(self.writer, card)]),
            _ => None,
        }
    }

    pub(super) fn flow(&self) -> Option<Vec<Part>> {
        let index = self.document(self.request.parameters.guideline.as_ref())?;
        let Spec::Guideline(guideline) = &self.writer.graph.document(index).spec else { return None };
        if guideline.flow.is_empty() {
            return None;
        }
        let named = |request: &crate::model::view_call::ViewRequest| {
            request.view == ViewName::Flow && self.document(request.parameters.guideline.as_ref()) == Some(index)
        };
        // A fragment is used once: two flows of one page keep theirs apart by their guidelines, and a flow that
        // stands there twice leads back to where it stands first.
        let prefix = match (index == self.host, self.writer.graph.document(index).key.id.as_str()) {
            (true, _) => "step-".to_owned(),
            (false, id) => format!("step-{id}-"),
        };
        let mut part = flow(self.writer, guideline, &prefix);
        if let Part::Flow { nodes } = &mut part
            && !self.is_first(named)
        {
            for node in nodes {
                node.anchor.clear();
            }
        }
        Some(vec![part])
    }
}

//! Sheets: what a page about one thing says beside its author's text.
//!
//! In: an edition, or a role's id. Out: a [`Sheet`]: facts, sections before the text, sections after it. What the
//! author already shows by a `view` block is not shown again.

mod audience;
mod channel;
mod crisis;
mod guideline;
mod mentions;
mod plan;
mod report;
mod role;
mod strategy;
mod theme;

use crate::graph::EditionIndex;
use crate::model::kinds::Spec;
use crate::view::{Fact, Section, Writer};

pub use crisis::{card_cards, card_steps, crisis_levels, crisis_roles, crisis_sheet};
pub use guideline::flow;
pub use plan::{actions_by_theme, has_own_actions, own_plan, progress, shows_own, theme_cards};
pub use role::role;

/// What a page about one thing says beside its author's text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What the kind adds to the facts that every document has.
    pub facts: Vec<Fact>,
    pub before: Vec<Section>,
    pub after: Vec<Section>,
}

/// The sheet of an edition.
pub fn sheet(writer: &Writer<'_>, index: EditionIndex) -> Sheet {
    match &writer.graph.document(index).spec {
        Spec::Theme(theme) => theme::sheet(writer, index, theme),
        Spec::Channel(channel) => channel::sheet(writer, index, channel),
        Spec::Audience(audience) => audience::sheet(writer, index, audience),
        Spec::Strategy(strategy) => strategy::sheet(writer, index, strategy),
        Spec::ActionPlan(plan) => plan::sheet(writer, index, plan),
        Spec::Guideline(guideline) => guideline::sheet(writer, index, guideline),
        Spec::CrisisPlan(plan) => crisis::plan_sheet(writer, index, plan),
        Spec::ActionCard(card) => crisis::card_sheet(writer, index, card),
        Spec::Report(report) => report::sheet(writer, index, report),
        Spec::Page => Sheet::default(),
    }
}

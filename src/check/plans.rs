//! Action plans as their authors wrote them: with the goals and actions of the files beside them, each in its file.

use jiff::civil::Date;

use crate::check::Context;
use crate::model::data::{Action, ActionStatus, Filed, Goal, PlanData};
use crate::model::document::{Document, Origin, Status};
use crate::model::id::Kind;
use crate::model::kinds::{ActionPlan, Spec, Strategy, Theme, ThemeType};
use crate::parse::DocumentSource;
use crate::select::{State, state};
use crate::source::{SourcePath, Span};

/// A plan that is being worked with.
#[derive(Clone, Debug)]
pub(super) struct PlanSheet<'a> {
    pub source: &'a DocumentSource,
    pub plan: &'a ActionPlan,
    pub goals: Vec<Placed<'a, Goal>>,
    pub actions: Vec<Placed<'a, Action>>,
}

/// A record and the file it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a, T> {
    pub file: &'a SourcePath,
    pub record: &'a T,
}

impl<'a> Context<'a> {
    /// The plans of the work tree, hidden ones too.
    pub(super) fn plans(&self) -> Vec<PlanSheet<'a>> {
        let data = self.data;
        let documents = self.sources.iter().filter(|source| source.document.origin == Origin::WorkTree);
        documents.filter_map(|source| sheet(source, data.plans.get(source.document.file.stem()))).collect()
    }

    /// The plans of this year and later ones that nobody repealed: what is past is not planned better any more.
    pub(super) fn current_plans(&self) -> Vec<PlanSheet<'a>> {
        let year = self.config.options.today.year();
        let is_current = |sheet: &PlanSheet<'_>| {
            sheet.plan.year.0 >= year && sheet.source.document.status() != Some(Status::Repealed)
        };
        self.plans().into_iter().filter(is_current).collect()
    }

    /// The strategy that a plan carries out, as it holds today: the edition in force, else the newest adopted one,
    /// else the text that is being worked on.
    pub(super) fn strategy_of(&self, plan: &ActionPlan) -> Option<&'a Strategy> {
        let id = plan.strategy.as_ref()?.id();
        let today = self.config.options.today;
        let sources = self.sources.iter().map(|source| &source.document);
        let strategies = sources.filter_map(|document| match &document.spec {
            Spec::Strategy(strategy) if document.key.kind == Kind::Strategy && document.key.id.as_str() == id => {
                Some((document, strategy))
            }
            _ => None,
        });
        let is_in_force = |document: &Document| state(document, today) == State::InForce;
        let rank = |document: &Document| (is_in_force(document), adopted_on(document), document.origin);
        strategies.max_by_key(|(document, _)| rank(document)).map(|(_, strategy)| strategy)
    }

    /// The documents of the work tree.
    pub(super) fn work_tree(&self) -> impl Iterator<Item = &'a Document> {
        self.sources.iter().map(|source| &source.document).filter(|document| document.origin == Origin::WorkTree)
    }

    /// The content themes of a plan, each with its document; without a list of the plan's own, those of its year.
    pub(super) fn themes_of(&self, sheet: &PlanSheet<'a>) -> Vec<(&'a Document, Span)> {
        let own = &sheet.source.document.meta;
        let themes = self.work_tree().filter_map(|document| match &document.spec {
            Spec::Theme(theme) if theme.r#type != Some(ThemeType::Style) => Some((document, theme)),
            _ => None,
        });
        let place = |document: &Document, theme: &Theme| {
            let named = own.themes.iter().find(|named| named.id() == document.key.id.as_str());
            let of_year = || theme.years.contains(&sheet.plan.year).then(|| own.places.of("title"));
            if own.themes.is_empty() { of_year() } else { named.map(|named| named.span) }
        };
        themes.filter_map(|(document, theme)| Some((document, place(document, theme)?))).collect()
    }
}

impl<'a> PlanSheet<'a> {
    /// The actions that happen in the plan's year: neither cancelled nor postponed.
    pub(super) fn acting(&self) -> impl Iterator<Item = &'a Action> {
        let gone = |action: &Action| matches!(action.status, Some(ActionStatus::Cancelled | ActionStatus::Postponed));
        self.actions.iter().map(|action| action.record).filter(move |action| !gone(action))
    }
}

/// The day a document was adopted on.
pub(super) fn adopted_on(document: &Document) -> Option<Date> {
    document.governance.as_ref().and_then(|own| own.adopted_on)
}

/// Whether an action is still to be done.
pub(super) fn is_open(action: &Action) -> bool {
    matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::InProgress))
}

fn sheet<'a>(source: &'a DocumentSource, beside: Option<&'a PlanData>) -> Option<PlanSheet<'a>> {
    let Spec::ActionPlan(plan) = &source.document.spec else { return None };
    let file = &source.document.file;
    Some(PlanSheet {
        source,
        plan,
        goals: placed(file, &plan.goals, beside.map(|data| data.goals.as_slice())),
        actions: placed(file, &plan.actions, beside.map(|data| data.actions.as_slice())),
    })
}

fn placed<'a, T>(file: &'a SourcePath, own: &'a [T], beside: Option<&'a [Filed<T>]>) -> Vec<Placed<'a, T>> {
    let own = own.iter().map(|record| Placed { file, record });
    let beside = beside.unwrap_or_default().iter().map(|filed| Placed { file: &filed.file, record: &filed.record });
    own.chain(beside).collect()
}

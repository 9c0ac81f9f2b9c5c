//! Plans with all their goals and actions, wherever they are written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::graph::{EditionIndex, Graph};
use crate::model::data::{Action, ActionStatus, Data, Goal, PlanData};
use crate::model::document::{Document, Origin};
use crate::model::kinds::Spec;
use crate::select::{Edition, Slot};
use crate::source::SourcePath;
use crate::vocabulary::Vocabulary;

/// A year's plan.
#[derive(Clone, Debug)]
pub struct Plan {
    pub edition: EditionIndex,
    pub year: i16,
    /// Id of the strategy it carries out.
    pub strategy: Option<String>,
    pub goals: Vec<Goal>,
    pub actions: Vec<Action>,
}

/// An action and its plan.
#[derive(Clone, Copy, Debug)]
pub struct PlannedAction<'a> {
    pub plan: &'a Plan,
    pub action: &'a Action,
}

/// A goal and its plan.
#[derive(Clone, Copy, Debug)]
pub struct PlannedGoal<'a> {
    pub plan: &'a Plan,
    pub goal: &'a Goal,
}

/// The plans at main addresses, newest year first.
pub(super) fn plans(editions: &[Edition], data: &Data, vocabulary: &Vocabulary) -> Vec<Plan> {
    let main = editions.iter().enumerate().filter(|(_, edition)| edition.slot == Slot::Main);
    let plan = |(index, edition): (usize, &Edition)| {
        let document = &edition.source.document;
        plan(EditionIndex(index), document, beside(document, &data.plans, vocabulary))
    };
    let mut plans: Vec<_> = main.filter_map(plan).collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.year));
    plans
}

/// The goals and actions in the files beside a plan. Those of a frozen copy stand beside the file of the work tree, or
/// where that is gone, beside where it stood.
pub(super) fn beside<'a>(
    document: &Document,
    tables: &'a BTreeMap<String, PlanData>,
    vocabulary: &Vocabulary,
) -> Option<&'a PlanData> {
    match document.origin {
        Origin::WorkTree => tables.get(document.file.stem()),
        Origin::Frozen => {
            let file = vocabulary.file_of(&document.key);
            tables.get(file.map_or(document.key.id.as_str(), SourcePath::stem))
        }
    }
}

/// The plan that a document is; nothing for other kinds.
pub(super) fn plan(index: EditionIndex, document: &Document, beside: Option<&PlanData>) -> Option<Plan> {
    let Spec::ActionPlan(spec) = &document.spec else { return None };
    let goals = beside.into_iter().flat_map(|data| &data.goals).map(|filed| filed.record.clone());
    let actions = beside.into_iter().flat_map(|data| &data.actions).map(|filed| filed.record.clone());
    Some(Plan {
        edition: index,
        year: spec.year.0,
        strategy: spec.strategy.as_ref().map(|strategy| strategy.id().to_owned()),
        goals: spec.goals.iter().cloned().chain(goals).collect(),
        actions: spec.actions.iter().cloned().chain(actions).collect(),
    })
}

impl Plan {
    /// The goal of an id.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id.as_str() == id)
    }
}

impl Graph {
    /// The plan of a year.
    pub fn plan(&self, year: i16) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.year == year)
    }

    /// The plan that an edition is, with the goals and actions in the files beside it; nothing for other kinds.
    pub fn own_plan(&self, edition: EditionIndex) -> Option<Cow<'_, Plan>> {
        if let Some(plan) = self.plan_of(edition) {
            return Some(Cow::Borrowed(plan));
        }
        let document = self.document(edition);
        plan(edition, document, beside(document, &self.data.plans, &self.vocabulary)).map(Cow::Owned)
    }

    /// The plan whose page this is.
    pub fn plan_of(&self, edition: EditionIndex) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.edition == edition)
    }

    pub(super) fn plan_of_action(&self, id: &str) -> Option<EditionIndex> {
        self.actions().find(|planned| planned.action.id.as_str() == id).map(|planned| planned.plan.edition)
    }

    pub(super) fn plan_of_goal(&self, id: &str) -> Option<EditionIndex> {
        self.goals().find(|planned| planned.goal.id.as_str() == id).map(|planned| planned.plan.edition)
    }

    /// All actions, newest plan first.
    pub fn actions(&self) -> impl Iterator<Item = PlannedAction<'_>> {
        self.plans.iter().flat_map(|plan| plan.actions.iter().map(move |action| PlannedAction { plan, action }))
    }

    /// All goals, newest plan first.
    pub fn goals(&self) -> impl Iterator<Item = PlannedGoal<'_>> {
        self.plans.iter().flat_map(|plan| plan.goals.iter().map(move |goal| PlannedGoal { plan, goal }))
    }

    /// Whether an action's deadline has passed without its being done or given up.
    pub fn is_overdue(&self, action: &Action) -> bool {
        let open = matches!(action.status, None | Some(ActionStatus::Planned | ActionStatus::InProgress));
        open && action.deadline.is_some_and(|deadline| deadline < self.day)
    }
}

impl PlannedAction<'_> {
    /// Whether the action belongs to a theme.
    pub fn has_theme(&self, id: &str) -> bool {
        self.action.has_theme(id)
    }

    /// Whether the action uses a channel.
    pub fn uses_channel(&self, id: &str) -> bool {
        self.action.channels.iter().any(|channel| channel.id() == id)
    }

    /// Whether a role is responsible or contributes.
    pub fn involves(&self, role: &str) -> bool {
        let responsible = self.action.responsible.as_ref().is_some_and(|own| own.id() == role);
        responsible || self.action.contributors.iter().any(|contributor| contributor.id() == role)
    }
}

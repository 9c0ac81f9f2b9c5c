//! Action plans as their authors wrote them: with the goals and actions of the files beside them, each in its file.

use crate::check::Context;
use crate::model::data::{Action, Filed, Goal, PlanData};
use crate::model::document::Origin;
use crate::model::kinds::{ActionPlan, Spec};
use crate::parse::DocumentSource;
use crate::source::SourcePath;

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

    /// The plans of this year and later ones: what is past is not planned better any more.
    pub(super) fn current_plans(&self) -> Vec<PlanSheet<'a>> {
        let year = self.config.options.today.year();
        self.plans().into_iter().filter(|sheet| sheet.plan.year.0 >= year).collect()
    }
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

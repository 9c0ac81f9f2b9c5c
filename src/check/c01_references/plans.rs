//! Plans: goals stand in the plan, purposes in its strategy, treatments under channels of the action.

use crate::check::Context;
use crate::check::c01_references::Search;
use crate::diag::Diagnostic;
use crate::model::data::{Action, Filed, PlanData};
use crate::model::document::{Document, Origin};
use crate::model::id::{Kind, RecordKind, Ref, TargetKind};
use crate::model::kinds::{ActionPlan, Spec};

/// A plan with the files beside it.
pub(super) fn plan(search: &mut Search<'_>, document: &Document, plan: &ActionPlan) {
    let context = search.context;
    let beside = context.data.plans.get(document.file.stem());
    let beside = beside.filter(|_| document.origin == Origin::WorkTree);
    let names = Names { goals: goals(plan, beside), purposes: purposes(plan, context) };
    plan.actions.iter().for_each(|action| names.look_up(action, search));
    for Filed { file, record } in beside.into_iter().flat_map(|data| &data.actions) {
        let mut own = Search::new(context, file);
        names.look_up(record, &mut own);
        search.findings.append(&mut own.findings);
    }
}

/// Files whose plan is missing.
pub(super) fn without_plan(context: &Context<'_>) -> Vec<Diagnostic> {
    let is_plan = |document: &&Document| document.key.kind == Kind::ActionPlan && document.origin == Origin::WorkTree;
    let plans: Vec<_> =
        context.sources.iter().map(|source| &source.document).filter(is_plan).map(|plan| plan.file.stem()).collect();
    let lost = context.data.plans.iter().filter(|(stem, _)| !plans.contains(&stem.as_str()));
    let finding = |(stem, data): (&String, &PlanData)| {
        let actions = data.actions.first().map(|filed| &filed.file);
        let file = data.goals.first().map(|filed| &filed.file).or(actions)?;
        let finding = Diagnostic::error(super::CODE, "data-without-plan", file).with("plan", stem.as_str());
        Some(finding.hint("hint-data-without-plan").did_you_mean(stem, plans.iter().copied()))
    };
    lost.filter_map(finding).collect()
}

/// What actions of a plan may name.
struct Names<'a> {
    goals: Vec<&'a str>,
    /// Nothing where the strategy itself is unknown, which has been told.
    purposes: Option<Vec<&'a str>>,
}

fn goals<'a>(plan: &'a ActionPlan, beside: Option<&'a PlanData>) -> Vec<&'a str> {
    let beside = beside.into_iter().flat_map(|data| &data.goals).map(|filed| &filed.record);
    plan.goals.iter().chain(beside).map(|goal| goal.id.as_str()).collect()
}

/// Purposes of the plan's strategy in any edition, or of every strategy where the plan names none.
fn purposes<'a>(plan: &ActionPlan, context: &Context<'a>) -> Option<Vec<&'a str>> {
    let wanted = plan.strategy.as_ref().map(Ref::id);
    let mut strategies = context.sources.iter().map(|source| &source.document).filter_map(|document| {
        let is_wanted = wanted.is_none_or(|id| id == document.key.id.as_str());
        match &document.spec {
            Spec::Strategy(strategy) if is_wanted => Some(strategy),
            _ => None,
        }
    });
    let first = strategies.next()?;
    let all = std::iter::once(first).chain(strategies).flat_map(|strategy| &strategy.purposes);
    Some(all.map(|purpose| purpose.id.as_str()).collect())
}

impl Names<'_> {
    fn look_up(&self, action: &Action, search: &mut Search<'_>) {
        let vocabulary = search.context.vocabulary;
        let is_unread = |kind, id: &str| vocabulary.is_unread(kind, id);
        let lost = |id: &str| !self.goals.contains(&id) && !is_unread(RecordKind::Goal, id);
        for goal in action.goals.iter().filter(|goal| lost(goal.id())) {
            let finding = search.error("goal-not-in-plan", goal.span).with("name", goal.id());
            let finding = finding.hint("hint-goal-not-in-plan").did_you_mean(goal.id(), self.goals.iter().copied());
            search.findings.push(finding);
        }
        if let Some(known) = &self.purposes {
            let lost = |id: &str| !known.contains(&id) && !is_unread(RecordKind::Purpose, id);
            for purpose in action.purposes.iter().filter(|purpose| lost(purpose.id())) {
                let finding = search.error("purpose-not-in-strategy", purpose.span).with("name", purpose.id());
                let finding = finding.hint("hint-purpose-not-in-strategy");
                search.findings.push(finding.did_you_mean(purpose.id(), known.iter().copied()));
            }
        }
        treatments(action, search);
    }
}

fn treatments(action: &Action, search: &mut Search<'_>) {
    for (channel, keyed) in &action.treatment.0 {
        let kind = TargetKind::Document(Kind::Channel);
        // In a sheet the key is the column's name, and the finding belongs in the row.
        let in_row = keyed.key_span.start < action.places.own().start;
        let span = if in_row { action.places.of("treatment") } else { keyed.key_span };
        match search.context.vocabulary.of_kind(kind, channel) {
            Err(why) => {
                let finding = search.unresolved(channel, Some(kind), why).at(keyed.key_span);
                search.findings.push(finding);
            }
            Ok(_) if action.channels.iter().any(|own| own.id() == channel) => {}
            Ok(_) => search.findings.push(
                Diagnostic::warning(super::CODE, "treatment-without-channel", search.file)
                    .at(span)
                    .with("name", channel.as_str())
                    .hint("hint-treatment-without-channel"),
            ),
        }
    }
}

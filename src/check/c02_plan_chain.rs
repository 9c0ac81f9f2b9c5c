//! C02: the chain from purpose to result has no missing link.
//!
//! **What.** In the plans of this year and later ones: an action serves a goal; a goal has a metric, a target and a
//! unit (the metric's own unit counts), a day, is measured somewhere, and is served by an action; each purpose of the plan's
//! strategy, as it holds today, is served by an action; and the plan names its strategy and has actions at all.
//! Cancelled actions are passed over, and postponed ones serve nothing.
//!
//! **Why.** An action without a goal cannot succeed, a goal without a target cannot be missed, and a purpose that
//! nothing serves is a promise. Adopted strategies say why; plans forget it in the course of the year.
//!
//! **Mend.** Write the goal in `goals` of the action, complete the goal, or take out what nobody works for.
//!
//! Source: Meling and Kommunerevisoren's advice to set goals that can be measured, and the fields of the action plan
//! form that Norwegian municipalities share.

use std::collections::BTreeSet;

use crate::check::plans::{Placed, PlanSheet};
use crate::check::{Context, Examples, Rule};
use crate::diag::Diagnostic;
use crate::metric;
use crate::model::data::{Action, ActionStatus, Goal};
use crate::model::id::{Kind, Ref, TargetKind};
use crate::model::kinds::Purpose;

const CODE: &str = "C02";

/// How many purposes are told one by one.
const FEW: usize = 2;

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c02.passing.txt"),
            failing: include_str!("examples/c02.failing.txt"),
        },
    )
};

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let measured: BTreeSet<&str> = context.data.measurements.iter().map(|filed| filed.record.account.id()).collect();
    let mut findings = Vec::new();
    for sheet in context.current_plans() {
        findings.extend(whole(&sheet, context));
        // Without any goal the actions cannot name one, which is said once.
        match without_goals(&sheet, context) {
            Some(finding) => findings.push(finding),
            None => findings.extend(sheet.actions.iter().filter_map(without_goal)),
        }
        findings.extend(timeless_goals(&sheet));
        findings.extend(sheet.goals.iter().filter_map(|goal| incomplete(goal, context)));
        findings.extend(sheet.goals.iter().filter_map(|goal| unmeasured(goal, &measured, context)));
        findings.extend(unserved_goals(&sheet));
        findings.extend(unserved_purposes(&sheet, context));
    }
    findings
}

fn warning(key: &'static str, sheet: &PlanSheet<'_>, field: &str) -> Diagnostic {
    let document = &sheet.source.document;
    Diagnostic::warning(CODE, key, &document.file)
        .at(sheet.plan.places.of(field))
        .with("plan", document.meta.title.as_str())
}

/// The plan as such: it has a strategy, and actions.
fn whole(sheet: &PlanSheet<'_>, context: &Context<'_>) -> Vec<Diagnostic> {
    let has_strategies = || context.work_tree().any(|document| document.key.kind == Kind::Strategy);
    let mut findings = Vec::new();
    if sheet.plan.strategy.is_none() && has_strategies() {
        findings.push(warning("plan-without-strategy", sheet, "year").hint("hint-plan-without-strategy"));
    }
    if sheet.actions.is_empty() {
        findings.push(warning("plan-without-actions", sheet, "year").hint("hint-plan-without-actions"));
    }
    findings
}

/// A plan with actions and no goals at all, with one to begin with.
fn without_goals(sheet: &PlanSheet<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    // Who has accepted the lack for one of them has thought of it.
    let accepts = |action: &Action| action.accept.iter().any(|own| own.check.as_str() == CODE);
    let serves_nothing = |action: &Action| action.goals.is_empty() && !accepts(action);
    let known = |id: &&str| context.vocabulary.of_kind(TargetKind::Document(Kind::Channel), id).is_ok();
    let channel = || {
        let mut named = sheet.acting().flat_map(|action| &action.channels).map(Ref::id);
        named.find(|id| known(id)).unwrap_or("facebook")
    };
    let has_none = sheet.goals.is_empty() && sheet.acting().next().is_some() && sheet.acting().all(serves_nothing);
    (has_none && !sheet.plan.places.has("goals")).then(|| {
        let example = format!(
            "- {{id: engagement, title: Engagement, metric: engagement_rate, channel: {}, target: {{min: 3}}, \
             due: {}-12-31}}",
            channel(),
            sheet.plan.year.0
        );
        warning("plan-without-goals", sheet, "year").with("example", example).hint("hint-plan-without-goals")
    })
}

/// Goals that do not say when they are to be reached, in one note.
fn timeless_goals(sheet: &PlanSheet<'_>) -> Option<Diagnostic> {
    // Of a goal without a target more is told already.
    let timeless = |goal: &&Placed<'_, Goal>| {
        let target = goal.record.target.as_ref();
        let has_target = target.is_some_and(|target| target.min.is_some() || target.max.is_some());
        has_target && goal.record.due.is_none() && !goal.record.places.has("due")
    };
    let goals: Vec<_> = sheet.goals.iter().filter(timeless).collect();
    let first = goals.first()?;
    let titles: Vec<_> = goals.iter().map(|goal| goal.record.title.as_str()).collect();
    let finding = Diagnostic::info(CODE, "goals-without-due", first.file).at(first.record.places.of("title"));
    let finding = finding.with("titles", titles.join(", ")).with("year", sheet.plan.year.0.to_string());
    Some(finding.hint("hint-goals-without-due"))
}

fn without_goal(action: &Placed<'_, Action>) -> Option<Diagnostic> {
    let Placed { file, record } = action;
    let is_cancelled = record.status == Some(ActionStatus::Cancelled);
    (record.goals.is_empty() && !is_cancelled).then(|| {
        Diagnostic::warning(CODE, "action-without-goal", file)
            .at(record.places.of("title"))
            .with("name", record.title.as_str())
            .hint("hint-action-without-goal")
    })
}

fn incomplete(goal: &Placed<'_, Goal>, context: &Context<'_>) -> Option<Diagnostic> {
    let Placed { file, record } = goal;
    let has_target = record.target.as_ref().is_some_and(|target| target.min.is_some() || target.max.is_some());
    let missing = [
        ("`metric`", record.metric.is_none() && !record.places.has("metric")),
        ("`target`", !has_target && !record.places.has("target")),
        ("`unit`", record.metric.is_some() && !has_unit(record, context) && !record.places.has("unit")),
    ];
    let missing: Vec<_> = missing.into_iter().filter(|(_, missing)| *missing).map(|(field, _)| field).collect();
    (!missing.is_empty()).then(|| {
        Diagnostic::warning(CODE, "goal-incomplete", file)
            .at(record.places.of("title"))
            .with("name", record.title.as_str())
            .with("fields", missing.join(", "))
            .hint("hint-goal-incomplete")
    })
}

/// A unit of the goal's own, or the metric's; of an unknown metric, which C01 tells, nothing can be said.
fn has_unit(goal: &Goal, context: &Context<'_>) -> bool {
    let of_metric = goal.metric.as_ref().and_then(|metric| metric::formula(metric.id(), context.data));
    goal.unit.is_some() || of_metric.is_none_or(|formula| !formula.unit.is_empty())
}

/// A goal whose metric needs an account's counts, and that names no account which is counted.
fn unmeasured(goal: &Placed<'_, Goal>, measured: &BTreeSet<&str>, context: &Context<'_>) -> Option<Diagnostic> {
    let Placed { file, record } = goal;
    let metric = record.metric.as_ref()?;
    metric::formula(metric.id(), context.data).filter(metric::Formula::is_counted)?;
    let accounts = accounts(record, context);
    let (key, hint) = match accounts.as_slice() {
        [] => ("goal-without-account", "hint-goal-without-account"),
        some if some.iter().any(|account| measured.contains(account)) => return None,
        _ => ("goal-not-measured", "hint-goal-not-measured"),
    };
    let finding = Diagnostic::warning(CODE, key, file).at(record.places.of("metric"));
    Some(finding.with("name", record.title.as_str()).hint(hint))
}

/// The goal's own account, or all accounts of its channel, as the result is computed.
fn accounts<'a>(goal: &'a Goal, context: &Context<'a>) -> Vec<&'a str> {
    let of_channel = |channel: &str| {
        let accounts = context.data.accounts.iter().map(|filed| &filed.record);
        accounts.filter(|account| account.channel.id() == channel).map(|account| account.id.as_str()).collect()
    };
    match (&goal.account, &goal.channel) {
        (Some(account), _) => vec![account.id()],
        (None, Some(channel)) => of_channel(channel.id()),
        (None, None) => Vec::new(),
    }
}

fn unserved_goals(sheet: &PlanSheet<'_>) -> Vec<Diagnostic> {
    let served: BTreeSet<&str> = sheet.acting().flat_map(|action| &action.goals).map(Ref::id).collect();
    let goals = sheet.goals.iter().filter(|goal| !served.contains(goal.record.id.as_str()));
    let finding = |goal: &Placed<'_, Goal>| {
        Diagnostic::warning(CODE, "goal-without-action", goal.file)
            .at(goal.record.places.of("id"))
            .with("name", goal.record.title.as_str())
            .hint("hint-goal-without-action")
    };
    if sheet.actions.is_empty() { Vec::new() } else { goals.map(finding).collect() }
}

fn unserved_purposes(sheet: &PlanSheet<'_>, context: &Context<'_>) -> Vec<Diagnostic> {
    let served: BTreeSet<&str> = sheet.acting().flat_map(|action| &action.purposes).map(Ref::id).collect();
    let purposes = context.strategy_of(sheet.plan).into_iter().flat_map(|strategy| &strategy.purposes);
    let unserved: Vec<_> = purposes.filter(|purpose| !served.contains(purpose.id.as_str())).collect();
    if unserved.len() > FEW && !sheet.actions.is_empty() {
        let lang = context.lang();
        let titles: Vec<_> = unserved.iter().map(|purpose| lang.quoted(&purpose.title)).collect();
        let finding = warning("purposes-without-action", sheet, "strategy").with("purposes", lang.list(&titles));
        return vec![finding.hint("hint-purposes-without-action")];
    }
    let finding = |purpose: &Purpose| {
        warning("purpose-without-action", sheet, "strategy")
            .with("purpose", purpose.title.as_str())
            .with("id", purpose.id.as_str())
            .hint("hint-purpose-without-action")
    };
    if sheet.actions.is_empty() { Vec::new() } else { unserved.into_iter().map(finding).collect() }
}

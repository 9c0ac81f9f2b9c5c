//! Roles that answer for something and have nobody to step in.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Context;
use crate::check::c07_responsibility::{CODE, accounts};
use crate::check::plans::PlanSheet;
use crate::diag::Diagnostic;
use crate::model::data::{Filed, Role};
use crate::model::document::{Document, Status};
use crate::model::id::{Ref, to};
use crate::model::kinds::Spec;
use crate::select::{State, state};

/// What each role answers for.
type Answers<'a> = BTreeMap<&'a str, Answered<'a>>;

/// What a role answers for: the title that is told, and all of them.
struct Answered<'a> {
    first: &'a str,
    titles: BTreeSet<&'a str>,
}

/// Findings about the roles.
pub(super) fn look(context: &Context<'_>, sheets: &[PlanSheet<'_>]) -> Vec<Diagnostic> {
    let answers = answers(context, sheets);
    let roles = context.data.roles.iter().filter(|filed| filed.record.group_members.is_empty());
    roles.filter_map(|filed| finding(filed, &answers)).collect()
}

fn finding(filed: &Filed<Role>, answers: &Answers<'_>) -> Option<Diagnostic> {
    let Filed { file, record } = filed;
    let answered = answers.get(record.id.as_str())?;
    let (key, field) = match &record.deputy {
        None if record.places.has("deputy") => return None,
        None if answered.titles.len() > 1 => ("role-without-deputy-many", "title"),
        None => ("role-without-deputy", "title"),
        Some(deputy) if deputy.id() == record.id.as_str() => ("role-its-own-deputy", "deputy"),
        Some(_) => return None,
    };
    let finding = Diagnostic::warning(CODE, key, file).at(record.places.of(field));
    let more = answered.titles.len().saturating_sub(1);
    let finding = finding.with("name", record.title.as_str()).with("answered", answered.first);
    Some(finding.with("more", more.to_string()).hint("hint-role-without-deputy"))
}

/// The roles that own a document that holds, a channel, an account, an action to come, a date of the wheel, a level of
/// alert. Who only contributes or steps in is not meant.
fn answers<'a>(context: &Context<'a>, sheets: &[PlanSheet<'a>]) -> Answers<'a> {
    let mut answers = Answers::new();
    let mut add = |role: Option<&'a Ref<to::Role>>, title: &'a str| {
        if let Some(role) = role {
            let new = || Answered { first: title, titles: BTreeSet::new() };
            answers.entry(role.id()).or_insert_with(new).titles.insert(title);
        }
    };
    for document in context.work_tree().filter(|document| holds(document, context)) {
        let title = document.meta.title.as_str();
        add(document.meta.owner.as_ref(), title);
        match &document.spec {
            Spec::Channel(channel) => add(channel.responsible.as_ref(), title),
            Spec::CrisisPlan(plan) => plan.levels.iter().for_each(|level| {
                add(level.led_by.as_ref(), level.title.as_str());
                add(level.spokesperson.as_ref(), level.title.as_str());
            }),
            _ => {}
        }
    }
    let open = accounts::open(context).map(|filed| &filed.record);
    open.for_each(|account| add(account.responsible.as_ref(), account.name.as_str()));
    let wheel = context.data.wheel.iter().map(|filed| &filed.record);
    wheel.for_each(|item| add(item.responsible.as_ref(), item.title.as_str()));
    let actions = sheets.iter().flat_map(PlanSheet::acting);
    actions.for_each(|action| add(action.responsible.as_ref(), action.title.as_str()));
    answers
}

fn holds(document: &Document, context: &Context<'_>) -> bool {
    let today = context.config.options.today;
    let is_of_past_year = matches!(&document.spec, Spec::ActionPlan(plan) if plan.year.0 < today.year());
    document.status() != Some(Status::Repealed) && state(document, today) != State::Expired && !is_of_past_year
}

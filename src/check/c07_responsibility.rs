//! C07: somebody answers for it, and somebody else can step in.
//!
//! **What.** In the plans of this year and later ones an action that is still to be done has a responsible role and a
//! deadline that has not passed. A role that answers for something has a deputy, unless it is a group. An account that
//! is open has `min_administrators`, an owner unit, and was checked within `checked_within_months`. Where a role is
//! expected and words may stand (who adopts, who commissions), there is no person's name, nor in a role's title. A
//! living text has an owner, and an active social channel an account.
//!
//! **Why.** What one person alone knows and can do stops with that person's holiday; an account with one administrator
//! is lost with a telephone. Names are out of date with the next appointment, and they are personal data.
//!
//! **Mend.** Fill in the field; move the deadline or set the status; name a deputy, a second administrator, a role.
//!
//! Source: Västervik ("mycket stannar i mitt huvud"); Silkeborg's register of institutions' pages.

mod accounts;
mod names;
mod owners;
mod roles;

use crate::check::plans::{Placed, is_open};
pub(super) use names::is_persons_name;

use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::model::data::{Action, ActionStatus};

const CODE: &str = "C07";

/// How many people can sign in to an account at least.
const MIN_ADMINISTRATORS: Parameter = Parameter::number(CODE, "min_administrators", 2.0);

/// How many months after its last check an account is to be checked again.
const CHECKED_WITHIN: Parameter = Parameter::number(CODE, "checked_within_months", 12.0);

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[MIN_ADMINISTRATORS, CHECKED_WITHIN],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c07.passing.txt"),
            failing: include_str!("examples/c07.failing.txt"),
        },
    )
};

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let sheets = context.current_plans();
    let actions = sheets.iter().flat_map(|sheet| &sheet.actions);
    let mut findings: Vec<_> = actions.clone().flat_map(|action| of_action(action, context)).collect();
    findings.extend(accounts::look(context));
    findings.extend(roles::look(context, &sheets));
    findings.extend(names::look(context, &sheets));
    findings.extend(names::in_roles(context));
    findings.extend(owners::look(context));
    findings
}

fn of_action(action: &Placed<'_, Action>, context: &Context<'_>) -> Vec<Diagnostic> {
    let Placed { file, record } = action;
    let finding = |key, field, hint| {
        let finding = Diagnostic::warning(CODE, key, file).at(record.places.of(field));
        finding.with("name", record.title.as_str()).hint(hint)
    };
    let waits = is_open(record) || record.status == Some(ActionStatus::Postponed);
    let nobody = record.responsible.is_none() && !record.places.has("responsible") && waits;
    // A postponed action may wait for its new deadline.
    let timeless = record.deadline.is_none() && !record.places.has("deadline") && is_open(record);
    let late = record.deadline.filter(|deadline| *deadline < context.config.options.today && is_open(record));
    let findings = [
        nobody.then(|| finding("action-without-responsible", "title", "hint-action-without-responsible")),
        timeless.then(|| finding("action-without-deadline", "title", "hint-action-without-deadline")),
        late.map(|day| finding("action-overdue", "deadline", "hint-action-overdue").with("date", context.day(day))),
    ];
    findings.into_iter().flatten().collect()
}

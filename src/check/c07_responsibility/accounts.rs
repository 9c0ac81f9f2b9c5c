//! Accounts that are open: who can sign in, who owns them, when somebody last looked.

use crate::check::Context;
use crate::check::c07_responsibility::{CHECKED_WITHIN, CODE, MIN_ADMINISTRATORS};
use crate::diag::Diagnostic;
use crate::model::data::{Account, Filed};

/// Findings about the accounts.
pub(super) fn look(context: &Context<'_>) -> Vec<Diagnostic> {
    open(context).flat_map(|filed| of_account(filed, context)).collect()
}

/// The accounts that are open today.
pub(super) fn open<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Filed<Account>> {
    let today = context.config.options.today;
    context.data.accounts.iter().filter(move |filed| filed.record.closed.is_none_or(|closed| closed > today))
}

fn of_account(filed: &Filed<Account>, context: &Context<'_>) -> Vec<Diagnostic> {
    let Filed { file, record } = filed;
    let warning = |key, field, hint| {
        let finding = Diagnostic::warning(CODE, key, file).at(record.places.of(field));
        // The municipality has the same name everywhere, so the id tells which account it is.
        finding.with("name", record.name.as_str()).with("id", record.id.as_str()).hint(hint)
    };
    let least = MIN_ADMINISTRATORS.as_number(context.config);
    let missing = [
        ("`administrators`", record.administrators.is_none() && least > 0.0),
        ("`owner_unit`", record.owner_unit.is_none()),
        ("`last_checked`", record.last_checked.is_none()),
    ];
    // What stands there and cannot be read has been told.
    let is_there = |field: &str| record.places.has(field.trim_matches('`'));
    let missing = missing.iter().filter(|(field, missing)| *missing && !is_there(field));
    let missing: Vec<_> = missing.map(|(field, _)| *field).collect();
    let incomplete = (!missing.is_empty())
        .then(|| warning("account-incomplete", "name", "hint-account-incomplete").with("fields", missing.join(", ")));
    let few = record.administrators.filter(|count| f64::from(*count) < least).map(|count| {
        let finding = warning("too-few-administrators", "administrators", "hint-too-few-administrators");
        finding.with("count", count.to_string()).with("least", least.to_string())
    });
    let oldest = context.months_ago(CHECKED_WITHIN.as_number(context.config));
    let unchecked = record.last_checked.filter(|day| *day < oldest).map(|day| {
        warning("account-not-checked", "last_checked", "hint-account-not-checked").with("date", context.day(day))
    });
    [incomplete, few, unchecked].into_iter().flatten().collect()
}

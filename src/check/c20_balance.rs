//! C20: the year's themes share the year.
//!
//! **What.** In the plans of this year and later ones: no theme takes more than `max_percent` of the actions that
//! belong to themes, where there are `min_actions` of them, and where that is half as much again as an even share; and
//! each theme of the plan has an action. Cancelled and postponed actions do not count, nor do plans without actions.
//!
//! **Why.** The field that is good at delivering stories fills the channels, and the others are not seen. A theme
//! without an action is a heading.
//!
//! **Mend.** Plan for the themes that lack, or choose fewer of them; accept the finding where the weight is meant.
//!
//! Source: Västervik, where care of the elderly took a disproportionate share; Albertslund's themes of the year.

use crate::check::plans::PlanSheet;
use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::model::document::Document;
use crate::source::Span;

const CODE: &str = "C20";

/// How many per cent of the actions one theme may take.
const MAX_PERCENT: Parameter = Parameter::number(CODE, "max_percent", 40.0);

/// How many actions there have to be before shares say anything.
const MIN_ACTIONS: Parameter = Parameter::number(CODE, "min_actions", 8.0);

/// How much more than an even share is too much: of two themes, one may well have six actions in ten.
const UNEVEN: f64 = 1.5;

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[MAX_PERCENT, MIN_ACTIONS],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c20.passing.txt"),
            failing: include_str!("examples/c20.failing.txt"),
        },
    )
};

/// A theme of a plan: its document, where the plan names it, and how many actions it has.
struct Share<'a> {
    theme: &'a Document,
    span: Span,
    actions: usize,
}

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let sheets = context.current_plans();
    let planned = sheets.iter().filter(|sheet| !sheet.actions.is_empty());
    planned.flat_map(|sheet| of_plan(sheet, context)).collect()
}

fn of_plan(sheet: &PlanSheet<'_>, context: &Context<'_>) -> Vec<Diagnostic> {
    let themes = context.themes_of(sheet).into_iter();
    let shares: Vec<_> = themes
        .map(|(theme, span)| {
            let of_theme = sheet.acting().filter(|action| action.has_theme(theme.key.id.as_str()));
            Share { theme, span, actions: of_theme.count() }
        })
        .collect();
    let total = sheet.acting().filter(|action| action.theme.is_some()).count() as f64;
    let most = (MAX_PERCENT.as_number(context.config) / 100.0).max(UNEVEN / shares.len().max(1) as f64);
    let counts = total >= MIN_ACTIONS.as_number(context.config);
    let finding = |share: &Share<'_>| {
        let part = share.actions as f64 / total;
        if share.actions == 0 {
            Some(warning("theme-without-action", sheet, share).hint("hint-theme-without-action"))
        } else if counts && part > most {
            let finding = warning("theme-takes-much", sheet, share).with("actions", share.actions.to_string());
            let finding = finding.with("total", total.to_string()).with("percent", format!("{:.0}", part * 100.0));
            Some(finding.hint("hint-theme-takes-much"))
        } else {
            None
        }
    };
    shares.iter().filter_map(finding).collect()
}

fn warning(key: &'static str, sheet: &PlanSheet<'_>, share: &Share<'_>) -> Diagnostic {
    let document = &sheet.source.document;
    let finding = Diagnostic::warning(CODE, key, &document.file).at(share.span);
    finding.with("name", share.theme.meta.title.as_str()).with("plan", document.meta.title.as_str())
}

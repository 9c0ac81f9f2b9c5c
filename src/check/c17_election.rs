//! C17: what is planned for the months before a local election is planned with that in mind.
//!
//! **What.** Actions on the municipality's public channels that begin or end within `months` months before the
//! election are listed in one note for the plan. The day is the country's: in Denmark the third Tuesday of November in
//! 2025, 2029 … (kommunal- og regionalvalgloven § 6), in Sweden the second Sunday of September in 2026, 2030 …
//! (vallagen 1 kap. 3 §), in Norway the second Monday of September in 2027, 2031 … (valgloven § 9-2 lets the King set
//! the day; this is the custom). `election_day` sets another.
//!
//! **Why.** Before an election the municipality's channels must not carry water for anybody who stands for it; the
//! Norwegian municipality of Hå keeps politicians out of its channels for four months.
//!
//! **Mend.** Look the actions through: no candidates, no promises, nothing that reads as a campaign.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::check::plans::{Placed, PlanSheet};
use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::data::{Action, ActionStatus};
use crate::model::id::Kind;
use crate::model::kinds::{ChannelType, Spec};
use crate::source::Span;

const CODE: &str = "C17";

/// How many months before the election the window opens.
const MONTHS: Parameter = Parameter::number(CODE, "months", 3.0);
/// The day of the election, where it is another than the country's.
const ELECTION_DAY: Parameter = Parameter::day(CODE, "election_day");

/// How many titles a note gives.
const TITLES: usize = 5;

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[MONTHS, ELECTION_DAY],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c17.passing.txt"),
            failing: include_str!("examples/c17.failing.txt"),
        },
    )
};

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let today = context.config.options.today;
    let Some(election) = ELECTION_DAY.as_day(context.config).or_else(|| next_election(context.config.lang(), today))
    else {
        return Vec::new();
    };
    let months = MONTHS.as_number(context.config).clamp(0.0, 24.0) as i64;
    let Ok(opens) = election.checked_sub(months.months()) else { return Vec::new() };
    let plans = context.current_plans().into_iter().filter(|_| today <= election);
    plans.filter_map(|sheet| note(&sheet, opens, election, context)).collect()
}

/// One note about all actions of a plan in the window, at the first of them.
fn note(sheet: &PlanSheet<'_>, opens: Date, election: Date, context: &Context<'_>) -> Option<Diagnostic> {
    let within = |date: Option<Date>| date.is_some_and(|date| (opens..=election).contains(&date));
    let touched = |placed: &&Placed<'_, Action>| {
        let action = placed.record;
        let is_open = !matches!(action.status, Some(ActionStatus::Done | ActionStatus::Cancelled));
        is_open && (within(action.start) || within(action.deadline)) && is_public(action, context)
    };
    let actions: Vec<_> = sheet.actions.iter().filter(touched).collect();
    let first = actions.first()?;
    let lang = context.config.options.lang.unwrap_or(context.config.lang());
    let mut titles: Vec<_> = actions.iter().take(TITLES).map(|action| lang.quoted(&action.record.title)).collect();
    if actions.len() > TITLES {
        titles.push("…".to_owned());
    }
    let finding =
        Diagnostic::info(CODE, "election-window", first.file).at(place(first.record, within(first.record.start)));
    let finding = finding.with("count", actions.len().to_string()).with("titles", titles.join(", "));
    Some(
        finding
            .with("plan", sheet.source.document.meta.title.as_str())
            .with("day", lang.date(election))
            .hint("hint-election-window"),
    )
}

fn place(action: &Action, starts_within: bool) -> Span {
    action.places.of(if starts_within { "start" } else { "deadline" })
}

/// Whether an action reaches the public in the municipality's name.
fn is_public(action: &Action, context: &Context<'_>) -> bool {
    use ChannelType as T;
    let mut documents =
        context.sources.iter().map(|source| &source.document).filter(|document| document.key.kind == Kind::Channel);
    documents.any(|document| {
        let named = action.channels.iter().any(|channel| channel.id() == document.key.id.as_str());
        named && matches!(&document.spec, Spec::Channel(channel) if matches!(channel.r#type, T::Social | T::Web | T::Press | T::Print | T::Screen))
    })
}

/// The next local election on or after a day; none where the language tells no country.
pub(super) fn next_election(lang: Lang, today: Date) -> Option<Date> {
    (today.year()..=today.year() + 4).filter_map(|year| election_in(lang, year)).find(|day| *day >= today)
}

/// The local election of a year, if there is one.
fn election_in(lang: Lang, year: i16) -> Option<Date> {
    let (first, month, nth, weekday) = match lang {
        Lang::Da => (2025, 11, 3, Weekday::Tuesday),
        Lang::Sv => (2026, 9, 2, Weekday::Sunday),
        Lang::Nb | Lang::Nn => (2027, 9, 2, Weekday::Monday),
        Lang::En => return None,
    };
    let is_year = (year - first).rem_euclid(4) == 0;
    is_year.then(|| Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()).flatten()
}

//! A report to the management: metrics, targets against results, what is late, what an enquiry costs.

use jiff::civil::Date;

use crate::graph::{EditionIndex, Plan, PlannedAction, PlannedGoal};
use crate::model::kinds::{Report, Spec};
use crate::model::scalar::parse_date;
use crate::view::build::{edition_of, item, list, section, table_section};
use crate::view::entities::{Sheet, progress};
use crate::view::news::news;
use crate::view::tables::{self, Anchors};
use crate::view::{Part, Section, Words, Writer};

/// How many changes a report lists.
const MOST: usize = 8;

/// Units by which a group of figures is known to be about money.
const CURRENCIES: &[&str] = &["kr.", "kr", "kroner", "kronor", "DKK", "SEK", "NOK", "EUR", "€"];

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, report: &Report) -> Sheet {
    let period = report.period.as_deref().map(period).unwrap_or_default();
    let facts = [writer.fact("period", "report.period", shown_period(writer, report, period))];
    let plans = plans(writer, index, period);
    let mut after: Vec<Section> = Vec::new();
    let metrics = tables::metric_values(writer, &report.accounts, &report.metrics, period);
    if !report.metrics.is_empty() {
        after.extend(table_section(writer, "report.metrics", metrics));
    }
    after.extend(targets(writer, &plans, period));
    after.extend(late(writer, &plans));
    after.extend(section(writer, "plan.progress", progresses(writer, &plans)));
    after.extend(section(writer, "figure.cost_per_enquiry", costs(writer)));
    after.extend(changes(writer, index, period));
    after.extend(section(writer, "report.coverage", coverages(writer, &plans)));
    Sheet { facts: facts.into_iter().flatten().collect(), before: Vec::new(), after }
}

/// A period written as two dates, `2026-01-01/2026-06-30`, or as a year.
fn period(text: &str) -> Option<(Date, Date)> {
    if let Some((from, to)) = text.split_once('/') {
        return Some((parse_date(from.trim())?, parse_date(to.trim())?));
    }
    let year: i16 = text.trim().parse().ok()?;
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

fn shown_period(writer: &Writer<'_>, report: &Report, period: Option<(Date, Date)>) -> Words {
    match (period, &report.period) {
        (Some((from, to)), _) => writer.date(from).then(Words::plain(" – ")).then(writer.date(to)),
        (None, Some(text)) => Words::plain(text.as_str()),
        (None, None) => Words::default(),
    }
}

/// The plans that the report is about: those that name it, else that of the year in which its period ends.
fn plans<'a>(writer: &Writer<'a>, index: EditionIndex, period: Option<(Date, Date)>) -> Vec<&'a Plan> {
    let graph = writer.graph;
    let main = graph.main(&graph.document(index).key);
    let is_about = |plan: &&Plan| match &graph.document(plan.edition).spec {
        Spec::ActionPlan(spec) => spec.report.as_ref().and_then(|report| edition_of(graph, report)) == main,
        _ => false,
    };
    let named: Vec<_> = graph.plans.iter().filter(is_about).collect();
    if main.is_some() && !named.is_empty() {
        return named;
    }
    period.and_then(|(_, to)| graph.plan(to.year())).into_iter().collect()
}

fn targets(writer: &Writer<'_>, plans: &[&Plan], period: Option<(Date, Date)>) -> Option<Section> {
    let list: Vec<_> = plans.iter().flat_map(|plan| plan.goals.iter().map(|goal| PlannedGoal { plan, goal })).collect();
    let table = tables::goals_in(writer, writer.text("report.targets"), &list, period);
    table_section(writer, "report.targets", table)
}

fn actions(plan: &Plan) -> Vec<PlannedAction<'_>> {
    plan.actions.iter().map(|action| PlannedAction { plan, action }).collect()
}

fn progresses(writer: &Writer<'_>, plans: &[&Plan]) -> Vec<Part> {
    let plans = plans.iter().filter(|plan| !plan.actions.is_empty());
    plans.map(|plan| Part::Progress(progress(writer, &actions(plan)))).collect()
}

fn late(writer: &Writer<'_>, plans: &[&Plan]) -> Option<Section> {
    let list: Vec<_> = plans.iter().flat_map(|plan| actions(plan)).collect();
    let late = late_actions(writer, list);
    let mut table = tables::actions(writer, writer.text("report.late"), &late);
    table.empty = writer.text("empty.late");
    if plans.is_empty() { None } else { section(writer, "report.late", vec![Part::Table(table)]) }
}

/// Those of the actions whose deadline has passed.
fn late_actions<'a>(writer: &Writer<'_>, mut list: Vec<PlannedAction<'a>>) -> Vec<PlannedAction<'a>> {
    list.retain(|own| writer.graph.is_overdue(own.action));
    list.sort_by_key(|own| own.action.deadline);
    list
}

/// What was adopted, changed or reviewed in the period.
fn changes(writer: &Writer<'_>, index: EditionIndex, period: Option<(Date, Date)>) -> Option<Section> {
    let (from, to) = period?;
    let own = writer.edition(index);
    let inside = news(writer).into_iter().filter(|(date, _)| (from..=to).contains(date));
    let others = inside.map(|(_, entry)| entry).filter(|entry| entry.words != own).take(MOST);
    let items = others.map(|entry| item(entry.words, entry.detail)).collect();
    section(writer, "report.changes", vec![list(items, writer.text("empty.changes"))])
}

fn coverages(writer: &Writer<'_>, plans: &[&Plan]) -> Vec<Part> {
    plans.iter().filter_map(|plan| tables::coverage(writer, plan)).map(Part::Heat).collect()
}

/// Groups of figures about money: what an enquiry costs by letter, visit, telephone.
fn costs(writer: &Writer<'_>) -> Vec<Part> {
    let is_cost = |unit: Option<&str>| unit.is_some_and(|unit| CURRENCIES.contains(&unit));
    let groups = tables::groups(writer).into_iter();
    let costs = groups.filter(|(_, figures)| figures.iter().all(|figure| is_cost(figure.unit.as_deref())));
    costs
        .flat_map(|(group, figures)| {
            tables::bars(writer, &tables::group_title(writer, group), &figures, Anchors::Elsewhere)
        })
        .collect()
}

//! Series and groups of figures as charts, each with its definition, its source and its table.

use crate::chart::{self, Dot, Line, Spark, Target};
use crate::metric::{self, Point};
use crate::model::data::{Figure, Goal, Measurement};
use crate::model::id::{RecordKind, Ref};
use crate::model::kinds::Period;
use crate::view::build::{columns, is, stacked};
use crate::view::tables::Anchors;
use crate::view::tables::figures::{figure_source, figures};
use crate::view::tables::measured::sources;
use crate::view::{Chart, ChartForm, Part, Row, Words, Writer};

/// How many values of a series a chart shows: two years of months.
const POINTS: usize = 24;

/// A metric of an account over time with its target, and its values as a table; nothing where it is not measured.
pub fn series_chart(writer: &Writer<'_>, metric: &str, account: &str) -> Option<Part> {
    let data = &writer.graph.data;
    let formula = metric::formula(metric, data)?;
    let dots = dots(metric::series(&formula, account, None, data));
    let metric_title = writer.graph.record_title(RecordKind::Metric, metric);
    let title = format!("{metric_title}, {}", account_name(writer, account));
    let value = |dot: &Dot| Words::plain(writer.rounded(dot.value, formula.unit)).into();
    let day = |dot: &Dot| Words::plain(writer.lang.date(dot.date));
    let rows = dots.iter().map(|dot| Row::new(day(dot), vec![value(dot)])).collect();
    let heads = columns(writer, &["figure.date", "#figure.value"]);
    let table = stacked(title.clone(), heads, rows, String::new());
    let goal = current_goals(writer).find(|goal| measures(goal, metric, account));
    let target = goal.and_then(|goal| target(writer, goal));
    let line = Line { title: &title, unit: formula.unit, dots: &dots, target: target.as_ref() };
    let Some(drawing) = chart::line(&line, writer.texts()) else {
        return (!dots.is_empty()).then_some(Part::Table(table));
    };
    Some(Part::Chart(Chart {
        form: ChartForm::Plot,
        svg: drawing.svg,
        legend: Vec::new(),
        definition: Words::plain(definition(writer, metric)),
        source: sources(data.measurements.iter().map(|filed| &filed.record), account),
        table: Some(table),
        title,
    }))
}

/// The charts of what the current year's goals ask of an account: one for each wanted metric that is measured over time.
pub fn goal_charts(writer: &Writer<'_>, account: &str, wanted: impl Fn(&str) -> bool) -> Vec<Part> {
    let metrics = charted(writer, account).into_iter().filter(|metric| wanted(metric));
    metrics.filter_map(|metric| series_chart(writer, metric, account)).collect()
}

/// The metrics that the current year's goals measure over time for an account, each once.
pub fn charted<'a>(writer: &Writer<'a>, account: &str) -> Vec<&'a str> {
    let mut metrics: Vec<&str> = Vec::new();
    for goal in current_goals(writer).filter(|goal| goal.per != Some(Period::Post)) {
        let Some(metric) = goal.metric.as_ref().filter(|_| is(goal.account.as_ref(), account)) else { continue };
        if !metrics.contains(&metric.id()) {
            metrics.push(metric.id());
        }
    }
    metrics
}

/// A group of figures as bars and as the table that belongs to it.
pub fn bars(writer: &Writer<'_>, title: &str, list: &[&Figure], anchors: Anchors) -> Vec<Part> {
    let bar = |figure: &&Figure| {
        Some(chart::Bar {
            label: figure.label.to_string(),
            value: metric::figure(figure, &writer.graph.data)?,
            shown: writer.figure_value(figure)?,
        })
    };
    let bars: Vec<_> = list.iter().filter_map(bar).collect();
    let table = Part::Table(figures(writer, title, list, anchors));
    let Some(drawing) = chart::bars(title, &bars, writer.texts()) else { return vec![table] };
    let chart = Part::Chart(Chart {
        form: ChartForm::Plot,
        title: title.to_owned(),
        svg: drawing.svg,
        legend: Vec::new(),
        definition: Words::default(),
        source: list.first().map(|figure| figure_source(figure)).unwrap_or_default(),
        table: None,
    });
    vec![chart, table]
}

/// What a goal measures over time, as a small picture; empty where there is too little to see a course in.
pub(super) fn goal_trend(writer: &Writer<'_>, goal: &Goal) -> Words {
    let data = &writer.graph.data;
    let formula = goal.metric.as_ref().and_then(|metric| metric::formula(metric.id(), data));
    let Some((formula, account)) = formula.zip(goal.account.as_ref()) else { return Words::default() };
    let dots = dots(metric::series(&formula, account.id(), goal.per, data));
    let title = format!("{}: {}", writer.text("chart.trend"), goal.title);
    trend(writer, &title, writer.unit(goal), &dots, target(writer, goal).as_ref())
}

/// An account's followers over time, as a small picture.
pub(super) fn followers_trend(writer: &Writer<'_>, account: &str, rows: &[&Measurement]) -> Words {
    let mut points: Vec<Point> =
        rows.iter().filter_map(|row| Some(Point { date: row.date, value: row.followers?.0 })).collect();
    points.sort_by_key(|point| point.date);
    let title = format!("{}: {}", writer.text("figure.followers"), account_name(writer, account));
    trend(writer, &title, "", &dots(points), None)
}

fn trend(writer: &Writer<'_>, title: &str, unit: &str, dots: &[Dot], target: Option<&Target>) -> Words {
    let drawing = chart::spark(&Spark { title, unit, dots, target }, writer.texts());
    drawing.map(|drawing| Words::picture(drawing.svg, "")).unwrap_or_default()
}

/// The last values of a series.
fn dots(points: Vec<Point>) -> Vec<Dot> {
    let skipped = points.len().saturating_sub(POINTS);
    points.into_iter().skip(skipped).map(|point| Dot { date: point.date, value: point.value }).collect()
}

fn current_goals<'a>(writer: &Writer<'a>) -> impl Iterator<Item = &'a Goal> + use<'a> {
    let year = writer.graph.current_year();
    writer.graph.goals().filter(move |own| Some(own.plan.year) == year).map(|own| own.goal)
}

/// Whether a goal is about a metric of an account as it is over time; what is measured per post is another number.
fn measures(goal: &Goal, metric: &str, account: &str) -> bool {
    let same = goal.metric.as_ref().map(Ref::id).is_some_and(|own| metric::same(own, metric));
    same && is(goal.account.as_ref(), account) && goal.per != Some(Period::Post)
}

fn target(writer: &Writer<'_>, goal: &Goal) -> Option<Target> {
    let band = goal.target.as_ref()?;
    let (min, max) = (band.min.map(|min| min.0), band.max.map(|max| max.0));
    Some(Target { min, max, words: writer.target(goal) })
}

fn account_name(writer: &Writer<'_>, account: &str) -> String {
    writer.account(account).0.into_iter().map(|run| run.text).collect()
}

/// How a metric is defined, by the site or by the program.
fn definition(writer: &Writer<'_>, metric: &str) -> String {
    let mut own = writer.graph.data.metrics.iter().map(|filed| &filed.record);
    let own = own.find(|own| metric::same(own.id.as_str(), metric));
    let built_in = || metric::built_in(metric).map(|metric| writer.text(metric.definition_key));
    own.and_then(|own| own.definition.as_ref().map(ToString::to_string)).or_else(built_in).unwrap_or_default()
}

//! What raw counts come to: each account's latest numbers, a report's metrics.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::metric::{self, Point};
use crate::model::data::{Account, Measurement};
use crate::model::id::{Ref, to};
use crate::model::kinds::Period;
use crate::view::build::{columns, stacked};
use crate::view::tables::charts::followers_trend;
use crate::view::{Align, Cell, Column, Layout, Row, Table, Words, Writer};

/// The latest counts of each account that is measured, and its followers' change over twelve months.
pub fn account_summaries(writer: &Writer<'_>, wants: impl Fn(&Account) -> bool) -> Table {
    let data = &writer.graph.data;
    let mut measured: BTreeMap<&str, Vec<&Measurement>> = BTreeMap::new();
    for row in data.measurements.iter().map(|filed| &filed.record) {
        if row.period != Some(Period::Post) {
            measured.entry(row.account.id()).or_default().push(row);
        }
    }
    let accounts = data.accounts.iter().map(|filed| &filed.record).filter(|account| wants(account));
    let summaries = accounts.filter_map(|account| summary(writer, account, measured.get(account.id.as_str())?));
    let (mut rows, notes): (Vec<Row>, Vec<Words>) = summaries.unzip();
    let mut keys = vec![
        "strategy.account",
        "strategy.channel",
        "figure.latest",
        "#figure.followers",
        "#figure.change",
        "figure.counts",
        "#figure.engagement_rate",
        "#figure.ipm",
        "figure.source",
    ];
    if notes.iter().any(|note| !note.is_empty()) {
        keys.push("note.note");
        rows.iter_mut().zip(notes).for_each(|(row, note)| row.cells.push(note.into()));
    }
    stacked(writer.text("figure.accounts"), columns(writer, &keys), rows, writer.text("empty.measurements"))
}

/// The row of an account, and the note at its latest counts.
fn summary(writer: &Writer<'_>, account: &Account, rows: &[&Measurement]) -> Option<(Row, Words)> {
    let latest = rows.iter().max_by_key(|row| row.date)?;
    let number = |number: Option<f64>| Words::plain(number.map(|n| writer.lang.whole(n)).unwrap_or_default());
    let source = Words::plain(latest.source.as_deref().unwrap_or_default());
    let note = Words::plain(latest.note.as_deref().unwrap_or_default());
    let cells = vec![
        writer.reference(&account.channel).into(),
        writer.date(latest.date).into(),
        number(latest.followers.map(|followers| followers.0)).into(),
        Cell::lines([
            Words::plain(followers_change(writer, latest, rows).unwrap_or_default()),
            followers_trend(writer, account.id.as_str(), rows),
        ]),
        counts(writer, latest),
        rate(writer, "engagement_rate", account.id.as_str()),
        rate(writer, "ipm", account.id.as_str()),
        source.into(),
    ];
    Some((Row::new(writer.account(account.id.as_str()), cells), note))
}

/// Change of followers since the last measurement that is a year older.
fn followers_change(writer: &Writer<'_>, latest: &Measurement, rows: &[&Measurement]) -> Option<String> {
    let now = latest.followers?.0;
    let points: Vec<_> =
        rows.iter().filter_map(|row| Some(Point { date: row.date, value: row.followers?.0 })).collect();
    let before = year_before(&points, latest.date)?;
    Some(writer.change(now, before))
}

/// The value of the last point that is at least a year older than `date`.
fn year_before(points: &[Point], date: Date) -> Option<f64> {
    let limit = date.checked_sub(jiff::Span::new().years(1)).ok()?;
    points.iter().filter(|point| point.date <= limit).max_by_key(|point| point.date).map(|point| point.value)
}

/// The raw counts of a measurement.
fn counts(writer: &Writer<'_>, row: &Measurement) -> Cell {
    let counts = [
        (row.posts, "figure.posts"),
        (row.reactions, "figure.reactions"),
        (row.comments, "figure.comments"),
        (row.shares, "figure.shares"),
        (row.saves, "figure.saves"),
        (row.reach, "figure.reach"),
    ];
    let known = counts.into_iter().filter_map(|(count, key)| Some((count?, key)));
    Cell(known.map(|(count, key)| writer.labelled(key, Words::plain(writer.lang.whole(count.0)))).collect())
}

/// An account's latest rate, and its mean per post.
fn rate(writer: &Writer<'_>, metric: &str, account: &str) -> Cell {
    let data = &writer.graph.data;
    let Some(formula) = metric::formula(metric, data) else { return Cell::default() };
    let Some(latest) = metric::series(&formula, account, None, data).pop() else { return Cell::default() };
    let value = writer.rounded(latest.value, formula.unit);
    Cell::lines([
        Words::plain(format!("{value} {}", per(writer, metric, account, latest.date)).trim().to_owned()),
        per_post(writer, metric, account, None),
    ])
}

/// Rates of what happens in a stretch of time by what there is at its end: they say little without the stretch.
const FLOWS: &[&str] = &["engagement_rate", "interaction_rate", "ipm"];

fn is_flow(metric: &str) -> bool {
    FLOWS.iter().any(|flow| metric::same(flow, metric))
}

/// The stretch of time that a rate is about: `om måneden`; empty for other metrics.
fn per(writer: &Writer<'_>, metric: &str, account: &str, date: Date) -> String {
    let rows = writer.graph.data.measurements.iter().map(|filed| &filed.record);
    let mut own = rows.filter(|row| row.account.id() == account && row.date == date);
    let period = own.find_map(|row| row.period.filter(|period| *period != Period::Post));
    let period = period.filter(|_| is_flow(metric));
    period.map(|period| writer.choice("period.per", period.key())).unwrap_or_default()
}

/// The mean of a rate over posts, where they are measured.
fn per_post(writer: &Writer<'_>, metric: &str, account: &str, period: Option<(Date, Date)>) -> Words {
    let data = &writer.graph.data;
    let Some(formula) = metric::formula(metric, data).filter(|_| is_flow(metric)) else { return Words::default() };
    let points = metric::series(&formula, account, Some(Period::Post), data).into_iter();
    let points = points.filter(|point| period.is_none_or(|(from, to)| (from..=to).contains(&point.date)));
    let per = writer.choice("period.per", Period::Post.key());
    let values: Vec<f64> = points.map(|point| point.value).collect();
    let value = metric::mean(&values).map(|mean| writer.rounded(mean, formula.unit));
    Words::plain(value.map(|value| format!("{value} {per}")).unwrap_or_default())
}

impl Writer<'_> {
    /// A computed value with one decimal and its unit.
    pub(in crate::view) fn rounded(&self, value: f64, unit: &str) -> String {
        self.lang.quantity((value * 10.0).round() / 10.0, unit)
    }

    /// A change in per cent with its sign.
    pub(in crate::view) fn change(&self, now: f64, before: f64) -> String {
        if before == 0.0 {
            return String::new();
        }
        let percent = (now - before) / before * 100.0;
        let sign = if percent > 0.0 { "+" } else { "" };
        format!("{sign}{}\u{a0}%", self.lang.number(percent, 1))
    }
}

/// Metrics of accounts: the latest value in a period, and its change over twelve months.
pub fn metric_values(
    writer: &Writer<'_>,
    accounts: &[Ref<to::Account>],
    metrics: &[Ref<to::Metric>],
    period: Option<(Date, Date)>,
) -> Table {
    let head = Column { title: Words::plain(writer.text("strategy.account")), align: Align::Start };
    let metric = |metric: &Ref<to::Metric>| Column { title: writer.reference(metric), align: Align::End };
    let rows = accounts.iter().map(|account| {
        let cells = metrics.iter().map(|metric| value(writer, metric, account, period)).collect();
        Row::new(writer.account(account.id()), cells)
    });
    Table {
        caption: writer.text("table.metric_values"),
        columns: std::iter::once(head).chain(metrics.iter().map(metric)).collect(),
        rows: rows.collect(),
        layout: Layout::Scrolled,
        empty: writer.text("empty.measurements"),
    }
}

fn value(
    writer: &Writer<'_>,
    metric: &Ref<to::Metric>,
    account: &Ref<to::Account>,
    period: Option<(Date, Date)>,
) -> Cell {
    let data = &writer.graph.data;
    let Some(formula) = metric::formula(metric.id(), data) else { return Cell::default() };
    let points = metric::series(&formula, account.id(), None, data);
    let inside = |point: &&Point| period.is_none_or(|(from, to)| (from..=to).contains(&point.date));
    let Some(latest) = points.iter().rfind(inside) else {
        return Words::plain(writer.text("figure.no_data")).into();
    };
    let before = year_before(&points, latest.date);
    let change = before.map(|before| writer.change(latest.value, before)).filter(|change| !change.is_empty());
    let change = change.map(|change| writer.texts().fill("figure.since_year", &[("change", &change)]));
    let value = writer.rounded(latest.value, formula.unit);
    let per = per(writer, metric.id(), account.id(), latest.date);
    Cell::lines([
        Words::plain(format!("{value} {per}").trim().to_owned()),
        per_post(writer, metric.id(), account.id(), period),
        Words::plain(change.unwrap_or_default()),
        writer.date(latest.date),
    ])
}

/// Where an account's measurements come from.
pub(super) fn sources<'a>(rows: impl Iterator<Item = &'a Measurement>, account: &str) -> Words {
    let mut sources: Vec<&str> = Vec::new();
    for source in rows.filter(|row| row.account.id() == account).filter_map(|row| row.source.as_deref()) {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Words::plain(sources.join(", "))
}

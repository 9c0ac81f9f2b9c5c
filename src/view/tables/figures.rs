//! Figures with their sources, the definitions of metrics, and populations.

use crate::metric::{self, BUILT_IN, BuiltIn};
use crate::model::data::{Figure, Metric, Population};
use crate::view::build::{columns, metric_id, outside, stacked};
use crate::view::tables::Anchors;
use crate::view::writer::joined;
use crate::view::{Cell, Row, Table, Words, Writer};

impl Writer<'_> {
    /// A figure's value with its unit; nothing where there is no value.
    pub(in crate::view) fn figure_value(&self, figure: &Figure) -> Option<String> {
        let value = metric::figure(figure, &self.graph.data)?;
        // A computed rate has more decimals than anybody can use.
        Some(self.lang.quantity((value * 10.0).round() / 10.0, self.figure_unit(figure)))
    }

    fn figure_unit<'a>(&'a self, figure: &'a Figure) -> &'a str {
        let formula = || metric::formula(figure.computed.as_ref()?.metric.id(), &self.graph.data);
        match &figure.unit {
            Some(unit) => unit,
            None => formula().map_or("", |formula| formula.unit),
        }
    }
}

pub(super) fn figure_source(figure: &Figure) -> Words {
    match (&figure.source, &figure.url) {
        (Some(source), url) => outside(source, url.as_deref()),
        (None, Some(url)) => outside(url, Some(url)),
        (None, None) => Words::default(),
    }
}

/// Figures with value, date, source and what they are about.
pub fn figures(writer: &Writer<'_>, caption: impl Into<String>, list: &[&Figure], anchors: Anchors) -> Table {
    let is_mixed = list.iter().any(|figure| figure.group != list[0].group);
    let row = |figure: &&Figure| {
        let group = figure.group.as_deref().filter(|_| is_mixed).map(|group| group_title(writer, group));
        let mut about = subject(writer, figure);
        about.0.extend(group.map(Words::plain));
        let value = writer.figure_value(figure).unwrap_or_else(|| writer.text("figure.no_data"));
        let cells = vec![
            Words::plain(value).into(),
            writer.optional_date(figure.as_of).into(),
            figure_source(figure).into(),
            about,
        ];
        let row = Row::new(Words::plain(figure.label.as_str()), cells);
        match anchors {
            Anchors::Here => row.at(format!("figure-{}", figure.id)),
            Anchors::Elsewhere => row,
        }
    };
    let keys = ["figure.figure", "#figure.value", "figure.date", "figure.source", "figure.about"];
    stacked(caption, columns(writer, &keys), list.iter().map(row).collect(), writer.text("empty.figures"))
}

fn subject(writer: &Writer<'_>, figure: &Figure) -> Cell {
    let computed = figure.computed.as_ref().map(|how| {
        let account = writer.optional(how.account.as_ref());
        writer.reference(&how.metric).and(", ", account).and(", ", writer.optional_date(how.date))
    });
    Cell::lines([
        joined([writer.optional(figure.channel.as_ref()), writer.optional(figure.account.as_ref())].into_iter()),
        writer.optional(figure.audience.as_ref()),
        writer.labelled("figure.computed_from", computed.unwrap_or_default()),
    ])
}

/// The groups of figures in the order in which they are written.
pub fn groups<'a>(writer: &Writer<'a>) -> Vec<(&'a str, Vec<&'a Figure>)> {
    let mut groups: Vec<(&str, Vec<&Figure>)> = Vec::new();
    for figure in writer.graph.data.figures.iter().map(|filed| &filed.record) {
        let Some(group) = figure.group.as_deref() else { continue };
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, figures)) => figures.push(figure),
            None => groups.push((group, vec![figure])),
        }
    }
    groups
}

/// A group's title: among the site's own texts, or its id as words.
pub fn group_title(writer: &Writer<'_>, group: &str) -> String {
    let key = format!("figure.group.{group}");
    let text = writer.texts().get(&key);
    if text != key {
        return text.to_owned();
    }
    let words = if group.contains(' ') { group.to_owned() } else { group.replace(['-', '_'], " ") };
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Definitions of all metrics: the site's own, then those that need no definition.
pub fn metrics(writer: &Writer<'_>) -> Table {
    let own: Vec<&Metric> = writer.graph.data.metrics.iter().map(|filed| &filed.record).collect();
    let built_in = BUILT_IN.iter().filter(|metric| !own.iter().any(|own| metric::same(own.id.as_str(), metric.id)));
    let rows = own.iter().map(|metric| own_metric(writer, metric)).chain(built_in.map(|m| built_in_metric(writer, m)));
    let keys = ["figure.metric", "table.definition", "figure.formula", "figure.unit", "figure.judged"];
    stacked(writer.text("figure.metrics"), columns(writer, &keys), rows.collect(), writer.text("empty.metrics"))
}

fn own_metric(writer: &Writer<'_>, metric: &Metric) -> Row {
    let unit = metric.unit.as_deref().unwrap_or_default();
    let better = metric.better.map(|better| writer.choice("figure.better", better.key())).unwrap_or_default();
    let plausible = metric.plausible.as_ref().map(|band| writer.band(band, unit)).unwrap_or_default();
    let cells = vec![
        Words::plain(metric.definition.as_deref().unwrap_or_default()).into(),
        formula(writer, metric),
        Words::plain(unit).into(),
        Cell::lines([Words::plain(better), writer.labelled("figure.plausible", Words::plain(plausible))]),
    ];
    Row::new(Words::plain(metric.title.as_str()), cells).at(format!("metric-{}", metric_id(metric.id.as_str())))
}

/// How a metric is computed: counts added up, divided, multiplied.
fn formula(writer: &Writer<'_>, metric: &Metric) -> Cell {
    let count = |name: &str| {
        let key = format!("count.{name}");
        let text = writer.texts().get(&key);
        if text == key { name.to_owned() } else { text.to_owned() }
    };
    let numerator: Vec<_> = metric.numerator.iter().map(|name| count(name)).collect();
    let mut words = Words::plain(numerator.join(" + "));
    if let Some(denominator) = &metric.denominator {
        words = words.and(" / ", Words::plain(count(denominator)));
    }
    if let Some(factor) = metric.factor.filter(|factor| (factor.0 - 1.0).abs() > f64::EPSILON) {
        words = words.and(" × ", Words::plain(writer.lang.short_number(factor.0)));
    }
    Cell::lines([words, writer.labelled("figure.population", writer.optional(metric.population.as_ref()))])
}

fn built_in_metric(writer: &Writer<'_>, metric: &BuiltIn) -> Row {
    let cells = vec![
        Words::plain(writer.text(metric.definition_key)).into(),
        Cell::default(),
        Words::plain(metric.unit).into(),
        Cell::default(),
    ];
    Row::new(Words::plain(writer.text(metric.title_key)), cells).at(format!("metric-{}", metric_id(metric.id)))
}

/// Populations that rates are computed from.
pub fn populations(writer: &Writer<'_>) -> Table {
    let row = |population: &Population| {
        let cells = vec![
            Words::plain(writer.lang.whole(population.value.0)).into(),
            writer.optional_date(population.as_of).into(),
            Words::plain(population.source.as_deref().unwrap_or_default()).into(),
            writer.optional(population.area.as_ref()).into(),
        ];
        Row::new(Words::plain(population.title.as_str()), cells).at(format!("population-{}", population.id))
    };
    let rows = writer.graph.data.populations.iter().map(|filed| row(&filed.record)).collect();
    let keys = ["figure.population", "#figure.value", "figure.date", "figure.source", "strategy.local_area"];
    stacked(writer.text("figure.populations"), columns(writer, &keys), rows, writer.text("empty.figures"))
}

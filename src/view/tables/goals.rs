//! Goals: what is measured, the value to reach, and how far it has come.

use jiff::civil::Date;

use crate::graph::PlannedGoal;
use crate::metric::{self, Standing};
use crate::model::data::{Band, Better, Goal};
use crate::view::build::{columns, stacked};
use crate::view::tables::Anchors;
use crate::view::tables::charts::goal_trend;
use crate::view::{Cell, Row, Table, Tone, Words, Writer};
use crate::vocabulary::Target;

/// Goals with their results; with [`Anchors::Here`] each row is where links to its goal lead.
pub fn goals(writer: &Writer<'_>, caption: impl Into<String>, list: &[PlannedGoal<'_>], anchors: Anchors) -> Table {
    rows(writer, caption.into(), list, anchors, |own| {
        metric::result(own.goal, metric::whole_year(own.plan.year), &writer.graph.data)
    })
}

/// Goals with their results in a period, for a report.
pub fn goals_in(
    writer: &Writer<'_>,
    caption: impl Into<String>,
    list: &[PlannedGoal<'_>],
    period: Option<(Date, Date)>,
) -> Table {
    let Some((from, to)) = period else { return goals(writer, caption, list, Anchors::Elsewhere) };
    let result = |own: &PlannedGoal<'_>| metric::result(own.goal, from..=to, &writer.graph.data);
    rows(writer, caption.into(), list, Anchors::Elsewhere, result)
}

fn rows(
    writer: &Writer<'_>,
    caption: String,
    list: &[PlannedGoal<'_>],
    anchors: Anchors,
    value: impl Fn(&PlannedGoal<'_>) -> Option<f64>,
) -> Table {
    let row = |own: &PlannedGoal<'_>| {
        let goal = own.goal;
        let cells = vec![
            measured(writer, goal),
            Words::plain(writer.target(goal)).into(),
            baseline(writer, goal),
            result(writer, own.goal, value(own)),
            writer.optional_date(goal.due).into(),
        ];
        match anchors {
            Anchors::Here => Row::new(Words::plain(goal.title.as_str()), cells).at(format!("goal-{}", goal.id)),
            Anchors::Elsewhere => Row::new(writer.goal(goal), cells),
        }
    };
    let keys = ["plan.goal", "goal.measured", "plan.target", "goal.baseline", "figure.result", "goal.due"];
    stacked(caption, columns(writer, &keys), list.iter().map(row).collect(), writer.text("empty.goals"))
}

fn measured(writer: &Writer<'_>, goal: &Goal) -> Cell {
    let account = goal.account.as_ref().map(|account| writer.account(account.id())).unwrap_or_default();
    Cell::lines([
        writer.optional(goal.metric.as_ref()),
        writer.labelled("strategy.channel", writer.optional(goal.channel.as_ref())),
        writer.labelled("strategy.account", account),
        writer.labelled("strategy.theme", writer.optional(goal.theme.as_ref())),
    ])
}

fn baseline(writer: &Writer<'_>, goal: &Goal) -> Cell {
    let Some(baseline) = &goal.baseline else { return Cell::default() };
    let value = Words::plain(writer.lang.quantity(baseline.value.0, writer.unit(goal)));
    Cell::lines([value, writer.optional_date(baseline.date)])
}

fn result(writer: &Writer<'_>, goal: &Goal, value: Option<f64>) -> Cell {
    match value {
        Some(value) => {
            // Small rates need two decimals, large ones none that anybody reads.
            let shown = if value < 10.0 { value } else { (value * 10.0).round() / 10.0 };
            let words = Words::plain(writer.lang.quantity(shown, writer.unit(goal)));
            Cell::lines([words, writer.standing(goal, value), goal_trend(writer, goal)])
        }
        None => Words::plain(writer.text("figure.no_data")).into(),
    }
}

impl Writer<'_> {
    /// A goal by its title, with a link to where it is shown in full.
    pub(in crate::view) fn goal(&self, goal: &Goal) -> Words {
        let target = Target::Record(crate::model::id::RecordKind::Goal, goal.id.clone());
        Words(vec![self.run_as(&target, goal.title.to_string())])
    }

    /// The unit of a goal's values: its own, or its metric's.
    pub(in crate::view) fn unit<'a>(&'a self, goal: &'a Goal) -> &'a str {
        let formula = || metric::formula(goal.metric.as_ref()?.id(), &self.graph.data);
        match &goal.unit {
            Some(unit) => unit,
            None => formula().map_or("", |formula| formula.unit),
        }
    }

    /// A goal's target in words: `5–7 % pr. opslag`.
    pub(in crate::view) fn target(&self, goal: &Goal) -> String {
        let Some(target) = &goal.target else { return self.text("goal.no_target") };
        let band = self.band(target, self.unit(goal));
        match goal.per {
            Some(per) => format!("{band} {}", self.choice("period.per", per.key())),
            None => band,
        }
    }

    /// A range in words.
    pub(in crate::view) fn band(&self, band: &Band, unit: &str) -> String {
        let value = |number: f64| self.lang.quantity(number, unit);
        match (band.min, band.max) {
            (Some(min), Some(max)) => format!("{}–{}", self.lang.short_number(min.0), value(max.0)),
            (Some(min), None) => self.texts().fill("goal.at_least", &[("value", &value(min.0))]),
            (None, Some(max)) => self.texts().fill("goal.at_most", &[("value", &value(max.0))]),
            (None, None) => self.text("goal.no_target"),
        }
    }

    /// How a value stands to a goal's target, as a tag; nothing where it has none.
    pub(in crate::view) fn standing(&self, goal: &Goal, value: f64) -> Words {
        let better = goal.metric.as_ref().and_then(|metric| better(self, metric.id()));
        let (key, tone) = match (metric::standing(goal, value), better) {
            (None, _) => return Words::default(),
            (Some(Standing::Within), _) => ("figure.within_target", Tone::Good),
            (Some(Standing::Above), Some(Better::Higher)) => ("figure.above_target", Tone::Good),
            (Some(Standing::Above), _) => ("figure.above_target", Tone::Attention),
            (Some(Standing::Below), Some(Better::Lower)) => ("figure.below_target", Tone::Good),
            (Some(Standing::Below), _) => ("figure.below_target", Tone::Attention),
        };
        self.tag(self.text(key), tone)
    }
}

fn better(writer: &Writer<'_>, id: &str) -> Option<Better> {
    let mut own = writer.graph.data.metrics.iter().map(|filed| &filed.record);
    own.find(|metric| metric::same(metric.id.as_str(), id)).and_then(|metric| metric.better)
}

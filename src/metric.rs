//! Figures computed from raw counts.
//!
//! In: measurements, populations and definitions. Out: values, by the definition that is printed under them. A rate
//! is never typed: the same word means different things in different municipalities.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use jiff::civil::{Date, date};

use crate::model::data::{Computed, Data, Figure, Goal, Measurement, Metric};
use crate::model::id::Ref;
use crate::model::kinds::Period;
use crate::model::scalar::Text;

/// A metric that needs no definition by the site.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    pub id: &'static str,
    /// Key of the title among the interface texts.
    pub title_key: &'static str,
    /// Key of the definition among the interface texts.
    pub definition_key: &'static str,
    numerator: &'static [&'static str],
    denominator: &'static str,
    factor: f64,
    pub unit: &'static str,
}

/// The metrics of `content-model`. Engagement rate counts reactions only, as Västervik does; trade press that adds
/// comments and shares means `interaction_rate`; `ipm` is interactions per thousand followers.
pub const BUILT_IN: &[BuiltIn] = &[
    BuiltIn {
        id: "engagement_rate",
        title_key: "figure.engagement_rate",
        definition_key: "metric.engagement_rate",
        numerator: &["reactions"],
        denominator: "followers",
        factor: 100.0,
        unit: "%",
    },
    BuiltIn {
        id: "interaction_rate",
        title_key: "figure.interaction_rate",
        definition_key: "metric.interaction_rate",
        numerator: &["reactions", "comments", "shares", "saves"],
        denominator: "followers",
        factor: 100.0,
        unit: "%",
    },
    BuiltIn {
        id: "ipm",
        title_key: "figure.ipm",
        definition_key: "metric.ipm",
        numerator: &["reactions", "comments", "shares", "saves"],
        denominator: "followers",
        factor: 1000.0,
        unit: "",
    },
    BuiltIn {
        id: "follower_share",
        title_key: "figure.share_of_residents",
        definition_key: "metric.follower_share",
        numerator: &["followers"],
        denominator: "population",
        factor: 100.0,
        unit: "%",
    },
    BuiltIn {
        id: "posts_per_month",
        title_key: "figure.posts_per_month",
        definition_key: "metric.posts_per_month",
        numerator: &["posts"],
        denominator: "",
        factor: 1.0,
        unit: "",
    },
    BuiltIn {
        id: "cost_per_enquiry",
        title_key: "figure.cost_per_enquiry",
        definition_key: "metric.cost_per_enquiry",
        numerator: &["cost"],
        denominator: "enquiries",
        factor: 1.0,
        unit: "kr.",
    },
];

/// How a metric is computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula<'a> {
    numerator: Vec<&'a str>,
    denominator: &'a str,
    population: Option<&'a str>,
    factor: f64,
    pub unit: &'a str,
}

impl Formula<'_> {
    /// Whether the metric is computed from counts of accounts, as they stand in the measurements.
    pub fn is_counted(&self) -> bool {
        self.numerator.iter().all(|name| COUNTS.contains(name))
    }

    /// Whether the metric is a level, which has a last value, and not a count made anew for each period.
    fn is_level(&self) -> bool {
        self.numerator.iter().all(|name| *name == "followers")
    }
}

/// A value on a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub date: Date,
    pub value: f64,
}

/// The formula of a metric; ids are written with `_` or `-` alike.
pub fn formula<'a>(id: &str, data: &'a Data) -> Option<Formula<'a>> {
    let own = data.metrics.iter().map(|filed| &filed.record).find(|metric| same(metric.id.as_str(), id));
    own.map(own_formula).or_else(|| built_in(id).map(built_in_formula))
}

/// The built-in metric of an id.
pub fn built_in(id: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|metric| same(metric.id, id))
}

/// Whether two metric ids are the same; ids have hyphens, the built-in names underscores.
pub fn same(a: &str, b: &str) -> bool {
    a.replace('_', "-") == b.replace('_', "-")
}

fn own_formula(metric: &Metric) -> Formula<'_> {
    Formula {
        numerator: metric.numerator.iter().map(Text::as_str).collect(),
        denominator: metric.denominator.as_deref().unwrap_or_default(),
        population: metric.population.as_ref().map(Ref::id),
        factor: metric.factor.map_or(1.0, |factor| factor.0),
        unit: metric.unit.as_deref().unwrap_or_default(),
    }
}

fn built_in_formula(metric: &'static BuiltIn) -> Formula<'static> {
    Formula {
        numerator: metric.numerator.to_vec(),
        denominator: metric.denominator,
        population: None,
        factor: metric.factor,
        unit: metric.unit,
    }
}

/// The values of a metric for an account, oldest first, from measurements over `period` (any but posts, if none).
pub fn series(formula: &Formula<'_>, account: &str, period: Option<Period>, data: &Data) -> Vec<Point> {
    let wanted = |row: &&Measurement| {
        row.account.id() == account
            && match period {
                Some(Period::Post) => row.period == Some(Period::Post),
                _ => row.period != Some(Period::Post),
            }
    };
    let rows = data.measurements.iter().map(|filed| &filed.record).filter(wanted);
    let mut points: Vec<_> =
        rows.filter_map(|row| Some(Point { date: row.date, value: value(formula, row, data)? })).collect();
    points.sort_by_key(|point| point.date);
    points
}

/// The followers of all accounts by day, for whoever looks at every measurement.
#[derive(Clone, Debug, Default)]
pub struct Followers<'a>(BTreeMap<&'a str, BTreeMap<Date, f64>>);

impl<'a> Followers<'a> {
    /// Gathers them from the measurements.
    pub fn of(data: &'a Data) -> Self {
        let mut accounts: BTreeMap<&str, BTreeMap<Date, f64>> = BTreeMap::new();
        for row in data.measurements.iter().map(|filed| &filed.record) {
            if let Some(count) = row.followers {
                accounts.entry(row.account.id()).or_default().insert(row.date, count.0);
            }
        }
        Self(accounts)
    }

    /// A row's followers, or its account's latest on or before its date.
    fn at(&self, row: &Measurement) -> Option<f64> {
        let earlier = || self.0.get(row.account.id())?.range(..=row.date).next_back().map(|(_, count)| *count);
        row.followers.map(|own| own.0).or_else(earlier)
    }
}

/// The value of a metric in one measurement, a post or not.
pub fn in_row(formula: &Formula<'_>, row: &Measurement, known: &Followers<'_>, data: &Data) -> Option<f64> {
    value_by(formula, row, data, |row| known.at(row))
}

/// The value of a metric in one measurement.
fn value(formula: &Formula<'_>, row: &Measurement, data: &Data) -> Option<f64> {
    value_by(formula, row, data, |row| followers(row, data))
}

fn value_by(
    formula: &Formula<'_>,
    row: &Measurement,
    data: &Data,
    followers: impl Fn(&Measurement) -> Option<f64>,
) -> Option<f64> {
    let count = |name: &str| if name == "followers" { followers(row) } else { count(row, name) };
    let counts: Vec<f64> = formula.numerator.iter().filter_map(|name| count(name)).collect();
    if counts.is_empty() {
        return None;
    }
    let denominator = match formula.denominator {
        "" => 1.0,
        "population" => population(formula.population, data)?,
        name => count(name)?,
    };
    (denominator != 0.0).then(|| counts.iter().sum::<f64>() / denominator * formula.factor)
}

/// The counts that a measurement has.
const COUNTS: &[&str] = &["followers", "posts", "reactions", "comments", "shares", "saves", "reach"];

/// A count that stands in the row itself.
fn count(row: &Measurement, name: &str) -> Option<f64> {
    let number = match name {
        "posts" => row.posts,
        "reactions" => row.reactions,
        "comments" => row.comments,
        "shares" => row.shares,
        "saves" => row.saves,
        "reach" => row.reach,
        _ => None,
    };
    number.map(|number| number.0)
}

/// A row's followers, or for a post its account's latest on or before its date.
fn followers(row: &Measurement, data: &Data) -> Option<f64> {
    if let Some(own) = row.followers {
        return Some(own.0);
    }
    let earlier =
        data.measurements.iter().map(|filed| &filed.record).filter(|other| {
            other.account.id() == row.account.id() && other.date <= row.date && other.followers.is_some()
        });
    earlier.max_by_key(|other| other.date).and_then(|other| other.followers).map(|followers| followers.0)
}

fn population(id: Option<&str>, data: &Data) -> Option<f64> {
    let mut populations = data.populations.iter().map(|filed| &filed.record);
    let found = match id {
        Some(id) => populations.find(|population| population.id.as_str() == id),
        None => populations.next(),
    };
    found.map(|population| population.value.0)
}

/// The value that a figure's `computed` gives.
pub fn computed(computed: &Computed, data: &Data) -> Option<f64> {
    let formula = formula(computed.metric.id(), data)?;
    let account = computed.account.as_ref()?.id();
    let points = series(&formula, account, None, data);
    let mut until = points.iter().filter(|point| computed.date.is_none_or(|date| point.date <= date));
    until.next_back().map(|point| point.value)
}

/// A figure's value: computed where it says how, else as stated.
pub fn figure(figure: &Figure, data: &Data) -> Option<f64> {
    let made = figure.computed.as_ref().and_then(|how| computed(how, data));
    made.or(figure.value.map(|value| value.0))
}

/// The result of a goal in a period, both days included.
///
/// What is counted anew in each measurement (reactions, posts) gives the mean of the period; what is a level
/// (followers) gives its last value. The accounts are the goal's own, or all accounts of its channel.
pub fn result(goal: &Goal, period: RangeInclusive<Date>, data: &Data) -> Option<f64> {
    let formula = formula(goal.metric.as_ref()?.id(), data)?;
    let accounts: Vec<&str> = match (&goal.account, &goal.channel) {
        (Some(account), _) => vec![account.id()],
        (None, Some(channel)) => {
            let of_channel = data.accounts.iter().filter(|filed| filed.record.channel.id() == channel.id());
            of_channel.map(|filed| filed.record.id.as_str()).collect()
        }
        (None, None) => Vec::new(),
    };
    let of_account = |account: &&str| {
        let points = series(&formula, account, goal.per, data);
        let inside = points.iter().map(|point| (period.contains(&point.date), point.value));
        let values: Vec<f64> = inside.filter(|(inside, _)| *inside).map(|(_, value)| value).collect();
        if formula.is_level() { values.last().copied().into_iter().collect() } else { values }
    };
    mean(&accounts.iter().flat_map(of_account).collect::<Vec<f64>>())
}

/// The mean of values; nothing where there are none.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { Some(values.iter().sum::<f64>() / values.len() as f64) }
}

/// All days of a year.
pub fn whole_year(year: i16) -> RangeInclusive<Date> {
    date(year, 1, 1)..=date(year, 12, 31)
}

/// How a value stands to a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Below,
    Within,
    Above,
}

/// How `value` stands to the goal's target; nothing where the goal has none.
pub fn standing(goal: &Goal, value: f64) -> Option<Standing> {
    let target = goal.target.as_ref()?;
    match (target.min, target.max) {
        (Some(min), _) if value < min.0 => Some(Standing::Below),
        (_, Some(max)) if value > max.0 => Some(Standing::Above),
        (None, None) => None,
        _ => Some(Standing::Within),
    }
}

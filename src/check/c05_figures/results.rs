//! Measurements that cannot be: values beyond where their metric can lie, and days that have not come.

use std::collections::{BTreeMap, BTreeSet};

use super::{BUILT_IN, Bounds, CODE, lang};
use crate::check::Context;
use crate::diag::Diagnostic;
use crate::metric::{self, Followers, Formula};
use crate::model::data::{Filed, Measurement};
use crate::model::kinds::Period;

/// How many times as much as one post all posts of a period may have together.
const POSTS_OF_PERIOD: f64 = 10.0;

/// A metric and where its values can lie in a measurement.
struct Limit<'a> {
    title: &'a str,
    formula: Formula<'a>,
    of_period: Bounds,
    of_post: Bounds,
}

/// Findings about the measurements.
pub(super) fn findings(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings: Vec<_> = context.data.ahead.iter().map(|filed| ahead(filed, context)).collect();
    let followers = Followers::of(context.data);
    let mut told = BTreeSet::new();
    for limit in limits(context) {
        for (place, (filed, value)) in outside(&limit, &followers, context) {
            // Two metrics that have a count in common are wrong together.
            if told.insert(place) {
                findings.push(implausible(filed, value, &limit, context));
            }
        }
    }
    findings
}

fn ahead(filed: &Filed<Measurement>, context: &Context<'_>) -> Diagnostic {
    let finding = Diagnostic::warning(CODE, "result-ahead", &filed.file).at(filed.record.places.of("date"));
    finding.with("date", context.day(filed.record.date)).hint("hint-result-ahead")
}

/// The site's own metrics that say where they can lie, and the built-in ones that it does not define anew. A post has
/// the limit of its metric upwards only: that nobody reacts to one is nothing strange.
fn limits<'a>(context: &Context<'a>) -> Vec<Limit<'a>> {
    let data = context.data;
    let own = data.metrics.iter().map(|filed| &filed.record).filter_map(|metric| {
        let of_period = Bounds::of(metric.plausible.as_ref()?);
        let formula = metric::formula(metric.id.as_str(), data)?;
        Some(Limit { title: &metric.title, formula, of_period, of_post: Bounds { min: None, ..of_period } })
    });
    let is_own = |id: &str| data.metrics.iter().any(|filed| metric::same(filed.record.id.as_str(), id));
    let built_in = BUILT_IN.iter().filter(move |(id, _)| !is_own(id)).filter_map(|(id, bounds)| {
        let formula = metric::formula(id, data)?;
        let title = lang(context).text(metric::built_in(id)?.title_key)?;
        // What is a share of followers adds up over a period.
        let times = if *id == "follower_share" { 1.0 } else { POSTS_OF_PERIOD };
        let of_period = Bounds { min: None, max: bounds.max.map(|max| max * times) };
        Some(Limit { title, formula, of_period, of_post: Bounds { min: None, max: bounds.max } })
    });
    own.chain(built_in).collect()
}

/// The account of a measurement, and whether it is of one post.
type Place<'a> = (&'a str, bool);

/// For each account the last measurement that lies outside, and likewise the last post.
fn outside<'a>(
    limit: &Limit<'_>,
    followers: &Followers<'_>,
    context: &Context<'a>,
) -> BTreeMap<Place<'a>, (&'a Filed<Measurement>, f64)> {
    let mut last: BTreeMap<Place<'a>, (&Filed<Measurement>, f64)> = BTreeMap::new();
    for filed in &context.data.measurements {
        let is_post = filed.record.period == Some(Period::Post);
        let bounds = if is_post { limit.of_post } else { limit.of_period };
        let value = metric::in_row(&limit.formula, &filed.record, followers, context.data);
        let Some(value) = value.filter(|value| !bounds.hold(*value)) else { continue };
        let place = (filed.record.account.id(), is_post);
        let is_newer = last.get(&place).is_none_or(|(known, _)| known.record.date <= filed.record.date);
        if is_newer {
            last.insert(place, (filed, value));
        }
    }
    last
}

fn implausible(filed: &Filed<Measurement>, value: f64, limit: &Limit<'_>, context: &Context<'_>) -> Diagnostic {
    let bounds = if filed.record.period == Some(Period::Post) { limit.of_post } else { limit.of_period };
    let finding = Diagnostic::warning(CODE, "result-implausible", &filed.file).at(filed.record.places.of("date"));
    let finding = finding.with("metric", limit.title).with("value", lang(context).short_number(value));
    finding.with("range", bounds.told(lang(context))).hint("hint-result-implausible")
}

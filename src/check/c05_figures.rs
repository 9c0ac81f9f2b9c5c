//! C05: figures are right, have a source, and are not old.
//!
//! **What.** A number that a text states for a figure (`[[figure:id|12 %]]`), or that a figure has beside what is
//! computed, is the same as far as it is stated. Targets and results lie where the metric can lie, and no range is
//! upside down; no measurement is of a day to come. Figures and populations have a source and a date, no older than `months`. A percentage in a text that
//! is bound to no figure is worth a note.
//!
//! **Why.** The strategies that this program is made for say 12 % where their own counts give 13,6 %. A figure that
//! nobody can trace is believed once, and then none is.
//!
//! **Mend.** Write what is computed, or bind the number to a figure; give the figure `source` and `as_of`.

mod results;
mod stated;
mod unbound;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::plans::Placed;
use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::metric;
use crate::model::data::{Band, Figure, Goal};
use crate::model::document::Origin;
use crate::model::id::RecordKind;
use crate::parse::DocumentSource;
use crate::source::{SourcePath, Span};
use crate::vocabulary::Target;
use stated::{Stated, stated};

const CODE: &str = "C05";

/// Months after which a figure is old.
const MONTHS: Parameter = Parameter::number(CODE, "months", 24.0);
/// How many percentage points a stated share may differ.
const POINTS: Parameter = Parameter::number(CODE, "points", 0.5);

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_document: Some(document),
    in_site: Some(site),
    parameters: &[MONTHS, POINTS],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c05.passing.txt"),
            failing: include_str!("examples/c05.failing.txt"),
        },
    )
};

/// Where built-in metrics can lie: an engagement above 30 % or below 0.1 % is a slip of the decimal
/// point, and more followers than there are residents one of the count.
const BUILT_IN: &[(&str, Bounds)] = &[
    ("engagement_rate", Bounds { min: Some(0.1), max: Some(30.0) }),
    ("interaction_rate", Bounds { min: Some(0.1), max: Some(50.0) }),
    ("posts_per_month", Bounds { min: Some(0.0), max: Some(1_000.0) }),
    ("follower_share", Bounds { min: Some(0.0), max: Some(100.0) }),
];

/// Where a value can lie.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bounds {
    min: Option<f64>,
    max: Option<f64>,
}

impl Bounds {
    fn of(band: &Band) -> Self {
        Self { min: band.min.map(|min| min.0), max: band.max.map(|max| max.0) }
    }

    /// Whether a value lies between them; bounds that are exchanged are told by themselves.
    fn hold(self, value: f64) -> bool {
        if self.min.zip(self.max).is_some_and(|(min, max)| min > max) {
            return true;
        }
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }

    /// The bounds in words: `0,1–30`.
    fn told(self, lang: Lang) -> String {
        let number = |end: f64| lang.short_number(end);
        match (self.min, self.max) {
            (Some(min), Some(max)) => format!("{}–{}", number(min), number(max)),
            (Some(min), None) => format!("≥ {}", number(min)),
            (None, Some(max)) => format!("≤ {}", number(max)),
            (None, None) => String::new(),
        }
    }
}

/// Findings about the numbers in one document. What a frozen edition says was so then.
fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    if source.document.origin == Origin::Frozen {
        return Vec::new();
    }
    in_text(source, context)
}

/// What a text states for figures.
fn in_text(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let lang = source.document.lang;
    let mut findings = Vec::new();
    for reference in source.body.references.iter().filter(|reference| !reference.words.is_empty()) {
        let Some(figure) = figure_named(&reference.kind, &reference.id, context) else { continue };
        let (Some(told), Some(value)) = (stated(&reference.words, lang), metric::figure(figure, context.data)) else {
            continue;
        };
        let told = told.after(source.body.text.get(..reference.at as usize).unwrap_or_default());
        if told.differs(value, POINTS.as_number(context.config)) {
            let words = reference.words.as_str();
            let found = Found { words, value, decimals: told.decimals() };
            findings.push(differs(found, figure, &source.document.file, context).at(reference.span));
        }
    }
    findings
}

fn figure_named<'a>(kind: &str, id: &str, context: &Context<'a>) -> Option<&'a Figure> {
    match context.vocabulary.resolve(kind, id) {
        Ok(Target::Record(RecordKind::Figure, id)) => {
            context.data.figures.iter().map(|filed| &filed.record).find(|figure| figure.id == id)
        }
        _ => None,
    }
}

/// What is stated for a figure, what it is, and how many decimals the author gives.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    words: &'a str,
    value: f64,
    decimals: u32,
}

/// The finding that something is stated otherwise than it is: told as the pages show it, and to be written as exactly
/// as the author did.
fn differs(found: Found<'_>, figure: &Figure, file: &SourcePath, context: &Context<'_>) -> Diagnostic {
    let rounded = |decimals: u32| {
        let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(1));
        let value = (found.value * scale).round() / scale;
        lang(context).quantity(value, figure.unit.as_deref().unwrap_or_default())
    };
    let finding = Diagnostic::warning(CODE, "stated-differs", file).with("stated", found.words);
    let finding = finding.with("value", rounded(1)).with("write", rounded(found.decimals.min(2)));
    finding.with("figure", figure.label.as_str()).hint("hint-stated-differs")
}

/// The language of messages.
fn lang(context: &Context<'_>) -> Lang {
    context.lang()
}

/// Findings about goals, metrics, figures and measurements.
fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for sheet in context.current_plans() {
        findings.extend(sheet.goals.iter().flat_map(|goal| goal_findings(goal, context)));
    }
    for filed in &context.data.metrics {
        let band = filed.record.plausible.as_ref();
        findings.extend(band.and_then(|band| upside_down(band, &filed.file)));
    }
    for filed in &context.data.figures {
        findings.extend(figure_findings(&filed.record, &filed.file, context));
    }
    for filed in &context.data.populations {
        let population = &filed.record;
        let undated = !population.places.has("as_of");
        let traced =
            Traced { source: population.source.is_some(), date: population.as_of, title: &population.title, undated };
        let (own, dated) = (population.places.of("title"), population.places.of("as_of"));
        findings.extend(traced.findings(&filed.file, own, dated, context));
    }
    findings.extend(results::findings(context));
    findings.extend(unbound::findings(context));
    findings
}

fn upside_down(band: &Band, file: &SourcePath) -> Option<Diagnostic> {
    let (min, max) = (band.min?, band.max?);
    let finding = Diagnostic::warning(CODE, "band-upside-down", file).at(band.places.of("min"));
    (min.0 > max.0).then(|| finding.hint("hint-band-upside-down"))
}

fn bounds(id: &str, context: &Context<'_>) -> Option<Bounds> {
    let own = context.data.metrics.iter().map(|filed| &filed.record).find(|own| metric::same(own.id.as_str(), id));
    match own {
        Some(own) => own.plausible.as_ref().map(Bounds::of),
        None => BUILT_IN.iter().find(|(known, _)| metric::same(known, id)).map(|(_, bounds)| *bounds),
    }
}

fn goal_findings(goal: &Placed<'_, Goal>, context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(target) = &goal.record.target else { return Vec::new() };
    if let Some(finding) = upside_down(target, goal.file) {
        return vec![finding];
    }
    let Some(bounds) = goal.record.metric.as_ref().and_then(|metric| bounds(metric.id(), context)) else {
        return Vec::new();
    };
    let ends = [("min", target.min), ("max", target.max)];
    let wrong = ends.into_iter().filter_map(|(name, end)| Some((name, end?.0))).find(|(_, end)| !bounds.hold(*end));
    let told = |(name, end): (&str, f64)| {
        let finding = Diagnostic::warning(CODE, "target-implausible", goal.file).at(target.places.of(name));
        let finding = finding.with("value", lang(context).short_number(end)).with("goal", goal.record.title.as_str());
        finding.with("range", bounds.told(lang(context))).hint("hint-target-implausible")
    };
    wrong.map(told).into_iter().collect()
}

fn figure_findings(figure: &Figure, file: &SourcePath, context: &Context<'_>) -> Vec<Diagnostic> {
    let computed = figure.computed.as_ref();
    let date = figure.as_of.or_else(|| computed.and_then(|computed| computed.date));
    let mut findings = Vec::new();
    // What is computed has its measurements for a source, and without a date it is as new as they are.
    if computed.is_none() || date.is_some() {
        let source = computed.is_some() || figure.source.is_some() || figure.url.is_some();
        let source = source || figure.places.has("source") || figure.places.has("url");
        let traced = Traced { source, date, title: &figure.label, undated: !figure.places.has("as_of") };
        findings = traced.findings(file, figure.places.of("label"), figure.places.of("as_of"), context);
    }
    let made = computed.and_then(|computed| metric::computed(computed, context.data));
    if let (Some(value), Some(made)) = (figure.value, made) {
        let is_share = figure.unit.as_deref() == Some("%");
        let told = Stated::typed(value.0, is_share);
        if told.differs(made, POINTS.as_number(context.config)) {
            let words = lang(context).quantity(value.0, figure.unit.as_deref().unwrap_or_default());
            let found = Found { words: &words, value: made, decimals: 1 };
            findings.push(differs(found, figure, file, context).at(figure.places.of("value")));
        }
    }
    findings
}

/// What is known of where a number comes from.
struct Traced<'a> {
    source: bool,
    date: Option<Date>,
    title: &'a str,
    /// Whether there is no date at all, not even one that could not be read.
    undated: bool,
}

impl Traced<'_> {
    fn findings(&self, file: &SourcePath, own: Span, dated: Span, context: &Context<'_>) -> Vec<Diagnostic> {
        let told = |key, span, hint| Diagnostic::warning(CODE, key, file).at(span).with("title", self.title).hint(hint);
        let mut findings = Vec::new();
        if !self.source {
            findings.push(told("figure-without-source", own, "hint-figure-without-source"));
        }
        let months = MONTHS.as_number(context.config) as i64;
        let limit = context.config.options.today.checked_sub(months.clamp(0, 1_200).months()).ok();
        match self.date {
            None if !self.undated => {}
            None => findings.push(told("figure-without-date", own, "hint-figure-without-date")),
            Some(date) if limit.is_some_and(|limit| date < limit) => {
                let finding = told("figure-old", dated, "hint-figure-old").with("date", lang(context).date(date));
                findings.push(finding.with("months", months.to_string()));
            }
            Some(_) => {}
        }
        findings
    }
}

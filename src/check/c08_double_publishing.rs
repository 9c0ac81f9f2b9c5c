//! C08: each channel gets what is its own.
//!
//! **What.** In the plans of this year and later ones: no two channels of an action have the same `treatment`, or one
//! that is more than `similarity` per cent the same; and no action does on a channel what the channel's `not_for`
//! rules out. What it does there is its `treatment` on that channel, or its title where there is none.
//!
//! **Why.** Who follows the municipality in two places and reads the same twice leaves one of them. A channel that
//! takes everything is good for nothing, and its `not_for` was somebody's decision.
//!
//! **Mend.** Say what each channel makes of the story, or take a channel out; do what is excluded somewhere else.
//!
//! Source: Västervik (Facebook tells the story, Instagram shows the person; no news, opening hours or others' content
//! on social media).

mod exclusion;

use std::collections::BTreeMap;

use crate::check::c08_double_publishing::exclusion::{Exclusion, Wording};
use crate::check::plans::{Placed, is_open};
use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::model::data::Action;
use crate::model::id::{Ref, to};
use crate::model::kinds::Spec;
use crate::model::scalar::{Keyed, Text};
use crate::source::Span;

const CODE: &str = "C08";

/// How many per cent of two texts have to be the same for them to be told.
const SIMILARITY: Parameter = Parameter::number(CODE, "similarity", 90.0);

/// Words that rule nothing out.
const IGNORED: Parameter = Parameter::words(CODE, "ignored_words");

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[SIMILARITY, IGNORED],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c08.passing.txt"),
            failing: include_str!("examples/c08.failing.txt"),
        },
    )
};

/// A channel's title and what it is not for.
struct Sheet<'a> {
    title: &'a str,
    exclusions: Vec<Exclusion<'a>>,
}

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let wording = Wording::new(context.config.lang(), &IGNORED.as_words(context.config));
    let channels: BTreeMap<&str, Sheet<'_>> = context
        .work_tree()
        .filter_map(|document| {
            let Spec::Channel(channel) = &document.spec else { return None };
            let exclusions = channel.not_for.iter().flat_map(|item| wording.exclusions(item)).collect();
            Some((document.key.id.as_str(), Sheet { title: document.meta.title.as_str(), exclusions }))
        })
        .collect();
    let least = SIMILARITY.as_number(context.config) / 100.0;
    let sheets = context.current_plans();
    // What is done was published as it was.
    let actions = sheets.iter().flat_map(|sheet| &sheet.actions).filter(|action| is_open(action.record));
    actions
        .flat_map(|action| {
            let mut findings = doubles(action, least, &channels);
            findings.extend(excluded(action, &wording, &channels));
            findings
        })
        .collect()
}

/// Where the text of a treatment stands: in a sheet in its row, else at the channel's name.
fn place(action: &Action, keyed: &Keyed<Text>) -> Span {
    let in_row = keyed.key_span.start < action.places.own().start;
    if in_row { action.places.of("treatment") } else { keyed.key_span }
}

/// Treatments that an earlier channel of the action has already.
fn doubles(action: &Placed<'_, Action>, least: f64, channels: &BTreeMap<&str, Sheet<'_>>) -> Vec<Diagnostic> {
    let title = |id: &str| channels.get(id).map_or_else(|| id.to_owned(), |sheet| sheet.title.to_owned());
    let treatments: Vec<_> =
        action.record.treatment.0.iter().map(|(id, keyed)| (id.as_str(), keyed, plain(&keyed.value))).collect();
    let double = |(index, (id, keyed, text)): (usize, &(&str, &Keyed<Text>, String))| {
        let (first, ..) = treatments[..index].iter().find(|(_, _, other)| is_same(other, text, least))?;
        let finding = Diagnostic::warning(CODE, "double-publishing", action.file).at(place(action.record, keyed));
        let finding = finding.with("name", action.record.title.as_str()).with("channel", title(id));
        Some(finding.with("other", title(first)).hint("hint-double-publishing"))
    };
    treatments.iter().enumerate().filter_map(double).collect()
}

/// A text without what does not make it another one: capitals, punctuation, space.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether two texts are the same, or nearly so; texts of lengths too different are not compared.
fn is_same(a: &str, b: &str, least: f64) -> bool {
    let (short, long) = (a.len().min(b.len()) as f64, a.len().max(b.len()) as f64);
    a == b || short >= long * least && strsim::normalized_levenshtein(a, b) > least
}

/// What an action does on a channel that is not for it.
fn excluded(action: &Placed<'_, Action>, wording: &Wording, channels: &BTreeMap<&str, Sheet<'_>>) -> Vec<Diagnostic> {
    let record = action.record;
    let on = |named: &Ref<to::Channel>| {
        let sheet = channels.get(named.id()).filter(|sheet| !sheet.exclusions.is_empty())?;
        let treatment = record.treatment.0.get(named.id());
        let text = treatment.map_or(&record.title, |keyed| &keyed.value);
        let item = wording.excluded(text, &sheet.exclusions)?;
        let span = treatment.map_or(named.span, |keyed| place(record, keyed));
        let finding = Diagnostic::warning(CODE, "channel-not-for", action.file).at(span);
        let finding = finding.with("name", record.title.as_str()).with("channel", sheet.title);
        Some(finding.with("item", item).hint("hint-channel-not-for"))
    };
    record.channels.iter().filter_map(on).collect()
}

//! Percentages in a text that no figure stands behind.
//!
//! Only what states how things are is noted: a target (`mindst 20 %`, `målet er 5 %`), a quotation, code and the
//! round numbers of speech (0, 50 and 100) are passed over, and so is what is history.

use std::collections::BTreeSet;

use super::CODE;
use super::stated::{PERCENT, number_length, stated};
use crate::bits;
use crate::check::Context;
use crate::diag::Diagnostic;
use crate::metric;
use crate::model::body::{Element, Node};
use crate::model::document::{Origin, Status, Validity};
use crate::model::kinds::Spec;
use crate::parse::DocumentSource;

/// Words of a sentence that sets a target or a limit, in lower case.
const TARGETS: &[&str] = &[
    "mål",
    "målet",
    "målene",
    "målsætning",
    "mindst",
    "minimum",
    "højst",
    "maksimalt",
    "maks",
    "max",
    "minst",
    "högst",
    "målsättning",
    "målsättningen",
    "måla",
    "målsetting",
    "høgst",
    "høyst",
    "skal",
    "ska",
    "target",
    "goal",
    "least",
    "most",
    "must",
    "grænse",
    "grænsen",
    "gräns",
    "gränsen",
    "grense",
    "grensa",
    "grensen",
];

/// Numbers of speech.
const ROUND: &[f64] = &[0.0, 50.0, 100.0];

/// A share that is known, and the id of its figure.
type Share<'a> = (f64, &'a str);

/// Notes about all documents of the work tree.
pub(super) fn findings(context: &Context<'_>) -> Vec<Diagnostic> {
    let shares = shares(context);
    let work = context.sources.iter().filter(|source| source.document.origin == Origin::WorkTree);
    work.filter(|source| !is_history(source, context)).flat_map(|source| in_document(source, &shares)).collect()
}

/// The shares among the figures. They are computed once, not for each document.
fn shares<'a>(context: &Context<'a>) -> Vec<Share<'a>> {
    let figures = context.data.figures.iter().map(|filed| &filed.record);
    let shares = figures.filter(|figure| figure.unit.as_deref() == Some("%"));
    shares.filter_map(|figure| Some((metric::figure(figure, context.data)?, figure.id.as_str()))).collect()
}

fn in_document(source: &DocumentSource, shares: &[Share<'_>]) -> Vec<Diagnostic> {
    let body = &source.body;
    let mut closed = 0_usize;
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    // A look at the whole text spares most documents the rest.
    if numbers(&body.text).next().is_none() {
        return findings;
    }
    for node in &body.nodes {
        match node {
            Node::Open(Element::Quote | Element::Code) => closed += 1,
            Node::Close(Element::Quote | Element::Code) => closed = closed.saturating_sub(1),
            Node::Text(words) if closed == 0 => {
                let range = words.range();
                let text = body.words(*words);
                for found in percentages(text) {
                    let at = range.start + found.start..range.start + found.end;
                    // Each is told once: who gives one of them a source has it for the others.
                    if !sets_target(&body.text, at.start) && told.insert(&body.text[at.clone()]) {
                        findings.extend(note(source, at, shares));
                    }
                }
            }
            _ => {}
        }
    }
    findings
}

/// The stretches of a text that are a number and a word for percent.
fn percentages(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (start, rest) in numbers(text) {
        let lower = rest.get(..rest.floor_char_boundary(8)).unwrap_or(rest).to_lowercase();
        let unit = PERCENT.iter().find(|unit| lower.starts_with(**unit));
        let is_word = |unit: &&&str| !lower[unit.len()..].starts_with(char::is_alphabetic);
        if let Some(unit) = unit.filter(is_word) {
            found.push(start..text.len() - rest.len() + unit.len());
        }
    }
    found
}

/// Where the numbers begin after which a word for percent may stand, and the text from there. Most numbers are no
/// shares.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let all = std::iter::from_fn(move || {
        let start = bits::digit(text.as_bytes(), at)?;
        at = start + number_length(&text[start..]);
        Some((start, text[at..].trim_start_matches([' ', '\u{a0}', '\u{202f}'])))
    });
    all.filter(|(_, rest)| rest.starts_with(['%', 'p', 'P']))
}

/// Whether the sentence says what is to be, not what is.
fn sets_target(text: &str, at: usize) -> bool {
    let sentence = sentence(text, at).to_lowercase();
    sentence.split(|c: char| !c.is_alphabetic()).any(|word| TARGETS.contains(&word))
}

/// The sentence around a place.
fn sentence(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(['\n', '.', '!', '?']).map_or(0, |stop| stop + 1);
    let end = text[at..].find(['\n', '!', '?']).map_or(text.len(), |stop| at + stop);
    let end = text[at..end].find(". ").map_or(end, |stop| at + stop);
    &text[start..end]
}

/// Whether the sentence gives source and year in brackets, as reports do: `(TNS Gallup, januar 2013)`.
fn gives_source(text: &str, at: usize) -> bool {
    let brackets = sentence(text, at).split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    let is_year =
        |word: &str| word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit());
    brackets.into_iter().any(|(inside, _)| {
        let mut words = inside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        inside.contains(char::is_alphabetic) && words.any(is_year)
    })
}

fn note(source: &DocumentSource, at: std::ops::Range<usize>, shares: &[Share<'_>]) -> Option<Diagnostic> {
    let words = &source.body.text[at.clone()];
    let value = stated(words, source.document.lang)?.value;
    if ROUND.contains(&value) {
        return None;
    }
    let finding = Diagnostic::info(CODE, "unbound-percentage", &source.document.file).at(source.body.span(at.clone()));
    let finding = finding.with("stated", words);
    match shares.iter().find(|(known, _)| (known - value).abs() < 0.05) {
        Some((_, id)) => Some(finding.with("nearest", format!("figure:{id}")).hint("hint-bind-figure")),
        None if gives_source(&source.body.text, at.start) => None,
        None => Some(finding.hint("hint-make-figure")),
    }
}

/// Whether nobody will mend the document any more.
fn is_history(source: &DocumentSource, context: &Context<'_>) -> bool {
    let document = &source.document;
    let today = context.config.options.today;
    let until = document.governance.as_ref().and_then(|governance| governance.valid_until);
    let is_past_plan = matches!(&document.spec, Spec::ActionPlan(plan) if plan.year.0 < today.year());
    let is_expired = matches!(until, Some(Validity::Until(until)) if until < today);
    is_past_plan || is_expired || document.status() == Some(Status::Repealed)
}

//! Abbreviations in capitals that nobody explains.

use std::collections::BTreeSet;

use super::{CODE, KNOWN, MOST};
use crate::bits;
use crate::check::prose::{Glue, Manner, is_present};
use crate::check::{Context, Prose};
use crate::diag::Diagnostic;
use crate::parse::DocumentSource;

/// Abbreviations that need no explanation in a Nordic municipality.
const COMMON: &[&str] = &[
    "AI", "BBC", "CD", "CPR", "CV", "CVR", "DK", "DM", "DNA", "DR", "DVD", "EAN", "EM", "EU", "FAQ", "FN", "GDPR",
    "GPS", "HR", "HTML", "ID", "IT", "KI", "KL", "KS", "LED", "MMS", "NATO", "NM", "NO", "NRK", "OBS", "OK", "OL",
    "PC", "PDF", "PIN", "PR", "PS", "QR", "RSS", "SE", "SKR", "SM", "SMS", "SOS", "SVT", "TV", "UK", "UN", "URL",
    "USA", "USB", "VIP", "VM", "WWW", "XML",
];

/// Findings about one document.
pub(super) fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let candidates = candidates(&source.body.text);
    let site = KNOWN.as_words(context.config);
    let is_common = |word: &str| COMMON.contains(&word) || site.contains(&word) || is_number(word);
    let unknown: BTreeSet<&str> = candidates.into_iter().filter(|word| !is_common(word)).collect();
    if unknown.is_empty() || !is_present(&source.document, context.config) {
        return Vec::new();
    }
    let names = &context.vocabulary.abbreviations;
    let unexplained = |word: &&str| !names.contains(*word) && !is_spelled_out(word, &source.body.text);
    let unknown: BTreeSet<&str> = unknown.into_iter().filter(unexplained).collect();
    if unknown.is_empty() { Vec::new() } else { first_uses(source, &unknown) }
}

/// Words of at least two capitals, each as often as it stands there; a genitive's `s` is left off.
fn candidates(text: &str) -> Vec<&str> {
    // A look at the bytes spares most texts the rest.
    if !bits::have_capitals_in_a_row(text.as_bytes()) {
        return Vec::new();
    }
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    words.map(base).filter(|word| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())).collect()
}

fn base(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// A Roman number.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| b"IVXLCDM".contains(&byte))
}

/// Whether the page says what it stands for: `elektronisk sagssystem (ESDH)`, `ESDH (elektronisk sagssystem)`,
/// `ESDH: elektronisk sags- og dokumenthåndtering`, `IPM-index: Interaction Per Thousand Fans`.
fn is_spelled_out(word: &str, text: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + word.len()..]);
        before.ends_with('(') && after.starts_with(')') && before.trim_end_matches('(').ends_with(' ')
            || [" (", " – ", " - "]
                .iter()
                .any(|sign| after.strip_prefix(sign).is_some_and(|words| words.starts_with(char::is_alphabetic)))
            || [" står for ", " stands for ", ", dvs", ", altså", ", d.v.s.", ", det vil si", " er en forkortelse"]
                .iter()
                .any(|says| after.starts_with(says))
            || is_defined_by(after)
    })
}

/// Whether what follows an abbreviation is a colon and at least two words; the abbreviation may have a second part.
fn is_defined_by(after: &str) -> bool {
    let tail = after.strip_prefix('-').map_or(after, |part| part.trim_start_matches(char::is_alphanumeric));
    let Some(words) = tail.strip_prefix(": ") else { return false };
    let sentence = words.split(['.', '\n', '!', '?']).next().unwrap_or_default();
    let is_word = |word: &&str| word.starts_with(char::is_alphabetic);
    sentence.split(' ').filter(is_word).nth(1).is_some() && sentence.starts_with(char::is_alphabetic)
}

/// A finding about the first use of each, in the author's own words.
fn first_uses(source: &DocumentSource, unknown: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let prose = Prose::of(source);
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for (index, word) in prose.words().iter().enumerate().filter(|(_, word)| word.manner == Manner::Plain) {
        let written = base(prose.written(index));
        let is_first = unknown.contains(written) && !is_no_abbreviation(&prose, index) && told.insert(written);
        if is_first && told.len() <= MOST {
            let finding = Diagnostic::info(CODE, "abbreviation-unexplained", &source.document.file);
            let place = source.body.span(word.start as usize..word.end as usize);
            findings.push(finding.at(place).with("found", written).hint("hint-abbreviation-unexplained"));
        }
    }
    findings
}

/// Whether a word in capitals is stressed, or part of a name.
fn is_no_abbreviation(prose: &Prose<'_>, index: usize) -> bool {
    is_shouted(prose, index) || is_in_name(prose, index)
}

/// Whether a word with a capital stands beside it, as in `TNS Gallup`. All names cannot be known; a word that begins a
/// sentence has its capital from there.
fn is_in_name(prose: &Prose<'_>, index: usize) -> bool {
    let is_joined = |at: usize| prose.words().get(at).is_some_and(|word| word.glue == Glue::Space);
    let begins = |at: usize| prose.sentences().binary_search_by_key(&at, |sentence| sentence.words.start).is_ok();
    let is_capitalised = |at: usize| {
        let mut letters = prose.written(at).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    let follows = is_joined(index + 1) && !begins(index + 1) && is_capitalised(index + 1);
    let before = index.checked_sub(1).filter(|_| is_joined(index) && !begins(index));
    follows || before.is_some_and(|before| is_capitalised(before) && !begins(before))
}

/// Whether a word stands among others in capitals, so that it is stressed and not shortened.
fn is_shouted(prose: &Prose<'_>, index: usize) -> bool {
    const MANY: usize = 3;
    let in_capitals = |at: &usize| prose.written(*at).chars().all(char::is_uppercase);
    let joined = |at: usize| prose.words().get(at).is_some_and(|word| word.glue == Glue::Space);
    let before = (0..index).rev().take_while(|at| joined(at + 1) && in_capitals(at)).take(MANY).count();
    let after = (index + 1..prose.words().len()).take_while(|at| joined(*at) && in_capitals(at)).take(MANY).count();
    before + 1 + after >= MANY
}

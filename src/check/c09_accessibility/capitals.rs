//! Long text in capitals, which has no shape to read by and which some screen readers spell out.

use super::CODE;
use crate::check::Prose;
use crate::check::prose::Manner;
use crate::config::Config;
use crate::diag::Diagnostic;

/// Words in capitals in a row, beyond names and abbreviations such as `EU, KL OG DR`.
const MANY: usize = 5;
/// Letters that they have together.
const LONG: u32 = 20;

/// The finding about each run of words in capitals.
pub(super) fn capitals(prose: &Prose<'_>, _config: &Config) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // A look at the bytes spares most texts the rest.
    if !prose.has_capitals_in_a_row() {
        return findings;
    }
    for sentence in prose.sentences() {
        let mut begin = sentence.words.start;
        for index in sentence.words.clone() {
            if !is_shouted(prose, index) {
                findings.extend(run(prose, begin..index));
                begin = index + 1;
            }
        }
        findings.extend(run(prose, begin..sentence.words.end));
    }
    findings
}

fn is_shouted(prose: &Prose<'_>, index: usize) -> bool {
    let word = prose.written(index);
    let first_is = word.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase() || byte >= 0x80);
    first_is && prose.words()[index].manner == Manner::Plain && word.chars().all(char::is_uppercase)
}

fn run(prose: &Prose<'_>, words: std::ops::Range<usize>) -> Option<Diagnostic> {
    let letters: u32 = prose.words()[words.clone()].iter().map(|word| word.letters).sum();
    if words.len() < MANY || letters < LONG {
        return None;
    }
    let finding = Diagnostic::info(CODE, "text-in-capitals", &prose.document().file);
    Some(finding.at(prose.span(words)).hint("hint-text-in-capitals"))
}

//! Findings about what must not be read in a log: the places they point at are hidden wherever they would be shown.
//!
//! In: located findings and the texts that snippets are cut from. Out: the same, in which no such stretch can be read,
//! neither in the line that is shown under this finding or another one, nor among the values of any message. Bytes
//! keep their places, so that every underline stays where it was.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Located;
use crate::source::SourcePath;

/// What stands for a hidden letter or digit in a message.
const DOT: char = '•';

/// Hides every stretch that a finding calls secret.
pub fn hide(findings: &mut [Located], texts: &mut BTreeMap<SourcePath, String>) {
    let mut stretches: BTreeMap<&SourcePath, Vec<std::ops::Range<usize>>> = BTreeMap::new();
    let mut hits: BTreeSet<String> = BTreeSet::new();
    for finding in findings.iter().map(|found| &found.diagnostic).filter(|finding| finding.is_secret) {
        let Some(range) = finding.span.map(crate::source::Span::range) else { continue };
        if let Some(hit) = texts.get(&finding.file).and_then(|text| text.get(range.clone())) {
            hits.insert(hit.to_owned());
            stretches.entry(&finding.file).or_default().push(range);
        }
    }
    for (file, ranges) in stretches {
        let Some(text) = texts.get_mut(file) else { continue };
        let hidden: Vec<_> = ranges.into_iter().map(|range| (range.clone(), starred(&text[range]))).collect();
        for (range, stars) in hidden {
            text.replace_range(range, &stars);
        }
    }
    for (_, value) in findings.iter_mut().flat_map(|found| &mut found.diagnostic.args) {
        if may_hold_secret(value) {
            for hit in &hits {
                replace(value, hit);
            }
        }
    }
}

fn replace(value: &mut String, hit: &str) {
    if value.contains(hit) {
        *value = value.replace(hit, &masked(hit));
    }
}

/// A look that spares most of the comparisons: numbers that name somebody are long, addresses have an `@`.
fn may_hold_secret(value: &str) -> bool {
    value.contains('@') || value.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// A number or address as a message may show it: `0101••-••••`, enough to find it and too little to use it.
pub fn masked(hit: &str) -> String {
    let hidden = hidden_from(hit);
    hit.char_indices().map(|(at, letter)| if at >= hidden && letter.is_alphanumeric() { DOT } else { letter }).collect()
}

/// The same in as many letters and bytes as before, so that no place behind it moves.
fn starred(hit: &str) -> String {
    let hidden = hidden_from(hit);
    let star = |(at, letter): (usize, char)| match letter.len_utf8() {
        _ if at < hidden || !letter.is_alphanumeric() => letter,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '🞄',
    };
    hit.char_indices().map(star).collect()
}

/// Where the hidden part begins: after the first letter of an address, the first digits of a number.
fn hidden_from(hit: &str) -> usize {
    let digits = hit.bytes().filter(u8::is_ascii_digit).count();
    let shown = match hit {
        _ if hit.contains('@') => 1,
        _ if digits >= 10 && !hit.starts_with('+') => 4,
        _ => 2,
    };
    let mut seen = hit.char_indices().filter(|(_, letter)| letter.is_alphanumeric()).skip(shown);
    seen.next().map_or(hit.len(), |(at, _)| at)
}

//! Words that are linked where they are first mentioned: themes, channels, and terms of the glossary.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::lang::Lang;
use crate::model::id::{Id, Kind, RecordKind};
use crate::model::kinds::Spec;
use crate::model::scalar::Switch;
use crate::select::Slot;
use crate::vocabulary::{Naming, Target};

/// The words, ready to be found in running text.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Terms by their first word in lower case.
    by_first: BTreeMap<String, Vec<Term>>,
    /// What every first word begins with: most words of a text are passed over by a look here.
    beginnings: Beginnings,
    suffixes: &'static [&'static str],
}

#[derive(Clone, Debug)]
struct Term {
    /// Words after the first, in lower case.
    rest: Vec<String>,
    target: Target,
}

/// Bits for the beginnings of words.
#[derive(Clone, Debug, Default)]
struct Beginnings {
    /// Of words of two letters.
    pairs: [u64; 16],
    /// Of longer words, by their first three letters.
    triples: [u64; 16],
}

/// A mention of a term: where it stands, and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub range: Range<usize>,
    pub target: Target,
}

impl Terms {
    /// Gathers the terms that may be linked.
    pub(super) fn gather(naming: Naming<'_>) -> Self {
        let lang = naming.config.lang();
        let mut terms = Self { suffixes: suffixes(lang), ..Self::default() };
        if naming.config.settings.autolink == Some(Switch::Off) {
            return terms;
        }
        for edition in naming.editions.iter().filter(|edition| edition.slot == Slot::Main) {
            let document = &edition.source.document;
            if !matches!(document.key.kind, Kind::Theme | Kind::Channel) || document.meta.autolink == Some(Switch::Off)
            {
                continue;
            }
            let target = Target::Document(document.key.clone());
            terms.add(&document.meta.title, &target);
            if let Spec::Channel(channel) = &document.spec {
                channel.former_names.iter().for_each(|name| terms.add(name, &target));
            }
        }
        for term in naming.data.glossary.iter().map(|filed| &filed.record) {
            if term.autolink != Some(Switch::Off) {
                let target = Target::Record(RecordKind::Term, Id::from_text(&term.term, lang));
                terms.add(&term.term, &target);
                term.synonyms.iter().for_each(|synonym| terms.add(synonym, &target));
            }
        }
        terms
    }

    fn add(&mut self, name: &str, target: &Target) {
        let mut words = words(name).map(|range| name[range].to_lowercase());
        // A single letter (the channel X) is a word of many texts.
        let Some(first) = words.next().filter(|word| word.chars().count() > 1) else { return };
        self.beginnings.add(&first);
        let terms = self.by_first.entry(first).or_default();
        terms.push(Term { rest: words.collect(), target: target.clone() });
        // The longest term wins: `borgermøde om skolen` before `borgermøde`.
        terms.sort_by_key(|term| std::cmp::Reverse(term.rest.len()));
    }

    /// Mentions of terms in `text`, in order.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut taken = 0;
        for range in words(text) {
            if range.start < taken || !self.beginnings.has(&text[range.clone()]) {
                continue;
            }
            if let Some(mention) = self.at(text, range) {
                taken = mention.range.end;
                found.push(mention);
            }
        }
        found
    }

    fn at(&self, text: &str, first: Range<usize>) -> Option<Found> {
        let word = text[first.clone()].to_lowercase();
        for suffix in self.suffixes {
            let Some(terms) = word.strip_suffix(suffix).and_then(|stem| self.by_first.get(stem)) else { continue };
            for term in terms {
                // Only the last word of a term is inflected.
                if term.rest.is_empty() {
                    return Some(Found { range: first, target: term.target.clone() });
                }
                if suffix.is_empty()
                    && let Some(end) = self.rest_ends(text, first.end, &term.rest)
                {
                    return Some(Found { range: first.start..end, target: term.target.clone() });
                }
            }
        }
        None
    }

    /// Where the words after a term's first end in `text`, if they are there.
    fn rest_ends(&self, text: &str, from: usize, rest: &[String]) -> Option<usize> {
        let mut following = words(&text[from..]).map(|range| range.start + from..range.end + from);
        let mut end = from;
        for (index, wanted) in rest.iter().enumerate() {
            let range = following.next().filter(|range| range.start <= end + 3)?;
            let word = text[range.clone()].to_lowercase();
            let tail = word.strip_prefix(wanted.as_str())?;
            let is_last = index + 1 == rest.len();
            if !(tail.is_empty() || is_last && self.suffixes.contains(&tail)) {
                return None;
            }
            end = range.end;
        }
        Some(end)
    }
}

impl Beginnings {
    fn add(&mut self, word: &str) {
        match first_letters(word) {
            [Some(one), Some(two), None] => set(&mut self.pairs, [one, two, '\0']),
            [Some(one), Some(two), Some(three)] => set(&mut self.triples, [one, two, three]),
            _ => {}
        }
    }

    fn has(&self, word: &str) -> bool {
        match first_letters(word) {
            [Some(one), Some(two), three] => {
                has(&self.pairs, [one, two, '\0']) || three.is_some_and(|three| has(&self.triples, [one, two, three]))
            }
            _ => false,
        }
    }
}

/// The first three letters of a word in lower case, as far as there are as many.
fn first_letters(word: &str) -> [Option<char>; 3] {
    let mut letters = word.chars();
    let first = [letters.next(), letters.next(), letters.next()];
    if first.into_iter().flatten().all(is_common) {
        return first.map(|letter| letter.map(lower));
    }
    // Some letters are two in lower case.
    let mut letters = word.chars().flat_map(char::to_lowercase);
    [letters.next(), letters.next(), letters.next()]
}

/// Whether a letter stands in nearly every text: what is asked of these need not be looked up in a table.
fn is_common(letter: char) -> bool {
    letter.is_ascii() || is_western(letter)
}

/// Letters of western Europe that are not ASCII.
fn is_western(letter: char) -> bool {
    matches!(letter, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
}

/// The small letter of one that [`is_common`].
fn lower(letter: char) -> char {
    match letter {
        'À'..='Þ' => char::from(letter as u8 + 0x20),
        _ => letter.to_ascii_lowercase(),
    }
}

fn bit(letters: [char; 3]) -> (usize, u64) {
    let mixed = letters.into_iter().fold(0_u32, |mixed, letter| mixed.wrapping_mul(31) ^ letter as u32);
    let bit = mixed as usize % 1024;
    (bit / 64, 1 << (bit % 64))
}

fn set(bits: &mut [u64; 16], letters: [char; 3]) {
    let (index, bit) = bit(letters);
    bits[index] |= bit;
}

fn has(bits: &[u64; 16], letters: [char; 3]) -> bool {
    let (index, bit) = bit(letters);
    bits[index] & bit != 0
}

/// The words of a text: letters and digits, with hyphens inside.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_word = |letter: char| is_western(letter) || letter.is_alphanumeric();
        let start = run_end(text, at, |letter| !is_word(letter));
        at = run_end(text, start, |letter| is_word(letter) || letter == '-');
        let trimmed = text[start..at].trim_end_matches('-').len();
        (at > start).then(|| start..start + trimmed)
    })
}

/// Where the run of letters that `belongs` holds for ends; by bytes where it can, since every text is walked here.
fn run_end(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        let letter = if byte.is_ascii() { Some(char::from(*byte)) } else { text[at..].chars().next() };
        match letter.filter(|letter| belongs(*letter)) {
            Some(letter) => at += letter.len_utf8(),
            None => break,
        }
    }
    at
}

/// Endings of nouns in the language, the empty one first.
fn suffixes(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Da | Lang::Nb => &[
            "", "s", "en", "et", "er", "e", "r", "n", "t", "ne", "erne", "rne", "ene", "ens", "ets", "ers", "ernes",
            "enes", "nes",
        ],
        Lang::Nn => &["", "s", "en", "et", "a", "ar", "er", "r", "ane", "ene", "n", "e"],
        Lang::Sv => &[
            "", "s", "en", "et", "n", "t", "ar", "er", "or", "r", "arna", "erna", "orna", "na", "ens", "ets", "arnas",
            "ernas", "ns",
        ],
        Lang::En => &["", "s", "es", "'s"],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Beginnings, words};

    proptest! {
        #[test]
        fn no_word_of_a_term_is_passed_over(term in "[A-Za-zÆØÅæøåÀ-ÿİßĀ-ſ]{2,5}|\\PC{2,4}", ending in "(s|en|)") {
            let first = term.to_lowercase();
            prop_assume!(first.chars().count() > 1);
            let mut beginnings = Beginnings::default();
            beginnings.add(&first);
            for written in [&term, &first, &term.to_uppercase()] {
                let inflected = format!("{written}{ending}");
                prop_assert!(beginnings.has(&inflected) || !inflected.to_lowercase().starts_with(&first), "{inflected}");
            }
        }

        #[test]
        fn words_are_letters_and_hyphens(text in "[a-zæØÿ×÷é0-9 .-]{0,40}|\\PC{0,30}") {
            let belongs = |letter: char| letter.is_alphanumeric() || letter == '-';
            let runs = text.split(|letter: char| !belongs(letter)).map(|run| run.trim_matches('-'));
            let plain: Vec<&str> = runs.filter(|run| !run.is_empty()).collect();
            let found: Vec<&str> = words(&text).map(|range| &text[range]).collect();
            prop_assert_eq!(found, plain);
        }
    }
}

//! Words that are linked where they are first mentioned: themes, channels, and terms of the glossary.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bits::{self, Bits};
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

/// Bits for the beginnings of words: of two bytes, or of three. A letter and its small letter differ in one bit, which
/// is set in what is looked up here.
#[derive(Clone, Debug)]
struct Beginnings(Vec<u64>);

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

    /// Mentions of terms in a stretch of a text, in order.
    pub fn find(&self, text: &Searched<'_>, stretch: Range<usize>) -> Vec<Found> {
        match &text.bits {
            _ if self.by_first.is_empty() => Vec::new(),
            Some(bits) => self.find_in(text.text, bits, stretch),
            None => self.find_in_rare(text.text, stretch),
        }
    }

    /// The same, by the bits of the text: nearly every word is passed over by what it begins with.
    fn find_in(&self, text: &str, bits: &WordBits, stretch: Range<usize>) -> Vec<Found> {
        let bytes = &text.as_bytes()[..stretch.end];
        let mut found = Vec::new();
        let mut taken = stretch.start;
        for start in bits.starts.iter(stretch.clone()) {
            if start < taken || !self.beginnings.have(&bytes[start..]) || bits.goes_on_at(bytes, start) {
                continue;
            }
            let word = start..bits.end(bytes, start);
            if let Some(mention) = self.at(&text[..stretch.end], word) {
                taken = mention.range.end;
                found.push(mention);
            }
        }
        found
    }

    /// The same for a text with rare letters, word by word.
    fn find_in_rare(&self, text: &str, stretch: Range<usize>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut taken = stretch.start;
        let words = words(&text[stretch.clone()]);
        for word in words.map(|word| word.start + stretch.start..word.end + stretch.start) {
            if let Some(mention) = self.at(&text[..stretch.end], word.clone()).filter(|_| word.start >= taken) {
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

/// A text in which terms are looked for.
#[derive(Debug)]
pub struct Searched<'t> {
    text: &'t str,
    /// Nothing for a text with rare letters.
    bits: Option<WordBits>,
}

impl<'t> Searched<'t> {
    /// Looks at a text, once for all its stretches.
    pub fn new(text: &'t str) -> Self {
        let bits = bits::alphanumeric(text).map(|letters| WordBits { starts: letters.starts(), letters });
        Self { text, bits }
    }
}

/// Where the words of a text are.
#[derive(Debug)]
struct WordBits {
    /// Bytes of letters and digits.
    letters: Bits,
    /// The first bytes of runs of them.
    starts: Bits,
}

impl WordBits {
    /// Whether the run of letters at `start` stands behind the hyphen of a word.
    fn goes_on_at(&self, bytes: &[u8], start: usize) -> bool {
        let hyphens = bytes[..start].iter().rev().take_while(|byte| **byte == b'-').count();
        hyphens > 0 && start.checked_sub(hyphens + 1).is_some_and(|before| self.letters.has(before))
    }

    /// Where the word ends that begins at `start`.
    fn end(&self, bytes: &[u8], start: usize) -> usize {
        let mut at = start;
        loop {
            let end = self.letters.next_zero(at).unwrap_or(bytes.len()).min(bytes.len());
            let hyphens = bytes[end..].iter().take_while(|byte| **byte == b'-').count();
            at = end + hyphens;
            if hyphens == 0 || at >= bytes.len() || !self.letters.has(at) {
                return end;
            }
        }
    }
}

impl Default for Beginnings {
    fn default() -> Self {
        Self(vec![0; BEGINNINGS / 64])
    }
}

/// Bits for beginnings: as many that few other words of a text begin like a term.
const BEGINNINGS: usize = 1 << 15;

impl Beginnings {
    fn add(&mut self, word: &str) {
        if let Some(bit) = beginning(word.as_bytes(), word.len().min(3)) {
            self.0[bit / 64] |= 1 << (bit % 64);
        }
    }

    /// Whether a term may begin like the word that stands here.
    fn have(&self, bytes: &[u8]) -> bool {
        let has = |length: usize| beginning(bytes, length).is_some_and(|bit| self.0[bit / 64] >> (bit % 64) & 1 == 1);
        has(3) || has(2)
    }
}

/// The bit for the first bytes of a word; nothing where there are fewer.
fn beginning(bytes: &[u8], length: usize) -> Option<usize> {
    let first = bytes.get(..length)?;
    let mixed = first.iter().fold(length, |mixed, byte| (mixed * 31) ^ usize::from(byte | 0x20));
    Some(mixed % BEGINNINGS)
}

/// The words of a text: letters and digits, with hyphens inside.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let is_outside = |letter: char| !letter.is_alphanumeric() && letter != '-';
        at = text[start..].find(is_outside).map_or(text.len(), |length| start + length);
        Some(start..start + text[start..at].trim_end_matches('-').len())
    })
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

    use super::{Beginnings, Found, Searched, Target, Terms, suffixes, words};
    use crate::lang::Lang;
    use crate::model::id::{Id, RecordKind};

    fn terms() -> Terms {
        let mut terms = Terms { suffixes: suffixes(Lang::Da), ..Terms::default() };
        for (number, name) in
            ["pressen", "Ø-posten", "ØL", "borgermøde om skolen", "borgermøde", "é", "år"].iter().enumerate()
        {
            terms.add(name, &Target::Record(RecordKind::Term, Id::from_text(&number.to_string(), Lang::Da)));
        }
        terms
    }

    fn found(text: &str) -> Vec<String> {
        let words = |found: Found| text[found.range].to_owned();
        terms().find(&Searched::new(text), 0..text.len()).into_iter().map(words).collect()
    }

    #[test]
    fn terms_stand_inflected_in_capitals_and_beside_signs() {
        let text = "PRESSENS »øl«, Ø-Postens borgermøder–og borgermøde om skolen. Årets ø-posten-abonnement -øl-";
        assert_eq!(found(text), ["PRESSENS", "øl", "Ø-Postens", "borgermøder", "borgermøde om skolen", "Årets", "øl"]);
    }

    #[test]
    fn a_term_with_a_hyphen_before_it_is_part_of_a_word() {
        assert_eq!(found("verdens-pressen og a--øl"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn bits_find_what_words_find(text in "((pressen|Ø-POST|en|Øl|borgermøde|om skolen|år|s|-|[ .,»–]|[a-zø]{1,3}){0,20})|\\PC{0,40}") {
            let searched = Searched::new(&text);
            let slow = Searched { text: &text, bits: None };
            let terms = terms();
            prop_assert_eq!(terms.find(&searched, 0..text.len()), terms.find(&slow, 0..text.len()));
        }

        #[test]
        fn no_word_of_a_term_is_passed_over(term in "[A-Za-zÆØÅæøåÀ-ÖØ-öø-þ]{2,5}", ending in "(s|en|)") {
            let first = term.to_lowercase();
            let mut beginnings = Beginnings::default();
            beginnings.add(&first);
            for written in [&term, &first, &term.to_uppercase()] {
                let inflected = format!("{written}{ending}");
                prop_assert!(beginnings.have(inflected.as_bytes()) || !inflected.to_lowercase().starts_with(&first), "{inflected}");
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

//! What is part of what: words put together of others, as `kriseberedskabsplan`.
//!
//! In: the terms of a site with their stems, and the endings of its languages. Out: how surely a stretch of a word is one of
//! its parts, and for every stem the compounds it is part of. A word is taken apart by the site's own words and the letters
//! that link them, never by a list; `compound` in `engine.js` is the same rule, and neither may change alone.

use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::fold::loose;
use super::forms::Forms;

/// Letters between the parts of a compound.
pub(super) const LINKS: [&str; 4] = ["", "s", "e", "er"];

/// Words that a compound may be made of.
#[derive(Debug)]
pub(super) struct Words {
    known: IndexSet<String, FxBuildHasher>,
    endings: Vec<String>,
}

/// What a stretch is of the word that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Letters in common.
    Letters,
    /// What is before or what is after it is a word, not both.
    Half,
    /// A part with something after it.
    Inner,
    /// The last part.
    Last,
}

impl Words {
    /// From all terms with their stems, and other words of the languages.
    pub fn new<'a>(terms: impl Iterator<Item = (&'a str, &'a str)>, forms: &Forms) -> Self {
        let mut known: IndexSet<String, FxBuildHasher> = IndexSet::default();
        for (term, stem) in terms {
            known.extend([term.to_owned(), stem.to_owned(), loose(stem), loose(term)]);
        }
        let others = forms.alternatives.iter().flatten().filter(|word| !word.contains(' '));
        known.extend(others.cloned());
        Self { known, endings: forms.endings.split_whitespace().map(String::from).collect() }
    }

    /// Whether it is a word or a stem of the site.
    pub fn has(&self, text: &str) -> bool {
        self.known.contains(text)
    }

    /// Whether it is an ending of one of the site's languages.
    pub fn is_ending(&self, text: &str) -> bool {
        self.endings.iter().any(|ending| ending == text)
    }

    /// Whether nothing but an ending follows, perhaps after a consonant that is doubled for it: `hal`, `hallen`.
    pub fn ends_at(&self, term: &str, to: usize) -> bool {
        let rest = &term[to..];
        let doubled = || rest.strip_prefix(term[..to].chars().next_back()?);
        rest.is_empty() || self.is_ending(rest) || doubled().is_some_and(|rest| self.is_ending(rest))
    }

    /// What the stretch from `from` to `to`, in bytes, is of `term`.
    pub fn standing(&self, term: &str, from: usize, to: usize) -> Standing {
        let (left, right) = (&term[..from], &term[to..]);
        let ends = self.ends_at(term, to);
        let before = left.is_empty()
            || LINKS.iter().any(|link| left.strip_suffix(link).is_some_and(|rest| self.is_made(rest, DEPTH)));
        let after = || LINKS.iter().any(|link| right.strip_prefix(link).is_some_and(|rest| self.is_made(rest, DEPTH)));
        let after = !ends && after();
        match (before, ends, after) {
            (true, true, _) => Standing::Last,
            (true, _, true) => Standing::Inner,
            _ if !left.is_empty() && (before || after) => Standing::Half,
            _ => Standing::Letters,
        }
    }

    /// Whether `text` is one word of the site or several, inflected or linked.
    fn is_made(&self, text: &str, depth: u8) -> bool {
        length(text) >= SHORTEST
            && (self.has(text) || self.is_inflected(text) || depth > 0 && self.is_cut(text, depth - 1))
    }

    /// Whether `text` is several words of the site.
    pub fn is_composed(&self, text: &str) -> bool {
        self.is_cut(text, DEPTH)
    }

    fn is_cut(&self, text: &str, depth: u8) -> bool {
        let length = length(text);
        let mut cuts = text.char_indices().enumerate().skip(SHORTEST).take_while(|(place, _)| place + 2 < length);
        cuts.any(|(_, (at, _))| {
            let (first, rest) = text.split_at(at);
            let mut rests = LINKS.iter().filter_map(|link| rest.strip_prefix(link));
            self.has(first) && rests.any(|rest| self.is_made(rest, depth))
        })
    }

    fn is_inflected(&self, text: &str) -> bool {
        let word = |ending: &String| text.strip_suffix(ending.as_str());
        self.endings.iter().filter_map(word).any(|word| length(word) >= SHORTEST && self.has(word))
    }
}

/// How many cuts are tried in what stands beside a part.
const DEPTH: u8 = 2;
/// Characters of the shortest part.
const SHORTEST: usize = 3;

/// Length in characters, as the script counts nearly all.
pub(super) fn length(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().count() }
}

/// For every stem that is part of compounds, in alphabetical order, the places of those among `terms`; these are given
/// with their stems.
pub(super) fn parts(terms: &[(&str, &str)], words: &Words) -> Vec<(String, Vec<u32>)> {
    let mut stems: IndexMap<&str, &str, FxBuildHasher> = terms.iter().map(|(_, stem)| (*stem, *stem)).collect();
    stems.extend(terms.iter().copied());
    let of = |(place, (term, _)): (usize, &(&str, &str))| -> Vec<(String, u32)> {
        let found = stems_in(term, &stems, words);
        found.into_iter().map(|stem| (stem.to_owned(), place as u32)).collect()
    };
    let mut pairs: Vec<(String, u32)> = terms.par_iter().enumerate().flat_map_iter(of).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let groups = pairs.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| (group[0].0.clone(), group.iter().map(|(_, place)| *place).collect())).collect()
}

fn stems_in<'a>(term: &str, stems: &IndexMap<&str, &'a str, FxBuildHasher>, words: &Words) -> Vec<&'a str> {
    if term.len() < 2 * SHORTEST || !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for from in (0..=term.len() - SHORTEST).filter(|from| *from != 1) {
        for to in from + SHORTEST..=term.len() {
            let Some(stem) = stems.get(&term[from..to]).filter(|stem| stem.len() >= SHORTEST) else { continue };
            // The word itself, inflected, is no compound.
            let alone = from == 0 && words.ends_at(term, to);
            if !alone && !found.contains(stem) && words.standing(term, from, to) >= Standing::Inner {
                found.push(*stem);
            }
        }
    }
    found
}

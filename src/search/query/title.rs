//! How surely words of a text are meant, and what a title is worth by them.

use std::cell::RefCell;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::asked::{Asked, Unit};
use super::ladder::is_number;
use super::lexicon::Lexicon;
use crate::search::compound::{Standing, length};
use crate::search::rank::RANK;
use crate::search::{Sort, terms};

/// Tells how surely a word of a text is meant; compounds are only told when they are met.
pub struct Marker<'a> {
    lexicon: &'a Lexicon,
    /// What the word counts beside the others of the query.
    factor: f64,
    words: IndexMap<String, f64, FxBuildHasher>,
    parts: IndexMap<String, f64, FxBuildHasher>,
    /// The words of the query that it is made for, with their stems.
    own: Vec<(String, String)>,
    seen: RefCell<IndexMap<String, f64, FxBuildHasher>>,
}

impl<'a> Marker<'a> {
    /// For some words of the query, and what they stand for by its places in what was asked.
    pub fn new(asked: &Asked, (units, found): (&[Unit], &[usize]), lexicon: &'a Lexicon) -> Self {
        let mut words: IndexMap<String, f64, FxBuildHasher> = IndexMap::default();
        let mut parts: IndexMap<String, f64, FxBuildHasher> = IndexMap::default();
        for (&term, one) in found.iter().flat_map(|at| &asked.found[*at]) {
            let weight = match lexicon.part(term) {
                Some(part) => parts.entry(part.to_owned()).or_default(),
                None => words.entry(lexicon.text(term)).or_default(),
            };
            *weight = weight.max(one.weight);
        }
        let with_stem = |unit: &Unit| (unit.word.clone(), lexicon.stem_of(&unit.word).into_owned());
        let own: Vec<(String, String)> = units.iter().map(with_stem).collect();
        // A word is told as a part where the site has it in compounds only, too.
        for (_, stem) in own.iter().filter(|(word, stem)| length(stem) > 2 && !is_number(word)) {
            parts.entry(stem.clone()).or_insert(RANK.part);
        }
        Self { lexicon, factor: 1.0, words, parts, own, seen: RefCell::default() }
    }

    /// How surely a term is meant, up to 1 and a little; 0 if not at all.
    pub fn weight(&self, term: &str) -> f64 {
        if let Some(known) = self.seen.borrow().get(term) {
            return *known;
        }
        let mut best = self.words.get(term).copied().unwrap_or_default();
        for (stem, &weight) in self.parts.iter().filter(|(stem, _)| term.contains(stem.as_str())) {
            best = match self.standing(term, stem) {
                Standing::Last => best.max(weight * RANK.last),
                Standing::Inner if term.starts_with(stem.as_str()) => best.max(weight * RANK.first),
                Standing::Inner => best.max(weight),
                _ => best,
            };
        }
        self.seen.borrow_mut().insert(term.to_owned(), best);
        best
    }

    /// The most that a part is anywhere in a term. What has `databeskyttelse` as a part has all of it, and not only the
    /// stem `databeskyt`.
    fn standing(&self, term: &str, stem: &str) -> Standing {
        let whole = self.own.iter().filter(|(_, of)| of == stem).map(|(word, _)| word.as_str());
        let places = std::iter::once(stem).chain(whole).flat_map(|part| term.match_indices(part));
        let standings = places
            .filter(|(at, _)| *at != 1)
            .map(|(at, part)| self.lexicon.words().standing(term, at, at + part.len()));
        standings.max().unwrap_or(Standing::Letters)
    }
}

/// A marker for each word of a query.
pub fn markers<'a>(asked: &Asked, lexicon: &'a Lexicon) -> Vec<Marker<'a>> {
    let marker = |(at, unit): (usize, &Unit)| {
        let own = (std::slice::from_ref(unit), [asked.own(at)]);
        Marker { factor: unit.factor(), ..Marker::new(asked, (own.0, &own.1), lexicon) }
    };
    asked.units.iter().enumerate().map(marker).collect()
}

/// How much of the query a title names, less where it names other things too; and how much of the title the query names.
/// What the title of a page with a text of its own says before a preposition counts nearly as if it were all.
pub fn titled(
    page: (&str, Sort),
    markers: &[Marker<'_>],
    said: &[String],
    is_stop: impl Fn(&str) -> bool,
) -> (f64, f64) {
    let (title, sort) = page;
    let all = telling(terms(title), said);
    let front: Vec<&String> = all.iter().take_while(|term| !is_stop(term)).collect();
    let telling: Vec<&String> = all.iter().filter(|term| !is_stop(term)).collect();
    let unsaid = all.iter().filter(|term| is_stop(term) && !said.contains(term)).count();
    let (titled, whole) = covered(&telling, markers, unsaid);
    if sort == Sort::List || front.len() == all.len() {
        return (titled, whole);
    }
    (titled.max(RANK.front * covered(&front, markers, 0).0), whole)
}

/// The words of a name that count for what was said: which of several pages of a name is meant, only a number in the query
/// tells, as in `Årshjul 2026`.
pub fn telling(mut name: Vec<String>, said: &[String]) -> Vec<String> {
    let is_number = |term: &String| term.bytes().any(|byte| byte.is_ascii_digit());
    if !said.iter().any(is_number) {
        name.retain(|term| !is_number(term));
    }
    name
}

/// `unsaid`: how many little words the title has that the query has not.
fn covered(title: &[&String], markers: &[Marker<'_>], unsaid: usize) -> (f64, f64) {
    let best = |weights: &mut dyn Iterator<Item = f64>| weights.fold(0.0, f64::max);
    let named =
        mean(markers.iter().map(|marker| (best(&mut title.iter().map(|term| marker.weight(term))), marker.factor)));
    let said = title.iter().map(|term| (best(&mut markers.iter().map(|marker| marker.weight(term))), 1.0));
    let whole = mean(said.chain(std::iter::repeat_n((0.0, RANK.little), unsaid)));
    (named * (RANK.title_base + (1.0 - RANK.title_base) * whole), whole)
}

/// The mean of some values, each with what it counts.
fn mean(values: impl Iterator<Item = (f64, f64)>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), (value, factor)| (sum + value * factor, count + factor));
    if count > 0.0 { sum / count } else { 0.0 }
}

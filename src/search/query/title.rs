//! How surely words of a text are meant, and what a title is worth by them.

use std::cell::RefCell;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::asked::{Asked, Unit};
use super::lexicon::Lexicon;
use crate::search::compound::Standing;
use crate::search::rank::RANK;
use crate::search::{Sort, terms};

/// Tells how surely a word of a text is meant; compounds are only told when they are met.
pub struct Marker<'a> {
    lexicon: &'a Lexicon,
    /// What the word counts beside the others of the query.
    factor: f64,
    words: IndexMap<String, f64, FxBuildHasher>,
    parts: IndexMap<&'a str, f64, FxBuildHasher>,
    seen: RefCell<IndexMap<String, f64, FxBuildHasher>>,
}

impl<'a> Marker<'a> {
    /// For what some words stand for, by its places in what was asked.
    pub fn new(asked: &Asked, found: &[usize], lexicon: &'a Lexicon) -> Self {
        let mut words: IndexMap<String, f64, FxBuildHasher> = IndexMap::default();
        let mut parts: IndexMap<&str, f64, FxBuildHasher> = IndexMap::default();
        for (&term, one) in found.iter().flat_map(|at| &asked.found[*at]) {
            let weight = match lexicon.part(term) {
                Some(part) => parts.entry(part).or_default(),
                None => words.entry(lexicon.text(term)).or_default(),
            };
            *weight = weight.max(one.weight);
        }
        Self { lexicon, factor: 1.0, words, parts, seen: RefCell::default() }
    }

    /// How surely a term is meant, up to 1 and a little; 0 if not at all.
    pub fn weight(&self, term: &str) -> f64 {
        if let Some(known) = self.seen.borrow().get(term) {
            return *known;
        }
        let mut best = self.words.get(term).copied().unwrap_or_default();
        for (stem, &weight) in self.parts.iter().filter(|(stem, _)| term.contains(**stem)) {
            best = match self.standing(term, stem) {
                Standing::Last => best.max(weight * RANK.last),
                Standing::Inner if term.starts_with(*stem) => best.max(weight * RANK.first),
                Standing::Inner => best.max(weight),
                _ => best,
            };
        }
        self.seen.borrow_mut().insert(term.to_owned(), best);
        best
    }

    /// The most that a part is anywhere in a term.
    fn standing(&self, term: &str, stem: &str) -> Standing {
        let places = term.match_indices(stem).map(|(at, _)| at).filter(|at| *at != 1);
        let standings = places.map(|at| self.lexicon.words().standing(term, at, at + stem.len()));
        standings.max().unwrap_or(Standing::Letters)
    }
}

/// A marker for each word of a query.
pub fn markers<'a>(asked: &Asked, lexicon: &'a Lexicon) -> Vec<Marker<'a>> {
    let marker =
        |(at, unit): (usize, &Unit)| Marker { factor: unit.factor(), ..Marker::new(asked, &[asked.own(at)], lexicon) };
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
    let all = terms(title);
    let front: Vec<&String> = all.iter().take_while(|term| !is_stop(term)).collect();
    let telling: Vec<&String> = all.iter().filter(|term| !is_stop(term)).collect();
    let unsaid = all.iter().filter(|term| is_stop(term) && !said.contains(term)).count();
    let (titled, whole) = covered(&telling, markers, unsaid);
    if sort == Sort::List || front.len() == all.len() {
        return (titled, whole);
    }
    (titled.max(RANK.front * covered(&front, markers, 0).0), whole)
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

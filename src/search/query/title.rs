//! How surely words of a text are meant, and what a title is worth by them.

use std::cell::RefCell;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::asked::Asked;
use super::lexicon::Lexicon;
use crate::search::compound::Standing;
use crate::search::rank::RANK;
use crate::search::terms;

/// Tells how surely a word of a text is meant; compounds are only told when they are met.
pub struct Marker<'a> {
    lexicon: &'a Lexicon,
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
        Self { lexicon, words, parts, seen: RefCell::default() }
    }

    /// How surely a term is meant, up to 1 and a little; 0 if not at all.
    pub fn weight(&self, term: &str) -> f64 {
        if let Some(known) = self.seen.borrow().get(term) {
            return *known;
        }
        let mut best = self.words.get(term).copied().unwrap_or_default();
        for (stem, &weight) in &self.parts {
            if weight > best && self.holds(term, stem) {
                best = weight;
            }
        }
        self.seen.borrow_mut().insert(term.to_owned(), best);
        best
    }

    fn holds(&self, term: &str, stem: &str) -> bool {
        let mut from = 0;
        while let Some(at) = term.get(from..).and_then(|rest| rest.find(stem)).map(|at| from + at) {
            if at != 1 && self.lexicon.words().standing(term, at, at + stem.len()) >= Standing::Inner {
                return true;
            }
            from = at + 1;
        }
        false
    }
}

/// A marker for each word of a query.
pub fn markers<'a>(asked: &Asked, lexicon: &'a Lexicon) -> Vec<Marker<'a>> {
    (0..asked.units.len()).map(|unit| Marker::new(asked, &[asked.own(unit)], lexicon)).collect()
}

/// How much of the query a title names, less where it names other things too; and how much of the title the query names.
pub fn titled(title: &str, markers: &[Marker<'_>], is_stop: impl Fn(&str) -> bool) -> (f64, f64) {
    let title: Vec<String> = terms(title).into_iter().filter(|term| !is_stop(term)).collect();
    let best = |weights: &mut dyn Iterator<Item = f64>| weights.fold(0.0, f64::max);
    let named = mean(markers.iter().map(|marker| best(&mut title.iter().map(|term| marker.weight(term)))));
    let whole = mean(title.iter().map(|term| best(&mut markers.iter().map(|marker| marker.weight(term)))));
    (named * (RANK.title_base + (1.0 - RANK.title_base) * whole), whole)
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1);
    values.sum::<f64>() / count as f64
}

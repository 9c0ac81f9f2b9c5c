//! What a page is worth for what was asked.
//!
//! In: the terms that a word stands for, the postings of the index. Out: points for each page, by BM25 over the weighted
//! counts of its fields, where the rarity is that of the word with all it stands for, so that a rare false friend does
//! not rise by being rare.

use super::asked::{Asked, Unit};
use super::ladder::{Found, Match, is_number};
use super::lexicon::Term;
use crate::search::encode;
use crate::search::rank::RANK;

/// Postings and lengths of pages.
#[derive(Debug)]
pub struct Postings {
    pub bytes: Vec<u8>,
    /// Where each term's postings begin, and where the last ends.
    pub starts: Vec<usize>,
    /// Length of every page as a share of the average.
    pub lengths: Vec<f64>,
}

/// What the pages are worth for a word.
#[derive(Debug)]
pub struct Points {
    pub score: Vec<f64>,
    /// Pages that have more of the word than letters in common.
    pub sure: Vec<bool>,
}

impl Points {
    fn none(pages: usize) -> Self {
        Self { score: vec![0.0; pages], sure: vec![false; pages] }
    }
}

/// What a term adds to a page.
#[derive(Clone, Copy, Debug)]
pub struct Share {
    pub term: Term,
    pub one: Match,
    pub points: f64,
}

impl Postings {
    fn of(&self, term: Term) -> impl Iterator<Item = (usize, f64)> {
        let at = term as usize;
        let bytes = &self.bytes[self.starts[at]..self.starts[at + 1]];
        encode::pages(bytes).map(|(page, class)| (page, RANK.counts[class]))
    }

    fn points(&self, page: usize, count: f64, weight: f64) -> f64 {
        let count = if weight < RANK.prefix { 1.0 } else { count };
        (weight * count * (RANK.k1 + 1.0)) / (count + RANK.k1 * (1.0 - RANK.b + RANK.b * self.lengths[page]))
    }

    /// Points of every page for what a word stands for, whose rarity counts at least `least`.
    fn of_all(&self, found: &Found, least: f64) -> Points {
        let Points { mut score, mut sure } = Points::none(self.lengths.len());
        let mut hits = 0;
        for (term, one) in surest_first(found) {
            for (page, count) in self.of(term) {
                let x = self.points(page, count, one.weight);
                hits += usize::from(score[page] == 0.0);
                sure[page] |= one.weight > RANK.letters;
                score[page] = score[page].max(x) + RANK.more * score[page].min(x);
            }
        }
        let rarity = rarity(score.len(), hits).max(least);
        Points { score: score.iter().map(|x| x * rarity).collect(), sure }
    }

    /// Points of every page for a word of the query, whose rarity counts at least `least`.
    pub fn of_unit(&self, unit: &Unit, asked: &Asked, least: f64) -> Points {
        let mut best = Points::none(self.lengths.len());
        for way in &unit.options {
            let all: Vec<Points> = way.found.iter().map(|at| self.of_all(&asked.found[*at], least)).collect();
            let number = if is_number(&unit.word) { RANK.number } else { 1.0 };
            let factor = way.weight * number * unit.factor() / all.len() as f64;
            for page in 0..self.lengths.len() {
                if all.iter().all(|one| one.score[page] != 0.0) {
                    let sum: f64 = all.iter().map(|one| one.score[page]).sum();
                    best.score[page] = best.score[page].max(factor * sum);
                    best.sure[page] |= all.iter().all(|one| one.sure[page]);
                }
            }
        }
        best
    }

    /// The terms that gave a page points for what a word stands for, most first.
    pub fn shares(&self, found: &Found, page: usize) -> Vec<Share> {
        let share = |(term, one): (Term, Match)| {
            let (_, count) = self.of(term).find(|(at, _)| *at == page)?;
            Some(Share { term, one, points: self.points(page, count, one.weight) })
        };
        let mut shares: Vec<Share> = surest_first(found).into_iter().filter_map(share).collect();
        shares.sort_by(|a, b| b.points.total_cmp(&a.points));
        shares
    }
}

fn surest_first(found: &Found) -> Vec<(Term, Match)> {
    let mut all: Vec<(Term, Match)> = found.iter().map(|(term, one)| (*term, *one)).collect();
    all.sort_by(|(i, a), (j, b)| b.weight.total_cmp(&a.weight).then_with(|| i.cmp(j)));
    all
}

fn rarity(pages: usize, hits: usize) -> f64 {
    (1.0 + (pages as f64 - hits as f64 + 0.5) / (hits as f64 + 0.5)).ln()
}

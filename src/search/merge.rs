//! Turns the words of all pages into the terms of the site, each with the pages that have it.
//!
//! In: analysed pages in their final order; a page's place is its number. Out: a [`Vocabulary`] sorted by term. Every
//! different word is folded and stemmed once. The result does not depend on how pages are dealt out to threads.

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::analyse::Analysed;
use super::compound::{self, Words};
use super::encode::{Posting, postings};
use super::fold;
use super::forms::Forms;
use super::stem::{Cutter, Family};

/// Pages interned by one thread at a time.
const PAGES: usize = 256;

type Surface<'a> = (Family, &'a str);
type Surfaces<'a> = IndexSet<Surface<'a>, FxBuildHasher>;

/// All terms of the site.
pub(super) struct Vocabulary {
    /// Words, sorted by text, each once; then, as `~plan`, the parts of compounds, each for all of its compounds.
    pub(super) terms: Vec<Term>,
    /// How many of the terms are words.
    pub(super) words: usize,
    /// The encoded postings of all terms, one after the other in their order.
    pub(super) postings: Vec<u8>,
}

/// A folded word.
pub(super) struct Term {
    pub(super) text: String,
    /// Characters at its end that are not its stem.
    pub(super) cut: usize,
    /// Length of its postings, in bytes.
    pub(super) bytes: usize,
}

impl Vocabulary {
    /// The terms that are words.
    pub(super) fn words(&self) -> &[Term] {
        &self.terms[..self.words]
    }
}

impl Term {
    /// The term without its ending.
    pub(super) fn stem(&self) -> &str {
        let at = self.cut.checked_sub(1).and_then(|last| self.text.char_indices().rev().nth(last));
        at.map_or(&self.text, |(at, _)| &self.text[..at])
    }
}

/// What a term begins with that stands for the compounds of a part.
pub(super) const PART: char = '~';

/// The vocabulary of the pages
pub(super) fn merge(pages: &[&Analysed], forms: &Forms) -> Vocabulary {
    let parts: Vec<Part<'_>> = pages.par_chunks(PAGES).map(Part::of).collect();
    let (surfaces, numbers) = unite(&parts);
    let (mut terms, term_of) = terms(&surfaces, &frequencies(&parts, &numbers, surfaces.len()));
    let lists = lists(&parts, &numbers, &term_of, terms.len());
    let mut encoded = Vec::new();
    for (term, list) in terms.iter_mut().zip(lists.iter()) {
        term.bytes = postings(list, &mut encoded);
    }
    let words = terms.len();
    for (part, bytes) in compounds(&terms, &lists, forms) {
        terms.push(Term { text: part, cut: 0, bytes: bytes.len() });
        encoded.extend(bytes);
    }
    Vocabulary { terms, words, postings: encoded }
}

/// The parts of compounds as terms, each with the postings of all its compounds.
fn compounds(terms: &[Term], lists: &Lists, forms: &Forms) -> Vec<(String, Vec<u8>)> {
    let pairs: Vec<(&str, &str)> = terms.iter().map(|term| (&*term.text, term.stem())).collect();
    let words = Words::new(pairs.iter().copied(), forms);
    let lists: Vec<&[Posting]> = lists.iter().collect();
    let encoded = |(part, places): &(String, Vec<u32>)| {
        let mut all: Vec<Posting> = places.iter().flat_map(|place| lists[*place as usize]).copied().collect();
        all.sort_by_key(|posting| posting.page);
        let mut bytes = Vec::new();
        postings(&all, &mut bytes);
        (format!("{PART}{part}"), bytes)
    };
    compound::parts(&pairs, &words).par_iter().map(encoded).collect()
}

/// The words of some pages, numbered by first appearance.
struct Part<'a> {
    surfaces: Surfaces<'a>,
    /// Number of word and weighted count, page after page.
    uses: Vec<(u32, u16)>,
    /// Length of each page's run in `uses`.
    runs: Vec<usize>,
}

impl<'a> Part<'a> {
    fn of(pages: &[&'a Analysed]) -> Self {
        let mut surfaces = Surfaces::default();
        let mut uses = Vec::with_capacity(pages.iter().map(|page| page.words.len()).sum());
        for page in pages {
            let family = Family::of(page.lang);
            for (word, count) in page.words.iter() {
                let (number, _) = surfaces.insert_full((family, word));
                uses.push((number as u32, count));
            }
        }
        Self { surfaces, uses, runs: pages.iter().map(|page| page.words.len()).collect() }
    }
}

/// The words of all parts, and for each part the number that each of its words has among them.
fn unite<'a>(parts: &[Part<'a>]) -> (Surfaces<'a>, Vec<Vec<u32>>) {
    let mut all = Surfaces::default();
    let numbers = parts
        .iter()
        .map(|part| part.surfaces.iter().map(|&surface| all.insert_full(surface).0 as u32).collect())
        .collect();
    (all, numbers)
}

/// In how many pages each word stands.
fn frequencies(parts: &[Part<'_>], numbers: &[Vec<u32>], words: usize) -> Vec<u32> {
    let mut frequencies = vec![0; words];
    for (part, numbers) in parts.iter().zip(numbers) {
        for &(local, _) in &part.uses {
            frequencies[numbers[local as usize] as usize] += 1;
        }
    }
    frequencies
}

/// The terms in order, and for each word the number of its term. Of words that fold to one term (`aaben`, `åben`; the
/// same word in two languages) the most frequent gives the stem.
fn terms(surfaces: &Surfaces<'_>, frequencies: &[u32]) -> (Vec<Term>, Vec<u32>) {
    let mut folded: Vec<(String, usize)> = (0..surfaces.len())
        .into_par_iter()
        .map(|number| (surfaces.get_index(number).map(|(_, word)| fold::fold(word)).unwrap_or_default(), number))
        .collect();
    folded.par_sort_unstable_by(|(a, x), (b, y)| {
        let rank = |&number: &usize| (std::cmp::Reverse(frequencies[number]), surfaces.get_index(number));
        a.cmp(b).then_with(|| rank(x).cmp(&rank(y)))
    });
    let mut term_of = vec![0; surfaces.len()];
    let mut terms: Vec<Term> = Vec::new();
    for (text, number) in folded {
        if terms.last().is_none_or(|last| last.text != text) {
            terms.push(Term { cut: number, text, bytes: 0 });
        }
        term_of[number] = terms.len() as u32 - 1;
    }
    let families: Vec<Option<Family>> =
        terms.iter().map(|term| surfaces.get_index(term.cut).map(|(family, _)| *family)).collect();
    terms.par_chunks_mut(1024).for_each(|chunk| stem_all(chunk, surfaces));
    cut_definite(&mut terms, &families);
    (terms, term_of)
}

/// Swedish has a definite form that its stemmer leaves alone, as it cannot tell `skolan` from `orkan`: here the site's own
/// words do, where they have `skola` too.
fn cut_definite(terms: &mut [Term], families: &[Option<Family>]) {
    let known = |text: &str| terms.binary_search_by(|term| term.text.as_str().cmp(text)).is_ok();
    let definite = |(at, term): (usize, &Term)| {
        let ending = ["ans", "an"].into_iter().find(|ending| term.text.ends_with(ending))?;
        let stem = &term.text[..term.text.len() - ending.len()];
        let is_whole = families[at] == Some(Family::Swedish) && term.cut < ending.len();
        (is_whole && stem.len() > 2 && known(&format!("{stem}a"))).then_some((at, ending.len()))
    };
    let cuts: Vec<(usize, usize)> = terms.iter().enumerate().filter_map(definite).collect();
    for (at, cut) in cuts {
        terms[at].cut = cut;
    }
}

/// Puts the cut in the place of the number of the word that gives the stem.
fn stem_all(terms: &mut [Term], surfaces: &Surfaces<'_>) {
    let cutters = [Family::Danish, Family::Swedish, Family::Norwegian, Family::English].map(Cutter::new);
    for term in terms {
        term.cut = match surfaces.get_index(term.cut) {
            Some(&(family, word)) => cutters[family as usize].cut(word, &term.text),
            None => 0,
        };
    }
}

/// Lists of postings laid end to end.
struct Lists {
    postings: Vec<Posting>,
    ends: Vec<usize>,
}

impl Lists {
    fn iter(&self) -> impl Iterator<Item = &[Posting]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.postings[start..end])
    }
}

/// The postings of each term, in the order of pages: a counting sort.
fn lists(parts: &[Part<'_>], numbers: &[Vec<u32>], term_of: &[u32], terms: usize) -> Lists {
    let mut next = vec![0; terms];
    let term = |part: usize, local: u32| term_of[numbers[part][local as usize] as usize] as usize;
    for (number, part) in parts.iter().enumerate() {
        part.uses.iter().for_each(|&(local, _)| next[term(number, local)] += 1);
    }
    let mut total = 0;
    for slot in &mut next {
        total += std::mem::replace(slot, total);
    }
    let mut postings = vec![Posting::default(); total];
    let mut page = 0;
    for (number, part) in parts.iter().enumerate() {
        let mut uses = part.uses.iter();
        for &run in &part.runs {
            for &(local, count) in uses.by_ref().take(run) {
                let slot = &mut next[term(number, local)];
                postings[*slot] = Posting { page, count: count.into() };
                *slot += 1;
            }
            page += 1;
        }
    }
    Lists { postings, ends: next }
}

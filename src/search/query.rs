//! Searching from Rust: the same index, the same ladder and the same ranking as `engine.js`.
//!
//! In: analysed pages, the glossary, a query. Out: the pages in their order, and why each stands where it does. For the
//! command line and for tests; a test puts all query sets to both engines and finds the same order and points. What
//! differs is that nothing is loaded by parts.
//!
//! Reading order: `asked` understands a query by `ladder`, which climbs the words of `lexicon` (and `distance`), `points`
//! weighs pages, this file puts them in order, `excerpt` shows a place.

mod asked;
mod distance;
mod excerpt;
mod ladder;
mod lexicon;
mod little;
mod points;
mod title;

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::analyse::Analysed;
use super::fold::loose;
use super::forms::{Forms, explained};
use super::rank::RANK;
use super::{Edition, Sort, Synonyms, files, merge, terms};
use asked::{Asked, Role, Unit};
use excerpt::Texts;
use ladder::{Ladder, is_number};
use lexicon::Lexicon;
use little::Little;
use points::{Points, Postings};
use title::{Marker, telling};

pub use excerpt::Excerpt;
pub use ladder::Rung;

/// An index that can be searched.
#[derive(Debug)]
pub struct Engine {
    lexicon: Lexicon,
    postings: Postings,
    sizes: Vec<usize>,
    is_large: bool,
    pages: Vec<Page>,
    little: Little,
    /// Stems of titles of one word.
    topics: IndexSet<String, FxBuildHasher>,
    /// What is explained at a place of its own, by its very words and by their stems: page and fragment.
    plainly: IndexMap<String, (usize, String), FxBuildHasher>,
    stemmed: IndexMap<String, (usize, String), FxBuildHasher>,
}

#[derive(Debug)]
struct Page {
    href: String,
    title: String,
    names: Vec<String>,
    kind: (String, String),
    facets: Vec<(&'static str, String)>,
    edition: Edition,
    sort: Sort,
    text: String,
}

/// What else a reader wishes.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Values chosen of a filter; any of them will do.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// With older editions.
    pub older: Option<Older>,
}

/// Older editions are wanted too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Older;

/// An answer to a query.
#[derive(Debug)]
pub struct Answer {
    /// The pages found, best first.
    pub hits: Vec<Hit>,
    asked: Asked,
}

/// A page that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    page: usize,
    /// Fragment of the place that explains what was asked for; empty for none.
    anchor: String,
    /// How many numbers of the query it has.
    numbers: usize,
    /// How many of the needed words it has.
    pub matched: usize,
    /// How surely the query names the page as a whole: 4 and 3 in its very words, 2 and 1 in other forms; 0 not at all.
    pub named: u8,
    /// The same where it comes first for it, whatever its points.
    surely: u8,
    /// How much of the query its title names, and how much of the title the query does.
    pub titled: f64,
    /// The sum of all, by which pages of the same kind are ordered.
    pub score: f64,
}

/// Why a page has points for a word of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Word of the query.
    pub word: String,
    /// Term of the page; `~plan` is any compound with `plan`.
    pub term: String,
    pub rung: Rung,
    /// How surely it is meant, up to 1.
    pub weight: f64,
    /// What it adds before the rarity of the word is counted.
    pub points: f64,
}

impl Engine {
    /// Reads the index of some pages.
    pub fn new<A: Borrow<Analysed> + Sync>(pages: &[A], glossary: &[Synonyms]) -> Self {
        let mut pages: Vec<&Analysed> = pages.iter().map(Borrow::borrow).collect();
        pages.sort_by(|a, b| a.href.cmp(&b.href));
        let forms = Forms::new(&pages, glossary);
        let vocabulary = merge::merge(&pages, &forms);
        let sizes: Vec<usize> = vocabulary.terms.iter().map(|term| term.bytes).collect();
        let ends = sizes.iter().scan(0, |end, size| {
            *end += size;
            Some(*end)
        });
        let average = f64::from(files::average(&pages));
        let mut engine = Self {
            lexicon: Lexicon::new(&vocabulary, &forms),
            is_large: files::is_large(&vocabulary),
            postings: Postings {
                starts: std::iter::once(0).chain(ends).collect(),
                lengths: pages.iter().map(|page| f64::from(files::length(page)) / average).collect(),
                bytes: vocabulary.postings,
            },
            sizes,
            pages: pages.iter().map(|page| Page::new(page)).collect(),
            little: Little::new(&pages),
            topics: IndexSet::default(),
            plainly: IndexMap::default(),
            stemmed: IndexMap::default(),
        };
        let titles = pages.iter().filter(|page| page.sort != Sort::List).map(|page| terms(&page.title));
        let topics =
            titles.filter(|title| title.len() == 1).map(|title| engine.lexicon.stem_of(&title[0]).into_owned());
        engine.topics = topics.collect();
        for (phrase, page, anchor) in explained(&pages) {
            let place = (page, anchor.to_owned());
            engine.plainly.insert(terms(&phrase).join(" "), place.clone());
            engine.stemmed.insert(engine.stemmed(&phrase), place);
        }
        engine
    }

    /// Finds pages.
    pub fn search(&self, query: &str, wish: &Wish) -> Answer {
        let Self { lexicon, sizes, little, pages, is_large, .. } = self;
        let ladder = Ladder { lexicon, sizes, pages: pages.len(), little, is_large: *is_large };
        let asked = asked::asked(query, &ladder);
        let (mut hits, needed) = self.hits(&asked, query, wish);
        let order = order(asked.is_question());
        hits.sort_by(order);
        self.weigh_titles(&mut hits, &asked, (query, needed));
        hits.sort_by(order);
        let phrases = phrases(query);
        if !phrases.is_empty() {
            hits.truncate(RANK.phrases);
            hits.retain(|hit| self.has_phrases(hit, &phrases));
        }
        hits.retain(|hit| self.is_chosen(hit, wish));
        Answer { hits, asked }
    }

    /// All pages that have enough of the words, with their points; and how many words are needed.
    fn hits(&self, asked: &Asked, query: &str, wish: &Wish) -> (Vec<Hit>, usize) {
        let points = |unit: &Unit| self.postings.of_unit(unit, asked, self.least_rarity(&unit.word));
        let scores: Vec<Points> = asked.units.par_iter().map(points).collect();
        let question = asked.is_question();
        let needed = needed(&scores, asked, self.pages.len());
        let those = |is: fn(&Unit) -> bool| -> Vec<&Points> {
            asked.units.iter().zip(&scores).filter(|(unit, _)| is(unit)).map(|(_, points)| points).collect()
        };
        let (numbers, verbs) = (those(|unit| is_number(&unit.word)), those(|unit| unit.role == Role::Verb));
        let exact = self.plainly.get(&terms(query).join(" "));
        let home = exact.or_else(|| self.stemmed.get(&self.stemmed(query)));
        let mut hits = Vec::new();
        for (at, page) in self.pages.iter().enumerate() {
            let here = home.filter(|(page, _)| *page == at);
            let named = here.map_or(0, |_| if exact.is_some() { 3 } else { 1 });
            // Letters in common are a hit, but not one of the words.
            let matched = needed.iter().filter(|points| points.sure[at]).count();
            let is_hit = named > 0 || needed.iter().chain(&verbs).any(|points| points.score[at] != 0.0);
            if !is_hit || page.edition != Edition::Current && wish.older.is_none() {
                continue;
            }
            let sum: f64 = scores.iter().map(|points| points.score[at]).sum();
            let score = round(sum * share(matched, needed.len(), question));
            let anchor = here.map(|(_, anchor)| anchor.clone()).unwrap_or_default();
            let numbers = numbers.iter().filter(|points| points.sure[at]).count();
            hits.push(Hit { page: at, anchor, numbers, matched, named, surely: named, titled: 0.0, score });
        }
        let most = hits.iter().map(|hit| hit.matched).max().unwrap_or_default();
        let least = least(needed.len(), most, question);
        hits.retain(|hit| hit.matched >= least || hit.named > 0);
        (hits, needed.len())
    }

    /// A word that is the title of a page is a topic of the site, however often it is written.
    fn least_rarity(&self, word: &str) -> f64 {
        if self.topics.contains(&*self.lexicon.stem_of(word)) { RANK.topic } else { 0.0 }
    }

    fn weigh_titles(&self, hits: &mut [Hit], asked: &Asked, (query, needed): (&str, usize)) {
        let said = terms(query);
        let (plain, stemmed) = (said.join(" "), self.stemmed(query));
        let is_lone = !stemmed.contains(' ');
        let markers = title::markers(asked, &self.lexicon);
        // A number is that of one page, and no page has it more for what it is.
        let numbered = asked.units.iter().any(|unit| is_number(&unit.word));
        for hit in hits.iter_mut().take(RANK.titles) {
            let page = &self.pages[hit.page];
            let (titled, whole) = page.titled(&markers, &said, |term| self.little.has(term));
            let named = self.named(page, &plain, &stemmed);
            hit.titled = titled;
            if whole > RANK.whole {
                hit.score /= share(hit.matched, needed, asked.is_question());
                hit.matched = needed;
            }
            let title = if hit.named == 1 { titled.max(RANK.explained) } else { titled };
            let excused = match page.sort {
                Sort::List => named == 4,
                sort => sort == Sort::Gathered && titled >= RANK.named,
            };
            let most = if numbered { 1.0 } else { f64::INFINITY };
            let sort = if excused { 1.0 } else { RANK.sorts[page.sort as usize].min(most) };
            hit.score = round(hit.score * (1.0 + RANK.title * title) * sort);
            hit.named = hit.named.max(named);
            // A single word may share its stem with another, as `politik` with `politikere`: that names no page for sure.
            hit.surely = if hit.named < 3 && is_lone { 0 } else { hit.named };
        }
    }

    /// How surely a query, given by its words and by their stems, is a name of a page.
    fn named(&self, page: &Page, plain: &str, stemmed: &str) -> u8 {
        let words = |text: &str| -> Vec<String> { text.split(' ').map(String::from).collect() };
        let same = |name: &str, query: &str| loose(&telling(words(name), &words(query)).join(" ")) == loose(query);
        let mut names = page.names.iter().chain([&page.title]);
        if names.clone().any(|name| same(&terms(name).join(" "), plain)) {
            return 4;
        }
        // A page that lists others is only meant where nothing else is.
        let is_meant = page.sort != Sort::List
            && names.any(|name| {
                let stems = self.stemmed(name);
                // `Efter krisen` is no other form of `krise`.
                let lone = !stems.contains(' ') && terms(name).len() > 1;
                !lone && same(&stems, stemmed)
            });
        if is_meant { 2 } else { 0 }
    }

    /// The stems of a text's words, without those that say nothing by themselves.
    fn stemmed(&self, text: &str) -> String {
        let all = terms(text);
        let telling: Vec<&String> = all.iter().filter(|term| !self.little.has(term)).collect();
        let kept = if telling.is_empty() { all.iter().collect() } else { telling };
        kept.iter().map(|term| self.lexicon.stem_of(term)).collect::<Vec<_>>().join(" ")
    }

    fn is_chosen(&self, hit: &Hit, wish: &Wish) -> bool {
        let page = &self.pages[hit.page];
        let has = |filter: &str, value: &String| match filter {
            "kind" => !page.kind.1.is_empty() && page.kind.0 == *value,
            _ => page.facets.iter().any(|(key, label)| *key == filter && label == value),
        };
        wish.chosen.iter().all(|(filter, values)| values.is_empty() || values.iter().any(|value| has(filter, value)))
    }

    fn has_phrases(&self, hit: &Hit, phrases: &[String]) -> bool {
        let Texts(answer, summary, sections) = self.texts(hit);
        let title = &self.pages[hit.page].title;
        let sections = sections.iter().flat_map(|(_, heading, text, _)| [heading, text]);
        let all: Vec<String> =
            [title, &answer, &summary].into_iter().chain(sections).map(|text| spaced(text)).collect();
        phrases.iter().all(|phrase| all.iter().any(|text| text.contains(phrase)))
    }

    fn texts(&self, hit: &Hit) -> Texts {
        // The text was written by this program.
        serde_json::from_str(&self.pages[hit.page].text)
            .unwrap_or_else(|_| Texts(String::new(), String::new(), Vec::new()))
    }

    /// The address of a page, from the site's root.
    pub fn href(&self, hit: &Hit) -> &str {
        &self.pages[hit.page].href
    }

    /// The title of a page, and its kind in words.
    pub fn title(&self, hit: &Hit) -> (&str, &str) {
        (&self.pages[hit.page].title, &self.pages[hit.page].kind.1)
    }

    /// The version of a page that is of an older edition.
    pub fn version(&self, hit: &Hit) -> Option<&str> {
        match &self.pages[hit.page].edition {
            Edition::Current => None,
            Edition::Older(version) => Some(version),
        }
    }

    /// The place of a page that the query is about.
    pub fn excerpt(&self, answer: &Answer, hit: &Hit) -> Excerpt {
        let all: Vec<usize> = (0..answer.asked.found.len()).collect();
        let marker = Marker::new(&answer.asked, (&answer.asked.units, &all), &self.lexicon);
        excerpt::excerpt(&self.texts(hit), &hit.anchor, &|term| marker.weight(term))
    }

    /// Why a page was found: for each word what gave it points.
    pub fn reasons(&self, answer: &Answer, hit: &Hit) -> Vec<Reason> {
        let asked = &answer.asked;
        let mut reasons = Vec::new();
        for unit in &asked.units {
            for at in unit.options.iter().flat_map(|way| &way.found) {
                for share in self.postings.shares(&asked.found[*at], hit.page) {
                    let (rung, weight) = (share.one.rung, share.one.weight);
                    let term = self.lexicon.text(share.term);
                    reasons.push(Reason { word: unit.word.clone(), term, rung, weight, points: share.points });
                }
            }
        }
        reasons
    }
}

impl Page {
    /// How much it is named by its title, or nearly as much by its tasks; and how much of the title is named.
    fn titled(&self, markers: &[Marker<'_>], said: &[String], is_stop: impl Fn(&str) -> bool) -> (f64, f64) {
        let by = |name: &str| title::titled((name, self.sort), markers, said, &is_stop);
        let (titled, whole) = by(&self.title);
        (self.names.iter().map(|task| RANK.task * by(task).0).fold(titled, f64::max), whole)
    }

    fn new(page: &Analysed) -> Self {
        let facets = page.facets.iter().map(|(facet, label)| (files::facet_key(Some(*facet)), label.clone()));
        Self {
            href: page.href.clone(),
            title: page.title.clone(),
            names: page.names.clone(),
            kind: page.kind.clone(),
            facets: facets.collect(),
            edition: page.edition.clone(),
            sort: page.sort,
            text: page.text.clone(),
        }
    }
}

/// The points of the words that a page must have: words of nearly all pages need not be there, unless there is little
/// else, and verbs of questions need not.
fn needed<'a>(scores: &'a [Points], asked: &Asked, pages: usize) -> Vec<&'a Points> {
    let is_rare = |points: &&&Points| {
        let hits = points.score.iter().filter(|x| **x != 0.0).count();
        pages < 20 || (hits as f64) < 0.4 * pages as f64
    };
    let topics = asked.units.iter().zip(scores).filter(|(unit, _)| unit.role == Role::Topic);
    let topics: Vec<&Points> = topics.map(|(_, points)| points).collect();
    let rare: Vec<&Points> = topics.iter().filter(is_rare).copied().collect();
    let few = rare.is_empty() || asked.is_question() && rare.len() < 2;
    if few { topics } else { rare }
}

/// How many words a page must have: all, else any of them; of a question or of many words, one may be missing.
fn least(needed: usize, most: usize, question: bool) -> usize {
    if most < needed || needed < 2 {
        return most.min(1).min(needed.saturating_sub(1));
    }
    needed - usize::from(needed > 2 || needed > 1 && question)
}

/// Of a question a page may say a part, and has that part of its points.
fn share(matched: usize, needed: usize, question: bool) -> f64 {
    if question && needed > 0 { (matched as f64).max(0.5) / needed as f64 } else { 1.0 }
}

/// The order of hits; those of a question are ordered by [`share`], not by how many words they have.
fn order(question: bool) -> impl Fn(&Hit, &Hit) -> std::cmp::Ordering + Copy {
    move |a, b| {
        let words = |hit: &Hit| Reverse(if question { 0 } else { hit.matched });
        let key = |hit: &Hit| (Reverse(hit.surely), Reverse(hit.numbers), words(hit));
        key(a).cmp(&key(b)).then_with(|| b.score.total_cmp(&a.score)).then_with(|| a.page.cmp(&b.page))
    }
}

/// Points to a millionth, so that rounding elsewhere cannot change the order.
fn round(score: f64) -> f64 {
    (score * 1e6).round() / 1e6
}

/// The words of a text with a space on either side.
fn spaced(text: &str) -> String {
    format!(" {} ", terms(text).join(" "))
}

/// What stands between quotation marks, as words.
fn phrases(query: &str) -> Vec<String> {
    let is_quote = |c: char| "\"»«”“„".contains(c);
    let parts: Vec<&str> = query.split(is_quote).collect();
    let quotes = parts.len().saturating_sub(1);
    // Every second part is within marks; what follows a mark that is never closed is not.
    let within = parts.iter().enumerate().filter(|(at, part)| at % 2 == 1 && *at < quotes && !part.is_empty());
    within.map(|(_, part)| spaced(part)).collect()
}

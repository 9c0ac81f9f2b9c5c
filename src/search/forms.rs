//! What the script has to know of the forms of words: endings, irregular forms, synonyms.
//!
//! In: the pages' languages, their terms, the glossary. Out: short lists for the entry of the index. The stems
//! themselves are in the dictionary; see `stem`.

use super::analyse::Analysed;
use super::merge::Term;
use super::stem::Family;
use super::token::{self, Token};
use super::{Synonyms, fold, irregular, stop};

fn endings(pages: &[&Analysed]) -> String {
    let families = families(pages);
    join_endings(families.iter().flat_map(|family| family.endings().split_whitespace()).collect())
}

/// Endings that the stemmers took off the site's own words more than twice, as the `sen` of `bussen`: good where they
/// leave a stem that the site has.
pub(super) fn seen_endings(terms: &[Term]) -> String {
    let mut seen: Vec<&str> = terms.iter().map(|term| &term.text[term.stem().len()..]).collect();
    seen.retain(|ending| !ending.is_empty());
    seen.sort_unstable();
    join_endings(seen.chunk_by(|a, b| a == b).filter(|group| group.len() > 2).map(|group| group[0]).collect())
}

fn join_endings(mut endings: Vec<&str>) -> String {
    endings.sort_unstable_by_key(|ending| (std::cmp::Reverse(ending.len()), *ending));
    endings.dedup();
    endings.join(" ")
}

/// What is known of the languages of a site before any of its words.
#[derive(Debug)]
pub(super) struct Forms {
    /// Endings that the script may take off any word of a query, longest first.
    pub endings: String,
    /// Groups of terms and phrases that stand for each other: irregular forms, the glossary's synonyms.
    pub alternatives: Vec<Vec<String>>,
}

impl Forms {
    /// Of the languages of some pages.
    pub fn new(pages: &[&Analysed], glossary: &[Synonyms]) -> Self {
        let irregular = families(pages).into_iter().flat_map(irregular::groups).map(|group| folded(&group));
        let groups = irregular.chain(glossary.iter().map(|synonyms| folded(&synonyms.words)));
        Self { endings: endings(pages), alternatives: groups.filter(|group| group.len() > 1).collect() }
    }
}

fn folded<S: AsRef<str>>(words: &[S]) -> Vec<String> {
    let mut folded: Vec<String> = words.iter().map(|word| phrase(word.as_ref())).collect();
    folded.dedup();
    folded.retain(|word| !word.is_empty());
    folded
}

/// The words of a phrase with spaces between, as the script sees those of a query.
fn phrase(text: &str) -> String {
    let mut words = Vec::new();
    token::tokens(text, |token| {
        if let Token::Word(word) = token {
            words.push(fold::fold(&fold::lower(word)));
        }
    });
    words.join(" ")
}

/// Words that say nothing by themselves, in the languages of the pages.
pub(super) fn stop_words(pages: &[&Analysed]) -> String {
    joined(families(pages).into_iter().flat_map(stop::words))
}

/// Words that a question begins with, of which the next is its verb.
pub(super) fn question_words(pages: &[&Analysed]) -> String {
    joined(families(pages).into_iter().flat_map(stop::questions))
}

/// Words after which a verb stands in a question.
pub(super) fn subject_words(pages: &[&Analysed]) -> String {
    joined(families(pages).into_iter().flat_map(stop::subjects))
}

fn joined(words: impl Iterator<Item = &'static str>) -> String {
    let mut folded: Vec<String> = words.map(|word| fold::fold(&fold::lower(word))).collect();
    folded.sort_unstable();
    folded.dedup();
    folded.join(" ")
}

/// Phrases that a place of a page explains: phrase, number of the page, fragment of the place.
pub(super) fn explained<'a>(pages: &[&'a Analysed]) -> Vec<(String, usize, &'a str)> {
    let all = pages.iter().enumerate().flat_map(|(page, analysed)| {
        analysed.explains.iter().map(move |(words, anchor)| (words.clone(), page, anchor.as_str()))
    });
    all.collect()
}

fn families(pages: &[&Analysed]) -> Vec<Family> {
    let mut families: Vec<Family> = pages.iter().map(|page| Family::of(page.lang)).collect();
    families.sort_unstable();
    families.dedup();
    families
}

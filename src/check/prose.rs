//! The words of a document, with their places: made once for each file, for all rules that read words.
//!
//! In: a body. Out: [`Prose`]: its words in the order they are read, and the sentences they make up. Quotations,
//! examples, code, addresses and struck-out words are marked, so that a rule need not take a word that is talked
//! *about* for one that is used. Neither spelling nor grammar is judged here.

mod lexicon;
mod quotes;
mod split;

use std::ops::Range;

use crate::check::File;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::body::Body;
use crate::model::document::{Document, Origin, Status, Validity};
use crate::model::kinds::{Activity, Spec};
use crate::parse::DocumentSource;
use crate::source::Span;

pub(super) use lexicon::{Lexicon, Lexicons, lower};

/// A document's words and sentences.
#[derive(Clone, Debug)]
pub struct Prose<'a> {
    pub source: &'a DocumentSource,
    /// The body's text in lower case; every place in it is the same place in the body's text.
    lower: Vec<u8>,
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
}

/// A word: a run of letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it begins and ends in [`Body::text`].
    pub start: u32,
    pub end: u32,
    pub letters: u32,
    /// What stands between it and the word before.
    pub glue: Glue,
    pub manner: Manner,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glue {
    Space,
    Hyphen,
    Dot,
    /// Other signs, a reference, or the beginning of a block.
    Apart,
}

/// How a word is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In the author's own voice.
    Plain,
    /// In a quotation or an example.
    Quoted,
    /// Code, an address, a hashtag, struck out, or a picture's text: no prose at all.
    Aside,
}

/// A sentence, a heading, or what stands in a table's cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Indices into [`Prose::words`].
    pub words: Range<usize>,
    pub kind: SentenceKind,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    Running,
    Heading,
    Cell,
}

impl<'a> Prose<'a> {
    /// The words of a document.
    pub fn of(source: &'a DocumentSource) -> Self {
        split::split(source)
    }

    /// The document.
    pub fn document(&self) -> &'a Document {
        &self.source.document
    }

    /// A word in lower case.
    pub fn word(&self, index: usize) -> &str {
        std::str::from_utf8(self.bytes(index)).unwrap_or_default()
    }

    /// The bytes of a word in lower case.
    fn bytes(&self, index: usize) -> &[u8] {
        self.words.get(index).map_or(&[], |word| &self.lower[word.start as usize..word.end as usize])
    }

    /// A word as it was written.
    pub fn written(&self, index: usize) -> &'a str {
        let body: &'a Body = &self.source.body;
        self.words.get(index).map_or("", |word| &body.text[word.start as usize..word.end as usize])
    }

    /// The text of some words, with what stands between them.
    pub fn stretch(&self, words: Range<usize>) -> &'a str {
        let text = &self.source.body.text;
        match (self.words.get(words.start), self.words.get(words.end.saturating_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => &text[first.start as usize..last.end as usize],
            _ => "",
        }
    }

    /// Where some words stand in the file.
    pub fn span(&self, words: Range<usize>) -> Span {
        let place = |word: &Word| self.source.body.span(word.start as usize..word.end as usize);
        match (self.words.get(words.start), self.words.get(words.end.saturating_sub(1))) {
            (Some(first), Some(last)) => Span { end: place(last).end, ..place(first) },
            _ => Span::default(),
        }
    }
}

/// What the rules find that read the words of a file.
pub(super) fn look(file: &File<'_>, config: &Config) -> Vec<Diagnostic> {
    let present = |source: &&DocumentSource| is_present(&source.document, config);
    let Some(source) = file.document().filter(present) else { return Vec::new() };
    let prose = Prose::of(source);
    super::RULES.iter().filter_map(|rule| rule.in_prose).flat_map(|look| look(&prose, config)).collect()
}

/// Whether a document is still being worked with: frozen copies, what is repealed, expired or closed, and the plans of
/// past years are history, whose words nobody mends.
pub(super) fn is_present(document: &Document, config: &Config) -> bool {
    let today = config.options.today;
    let until = document.governance.as_ref().and_then(|governance| governance.valid_until);
    let expired = matches!(until, Some(Validity::Until(until)) if until < today);
    let past = match &document.spec {
        Spec::ActionPlan(plan) => plan.year.0 < today.year(),
        Spec::Channel(channel) => channel.activity == Some(Activity::Closed),
        _ => false,
    };
    document.origin == Origin::WorkTree && document.status() != Some(Status::Repealed) && !expired && !past
}

#[cfg(test)]
mod tests;

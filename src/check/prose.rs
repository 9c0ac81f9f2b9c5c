//! The words of a document, with their places: made once for each file, for all rules that read words.
//!
//! In: a body. Out: [`Prose`]: its words in the order they are read, and the sentences they make up. Quotations,
//! examples, code, addresses and struck-out words are marked, so that a rule need not take a word that is talked
//! *about* for one that is used. Neither spelling nor grammar is judged here.
//!
//! In most texts no rule finds anything. So a rule first asks what can be told without words: the text's measure,
//! whether a phrase stands in it, whether there are capitals in a row. Words are made when the first rule asks for
//! them.

mod glance;
mod lexicon;
mod measure;
mod phrase;
mod quotes;
mod signs;
mod split;
mod walk;

use std::cell::OnceCell;
use std::ops::Range;

use crate::bits;
use crate::check::File;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::body::Body;
use crate::model::document::{Document, Origin, Status, Validity};
use crate::model::kinds::{Activity, Spec};
use crate::parse::DocumentSource;
use crate::source::Span;

use lexicon::lower_bytes;
use split::Split;

pub(super) use lexicon::{Lexicon, Lexicons, lower};
pub use measure::Measure;

/// A document's words and sentences, each made when it is asked for.
#[derive(Clone, Debug)]
pub struct Prose<'a> {
    pub source: &'a DocumentSource,
    lower: OnceCell<Vec<u8>>,
    split: OnceCell<Split>,
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
    /// Indices into [`Prose::words()`].
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
        Self { source, lower: OnceCell::new(), split: OnceCell::new() }
    }

    /// The words in the order they are read.
    pub fn words(&self) -> &[Word] {
        &self.split().words
    }

    /// The sentences in the order they are read.
    pub fn sentences(&self) -> &[Sentence] {
        &self.split().sentences
    }

    /// How hard the running text is to read.
    pub fn measure(&self) -> Measure {
        let running = self.sentences().iter().filter(|sentence| sentence.kind == SentenceKind::Running);
        running.map(|sentence| self.measure_of(sentence)).collect()
    }

    /// How hard it is at most: as many words, and as bounds no fewer sentences and no more long words than are said, and
    /// no longer sentence. Told without splitting the text.
    pub fn glance(&self) -> Measure {
        Measure::at_a_glance(&self.source.body, self.lower())
    }

    /// How hard one of its sentences is to read.
    pub fn measure_of(&self, sentence: &Sentence) -> Measure {
        Measure::of_sentence(&self.words()[sentence.words.clone()])
    }

    /// Whether two capitals of ASCII stand in a row somewhere, which is rare.
    pub(super) fn has_capitals_in_a_row(&self) -> bool {
        bits::have_capitals_in_a_row(self.source.body.text.as_bytes())
    }

    fn split(&self) -> &Split {
        self.split.get_or_init(|| Split::of(&self.source.body, self.lower()))
    }

    /// The body's text in lower case; every place in it is the same place in the body's text.
    fn lower(&self) -> &[u8] {
        self.lower.get_or_init(|| lower_bytes(self.source.body.text.as_bytes()))
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
        self.words().get(index).map_or(&[], |word| &self.lower()[word.start as usize..word.end as usize])
    }

    /// A word as it was written.
    pub fn written(&self, index: usize) -> &'a str {
        let body: &'a Body = &self.source.body;
        self.words().get(index).map_or("", |word| &body.text[word.start as usize..word.end as usize])
    }

    /// The text of some words, with what stands between them.
    pub fn stretch(&self, words: Range<usize>) -> &'a str {
        let text = &self.source.body.text;
        match (self.words().get(words.start), self.words().get(words.end.saturating_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => &text[first.start as usize..last.end as usize],
            _ => "",
        }
    }

    /// Where some words stand in the file.
    pub fn span(&self, words: Range<usize>) -> Span {
        let place = |word: &Word| self.source.body.span(word.start as usize..word.end as usize);
        match (self.words().get(words.start), self.words().get(words.end.saturating_sub(1))) {
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

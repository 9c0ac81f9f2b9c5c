//! Words that say nothing by themselves, and what they tell of the word after them.
//!
//! In: the languages of the pages. Out: whether a word is passed over, and whether it stands before a verb: in Nordic
//! questions the verb is the second word (`hvem svarer`), or comes after its subject or an adverb (`må jeg selv vælge`).

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::search::analyse::Analysed;
use crate::search::forms;

type Set = IndexSet<String, FxBuildHasher>;

/// The words, folded.
#[derive(Debug)]
pub struct Little {
    stop: Set,
    questions: Set,
    subjects: Set,
}

impl Little {
    /// Of the languages of some pages.
    pub(super) fn new(pages: &[&Analysed]) -> Self {
        let set = |words: String| words.split_whitespace().map(String::from).collect();
        Self {
            stop: set(forms::stop_words(pages)),
            questions: set(forms::question_words(pages)),
            subjects: set(forms::subject_words(pages)),
        }
    }

    /// Whether a word says nothing by itself.
    pub fn has(&self, word: &str) -> bool {
        self.stop.contains(word)
    }

    /// Whether the word after it, at `place` of the query, is a verb.
    pub fn precedes_verb(&self, word: &str, place: usize) -> bool {
        self.subjects.contains(word) || place == 1 && self.questions.contains(word)
    }
}

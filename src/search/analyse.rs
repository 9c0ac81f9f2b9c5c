//! One record by itself: its words counted, its excerpt text written down.
//!
//! In: a [`Record`]. Out: [`Analysed`], a function of the record alone, so that it can be kept. Words are told apart
//! here by their lower-case form only; folding and stemming are done once for the whole site by `merge`.

use std::borrow::Cow;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use super::token::{Token, tokens};
use super::{Edition, Facet, Form, Record, Section, Sort, fold};
use crate::lang::Lang;

/// How many mentions in a table one mention in a field is worth; two are one in a sentence.
mod weight {
    pub(super) const TITLE: u32 = 20;
    pub(super) const NAMES: u32 = 28;
    pub(super) const HEADING: u32 = 6;
    pub(super) const LEAD: u32 = 4;
    pub(super) const BODY: u32 = 2;
    pub(super) const DATA: u32 = 1;
}

/// What the index takes from one record.
#[derive(Clone, Debug)]
pub struct Analysed {
    pub(super) href: String,
    pub(super) lang: Lang,
    pub(super) title: String,
    pub(super) kind: (String, String),
    pub(super) facets: Vec<(Facet, String)>,
    pub(super) edition: Edition,
    pub(super) sort: Sort,
    pub(super) names: Vec<String>,
    pub(super) explains: Vec<(String, String)>,
    /// Words in the page, for the length norm.
    pub(super) length: u32,
    pub(super) words: Words,
    /// The text of excerpts as a JSON array: answer, summary, sections.
    pub(super) text: String,
}

/// The different words of a page in lower case, each with its weighted count.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    text: String,
    entries: Vec<(u16, u16)>,
}

impl Words {
    fn push(&mut self, word: &str, count: u32) {
        if let Ok(length) = u16::try_from(word.len()) {
            self.text.push_str(word);
            self.entries.push((length, u16::try_from(count).unwrap_or(u16::MAX)));
        }
    }

    /// Words and counts in the order of their first appearance.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u16)> {
        let mut at = 0;
        self.entries.iter().map(move |&(length, count)| {
            let start = at;
            at += usize::from(length);
            (&self.text[start..at], count)
        })
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }
}

/// Takes from a record what the index needs of it.
pub fn analyse(record: &Record) -> Analysed {
    let mut counter = Counter::default();
    count_labels(record, &mut counter);
    count_text(record, &mut counter);
    let length = counter.length;
    Analysed {
        href: record.href.clone(),
        lang: record.lang,
        title: record.title.clone(),
        kind: (record.kind.clone(), record.kind_label.clone()),
        facets: record.facets.clone(),
        edition: record.edition.clone(),
        sort: record.sort,
        names: record.names.clone(),
        explains: record.explains.clone(),
        length,
        words: counter.finish(),
        text: excerpt_text(record),
    }
}

fn count_labels<'a>(record: &'a Record, counter: &mut Counter<'a>) {
    counter.add(&record.title, weight::TITLE);
    counter.add(&record.kind_label, weight::LEAD);
    for name in record.synonyms.iter().chain(&record.names) {
        counter.add(name, weight::NAMES);
    }
    for (_, label) in &record.facets {
        counter.add(label, weight::LEAD);
    }
}

fn count_text<'a>(record: &'a Record, counter: &mut Counter<'a>) {
    counter.add(&record.summary, weight::LEAD);
    counter.add(record.answer.as_deref().unwrap_or_default(), weight::LEAD);
    let mut counted: IndexSet<(&str, &str), FxBuildHasher> = IndexSet::default();
    for section in &record.sections {
        // A heading over prose and a table is one heading.
        if counted.insert((&section.anchor, &section.heading)) {
            counter.add(&section.heading, weight::HEADING);
        }
        counter.add(&section.text, if section.form == Form::Data { weight::DATA } else { weight::BODY });
    }
}

fn excerpt_text(record: &Record) -> String {
    let sections: Vec<_> = record.sections.iter().map(section).collect();
    let text = (record.answer.as_deref().unwrap_or_default(), &record.summary, sections);
    // Strings cannot fail to be written as JSON.
    let mut json = serde_json::to_string(&text).unwrap_or_default();
    json.shrink_to_fit();
    json
}

fn section(section: &Section) -> (&str, &str, &str, u8) {
    (&section.anchor, &section.heading, &section.text, u8::from(section.form == Form::Data))
}

#[derive(Default)]
struct Counter<'a> {
    words: IndexMap<&'a str, u32, FxBuildHasher>,
    joined: Vec<(String, u32)>,
    length: u32,
}

impl<'a> Counter<'a> {
    fn add(&mut self, text: &'a str, weight: u32) {
        tokens(text, |token| match token {
            Token::Word(word) => {
                self.length += 1;
                *self.words.entry(word).or_default() += weight;
            }
            Token::Joined(joined) => self.joined.push((joined, weight)),
        });
    }

    /// Only words with a capital or a rare letter, one in ten, cost a string of their own.
    fn finish(mut self) -> Words {
        let mut rest: IndexMap<Cow<'a, str>, u32, FxBuildHasher> = IndexMap::default();
        for at in 0..self.words.len() {
            let Some((&word, &count)) = self.words.get_index(at) else { continue };
            if !fold::is_lower(word) {
                self.words[at] = 0;
                self.count_lower(fold::lower(word), count, &mut rest);
            }
        }
        for (joined, count) in std::mem::take(&mut self.joined) {
            self.count_lower(Cow::Owned(fold::lower(&joined).into_owned()), count, &mut rest);
        }
        self.pack(&rest)
    }

    fn count_lower(&mut self, word: Cow<'a, str>, count: u32, rest: &mut IndexMap<Cow<'a, str>, u32, FxBuildHasher>) {
        match self.words.get_mut(&*word) {
            Some(known) => *known += count,
            None => *rest.entry(word).or_default() += count,
        }
    }

    fn pack(&self, rest: &IndexMap<Cow<'a, str>, u32, FxBuildHasher>) -> Words {
        let mut words = Words::default();
        words.entries.reserve_exact(self.words.len() + rest.len());
        for (word, &count) in self.words.iter().filter(|&(_, &count)| count > 0) {
            words.push(word, count);
        }
        for (word, &count) in rest {
            words.push(word, count);
        }
        words.text.shrink_to_fit();
        words
    }
}

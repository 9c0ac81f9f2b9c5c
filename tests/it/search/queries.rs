//! Queries with known answers, read from `tests/search/`.
//!
//! In: a file of queries, and the pages they are put to. Out: for each query the addresses that must be found. What is
//! right is known without the search: from where words were planted, or from patterns of whole words.

use std::collections::{BTreeMap, BTreeSet};

use rettesnor::search::{Edition, Record};
use serde::Serialize;

use super::corpus::{Corpus, Size, Tongue};

/// A query with its answer.
#[derive(Clone, Serialize)]
pub struct Query {
    pub class: String,
    pub query: String,
    /// Filter and the values chosen of it.
    pub chosen: BTreeMap<String, Vec<String>>,
    pub right: BTreeSet<String>,
    /// The page that somebody with this query wants to see first, where there is one.
    pub meant: Option<String>,
    /// Not to be looked at while the ranking is tuned.
    pub sealed: bool,
}

struct Line<'a> {
    class: &'a str,
    query: &'a str,
    chosen: BTreeMap<String, Vec<String>>,
    rest: Vec<&'a str>,
    sealed: bool,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| {
        let fields: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let (query, chosen) = fields[1].split_once(" + ").unwrap_or((fields[1], ""));
        let chosen = chosen.split(' ').filter_map(|one| one.split_once('='));
        let values = |values: &str| values.split(',').map(String::from).collect();
        Line {
            class: fields[0].trim_start_matches('*'),
            query,
            chosen: chosen.map(|(filter, list)| (filter.to_owned(), values(list))).collect(),
            rest: fields[2..].to_vec(),
            sealed: line.starts_with('*'),
        }
    })
}

impl Line<'_> {
    fn query(&self, right: BTreeSet<String>, records: &[Record]) -> Query {
        let carries = |record: &&Record| self.chosen.iter().all(|(filter, values)| has(record, filter, values));
        let carriers: BTreeSet<&String> = records.iter().filter(carries).map(|record| &record.href).collect();
        let right: BTreeSet<String> = right.into_iter().filter(|page| carriers.contains(page)).collect();
        assert!(!right.is_empty(), "no page is right for {}", self.query);
        Query {
            class: self.class.to_owned(),
            query: self.query.to_owned(),
            chosen: self.chosen.clone(),
            right,
            meant: self.rest.get(1).map(|&page| page.to_owned()),
            sealed: self.sealed,
        }
    }
}

fn has(record: &Record, filter: &str, values: &[String]) -> bool {
    if filter == "kind" {
        return values.contains(&record.kind);
    }
    record.facets.iter().any(|(facet, label)| format!("{facet:?}").to_lowercase() == filter && values.contains(label))
}

/// A corpus of a language and the queries of the same language.
pub fn generated(tongue: &Tongue, text: &str, size: Size) -> (Corpus, Vec<Query>) {
    let names = lines(text).flat_map(|line| line.rest[0].split(' ').map(String::from).collect::<Vec<_>>());
    let pairs = names.filter_map(|name| name.split_once('&').map(|(a, b)| (a.to_owned(), b.to_owned())));
    let corpus = tongue.corpus(size, &pairs.collect::<Vec<_>>());
    let right = |line: &Line<'_>| line.rest[0].split(' ').flat_map(|name| corpus.pages_of(name)).collect();
    let queries = lines(text).map(|line| line.query(right(&line), &corpus.records)).collect();
    (corpus, queries)
}

/// The queries on pages that people wrote.
pub fn written(text: &str, records: &[Record]) -> Vec<Query> {
    let current = records.iter().filter(|record| record.edition == Edition::Current);
    let words: Vec<(&String, BTreeSet<String>)> = current.map(|record| (&record.href, words(record))).collect();
    let query = |line: Line<'_>| {
        let meant = line.rest[1];
        assert!(words.iter().any(|(href, _)| *href == meant), "no page {meant}");
        let right = words.iter().filter(|(href, words)| {
            *href == meant || line.rest[0].split(' ').any(|all| all.split('+').all(|one| matches(one, words)))
        });
        line.query(right.map(|(href, _)| (*href).clone()).collect(), records)
    };
    lines(text).map(query).collect()
}

/// Every word of a page in lower case, cut at all that is no letter or digit.
fn words(record: &Record) -> BTreeSet<String> {
    let sections = record.sections.iter().flat_map(|section| [&section.heading, &section.text]);
    let names = [&record.title, &record.summary, &record.kind_label].into_iter();
    let labels = record.facets.iter().map(|(_, label)| label);
    let texts = names.chain(&record.names).chain(&record.synonyms).chain(&record.answer).chain(labels).chain(sections);
    let text: Vec<String> = texts.map(|text| text.replace('\u{ad}', "").to_lowercase()).collect();
    let cut = |text: &String| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect::<Vec<_>>()
    };
    text.iter().flat_map(cut).collect()
}

fn matches(pattern: &str, words: &BTreeSet<String>) -> bool {
    let core = pattern.trim_matches('*');
    let fits = |word: &String| match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (true, true) => word.contains(core),
        (true, false) => word.ends_with(core),
        (false, true) => word.starts_with(core),
        (false, false) => word == core,
    };
    words.iter().any(fits)
}

//! Search records, drawn from finished pages.

use crate::graph::Graph;
use crate::hash::Hash;
use crate::search::{Edition, Facet, Record, Section as RecordSection, Synonyms};
use crate::view::{Cell, Indexing, Page, Part, Section, Table, Words};

/// The record of a page; nothing for pages that may not be found.
pub(super) fn record(page: &Page) -> Option<Record> {
    if page.indexing == Indexing::Hidden {
        return None;
    }
    let mut writer = Writer { sections: vec![section("", "")] };
    writer.facts(page);
    page.sections.iter().for_each(|section| writer.section(section));
    Some(Record {
        href: page.address.clone(),
        lang: page.lang,
        kind: page.kind.to_owned(),
        kind_label: page.kind_label.clone(),
        title: page.title.clone(),
        summary: page.summary.clone(),
        tags: Vec::new(),
        synonyms: page.keywords.clone(),
        sections: writer.sections.into_iter().filter(|section| !section.is_empty()).collect(),
        facets: page.facets.iter().filter_map(|facet| Some((facet_kind(facet.key)?, facet.label.clone()))).collect(),
        answer: page.answer.clone(),
        edition: Edition::Current,
    })
}

/// A hash of all that a record says.
pub(super) fn hash(record: &Record) -> Hash {
    let answer = record.answer.as_deref().unwrap_or_default();
    let head = [record.lang.code(), &record.kind, &record.kind_label, &record.title, &record.summary, answer];
    // The counts keep lists apart that would run together.
    let counts = format!("{} {} {}", record.tags.len(), record.synonyms.len(), record.sections.len());
    let words = record.tags.iter().chain(&record.synonyms);
    let sections = record.sections.iter().flat_map(|section| [&section.anchor, &section.heading, &section.text]);
    let facets = record.facets.iter().flat_map(|(facet, label)| [facet_key(*facet), label.as_str()]);
    let texts = words.chain(sections).map(String::as_str);
    Hash::of_all(head.into_iter().chain([counts.as_str()]).chain(texts).chain(facets).map(str::as_bytes))
}

/// Words of the glossary that mean the same.
pub(super) fn synonyms(graph: &Graph) -> Vec<Synonyms> {
    let lang = graph.config.lang();
    let terms = graph.data.glossary.iter().map(|filed| &filed.record);
    let words = |term: &crate::model::data::Term| {
        std::iter::once(&term.term).chain(&term.synonyms).map(ToString::to_string).collect()
    };
    let several = terms.filter(|term| !term.synonyms.is_empty());
    several.map(|term| Synonyms { lang, words: words(term) }).collect()
}

const FACETS: &[(&str, Facet)] = &[
    ("theme", Facet::Theme),
    ("channel", Facet::Channel),
    ("audience", Facet::Audience),
    ("year", Facet::Year),
    ("status", Facet::Status),
];

fn facet_kind(key: &str) -> Option<Facet> {
    FACETS.iter().find(|(known, _)| *known == key).map(|(_, facet)| *facet)
}

fn facet_key(facet: Facet) -> &'static str {
    FACETS.iter().find(|(_, known)| *known == facet).map_or("", |(key, _)| key)
}

fn section(anchor: &str, heading: &str) -> RecordSection {
    RecordSection { anchor: anchor.to_owned(), heading: heading.to_owned(), text: String::new() }
}

impl RecordSection {
    fn is_empty(&self) -> bool {
        self.heading.is_empty() && self.text.is_empty()
    }
}

/// Gathers the words of a page under their headings.
struct Writer {
    sections: Vec<RecordSection>,
}

impl Writer {
    fn facts(&mut self, page: &Page) {
        for fact in &page.facts {
            self.say(&fact.label);
            self.words(&fact.value);
        }
    }

    fn section(&mut self, shown: &Section) {
        if !shown.title.is_empty() {
            self.sections.push(section(&shown.anchor, &shown.title));
        }
        for part in &shown.parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Prose(prose) => {
                for passage in &prose.passages {
                    if !passage.heading.is_empty() {
                        self.sections.push(section(&passage.anchor, &passage.heading));
                    }
                    self.say(&passage.text);
                }
            }
            Part::Note { words } => self.words(words),
            Part::Table(table) => self.table(table),
            Part::Facts { items } => items.iter().for_each(|fact| {
                self.say(&fact.label);
                self.words(&fact.value);
            }),
            Part::List(list) => list.items.iter().for_each(|item| self.words(&item.words)),
            Part::Cards { items } => items.iter().for_each(|card| {
                self.say(&card.title.text);
                self.say(&card.text);
            }),
            Part::DoDont(both) => both.dos.iter().chain(&both.donts).for_each(|line| self.say(line)),
            Part::Steps { items } => items.iter().for_each(|step| {
                self.words(&step.who);
                self.words(&step.text);
            }),
            Part::Flow { nodes } => nodes.iter().for_each(|node| {
                self.say(&node.ask);
                self.words(&node.doing);
                node.answers.iter().for_each(|answer| self.say(&answer.text));
            }),
            Part::Progress(progress) => self.say(&progress.label),
            Part::Bars(bars) => self.say(&bars.title),
            // Nobody looks for code by its words.
            Part::Code { .. } => {}
            Part::Callout { title, words, .. } => {
                self.say(title);
                self.words(words);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.say(&table.caption);
        for row in &table.rows {
            self.words(&row.head);
            row.cells.iter().for_each(|cell| self.cell(cell));
        }
    }

    fn cell(&mut self, cell: &Cell) {
        cell.0.iter().for_each(|line| self.words(line));
    }

    fn words(&mut self, words: &Words) {
        let text: String = words.0.iter().map(|run| run.text.as_str()).collect();
        self.say(&text);
    }

    fn say(&mut self, text: &str) {
        if let Some(section) = self.sections.last_mut()
            && !text.is_empty()
        {
            if !section.text.is_empty() {
                section.text.push(' ');
            }
            section.text.push_str(text);
        }
    }
}

//! Search records, drawn from finished pages.

use crate::graph::Graph;
use crate::model::id::Id;
use crate::plan::{PageKind, Route};
use crate::search::{Edition, Facet, Form, Record, Section as RecordSection, Sort, Synonyms};
use crate::select::{Slot, State};
use crate::view::{Cell, Fact, Indexing, Page, Part, Row, Section, Table, Words};

/// The record of a route's page; nothing for pages that may not be found.
pub(super) fn record(graph: &Graph, route: &Route, page: &Page) -> Option<Record> {
    let edition = edition(graph, route, page)?;
    let mut writer = Writer { sections: vec![section("", "")] };
    page.sections.iter().for_each(|section| writer.section(section));
    writer.data(&section("", ""), |writer| writer.facts(&page.facts));
    page.about.iter().for_each(|section| writer.about(section));
    Some(Record {
        href: page.address.clone(),
        lang: page.lang,
        kind: page.kind.to_owned(),
        kind_label: kind_label(graph, route, page),
        title: page.title.clone(),
        summary: page.summary.clone(),
        synonyms: page.keywords.clone(),
        names: fact(page, "task").map(|fact| words(&fact.value)).into_iter().collect(),
        explains: if route.page == PageKind::Glossary { explained(graph) } else { Vec::new() },
        sections: writer.sections(),
        facets: page.facets.iter().filter_map(|facet| Some((facet_kind(facet.key)?, facet.label.clone()))).collect(),
        answer: answer(page),
        sort: sort(graph, route, page),
        edition,
    })
}

/// Which edition a page that may be found is of; old ones are kept from search engines, but found here on request.
fn edition(graph: &Graph, route: &Route, page: &Page) -> Option<Edition> {
    if page.indexing == Indexing::Indexed {
        return Some(Edition::Current);
    }
    let index = match &route.page {
        PageKind::Document(index) => *index,
        PageKind::Chapter(chapter) => chapter.edition,
        _ => return None,
    };
    let edition = graph.edition(index);
    match &edition.slot {
        Slot::Version(version) if edition.state > State::Consultation => Some(Edition::Older(version.clone())),
        _ => None,
    }
}

/// The kind in words; a chapter's own label names the document that it is of.
fn kind_label(graph: &Graph, route: &Route, page: &Page) -> String {
    match route.page {
        PageKind::Chapter(_) => graph.config.texts(page.lang).get(&format!("kind.{}", page.kind)).to_owned(),
        _ => page.kind_label.clone(),
    }
}

fn sort(graph: &Graph, route: &Route, page: &Page) -> Sort {
    match &route.page {
        PageKind::Document(index) if graph.edition(*index).state.is_over() => Sort::Past,
        PageKind::Document(index) if is_coming(graph.edition(*index).state) => Sort::Coming,
        PageKind::Document(_) if LEADING.contains(&page.kind) => Sort::Leading,
        PageKind::Home | PageKind::Hub(_) | PageKind::Roles | PageKind::ChannelAudiences | PageKind::Coverage => {
            Sort::List
        }
        PageKind::Documents | PageKind::Accounts | PageKind::Index | PageKind::CrisisSheet => Sort::List,
        PageKind::Embedding => Sort::List,
        PageKind::Role(_) => Sort::Gathered,
        PageKind::Chapter(_) => Sort::Chapter,
        // This year's wheel is the one without the year.
        PageKind::WheelOf(year) if *year < graph.day.year() => Sort::Past,
        PageKind::WheelOf(_) => Sort::Coming,
        _ => Sort::Text,
    }
}

/// Kinds of text on which others rest.
const LEADING: [&str; 4] = ["strategy", "policy", "action_plan", "crisis_plan"];

fn is_coming(state: State) -> bool {
    matches!(state, State::Draft | State::Consultation | State::Adopted)
}

/// What most readers of a page want to know, in a line: of a channel how soon and who, of a guideline what to do and what
/// not, of other pages what they say themselves.
fn answer(page: &Page) -> Option<String> {
    let lines: Vec<(&str, String)> = match page.kind {
        "channel" => {
            let facts = ["response_time", "responsible"].into_iter().filter_map(|key| fact(page, key));
            facts.map(|fact| (fact.label.as_str(), words(&fact.value))).collect()
        }
        "guideline" => do_and_dont(page).unwrap_or_default(),
        _ => Vec::new(),
    };
    let lines: Vec<String> = lines.into_iter().map(|(label, text)| format!("{label}: {text}")).collect();
    if lines.is_empty() { page.answer.clone() } else { Some(lines.join(" · ")) }
}

fn do_and_dont(page: &Page) -> Option<Vec<(&str, String)>> {
    let mut parts = page.sections.iter().flat_map(|section| &section.parts);
    let both = parts.find_map(|part| match part {
        Part::DoDont(both) => Some(both),
        _ => None,
    })?;
    let first = |title| move |lines: &Vec<String>| lines.first().map(|line| (title, line.clone()));
    let (do_title, dont_title) = (both.do_title.as_str(), both.dont_title.as_str());
    Some(first(do_title)(&both.dos).into_iter().chain(first(dont_title)(&both.donts)).collect())
}

fn fact<'a>(page: &'a Page, key: &str) -> Option<&'a Fact> {
    page.facts.iter().find(|fact| fact.key == key)
}

fn words(words: &Words) -> String {
    words.0.iter().map(|run| run.text.as_str()).collect()
}

/// The terms of the glossary and their synonyms, with the row that explains them.
fn explained(graph: &Graph) -> Vec<(String, String)> {
    let terms = graph.data.glossary.iter().map(|filed| &filed.record);
    let all = terms.flat_map(|term| {
        let anchor = Id::from_text(&term.term, graph.config.lang());
        let words = std::iter::once(&term.term).chain(&term.synonyms);
        words.map(move |word| (word.to_string(), anchor.to_string()))
    });
    all.collect()
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

fn section(anchor: &str, heading: &str) -> RecordSection {
    RecordSection { anchor: anchor.to_owned(), heading: heading.to_owned(), text: String::new(), form: Form::Prose }
}

/// Cells after each other, with a comma where the one before does not end a sentence.
fn joined(before: String, cell: String) -> String {
    let comma = if before.is_empty() || before.ends_with(['.', '?', '!', ':']) { "" } else { "," };
    if before.is_empty() { cell } else { before + comma + " " + &cell }
}

fn cell(cell: &Cell) -> String {
    cell.0.iter().map(words).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Gathers the words of a page under their headings.
struct Writer {
    sections: Vec<RecordSection>,
}

impl Writer {
    /// The sections that say something: a text, or a heading that stands over nothing else.
    fn sections(self) -> Vec<RecordSection> {
        let mut sections = self.sections;
        let told: Vec<String> =
            sections.iter().filter(|section| !section.text.is_empty()).map(|section| section.anchor.clone()).collect();
        sections.retain(|section| {
            let heads = section.form == Form::Prose && !section.heading.is_empty();
            !section.text.is_empty() || heads && !told.contains(&section.anchor)
        });
        sections
    }

    fn facts(&mut self, facts: &[Fact]) {
        for fact in facts {
            self.pair(&fact.label, &words(&fact.value));
        }
    }

    /// Of what is said about a document its facts and the law it rests on; lists of other pages would make it a hit for
    /// their titles.
    fn about(&mut self, shown: &Section) {
        for part in &shown.parts {
            match part {
                Part::Facts { items } => self.data(&section(&shown.anchor, &shown.title), |writer| writer.facts(items)),
                Part::List(list) if shown.anchor == "legal-basis" => {
                    self.data(&section(&shown.anchor, &shown.title), |writer| {
                        list.items.iter().for_each(|item| writer.sentence(&words(&item.words)));
                    });
                }
                _ => {}
            }
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
            Part::Facts { items } => self.aside(|writer| writer.facts(items)),
            Part::List(list) => self.aside(|writer| {
                list.items.iter().for_each(|item| writer.sentence(&words(&item.words)));
            }),
            Part::Cards { items } => items.iter().for_each(|card| self.pair(&card.title.text, &card.text)),
            Part::DoDont(both) => {
                self.pair(&both.do_title, &both.dos.join(". "));
                self.pair(&both.dont_title, &both.donts.join(". "));
            }
            Part::Steps { items } => items.iter().for_each(|step| self.pair(&words(&step.who), &words(&step.text))),
            Part::Flow { nodes } => nodes.iter().for_each(|node| {
                self.say(&node.ask);
                self.words(&node.doing);
                let answers: Vec<&str> = node.answers.iter().map(|answer| answer.text.as_str()).collect();
                self.sentence(&answers.join(", "));
            }),
            Part::Progress(progress) => self.say(&progress.label),
            Part::Chart(chart) => match &chart.table {
                Some(table) => self.table(table),
                None => self.say(&chart.title),
            },
            Part::Heat(heat) => self.say(&heat.caption),
            Part::News { items } => items.iter().for_each(|item| self.pair(&words(&item.words), &item.text)),
            Part::Filter(_) => {}
            // Nobody looks for code by its words.
            Part::Code { .. } => {}
            Part::Callout { title, words, .. } => {
                self.say(title);
                self.words(words);
            }
        }
    }

    /// What `write` writes is data, under the heading of `place`; what follows is prose again.
    fn data(&mut self, place: &RecordSection, write: impl FnOnce(&mut Self)) {
        self.sections.push(RecordSection { form: Form::Data, ..place.clone() });
        write(self);
    }

    /// Data amid prose, which goes on after it under the same heading.
    fn aside(&mut self, write: impl FnOnce(&mut Self)) {
        let Some(before) = self.sections.last().map(|open| section(&open.anchor, &open.heading)) else { return };
        self.data(&before, write);
        self.sections.push(before);
    }

    /// A row that can be linked to is a place of its own.
    fn table(&mut self, table: &Table) {
        self.aside(|writer| {
            writer.sentence(&table.caption);
            table.rows.iter().for_each(|row| writer.row(row));
        });
    }

    fn row(&mut self, row: &Row) {
        let head = words(&row.head);
        let cells = row.cells.iter().map(cell).filter(|cell| !cell.is_empty()).fold(String::new(), joined);
        if row.anchor.is_empty() {
            self.pair(&head, &cells);
        } else {
            self.data(&section(&row.anchor, &head), |writer| writer.sentence(&cells));
        }
    }

    fn words(&mut self, said: &Words) {
        self.say(&words(said));
    }

    /// A name and what is said of it, as a sentence: `Svartid: 24 timer.`
    fn pair(&mut self, name: &str, text: &str) {
        let mark = if name.is_empty() || text.is_empty() || name.ends_with(['?', ':']) { "" } else { ":" };
        self.sentence(format!("{name}{mark} {text}").trim());
    }

    /// A text with a full stop, so that what stood apart on the page does not run together in an excerpt.
    fn sentence(&mut self, text: &str) {
        let ends = text.is_empty() || text.ends_with(['.', '!', '?', ':', '…', '»', '"']);
        self.say(text.trim_end_matches(','));
        if !ends && let Some(section) = self.sections.last_mut() {
            section.text.push('.');
        }
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

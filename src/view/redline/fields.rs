//! What changed in a document's data: owner, validity, access …, by the labels that readers know.

use crate::graph::EditionIndex;
use crate::model::document::{Document, Origin};
use crate::redline;
use crate::view::build::{columns, stacked};
use crate::view::redline::{line, plain, value};
use crate::view::{Cell, Fact, Part, Row, Section, Words, Writer, about, entities};

/// A table of the fields that changed; nothing where none did.
pub(super) fn changes(writer: &Writer<'_>, old: EditionIndex, new: EditionIndex) -> Vec<Part> {
    let (before, after) = (facts(writer, old), facts(writer, new));
    let find = |facts: &[Fact], key| facts.iter().find(|fact| fact.key == key).cloned();
    let mut keys: Vec<&'static str> = after.iter().chain(&before).map(|fact| fact.key).collect();
    let mut seen = std::collections::BTreeSet::new();
    keys.retain(|key| seen.insert(*key));
    let row = |key| {
        let (old, new) = (find(&before, key), find(&after, key));
        let label = new.as_ref().or(old.as_ref())?.label.clone();
        let words = |fact: Option<Fact>| fact.map(|fact| fact.value).unwrap_or_default();
        let (old, new) = (words(old), words(new));
        (plain(&old) != plain(&new)).then(|| Row::new(Words::plain(label), vec![value(writer, &old, &new).into()]))
    };
    let mut rows: Vec<Row> = keys.into_iter().filter_map(row).collect();
    rows.extend(lists(writer, old, new));
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = columns(writer, &["redline.field", "redline.change"]);
    vec![Part::Table(stacked(writer.text("redline.fields"), columns, rows, String::new()))]
}

/// All that is said of an edition in single values.
fn facts(writer: &Writer<'_>, index: EditionIndex) -> Vec<Fact> {
    let writer = &writer.as_of(index);
    let document = writer.graph.document(index);
    let meta = &document.meta;
    let own = [
        writer.fact("title", "redline.field_title", Words::plain(meta.title.as_str())),
        writer.fact("summary", "redline.field_summary", Words::plain(meta.summary.as_deref().unwrap_or_default())),
        writer.fact("status", "plan.status", Words::plain(status(writer, document))),
    ];
    let facts = own.into_iter().flatten().chain(about::facts(writer, document));
    facts.chain(entities::sheet(writer, index).facts).collect()
}

/// What the author says; a frozen copy was adopted.
fn status(writer: &Writer<'_>, document: &Document) -> String {
    let status = document.status().map(|status| writer.choice("doc.status", status.key()));
    match document.origin {
        Origin::Frozen => writer.text("doc.status.adopted"),
        Origin::WorkTree => status.unwrap_or_default(),
    }
}

/// Fields that are lists of sentences: laws, promises, related documents.
fn lists(writer: &Writer<'_>, old: EditionIndex, new: EditionIndex) -> Vec<Row> {
    let sections = |index| about::about(&writer.as_of(index), index);
    let (before, after) = (sections(old), sections(new));
    let row = |key: &str| {
        let find = |sections: &[Section]| sections.iter().find(|section| section.anchor == key).cloned();
        let (old, new) = (find(&before), find(&after));
        let title = new.as_ref().or(old.as_ref())?.title.clone();
        let lines = |section: &Option<Section>| section.iter().flat_map(said).collect::<Vec<String>>();
        let (old, new) = (lines(&old), lines(&new));
        (old != new).then(|| Row::new(Words::plain(title), vec![changed_lines(writer, &old, &new)]))
    };
    ["commitments", "legal-basis", "related"].into_iter().filter_map(row).collect()
}

fn said(section: &Section) -> Vec<String> {
    let lists = section.parts.iter().filter_map(|part| match part {
        Part::List(list) => Some(&list.items),
        _ => None,
    });
    let line = |item: &crate::view::ListItem| match (plain(&item.words), plain(&item.detail)) {
        (words, detail) if detail.is_empty() => words,
        (words, detail) => format!("{words} ({detail})"),
    };
    lists.flatten().map(line).collect()
}

/// The lines that changed, each with its words.
pub(super) fn changed_lines(writer: &Writer<'_>, old: &[String], new: &[String]) -> Cell {
    let old: Vec<&str> = old.iter().map(String::as_str).collect();
    let new: Vec<&str> = new.iter().map(String::as_str).collect();
    let lines = redline::lines(&old, &new);
    let differs = |runs: &&Vec<redline::Run>| runs.iter().any(|run| run.mark != redline::Mark::Same);
    Cell(lines.iter().filter(differs).map(|runs| line(writer, runs)).collect())
}

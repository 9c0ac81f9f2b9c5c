//! The page of what changed between two editions of a document.
//!
//! In: two editions of one document. Out: a page: how many sections changed, what the author says of it, what changed in
//! the document's data and records, and the text with every word that was put in or taken out.

mod fields;
mod fold;
mod html;
mod inline;
mod records;
mod views;

use crate::graph::EditionIndex;
use crate::model::document::{Change, Document};
use crate::redline::{self, Mark, Redline, SectionChange};
use crate::select::Slot;
use crate::view::build::{columns, item, list, note, section, stacked, titled};
use crate::view::page::{breadcrumb, empty, hub_link};
use crate::view::writer::joined;
use crate::view::{Indexing, ListItem, Page, Part, Row, Run, RunChange, Section, Words, Writer, document};

/// The page of what changed in `new` since `old`, two editions of one document.
pub fn page(writer: &Writer<'_>, old: EditionIndex, new: EditionIndex) -> Page {
    let graph = writer.graph;
    let own = graph.document(new);
    let title = writer.texts().fill("redline.title", &[("title", &own.meta.title)]);
    let mut page = empty(writer, title);
    page.template = "document";
    page.kind = "redline";
    page.kind_label = writer.choice("kind", own.key.kind.key());
    page.summary = writer.texts().fill("redline.lead", &[("old", &name(writer, old)), ("new", &name(writer, new))]);
    page.breadcrumb = breadcrumb(writer, Some(hub_link(writer, own.key.kind)), &writer.text("redline.changes"));
    let document = writer.page_link(graph.path(new), own.meta.title.as_str());
    page.breadcrumb.insert(page.breadcrumb.len() - 1, document);
    let edition = |key, label, index| writer.fact(key, label, edition(writer, index));
    page.facts = [edition("before", "redline.before", old), edition("after", "redline.after", new)]
        .into_iter()
        .flatten()
        .collect();
    page.sections = sections(writer, old, new);
    page.feedback = document::feedback(writer, Some(own), &page.title, own.version());
    page.indexing = Indexing::Hidden;
    page
}

/// A link to what changed in an edition since the one before it; nothing where none is shown.
pub(super) fn link(writer: &Writer<'_>, index: EditionIndex) -> Words {
    match (writer.graph.redline_path(index), writer.graph.predecessor(index)) {
        (Some(path), Some(before)) => {
            let text = writer.texts().fill("redline.see", &[("old", &name(writer, before))]);
            Words::link(text, writer.href_to(&path))
        }
        _ => Words::default(),
    }
}

/// What an edition is called in a sentence.
fn name(writer: &Writer<'_>, index: EditionIndex) -> String {
    let edition = writer.graph.edition(index);
    match (edition.source.document.version(), &edition.slot) {
        (Some(version), Slot::Draft) => writer.texts().fill("redline.draft_of", &[("version", version)]),
        (Some(version), _) => writer.texts().fill("redline.version", &[("version", version)]),
        (None, Slot::Draft) => writer.text("redline.draft"),
        (None, _) => writer.text("redline.edition"),
    }
}

fn edition(writer: &Writer<'_>, index: EditionIndex) -> Words {
    let edition = writer.graph.edition(index);
    let document = &edition.source.document;
    let version = document.version().unwrap_or_default();
    let name = format!("{} {version}", writer.text("doc.version"));
    let adopted = document.governance.as_ref().and_then(|governance| governance.adopted_on);
    Words::link(name.trim_end(), writer.href_to(writer.graph.path(index)))
        .and(", ", writer.optional_date(adopted))
        .and(" ", writer.state(edition.state))
}

fn sections(writer: &Writer<'_>, old: EditionIndex, new: EditionIndex) -> Vec<Section> {
    let graph = writer.graph;
    let body = |index| &graph.edition(index).source.body;
    let redline = redline::redline(body(old), body(new));
    let records = records::changes(writer, old, new);
    let (html, anchors) = html::html(writer, (old, new), &redline, &records);
    let fields = fields::changes(writer, old, new);
    let same = redline.is_empty().then(|| note(Words::plain(writer.text("redline.same_text"))));
    let text = same.into_iter().chain(html).collect();
    let mut sections = vec![summary(writer, &redline, &anchors)];
    sections.extend(section(writer, "doc.what_changed", said(writer, graph.document(old), graph.document(new))));
    sections.extend(section(writer, "redline.fields", fields));
    sections.extend(records);
    sections.extend(titled("redline-text", writer.text("redline.text"), text));
    sections
}

/// The sections that changed, a line for each thing that became of them, with links to them.
fn summary(writer: &Writer<'_>, redline: &Redline, anchors: &[Option<String>]) -> Section {
    let all = redline::sections(redline);
    let link = |section: &redline::Section| {
        let anchor = section.heading.map_or(Some("part-redline-text"), |index| anchors.get(index)?.as_deref());
        let title = if section.heading.is_none() { writer.text("redline.opening") } else { section.title.clone() };
        match anchor {
            Some(anchor) => Words::link(title, format!("#{anchor}")),
            None => Words::plain(title),
        }
    };
    let line = |(change, key): (SectionChange, &str)| {
        let own: Vec<Words> = all.iter().filter(|section| section.change == change).map(link).collect();
        let count = writer.texts().count(key, own.len());
        (!own.is_empty()).then(|| item(joined(own.into_iter()), Words::plain(count)))
    };
    let order = [
        (SectionChange::Changed, "redline.changed"),
        (SectionChange::Inserted, "redline.new"),
        (SectionChange::Deleted, "redline.removed"),
        (SectionChange::Moved, "redline.moved"),
    ];
    let items: Vec<ListItem> = order.into_iter().filter_map(line).collect();
    let legend = note(Words::plain(writer.text("redline.legend")));
    let parts = if items.is_empty() { Vec::new() } else { vec![list(items, String::new()), legend] };
    Section { anchor: String::new(), title: String::new(), parts }
}

/// What the author says of versions that the old edition does not know.
fn said(writer: &Writer<'_>, old: &Document, new: &Document) -> Vec<Part> {
    fn changes(document: &Document) -> impl Iterator<Item = &Change> {
        document.governance.iter().flat_map(|governance| &governance.changes)
    }
    let known = |change: &&Change| changes(old).any(|other| other.version == change.version);
    let line = |change: &Change| {
        let version = Words::plain(format!("{} {}", writer.text("doc.version"), change.version));
        item(Words::plain(change.summary.as_str()), version.and(", ", writer.optional_date(change.date)))
    };
    let items: Vec<_> = changes(new).filter(|change| !known(change)).map(line).collect();
    if items.is_empty() { Vec::new() } else { vec![list(items, String::new())] }
}

/// A table of what changed: what it is, and how.
fn table(writer: &Writer<'_>, caption: String, head: &str, rows: Vec<Row>) -> Part {
    Part::Table(stacked(caption, columns(writer, &[head, "redline.change"]), rows, String::new()))
}

/// Words that were put in or taken out.
fn marked(writer: &Writer<'_>, mark: Mark, words: Words) -> Words {
    let change = match mark {
        Mark::Same => return words,
        Mark::Inserted => RunChange { element: "ins", label: writer.text("redline.inserted") },
        Mark::Deleted => RunChange { element: "del", label: writer.text("redline.deleted") },
    };
    // One mark for all of it, however many links it is made of.
    let text = plain(&words);
    if text.is_empty() { words } else { Words(vec![Run { change: Some(change), ..Run::plain(text) }]) }
}

/// Words without links.
fn plain(words: &Words) -> String {
    words.0.iter().map(|run| run.text.as_str()).collect()
}

/// A line with the words in it that changed.
fn line(writer: &Writer<'_>, runs: &[redline::Run]) -> Words {
    let words = runs.iter().map(|run| {
        let text = run.pieces.iter().map(|piece| match &piece.atom {
            redline::Atom::Text(text) => text.as_str(),
            _ => "",
        });
        marked(writer, run.mark, Words::plain(text.collect::<String>()))
    });
    Words(words.flat_map(|words| words.0).collect())
}

/// A value as it was and as it is: by words where it is a text, by the whole where it is a name or a date.
fn value(writer: &Writer<'_>, old: &Words, new: &Words) -> Words {
    let (before, after) = (plain(old), plain(new));
    let is_text = |text: &str| text.split(' ').count() > 6 || text.matches(", ").count() > 1;
    if is_text(&before) && is_text(&after) {
        return line(writer, &redline::text(&before, &after));
    }
    marked(writer, Mark::Deleted, old.clone()).and(" → ", marked(writer, Mark::Inserted, new.clone()))
}

//! The register of governing documents, and what changed in one of them.

use crate::graph::{EditionIndex, Graph};
use crate::model::document::{Change, Document};
use crate::select::{Slot, version_numbers};
use crate::view::build::{columns, register, stacked};
use crate::view::{Cell, Row, Table, Words, Writer};

/// Documents with what a registrar asks of them.
pub fn documents(writer: &Writer<'_>, caption: impl Into<String>, list: &[EditionIndex]) -> Table {
    let row = |index: &EditionIndex| {
        let document = writer.graph.document(*index);
        let governance = document.governance.as_ref();
        let kind = Words::plain(writer.choice("kind", document.key.kind.key()));
        let state = writer.state(writer.graph.edition(*index).state);
        let marks = [
            writer.mark("of_kind", &kind),
            writer.mark("of_status", &state),
            writer.mark("of_owner", &writer.optional(document.meta.owner.as_ref())),
        ];
        let cells = vec![
            kind.into(),
            Cell::lines([state, Words::plain(document.version().unwrap_or_default())]),
            adoption(writer, document),
            Words::plain(governance.and_then(|own| own.case_number.as_deref()).unwrap_or_default()).into(),
            writer.optional(document.meta.owner.as_ref()).into(),
            writer.review_due(document).into(),
        ];
        Row::new(writer.edition(*index), cells).marked(marks.into_iter().flatten())
    };
    let keys =
        ["kind.document", "kind.kind", "plan.status", "doc.adopted", "doc.case_number", "doc.owner", "doc.review_due"];
    let rows = list.iter().map(row).collect();
    register(stacked(caption, columns(writer, &keys), rows, writer.text("empty.documents")))
}

fn adoption(writer: &Writer<'_>, document: &Document) -> Cell {
    let Some(governance) = &document.governance else { return Cell::default() };
    let by = governance.adopted_by.as_ref().map(|by| writer.role_or_words(by)).unwrap_or_default();
    Cell::lines([writer.optional_date(governance.adopted_on), by])
}

/// What changed from version to version in the author's words, newest first.
pub fn changes(writer: &Writer<'_>, document: &Document) -> Table {
    let mut list: Vec<&Change> = document.governance.iter().flat_map(|own| &own.changes).collect();
    list.sort_by_key(|change| std::cmp::Reverse((change.date, version_numbers(&change.version))));
    let row = |change: &&Change| {
        let cells = vec![writer.optional_date(change.date).into(), Words::plain(change.summary.as_str()).into()];
        Row::new(version(writer, document, change), cells)
    };
    let rows = list.iter().map(row).collect();
    let keys = ["doc.version", "doc.date", "doc.what_changed"];
    stacked(writer.text("doc.version_history"), columns(writer, &keys), rows, writer.text("empty.changes"))
}

/// A version, with a link to its edition where it is kept.
fn version(writer: &Writer<'_>, document: &Document, change: &Change) -> Words {
    let words = change.version.to_string();
    match edition(writer.graph, document, &change.version) {
        Some(index) if writer.graph.path(index) != writer.path => {
            Words::link(words, writer.href_to(writer.graph.path(index)))
        }
        _ => Words::plain(words),
    }
}

fn edition(graph: &Graph, document: &Document, version: &str) -> Option<EditionIndex> {
    let is_version =
        |index: &EditionIndex, slot: &Slot| graph.document(*index).version() == Some(version) && *slot != Slot::Draft;
    graph.family(&document.key).find(|(index, edition)| is_version(index, &edition.slot)).map(|(index, _)| index)
}

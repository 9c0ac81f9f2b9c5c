//! Tables: every column has a header in words.

use super::{CODE, Place, says_something, within};
use crate::diag::Diagnostic;
use crate::model::body::{Body, Element, Node};
use crate::source::Span;

/// What stands in a header's cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    Words,
    Picture,
    Nothing,
}

/// Findings about one table, at the first of its words.
pub(super) fn table(place: Place<'_>) -> Vec<Diagnostic> {
    let body = place.body();
    let head = place.inner();
    let cells = if matches!(head.first(), Some(Node::Open(Element::TableHead))) {
        cells(body, within(head, 0))
    } else {
        Vec::new()
    };
    let span = first_place(body, head);
    let file = &place.source.document.file;
    let tell = |key, column: usize| {
        let finding = Diagnostic::warning(CODE, key, file).with("column", (column + 1).to_string());
        let finding = finding.hint("hint-table-header");
        span.map_or(finding.clone(), |span| finding.at(span))
    };
    let is_table = head.iter().any(|node| matches!(node, Node::Open(Element::TableRow)));
    if is_table && cells.iter().all(|cell| *cell == Cell::Nothing) {
        return vec![tell("table-without-header", 0)];
    }
    // The corner above the rows' own headers may be empty.
    let told = cells.iter().enumerate().filter_map(|(column, cell)| match cell {
        Cell::Nothing if column > 0 => Some(tell("table-header-empty", column)),
        Cell::Picture => Some(tell("table-header-picture", column)),
        _ => None,
    });
    told.collect()
}

fn cells(body: &Body, head: &[Node]) -> Vec<Cell> {
    let opened = head.iter().enumerate().filter(|(_, node)| matches!(node, Node::Open(Element::Cell(_))));
    opened.map(|(at, _)| cell(body, within(head, at))).collect()
}

/// The words of a picture are no header: they are not seen, and the picture is not heard in every row.
fn cell(body: &Body, inner: &[Node]) -> Cell {
    let picture = inner.iter().position(|node| matches!(node, Node::Open(Element::Image(_))));
    let Some(at) = picture else { return if says_something(body, inner) { Cell::Words } else { Cell::Nothing } };
    let after = at + within(inner, at).len() + 1;
    let beside = says_something(body, &inner[..at]) || says_something(body, &inner[after.min(inner.len())..]);
    if beside { Cell::Words } else { Cell::Picture }
}

/// The place of the first words, or of the first link or picture, whichever comes first.
fn first_place(body: &Body, nodes: &[Node]) -> Option<Span> {
    nodes.iter().find_map(|node| match node {
        Node::Text(words) | Node::Code(words) => Some(body.span(words.range())),
        Node::Open(Element::Link(number) | Element::Image(number)) => {
            body.links.get(*number as usize).map(|link| link.span)
        }
        Node::Reference(number) => body.references.get(*number as usize).map(|reference| reference.span),
        _ => None,
    })
}

//! Paragraphs that are wholly in bold, where a heading is meant.

use super::{Place, words};
use crate::diag::Diagnostic;
use crate::model::body::{Element, Node};
use crate::source::Span;

/// Words beyond which a paragraph in bold is a stressed sentence, not a heading.
const LONGEST: usize = 10;

/// The finding about one paragraph.
pub(super) fn paragraph(place: Place<'_>) -> Option<Diagnostic> {
    let body = place.body();
    // Few paragraphs begin in bold; the end of the others is not looked for.
    body.nodes.get(place.at + 1).filter(|node| **node == Node::Open(Element::Strong))?;
    let inner = place.inner();
    let [Node::Open(Element::Strong), bold @ .., Node::Close(Element::Strong)] = inner else { return None };
    let is_one = !bold.contains(&Node::Close(Element::Strong));
    let text = words(body, bold);
    let text = text.trim();
    let short = !text.is_empty() && text.split_whitespace().count() <= LONGEST;
    let is_sentence = text.ends_with(['.', '!', ',', ';', '»', '”', '"']);
    if !is_one || !short || is_sentence || is_inside(place) || !goes_on(place) {
        return None;
    }
    let finding = place.finding(Diagnostic::info, "bold-as-heading", stretch(place, bold)?);
    Some(finding.with("found", text).hint("hint-bold-as-heading"))
}

/// Whether the paragraph is part of a list, a quotation or a table, where no heading stands.
fn is_inside(place: Place<'_>) -> bool {
    let holds = |element: &Element| {
        use Element as E;
        matches!(
            element,
            E::Quote | E::Alert(_) | E::Item | E::DefinitionText | E::Footnote(_) | E::Cell(_) | E::DefinitionTitle
        )
    };
    let before = &place.body().nodes[..place.at];
    let depth = before.iter().fold(0_i32, |depth, node| match node {
        Node::Open(element) if holds(element) => depth + 1,
        Node::Close(element) if holds(element) => depth - 1,
        _ => depth,
    });
    depth > 0
}

/// Whether there is a text below that the heading would be of.
fn goes_on(place: Place<'_>) -> bool {
    use Element as E;
    matches!(
        place.after().first(),
        Some(Node::Open(E::Paragraph | E::List(_) | E::TaskList | E::Table(_)) | Node::View(_))
    )
}

fn stretch(place: Place<'_>, nodes: &[Node]) -> Option<Span> {
    let body = place.body();
    let mut texts = nodes.iter().filter_map(|node| match node {
        Node::Text(words) | Node::Code(words) => Some(body.span(words.range())),
        _ => None,
    });
    let first = texts.next()?;
    let last = texts.next_back().unwrap_or(first);
    Some(Span { end: last.end, ..first })
}

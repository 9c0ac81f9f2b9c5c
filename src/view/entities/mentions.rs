//! Passages that mention a thing, with the sentence around it.

use crate::graph::{Address, PassageAt};
use crate::model::body::{Reference, Words as Stretch};
use crate::model::id::{Id, RecordKind};
use crate::view::build::{item, list, note};
use crate::view::{ListItem, Part, Words, Writer};
use crate::vocabulary::Target;

/// How many passages a page has room for.
const MOST: usize = 40;

/// Letters after which an excerpt is cut at a word's end.
const LENGTH: usize = 260;

/// The passages that mention a thing; nothing where there are none.
pub(super) fn mentions(writer: &Writer<'_>, target: &Target) -> Vec<Part> {
    let passages = writer.graph.passages(target);
    let items: Vec<_> = passages.iter().take(MOST).filter_map(|at| passage(writer, *at)).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![list(items, String::new())];
    if let Some(more) = passages.len().checked_sub(MOST).filter(|more| *more > 0) {
        parts.push(note(Words::plain(writer.texts().count("count.more_passages", more))));
    }
    parts
}

fn passage(writer: &Writer<'_>, at: PassageAt) -> Option<ListItem> {
    let graph = writer.graph;
    let found = graph.links(at.edition).passages.get(at.passage)?;
    let source = &graph.edition(at.edition).source;
    let heading = found.heading.and_then(|index| source.body.headings.get(index as usize));
    let place = match heading {
        Some(heading) => graph.heading_address(at.edition, &heading.anchor),
        None => Address::page(graph.path(at.edition).clone()),
    };
    let title = source.document.meta.title.as_str();
    let place_words = match heading {
        Some(heading) => format!("{title}: {}", source.body.heading_text(heading)),
        None => title.to_owned(),
    };
    let excerpt = shortened(&with_references(writer, at, found.words));
    (!excerpt.is_empty()).then(|| item(Words::link(place_words, writer.href(&place)), Words::plain(excerpt)))
}

/// A sentence with the words that its references show: they are no part of the text itself.
fn with_references(writer: &Writer<'_>, at: PassageAt, words: Stretch) -> String {
    let graph = writer.graph;
    let body = &graph.edition(at.edition).source.body;
    let inside = body.references.iter().zip(&graph.links(at.edition).references);
    let inside = inside.filter(|(reference, _)| (words.start..words.end).contains(&reference.at));
    let mut text = String::new();
    let mut from = words.start;
    for (reference, target) in inside {
        text.push_str(body.words(Stretch { start: from, end: reference.at }));
        text.push_str(&shown(writer, reference, target.as_ref()));
        from = reference.at;
    }
    text.push_str(body.words(Stretch { start: from, end: words.end }));
    text
}

/// What stands in the text for a reference.
fn shown(writer: &Writer<'_>, reference: &Reference, target: Option<&Target>) -> String {
    let figure = |id: &Id| {
        let mut figures = writer.graph.data.figures.iter().map(|filed| &filed.record);
        figures.find(|figure| figure.id == *id).and_then(|figure| writer.figure_value(figure))
    };
    match target {
        Some(Target::Record(RecordKind::Figure, id)) => figure(id).unwrap_or_else(|| reference.words.clone()),
        _ if !reference.words.is_empty() => reference.words.clone(),
        Some(target) => writer.graph.title(target, writer.lang).to_owned(),
        None => reference.id.clone(),
    }
}

/// A sentence, cut after a word where it is long.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LENGTH) {
        None => text,
        Some((at, _)) => {
            let end = text[..at].rfind(' ').unwrap_or(at);
            format!("{} …", text[..end].trim_end_matches([',', ';', ':']))
        }
    }
}

//! The versions of a document: the table of all of them, what an old one says of itself, and what stands at addresses
//! that have no text of their own.
//!
//! In: the graph and an edition. Out: sections and pages. A version is told of only where it is shown, or where the
//! site says itself that it keeps it back.

use std::cmp::Reverse;

use crate::graph::EditionIndex;
use crate::model::document::{Change, Governance, Validity};
use crate::parse::Unread;
use crate::select::{Edition, Slot, WithheldVersion, version_numbers};
use crate::view::build::{columns, stacked};
use crate::view::page::{breadcrumb, empty, hub_link};
use crate::view::{Banner, Cell, Indexing, Page, Part, Row, Section, Tone, Words, Writer, joined, redline};

/// The table of a document's versions, newest first; nothing where there is but one.
pub(super) fn versions(writer: &Writer<'_>, index: EditionIndex) -> Option<Section> {
    let graph = writer.graph;
    let key = &graph.document(index).key;
    let family: Vec<_> = graph.family(key).collect();
    let withheld: Vec<_> = kept_back(writer, index).collect();
    if family.len() + withheld.len() < 2 {
        return None;
    }
    let shown = family.into_iter().map(|(other, edition)| {
        let numbers = version_numbers(graph.document(other).version().unwrap_or_default());
        ((edition.slot == Slot::Draft, numbers), row(writer, (other, edition), index))
    });
    let withheld = withheld
        .into_iter()
        .map(|withheld| ((false, version_numbers(&withheld.version)), withheld_row(writer, withheld)));
    let mut rows: Vec<_> = shown.chain(withheld).collect();
    rows.sort_by(|(a, _), (b, _)| Reverse(a).cmp(&Reverse(b)));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let title = writer.text("doc.version_history");
    let keys = [
        "doc.version",
        "plan.status",
        "doc.adopted",
        "version.valid",
        "doc.meeting_item",
        "doc.what_changed",
        "version.read",
    ];
    let table = stacked(title.clone(), columns(writer, &keys), rows, String::new());
    Some(Section { anchor: "versions".to_owned(), title, parts: vec![Part::Table(table)] })
}

/// Whether the table of versions on an edition's page says all that a change does: its version, day and summary.
pub(super) fn tells(writer: &Writer<'_>, index: EditionIndex, change: &Change) -> bool {
    let graph = writer.graph;
    let family: Vec<_> = graph.family(&graph.document(index).key).map(|(other, _)| other).collect();
    let is_table = family.len() + kept_back(writer, index).count() > 1;
    let says = |other: &EditionIndex| {
        let document = graph.document(*other);
        let adopted = document.governance.as_ref().and_then(|own| own.adopted_on);
        let is_version = document.version() == Some(change.version.as_str());
        is_version && (change.date.is_none() || change.date == adopted) && summary(writer, *other) == *change.summary
    };
    is_table && family.iter().any(says)
}

fn kept_back<'a>(writer: &Writer<'a>, index: EditionIndex) -> impl Iterator<Item = &'a WithheldVersion> {
    let key = &writer.graph.document(index).key;
    writer.graph.withheld.iter().filter(move |withheld| withheld.key == *key)
}

fn row(writer: &Writer<'_>, (other, edition): (EditionIndex, &Edition), here: EditionIndex) -> Row {
    let document = &edition.source.document;
    let governance = document.governance.as_ref();
    let name = match (&edition.slot, document.version()) {
        (_, Some(version)) => version.to_owned(),
        (Slot::Draft, None) => writer.text("doc.status.draft"),
        (_, None) => document.meta.title.to_string(),
    };
    let by = governance.and_then(|own| own.adopted_by.as_ref()).map(|by| writer.role_or_words(by)).unwrap_or_default();
    let on = writer.optional_date(governance.and_then(|own| own.adopted_on));
    let decision = governance.and_then(|own| own.decision_reference.as_deref()).unwrap_or_default();
    let cells = vec![
        writer.state(edition.state).into(),
        joined([on, by].into_iter()).into(),
        governance.map(|own| valid(writer, own)).unwrap_or_default().into(),
        Words::plain(decision).into(),
        Words::plain(summary(writer, other)).into(),
        leads_to(writer, other, here),
    ];
    Row::new(Words::plain(name), cells)
}

/// From when to when a version holds.
fn valid(writer: &Writer<'_>, governance: &Governance) -> Words {
    let from = writer.optional_date(governance.valid_from.or(governance.adopted_on));
    let until = match governance.valid_until {
        None => return from,
        Some(Validity::Until(date)) => writer.date(date),
        Some(Validity::UntilFurtherNotice) => Words::plain(writer.text("doc.until_further_notice")),
    };
    from.and(" – ", until)
}

/// What changed in a version, as it says itself or a later one says of it.
fn summary(writer: &Writer<'_>, index: EditionIndex) -> String {
    let graph = writer.graph;
    let document = graph.document(index);
    let Some(version) = document.version() else { return String::new() };
    let family = graph.family(&document.key).map(|(other, _)| graph.document(other));
    let all = std::iter::once(document).chain(family).filter_map(|document| document.governance.as_ref());
    let mut told = all.flat_map(|governance| &governance.changes).filter(|change| change.version.as_str() == version);
    told.next().map(|change| change.summary.to_string()).unwrap_or_default()
}

/// Where a version can be read, and what changed in it, a line for each place.
fn leads_to(writer: &Writer<'_>, index: EditionIndex, here: EditionIndex) -> Cell {
    let graph = writer.graph;
    let text = if index == here {
        Words::plain(writer.text("doc.this_version"))
    } else {
        Words::link(writer.text("version.text"), writer.href_to(graph.path(index)))
    };
    let permanent = graph.permanent_path(index).filter(|path| path != graph.path(index));
    let permanent = permanent.map(|path| Words::link(writer.text("version.permanent"), writer.href_to(&path)));
    let changes = Some(redline::link(writer, index)).filter(|changes| !changes.is_empty());
    Cell(std::iter::once(text).chain(permanent).chain(changes).collect())
}

fn withheld_row(writer: &Writer<'_>, withheld: &WithheldVersion) -> Row {
    let state = writer.tag(writer.text("doc.withheld"), Tone::Neutral);
    let path = writer.graph.withheld_path(withheld).filter(|path| path != writer.path);
    let page = path.map(|path| Words::link(writer.text("version.why"), writer.href_to(&path)));
    let nothing = || Cell::default();
    let reason = Words::plain(withheld.reason.as_str());
    let cells = vec![state.into(), nothing(), nothing(), nothing(), reason.into(), page.unwrap_or_default().into()];
    Row::new(Words::plain(withheld.version.as_str()), cells)
}

/// The title of an edition's page: the document's own, where the edition cannot be read.
pub(super) fn title<'a>(writer: &Writer<'a>, index: EditionIndex) -> &'a str {
    let graph = writer.graph;
    let source = &graph.edition(index).source;
    let is_legible = source.unread.as_ref().is_none_or(|unread| unread.raw.is_none());
    let main = graph.main(&source.document.key).filter(|_| !is_legible);
    graph.document(main.unwrap_or(index)).meta.title.as_str()
}

/// Which records an old edition shows: those of its time, as far as they were kept, or today's.
pub(super) fn records_note(writer: &Writer<'_>, index: EditionIndex) -> String {
    let edition = writer.graph.edition(index);
    let key = match (&edition.slot, &edition.own) {
        (Slot::Main | Slot::Draft, _) => return String::new(),
        (Slot::Version(_), Some(own)) if own.data.is_some() => "version.records_own",
        (Slot::Version(_), Some(_)) => "version.records_partly",
        (Slot::Version(_), None) => "version.records_present",
    };
    writer.text(key)
}

/// What of a version could not be read, before what could.
pub(super) fn unread(writer: &Writer<'_>, index: EditionIndex) -> Vec<Section> {
    let Some(unread) = &writer.graph.edition(index).source.unread else { return Vec::new() };
    let Unread { lines, raw } = unread.as_ref();
    let line = |(number, field): &(usize, String)| {
        let number = writer.texts().fill("version.line", &[("n", &number.to_string())]);
        if field.is_empty() { number } else { format!("{number} ({field})") }
    };
    let text = match raw {
        Some(_) => writer.text("version.illegible"),
        None => {
            let lines: Vec<_> = lines.iter().map(line).collect();
            writer.texts().fill("version.unread", &[("lines", &writer.lang.list(&lines))])
        }
    };
    let title = writer.text("version.unread_title");
    let told = Part::Callout { tone: Tone::Attention, title, words: Words::plain(text) };
    let raw = raw.as_ref().map(|raw| Part::Code { text: raw.clone() });
    let parts = std::iter::once(told).chain(raw).collect();
    vec![Section { anchor: String::new(), title: String::new(), parts }]
}

/// The permanent address of what stands at the main address: it sends the reader there, until another version takes
/// that place and this one comes to stand here.
pub(super) fn permanent(writer: &Writer<'_>, index: EditionIndex) -> Page {
    let document = writer.graph.document(index);
    let version = document.version().unwrap_or_default();
    let mut page = empty(writer, titled(writer, &document.meta.title, version));
    page.template = "moved";
    page.indexing = Indexing::Hidden;
    page.banner = Some(Banner {
        tone: Tone::Neutral,
        label: format!("{} {version}", writer.text("doc.version")),
        text: writer.texts().fill("version.at_main", &[("version", version)]),
        link: Some(writer.page_link(writer.graph.path(index), document.meta.title.as_str())),
    });
    page
}

/// The page of a version that is kept back: that it is, and why. Of the version itself it says nothing.
pub(super) fn withheld(writer: &Writer<'_>, withheld: &WithheldVersion) -> Page {
    let graph = writer.graph;
    let main = graph.main(&withheld.key);
    let title = main.map_or(withheld.key.id.as_str(), |main| graph.document(main).meta.title.as_str());
    let mut page = empty(writer, titled(writer, title, &withheld.version));
    page.indexing = Indexing::Hidden;
    page.breadcrumb = breadcrumb(writer, Some(hub_link(writer, withheld.key.kind)), &page.title);
    page.banner = Some(Banner {
        tone: Tone::Attention,
        label: writer.text("doc.withheld"),
        text: writer.texts().fill("version.withheld", &[("version", &withheld.version)]),
        link: main.map(|main| writer.page_link(graph.path(main), writer.text("doc.see_main"))),
    });
    let reason = Part::Note { words: Words::plain(withheld.reason.as_str()) };
    page.sections =
        vec![Section { anchor: "reason".to_owned(), title: writer.text("version.reason"), parts: vec![reason] }];
    page
}

fn titled(writer: &Writer<'_>, title: &str, version: &str) -> String {
    format!("{title}, {} {version}", writer.text("doc.version").to_lowercase())
}

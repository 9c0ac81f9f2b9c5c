//! "About the document": all metadata, versions, promises, related documents, back-links.

use crate::graph::EditionIndex;
use crate::model::document::{Document, Governance, Validity};
use crate::select::Slot;
use crate::view::build::outside;
use crate::view::{Fact, List, ListItem, Part, Section, Words, Writer, joined, versions};
use crate::vocabulary::Target;

/// The sections below a document's text.
pub(super) fn about(writer: &Writer<'_>, index: EditionIndex) -> Vec<Section> {
    let document = writer.graph.document(index);
    let sections = [
        Some(section(writer, "about", "doc.about", Part::Facts { items: facts(writer, document) })),
        versions::versions(writer, index),
        list(writer, "changes", "doc.what_changed", changes(writer, document, index)),
        list(writer, "commitments", "doc.commitments", commitments(writer, document)),
        list(writer, "legal-basis", "doc.legal_basis", legal_basis(document)),
        list(writer, "related", "doc.related", related(writer, document)),
        list(writer, "mentioned-in", "doc.mentioned_in", mentioned_in(writer, index)),
    ];
    sections.into_iter().flatten().filter(has_something).collect()
}

fn has_something(section: &Section) -> bool {
    !matches!(section.parts.as_slice(), [Part::Facts { items }] if items.is_empty())
}

fn section(writer: &Writer<'_>, anchor: &str, title: &str, part: Part) -> Section {
    Section { anchor: anchor.to_owned(), title: writer.text(title), parts: vec![part] }
}

fn list(writer: &Writer<'_>, anchor: &str, title: &str, items: Vec<ListItem>) -> Option<Section> {
    (!items.is_empty()).then(|| section(writer, anchor, title, Part::List(List { items, empty: String::new() })))
}

fn item(words: Words, detail: Words) -> ListItem {
    ListItem { words, detail }
}

/// What is known of a document, whatever its kind.
pub(super) fn facts(writer: &Writer<'_>, document: &Document) -> Vec<Fact> {
    let governance = document.governance.iter().flat_map(|governance| governance_facts(writer, governance));
    governance.chain(meta_facts(writer, document)).collect()
}

fn governance_facts(writer: &Writer<'_>, governance: &Governance) -> Vec<Fact> {
    let plain = |text: &Option<crate::model::scalar::Text>| Words::plain(text.as_deref().unwrap_or_default());
    let until = match governance.valid_until {
        None => Words::default(),
        Some(Validity::Until(date)) => writer.date(date),
        Some(Validity::UntilFurtherNotice) => Words::plain(writer.text("doc.until_further_notice")),
    };
    let by = governance.adopted_by.as_ref().map(|by| writer.role_or_words(by)).unwrap_or_default();
    let codes = governance.subject_codes.iter().map(|code| Words::plain(code.as_str()));
    let facts = [
        writer.fact("version", "doc.version", plain(&governance.version)),
        writer.fact("adopted_by", "doc.adopted_by", by),
        writer.fact("adopted_on", "doc.adopted_on", writer.optional_date(governance.adopted_on)),
        writer.fact("decision_reference", "doc.meeting_item", plain(&governance.decision_reference)),
        writer.fact("case_number", "doc.case_number", plain(&governance.case_number)),
        writer.fact("subject_codes", "doc.subject_codes", joined(codes)),
        writer.fact("valid_from", "doc.valid_from", writer.optional_date(governance.valid_from)),
        writer.fact("valid_until", "doc.valid_until", until),
        writer.fact("replaces", "doc.replaces", writer.references(&governance.replaces)),
        writer.fact("retention", "law.retention", plain(&governance.retention)),
    ];
    facts.into_iter().flatten().collect()
}

fn meta_facts(writer: &Writer<'_>, document: &Document) -> Vec<Fact> {
    let meta = &document.meta;
    let readers = meta.readers.iter().map(|readers| Words::plain(writer.choice("readers", readers.key())));
    let access = meta.access.map(|access| Words::plain(writer.choice("access", access.key()))).unwrap_or_default();
    let interval = meta.review_interval.map(|interval| Words::plain(writer.duration(interval))).unwrap_or_default();
    let tags = meta.tags.iter().map(|tag| Words::plain(tag.as_str()));
    let facts = [
        writer.fact("owner", "doc.owner", writer.optional(meta.owner.as_ref())),
        writer.fact("contact", "doc.contact", writer.optional(meta.contact.as_ref())),
        writer.fact("follow_up_by", "doc.follow_up_by", writer.optional(meta.follow_up_by.as_ref())),
        writer.fact("readers", "doc.readers", joined(readers)),
        writer.fact("applies_to", "doc.applies_to", writer.references(&meta.applies_to)),
        writer.fact("themes", "strategy.themes", writer.references(&meta.themes)),
        writer.fact("channels", "strategy.channels", writer.references(&meta.channels)),
        writer.fact("audiences", "strategy.audiences", writer.references(&meta.audiences)),
        writer.fact("last_reviewed", "doc.last_reviewed", writer.optional_date(meta.last_reviewed)),
        writer.fact("review_interval", "doc.review_interval", interval),
        writer.fact("review_due", "doc.review_due", writer.optional_date(document.meta.next_review())),
        writer.fact("access", "doc.access", access),
        writer.fact("tags", "doc.tags", joined(tags)),
    ];
    facts.into_iter().flatten().collect()
}

/// What changed in versions that the table of versions does not have.
fn changes(writer: &Writer<'_>, document: &Document, index: EditionIndex) -> Vec<ListItem> {
    let changes = document.governance.iter().flat_map(|governance| &governance.changes);
    let changes = changes.filter(|change| !versions::tells(writer, index, change));
    let change = |change: &crate::model::document::Change| {
        let version = Words::plain(format!("{} {}", writer.text("doc.version"), change.version));
        item(Words::plain(change.summary.as_str()), joined([version, writer.optional_date(change.date)].into_iter()))
    };
    changes.map(change).collect()
}

fn commitments(writer: &Writer<'_>, document: &Document) -> Vec<ListItem> {
    let commitment = |commitment: &crate::model::document::Commitment| {
        let fulfilled = match &commitment.fulfilled_by {
            Some(by) => {
                let mut words = Words::plain(format!("{}: ", writer.text("doc.fulfilled_by")));
                words.0.extend(writer.reference(by).0);
                words
            }
            None => Words::plain(writer.text("doc.not_fulfilled")),
        };
        let due = commitment.due.map(|due| {
            let mut words = Words::plain(format!("{}: ", writer.text("doc.due")));
            words.0.extend(writer.date(due).0);
            words
        });
        item(Words::plain(commitment.text.as_str()), joined([due.unwrap_or_default(), fulfilled].into_iter()))
    };
    document.meta.commitments.iter().map(commitment).collect()
}

fn legal_basis(document: &Document) -> Vec<ListItem> {
    let law =
        |law: &crate::model::document::TitledLink| item(outside(&law.title, law.url.as_deref()), Words::default());
    document.meta.legal_basis.iter().map(law).collect()
}

fn related(writer: &Writer<'_>, document: &Document) -> Vec<ListItem> {
    let related = document.meta.related.iter().map(|related| item(writer.reference(related), Words::default()));
    related.collect()
}

/// Who names the document; an old edition or a draft is not what they mean.
fn mentioned_in(writer: &Writer<'_>, index: EditionIndex) -> Vec<ListItem> {
    let graph = writer.graph;
    if graph.edition(index).slot != Slot::Main {
        return Vec::new();
    }
    let target = Target::Document(graph.document(index).key.clone());
    let mention = |index: &EditionIndex| {
        let kind = graph.document(*index).key.kind;
        item(writer.edition(*index), Words::plain(writer.choice("kind", kind.key())))
    };
    graph.mentioned_in(&target).iter().map(mention).collect()
}

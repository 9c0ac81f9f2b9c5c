//! References from a shown text to a draft that is left out.
//!
//! The view makes plain words of them, so that no page leads to what is hidden; a reference without words of its own
//! leaves an id in the middle of a sentence. The finished page has nothing by which `inspect` could notice. What `access`
//! keeps from the public site is hidden on purpose, and is not told.

use std::collections::{BTreeMap, BTreeSet};

use super::CODE;
use crate::check::Context;
use crate::diag::{Diagnostic, Severity};
use crate::link::Destination;
use crate::model::document::{Document, Status};
use crate::model::id::DocKey;
use crate::select::{Edition, Slot};
use crate::source::Span;
use crate::vocabulary::Target;

/// The documents of which there is only a draft, and that are not shown.
type Hidden<'a> = BTreeMap<&'a DocKey, &'a Document>;

/// Findings about all shown texts.
pub(super) fn findings(context: &Context<'_>) -> Vec<Diagnostic> {
    let hidden = hidden(context);
    if hidden.is_empty() {
        return Vec::new();
    }
    let shown = context.editions.iter().zip(context.links);
    let main = shown.filter(|(edition, _)| edition.slot == Slot::Main);
    main.flat_map(|(edition, links)| in_text(edition, links, (&hidden, context))).collect()
}

fn hidden<'a>(context: &Context<'a>) -> Hidden<'a> {
    let main = context.editions.iter().filter(|edition| edition.slot == Slot::Main);
    let shown: BTreeSet<&DocKey> = main.map(|edition| &edition.source.document.key).collect();
    let drafts = context.work_tree().filter(|document| document.status() == Some(Status::Draft));
    let left_out = drafts.filter(|document| !shown.contains(&document.key));
    left_out.map(|document| (&document.key, document)).collect()
}

fn in_text(
    edition: &Edition,
    links: &crate::link::Links,
    (hidden, context): (&Hidden<'_>, &Context<'_>),
) -> Vec<Diagnostic> {
    let source = &edition.source;
    let named = |key: &DocKey| hidden.get(context.vocabulary.in_language(key, source.document.lang)).copied();
    let told = |document: &Document, span: Span, how: How| {
        let (key, severity) = how;
        let finding = Diagnostic { severity, ..Diagnostic::warning(CODE, key, &source.document.file) }.at(span);
        let finding = finding.with("title", document.meta.title.as_str()).with("id", document.key.id.as_str());
        finding.hint("hint-link-to-draft")
    };
    let references = links.references.iter().zip(&source.body.references).filter_map(|(target, reference)| {
        let Some(Target::Document(key)) = target else { return None };
        let how = if reference.words.is_empty() { BARE } else { WITH_WORDS };
        Some(told(named(key)?, reference.span, how))
    });
    let destinations = links.destinations.iter().zip(&source.body.links).filter_map(|(destination, used)| {
        let Destination::Document { key, .. } = destination else { return None };
        Some(told(named(key)?, used.span, WITH_WORDS))
    });
    references.chain(destinations).collect()
}

/// The message, and how grave it is.
type How = (&'static str, Severity);

/// The page shows an id.
const BARE: How = ("reference-to-draft", Severity::Warning);
/// The page shows the author's words, and nobody can click on them.
const WITH_WORDS: How = ("link-to-draft", Severity::Info);

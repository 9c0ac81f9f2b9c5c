//! C18: something leads to every page.
//!
//! **What.** Another document, `related`, or the settings name each page, and each guideline that has neither `topic`
//! nor `task`. (A guideline with one of them stands in the hub of tasks; other kinds stand in registers of their own.)
//!
//! **Why.** What nothing leads to is found by those only who know the word to search for, and nobody notices when it
//! is out of date.
//!
//! **Mend.** Refer to it where its readers are, or take it away. A guideline gets a `task` in the employee's words.

use std::collections::BTreeSet;

use crate::check::{Context, Examples, Rule};
use crate::diag::Diagnostic;
use crate::model::document::Document;
use crate::model::id::{DocKey, TargetKind};
use crate::model::kinds::Spec;
use crate::model::site::is_start_page;
use crate::select::Slot;
use crate::vocabulary::Target;

const CODE: &str = "C18";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c18.passing.txt"),
            failing: include_str!("examples/c18.failing.txt"),
        },
    )
};

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let (linked, named) = (linked(context), named(context));
    let main = context.editions.iter().filter(|edition| edition.slot == Slot::Main);
    let documents = main.map(|edition| &edition.source.document);
    let orphans = documents
        .filter(|document| needs_link(document) && !linked.contains(&document.key) && !named.contains(&document.key));
    let told = |document: &Document| {
        let finding = Diagnostic::info(CODE, "orphan", &document.file).at(document.meta.places.of("title"));
        let hint = if matches!(document.spec, Spec::Guideline(_)) { "hint-orphan-guideline" } else { "hint-orphan" };
        finding.with("title", document.meta.title.as_str()).hint(hint)
    };
    orphans.map(told).collect()
}

/// Whether nothing but a link leads to a document. A translation is reached from its original.
fn needs_link(document: &Document) -> bool {
    let stands_nowhere = match &document.spec {
        Spec::Page => !is_start_page(&document.key.id),
        Spec::Guideline(guideline) => guideline.topic.is_none() && guideline.task.is_none(),
        _ => false,
    };
    stands_nowhere && document.meta.translation_of.is_none()
}

/// All documents that another one names.
fn linked<'a>(context: &Context<'a>) -> BTreeSet<&'a DocKey> {
    let mut linked = BTreeSet::new();
    for (edition, links) in context.editions.iter().zip(context.links) {
        let document = &edition.source.document;
        let original = document.meta.translation_of.as_ref().and_then(|original| key(original.id(), context));
        // A page does not lead to itself, and a translation to its original only for those who are there already.
        let others = links.explicit.iter().filter_map(|target| match target {
            Target::Document(key) if *key != document.key && Some(key) != original.as_ref() => Some(key),
            _ => None,
        });
        linked.extend(others);
    }
    linked
}

/// All documents that the settings name.
fn named(context: &Context<'_>) -> BTreeSet<DocKey> {
    let mut named = BTreeSet::new();
    context.config.settings.references(&mut |used| named.extend(key(used.id, context)));
    let texts = context.config.settings.links.iter().filter_map(|link| link.url.as_deref());
    let ids: BTreeSet<&str> = texts.map(last_part).collect();
    let linked = context.sources.iter().map(|source| &source.document.key).filter(|key| ids.contains(key.id.as_str()));
    named.extend(linked.cloned());
    named
}

fn key(id: &str, context: &Context<'_>) -> Option<DocKey> {
    match context.vocabulary.of_kind(TargetKind::AnyDocument, id) {
        Ok(Target::Document(key)) => Some(key),
        _ => None,
    }
}

/// The last part of an address of the site, which is the page's id.
fn last_part(address: &str) -> &str {
    let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    last.strip_suffix(".html").unwrap_or(last)
}

//! R06: no two things have one name.
//!
//! **What.** Ids are unique within a kind of record, those of goals and actions within a plan, those of purposes
//! within a strategy, those of levels and steps within their document; titles within a kind of document. (Documents are compared by `select`, addresses
//! by `graph`.)
//!
//! **Why.** A reference to a name that two things have leads to one of them, and nobody sees that it is the wrong one.
//!
//! **Mend.** Give one of them another id, and change the references that mean it. Ids are never used again for
//! something else.

use std::collections::BTreeMap;

use crate::check::Context;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::document::{Document, Origin, Status};
use crate::model::id::{Id, Kind};
use crate::model::kinds::{ActionPlan, Spec};
use crate::parse::DocumentSource;
use crate::source::{SourcePath, Span};

/// A use of an id: in which file, and where.
struct Used<'a> {
    id: &'a str,
    file: &'a SourcePath,
    span: Span,
}

/// Findings about the records inside one document, with the files beside a plan.
pub(super) fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let document = &source.document;
    let file = &document.file;
    macro_rules! ids {
        ($list:expr) => {
            $list.iter().map(|item| Used { id: item.id.as_str(), file, span: item.places.of("id") })
        };
    }
    match &document.spec {
        Spec::Strategy(strategy) => duplicates(ids!(strategy.purposes)),
        Spec::Guideline(guideline) => duplicates(ids!(guideline.flow)),
        Spec::CrisisPlan(plan) => duplicates(ids!(plan.levels)),
        Spec::ActionPlan(plan) => in_plan(document, plan, context),
        _ => Vec::new(),
    }
}

fn in_plan(document: &Document, plan: &ActionPlan, context: &Context<'_>) -> Vec<Diagnostic> {
    let beside = context.data.plans.get(document.file.stem());
    let beside = beside.filter(|_| document.origin == Origin::WorkTree);
    macro_rules! ids {
        ($list:ident) => {{
            let own = plan.$list.iter().map(|item| (&document.file, item));
            let others = beside.into_iter().flat_map(|data| &data.$list).map(|filed| (&filed.file, &filed.record));
            own.chain(others).map(|(file, item)| Used { id: item.id.as_str(), file, span: item.places.of("id") })
        }};
    }
    let mut findings = duplicates(ids!(goals));
    findings.extend(duplicates(ids!(actions)));
    findings
}

/// Findings about the data files.
pub(super) fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    macro_rules! look_through {
        ($($list:ident),*) => {
            $(findings.extend(duplicates(context.data.$list.iter().map(|filed| Used {
                id: filed.record.id.as_str(),
                file: &filed.file,
                span: filed.record.places.of("id"),
            })));)*
        };
    }
    look_through!(roles, org_units, accounts, metrics, figures, populations, values, local_areas, wheel);
    findings.extend(terms(context));
    findings.extend(titles(context));
    findings
}

/// Two documents of one kind and language with the same title: a copy that was forgotten, most often. Plans and reports
/// of several years may be called the same.
fn titles(context: &Context<'_>) -> Vec<Diagnostic> {
    let is_of_year = |document: &Document| matches!(document.spec, Spec::ActionPlan(_) | Spec::Report(_));
    let is_present = |document: &Document| document.status() != Some(Status::Repealed);
    let documents = context.work_tree().filter(|document| is_present(document) && !is_of_year(document));
    let mut same: BTreeMap<(Kind, Lang, &str), Vec<&Document>> = BTreeMap::new();
    for document in documents {
        same.entry((document.key.kind, document.lang, document.meta.title.as_str())).or_default().push(document);
    }
    let mut findings = Vec::new();
    for mut documents in same.into_values().filter(|documents| documents.len() > 1) {
        // A copy has the longer name: `facebook - kopi.md`.
        documents.sort_by_key(|document| (document.file.as_str().len(), &document.file));
        for copy in &documents[1..] {
            let finding = Diagnostic::warning("R06", "duplicate-title", &copy.file).at(copy.meta.places.of("title"));
            let finding = finding.with("title", copy.meta.title.as_str()).with("other", documents[0].file.as_str());
            findings.push(finding.hint("hint-duplicate-title"));
        }
    }
    findings
}

/// Terms have no id of their own; their words make one, by which the glossary links to them.
fn terms(context: &Context<'_>) -> Vec<Diagnostic> {
    let lang = context.config.lang();
    let ids: Vec<_> = context.data.glossary.iter().map(|filed| Id::from_text(&filed.record.term, lang)).collect();
    duplicates(context.data.glossary.iter().zip(&ids).map(|(filed, id)| Used {
        id: id.as_str(),
        file: &filed.file,
        span: filed.record.places.of("term"),
    }))
}

fn duplicates<'a>(used: impl Iterator<Item = Used<'a>>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<&str, &SourcePath> = BTreeMap::new();
    let mut findings = Vec::new();
    for Used { id, file, span } in used {
        match first.get(id) {
            Some(other) => findings.push(
                Diagnostic::error("R06", "duplicate-id", file)
                    .at(span)
                    .with("id", id)
                    .with("other", other.as_str())
                    .hint("hint-duplicate-id"),
            ),
            None => {
                first.insert(id, file);
            }
        }
    }
    findings
}

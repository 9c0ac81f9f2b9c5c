//! C11 with git: the words that were committed when a version was adopted are the version.
//!
//! In: what git has, beside the files of today. Out: frozen copies that say something else; documents that were changed
//! under an adopted version; version numbers that were used again. Nothing where there is no git; where the history was
//! cut off, a note that says so.

use super::{CODE, difference, warning};
use crate::check::{Context, Witnessed};
use crate::diag::Diagnostic;
use crate::history::{Adoption, History};
use crate::model::document::{Document, Origin};
use crate::parse::DocumentSource;
use crate::source::SourcePath;

/// Findings about files beside git.
pub(super) fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let Some(history) = context.history else { return Vec::new() };
    let mut findings: Vec<_> = context.witnesses.iter().filter_map(|witness| judged(witness, context)).collect();
    let again = history.adoptions().iter().filter_map(|adoption| reused(adoption, history, context));
    findings.extend(again);
    if history.is_shallow() {
        findings.push(Diagnostic::info(CODE, "history-cut-off", &context.settings_file()).hint("hint-history-cut-off"));
    }
    findings
}

fn judged(witness: &Witnessed, context: &Context<'_>) -> Option<Diagnostic> {
    let source = document(&witness.file, context)?;
    let place = difference(source, &witness.text)?;
    let key = match source.document.origin {
        Origin::Frozen => "copy-not-as-committed",
        Origin::WorkTree => "adopted-not-as-committed",
    };
    let hint = match source.document.origin {
        Origin::Frozen => "hint-copy-not-as-committed",
        Origin::WorkTree => "hint-adopted-changed",
    };
    let finding = warning(key, &source.document, place).with("date", witness.date.to_string());
    let version = source.document.version().unwrap_or_default();
    Some(finding.with("commit", witness.commit.as_str()).with("version", version).hint(hint))
}

/// A version that was adopted again in other words.
fn reused(adoption: &Adoption, history: &History, context: &Context<'_>) -> Option<Diagnostic> {
    let again = history.commit(adoption.again.as_ref()?);
    let first = history.commit(&adoption.change);
    let path = SourcePath::new(format!("{}/{}", context.content, adoption.file));
    let document: &Document = &document(&path, context)?.document;
    let governance = document.governance.as_ref()?;
    let finding = warning("version-used-again", document, governance.places.of("version"));
    let finding = finding.with("version", &*adoption.version).with("date", first.when.date().to_string());
    let finding = finding.with("commit", first.id.short()).with("again", again.when.date().to_string());
    Some(finding.hint("hint-version-used-again"))
}

fn document<'a>(path: &SourcePath, context: &Context<'a>) -> Option<&'a DocumentSource> {
    context.sources.iter().find(|source| source.document.file == *path).map(|source| &**source)
}

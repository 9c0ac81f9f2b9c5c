//! What a site and its authors say about findings: another severity for a rule, and findings accepted with a reason.
//!
//! `checks: {C09: off}` in `site.yaml` sets a rule's severity; `accept: [{check: C09, reason: …}]` in a document takes
//! that rule's warnings and notes about the document away. What cannot be read (`R…`) is not a matter of opinion, and
//! an error cannot be accepted, since the site would be wrong.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::Context;
use crate::diag::{Diagnostic, Severity};
use crate::model::document::Document;
use crate::model::scalar::{Keyed, Text};
use crate::model::site::Setting;
use crate::parse::DocumentSource;
use crate::source::SourcePath;

/// The words for severities; `off` takes a rule's findings away.
const WORDS: &[(&str, Option<Severity>)] = &[
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// The findings as the site wants them, and findings about the wishes themselves.
pub fn settle(findings: Vec<Diagnostic>, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let severities = severities(context, &mut told);
    let documents: BTreeMap<&SourcePath, &Document> =
        context.sources.iter().map(|source: &Arc<DocumentSource>| (&source.document.file, &source.document)).collect();
    let is_accepted = |finding: &Diagnostic| {
        let accepted = documents.get(&finding.file).into_iter().flat_map(|document| &document.meta.accept);
        finding.severity != Severity::Error && accepted.clone().any(|accepted| &*accepted.check == finding.code)
    };
    let mut settled = Vec::with_capacity(findings.len());
    for mut finding in findings {
        match severities.get(finding.code) {
            Some(None) => continue,
            // A note about a frozen edition stays a note: what was adopted is not rewritten.
            Some(Some(severity)) if finding.severity != Severity::Info => finding.severity = *severity,
            _ => {}
        }
        if !is_accepted(&finding) {
            settled.push(finding);
        }
    }
    settled.extend(told);
    settled
}

/// The severity that the site gives each rule.
fn severities<'a>(context: &Context<'a>, told: &mut Vec<Diagnostic>) -> BTreeMap<&'a str, Option<Severity>> {
    let mut severities = BTreeMap::new();
    for (rule, setting) in &context.config.settings.checks.0 {
        let Some(word) = word(setting) else { continue };
        let is_rule = rule.starts_with('C');
        match WORDS.iter().find(|(known, _)| *known == word).filter(|_| is_rule) {
            Some((_, severity)) => {
                severities.insert(rule.as_str(), *severity);
            }
            None => {
                let known: Vec<_> = WORDS.iter().map(|(known, _)| format!("`{known}`")).collect();
                let found = if is_rule { word } else { rule.as_str() };
                let known = if is_rule { known.join(", ") } else { "`C01` … `C20`".to_owned() };
                told.push(
                    Diagnostic::error("R02", "unknown-choice", &context.settings_file())
                        .at(setting.key_span)
                        .with("found", found)
                        .with("known", known),
                );
            }
        }
    }
    severities
}

/// The word of a setting: by itself, or as `severity` beside thresholds.
fn word(setting: &Keyed<Setting>) -> Option<&str> {
    match &setting.value {
        Setting::Word(word) => Some(word),
        Setting::Words(words) => words.get("severity").map(Text::as_str),
    }
}

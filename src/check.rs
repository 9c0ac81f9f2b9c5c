//! What the content must satisfy: one rule, one file, which is also the rule's documentation.
//!
//! In: everything that was read, also what `access` and `status` hide, and the vocabulary. Out: findings. A rule
//! changes nothing and reads no file. [`document`] looks at one document and may run in parallel with itself;
//! [`site`] looks at what belongs to no single document; [`settle`] does with the findings what
//! the site and its authors want.

mod c01_references;
mod r06_duplicates;
mod settle;

use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, Severity};
use crate::model::data::Data;
use crate::model::document::Origin;
use crate::parse::DocumentSource;
use crate::source::SourcePath;
use crate::vocabulary::Vocabulary;

pub use settle::settle;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Every document that could be read: work tree and frozen copies, hidden ones too.
    pub sources: &'a [Arc<DocumentSource>],
    pub data: &'a Data,
    pub vocabulary: &'a Vocabulary,
    pub config: &'a Config,
    /// The content folder from the site root, `content`.
    pub content: &'a str,
}

impl Context<'_> {
    /// The file of the settings.
    fn settings_file(&self) -> SourcePath {
        SourcePath::new(format!("{}/site.yaml", self.content))
    }
}

/// Findings about one document. Those about a frozen edition are notes: what was adopted is not rewritten.
pub fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = c01_references::document(source, context);
    findings.extend(r06_duplicates::document(source, context));
    if source.document.origin == Origin::Frozen {
        for finding in &mut findings {
            finding.severity = Severity::Info;
        }
    }
    findings
}

/// Findings about the data files and the settings.
pub fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = c01_references::site(context);
    findings.extend(r06_duplicates::site(context));
    findings
}

#[cfg(test)]
mod tests;

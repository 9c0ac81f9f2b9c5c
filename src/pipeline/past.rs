//! What git has of old texts, as sources of a build.
//!
//! In: inputs, and the history. Out: inputs with the adopted versions that no file holds; the texts that today's files
//! are compared with; and the findings without what nobody can mend any more.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::Witnessed;
use crate::diag::{Diagnostic, Severity};
use crate::history::{self, History, Witness};
use crate::parse::{self, Content, Layout, Parsed};
use crate::pipeline::{Inputs, Memo};
use crate::select::{self, GoneFile};
use crate::source::SourcePath;

/// The rule whose findings about old texts count: whom they name can still be hurt, and a version can be withheld.
const PERSONAL_DATA: &str = "C06";

impl Inputs {
    /// The same inputs with the adopted versions that git has and no file holds.
    #[must_use]
    pub fn with_history(mut self, history: Option<Arc<History>>) -> Self {
        if let Some(history) = &history {
            self.sources.extend(history::copies(history, &self.sources, &self.content));
            self.sources.sort_by(|a, b| a.path.cmp(&b.path));
        }
        self.history = history;
        self
    }

    /// The copies of documents whose files were removed.
    pub(super) fn gone(&self) -> select::Gone {
        let gone = self.history.iter().flat_map(|history| history::gone(history, &self.sources, &self.content));
        gone.map(|gone| (gone.copy, GoneFile { file: gone.file, access: gone.access })).collect()
    }

    /// Paths of what is no file of today.
    fn old_paths(&self) -> BTreeSet<&SourcePath> {
        self.sources.iter().filter(|file| file.past.is_some()).map(|file| &file.path).collect()
    }
}

/// What git has for versions where the files of today have other bytes.
pub(super) fn witnesses(inputs: &Inputs, layout: &Layout, memo: &mut Memo) -> Vec<Witnessed> {
    let Some(history) = inputs.history.as_deref() else { return Vec::new() };
    let witnesses = history::witnesses(history, &inputs.sources, &inputs.content);
    let known = &*memo;
    let read = |witness: &Witness<'_>| {
        known.witnessed(&witness.text).unwrap_or_else(|| Arc::new(parse::parse(&witness.text, layout)))
    };
    let all: Vec<Arc<Parsed>> = witnesses.par_iter().map(read).collect();
    memo.remember_witnessed(witnesses.iter().map(|witness| &witness.text).zip(&all));
    let told = witnesses.into_iter().zip(all).filter_map(|(witness, parsed)| match &parsed.content {
        Content::Document(text) => {
            let commit = history.commit(&witness.adoption.change);
            let (date, commit) = (commit.when.date(), commit.id.short());
            Some(Witnessed { file: witness.file, text: Arc::clone(text), date, commit })
        }
        Content::Data(_) | Content::Nothing => None,
    });
    told.collect()
}

/// The findings without those about old texts, which nobody can write anew; of those about persons none is an error,
/// since the text cannot be mended, only withheld.
pub(super) fn without_old_slips(findings: Vec<Diagnostic>, inputs: &Inputs) -> Vec<Diagnostic> {
    let old = inputs.old_paths();
    if old.is_empty() {
        return findings;
    }
    let keep = |mut finding: Diagnostic| {
        if !old.contains(&finding.file) {
            return Some(finding);
        }
        finding.severity = finding.severity.max(Severity::Warning);
        (finding.code == PERSONAL_DATA).then_some(finding)
    };
    findings.into_iter().filter_map(keep).collect()
}

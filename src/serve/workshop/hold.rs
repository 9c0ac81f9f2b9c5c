//! What is held back when something is wrong.
//!
//! In: the newest inputs, the last good ones, and the files with errors. Out: inputs with the last good version of
//! those files and the newest of all others.

use std::collections::{BTreeMap, BTreeSet};

use crate::pipeline::Inputs;
use crate::source::{SourceFile, SourcePath};

/// How much is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hold {
    /// The files with errors.
    Errors,
    /// These, and the files that are gone: what they were named in has errors now.
    ErrorsAndRemovals,
}

/// The newest inputs without what is wrong.
pub(super) fn back(new: &Inputs, good: &Inputs, wrong: &BTreeSet<SourcePath>, hold: Hold) -> Inputs {
    let mut sources: BTreeMap<&SourcePath, &SourceFile> = by_path(new);
    sources.retain(|path, _| !wrong.contains(path));
    for (path, file) in by_path(good) {
        if wrong.contains(path) || hold == Hold::ErrorsAndRemovals {
            sources.entry(path).or_insert(file);
        }
    }
    let is_theme = |path: &SourcePath| path.as_str().starts_with("themes/");
    let theme = if wrong.iter().any(is_theme) { &good.theme } else { &new.theme };
    Inputs {
        sources: sources.into_values().cloned().collect(),
        theme: theme.clone(),
        refused: new.refused.iter().filter(|finding| !wrong.contains(&finding.file)).cloned().collect(),
        ..new.clone()
    }
}

/// Whether two inputs make the same site.
pub(super) fn is_same(one: &Inputs, other: &Inputs) -> bool {
    let files = |inputs: &Inputs| inputs.sources.iter().map(|file| (file.path.clone(), file.hash)).collect::<Vec<_>>();
    one.statics == other.statics
        && one.theme == other.theme
        && one.options == other.options
        && one.sources.len() == other.sources.len()
        && files(one) == files(other)
}

fn by_path(inputs: &Inputs) -> BTreeMap<&SourcePath, &SourceFile> {
    inputs.sources.iter().map(|file| (&file.path, file)).collect()
}

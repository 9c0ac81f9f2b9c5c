//! What the preview says of a text's past: when it was changed last, by whom, and whether git has it so.
//!
//! In: a text of the site that is shown, and the history. Out: a sentence; an empty one where there is no git. No
//! published page has it, so that pages do not depend on who builds them.

use super::Snapshot;
use crate::history::{History, Standing};
use crate::lang::{Lang, fill};
use crate::source::{SourceFile, SourcePath};

/// The sentence about a text.
pub(super) fn words(path: &SourcePath, shown: &Snapshot, lang: Lang) -> String {
    let Some(history) = shown.inputs().history.as_deref() else { return String::new() };
    let Some(file) = source(path, shown) else { return String::new() };
    if let Some(past) = &file.past {
        let commit = past.commit.get(..8).unwrap_or_default();
        return filled(lang, "preview.past_old", &[("date", &lang.date(past.date)), ("commit", commit)]);
    }
    let Some(below) = shown.folders().below_content(path) else { return String::new() };
    let standing = match history.standing(below, &file.bytes) {
        Standing::New => return filled(lang, "preview.past_new", &[]),
        Standing::Changed => filled(lang, "preview.past_changed", &[]),
        Standing::Committed => String::new(),
    };
    [last(below, history, lang), standing].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// When a file was changed last and by whom, if git knows.
fn last(below: &str, history: &History, lang: Lang) -> String {
    let Some(change) = history.last(below) else { return String::new() };
    let commit = history.commit(change);
    let date = lang.date(commit.when.date());
    filled(lang, "preview.past_last", &[("date", &date), ("author", &commit.author)])
}

/// Whether a text is no file of today.
pub(super) fn is_old(path: &SourcePath, shown: &Snapshot) -> bool {
    source(path, shown).is_some_and(|file| file.past.is_some())
}

fn source<'a>(path: &SourcePath, shown: &'a Snapshot) -> Option<&'a SourceFile> {
    let sources = &shown.inputs().sources;
    sources.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &sources[at])
}

fn filled(lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    fill(lang.text(key).unwrap_or_default(), values.iter().copied())
}

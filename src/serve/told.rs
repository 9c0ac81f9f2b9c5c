//! What is to be said of the newest content, for the overlay and the drawer.
//!
//! In: a build and its findings. Out: the gravest of them with snippet, page and editor, in the author's language, and
//! how many there are in all.

use std::collections::BTreeMap;

use serde::Serialize;

use super::editor::Editor;
use crate::diag::{Located, Severity};
use crate::fs::Folders;
use crate::lang::Lang;
use crate::pipeline::Build;
use crate::source::{OutPath, SourcePath, Span};

/// How many findings of a severity are shown; who has more begins with these.
const SHOWN: usize = 100;

/// The longest line of a text that is shown whole, in characters; of longer ones a piece.
const LINE: usize = 160;

/// All that is to be said.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub lang: Lang,
    pub errors: Findings,
    pub warnings: Findings,
}

/// Findings of one severity.
#[derive(Debug, Default, Serialize)]
pub(super) struct Findings {
    pub count: usize,
    pub shown: Vec<Finding>,
}

/// One finding, as a browser shows it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    pub code: &'static str,
    pub message: String,
    pub hint: Option<String>,
    /// `content/pages/a.md:3:7`.
    pub place: String,
    pub snippet: Option<Snippet>,
    /// The page that the text is made into, from the site's root.
    pub page: Option<OutPath>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor: Option<String>,
}

/// A line of a text, in three parts: before, at and after the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Snippet {
    pub line: usize,
    pub parts: [String; 3],
}

impl Told {
    /// What is to be said of a build, and of the pages that were tried.
    pub fn of(build: &Build, tried: &[Located], folders: &Folders) -> Self {
        let is_quiet = build.diagnostics().is_empty() && tried.is_empty();
        let pages = if is_quiet { BTreeMap::new() } else { build.pages_by_source() };
        let teller = Teller { build, folders, editor: Editor::of(build.editor_link()), pages };
        let of = |severity: Severity| {
            let all = build.diagnostics().iter().chain(tried);
            let all: Vec<_> = all.filter(|finding| finding.diagnostic.severity == severity).collect();
            let shown = all.iter().take(SHOWN).map(|finding| teller.tell(finding)).collect();
            Findings { count: all.len(), shown }
        };
        Self { lang: build.lang(), errors: of(Severity::Error), warnings: of(Severity::Warning) }
    }
}

impl Findings {
    /// The same for a browser on another machine, where neither paths nor editors of this one are any use.
    pub fn for_others(&self) -> Self {
        let plain = |finding: &Finding| Finding { editor: None, ..finding.clone() };
        Self { count: self.count, shown: self.shown.iter().map(plain).collect() }
    }
}

struct Teller<'a> {
    build: &'a Build,
    folders: &'a Folders,
    editor: Option<Editor>,
    pages: BTreeMap<&'a SourcePath, &'a OutPath>,
}

impl Teller<'_> {
    fn tell(&self, finding: &Located) -> Finding {
        let Located { diagnostic, position } = finding;
        let lang = self.build.lang();
        let text = self.build.source_text(&diagnostic.file);
        let line = position.map(|position| position.line);
        let snippet = |span| Some(snippet(text?, span, line?));
        let place = position.map(|at| format!(":{}:{}", at.line, at.column)).unwrap_or_default();
        Finding {
            code: diagnostic.code,
            message: diagnostic.message(lang),
            hint: diagnostic.cure(lang),
            place: format!("{}{place}", diagnostic.file),
            snippet: diagnostic.span.and_then(snippet),
            page: self.pages.get(&diagnostic.file).map(|path| (*path).clone()),
            editor: self.editor.as_ref().and_then(|editor| editor.link(&diagnostic.file, *position, self.folders)),
        }
    }
}

/// The line that a stretch begins on.
fn snippet(text: &str, span: Span, line: usize) -> Snippet {
    let start = text.floor_char_boundary(span.range().start.min(text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = text.floor_char_boundary(span.range().end).clamp(start, line_end);
    let before = piece(&text[line_start..start], End::Last);
    let after = piece(text[end..line_end].trim_end(), End::First);
    Snippet { line, parts: [before, piece(&text[start..end], End::First), after] }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// A text, or so much of one of its ends as can be read.
fn piece(text: &str, end: End) -> String {
    let count = text.chars().count();
    match end {
        _ if count <= LINE => text.to_owned(),
        End::First => text.chars().take(LINE).chain(['…']).collect(),
        End::Last => std::iter::once('…').chain(text.chars().skip(count - LINE)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_one_line_in_three_parts() {
        let text = "eins\nzwæi drei\nvier";
        let at = text.find("drei").unwrap();
        let parts = |span| snippet(text, span, 2).parts;
        assert_eq!(parts(Span::new(at, at + 4)), ["zwæi ", "drei", ""]);
        assert_eq!(parts(Span::new(5, 8)), ["", "zw", "æi drei"], "whole characters only");
        assert_eq!(parts(Span::new(at, text.len())), ["zwæi ", "drei", ""]);
        assert_eq!(parts(Span::new(900, 901)), ["vier", "", ""]);
        let long = snippet(&"x".repeat(5_000), Span::new(4_000, 4_001), 1).parts;
        assert!(long.iter().all(|part| part.chars().count() <= LINE + 1));
    }
}

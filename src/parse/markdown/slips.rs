//! What looks like Markdown and is shown as it is written: a heading without a blank, a reference that is not closed,
//! a link with a blank in the middle.

use crate::diag::Diagnostic;
use crate::source::{SourcePath, Span};

/// A slip of the pen: where, and its message.
pub(super) struct Slip<'a> {
    at: usize,
    written: &'a str,
    key: &'static str,
    hint: &'static str,
}

impl Slip<'_> {
    /// The warning about it; `offset` is the place of the text in its file.
    pub fn finding(&self, offset: usize, file: &SourcePath) -> Diagnostic {
        let span = Span::new(self.at, self.at + self.written.len()).shifted(offset);
        Diagnostic::warning("R04", self.key, file).at(span).with("found", self.written).hint(self.hint)
    }
}

/// `##Heading`. One `#` before a word may be a hashtag.
pub(super) fn in_paragraph(source: &str, at: usize) -> Option<Slip<'_>> {
    let line = near(source, at);
    let hashes = line.len() - line.trim_start_matches('#').len();
    let is_heading = (2..=6).contains(&hashes) && line[hashes..].starts_with(char::is_alphanumeric);
    is_heading.then(|| Slip { at, written: &line[..hashes], key: "heading-no-space", hint: "hint-heading-no-space" })
}

/// `[[id` without its end, and `[words] (address)`, in words that begin at `at`.
pub(super) fn in_text(source: &str, at: usize) -> Option<Slip<'_>> {
    if !source.get(at..)?.starts_with(['[', ']']) {
        return None;
    }
    let line = near(source, at);
    let is_escaped = source[..at].ends_with(['\\', '[']);
    if line.starts_with("[[") && !is_escaped {
        let end = line.find([' ', ')', ',', '.']).unwrap_or(line.len());
        let (key, hint) = ("reference-not-closed", "hint-reference-not-closed");
        return Some(Slip { at, written: &line[..end], key, hint });
    }
    if let Some(rest) = line.strip_prefix("](") {
        let end = rest.find(')').filter(|end| rest[..*end].contains(' '))?;
        let (key, hint) = ("link-with-blank", "hint-link-with-blank");
        return Some(Slip { at: at + 2, written: &rest[..end], key, hint });
    }
    let rest = line.strip_prefix("] (").filter(|rest| SCHEMES.iter().any(|scheme| rest.starts_with(scheme)))?;
    let end = rest.find(')')?;
    Some(Slip { at, written: &line[..end + "] ()".len()], key: "link-apart", hint: "hint-link-apart" })
}

/// What the addresses begin with that people paste.
const SCHEMES: &[&str] = &["http:", "https:", "www.", "mailto:", "tel:"];

/// The beginning of what stands on a line from `at` on: no line is too long to be looked at again and again.
fn near(source: &str, at: usize) -> &str {
    let end = source.floor_char_boundary((at + 200).min(source.len()));
    source[at..end].lines().next().unwrap_or_default()
}

//! What YAML takes without a word, and no author means: a `#` that ends a value, and quotation marks as books have
//! them.

use crate::diag::Diagnostic;
use crate::model::record::QUOTES;
use crate::source::{SourcePath, Span};

/// A `#` after a value that swallows the rest of the line, with a word right behind it: `Plan #1`. A comment has a
/// blank after the `#`. The value begins at `start` and has `length` bytes; an empty one stands after its colon.
pub(super) fn swallowed(
    text: &str,
    start: usize,
    length: usize,
    offset: usize,
    file: &SourcePath,
) -> Option<Diagnostic> {
    // A value over several lines ends where its last line does.
    let from = text.get(start..start + length).map_or(start, |value| start + value.trim_end().len());
    let (from, line) = if length == 0 { line_of(text, start) } else { (from, text.get(from..)?) };
    let rest = line.lines().next()?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let comment = rest[blanks..].trim_end();
    let is_word = comment.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    if blanks == 0 || !is_word {
        return None;
    }
    let at = from + blanks;
    let value = text.get(start..start + length).unwrap_or_default();
    let proposal = if length == 0 { format!("\"{comment}\"") } else { format!("\"{value} {comment}\"") };
    let finding = Diagnostic::warning("R02", "yaml-hash", file).at(Span::new(at, at + comment.len()).shifted(offset));
    Some(finding.with("found", comment).with("nearest", proposal).hint("hint-quote-hash"))
}

/// The end of what stands on a line before its comment; for a value that is not there.
fn line_of(text: &str, at: usize) -> (usize, &str) {
    let at = text.floor_char_boundary(at.min(text.len()));
    let before = text[..at].trim_end_matches([' ', '\t', '\n', '\r']);
    (before.len(), &text[before.len()..])
}

/// The words between quotation marks as books have them, where the marks are all around the value.
pub(super) fn in_curly_quotes(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(QUOTES)?.strip_suffix(QUOTES)?;
    (!inner.contains(QUOTES) && !inner.trim().is_empty()).then_some(inner)
}

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
    if length == 0 {
        return empty(text, start, offset, file);
    }
    // A value over several lines ends where its last line does.
    let from = text.get(start..start + length).map_or(start, |value| start + value.trim_end().len());
    let rest = text.get(from..)?.lines().next()?;
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let comment = rest[blanks..].trim_end();
    let is_word = comment.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    if blanks == 0 || !is_word {
        return None;
    }
    let at = from + blanks;
    let value = text.get(start..start + length).unwrap_or_default();
    Some(finding(comment, &format!("\"{value} {comment}\""), at + offset, file))
}

fn finding(comment: &str, proposal: &str, at: usize, file: &SourcePath) -> Diagnostic {
    let finding = Diagnostic::warning("R02", "yaml-hash", file).at(Span::new(at, at + comment.len()));
    finding.with("found", comment).with("nearest", proposal).hint("hint-quote-hash")
}

/// `summary: #word`, where nothing is left of the value; the parser has gone on to `start`, on a later line.
fn empty(text: &str, start: usize, offset: usize, file: &SourcePath) -> Option<Diagnostic> {
    let before = text.get(..start)?.trim_end();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next()?.trim_end();
    let hash = line.find(" #")?;
    let is_empty = line[..hash].trim_end().ends_with([':', '-']);
    let comment = &line[hash + 1..];
    let is_word = comment[1..].starts_with(char::is_alphanumeric);
    (is_empty && is_word).then(|| finding(comment, &format!("\"{comment}\""), line_start + hash + 1 + offset, file))
}

/// An item of a list that is indented further than the one above it, which makes it part of that one's words.
pub(super) fn item_in_value(
    text: &str,
    start: usize,
    length: usize,
    offset: usize,
    file: &SourcePath,
) -> Option<Diagnostic> {
    let value = text.get(start..start + length)?;
    let newline = value.find('\n')?;
    let is_item = |at: &usize| value[*at..].trim_start_matches([' ', '\t', '\r', '\n']).starts_with("- ");
    let at = value[newline..].match_indices('\n').map(|(at, _)| newline + at).find(is_item)?;
    let at = start + at + value[at..].find('-')?;
    let finding = Diagnostic::error("R02", "yaml-indentation", file).at(Span::new(at, at + 1).shifted(offset));
    Some(finding.hint("hint-indentation"))
}

/// The words between quotation marks as books have them, where the marks are all around the value.
pub(super) fn in_curly_quotes(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(QUOTES)?.strip_suffix(QUOTES)?;
    (!inner.contains(QUOTES) && !inner.trim().is_empty()).then_some(inner)
}

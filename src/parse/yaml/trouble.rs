//! What a YAML parser refuses, told to somebody who does not know YAML.
//!
//! In: the parser's error and the text. Out: a finding whose place is the mistake itself, not where the parser came
//! to a halt, and whose cure says what to type.

mod habits;

pub(in crate::parse) use habits::no_fields;

use granit_parser::{ErrorKind, ScanError};

use crate::diag::Diagnostic;
use crate::source::{SourcePath, Span};

/// What is the matter: the place in the text, the message, the cure.
struct Trouble {
    at: usize,
    key: &'static str,
    hint: &'static str,
    /// What to write instead, where that can be said.
    nearest: String,
}

impl Trouble {
    fn new(at: usize, key: &'static str, hint: &'static str) -> Self {
        Self { at, key, hint, nearest: String::new() }
    }

    fn told(self, text: &str, offset: usize, file: &SourcePath) -> Diagnostic {
        let Self { at, key, hint, nearest } = self;
        // An error at the end of the text is shown on its last line with words.
        let at = if text[at..].trim().is_empty() { last_letter(text) } else { at };
        let rest = text[at..].lines().next().unwrap_or_default().trim_end();
        let letter = text[at..].chars().next().map_or(0, char::len_utf8);
        let length = match key {
            "yaml-bullet" => rest.find(' ').unwrap_or(rest.len()),
            "list-as-text" => rest.len(),
            _ => letter,
        };
        let end = at + length.max(letter);
        let finding = Diagnostic::error("R02", key, file).at(Span::new(at, end).shifted(offset)).hint(hint);
        let finding = finding.with("found", &text[at..end]);
        if nearest.is_empty() { finding } else { finding.with("nearest", nearest) }
    }
}

/// The finding for an error; `offset` is the place of `text` in its file.
pub(super) fn finding(error: &ScanError, text: &str, offset: usize, file: &SourcePath) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or_else(|| error.marker().index());
    let at = text.floor_char_boundary(at.min(text.len()));
    trouble(error.kind(), text, at).told(text, offset, file)
}

fn last_letter(text: &str) -> usize {
    text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at)
}

fn trouble(kind: &ErrorKind, text: &str, at: usize) -> Trouble {
    use ErrorKind as E;
    let is_tab = matches!(
        kind,
        E::TabNotAllowed
            | E::TabInBlockIndentation
            | E::TabInIndentation
            | E::TabAtBlockScalarStart
            | E::TabInPlainScalar
    );
    // A value without quotation marks may go on over lines, so the parser halts at its start, before the tab.
    let later = || text[at..].find("\n\t").filter(|_| is_tab).map(|newline| at + newline + 1);
    if let Some(tab) = indenting_tab(text, at).or_else(later) {
        return Trouble::new(tab, "yaml-tab", "hint-yaml-tab");
    }
    if let Some(quote) = unclosed_quote(text) {
        return Trouble::new(quote, "yaml-unclosed-quote", "hint-close-quote");
    }
    if let Some(habit) = habits::habit(text, at) {
        return habit;
    }
    let (key, hint) = match kind {
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar if text[at..].starts_with(',') => {
            let line = text[line_start(text, at)..].lines().next().unwrap_or_default();
            let value = line[value_of(line).unwrap_or_default()..].trim_end();
            let start = line_start(text, at) + line.len() - line[value_of(line).unwrap_or_default()..].len();
            let nearest = format!("[{value}]");
            return Trouble { at: start, key: "list-as-text", hint: "hint-write-instead", nearest };
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar | E::CommentNotSeparated => {
            ("yaml-after-quote", "hint-inner-quote")
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => {
            ("yaml-unclosed-quote", "hint-close-quote")
        }
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => ("yaml-backslash", "hint-backslash"),
        E::UnexpectedCharacter { .. } => ("yaml-character", "hint-quote-value"),
        E::MappingValueNotAllowed if is_second_colon(text, at) => ("yaml-second-colon", "hint-quote-colon"),
        E::MappingValueNotAllowed
        | E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed => ("yaml-indentation", "hint-indentation"),
        E::SimpleKeyExpected | E::InvalidSimpleKey => ("yaml-no-colon", "hint-no-colon"),
        E::UnclosedFlowCollection { .. }
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd
        | E::InvalidColonPlacement => {
            let at = open_bracket(text, at).unwrap_or(at);
            return Trouble::new(at, "yaml-bracket", "hint-bracket");
        }
        E::UnknownAnchor | E::MissingAnchorOrAliasName => ("yaml-alias", "hint-yaml-plain"),
        E::UndeclaredTagHandle => ("yaml-anchor-or-tag", "hint-yaml-plain"),
        E::RecursionLimitExceeded => ("yaml-too-deep", "hint-yaml-plain"),
        _ => ("yaml-syntax", "hint-quote-value"),
    };
    let at = start_of_trouble(kind, key, text, at);
    match quoted(text, at).filter(|_| matches!(key, "yaml-second-colon" | "yaml-character" | "yaml-alias")) {
        Some(nearest) => Trouble { at, key, hint: "hint-write-instead", nearest },
        None => Trouble::new(at, key, hint),
    }
}

/// The value of a line in quotation marks, where it has none in it.
fn quoted(text: &str, at: usize) -> Option<String> {
    let line = text[line_start(text, at)..].lines().next()?;
    let value = line[value_of(line)?..].trim_end();
    (!value.contains('"') && !value.contains('\\')).then(|| format!("\"{value}\""))
}

/// A line without a colon, or with a wrong indent, is shown from its first letter, and a backslash itself, wherever
/// the parser noticed.
fn start_of_trouble(kind: &ErrorKind, key: &str, text: &str, at: usize) -> usize {
    let line = line_start(text, at);
    match kind {
        ErrorKind::SimpleKeyExpected => line + indent(&text[line..]),
        ErrorKind::UnknownQuotedScalarEscape => text[at..].find('\\').map_or(at, |backslash| at + backslash),
        _ if key == "yaml-indentation" => line + indent(&text[line..]).min(at - line),
        _ => at,
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// A tab among the blanks that begin the line of the error.
fn indenting_tab(text: &str, at: usize) -> Option<usize> {
    let start = line_start(text, at);
    let blanks = &text[start..start + indent(&text[start..])];
    blanks.find('\t').map(|tab| start + tab)
}

/// Whether the colon is one inside a value, and not that of a line that stands too far in.
fn is_second_colon(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].contains(": ")
}

/// Where a bracket stands that begins a value and is not closed before the next field or list item, or `at`.
fn open_bracket(text: &str, at: usize) -> Option<usize> {
    let mut found = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if start > at {
            break;
        }
        if let Some(value) = value_of(line).filter(|value| line[*value..].starts_with(['[', '{'])) {
            let count = |marks: [char; 2]| line[value..].matches(marks).count();
            if count(['[', '{']) != count([']', '}']) {
                found = Some(start + value);
            }
        }
        start += line.len();
    }
    found
}

/// Where a quotation mark stands that begins a value and has no fellow, or has it on a later line amid other words.
fn unclosed_quote(text: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        at = match opening_quote(&text[at..line_end]) {
            None => line_end,
            Some(quote) => {
                let open = at + quote;
                let close = closing_quote(text, open).ok_or(open);
                match close {
                    Err(open) => return Some(open),
                    Ok(close) if close < line_end => line_end,
                    Ok(close) => {
                        let rest = text[close + 1..].lines().next().unwrap_or_default().trim_start();
                        if !(rest.is_empty() || rest.starts_with('#')) {
                            return Some(open);
                        }
                        text[close..].find('\n').map_or(text.len(), |end| close + end + 1)
                    }
                }
            }
        };
    }
    None
}

/// Where the value of a line begins, if it begins with a quotation mark.
fn opening_quote(line: &str) -> Option<usize> {
    value_of(line).filter(|at| line[*at..].starts_with(['"', '\'']))
}

/// Where the value of a line begins: after hyphens, and after a field's name if it has one.
fn value_of(line: &str) -> Option<usize> {
    let mut at = indent(line);
    while line[at..].starts_with("- ") {
        at += 2 + indent(&line[at + 2..]);
    }
    if !line[at..].starts_with(['"', '\'', '[', '{']) {
        at += line[at..].find(": ")? + 2;
        at += indent(&line[at..]);
    }
    Some(at)
}

/// Where the quotation mark at `open` has its fellow.
fn closing_quote(text: &str, open: usize) -> Option<usize> {
    let quote = text.as_bytes()[open];
    let bytes = text.as_bytes();
    let mut at = open + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return Some(at),
            _ => at += 1,
        }
    }
    None
}

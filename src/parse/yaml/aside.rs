//! Reading on after an error: what cannot be read is set aside, and the rest is read as if it were not there.
//!
//! In: a text and the findings of the parser. Out: the same text with blanks where something was set aside, so that
//! every place stays where it was, and at last the tree with what is known of the missing parts: a field that could
//! not be read is there, but nothing is said to be missing in it.

use std::borrow::Cow;
use std::ops::Range;

use crate::diag::Diagnostic;
use crate::model::value::{Entry, Node, Value};
use crate::parse::yaml::Tree;
use crate::source::{SourcePath, Span};

/// Bytes that are read again at most, all attempts together: a file full of errors must not take long.
const MOST_READ_AGAIN: usize = 200_000;

/// Attempts at most.
const MOST_ASIDE: usize = 40;

/// Blanks as word processors write them between words that belong together.
const HARD_BLANKS: [char; 3] = ['\u{a0}', '\u{202f}', '\u{2007}'];

/// What is left of a text.
pub(super) struct Rest<'a> {
    written: &'a str,
    text: Cow<'a, str>,
    offset: usize,
    aside: Vec<Range<usize>>,
    pub findings: Vec<Diagnostic>,
}

impl<'a> Rest<'a> {
    /// The whole text, with plain blanks for the hard ones that stand for indents or after colons.
    pub fn new(text: &'a str, offset: usize, file: &SourcePath) -> Self {
        let mut rest =
            Self { written: text, text: Cow::Borrowed(text), offset, aside: Vec::new(), findings: Vec::new() };
        if HARD_BLANKS.iter().any(|blank| text.contains(*blank)) {
            rest.soften(file);
        }
        rest
    }

    /// The text as it is to be read.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn soften(&mut self, file: &SourcePath) {
        let mut start = 0;
        for line in self.written.split_inclusive('\n') {
            let places = hard_blanks(line);
            if let Some(first) = places.first() {
                let span = Span::new(start + first.start, start + first.end).shifted(self.offset);
                let finding = Diagnostic::error("R02", "yaml-hard-blank", file).at(span);
                self.findings.push(finding.hint("hint-hard-blank"));
            }
            for place in places {
                self.blank(start + place.start..start + place.end);
            }
            start += line.len();
        }
    }

    /// Sets aside what a finding is about; `false` where there is nothing more to set aside.
    pub fn set_aside(&mut self, finding: Diagnostic) -> bool {
        let at = finding.span.map_or(0, |span| (span.start as usize).saturating_sub(self.offset));
        let piece = piece(&self.text, self.text.floor_char_boundary(at.min(self.text.len())));
        let is_new = !self.text[piece.clone()].trim().is_empty();
        let line = |span: Option<Span>| span.map(|span| self.line(span));
        // What has been told of a line is not told again in other words.
        if !self.findings.iter().any(|told| line(told.span) == line(finding.span)) {
            self.findings.push(finding);
        }
        let may_go_on = self.aside.len() < MOST_ASIDE && (self.aside.len() + 1) * self.text.len() < MOST_READ_AGAIN;
        if is_new && may_go_on {
            self.blank(piece.clone());
            self.aside.push(piece);
        }
        is_new && may_go_on
    }

    /// Where the line begins that a place stands in.
    fn line(&self, span: Span) -> usize {
        let at = (span.start as usize).saturating_sub(self.offset).min(self.written.len());
        self.written[..self.written.floor_char_boundary(at)].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn blank(&mut self, range: Range<usize>) {
        let blanks: String =
            self.text[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        self.text.to_mut().replace_range(range, &blanks);
    }

    /// The tree with the fields that were set aside, and the findings.
    pub fn finish(self, node: Node) -> Tree {
        let mut lost = Vec::new();
        let mut node = node;
        let mut has_holes = false;
        for piece in &self.aside {
            let written = &self.written[piece.clone()];
            let key = key(written);
            lost.extend(ids(written).map(|id| (key.unwrap_or_default().to_owned(), id.to_owned())));
            has_holes |= key.is_none();
            if let Some(key) = key {
                // Stars before the name are no part of it.
                let at = piece.start + self.offset + written.find(key).unwrap_or_default();
                put(&mut node, key, Span::new(at, at + key.len()));
            }
        }
        Tree { node, findings: self.findings, lost, has_holes }
    }
}

/// Hard blanks that YAML does not take for blanks: in the indent, after a colon, after a hyphen.
fn hard_blanks(line: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut is_structure = true;
    let mut before = ' ';
    for (at, letter) in line.char_indices() {
        if HARD_BLANKS.contains(&letter) {
            if is_structure || before == ':' {
                places.push(at..at + letter.len_utf8());
                continue;
            }
        } else if !matches!(letter, ' ' | '-') {
            is_structure = false;
        }
        before = letter;
    }
    places
}

/// The lines from the one without indent at or before `at` to the next; a field goes with the list below it.
fn piece(text: &str, at: usize) -> Range<usize> {
    let is_outer = |text: &str| {
        let line = text.lines().next().unwrap_or_default();
        !line.trim().is_empty() && !line.starts_with([' ', '\t', '#'])
    };
    let mut start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    while start > 0 && !is_outer(&text[start..]) {
        start = text[..start - 1].rfind('\n').map_or(0, |newline| newline + 1);
    }
    let goes_with = |line: &str| !is_outer(line) || (line.starts_with("- ") && !text[start..].starts_with('-'));
    let mut end = start;
    for (number, line) in text[start..].split_inclusive('\n').enumerate() {
        if number > 0 && !goes_with(line) {
            break;
        }
        end += line.len();
    }
    start..end
}

/// The field that a piece begins with.
fn key(piece: &str) -> Option<&str> {
    let (key, _) = piece.lines().next()?.split_once(':')?;
    let key = key.trim_start_matches('*').trim_end();
    (!key.starts_with(['-', ' ', '\t', '#', '"', '\'']) && !key.is_empty()).then_some(key)
}

/// The ids that stand in a piece.
fn ids(piece: &str) -> impl Iterator<Item = &str> {
    let written = piece.lines().filter_map(|line| line.trim_start_matches([' ', '\t', '-']).strip_prefix("id:"));
    written.map(|id| id.trim().trim_matches(['"', '\''])).filter(|id| !id.is_empty())
}

/// Puts a field that could not be read among those that could.
fn put(node: &mut Node, key: &str, key_span: Span) {
    if node.is_null() {
        *node = Node::new(key_span, Value::Map(Vec::new()));
    }
    if let Value::Map(entries) = &mut node.value
        && !entries.iter().any(|entry| entry.key == key)
    {
        let unread = Node::new(key_span, Value::Unread);
        entries.push(Entry { key: key.to_owned(), key_span, node: unread });
    }
}

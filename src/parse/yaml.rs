//! YAML to a tree of values with places.
//!
//! Read from the events of a YAML parser, since every value must keep its place and the text its author wrote
//! (`1.10` is a version, not 1.1), and since one wrong value must not hide the next: a typed deserialiser gives
//! none of the three. Aliases, tags and more than one document are refused.

//!
//! What the parser refuses is set aside, from one line that is not indented to the next, and the rest is read: so one
//! quotation mark does not hide what else is wrong in the file.

mod aside;
mod trouble;
mod words;

pub(super) use trouble::no_fields;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::diag::Diagnostic;
use crate::model::value::{Entry, Node, Value};
use crate::source::{SourcePath, Span};

/// What was read of a text.
pub(super) struct Tree {
    pub node: Node,
    pub findings: Vec<Diagnostic>,
    /// Ids that stand in what could not be read, each with the field above it.
    pub lost: Vec<(String, String)>,
    /// Whether something could not be read of which not even the name is known.
    pub has_holes: bool,
}

/// The tree of `text`, whose places are shifted by `offset`, the place of `text` in its file.
pub(super) fn tree(text: &str, offset: usize, file: &SourcePath) -> Tree {
    let mut rest = aside::Rest::new(text, offset, file);
    let node = loop {
        match read(rest.text(), offset, file) {
            Ok((node, told)) => {
                rest.findings.extend(told);
                break node;
            }
            Err(finding) => {
                if !rest.set_aside(*finding) {
                    break Node::new(Span::new(offset, offset), Value::Unread);
                }
            }
        }
    };
    rest.finish(node)
}

fn read(text: &str, offset: usize, file: &SourcePath) -> Result<(Node, Vec<Diagnostic>), Box<Diagnostic>> {
    let mut builder = Builder { open: Vec::new(), root: None, text, offset, file, findings: Vec::new() };
    for event in Parser::new_from_str(text) {
        match event.map_err(|error| trouble::finding(&error, text, offset, file)) {
            Ok((event, span)) => builder.take(event, span).map_err(|key| Box::new(builder.refused(key, span)))?,
            Err(finding) => return Err(Box::new(finding)),
        }
    }
    let nothing = Node::new(Span::new(offset, offset), Value::Null);
    Ok((builder.root.unwrap_or(nothing), builder.findings))
}

/// Lists and maps being read, innermost last.
struct Builder<'a> {
    open: Vec<Open>,
    root: Option<Node>,
    text: &'a str,
    offset: usize,
    file: &'a SourcePath,
    findings: Vec<Diagnostic>,
}

enum Open {
    List { start: Span, items: Vec<Node> },
    Map { start: Span, entries: Vec<Entry>, key: Option<(String, Span)> },
}

impl Builder<'_> {
    fn span(&self, span: granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or_default();
        Span::new(range.start, range.end.max(range.start)).shifted(self.offset)
    }

    /// The finding about something that YAML knows and content does not, at the mark that makes it.
    fn refused(&self, key: &'static str, span: granit_parser::Span) -> Diagnostic {
        let place = self.span(span);
        let start = place.start as usize - self.offset;
        let line = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let marks = if key == "yaml-anchor-or-tag" { &[" &", " !"][..] } else { &[] };
        let mark = marks.iter().filter_map(|mark| self.text[line..start].rfind(mark)).max();
        let place = match mark.map(|at| line + at + 1) {
            Some(at) => {
                let word = self.text[at..].split_whitespace().next().unwrap_or_default();
                Span::new(at, at + word.len()).shifted(self.offset)
            }
            None => place,
        };
        let hint = if key == "yaml-two-documents" { "hint-one-block" } else { "hint-yaml-plain" };
        Diagnostic::error("R02", key, self.file).at(place).hint(hint)
    }

    /// Takes one event; the error is the key of a message.
    fn take(&mut self, event: Event<'_>, span: granit_parser::Span) -> Result<(), &'static str> {
        let place = self.span(span);
        match event {
            Event::Scalar(_, _, anchor, tag) if anchor != 0 || tag.is_some() => Err("yaml-anchor-or-tag"),
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag)
                if anchor != 0 || tag.is_some() =>
            {
                Err("yaml-anchor-or-tag")
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err("yaml-alias"),
            Event::Scalar(text, ScalarStyle::Plain, ..) => {
                let (value, place) = self.plain(&text, place);
                self.put(value, place)
            }
            // `summary: >` with nothing below it.
            Event::Scalar(text, ScalarStyle::Literal | ScalarStyle::Folded, ..) if text.trim().is_empty() => {
                self.put(Value::Null, place)
            }
            Event::Scalar(text, ..) => self.put(Value::Scalar(text.to_string()), place),
            Event::SequenceStart(..) => {
                self.open.push(Open::List { start: place, items: Vec::new() });
                Ok(())
            }
            Event::MappingStart(..) => {
                self.open.push(Open::Map { start: place, entries: Vec::new(), key: None });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(place),
            Event::DocumentStart(..) if self.root.is_some() => Err("yaml-two-documents"),
            _ => Ok(()),
        }
    }

    /// The value of words without quotation marks, and its place.
    fn plain(&mut self, text: &str, place: Span) -> (Value, Span) {
        let start = place.start as usize - self.offset;
        self.findings.extend(words::item_in_value(self.text, start, place.range().len(), self.offset, self.file));
        self.findings.extend(words::swallowed(self.text, start, place.range().len(), self.offset, self.file));
        match words::in_curly_quotes(text) {
            Some(inner) => {
                let finding = Diagnostic::warning("R02", "yaml-curly-quotes", self.file).at(place);
                self.findings.push(finding.with("nearest", format!("\"{inner}\"")).hint("hint-write-instead"));
                let first = text.chars().next().map_or(0, char::len_utf8);
                let at = place.start as usize + first;
                (Value::Scalar(inner.to_owned()), Span::new(at, at + inner.len()))
            }
            None => (scalar(text), place),
        }
    }

    fn close(&mut self, end: Span) -> Result<(), &'static str> {
        let (start, value) = match self.open.pop() {
            Some(Open::List { start, items }) => (start, Value::List(items)),
            Some(Open::Map { start, entries, .. }) => (start, Value::Map(entries)),
            None => return Ok(()),
        };
        let written = self.text.get(start.start as usize - self.offset..end.end as usize - self.offset);
        let length = written.unwrap_or_default().trim_end().len();
        self.put(value, Span::new(start.start as usize, start.start as usize + length))
    }

    /// Puts a finished value where it belongs: into the innermost list or map, or at the root.
    fn put(&mut self, value: Value, span: Span) -> Result<(), &'static str> {
        let node = Node::new(span, value);
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some((name, key_span)) => entries.push(Entry { key: name, key_span, node }),
                None => match node.value {
                    Value::Scalar(name) => *key = Some((name, span)),
                    _ => return Err("yaml-key-not-text"),
                },
            },
        }
        Ok(())
    }
}

/// YAML 1.2, core schema: the words for nothing, only where they are not quoted.
fn scalar(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        _ => Value::Scalar(text.to_owned()),
    }
}

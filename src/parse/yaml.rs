//! YAML to a tree of values with places.
//!
//! Read from the events of a YAML parser, since every value must keep its place and the text its author wrote
//! (`1.10` is a version, not 1.1), and since one wrong value must not hide the next: a typed deserialiser gives
//! none of the three. Aliases, tags and more than one document are refused.

mod trouble;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::diag::Diagnostic;
use crate::model::value::{Entry, Node, Value};
use crate::source::{SourcePath, Span};

/// The tree of `text`, or the finding that says why there is none. Places are shifted by `offset`, the place of
/// `text` in its file.
pub(super) fn tree(text: &str, offset: usize, file: &SourcePath) -> Result<Node, Diagnostic> {
    let mut builder = Builder { open: Vec::new(), root: None, text, offset };
    for event in Parser::new_from_str(text) {
        match event.map_err(|error| trouble::finding(&error, text, offset, file)) {
            Ok((event, span)) => builder
                .take(event, span)
                .map_err(|key| Diagnostic::error("R02", key, file).at(builder.span(span)).hint("hint-yaml-plain"))?,
            Err(finding) => return Err(finding),
        }
    }
    Ok(builder.root.unwrap_or(Node::new(Span::new(offset, offset), Value::Null)))
}

/// Lists and maps being read, innermost last.
struct Builder<'a> {
    open: Vec<Open>,
    root: Option<Node>,
    text: &'a str,
    offset: usize,
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
            Event::Scalar(text, style, ..) => self.put(scalar(&text, style), place),
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
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match (style, text) {
        (ScalarStyle::Plain, "" | "~" | "null" | "Null" | "NULL") => Value::Null,
        _ => Value::Scalar(text.to_owned()),
    }
}

//! A tree of values with their places: what YAML and CSV have in common.
//!
//! In: built by `parse`. Out: read by [`record`](super::record). Scalars keep the text the author wrote (`1.10` is
//! a version, `no` a language), since only the field that takes them knows what they mean.

use crate::source::Span;

/// A value and where it stands in its file.
#[derive(Clone, Debug)]
pub struct Node {
    pub span: Span,
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing: an empty cell, `key:` without a value, `null`, `~`.
    Null,
    /// One text, as written.
    Scalar(String),
    List(Vec<Node>),
    /// Entries in the order they are written.
    Map(Vec<Entry>),
    /// Something that could not be read, which has been told.
    Unread,
}

/// A key, its place, and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub node: Node,
}

impl Node {
    /// A node of this value.
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value }
    }

    /// The text, if the node is a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the node holds nothing.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The value under `key`, if the node is a map that has one.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node),
            _ => None,
        }
    }
}

//! The fields of a map, while records take theirs out of it.
//!
//! In: a map and the names that are expected in it. Out: values by name, and findings about names that are missing,
//! unknown or written twice. A field under a name of the author's own language (`titel`) is told of, and its value is
//! still read, so that one slip makes one finding.

use std::borrow::Cow;

use crate::diag::{Diagnostic, nearest};
use crate::model::own_words::known_as;
use crate::model::record::{Decode, Places, Reader, tell_duplicate};
use crate::model::value::{Entry, Node, Value};
use crate::source::Span;

/// The fields of a map.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: &'a [Entry],
    expected: Cow<'static, [&'static str]>,
    /// For each entry the field that it is, or is meant to be.
    names: Vec<Option<&'static str>>,
    span: Span,
    places: Vec<(&'static str, Span)>,
    stand_ins: Vec<(&'static str, Node)>,
}

impl<'a> Fields<'a> {
    /// The fields of `node`, or nothing after telling that it is no map.
    pub fn open(
        node: &'a Node,
        expected: impl Into<Cow<'static, [&'static str]>>,
        reader: &mut Reader,
    ) -> Option<Self> {
        let expected = expected.into();
        let Value::Map(entries) = &node.value else { return no_fields(node, &expected, reader) };
        // The names of a sheet's columns stand above the row, and a finding about the row belongs in it.
        let first = entries.first().map_or(node.span, |entry| entry.key_span);
        let span = if first.start < node.span.start { node.span } else { first };
        let names = names(entries, &expected, reader);
        Some(Self { entries, expected, names, span, places: Vec::new(), stand_ins: Vec::new() })
    }

    /// Gives a required field a value for the case that it is missing or wrong, which is told all the same: so that
    /// the rest of the record can still be looked at.
    pub fn stand_in(&mut self, name: &'static str, text: &str) {
        let node = Node::new(self.span, Value::Scalar(text.to_owned()));
        self.stand_ins.push((name, node));
    }

    /// The value of one field.
    pub fn take<T: Decode>(&mut self, name: &'static str, reader: &mut Reader) -> Option<T> {
        let name = plain(name);
        let Some(at) = self.names.iter().position(|known| *known == Some(name)) else {
            return T::absent().or_else(|| self.missing(name, reader));
        };
        let entry = &self.entries[at];
        match &entry.node.value {
            Value::Null => T::absent().or_else(|| {
                let mut finding = Diagnostic::error("R02", "empty-field", &reader.file).at(self.place(entry));
                finding.args.push(("field", name.to_owned()));
                reader.tell(to_fill_in(finding, &T::choices()));
                self.instead(name, reader)
            }),
            Value::Unread => T::absent().or_else(|| self.instead(name, reader)),
            _ => {
                self.places.push((name, entry.node.span));
                reader.field = name;
                T::decode(&entry.node, reader).or_else(|| self.instead(name, reader)).or_else(T::absent)
            }
        }
    }

    /// Whether no entry is any of the fields: then something else was meant by all of it.
    fn is_strange(&self) -> bool {
        !self.names.is_empty() && self.stand_ins.is_empty() && self.names.iter().all(Option::is_none)
    }

    /// Tells that a required field is missing; an id is proposed from the title and taken for the time being.
    fn missing<T: Decode>(&self, name: &'static str, reader: &mut Reader) -> Option<T> {
        if self.is_strange() && !self.is_sheet() {
            return None;
        }
        let proposed = if name == "id" { self.id_from_title(reader) } else { None };
        let finding = Diagnostic::error("R02", "missing-field", &reader.file).with("field", name);
        // A sheet lacks a column, which is said once.
        let column = self.entries.first().filter(|_| self.is_sheet()).map(|entry| entry.key_span);
        let finding = match (&proposed, column) {
            (Some(id), None) => finding.with("nearest", format!("id: {id}")).hint("hint-write-field"),
            (Some(id), Some(_)) => finding.with("nearest", id.clone()).hint("hint-add-id-column"),
            (None, None) => to_fill_in(finding, &T::choices()),
            (None, Some(_)) => finding.hint("hint-add-column"),
        };
        if column.is_none_or(|span| reader.is_first(span, name)) {
            reader.tell(finding.at(column.unwrap_or(self.span)));
        }
        match proposed {
            Some(id) => T::decode(&Node::new(self.span, Value::Scalar(id)), reader),
            None => self.instead(name, reader),
        }
    }

    fn id_from_title(&self, reader: &Reader) -> Option<String> {
        let titles = ["title", "label", "name", "term"];
        let at = titles.iter().find_map(|title| self.names.iter().position(|name| *name == Some(*title)))?;
        let id = reader.lang.slug(self.entries[at].node.scalar()?);
        (!id.is_empty()).then_some(id)
    }

    fn instead<T: Decode>(&self, name: &str, reader: &mut Reader) -> Option<T> {
        let (_, node) = self.stand_ins.iter().find(|(field, _)| *field == name)?;
        T::decode(node, reader)
    }

    fn is_sheet(&self) -> bool {
        self.entries.first().is_some_and(|entry| entry.key_span.start < self.span.start)
    }

    /// Where an entry without a value is shown: at its key, or in a sheet at its empty cell.
    fn place(&self, entry: &Entry) -> Span {
        if entry.key_span.start < self.span.start { entry.node.span } else { entry.key_span }
    }

    /// Where the fields taken since the last call stand.
    pub fn places(&mut self) -> Places {
        Places::new(self.span, std::mem::take(&mut self.places))
    }

    /// Tells of keys that no record asked for, and of keys written twice.
    pub fn close(self, reader: &mut Reader) {
        for (index, entry) in self.entries.iter().enumerate() {
            if !self.expected.iter().any(|name| plain(name) == entry.key) {
                let meant = reader.meant(entry, &self.expected);
                if reader.is_first(entry.key_span, &entry.key) {
                    let finding = Diagnostic::error("R03", "unknown-field", &reader.file).at(entry.key_span);
                    let finding = finding.with("field", entry.key.clone());
                    reader.tell(match meant {
                        Some(name) => finding.with("nearest", name).hint("hint-did-you-mean"),
                        None if self.is_strange() => finding.with("known", known(&self.expected)).hint("hint-fields"),
                        None => finding.hint("hint-unknown-field"),
                    });
                }
            } else if self.entries[..index].iter().any(|earlier| earlier.key == entry.key) {
                tell_duplicate(entry, reader);
            }
        }
    }
}

/// The field that each entry is; where no entry has a field's name, the first that is meant by it.
fn names(entries: &[Entry], expected: &[&'static str], reader: &mut Reader) -> Vec<Option<&'static str>> {
    let exact = |entry: &Entry| expected.iter().map(|name| plain(name)).find(|name| *name == entry.key);
    let mut names: Vec<_> = entries.iter().map(exact).collect();
    for (index, entry) in entries.iter().enumerate() {
        if names[index].is_none() {
            let meant = reader.meant(entry, expected).filter(|name| is_sure(&entry.key, name));
            names[index] = meant.filter(|name| !names.contains(&Some(name)));
        }
    }
    names
}

/// Whether a name is so surely another that its value can be read as the other's: a guess would tell of values that
/// are not wrong.
fn is_sure(written: &str, name: &str) -> bool {
    let written = bare(written).to_lowercase();
    known_as(&written, &[name]).is_some() || strsim::damerau_levenshtein(&written, name) <= 2
}

/// A name without stars around it.
fn bare(written: &str) -> &str {
    written.trim_matches(['*', '_', ' '])
}

/// The cure for a field without a value: the words that it can have, where there are any.
fn to_fill_in(finding: Diagnostic, choices: &[&'static str]) -> Diagnostic {
    if choices.is_empty() {
        return finding.hint("hint-add-field");
    }
    let choices: Vec<_> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    finding.with("known", choices.join(", ")).hint("hint-add-choice")
}

/// Tells that fields are expected, and which.
fn no_fields<T>(node: &Node, expected: &[&'static str], reader: &mut Reader) -> Option<T> {
    if matches!(node.value, Value::Unread) {
        return None;
    }
    let text = node.scalar().unwrap_or_default();
    if let Some((name, _)) = without_space(text) {
        let finding = Diagnostic::error("R02", "yaml-colon-space", &reader.file).at(node.span);
        reader.tell(finding.with("nearest", format!("{name}: …")).hint("hint-write-instead"));
        return None;
    }
    let found = node.scalar().unwrap_or("…").to_owned();
    let finding = Diagnostic::error("R02", "expected-fields", &reader.file).at(node.span).with("found", found);
    reader.tell(finding.with("known", known(expected)).hint("hint-fields"));
    None
}

/// The first of the fields, for a message.
fn known(expected: &[&'static str]) -> String {
    let known: Vec<_> = expected.iter().take(8).map(|name| format!("`{}:`", plain(name))).collect();
    known.join(", ")
}

/// A field's name and value, where the space after the colon is missing: `title:Foo`. Addresses are none.
pub fn without_space(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    (is_name && !value.starts_with([' ', '/']) && !value.is_empty()).then_some((name, value))
}

/// The name of a field as it is written: Rust puts `r#` before some.
fn plain(name: &'static str) -> &'static str {
    name.strip_prefix("r#").unwrap_or(name)
}

impl Reader {
    /// The expected field that an unknown one is meant to be: the same in another language, or spelt nearly so.
    fn meant(&mut self, entry: &Entry, expected: &[&'static str]) -> Option<&'static str> {
        // All rows of a sheet have the same names, which are looked up once.
        let place = (entry.key_span, entry.key.clone());
        if let Some(known) = self.meant.get(&place) {
            return *known;
        }
        let expected: Vec<_> = expected.iter().map(|name| plain(name)).collect();
        let written = bare(&entry.key);
        let meant = known_as(written, &expected).or_else(|| nearest(written, expected.iter().copied()));
        self.meant.insert(place, meant);
        meant
    }
}

//! Reading typed records from a tree of values, with every error at once.
//!
//! In: a [`Node`] and a [`Reader`] that collects findings. Out: the record, or nothing where a required part is
//! missing or wrong. A record goes on after an error, so that an author sees all of them together.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, nearest};
use crate::lang::Lang;
use crate::model::id::TargetKind;
use crate::model::own_words::known_as;
use crate::model::shape::Field;
use crate::model::value::{Entry, Node, Value};
use crate::source::{SourcePath, Span};

/// Something that can be read from a node.
pub trait Decode: Sized {
    /// Whether `a, b` can only be two values.
    const FORM: Form = Form::Text;

    /// The value of `node`, or nothing after telling `reader` why.
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The value of a field that is not there; nothing where the field is required.
    fn absent() -> Option<Self> {
        None
    }

    /// The words of which the value is one; none where it is something else.
    fn choices() -> Vec<&'static str> {
        Vec::new()
    }

    /// Tells `visit` every reference inside.
    fn visit_refs(&self, _visit: &mut dyn FnMut(RefUse<'_>)) {}
}

/// What a single value is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A word, a number or an id: a comma parts it from the next one.
    Word,
    /// Running text, in which a comma is a comma.
    Text,
}

/// One use of a reference: what kind of thing is named, its id, and where.
#[derive(Clone, Copy, Debug)]
pub struct RefUse<'a> {
    pub target: TargetKind,
    pub id: &'a str,
    pub span: Span,
}

/// A type whose fields stand in a map; made by the macro `record!`.
pub trait Record: Sized {
    /// Names of the fields, as an author writes them.
    const FIELDS: &'static [&'static str];

    /// Takes the record's fields out of `fields`.
    fn read(fields: &mut Fields<'_>, reader: &mut Reader) -> Option<Self>;

    /// What can be written in the record's fields.
    fn fields() -> Vec<Field>;
}

/// What reading needs to know, and the findings made on the way.
#[derive(Debug)]
pub struct Reader {
    pub file: SourcePath,
    /// Language in which durations and the like are written.
    pub lang: Lang,
    /// The field whose value is being read.
    pub field: &'static str,
    pub findings: Vec<Diagnostic>,
    /// What unknown fields are meant to be, by the place and the name of the field.
    pub(super) meant: BTreeMap<(Span, String), Option<&'static str>>,
    /// Places and names of what is told once in a file, however many rows it is true of.
    once: BTreeSet<(Span, String)>,
}

impl Reader {
    /// A reader of one file.
    pub fn new(file: SourcePath, lang: Lang) -> Self {
        let (meant, once) = (BTreeMap::new(), BTreeSet::new());
        Self { file, lang, field: "", findings: Vec::new(), meant, once }
    }

    /// Whether this is told for the first time.
    pub(super) fn is_first(&mut self, span: Span, name: &str) -> bool {
        self.once.insert((span, name.to_owned()))
    }

    /// Whether the file is a sheet, in which lists and missing fields are written otherwise.
    pub fn is_sheet(&self) -> bool {
        self.file.ending() == "csv"
    }

    /// An error at a place of this file; more can be added to what is returned.
    pub fn error(&mut self, key: &'static str, span: Span) -> &mut Diagnostic {
        self.tell(Diagnostic::error("R02", key, &self.file.clone()).at(span))
    }

    /// Tells a finding.
    pub fn tell(&mut self, finding: Diagnostic) -> &mut Diagnostic {
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Tells that `node` is not what was expected, named by the message `key`.
    pub fn wrong<T>(&mut self, key: &'static str, node: &Node) -> Option<T> {
        if matches!(node.value, Value::Unread) {
            return None;
        }
        // Of a list or of fields only that they are there.
        let found = node.scalar().unwrap_or("…").to_owned();
        let file = self.file.clone();
        self.tell(Diagnostic::error("R02", key, &file).at(node.span).with("found", found));
        None
    }

    /// Tells that `node` is not what was expected, and how it is written.
    pub fn wrong_with<T>(&mut self, key: &'static str, hint: &'static str, node: &Node) -> Option<T> {
        let _: Option<()> = self.wrong(key, node);
        self.findings.last_mut()?.hint = Some(hint);
        None
    }
}

/// Where a record and its fields stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    own: Span,
    fields: Box<[(&'static str, Span)]>,
}

impl Places {
    pub(super) fn new(own: Span, fields: Vec<(&'static str, Span)>) -> Self {
        Self { own, fields: fields.into_boxed_slice() }
    }

    /// The place of a field's value, or of the record where the field is missing.
    pub fn of(&self, field: &str) -> Span {
        self.fields.iter().find(|(name, _)| *name == field).map_or(self.own, |(_, span)| *span)
    }

    /// Whether a field has a value, be it one that could not be read, which has been told.
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|(name, _)| *name == field)
    }

    /// Whether a place is the record's own or lies in one of its fields.
    pub fn hold(&self, span: Span) -> bool {
        let within = |outer: Span| outer.start <= span.start && span.end <= outer.end;
        span == self.own || self.fields.iter().any(|(_, field)| within(*field))
    }

    /// The place of the record's first field or of the whole.
    pub fn own(&self) -> Span {
        self.own
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        // What is wrong has been told; the record is worth reading without it.
        Some(T::decode(node, reader))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn visit_refs(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        if let Some(value) = self {
            value.visit_refs(visit);
        }
    }
}

/// A list; a single value is a list of one, since authors write `theme: x` for `themes: [x]` all the time.
impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            // A wrong item has been told; the others are still worth reading. A hyphen by itself is no item.
            Value::List(items) => {
                let items = items.iter().filter(|item| !item.is_null());
                Some(items.filter_map(|item| T::decode(item, reader)).collect())
            }
            Value::Null => Some(Vec::new()),
            Value::Scalar(text) => {
                let items = several::nodes(node, text, T::FORM, reader);
                Some(items.iter().filter_map(|item| T::decode(item, reader)).collect())
            }
            _ => Some(T::decode(node, reader).into_iter().collect()),
        }
    }

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn visit_refs(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        for item in self {
            item.visit_refs(visit);
        }
    }
}

/// Defines a record: its struct, and how it is read from a map.
///
/// Fields of type `Option` and `Vec` may be missing; any other field is required unless its type says what it is
/// when absent. Every record also has `places`, the places of its fields.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $Name:ident { $( $(#[$field_meta:meta])* $field:ident : $Type:ty, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Name {
            $( $(#[$field_meta])* pub $field: $Type, )*
            /// Where the record and its fields stand in their file.
            pub places: $crate::model::record::Places,
        }

        impl $crate::model::record::Record for $Name {
            const FIELDS: &'static [&'static str] = &[$( stringify!($field) ),*];

            fn read(
                fields: &mut $crate::model::record::Fields<'_>,
                reader: &mut $crate::model::record::Reader,
            ) -> Option<Self> {
                $( let $field = fields.take::<$Type>(stringify!($field), reader); )*
                let places = fields.places();
                Some(Self { $( $field: $field?, )* places })
            }

            fn fields() -> Vec<$crate::model::shape::Field> {
                vec![$( $crate::model::shape::Field::of::<$Type>(stringify!($Name), stringify!($field)) ),*]
            }
        }

        impl $crate::model::shape::Describe for $Name {
            fn shape() -> $crate::model::shape::Shape {
                $crate::model::shape::Shape::Record(<Self as $crate::model::record::Record>::fields())
            }
        }

        impl $crate::model::record::Decode for $Name {
            fn decode(
                node: &$crate::model::value::Node,
                reader: &mut $crate::model::record::Reader,
            ) -> Option<Self> {
                let fields = <Self as $crate::model::record::Record>::FIELDS;
                let mut fields = $crate::model::record::Fields::open(node, fields, reader)?;
                let record = <Self as $crate::model::record::Record>::read(&mut fields, reader);
                fields.close(reader);
                record
            }

            fn visit_refs(&self, visit: &mut dyn FnMut($crate::model::record::RefUse<'_>)) {
                $( $crate::model::record::Decode::visit_refs(&self.$field, visit); )*
            }
        }
    };
}

/// Defines an enumeration whose values are written in snake case.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $Name:ident { $( $(#[$variant_meta:meta])* $Variant:ident = $text:literal, )* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $( $(#[$variant_meta])* $Variant, )* }

        impl $Name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$( Self::$Variant ),*];

            /// The value as an author writes it.
            pub fn key(self) -> &'static str {
                match self { $( Self::$Variant => $text, )* }
            }

            /// The value that is written so.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }
        }

        impl $crate::model::record::Decode for $Name {
            const FORM: $crate::model::record::Form = $crate::model::record::Form::Word;

            fn choices() -> Vec<&'static str> {
                Self::ALL.iter().map(|value| value.key()).collect()
            }

            fn decode(
                node: &$crate::model::value::Node,
                reader: &mut $crate::model::record::Reader,
            ) -> Option<Self> {
                $crate::model::record::decode_choice(node, reader, Self::ALL.iter().map(|value| (value.key(), *value)))
            }
        }

        impl $crate::model::shape::Describe for $Name {
            fn shape() -> $crate::model::shape::Shape {
                $crate::model::shape::Shape::Choice(Self::ALL.iter().map(|value| value.key()).collect())
            }
        }
    };
}

pub use crate::model::fields::{Fields, without_space};
pub(crate) use {choice, record};

mod several;

pub(crate) use several::is_bullet;

/// The value among `choices` that `node` names.
pub fn decode_choice<T>(
    node: &Node,
    reader: &mut Reader,
    choices: impl Iterator<Item = (&'static str, T)> + Clone,
) -> Option<T> {
    let Some(text) = node.scalar() else { return reader.wrong_with("expected-word", "hint-word", node) };
    let wanted = text.trim();
    if let Some((_, value)) = choices.clone().find(|(key, _)| *key == wanted) {
        return Some(value);
    }
    let keys: Vec<_> = choices.clone().map(|(key, _)| key).collect();
    let finding = Diagnostic::error("R02", "unknown-choice", &reader.file)
        .at(node.span)
        .with("found", wanted)
        .with("known", keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", "));
    // Told, and taken for what it is meant to be, so that nothing is said to be missing.
    let Some(meant) = meant(wanted, &keys, reader.lang) else {
        reader.tell(finding.hint("hint-choose"));
        return None;
    };
    reader.tell(finding.with("nearest", meant).hint("hint-did-you-mean"));
    choices.into_iter().find(|(key, _)| *key == meant).map(|(_, value)| value)
}

/// The word that is meant: the same in another language, its label on the pages, or one that is spelt nearly so.
fn meant(written: &str, keys: &[&'static str], lang: Lang) -> Option<&'static str> {
    let written = written.trim_matches(QUOTES).trim();
    let labelled = |key: &&&'static str| {
        let ending = format!(".{key}");
        let labels = lang.text_keys().filter(|label| label.ends_with(&ending)).filter_map(|label| lang.text(label));
        labels.map(str::to_lowercase).any(|label| label == written.to_lowercase())
    };
    let own = known_as(written, keys).or_else(|| keys.iter().find(labelled).copied());
    own.or_else(|| nearest(written, keys.iter().copied()))
}

/// Quotation marks that are part of the text in YAML.
pub const QUOTES: [char; 8] = ['“', '”', '„', '»', '«', '‘', '’', '‚'];

/// Tells that a key is written a second time.
pub(super) fn tell_duplicate(entry: &Entry, reader: &mut Reader) {
    let finding = Diagnostic::error("R03", "duplicate-field", &reader.file)
        .at(entry.key_span)
        .with("field", entry.key.clone())
        .hint("hint-remove-duplicate");
    reader.tell(finding);
}

//! What can be written in the content, told to programs and to people: JSON Schemas for editors, and a page of
//! reference.
//!
//! In: the shapes of the model's types, the rules, a language. Out: schemas as JSON, pages as Markdown. Everything is
//! made from the types that read the content; only what a field is for stands in a table, `fields/*.yaml`. Nothing is
//! read or written here.

mod editor;
mod json;
mod reference;
mod words;

#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use crate::lang::Lang;
use crate::model::id::Kind;
use crate::model::record::Record as _;
use crate::model::shape::Field;
use crate::model::site::Settings;
use crate::parse::{Table, fields_of};

pub use editor::{Editing, FOLDER, editing};
pub use reference::reference;

use words::Words;

/// What a schema is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// `site.yaml`.
    Site,
    /// A file of records.
    Table(&'static str, Table),
    /// The block between the `---` lines of a kind of document.
    Document(Kind),
}

/// What a field is for, in a sentence.
pub fn purpose_of(field: &Field, lang: Lang) -> &'static str {
    Words { lang }.field(field)
}

/// A JSON Schema (draft-07).
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    pub subject: Subject,
    pub json: Value,
}

impl Subject {
    /// Everything that has a schema.
    pub fn all() -> impl Iterator<Item = Self> {
        let tables = Table::all().map(|(name, table)| Self::Table(name, table));
        let documents = Kind::ALL.iter().map(|kind| Self::Document(*kind));
        [Self::Site].into_iter().chain(tables).chain(documents)
    }

    /// Its name, as `roles` or `channel`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Table(name, _) => name,
            Self::Document(kind) => kind.key(),
        }
    }

    /// Name of the schema's file: `data.roles.schema.json`, since a table and a kind may have one name.
    pub fn file_name(self) -> String {
        let group = match self {
            Self::Site => "",
            Self::Table(..) => "data.",
            Self::Document(_) => "document.",
        };
        format!("{group}{}.schema.json", self.name())
    }

    fn fields(self) -> Vec<Field> {
        match self {
            Self::Site => Settings::fields(),
            Self::Table(_, table) => table.fields(),
            Self::Document(kind) => fields_of(kind),
        }
    }
}

/// The schema of one thing, with descriptions in a language.
pub fn schema(subject: Subject, lang: Lang) -> Schema {
    let words = Words { lang };
    let record = json::record(&subject.fields(), words);
    let mut json = match subject {
        // A file without records is an empty file.
        Subject::Table(..) => json!({ "type": ["array", "null"], "items": record }),
        Subject::Site | Subject::Document(_) => record,
    };
    if subject == Subject::Site {
        let checks = &mut json["properties"]["checks"];
        let described = checks["description"].take();
        *checks = json::checks(words);
        checks["description"] = described;
    }
    let head = [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        ("title", json!(format!("rettesnor: {}", subject.name()))),
        ("description", json!(words.about(subject))),
    ];
    for (name, value) in head {
        json[name] = value;
    }
    Schema { subject, json }
}

//! One new document with the fields of its kind.
//!
//! In: kind, title, id, the site's settings. Out: a folder and a text. Fields that have to be there, or that every
//! document of the kind is asked for, are filled; all others stand as remarks that say what they are for.

use jiff::civil::Date;

use crate::lang::Lang;
use crate::model::id::{Id, Kind};
use crate::model::site::Settings;
use crate::parse::{Layout, fields_of};
use crate::schema::purpose_of;

/// What a new document is to be.
#[derive(Clone, Debug)]
pub struct NewDocument<'a> {
    pub kind: Kind,
    pub title: &'a str,
    pub id: Id,
    pub lang: Lang,
    pub today: Date,
    /// The role that answers for it, where one is known.
    pub owner: Option<&'a str>,
}

/// Fields that a new document has no use for: they name it, or tell of a past that it has not.
const NOT_YET: &[&str] = &["kind", "id", "slug", "aliases", "accept", "closed", "replaces", "translation_of", "split"];

/// The kind that a word means: its key, or its name in the language or in English, whatever the case.
pub fn kind_named(word: &str, lang: Lang) -> Option<Kind> {
    let wanted = word.trim().to_lowercase().replace(['-', ' '], "_");
    let is_named = |kind: &Kind| {
        let key = format!("kind.{}", kind.key());
        let names = [lang, Lang::En].into_iter().filter_map(|lang| lang.text(&key));
        kind.key() == wanted || names.into_iter().any(|name| name.to_lowercase().replace(['-', ' '], "_") == wanted)
    };
    Kind::ALL.iter().copied().find(is_named)
}

/// The folder for documents of a kind, as the site calls it, below the content folder.
pub fn folder_of(kind: Kind, settings: &Settings) -> String {
    let standard = Layout::folder_for(kind);
    let own = settings.folders.0.iter().find(|(_, name)| name.value.as_str() == standard);
    own.map_or_else(|| standard.to_owned(), |(own, _)| own.clone())
}

/// The document's text.
pub fn document(new: &NewDocument<'_>) -> String {
    let mut block = String::new();
    if Layout::kind_of_folder(Layout::folder_for(new.kind)) != Some(new.kind) {
        block.push_str(&format!("kind: {}\n", new.kind.key()));
    }
    for field in fields_of(new.kind).iter().filter(|field| !NOT_YET.contains(&field.name)) {
        let purpose = purpose_of(field, new.lang);
        match value(field.name, new) {
            Some(value) => block.push_str(&format!("{}: {value}\n", field.name)),
            None => block.push_str(&format!("# {}:   # {purpose}\n", field.name)),
        }
    }
    format!("---\n{block}---\n\n")
}

/// What a field says from the start.
fn value(field: &str, new: &NewDocument<'_>) -> Option<String> {
    let is_asked_for = |kinds: &[Kind]| kinds.contains(&new.kind);
    match field {
        "title" => Some(quoted(new.title)),
        "owner" => new.owner.map(str::to_owned),
        "status" => Some("draft".to_owned()),
        "version" if !is_asked_for(&[Kind::Guideline, Kind::Guide]) => Some("\"1.0\"".to_owned()),
        "last_reviewed" => Some(new.today.to_string()),
        "year" => Some(new.today.year().to_string()),
        "type" if is_asked_for(&[Kind::Channel]) => Some("web".to_owned()),
        "type" if is_asked_for(&[Kind::Theme]) => Some("content".to_owned()),
        "level" if is_asked_for(&[Kind::ActionCard]) => Some("operational".to_owned()),
        _ => None,
    }
}

/// A text as YAML between quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

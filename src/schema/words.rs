//! What fields are for, and the words that schemas and the reference page are put together from.

use crate::lang::{Lang, Tables, fill};
use crate::model::id::TargetKind;
use crate::model::shape::{Field, Shape};
use crate::schema::Subject;

static FIELDS: Tables = Tables::new([
    include_str!("fields/da.yaml"),
    include_str!("fields/sv.yaml"),
    include_str!("fields/nb.yaml"),
    include_str!("fields/nn.yaml"),
    include_str!("fields/en.yaml"),
]);

static WORDS: Tables = Tables::new([
    include_str!("words/da.yaml"),
    include_str!("words/sv.yaml"),
    include_str!("words/nb.yaml"),
    include_str!("words/nn.yaml"),
    include_str!("words/en.yaml"),
]);

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub lang: Lang,
}

impl Words {
    /// A word by its key; empty where there is none, which a test keeps from happening.
    pub fn get(self, key: &str) -> &'static str {
        WORDS.of(self.lang).get(key).map_or("", String::as_str)
    }

    /// What a schema is about.
    pub fn about(self, subject: Subject) -> &'static str {
        self.get(&format!("about.{}", subject.name()))
    }

    /// What a field is for: as its record says, or as all records do.
    pub fn field(self, field: &Field) -> &'static str {
        let table = FIELDS.of(self.lang);
        let own = table.get(&format!("{}.{}", snake_case(field.record), field.name));
        own.or_else(|| table.get(&format!("any.{}", field.name))).map_or("", String::as_str)
    }

    /// How a value of this shape is written.
    pub fn shape(self, shape: &Shape) -> String {
        let word = |name: &str| self.get(&format!("shape.{name}")).to_owned();
        let with = |name: &str, key, value: &str| fill(self.get(&format!("shape.{name}")), [(key, value)]);
        match shape {
            Shape::Text => word("text"),
            Shape::Id => word("id"),
            Shape::Number => word("number"),
            Shape::Count => word("count"),
            Shape::Date => word("date"),
            Shape::Duration => word("duration"),
            Shape::Year => word("year"),
            Shape::Month => word("month"),
            Shape::MonthDay => word("month_day"),
            Shape::Switch => word("switch"),
            Shape::Colour => word("colour"),
            Shape::Record(_) => word("record"),
            Shape::Choice(choices) => {
                let quoted: Vec<_> = choices.iter().map(|choice| format!("`{choice}`")).collect();
                with("choice", "choices", &quoted.join(", "))
            }
            Shape::Reference(target) => with("reference", "kind", self.target(*target)),
            Shape::List(of) => with("list", "of", &self.shape(of)),
            Shape::Table(of) => with("table", "of", &self.shape(of)),
            Shape::Either(shapes) => {
                shapes.iter().map(|shape| self.shape(shape)).collect::<Vec<_>>().join(self.get("shape.or"))
            }
        }
    }

    fn target(self, target: TargetKind) -> &'static str {
        let key = match target {
            TargetKind::Document(kind) => kind.key(),
            TargetKind::Record(kind) => kind.key(),
            TargetKind::AnyDocument => "document",
            TargetKind::RoleOrWords => "role_or_words",
        };
        self.get(&format!("target.{key}"))
    }
}

/// `ChannelRole` as `channel_role`.
fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// Keys of the descriptions, and of the words, of a language.
#[cfg(test)]
pub(super) fn keys(lang: Lang) -> (Vec<&'static str>, Vec<&'static str>) {
    let of = |tables: &'static Tables| tables.of(lang).keys().map(String::as_str).collect();
    (of(&FIELDS), of(&WORDS))
}

/// The key under which a field is described: its own, or that of all records.
#[cfg(test)]
pub(super) fn key_of(field: &Field, lang: Lang) -> Option<String> {
    let keys = [format!("{}.{}", snake_case(field.record), field.name), format!("any.{}", field.name)];
    keys.into_iter().find(|key| FIELDS.of(lang).contains_key(key))
}

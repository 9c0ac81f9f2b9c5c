//! Interface texts.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::Lang;

/// The interface texts of one language, with those that a site says otherwise.
#[derive(Clone, Debug)]
pub struct Texts {
    pub lang: Lang,
    own: Arc<BTreeMap<String, String>>,
}

impl Texts {
    /// The texts of a language, overridden by `own`.
    pub fn new(lang: Lang, own: Arc<BTreeMap<String, String>>) -> Self {
        Self { lang, own }
    }

    /// The text of a key; the key itself where there is none, which a test keeps from happening.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.own.get(key).map(String::as_str).or_else(|| self.lang.text(key)).unwrap_or(key)
    }

    /// The text of a key with its placeholders filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values.iter().copied())
    }

    /// A count in words, from the keys `<key>.one` and `<key>.other`.
    pub fn count(&self, key: &str, count: usize) -> String {
        let number = self.lang.whole(count as f64);
        let form = if count == 1 { "one" } else { "other" };
        self.fill(&format!("{key}.{form}"), &[("n", &number)])
    }

    /// All texts by key.
    pub fn all(&self) -> BTreeMap<&str, &str> {
        let base = table(self.lang).iter();
        base.chain(self.own.iter()).map(|(key, text)| (key.as_str(), text.as_str())).collect()
    }
}

impl Lang {
    /// The interface text of a key.
    pub fn text(self, key: &str) -> Option<&'static str> {
        table(self).get(key).map(String::as_str)
    }

    /// Keys of all interface texts.
    pub fn text_keys(self) -> impl Iterator<Item = &'static str> {
        table(self).keys().map(String::as_str)
    }
}

/// `pattern` with each `{name}` replaced by its value.
pub fn fill<'a>(pattern: &str, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    values.into_iter().fold(pattern.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

type Table = BTreeMap<String, String>;

fn table(lang: Lang) -> &'static Table {
    static TABLES: Tables = Tables::new([
        include_str!("da.yaml"),
        include_str!("sv.yaml"),
        include_str!("nb.yaml"),
        include_str!("nn.yaml"),
        include_str!("en.yaml"),
    ]);
    TABLES.of(lang)
}

/// A table of texts by key in each language, read when a language is first asked for.
///
/// The tables are the program's own and flat, which is what serde is at its best for; authors' YAML goes another way
/// (`parse`), since there every value needs its place.
#[derive(Debug)]
pub struct Tables {
    yaml: [&'static str; Lang::ALL.len()],
    read: [OnceLock<Table>; Lang::ALL.len()],
}

impl Tables {
    /// Tables from their YAML, in the order of [`Lang::ALL`].
    pub const fn new(yaml: [&'static str; Lang::ALL.len()]) -> Self {
        Self { yaml, read: [const { OnceLock::new() }; Lang::ALL.len()] }
    }

    /// The table of a language. One that cannot be read is empty; a test reads each of them.
    pub fn of(&self, lang: Lang) -> &BTreeMap<String, String> {
        let index = lang as usize;
        self.read[index].get_or_init(|| serde_yaml::from_str(self.yaml[index]).unwrap_or_default())
    }
}

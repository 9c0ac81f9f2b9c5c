//! What the commands say, in the language of the site.

use crate::lang::{Lang, Tables, fill};

static TEXTS: Tables = Tables::new([
    include_str!("texts/da.yaml"),
    include_str!("texts/sv.yaml"),
    include_str!("texts/nb.yaml"),
    include_str!("texts/nn.yaml"),
    include_str!("texts/en.yaml"),
]);

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    pub lang: Lang,
}

impl Texts {
    /// The text of a key; empty where there is none, which a test keeps from happening.
    pub fn get(self, key: &str) -> &'static str {
        TEXTS.of(self.lang).get(key).map_or("", String::as_str)
    }

    /// The text of a key with its placeholders filled.
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values.iter().copied())
    }

    /// A count in words, from the keys `<key>.one` and `<key>.other`.
    pub fn count(self, key: &str, count: usize) -> String {
        self.count_with(key, count, &[])
    }

    /// A count in words with other placeholders filled too.
    pub fn count_with(self, key: &str, count: usize, values: &[(&str, &str)]) -> String {
        let number = self.lang.whole(count as f64);
        let form = if count == 1 { "one" } else { "other" };
        let values = [("n", number.as_str())].into_iter().chain(values.iter().copied());
        fill(self.get(&format!("{key}.{form}")), values)
    }
}

/// The texts of a language by key.
#[cfg(test)]
pub(super) fn table(lang: Lang) -> &'static std::collections::BTreeMap<String, String> {
    TEXTS.of(lang)
}

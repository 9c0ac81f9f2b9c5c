//! What is told of content that cannot be read, or stands where it cannot be used: the findings with codes `R…`.
//!
//! They are no rules: a site cannot turn them off, and no author can accept them.

use crate::lang::{Lang, Tables};

static TEXTS: Tables = Tables::new([
    include_str!("reading/da.yaml"),
    include_str!("reading/sv.yaml"),
    include_str!("reading/nb.yaml"),
    include_str!("reading/nn.yaml"),
    include_str!("reading/en.yaml"),
]);

/// The codes, in order.
pub const READING: &[&str] = &[
    "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R11", "R12", "R13", "R14", "R15", "R16", "R17",
    "R18", "R19",
];

/// A code in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub title: &'static str,
    pub what: &'static str,
    pub mend: &'static str,
}

/// What a code of [`READING`] means, in a language.
pub fn reading(code: &str, lang: Lang) -> Reading {
    let text = |part: &str| TEXTS.of(lang).get(&format!("{code}.{part}")).map_or("", String::as_str);
    Reading { title: text("title"), what: text("what"), mend: text("mend") }
}

/// Keys of all texts of a language.
#[cfg(test)]
pub(super) fn keys(lang: Lang) -> std::collections::BTreeSet<&'static str> {
    TEXTS.of(lang).keys().map(String::as_str).collect()
}

//! Messages by key and language.

use crate::lang::{Lang, Tables};

static MESSAGES: Tables = Tables::new([
    include_str!("messages/da.yaml"),
    include_str!("messages/sv.yaml"),
    include_str!("messages/nb.yaml"),
    include_str!("messages/nn.yaml"),
    include_str!("messages/en.yaml"),
]);

/// The message of a key in a language; English where the language lacks it, the key where all do.
pub(super) fn message(lang: Lang, key: &'static str) -> &'static str {
    MESSAGES.of(lang).get(key).or_else(|| MESSAGES.of(Lang::En).get(key)).map_or(key, String::as_str)
}

/// Keys of all messages of a language.
pub fn message_keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    MESSAGES.of(lang).keys().map(String::as_str)
}

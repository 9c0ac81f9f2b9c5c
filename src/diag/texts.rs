//! Messages by key and language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lang::Lang;

type Table = BTreeMap<String, String>;

/// The message of a key in a language; English where the language lacks it, the key where all do.
pub(super) fn message(lang: Lang, key: &'static str) -> &'static str {
    table(lang).get(key).or_else(|| table(Lang::En).get(key)).map_or(key, String::as_str)
}

/// Keys of all messages of a language.
pub fn message_keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    table(lang).keys().map(String::as_str)
}

fn table(lang: Lang) -> &'static Table {
    static DA: LazyLock<Table> = LazyLock::new(|| read(include_str!("messages/da.yaml")));
    static SV: LazyLock<Table> = LazyLock::new(|| read(include_str!("messages/sv.yaml")));
    static NB: LazyLock<Table> = LazyLock::new(|| read(include_str!("messages/nb.yaml")));
    static NN: LazyLock<Table> = LazyLock::new(|| read(include_str!("messages/nn.yaml")));
    static EN: LazyLock<Table> = LazyLock::new(|| read(include_str!("messages/en.yaml")));
    match lang {
        Lang::Da => &DA,
        Lang::Sv => &SV,
        Lang::Nb => &NB,
        Lang::Nn => &NN,
        Lang::En => &EN,
    }
}

/// A table that cannot be read is empty; a test reads each of them.
fn read(yaml: &str) -> Table {
    serde_yaml::from_str(yaml).unwrap_or_default()
}

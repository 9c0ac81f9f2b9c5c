//! Languages: interface texts, dates, numbers, alphabetical order, addresses.
//!
//! In: a language and a value. Out: text as a reader of that language expects it. The tables in `lang/*.yaml` hold
//! every interface text once for each language; a test keeps them complete. Nothing here knows the content.

mod address;
mod format;
mod order;
mod slug;
mod text;

use serde::Serialize;

pub use order::Order;
pub use text::{Tables, Texts, fill};

/// A language that the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Da,
    Sv,
    Nb,
    Nn,
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::Da, Self::Sv, Self::Nb, Self::Nn, Self::En];

    /// The language's BCP 47 tag.
    pub fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::Sv => "sv",
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The language's name for itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Da => "Dansk",
            Self::Sv => "Svenska",
            Self::Nb => "Norsk bokmål",
            Self::Nn => "Norsk nynorsk",
            Self::En => "English",
        }
    }

    /// The language with this tag.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|lang| lang.code() == code)
    }
}

#[cfg(test)]
mod tests;

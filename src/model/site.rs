//! `site.yaml`: what the municipality says about its site as a whole.

use jiff::civil::Date;

use crate::lang::Lang;
use crate::model::document::TitledLink;
use crate::model::id::{DocKey, Id, Ref, to};
use crate::model::record::Reader;
use crate::model::record::{Decode, RefUse, record};
use crate::model::scalar::{Switch, Table, Text};
use crate::model::value::{Node, Value};

record! {
    /// The site's settings.
    pub struct Settings {
        title: Text,
        municipality: Text,
        language: Lang,
        languages: Vec<Lang>,
        logo: Option<Picture>,
        colours: Option<Colours>,
        font: Option<Text>,
        /// Regular expression that case numbers match.
        case_number_pattern: Option<Text>,
        /// Telephone numbers that may be shown.
        public_numbers: Vec<Text>,
        mail_domains: Vec<Text>,
        /// Other names of content folders: `kanaler: channels`.
        folders: Table<Text>,
        /// Interface texts of the site's own.
        strings: Table<Text>,
        checks: Table<Setting>,
        autolink: Option<Switch>,
        /// Role whose mailbox takes "is this page wrong?" where a page has no owner.
        feedback: Option<Ref<to::Role>>,
        accessibility: Option<Accessibility>,
        privacy: Option<Text>,
        embed: Option<Embed>,
        editor_link: Option<Text>,
        withheld_versions: Vec<Withheld>,
        /// Where the site is published to; read when publishing.
        targets: Table<Setting>,
        links: Vec<TitledLink>,
    }
}

record! {
    /// A picture with the text that stands for it.
    pub struct Picture {
        file: Text,
        alt: Text,
    }
}

record! {
    /// Colours as `#rrggbb`.
    pub struct Colours {
        primary: Option<Colour>,
        accent: Option<Colour>,
    }
}

record! {
    /// The accessibility statement.
    pub struct Accessibility {
        url: Option<Text>,
        text: Option<Text>,
        assessed_on: Option<Date>,
        contact: Option<Text>,
    }
}

record! {
    /// Which hosts may show the site in a frame.
    pub struct Embed {
        allowed_ancestors: Vec<Text>,
    }
}

record! {
    /// A version that is not shown, and why.
    pub struct Withheld {
        document: Ref<to::Document>,
        version: Text,
        reason: Text,
    }
}

impl Withheld {
    /// Whether the version is one of this document; its kind may be left out.
    pub fn is_of(&self, key: &DocKey) -> bool {
        let named = self.document.id();
        named == key.id.as_str() || named == key.to_string()
    }
}

/// A colour as three bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// The colour as a style sheet has it, `#rrggbb`.
    pub fn css(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Decode for Colour {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let digits = node.scalar().and_then(|text| text.trim().strip_prefix('#')).filter(|hex| hex.len() == 6);
        let byte = |at: usize| u8::from_str_radix(digits?.get(at..at + 2)?, 16).ok();
        match (byte(0), byte(2), byte(4)) {
            (Some(red), Some(green), Some(blue)) => Some(Self([red, green, blue])),
            _ => reader.wrong_with("wrong-colour", "hint-colour", node),
        }
    }
}

/// A setting whose form is the affair of whoever reads it: a word, or words by name.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    Word(String),
    Words(Table<Text>),
}

impl Decode for Setting {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Map(_) => Table::decode(node, reader).map(Self::Words),
            _ => Text::decode(node, reader).map(|text| Self::Word(text.as_str().to_owned())),
        }
    }
}

/// The id of the document that `index.md` is.
pub const START_PAGE: &str = "index";

/// Tells whether an id is that of the start page.
pub fn is_start_page(id: &Id) -> bool {
    id.as_str() == START_PAGE
}

impl Settings {
    /// Tells `visit` every reference in the settings.
    pub fn references(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        self.visit_refs(visit);
    }
}

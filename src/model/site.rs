//! `site.yaml`: what the municipality says about its site as a whole.

use jiff::civil::Date;

use crate::lang::Lang;
use crate::model::document::TitledLink;
use crate::model::id::{DocKey, Id, Ref, to};
use crate::model::record::Reader;
use crate::model::record::{Decode, RefUse, record};
use crate::model::scalar::{Switch, Table, Text};
use crate::model::target::Target;
use crate::model::value::{Node, Value};

record! {
    /// The site's settings.
    pub struct Settings {
        title: Text,
        municipality: Text,
        language: Lang,
        /// The languages in which there are pages.
        languages: Vec<Lang>,
        logo: Option<Picture>,
        colours: Option<Colours>,
        /// Name of a font that readers have, or a font file in `static/`.
        font: Option<Text>,
        /// The file in `static/` that has the letters of that font for bold text.
        font_bold: Option<Text>,
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
        targets: Table<Target>,
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
        allowed_ancestors: Vec<Origin>,
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

    /// The ground of a page in its light form.
    pub const WHITE: Self = Self([0xff; 3]);

    /// Contrast with another colour, from 1 to 21, as WCAG 2.2 defines it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let Self([red, green, blue]) = self;
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
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

/// Websites as Content Security Policy names them: a scheme, a host that may begin with `*.`, perhaps a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// The origin of a text, if it is one.
    pub fn new(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let (host, port) = rest.split_once(':').map_or((rest, None), |(host, port)| (host, Some(port)));
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        let is_host = host.strip_prefix("*.").unwrap_or(host).split('.').all(is_label);
        let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok());
        (is_host && is_port).then(|| Self(text.to_owned()))
    }

    /// The origin as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Decode for Origin {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let origin = node.scalar().and_then(|text| Self::new(text.trim()));
        if origin.is_none() { reader.wrong_with("not-an-origin", "hint-not-an-origin", node) } else { origin }
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

/// What `font` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font<'a> {
    /// A font that readers have on their machines.
    Named(&'a str),
    /// A file, from the folder `static` on.
    File(&'a str),
    /// Neither: signs that no name of a font has.
    Unusable,
}

/// Endings of fonts that browsers read.
const FONT_FILES: [&str; 4] = [".woff2", ".woff", ".ttf", ".otf"];

/// The id of the document that `index.md` is.
pub const START_PAGE: &str = "index";

/// Tells whether an id is that of the start page.
pub fn is_start_page(id: &Id) -> bool {
    id.as_str() == START_PAGE
}

impl Settings {
    /// The path of the site on its host, as `/` or `/rettesnor/`, where its targets say so and agree.
    pub fn base_path(&self) -> Option<&str> {
        let mut paths = self.targets.0.values().map(|keyed| &keyed.value).filter(|target| target.base.is_some());
        let first = paths.next()?.base_path();
        paths.all(|target| target.base_path() == first).then_some(first)
    }

    /// The site's font.
    pub fn font(&self) -> Option<Font<'_>> {
        self.font.as_deref().map(Self::font_of)
    }

    /// The file with the bold letters of the site's font, from the folder `static` on.
    pub fn bold(&self) -> Option<&str> {
        match (self.font()?, Self::font_of(self.font_bold.as_deref()?)) {
            (Font::File(_), Font::File(path)) => Some(path),
            _ => None,
        }
    }

    fn font_of(text: &str) -> Font<'_> {
        let text = text.trim();
        let is_file = FONT_FILES.iter().any(|ending| text.to_lowercase().ends_with(ending));
        let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.');
        match text {
            file if is_file => {
                let file = file.trim_start_matches('/');
                Font::File(file.strip_prefix("static/").unwrap_or(file))
            }
            name if !name.is_empty() && name.chars().all(is_name) => Font::Named(name),
            _ => Font::Unusable,
        }
    }

    /// Tells `visit` every reference in the settings.
    pub fn references(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        self.visit_refs(visit);
    }
}

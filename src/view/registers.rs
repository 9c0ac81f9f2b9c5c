//! Pages that no author writes: the start page, hubs, registers, lists.
//!
//! In: a kind of page. Out: [`Content`], which the frame of every page is put around. Each page says what is missing
//! where it has nothing to show.

mod crisis;
mod embeds;
mod home;
mod hubs;
mod index;
mod pages;
mod wheel;

pub use pages::sheet;

use crate::plan::PageKind;
use crate::view::{Fact, Section, Writer, news};

/// What a page that no author writes says.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub title: String,
    pub summary: String,
    pub kind_label: String,
    /// `home`, `register`, `entity` or `embed`.
    pub template: &'static str,
    pub facts: Vec<Fact>,
    pub sections: Vec<Section>,
    /// Words by which search finds the page beyond what it shows.
    pub keywords: Vec<String>,
}

impl Content {
    /// A register whose title and summary are the interface texts `<key>` and `<key>.summary`.
    fn register(writer: &Writer<'_>, key: &str, sections: impl IntoIterator<Item = Section>) -> Self {
        Self {
            title: writer.text(key),
            summary: writer.text(&format!("{key}.summary")),
            kind_label: String::new(),
            template: "register",
            facts: Vec::new(),
            sections: sections.into_iter().collect(),
            keywords: Vec::new(),
        }
    }
}

/// The content of a page that no author writes; nothing for pages that stand on a document, and for search, moved
/// and missing pages, which have nothing to say beyond their templates.
pub fn page(writer: &Writer<'_>, kind: &PageKind) -> Option<Content> {
    match kind {
        PageKind::Home => Some(home::page(writer)),
        PageKind::Hub(kind) => Some(hubs::page(writer, *kind)),
        PageKind::Role(id) => crate::view::entities::role(writer, id),
        PageKind::Index => Some(index::page(writer)),
        PageKind::Roles => Some(pages::roles(writer)),
        PageKind::ChannelAudiences => Some(pages::channel_audiences(writer)),
        PageKind::Coverage => Some(pages::coverage(writer)),
        PageKind::Documents => Some(pages::documents(writer)),
        PageKind::Changes => Some(Content::register(writer, "page.changes", news::sections(writer))),
        PageKind::Accounts => Some(pages::accounts(writer)),
        PageKind::Figures => Some(pages::figures(writer)),
        PageKind::AnnualWheel => Some(wheel::annual_wheel(writer, writer.today().year())),
        PageKind::WheelOf(year) => Some(wheel::annual_wheel(writer, *year)),
        PageKind::Glossary => Some(pages::glossary(writer)),
        PageKind::Values => Some(pages::values(writer)),
        PageKind::Organisation => Some(pages::organisation(writer)),
        PageKind::CrisisSheet => Some(crisis::crisis_sheet(writer)),
        PageKind::CrisisFile => Some(crisis::crisis_file(writer)),
        PageKind::Accessibility => Some(pages::accessibility(writer)),
        PageKind::Embed(embed) => Some(embeds::embed(writer, *embed)),
        PageKind::Embedding => Some(embeds::embedding(writer)),
        PageKind::Document(_)
        | PageKind::Chapter(_)
        | PageKind::Redline { .. }
        | PageKind::Search
        | PageKind::NotFound
        | PageKind::Feed
        | PageKind::JsonFeed
        | PageKind::Calendar(_)
        | PageKind::Sheet(_)
        | PageKind::Moved(_)
        | PageKind::Permanent(_)
        | PageKind::Withheld(_) => None,
    }
}

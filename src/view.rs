//! What a template may see: one [`Page`] for each route, finished.
//!
//! In: the graph, one route, the parsed document behind it. Out: plain serialisable data in which every
//! reference is resolved, every address is relative to the page and every text is in the page's language.
//! A template that needs more gets a new field here; nothing in this module renders markup, except the HTML of
//! an author's text, which is escaped when it is made. Search records are drawn from the same data.

mod about;
mod blocks;
mod build;
mod calendar;
mod csv;
mod detached;
mod document;
mod entities;
mod feed;
mod filter;
mod health;
mod news;
mod page;
mod parts;
mod prose;
mod redline;
mod registers;
mod site;
mod style;
mod tables;
mod versions;
mod writer;

use serde::Serialize;

use crate::lang::Lang;

pub use calendar::{Calendar, calendar};
pub use health::{Complaint, Duty, Gravity, health};
pub use page::page;
pub use parts::*;
pub use redline::page as redline;
pub use registers::sheet;
pub use site::site;
pub use style::{Shade, ShadeIn, style};
pub use writer::{Writer, joined};

/// One page, as its template gets it under the name `page`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// Template of the page without its ending, as `document` for `document.html`.
    pub template: &'static str,
    /// Language of the page's own words and of its interface texts.
    pub lang: Lang,
    /// Key of the page's kind (`strategy`, `channel`, `register` …), for style and search.
    pub kind: &'static str,
    /// The kind in words, shown above the title; empty where it says nothing.
    pub kind_label: String,
    /// Path from this page to the site's root: empty, or `../` once for each folder.
    pub root: String,
    /// Address of this page from the site's root.
    pub address: String,
    pub title: String,
    /// Lead paragraph and description of the page.
    pub summary: String,
    pub banner: Option<Banner>,
    /// Ancestors and, last, the page itself (without address).
    pub breadcrumb: Vec<Link>,
    /// The metadata a reader looks for first: in force from, adopted by, owner …
    pub facts: Vec<Fact>,
    /// Contents list; empty where the page has fewer than three headings.
    pub contents: Vec<ContentsEntry>,
    pub sections: Vec<Section>,
    /// "About the document": all metadata, versions, related documents, back-links.
    pub about: Vec<Section>,
    /// The same page in other languages.
    pub translations: Vec<Translation>,
    /// `mailto:` link with title and version, to whoever owns the page.
    pub feedback: Option<Link>,
    /// Name and content of `<meta>` elements, Dublin Core terms among them.
    pub metadata: Vec<MetaTag>,
    /// Whether the page is kept from search engines and from the site's own index.
    pub indexing: Indexing,
    /// Words by which search finds the page beyond what it shows.
    pub keywords: Vec<String>,
    /// The one fact most readers come for, shown first in search: a response time, a mailbox.
    pub answer: Option<String>,
    /// Values of the search filters that the page carries.
    pub facets: Vec<Facet>,
}

/// Whether a page may be found by search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Indexing {
    /// In the site's index and open to search engines.
    Indexed,
    /// Left out of both: drafts, old editions, the search page, the not-found page.
    Hidden,
}

/// A status line above the text, as "this is a draft".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    pub tone: Tone,
    /// The status in a word or two.
    pub label: String,
    pub text: String,
    pub link: Option<Link>,
}

/// What a coloured mark means; always shown in words too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Neutral,
    Good,
    Attention,
    Bad,
}

/// A link; without an address it is plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub text: String,
    pub href: Option<String>,
}

/// A name and its value, as in a definition list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Stable key, as `owner`.
    pub key: &'static str,
    pub label: String,
    pub value: Words,
}

/// A piece of running text made of links, marks and plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(pub Vec<Run>);

/// One run of [`Words`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// Shown as a tag (status mark) of that tone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tone: Option<Tone>,
    /// Machine-readable date (`YYYY-MM-DD`), for `<time>`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What became of the run since another edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<RunChange>,
    /// A small picture before the words, as an `svg` element, escaped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// The name under which what the link leads to is kept, where it is to be kept rather than read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub download: Option<String>,
}

/// A run that was put in or taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunChange {
    /// The element that says so: `ins` or `del`.
    pub element: &'static str,
    /// The same in words, for those who hear the page.
    pub label: String,
}

/// Entry of the contents list; `level` is 2 or 3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContentsEntry {
    pub level: u8,
    pub text: String,
    pub anchor: String,
}

/// The page in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Translation {
    pub lang: Lang,
    /// The language's own name for itself.
    pub name: &'static str,
    pub href: String,
}

/// A `<meta name content>` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetaTag {
    pub name: &'static str,
    pub content: String,
}

/// Value of a search filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// `theme`, `channel`, `audience`, `year` or `status`.
    pub key: &'static str,
    pub label: String,
}

/// A part of the page under an optional heading of level 2.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    /// Fragment of the heading; empty for a section without one.
    pub anchor: String,
    /// Empty where the section's first part brings its own headings (an author's text).
    pub title: String,
    pub parts: Vec<Part>,
}

/// What sections are made of; each has one component template, `parts/<name>.html`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// An author's text, rendered and escaped.
    Prose(Prose),
    /// A sentence or two of the program's own.
    Note {
        words: Words,
    },
    Table(Table),
    Facts {
        items: Vec<Fact>,
    },
    /// Links with a line each.
    List(List),
    /// Larger entries: a title, a text, tags.
    Cards {
        items: Vec<Card>,
    },
    DoDont(DoDont),
    /// Numbered steps, with who takes them where it is known.
    Steps {
        items: Vec<Step>,
    },
    /// A decision flow as questions with labelled answers.
    Flow {
        nodes: Vec<FlowNode>,
    },
    /// How far the actions have come.
    Progress(Progress),
    /// A picture of numbers, with its table in it or after it.
    Chart(Chart),
    /// Counts in rows and columns, the fuller the stronger.
    Heat(HeatTable),
    /// Code to be copied.
    Code {
        text: String,
    },
    /// What happened, each entry with its day and what it can be filtered by.
    News {
        items: Vec<NewsItem>,
    },
    /// A form that narrows the entries of the page; it works in the browser alone.
    Filter(Filter),
    /// A message set apart.
    Callout {
        tone: Tone,
        title: String,
        words: Words,
    },
}

/// HTML of an author's text with its headings, and its plain words for search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prose {
    pub html: String,
    /// Headings of levels 2 and 3, for the contents list.
    pub headings: Vec<ContentsEntry>,
    /// The same words by heading: fragment, heading, text.
    #[serde(skip)]
    pub passages: Vec<Passage>,
}

/// The plain text under one heading of an author's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    pub anchor: String,
    pub heading: String,
    pub text: String,
}

/// A table with a caption, column heads and, first in each row, a row head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub layout: Layout,
    /// Said instead of the table when it has no rows.
    pub empty: String,
}

/// How a table meets a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Rows become blocks, each cell under its column's name.
    Stacked,
    /// As `Stacked`, and a reader may sort its rows.
    Register,
    /// Each row is shut until it is asked for: it shows its head and what it says in brief, and on paper everything.
    Entries,
    /// The table scrolls in a focusable region of its own.
    Scrolled,
    /// As `Scrolled`, with filled and empty cells told apart (a coverage matrix).
    Matrix,
}

/// A column's head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    pub title: Words,
    pub align: Align,
}

/// Numbers stand to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Start,
    End,
}

/// A row: its head and the cells after it (one fewer than there are columns).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Fragment by which the row can be linked to; empty for none.
    pub anchor: String,
    pub head: Words,
    pub cells: Vec<Cell>,
    /// What stands beside the head while the row is shut ([`Layout::Entries`]).
    pub brief: Words,
    /// What the row is found by, where the page has a filter.
    pub marks: Vec<Mark>,
}

/// A value by which a reader finds rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Key of the choice that the value is one of: its word in addresses.
    pub choice: &'static str,
    /// Without blanks, and different from the values of other choices.
    pub value: String,
    #[serde(skip)]
    pub label: String,
}

/// A cell: lines of words; none means "nothing here", which the template says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Cell(pub Vec<Words>);

/// What every page of one language has in common, under the name `site`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Site {
    pub title: String,
    pub municipality: String,
    pub lang: Lang,
    pub logo: Option<Logo>,
    /// Main navigation; addresses from the site's root.
    pub navigation: Vec<Link>,
    /// Footer links; addresses from the site's root, or whole.
    pub footer: Vec<Link>,
    /// Assets and entry files, from the site's root.
    pub assets: Assets,
    /// Addresses of fixed pages from the site's root.
    pub search_page: String,
    pub index_page: String,
    pub home_page: String,
    /// The Atom feed of what changed.
    pub feed: String,
    /// The same as JSON.
    pub json_feed: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    pub href: String,
    pub alt: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assets {
    pub style: String,
    /// Style of pages that are to fit on one sheet of paper.
    pub paper: String,
    pub script: String,
    /// The script of lists and decision flows, which that one loads where there are any.
    pub lists: String,
    /// The script of the search, which that one loads when search is first used.
    pub search: String,
    /// Entry file of the search index, which the search loads.
    pub search_index: String,
}

impl Words {
    /// Plain words; none for an empty text.
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::default() } else { Self(vec![Run::plain(text)]) }
    }

    /// Words that link to `href`.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self(vec![Run { href: Some(href.into()), ..Run::plain(text) }])
    }

    /// A picture, with words after it.
    pub fn picture(svg: String, text: impl Into<String>) -> Self {
        Self(vec![Run { picture: Some(svg), ..Run::plain(text) }])
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Run {
    /// A run of plain words.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, tone: None, date: None, change: None, picture: None, download: None }
    }
}

#[cfg(test)]
mod tests;

//! The search index: what the script on every page needs to find a page by any of its words.
//!
//! In: one [`Record`] for each page that may be found, drawn from its finished view, and the site's synonyms.
//! Out: an [`Index`], a set of classic scripts that work from a file share and under `script-src 'self'`. Two steps:
//! [`analyse`] takes one record by itself and is worth keeping as long as the record is the same; [`assemble`] puts
//! all of them together. Nothing here knows how pages look, touches the disk, or depends on the order of records.
//!
//! Reading order: `token` cuts text into words, `fold` makes their spellings one, `stem`, `irregular` and `stop` know the
//! languages, `compound` what is part of what; `analyse` counts words in a page, `merge` turns pages into terms with
//! postings, `encode` and `files` write them down together with the lists of `forms` and the numbers of `rank`. `engine.js`,
//! shipped in the index, reads them and does the ranking; [`query`] is the same in Rust, and a test holds the two together.
//! The theme's `search.js` is what a reader sees of it. `docs/search.md` says how well it finds.

mod analyse;
mod compound;
mod encode;
mod files;
mod fold;
mod forms;
mod irregular;
mod merge;
pub mod query;
mod rank;
mod stem;
mod stop;
mod token;

#[cfg(test)]
mod tests;

use std::borrow::Borrow;

use rayon::prelude::*;

use crate::lang::Lang;

use forms::Forms;

pub use analyse::{Analysed, analyse};
pub use files::ENTRY;
pub use stem::stem;

/// What the index knows of one page.
#[derive(Clone, Debug)]
pub struct Record {
    /// Address from the site's root, as `kanaler/facebook.html`; unique in the index.
    pub href: String,
    /// Language of the page's text; decides how its words are stemmed.
    pub lang: Lang,
    /// Key of the page's kind, as `guideline`.
    pub kind: String,
    /// The kind in the site's language, as a reader sees it.
    pub kind_label: String,
    /// The page's heading.
    pub title: String,
    /// The page's lead; empty where it has none.
    pub summary: String,
    /// The author's subject words and other words for what the page is about, not shown in excerpts.
    pub synonyms: Vec<String>,
    /// Sentences by which the page is asked for besides its title, as a guideline's task.
    pub names: Vec<String>,
    /// Words that a place of the page explains, each with the place's fragment.
    pub explains: Vec<(String, String)>,
    /// The text as shown, in its order; the first may be without heading.
    pub sections: Vec<Section>,
    /// Values of the filters that the page carries, with their labels in the site's language.
    pub facets: Vec<(Facet, String)>,
    /// The one fact that most readers come for, as a response time or a mailbox; stands first in excerpts.
    pub answer: Option<String>,
    /// Whether it has a text of its own.
    pub sort: Sort,
    /// Whether this is the text that counts today.
    pub edition: Edition,
}

/// A part of a page that a result may lead straight to.
#[derive(Clone, Debug)]
pub struct Section {
    /// Fragment of the heading, without `#`; empty for the part before the first heading.
    pub anchor: String,
    /// The heading's text.
    pub heading: String,
    /// All text up to the next heading.
    pub text: String,
    /// Whether it reads well in an excerpt.
    pub form: Form,
}

/// What a text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Sentences that somebody wrote.
    Prose,
    /// Facts and rows of tables, shown where no sentence has what was asked for.
    Data,
}

/// A filter beside the kind, which every page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// A content theme.
    Theme,
    /// A channel.
    Channel,
    /// A target group.
    Audience,
    /// A calendar year.
    Year,
    /// In force, living, in consultation …
    Status,
}

/// What a page is to a reader who searches; the order is that of the numbers in the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A page with a text of its own.
    Text,
    /// A page that lists others, and has the words of them all.
    List,
    /// A text that does not count any more, at its document's main address.
    Past,
    /// A text in force on which others rest: a strategy, a policy, a plan.
    Leading,
    /// A text that does not count yet: in consultation, or adopted for later.
    Coming,
    /// A page of somebody, where most words are those of the pages that name them, as a role's.
    Gathered,
    /// A part of a text that is meant to be read as one, as a chapter.
    Chapter,
}

/// Whether a page is the edition that stands at its document's main address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edition {
    /// The text in force, or a page that has no editions.
    Current,
    /// An earlier edition with its version; found only on request.
    Older(String),
}

/// Words that mean the same, as a glossary term and its synonyms; one of several words is a phrase.
#[derive(Clone, Debug)]
pub struct Synonyms {
    /// Language of the words.
    pub lang: Lang,
    /// Two or more words or phrases.
    pub words: Vec<String>,
}

/// A finished index.
#[derive(Clone, Debug)]
pub struct Index {
    /// Path of the script that lists the others. Always [`ENTRY`]: a page that names it need not be made anew when
    /// some other page has changed.
    pub entry: &'static str,
    /// All files, the entry included, sorted by path. All but the entry carry their content's hash in their name.
    pub files: Vec<Shard>,
}

/// One script of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Path from the site's root.
    pub path: String,
    /// UTF-8 text.
    pub bytes: Vec<u8>,
}

/// The index of a set of pages.
pub fn index(records: &[Record], glossary: &[Synonyms]) -> Index {
    let analysed: Vec<Analysed> = records.par_iter().map(analyse).collect();
    assemble(&analysed, glossary)
}

/// The index of pages analysed before. Every call does the whole work that is not done by [`analyse`].
pub fn assemble<A: Borrow<Analysed> + Sync>(pages: &[A], glossary: &[Synonyms]) -> Index {
    let mut pages: Vec<&Analysed> = pages.iter().map(Borrow::borrow).collect();
    pages.sort_by(|a, b| a.href.cmp(&b.href));
    let forms = Forms::new(&pages, glossary);
    let vocabulary = merge::merge(&pages, &forms);
    files::write(&pages, &vocabulary, forms)
}

/// The terms of a text in their order, as the index holds them and as the script must make them of a query.
pub fn terms(text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    token::tokens(text, |token| terms.push(fold::fold(&fold::lower(token.as_str()))));
    terms.retain(|term| !term.is_empty());
    terms
}

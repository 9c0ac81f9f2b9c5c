//! What changed, newest first, for readers that come back: one page that a feed is made of.
//!
//! In: the news. Out: a [`Page`] whose one part are the entries; `feed.xml` (RFC 4287) and `feed.json` (JSON Feed
//! 1.1) are written from it, so that both say the same. Ids are made of the municipality's name and of what an entry
//! is about, so that they stay the same for ever; days are those of the content.

use jiff::civil::Date;

use crate::view::news::news;
use crate::view::page::empty;
use crate::view::{Indexing, MetaTag, Page, Part, Section, Writer};

/// How many entries the feed holds.
const ENTRIES: usize = 50;

/// The feed in the form that `template` writes.
pub(super) fn feed(writer: &Writer<'_>, template: &'static str) -> Page {
    let settings = &writer.graph.config.settings;
    let news = news(writer);
    // A feed without entries has not been updated yet; the clock would make another feed every day.
    let updated = news.first().map_or(Date::constant(1970, 1, 1), |(date, _)| *date);
    let mut page = empty(writer, settings.title.to_string());
    page.template = template;
    page.summary = writer.text("home.new");
    page.indexing = Indexing::Hidden;
    page.metadata = vec![
        MetaTag { name: "id", content: format!("urn:rettesnor:{}", writer.lang.slug(&settings.municipality)) },
        MetaTag { name: "updated", content: updated.to_string() },
        MetaTag { name: "author", content: settings.municipality.to_string() },
    ];
    let items = news.into_iter().take(ENTRIES).map(|(_, item)| item).collect();
    page.sections = vec![Section { anchor: String::new(), title: String::new(), parts: vec![Part::News { items }] }];
    page
}

//! What changed, newest first, for readers that come back: one page that a feed is made of.
//!
//! In: the dates of the documents. Out: a [`Page`] whose one list are the entries; `feed.xml` (RFC 4287) and
//! `feed.json` (JSON Feed 1.1) are written from it, so that both say the same. Ids are made of the municipality's
//! name and of addresses, which stay the same for ever.

use crate::view::build::list;
use crate::view::page::empty;
use crate::view::registers::changes;
use crate::view::{Indexing, MetaTag, Page, Section, Writer};

/// How many changes the feed holds.
const ENTRIES: usize = 30;

/// The feed in the form that `template` writes.
pub(super) fn feed(writer: &Writer<'_>, template: &'static str) -> Page {
    let settings = &writer.graph.config.settings;
    let changes = changes(writer);
    let updated = changes.first().map_or(writer.graph.config.options.today, |(date, _)| *date);
    let mut page = empty(writer, settings.title.to_string());
    page.template = template;
    page.summary = writer.text("home.new");
    page.indexing = Indexing::Hidden;
    page.metadata = vec![
        MetaTag { name: "id", content: format!("urn:rettesnor:{}", writer.lang.slug(&settings.municipality)) },
        MetaTag { name: "updated", content: updated.to_string() },
        MetaTag { name: "author", content: settings.municipality.to_string() },
    ];
    let items = changes.into_iter().take(ENTRIES).map(|(_, item)| item).collect();
    let parts = vec![list(items, String::new())];
    page.sections = vec![Section { anchor: String::new(), title: String::new(), parts }];
    page
}

//! The feed as JSON, by version 1.1 of JSON Feed (<https://www.jsonfeed.org/version/1.1/>).
//!
//! In: the feed's page. Out: JSON with the entries that `feed.xml` has, under the same ids. It is no template: only a
//! program escapes JSON rightly. Addresses are relative to the feed, as everywhere: the site knows no host.

use serde_json::{Value, json};

use crate::view::{NewsItem, Page, Part, Words};

/// Name by which a page asks for this form.
pub(super) const TEMPLATE: &str = "feed.json";

/// The feed in one line.
pub(super) fn json_feed(page: &Page, home_page: &str) -> String {
    let parts = page.sections.iter().flat_map(|section| &section.parts);
    let entries = parts.flat_map(|part| match part {
        Part::News { items } => items.as_slice(),
        _ => &[],
    });
    let id = meta(page, "id");
    let items: Vec<Value> = entries.map(|entry| item(id, entry)).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": format!("{} – {}", page.title, page.summary),
        "home_page_url": home_page,
        "feed_url": page.address,
        "language": page.lang.code(),
        "authors": [{ "name": meta(page, "author") }],
        "items": items,
    });
    format!("{feed}\n")
}

fn meta<'a>(page: &'a Page, name: &str) -> &'a str {
    page.metadata.iter().find(|tag| tag.name == name).map_or("", |tag| &tag.content)
}

fn item(feed: &str, entry: &NewsItem) -> Value {
    let text = [plain(&entry.detail), entry.text.clone()].into_iter().filter(|text| !text.is_empty());
    json!({
        "id": format!("{feed}:{}", entry.id),
        "url": entry.href,
        "title": plain(&entry.words),
        "content_text": text.collect::<Vec<_>>().join(". "),
        "date_modified": format!("{}T00:00:00Z", entry.date),
        "tags": entry.marks,
    })
}

fn plain(words: &Words) -> String {
    words.0.iter().map(|run| run.text.as_str()).collect()
}

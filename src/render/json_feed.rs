//! The feed as JSON, by version 1.1 of JSON Feed (<https://www.jsonfeed.org/version/1.1/>).
//!
//! In: the feed's page. Out: JSON with the entries that `feed.xml` has, under the same ids. It is no template: only a
//! program escapes JSON rightly. Addresses are relative to the feed, as everywhere: the site knows no host.

use serde_json::{Value, json};

use crate::view::{List, ListItem, Page, Part, Words};

/// Name by which a page asks for this form.
pub(super) const TEMPLATE: &str = "feed.json";

/// The feed in one line.
pub(super) fn json_feed(page: &Page, home_page: &str) -> String {
    let parts = page.sections.iter().flat_map(|section| &section.parts);
    let entries = parts.flat_map(|part| match part {
        Part::List(List { items, .. }) => items.as_slice(),
        _ => &[],
    });
    let id = meta(page, "id");
    let items: Vec<Value> = entries.filter_map(|entry| item(id, entry)).collect();
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

/// An entry; nothing for a line that leads nowhere.
fn item(feed: &str, entry: &ListItem) -> Option<Value> {
    let link = entry.words.0.iter().find(|run| run.href.is_some())?;
    let url = link.href.as_deref()?;
    let date = entry.detail.0.iter().find_map(|run| run.date.as_deref());
    let mut item = json!({
        "id": format!("{feed}:{url}"),
        "url": url,
        "title": link.text,
        "content_text": plain(&entry.detail),
    });
    if let (Some(date), Some(fields)) = (date, item.as_object_mut()) {
        fields.insert("date_modified".to_owned(), json!(format!("{date}T00:00:00Z")));
    }
    Some(item)
}

fn plain(words: &Words) -> String {
    words.0.iter().map(|run| run.text.as_str()).collect()
}

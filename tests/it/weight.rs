//! How much a page asks a reader to load: its HTML, its style sheets, its scripts; not fonts, pictures or the search.

use std::collections::BTreeMap;

use rettesnor::pipeline::{Memo, build};

use crate::fixture::outputs;
use crate::shown::example;
use crate::site::text;

/// What a page may weigh, in bytes that are not compressed.
const LIMIT: usize = 60_000;

/// Pages that are heavier, what they may weigh, and why they are not split.
const HEAVIER: &[(&str, usize, &str)] = &[
    ("handleplaner/", 155_000, "an adopted plan is read, printed and handed on whole: actions, goals and the year"),
    ("strategier/sociale-medier", 95_000, "an adopted strategy is read whole, with its channels, audiences and roles"),
    ("rapporter/", 97_000, "a report is handed on whole, with its charts and their values"),
    ("kanaler/", 100_000, "a channel's sheet has its charts, each with its values as a table"),
    ("noegletal.html", 78_000, "figures, targets, courses and how each is computed are compared with each other"),
    ("sider/tal-og-maal.html", 70_000, "the author shows three charts with their tables, and all goals"),
    ("sider/kontakt.html", 72_000, "the author shows all roles and all accounts"),
    ("aarshjul", 70_000, "the ring is explained by the list of its months"),
    ("krise/paa-et-ark.html", 65_000, "all of the crisis plan on one sheet, whoever has the net for one page only"),
    ("roller/", 62_000, "a role that has many actions shows all of them"),
    ("a-aa.html", 74_000, "every page of the site, to be looked through at once"),
];

#[test]
fn every_page_of_the_example_is_light() {
    let build = build(&example(), &mut Memo::default());
    let files = outputs(&build);
    let mut wrong = Vec::new();
    for (path, html) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let weight = weight(path, text(html), &files);
        let own = HEAVIER.iter().find(|(beginning, ..)| path.starts_with(beginning));
        if weight > own.map_or(LIMIT, |(_, limit, _)| *limit) {
            wrong.push(format!("{path}: {weight}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (beginning, ..) in HEAVIER {
        let needs_it = |(path, html): (&String, &Vec<u8>)| {
            path.starts_with(beginning) && path.ends_with(".html") && weight(path, text(html), &files) > LIMIT
        };
        assert!(files.iter().any(needs_it), "`{beginning}` is light enough by now");
    }
}

/// The bytes of a page with what it loads before a reader does anything.
fn weight(path: &str, html: &str, files: &BTreeMap<String, Vec<u8>>) -> usize {
    let steps = "../".repeat(path.matches('/').count());
    let size = |address: &str| files.get(address.strip_prefix(&steps).unwrap_or(address)).map_or(0, Vec::len);
    let own = |tag: &str, attribute: &str| -> usize {
        let tags = html.split(tag).skip(1).filter_map(|rest| rest.split('>').next());
        tags.filter_map(|tag| tag.split(attribute).nth(1)?.split('"').next()).map(size).sum()
    };
    // Where there are lists to narrow or sort, or a flow, their script comes too.
    let has_lists = ["data-narrow", "data-sort", "data-flow"].iter().any(|mark| html.contains(mark));
    let lists = if has_lists { own("<script ", "data-lists=\"") } else { 0 };
    html.len() + own("<link rel=\"stylesheet\"", "href=\"") + own("<script ", "src=\"") + lists
}

//! The page of a redline: HTML that nests as it must, in which each edition can be read.

use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use rettesnor::graph::EditionIndex;
use rettesnor::model::document::Origin;
use rettesnor::pipeline::Build;
use rettesnor::plan::{PageKind, Route};
use rettesnor::view::{Part, page};

use super::{cases, editions};
use crate::fixture::Fixture;

/// Elements that hold nothing.
const VOID: &[&str] = &["br", "hr", "img", "input"];

/// Elements that stand between words; all others end a paragraph.
const PHRASING: &[&str] = &["a", "br", "code", "del", "em", "img", "input", "ins", "s", "span", "strong", "sup"];

/// Elements in which nothing but words may stand.
const WORDS_ONLY: &[&str] = &["p", "h2", "h3", "h4", "h5", "h6", "pre", "dt"];

/// What may stand in an element that takes nothing else.
const PARTS: &[(&str, &[&str])] = &[
    ("ul", &["li"]),
    ("ol", &["li"]),
    ("dl", &["dt", "dd"]),
    ("table", &["thead", "tbody"]),
    ("thead", &["tr"]),
    ("tbody", &["tr"]),
    ("tr", &["th", "td"]),
];

/// The words of a page: all, those of the new edition, those of the old one.
#[derive(Debug, Default)]
struct Words {
    new: String,
    old: String,
}

/// Walks through HTML; what is wrong with it, or its words.
fn read(html: &str) -> Result<Words, String> {
    let mut open: Vec<(String, String)> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut words = Words::default();
    for token in Tokenizer::new(html) {
        let token = token.map_err(|error| format!("{error:?}"))?;
        match token {
            Token::StartTag(tag) => {
                let attribute = |name: &str| {
                    let value = tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes());
                    value.map(|(_, value)| String::from_utf8_lossy(value).into_owned()).unwrap_or_default()
                };
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                may_stand(&name, &open)?;
                let id = attribute("id");
                if !id.is_empty() && !ids.insert(id.clone()) {
                    return Err(format!("two elements have the id {id}"));
                }
                if !VOID.contains(&name.as_str()) {
                    let class = attribute("class");
                    open.push((name, class));
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let (last, _) = open.pop().ok_or_else(|| format!("{name} closes nothing"))?;
                if last != name {
                    return Err(format!("{name} closes {last}"));
                }
                if !PHRASING.contains(&name.as_str()) {
                    words.new.push(' ');
                    words.old.push(' ');
                }
            }
            Token::String(text) => put(&String::from_utf8_lossy(&text), &open, &mut words),
            Token::Error(error) => return Err(format!("{error:?}")),
            Token::Comment(_) | Token::Doctype(_) => return Err("neither comment nor doctype".to_owned()),
        }
    }
    if open.is_empty() { Ok(words) } else { Err(format!("{open:?} stay open")) }
}

fn may_stand(name: &str, open: &[(String, String)]) -> Result<(), String> {
    let is_open = |name: &str| open.iter().any(|(own, _)| own == name);
    let parent = open.last().map_or("", |(own, _)| own.as_str());
    let parts = PARTS.iter().find(|(own, _)| *own == parent);
    if parts.is_some_and(|(_, parts)| !parts.contains(&name)) {
        return Err(format!("{name} in {parent}"));
    }
    let wanted = PARTS.iter().filter(|(_, parts)| parts.contains(&name));
    let homes: Vec<&str> = wanted.map(|(own, _)| *own).collect();
    if !homes.is_empty() && !homes.contains(&parent) {
        return Err(format!("{name} in {parent}"));
    }
    if !PHRASING.contains(&name)
        && open.iter().any(|(own, _)| WORDS_ONLY.contains(&own.as_str()) || PHRASING.contains(&own.as_str()))
    {
        return Err(format!("{name} among words"));
    }
    if name == "a" && is_open("a") || ["ins", "del"].contains(&name) && (is_open("ins") || is_open("del")) {
        return Err(format!("{name} in itself"));
    }
    Ok(())
}

/// Words count where no class says that they are the program's own.
fn put(text: &str, open: &[(String, String)], words: &mut Words) {
    let own = ["change-label", "visually-hidden", "footnote-ref", "footnote-back"];
    let is_own = |(name, class): &(String, String)| {
        name == "summary" || class == "change moved away" || own.iter().any(|known| class.contains(known))
    };
    if open.iter().any(is_own) {
        return;
    }
    let is_in = |name: &str| open.iter().any(|(own, _)| own == name);
    if !is_in("del") {
        words.new.push_str(text);
    }
    if !is_in("ins") {
        words.old.push_str(text);
    }
}

/// A site with two editions of one page.
fn site(old: &str, new: &str) -> Build {
    let front = |version: &str| {
        format!("---\ntitle: A\nstatus: adopted\nadopted_on: 2024-01-0{version}\nversion: \"{version}\"\n---\n")
    };
    let text = format!("//- editions/policy/a/1.md\n{}{old}\n//- strategies/a.md\nkind{}{new}", front("1"), front("2"));
    Fixture::new(&text.replace("kind---\n", "---\nkind: policy\n")).build()
}

fn text_of(build: &Build, old: EditionIndex, new: EditionIndex) -> String {
    let page = build.redline_page(old, new);
    let parts = page.sections.iter().flat_map(|section| &section.parts);
    let html = parts.filter_map(|part| match part {
        Part::Prose(prose) => Some(prose.html.as_str()),
        _ => None,
    });
    html.collect()
}

/// The words of a text in alphabetical order: what moved is at another place.
fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<_> = text.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// The text of an edition as its own page shows it.
fn plain(build: &Build, edition: EditionIndex) -> String {
    let path = build.graph().path(edition);
    let route = Route { path: path.clone(), page: PageKind::Document(edition) };
    let parts = page(build.graph(), &route).sections.into_iter().flat_map(|section| section.parts);
    let html = parts.filter_map(|part| match part {
        Part::Prose(prose) => Some(prose.html),
        _ => None,
    });
    html.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_is_well_formed_and_has_both_texts((old, new) in editions()) {
        // What a view shows is no part of the text.
        let without = |text: &str| text.replace("```view", "```show");
        let build = site(&without(&old), &without(&new));
        let find = |origin| build.graph().all().find(|(_, edition)| edition.source.document.origin == origin);
        let (Some((before, _)), Some((after, _))) = (find(Origin::Frozen), find(Origin::WorkTree)) else {
            panic!("two editions")
        };
        let html = text_of(&build, before, after);
        let words = read(&html).map_err(|error| TestCaseError::fail(format!("{error}\n{html}")))?;
        if !html.is_empty() {
            let (old, new) = (plain(&build, before), plain(&build, after));
            let (old, new) = (read(&old).unwrap(), read(&new).unwrap());
            prop_assert_eq!(sorted(&words.new), sorted(&new.new), "new\n{}", html);
            prop_assert_eq!(sorted(&words.old), sorted(&old.new), "old\n{}", html);
        }
    }
}

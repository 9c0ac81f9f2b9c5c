//! Every field is shown: what the example content says in its fields stands in the text of some page.

use std::collections::BTreeSet;
use std::path::Path;

use rettesnor::config::{Drafts, Options, Profile};
use rettesnor::fs::{Folders, Scan, Theme, scan};
use rettesnor::lang::Lang;
use rettesnor::pipeline::{Inputs, Memo, build};
use serde_yaml::Value;

use crate::fixture::outputs;

/// Fields that say something to the program or to the author and not to a reader.
const NOT_FOR_READERS: &[&str] = &[
    "accept",
    "allow_personal_data",
    "strings",
    "checks",
    "embed",
    "case_number_pattern",
    "mail_domains",
    "public_numbers",
    // Former addresses are pages, tags and synonyms are found by search.
    "aliases",
    "synonyms",
];

#[test]
fn what_the_example_says_is_shown() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folders = Folders::find(&content, &Theme::Default).unwrap();
    let Scan { content, sources, statics, theme, refused } = scan(&folders);
    let today = jiff::civil::date(2026, 11, 20);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Shown, lang: None };
    let inputs = Inputs { content, sources, statics, theme, options, refused };
    let shown = shown(&inputs);
    let mut missing = BTreeSet::new();
    for file in &inputs.sources {
        // The example withholds one version; of measurements the rates are shown, and the latest of each account.
        if ["billeder-og-samtykke/1.0", "measurements.csv"].iter().any(|name| file.path.as_str().contains(name)) {
            continue;
        }
        let text = std::str::from_utf8(&file.bytes).unwrap();
        for (field, said) in fields(file.path.as_str(), text) {
            if !shown.contains(&said) {
                missing.insert(format!("{}: {field}: {said}", file.path));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The text of all pages, white space as single spaces.
fn shown(inputs: &Inputs) -> String {
    let build = build(inputs, &mut Memo::default());
    let mut text = String::new();
    for (path, bytes) in outputs(&build, &mut Memo::default()) {
        if path.ends_with(".html") {
            let html = String::from_utf8(bytes).unwrap();
            let words: Vec<_> =
                html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words).collect();
            text.push_str(&words.concat());
            // Text alternatives, mail subjects and descriptions stand in attributes.
            text.push_str(&html);
        }
    }
    plain(&text)
}

fn plain(text: &str) -> String {
    let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Texts and dates in the fields of a file, with the names of the fields.
fn fields(path: &str, text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if path.ends_with(".csv") {
        let mut lines = text.lines();
        let names: Vec<&str> = lines.next().unwrap_or_default().split(';').collect();
        for line in lines {
            // The example's cells have no quotation marks around a delimiter.
            for (name, cell) in names.iter().zip(line.split(';')) {
                cell.split('|').for_each(|item| take(name, item.trim().trim_matches('"'), &mut found));
            }
        }
        return found;
    }
    let front = if path.ends_with(".md") { text.split("---\n").nth(1).unwrap_or_default() } else { text };
    walk("", &serde_yaml::from_str(front).unwrap(), &mut found);
    found
}

fn walk(field: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => take(field, text, found),
        Value::Sequence(items) => items.iter().for_each(|item| walk(field, item, found)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().unwrap_or_default();
                if !NOT_FOR_READERS.contains(&key) {
                    walk(key, value, found);
                }
            }
        }
        _ => {}
    }
}

/// Keeps a text of more than one word, and a date as a reader sees it; ids and words from lists have other names.
fn take(field: &str, text: &str, found: &mut Vec<(String, String)>) {
    if NOT_FOR_READERS.contains(&field) {
        return;
    }
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        found.push((field.to_owned(), plain(&Lang::Da.date(date))));
    } else if text.contains(' ') {
        found.push((field.to_owned(), plain(text)));
    }
}

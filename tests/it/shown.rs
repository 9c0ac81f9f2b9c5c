//! Every field is shown: what the example content says in its fields stands on a page that names the thing it is said
//! of. A text, a date or a number stands there as a reader writes it, a choice by its label, an id by the title of what
//! it names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rettesnor::config::{Drafts, Options, Profile};
use rettesnor::fs::{Folders, Scan, Theme, scan};
use rettesnor::lang::Lang;
use rettesnor::pipeline::{Build, Inputs, Memo, build};
use serde_yaml::Value;

use crate::fixture::outputs;

/// Fields that say something to the program or to the author and not to a reader.
const NOT_FOR_READERS: &[&str] = &[
    "accept",
    "allow_personal_data",
    "strings",
    "checks",
    "case_number_pattern",
    "mail_domains",
    "public_numbers",
    // An id is what others name a thing by; they show its title.
    "id",
    // Former addresses are pages, tags and synonyms are found by search.
    "aliases",
    "synonyms",
    // Chapters are pages of their own; each of them has its title.
    "split",
    // Colours are in the style sheet, which has its own test.
    "primary",
    "accent",
];

/// Values that are the rule, which a page does not say; what departs from it is said.
const THE_RULE: &[(&str, &str)] = &[("recurs", "yearly")];

/// Happens once, in a year to come, and is shown in that year only.
const ONCE: &str = "Kommunalvalg: særlige regler for kommunens kanaler";

#[test]
fn what_the_example_says_is_shown() {
    let inputs = example();
    let build = build(&inputs, &mut Memo::default());
    let site = Shown::new(&build, &inputs);
    let mut missing = BTreeSet::new();
    let mut looked_at = 0;
    for (file, said) in all_said(&inputs) {
        looked_at += 1;
        if said.of != ONCE && !site.shows(&said) {
            missing.insert(format!("{file}: {} of »{}«: {}", said.field, said.of, said.text));
        }
    }
    assert!(missing.is_empty(), "{} of {looked_at}: {missing:#?}", missing.len());
    assert!(looked_at > 2_000, "only {looked_at} fields of the example were looked at");
}

pub fn example() -> Inputs {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folders = Folders::find(&content, &Theme::Default).unwrap();
    let Scan { content, sources, statics, theme, refused } = scan(&folders);
    let today = jiff::civil::date(2026, 11, 20);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Shown, lang: None };
    Inputs { content, sources, statics, theme, options, refused, history: None }
}

/// One value of a field.
struct Said {
    field: String,
    text: String,
    /// Title of what it is said of; empty for the site.
    of: String,
}

/// Everything that the example says, with the files in which it is said.
fn all_said(inputs: &Inputs) -> Vec<(String, Said)> {
    let mut all = Vec::new();
    for file in &inputs.sources {
        let path = file.path.as_str();
        // The example withholds one version; of measurements the rates are shown, and the latest of each account.
        // What is kept with a version says much that its page does not ask for.
        let is_kept = path.contains("/editions/") && path.matches('/').count() > 4;
        if is_kept || ["billeder-og-samtykke/1.0", "measurements.csv"].iter().any(|name| path.contains(name)) {
            continue;
        }
        let text = std::str::from_utf8(&file.bytes).unwrap();
        all.extend(fields(path, text).into_iter().map(|said| (path.to_owned(), said)));
    }
    all
}

/// Fields that are a link to another step, and the language that a page is marked with.
const IN_ATTRIBUTES: &[&str] = &["go", "language", "languages"];

/// Fields whose choices are called by texts of other groups; of a metric it is the name or the definition.
const GROUPS: &[(&[&str], &[&str])] =
    &[(&["numerator", "denominator", "metric", "metrics"], &["figure", "metric"]), (&["recurs"], &["wheel"])];

/// A page, white space as single spaces.
struct PageText {
    words: String,
    /// Text alternatives, mail subjects and addresses stand in attributes.
    markup: String,
}

/// The pages as text, and what ids and choices are called there.
struct Shown {
    pages: Vec<PageText>,
    titles: BTreeMap<String, BTreeSet<String>>,
    /// Interface texts by their keys.
    labels: BTreeMap<String, String>,
}

/// How a reader may find a value.
enum Wording {
    /// In words, in any of these.
    Words(Vec<String>),
    /// Or in an attribute too, as it was written.
    Anywhere(String),
}

impl Shown {
    fn new(build: &Build, inputs: &Inputs) -> Self {
        let pages = outputs(build).into_iter().filter(|(path, _)| path.ends_with(".html"));
        let pages = pages.map(|(_, bytes)| page_text(&String::from_utf8(bytes).unwrap())).collect();
        let labels = build.graph().config.texts(Lang::Da).all();
        let labels = labels.into_iter().map(|(key, label)| (key.to_owned(), plain(label))).collect();
        Self { pages, titles: titles(inputs), labels }
    }

    fn shows(&self, said: &Said) -> bool {
        let pages = || self.pages.iter().filter(|page| page.words.contains(&said.of));
        match self.wording(said) {
            Wording::Words(ways) => ways.iter().any(|way| pages().any(|page| has_word(&page.words, way))),
            Wording::Anywhere(text) => {
                pages().any(|page| has_word(&page.words, &text) || has_word(&page.markup, &text))
            }
        }
    }

    fn wording(&self, said: &Said) -> Wording {
        let (field, text) = (said.field.as_str(), said.text.as_str());
        if let Some(date) = date(field, text) {
            return Wording::Words(vec![date]);
        }
        if let Ok(number) = text.parse::<f64>() {
            return Wording::Words(vec![text.to_owned(), plain(&Lang::Da.short_number(number))]);
        }
        if let Some(titles) = self.titles.get(text) {
            return Wording::Words(titles.iter().cloned().collect());
        }
        // `plan.status.done` is a label of `done` in a field `status`, `crisis.card_level.management` of one in `level`.
        let own = [field];
        let groups = GROUPS.iter().find(|(fields, _)| fields.contains(&field)).map_or(&own[..], |(_, groups)| groups);
        let is_label = |key: &str| groups.iter().any(|group| key.ends_with(&format!("{group}.{text}")));
        let labels: Vec<_> = self.labels.iter().filter(|(key, _)| is_label(key)).collect();
        if !labels.is_empty() {
            return Wording::Words(labels.into_iter().map(|(_, label)| label.clone()).collect());
        }
        let is_word = text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
        if is_word && !IN_ATTRIBUTES.contains(&field) {
            Wording::Words(vec![plain(text)])
        } else {
            Wording::Anywhere(plain(text))
        }
    }
}

/// A date, a month or a day of the year as a reader sees it.
fn date(field: &str, text: &str) -> Option<String> {
    if let Ok(date) = text.parse::<jiff::civil::Date>() {
        return Some(plain(&Lang::Da.date(date)));
    }
    match field {
        "month" => Some(Lang::Da.month(text.parse().ok()?).to_owned()),
        "from" | "to" => {
            let (month, day) = text.split_once('-')?;
            Some(plain(&Lang::Da.day_of_year(month.parse().ok()?, day.parse().ok()?)))
        }
        _ => None,
    }
}

/// Whether a wording stands there whole, and not as a part of a longer word or number.
fn has_word(page: &str, wording: &str) -> bool {
    let is_part = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    page.match_indices(wording).any(|(at, _)| {
        let (before, after) = (page[..at].chars().next_back(), page[at + wording.len()..].chars().next());
        let begins = wording.starts_with(char::is_alphanumeric) && is_part(before);
        let ends = wording.ends_with(char::is_alphanumeric) && is_part(after);
        !begins && !ends
    })
}

/// Elements in whose place a reader sees no gap.
const INLINE: [&str; 8] = ["a", "span", "time", "abbr", "em", "strong", "code", "mark"];

fn page_text(html: &str) -> PageText {
    let mut words = String::new();
    for (tag, text) in html.split('<').filter_map(|part| part.split_once('>')) {
        let name = tag.trim_start_matches('/').split(|letter: char| !letter.is_alphanumeric()).next();
        words.push_str(if name.is_some_and(|name| INLINE.contains(&name)) { "" } else { " " });
        words.push_str(text);
    }
    PageText { words: plain(&words), markup: plain(html) }
}

fn plain(text: &str) -> String {
    let entities = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The titles of everything that has an id.
fn titles(inputs: &Inputs) -> BTreeMap<String, BTreeSet<String>> {
    let mut titles: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |id: &str, title: String| titles.entry(id.to_owned()).or_default().insert(title);
    for file in &inputs.sources {
        let (path, text) = (file.path.as_str(), std::str::from_utf8(&file.bytes).unwrap());
        for (id, title) in records(path, text) {
            add(&id, title);
        }
    }
    titles
}

/// Ids and titles of the records of a file, and of the document that it is.
fn records(path: &str, text: &str) -> Vec<(String, String)> {
    if path.ends_with(".csv") {
        return rows(text)
            .filter_map(|row| Some((row.iter().find(|(name, _)| name == "id")?.1.clone(), own_title(&row)?)))
            .collect();
    }
    let value = tree(path, text);
    let mut found = Vec::new();
    named(&value, &mut found);
    let stem = path.rsplit('/').next().unwrap().trim_end_matches(".md");
    found.extend(title_of(&value).map(|title| (stem.to_owned(), title)));
    found
}

/// Adds the things in a tree that have an id.
fn named(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Sequence(items) => items.iter().for_each(|item| named(item, found)),
        Value::Mapping(entries) => {
            if let (Some(id), Some(title)) = (value.get("id").and_then(Value::as_str), title_of(value)) {
                found.push((id.to_owned(), title));
            }
            entries.values().for_each(|value| named(value, found));
        }
        _ => {}
    }
}

/// The fields of a YAML file, or of the block above a text.
fn tree(path: &str, text: &str) -> Value {
    let front = if path.ends_with(".md") { text.split("---\n").nth(1).unwrap_or_default() } else { text };
    serde_yaml::from_str(front).unwrap()
}

const TITLES: [&str; 4] = ["title", "name", "label", "term"];

fn title_of(value: &Value) -> Option<String> {
    TITLES.iter().find_map(|name| value.get(*name)?.as_str()).map(plain)
}

fn own_title(row: &[(String, String)]) -> Option<String> {
    TITLES.iter().find_map(|title| row.iter().find(|(name, _)| name == title)).map(|(_, cell)| plain(cell))
}

/// The rows of a CSV file; the example's cells have no quotation marks around a delimiter.
fn rows(text: &str) -> impl Iterator<Item = Vec<(String, String)>> {
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next().unwrap_or_default().split(';').collect();
    lines.map(move |line| {
        let cells = line.split(';').map(|cell| cell.trim().trim_matches('"'));
        names.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
    })
}

/// The values of a file's fields.
fn fields(path: &str, text: &str) -> Vec<Said> {
    let mut found = Vec::new();
    if path.ends_with(".csv") {
        for row in rows(text) {
            let of = own_title(&row).unwrap_or_default();
            for (name, cell) in &row {
                cell.split('|').for_each(|item| take(name, item.trim(), &of, &mut found));
            }
        }
        return found;
    }
    let value = tree(path, text);
    match &value {
        // Records stand for themselves, what stands in a document for the document.
        Value::Sequence(items) => {
            for item in items {
                walk("", item, &title_of(item).unwrap_or_default(), &mut found);
            }
        }
        value => walk("", value, &title_of(value).filter(|_| path.ends_with(".md")).unwrap_or_default(), &mut found),
    }
    found
}

fn walk(field: &str, value: &Value, of: &str, found: &mut Vec<Said>) {
    match value {
        Value::String(text) => take(field, text, of, found),
        Value::Number(number) => take(field, &number.to_string(), of, found),
        // Whether something is linked by itself or counted in part is seen in what is linked and counted.
        Value::Bool(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| walk(field, item, of, found)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().unwrap_or_default();
                if !NOT_FOR_READERS.contains(&key) {
                    walk(key, value, of, found);
                }
            }
        }
        _ => {}
    }
}

fn take(field: &str, text: &str, of: &str, found: &mut Vec<Said>) {
    // In a sheet a field of a field has both names.
    let outer = field.split('.').next().unwrap_or(field);
    if text.is_empty() || NOT_FOR_READERS.contains(&outer) || THE_RULE.contains(&(field, text)) {
        return;
    }
    let mut say = |text: &str| found.push(Said { field: field.to_owned(), text: text.to_owned(), of: of.to_owned() });
    match text.split_once('/') {
        // A stretch of time is shown by its first and its last day.
        Some((from, to)) if field == "period" => [from, to].into_iter().for_each(say),
        _ => say(text),
    }
}

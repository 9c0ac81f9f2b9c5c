//! A small site that has one of everything, by which a theme is shown.
//!
//! In: what a new site is made of. Out: its files, as of a new site, with more of what such a site has little of: a text
//! of all parts, a text in two editions, a year of measurements, actions in every state.

use std::collections::BTreeMap;

use jiff::ToSpan as _;

use crate::lang::Lang;

use super::{CONTENT, NewSite, files, fill, values};

/// Id of the text that has all parts a text can have, and of the one that has two editions.
pub const SPECIMEN: &str = "specimen";

/// The texts in a language: all parts, and the two editions.
struct Own {
    text: &'static str,
    before: &'static str,
    after: &'static str,
}

macro_rules! own {
    ($lang:literal) => {
        Own {
            text: include_str!(concat!("specimen/", $lang, ".text.md")),
            before: include_str!(concat!("specimen/", $lang, ".before.md")),
            after: include_str!(concat!("specimen/", $lang, ".after.md")),
        }
    };
}

/// In the order of [`Lang::ALL`].
static TEXTS: [Own; Lang::ALL.len()] = [own!("da"), own!("sv"), own!("nb"), own!("nn"), own!("en")];

/// How the actions of a new site are repeated: in another state, on all channels but so many, with other days.
const REPEATS: [(&str, usize, Days); 5] = [
    ("in_progress", 1, Days::Own),
    ("done", 2, Days::Own),
    ("postponed", 2, Days::Own),
    ("cancelled", 2, Days::Own),
    ("planned", 2, Days::Past),
];

/// The days of a repeated action.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Days {
    Own,
    /// The first day of the year, which is past on any other.
    Past,
}

/// The files of the site: paths, of which all begin with `content/`, and texts.
pub fn specimen(site: &NewSite) -> BTreeMap<String, String> {
    let mut values = values(site);
    values.insert("before".to_owned(), site.today.saturating_sub(1.year()).to_string());
    let own = &TEXTS[site.lang as usize];
    let inside = |(path, _): &(String, String)| path.starts_with(CONTENT);
    let mut all: BTreeMap<String, String> = files(site).into_iter().filter(inside).collect();
    for (path, text) in &mut all {
        if path.ends_with(".actions.yaml") {
            *text = actions(text, &values["year_start"]);
        } else if path.ends_with("measurements.csv") {
            values.insert("account".to_owned(), last_cell(text, 2));
            *text = measurements(text, site);
        }
    }
    let texts = [
        (format!("pages/{SPECIMEN}.md"), own.text),
        (format!("strategies/{SPECIMEN}.md"), own.after),
        (format!("editions/policy/{SPECIMEN}/1.0.md"), own.before),
        (format!("reports/{SPECIMEN}.md"), REPORT),
        ("data/figures.yaml".to_owned(), FIGURES),
    ];
    values.insert("report".to_owned(), site.lang.text("kind.report").unwrap_or_default().to_owned());
    all.extend(texts.map(|(path, text)| (format!("{CONTENT}/{path}"), fill(text, &values))));
    all
}

/// A report, which has no words of its own but its title.
const REPORT: &str = "---\ntitle: \"{{report}} {{year}}\"\nstatus: draft\nperiod: {{year_start}}/{{year_end}}\n\
                      metrics: [engagement_rate, posts_per_month]\naccounts: [{{account}}]\n---\n\n{{municipality}}, {{today}}.\n";

/// Figures of one group.
const FIGURES: &str = "- {id: a, label: Facebook, value: 68, unit: \"%\", group: \"{{municipality}}\", as_of: {{today}}, source: \"{{municipality}}\"}\n\
                       - {id: b, label: Instagram, value: 41, unit: \"%\", group: \"{{municipality}}\", as_of: {{today}}, source: \"{{municipality}}\"}\n";

/// The actions once more in each of the other states.
fn actions(text: &str, past: &str) -> String {
    let repeat = |((state, fewer, days), number): (&(&str, usize, Days), usize)| {
        let line = |line: &str| {
            let (name, value) = line.split_once(": ").unwrap_or((line, ""));
            match name {
                "- id" | "  title" => format!("{line}-{number}\n"),
                "  status" => format!("  status: {state}\n"),
                "  channels" => format!("  channels: [{}]\n", without_last(value, *fewer)),
                "  start" | "  deadline" if *days == Days::Past => format!("{name}: {past}\n"),
                _ => format!("{line}\n"),
            }
        };
        text.lines().filter(|line| !line.starts_with('#')).map(line).collect::<String>()
    };
    [text.to_owned()].into_iter().chain(REPEATS.iter().zip(2..).map(repeat)).collect()
}

/// A list `[a, b, c]` without its brackets and its last entries, but for the first.
fn without_last(list: &str, fewer: usize) -> String {
    let all: Vec<&str> = list.trim_matches(['[', ']']).split(", ").collect();
    all[..all.len().saturating_sub(fewer).max(1)].join(", ")
}

/// A cell of the last row of a table.
fn last_cell(csv: &str, at: usize) -> String {
    csv.trim_end().lines().last().and_then(|row| row.split(';').nth(at)).unwrap_or_default().to_owned()
}

/// The one measurement of a new site in each of the twelve months before, a little other each time.
fn measurements(text: &str, site: &NewSite) -> String {
    let Some((head, last)) = text.trim_end().rsplit_once('\n') else { return text.to_owned() };
    let row = |month: i32| {
        let day = site.today.saturating_sub(month.months()).to_string();
        let cells = last.split(';').enumerate().map(|(at, cell)| match (at, cell.parse::<i32>()) {
            (0, _) => day.clone(),
            (4, _) | (_, Err(_)) => cell.to_owned(),
            (_, Ok(number)) => (number + number * (month * 7 % 5 - month) / 20).to_string(),
        });
        cells.collect::<Vec<_>>().join(";")
    };
    let rows = (0..12).rev().map(row).collect::<Vec<_>>();
    format!("{head}\n{}\n", rows.join("\n"))
}

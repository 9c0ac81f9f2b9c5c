//! `rettesnor search`: what a reader of the site would find, and why.

use std::fmt::Write;

use clap::Args;
use serde::Serialize;

use super::Ending;
use super::console::Console;
use super::interrupt;
use super::options::{Common, FormatName};
use super::texts::Texts;
use crate::fs::Failure;
use crate::pipeline::{self, Memo};
use crate::search::query::{Answer, Engine, Hit, Older, Reason, Rung, Wish};

const EXAMPLES: &str = "\
Examples:
  rettesnor search beredskab                   the first ten pages that the site's search finds
  rettesnor search \"klima plan\" --explain      and why each stands where it does
  rettesnor search '\"sociale medier\"'          a phrase, as readers put it
  rettesnor search § 13 --kind guideline       only guidelines
  rettesnor search svartid --format json       for another program

Index and ranking are those of the site's own search. Nothing is written.";

/// Search the content as readers of the site will.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What to look for
    #[arg(required = true, value_name = "WORD")]
    query: Vec<String>,

    /// Show why each page was found
    #[arg(long)]
    explain: bool,

    /// How many pages to show
    #[arg(long, value_name = "NUMBER", default_value = "10")]
    limit: usize,

    /// Only pages of a kind, such as `guideline` or `channel`; more than one is an `or`
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,

    /// Find earlier editions too
    #[arg(long)]
    older: bool,
}

/// Searches and tells.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    console.progress("progress.reading");
    let inputs = common.inputs(&folders, common.wish_for_drafts(), console);
    let build = pipeline::build(&inputs, &mut Memo::default());
    let engine = build.search_engine();
    let wish = Wish {
        chosen: [("kind".to_owned(), own.kind.clone())].into_iter().collect(),
        older: own.older.then_some(Older),
    };
    let query = own.query.join(" ");
    let answer = engine.search(&query, &wish);
    let shown: Vec<Shown> =
        answer.hits.iter().take(own.limit).map(|hit| shown((&engine, console.texts), &answer, hit)).collect();
    match common.format {
        FormatName::Json => console.data(&serde_json::to_string_pretty(&shown).unwrap_or_default()),
        FormatName::Short => shown.iter().for_each(|page| console.data(&format!("{}: {}", page.address, page.title))),
        _ => shown
            .iter()
            .enumerate()
            .for_each(|(at, page)| console.data(text(at + 1, page, (own, console.texts)).trim_end())),
    }
    let texts = console.texts;
    let (pages, some) = (texts.count("count.pages", answer.hits.len()), shown.len().to_string());
    let values = [("pages", pages.as_str()), ("query", query.as_str()), ("shown", some.as_str())];
    let text = texts.fill("search.done", &values);
    console.say(&texts.fill("tally.after", &[("text", &text), ("time", &console.time())]));
    Ok(Ending::Done)
}

/// A page as it is told.
#[derive(Serialize)]
struct Shown {
    /// With the fragment of the place.
    address: String,
    title: String,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    answer: String,
    heading: String,
    excerpt: String,
    points: f64,
    words: usize,
    /// Whether the page is what the query names, for programs, and the same for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    named_label: Option<&'static str>,
    titled: f64,
    reasons: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    word: String,
    term: String,
    /// How the word was found, for programs, and the same for people.
    how: &'static str,
    how_label: &'static str,
    weight: f64,
    points: f64,
}

fn shown((engine, texts): (&Engine, Texts), answer: &Answer, hit: &Hit) -> Shown {
    let excerpt = engine.excerpt(answer, hit);
    let mark = if excerpt.anchor.is_empty() { "" } else { "#" };
    let piece = |(text, marked): &(String, bool)| if *marked { format!("*{text}*") } else { text.clone() };
    let (title, kind) = engine.title(hit);
    Shown {
        address: format!("{}{mark}{}", engine.href(hit), excerpt.anchor),
        title: title.to_owned(),
        kind: kind.to_owned(),
        version: engine.version(hit).map(String::from),
        answer: excerpt.answer,
        heading: excerpt.heading,
        excerpt: excerpt.pieces.iter().map(piece).collect(),
        points: hit.score,
        words: hit.matched,
        named: named(hit.named).map(|(value, _)| value),
        named_label: named(hit.named).map(|(_, key)| texts.get(key)),
        titled: hit.titled,
        reasons: engine.reasons(answer, hit).into_iter().map(|reason| told(reason, texts)).collect(),
    }
}

fn told(reason: Reason, texts: Texts) -> Told {
    let Reason { word, term, rung, weight, points } = reason;
    let key = how(rung);
    // The value for programs is the end of the key, which texts in any language share.
    let value = key.rsplit('.').next().unwrap_or(key);
    Told { word, term, how: value, how_label: texts.get(key), weight, points }
}

/// The key of the text that says how a word was found.
fn how(rung: Rung) -> &'static str {
    match rung {
        Rung::Exact => "search.how.exact",
        Rung::Form => "search.how.form",
        Rung::Part => "search.how.part",
        Rung::Prefix => "search.how.prefix",
        Rung::Loose => "search.how.loose",
        Rung::Inside => "search.how.inside",
        Rung::Letters => "search.how.letters",
        Rung::Typing => "search.how.typing",
        Rung::Synonym => "search.how.synonym",
        Rung::Joined => "search.how.joined",
    }
}

/// Whether the page is what the query names: the value for programs, and the key of the text that says it.
fn named(named: u8) -> Option<(&'static str, &'static str)> {
    match named {
        4 => Some(("exactly", "search.named.exactly")),
        3 => Some(("explained", "search.explains.exactly")),
        2 => Some(("forms", "search.named.forms")),
        1 => Some(("explained_forms", "search.explains.forms")),
        _ => None,
    }
}

fn text(place: usize, page: &Shown, (own, texts): (&Arguments, Texts)) -> String {
    let mut out = format!("{place:>2}. {}", page.title);
    let mut add = |text: &str| {
        let _ = write!(out, "{text}");
    };
    let remark: Vec<&str> = [page.kind.as_str(), page.version.as_deref().unwrap_or_default()].into();
    let remark: Vec<&str> = remark.into_iter().filter(|text| !text.is_empty()).collect();
    add(&if remark.is_empty() { "\n".to_owned() } else { format!(" ({})\n", remark.join(", ")) });
    for line in [&page.address, &page.answer, &page.excerpt] {
        if !line.is_empty() {
            add(&format!("    {line}\n"));
        }
    }
    if own.explain {
        add(&explained(page, texts));
    }
    out
}

fn explained(page: &Shown, texts: Texts) -> String {
    let number = |number: f64| texts.lang.number(number, 2);
    let (points, words) = (number(page.points), page.words.to_string());
    let mut parts = vec![texts.fill("search.points", &[("points", &points), ("words", &words)])];
    if page.titled > 0.0 {
        parts.push(texts.fill("search.titled", &[("percent", &texts.lang.whole(page.titled * 100.0))]));
    }
    parts.extend(page.named_label.map(String::from));
    let mut out = format!("    {}", parts.join(", "));
    for Told { word, term, how_label, weight, points, .. } in &page.reasons {
        let (weight, points) = (number(*weight), number(*points));
        let _ = write!(out, "\n      {word}: `{term}`, {how_label} ({weight}) {points}");
    }
    out + "\n"
}

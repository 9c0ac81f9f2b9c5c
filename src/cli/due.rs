//! `rettesnor check --due`: what is due within a time, and who answers for it.
//!
//! In: everything that is due at some time. Out: a table, JSON, or a calendar. That something is due is no error.

use std::path::Path;

use serde_json::{Value, json};

use super::Ending;
use super::console::{Console, Look};
use super::help::Reason;
use super::options::Common;
use crate::calendar::{Event, Recurrence, Reminder, calendar};
use crate::due::Due;
use crate::fs::{Existing, Failure, put};
use crate::model::scalar::{Duration, TimeUnit, parse_duration};
use crate::pipeline::Build;

/// How far one looks ahead.
pub(super) type Horizon = Duration;

/// A time as it is written on a command line: `60d`, `8 uger`, `P2M`.
pub(super) fn horizon(text: &str) -> Result<Horizon, Reason> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = match text[digits.len()..].trim() {
        "d" => Some(TimeUnit::Day),
        "w" | "u" | "v" => Some(TimeUnit::Week),
        "m" => Some(TimeUnit::Month),
        "y" | "å" => Some(TimeUnit::Year),
        _ => None,
    };
    let short = unit.and_then(|unit| Some(Duration { count: digits.parse().ok()?, unit }));
    let known = short.or_else(|| parse_duration(&text));
    known.ok_or(Reason("reason.time"))
}

/// The site that is asked about.
pub(super) struct Site<'a> {
    pub common: &'a Common,
    pub console: &'a Console,
    pub build: &'a Build,
}

/// Tells what of `all` is due within `horizon`; as a calendar, where a file is given.
pub(super) fn tell(all: &[Due], horizon: Horizon, ics: Option<&Path>, site: &Site<'_>) -> Result<Ending, Failure> {
    let console = site.console;
    let today = site.common.today();
    let until = horizon.after(today).unwrap_or(jiff::civil::Date::MAX);
    let due: Vec<&Due> = all.iter().filter(|due| due.date <= until).collect();
    match ics {
        Some(file) => write_calendar(&due, file, site)?,
        None if console.is_for_programs() => console.data(&json_list(&due, site)),
        None if due.is_empty() => {}
        None => console.data(&table(&due, site)),
    }
    let date = console.texts.lang.date(until);
    let count = match due.len() {
        0 => console.texts.fill("due.none", &[("date", &date)]),
        number => console.texts.count_with("due.some", number, &[("date", &date)]),
    };
    console.say(&count);
    Ok(Ending::Done)
}

fn task(due: &Due, site: &Site<'_>) -> &'static str {
    site.console.texts.lang.text(&format!("due.{}", due.task.key())).unwrap_or_default()
}

/// The columns in lines, as wide as their widest cell.
fn table(due: &[&Due], site: &Site<'_>) -> String {
    let texts = site.console.texts;
    let today = site.common.today();
    let head = ["due.date", "due.task", "due.what", "due.owner", "due.mailbox"].map(|key| texts.get(key).to_owned());
    let row = |due: &&Due| {
        let late = if due.is_late(today) { format!(" ({})", texts.get("due.late")) } else { String::new() };
        let role = due.role.as_ref();
        let mailbox = role.and_then(|role| role.mailbox.clone()).unwrap_or_default();
        let owner = role.map(|role| role.title.clone()).unwrap_or_default();
        [format!("{}{late}", due.date), task(due, site).to_owned(), due.title.clone(), owner, mailbox]
    };
    let rows: Vec<_> = std::iter::once(head).chain(due.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<_> = (0..5).map(width).collect();
    let line = |(index, row): (usize, &[String; 5])| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ").trim_end().to_owned();
        if index == 0 { Look::of_output().strong(&line) } else { line }
    };
    rows.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn json_list(due: &[&Due], site: &Site<'_>) -> String {
    let base = site.common.base();
    let today = site.common.today();
    let object = |due: &&Due| {
        json!({
            "date": due.date.to_string(),
            "late": due.is_late(today),
            "task": due.task.key(),
            "title": due.title,
            "file": format!("{base}{}", due.file),
            "owner": due.role.as_ref().map(|role| &role.title),
            "mailbox": due.role.as_ref().and_then(|role| role.mailbox.as_ref()),
            "id": due.id,
        })
    };
    format!("{:#}", Value::Array(due.iter().map(object).collect()))
}

fn write_calendar(due: &[&Due], file: &Path, site: &Site<'_>) -> Result<(), Failure> {
    let texts = site.console.texts;
    let event = |due: &&'_ Due| {
        let role = due.role.as_ref().map(|role| match &role.mailbox {
            Some(mailbox) => format!("{}: {} ({mailbox})", texts.get("due.owner"), role.title),
            None => format!("{}: {}", texts.get("due.owner"), role.title),
        });
        let file = format!("{}: {}", texts.get("due.file"), due.file);
        let lines: Vec<_> = role.into_iter().chain([file]).collect();
        Event {
            id: due.id.clone(),
            summary: format!("{}: {}", task(due, site), due.title),
            description: lines.join("\n"),
            first: due.date,
            last: due.date,
            // When the content was changed is not known here; a later day is a later word about the same thing.
            stamp: due.date,
            recurrence: Recurrence::Once,
            reminder: Reminder::WeekBefore,
        }
    };
    let events: Vec<_> = due.iter().map(event).collect();
    let settings = &site.build.graph().config.settings;
    let domain = format!("{}.rettesnor", settings.language.slug(&settings.municipality));
    let name = format!("{}: {}", settings.title, texts.get("due.calendar"));
    let text = calendar(&name, &domain, &events);
    if file == Path::new("-") {
        site.console.data(text.trim_end());
        return Ok(());
    }
    let done = put(file, text.as_bytes(), Existing::Replace)?;
    site.console.put(file, done);
    Ok(())
}

//! Parts as plain text, for reading in a test.

use std::fmt::Write as _;

use crate::view::{Cell, Fact, Part, Section, Table, Words};

/// Sections as text.
pub(super) fn sections(sections: &[Section]) -> String {
    let mut text = String::new();
    for section in sections {
        if !section.title.is_empty() {
            let _ = writeln!(text, "## {} {{#{}}}", section.title, section.anchor);
        }
        text.push_str(&parts(&section.parts));
    }
    text
}

/// Parts as text.
pub(super) fn parts(parts: &[Part]) -> String {
    parts.iter().map(part).collect()
}

/// Facts as text.
pub(super) fn facts(facts: &[Fact]) -> String {
    facts.iter().map(|fact| format!("{}: {}\n", fact.label, words(&fact.value))).collect()
}

fn words(words: &Words) -> String {
    let run = |run: &crate::view::Run| match (&run.href, run.tone) {
        (Some(href), _) => format!("[{}]({href})", run.text),
        (None, Some(tone)) => format!("<{} {tone:?}>", run.text),
        (None, None) => run.text.clone(),
    };
    words.0.iter().map(run).collect::<String>().replace('\u{a0}', "_")
}

fn part(part: &Part) -> String {
    match part {
        Part::Table(own) => table(own),
        Part::Note { words: own } => format!("note: {}\n", words(own)),
        Part::Facts { items } => facts(items),
        Part::List(list) if list.items.is_empty() => format!("empty: {}\n", list.empty),
        Part::List(list) => {
            list.items.iter().map(|item| format!("- {} // {}\n", words(&item.words), words(&item.detail))).collect()
        }
        Part::Cards { items } => items
            .iter()
            .map(|card| {
                format!("* {} {:?}: {} // {}\n", card.title.text, card.title.href, card.text, words(&card.tags))
            })
            .collect(),
        Part::DoDont(own) => format!("{} {:?}\n{} {:?}\n", own.do_title, own.dos, own.dont_title, own.donts),
        Part::Steps { items } => {
            items.iter().map(|step| format!("1. {}: {}\n", words(&step.who), words(&step.text))).collect()
        }
        Part::Flow { nodes } => nodes.iter().map(flow).collect(),
        Part::Progress(own) => {
            let segments: Vec<_> =
                own.segments.iter().map(|segment| format!("{} {}", segment.label, segment.count)).collect();
            format!("{}: {} of {}\n", own.label, segments.join(", "), own.total)
        }
        Part::Chart(own) => {
            let seen = own.svg.split("<desc>").nth(1).and_then(|rest| rest.split("</desc>").next()).unwrap_or_default();
            let table = own.table.as_ref().map(table).unwrap_or_default();
            format!("chart {}: {seen}\n{table}", own.title).replace('\u{a0}', "_")
        }
        Part::Heat(own) => {
            let row = |row: &crate::view::HeatRow| {
                let cells: Vec<_> = row.cells.iter().map(|cell| format!("{}/{}", cell.count, cell.step)).collect();
                format!("| {} | {} |\n", words(&row.head), cells.join(" | "))
            };
            format!("heat {}: {}\n{}", own.caption, own.note, own.rows.iter().map(row).collect::<String>())
        }
        Part::Callout { title, words: own, .. } => format!("callout {title}: {}\n", words(own)),
        Part::News { items } => items
            .iter()
            .map(|item| format!("+ {} {} // {} {}\n", item.date, words(&item.words), words(&item.detail), item.text))
            .collect(),
        Part::Filter(filter) => format!("filter {}\n", filter.label),
        Part::Code { text } => format!("code: {text}\n"),
        Part::Prose(_) => String::new(),
    }
}

fn flow(node: &crate::view::FlowNode) -> String {
    let answers: Vec<_> = node
        .answers
        .iter()
        .map(|answer| format!("{}={}", answer.text, answer.href.as_deref().unwrap_or("-")))
        .collect();
    format!(
        "{} #{} {}{} end={} {}\n",
        node.number,
        node.anchor,
        node.ask,
        words(&node.doing),
        node.end,
        answers.join(" ")
    )
}

fn table(table: &Table) -> String {
    let mut text = format!("table {}\n", table.caption).replace('\u{a0}', "_");
    if table.rows.is_empty() {
        let _ = writeln!(text, "empty: {}", table.empty);
        return text;
    }
    let heads: Vec<_> = table.columns.iter().map(|column| words(&column.title)).collect();
    let _ = writeln!(text, "| {} |", heads.join(" | "));
    for row in &table.rows {
        assert_eq!(row.cells.len() + 1, table.columns.len(), "{}", table.caption);
        let anchor = if row.anchor.is_empty() { String::new() } else { format!("#{} ", row.anchor) };
        let cells: Vec<_> = row.cells.iter().map(cell).collect();
        let _ = writeln!(text, "| {anchor}{} | {} |", words(&row.head), cells.join(" | "));
    }
    text
}

fn cell(cell: &Cell) -> String {
    cell.0.iter().map(words).collect::<Vec<_>>().join(" / ")
}

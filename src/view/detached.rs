//! A page away from its site: links that would lead to its other pages are plain words.
//!
//! In: a finished page. Out: the same, with links to places in itself, to telephones, mailboxes and other hosts only.

use crate::view::{Cell, Page, Part, Section, Words};

/// Takes the links to the site's other pages out of a page.
pub(super) fn detach(page: &mut Page) {
    for fact in &mut page.facts {
        words(&mut fact.value);
    }
    page.sections.iter_mut().for_each(section);
}

fn section(section: &mut Section) {
    section.parts.iter_mut().for_each(part);
}

fn part(part: &mut Part) {
    match part {
        Part::Note { words: own } | Part::Callout { words: own, .. } => words(own),
        Part::Facts { items } => items.iter_mut().for_each(|fact| words(&mut fact.value)),
        Part::List(list) => list.items.iter_mut().for_each(|item| {
            words(&mut item.words);
            words(&mut item.detail);
        }),
        Part::Steps { items } => items.iter_mut().for_each(|step| {
            words(&mut step.who);
            words(&mut step.text);
        }),
        Part::Table(table) => {
            table.columns.iter_mut().for_each(|column| words(&mut column.title));
            for row in &mut table.rows {
                words(&mut row.head);
                row.cells.iter_mut().for_each(cell);
            }
        }
        // The sheet is made of the parts above; the others have links of their own sorts.
        Part::Prose(_)
        | Part::Cards { .. }
        | Part::DoDont(_)
        | Part::Flow { .. }
        | Part::Progress(_)
        | Part::Chart(_)
        | Part::Heat(_)
        | Part::News { .. }
        | Part::Filter(_)
        | Part::Code { .. } => {}
    }
}

fn cell(cell: &mut Cell) {
    cell.0.iter_mut().for_each(words);
}

fn words(words: &mut Words) {
    let leads_away = |href: &String| !href.starts_with('#') && !href.contains("://") && !is_contact(href);
    for run in &mut words.0 {
        if run.href.as_ref().is_some_and(leads_away) {
            run.href = None;
            run.download = None;
        }
    }
}

fn is_contact(href: &str) -> bool {
    href.starts_with("tel:") || href.starts_with("mailto:")
}

//! Narrowing what a page lists: what its rows are marked with becomes the choices of a form.
//!
//! In: tables with marked rows. Out: a [`Filter`], or nothing where there is nothing to choose between. The form works in
//! the browser alone: without it the page is whole, and its headings are the way through it.

use crate::lang::Order;
use crate::view::{Choice, Filter, Mark, Part, Section, Table, Words, Writer};

/// Rows below which nobody needs a filter.
const FEW: usize = 6;

impl Writer<'_> {
    /// What a row says under one head, as a mark; none where it says nothing.
    pub(super) fn mark(&self, choice: &'static str, words: &Words) -> Option<Mark> {
        let label: String = words.0.iter().map(|run| run.text.as_str()).collect();
        // What rows are found by stands in addresses, so it is as short as tells choices apart.
        let value = format!("{}:{}", address_word(self, choice), self.lang.slug(&label));
        (!label.is_empty()).then_some(Mark { choice, value, label })
    }
}

/// The filter of a page's tables, in a section that stands before them.
pub(super) fn filter_of<'a>(writer: &Writer<'_>, tables: impl IntoIterator<Item = &'a Table>) -> Option<Section> {
    let rows: Vec<_> = tables.into_iter().flat_map(|table| &table.rows).filter(|row| !row.marks.is_empty()).collect();
    if rows.len() < FEW {
        return None;
    }
    let mut choices: Vec<Choice> = Vec::new();
    for mark in rows.iter().flat_map(|row| &row.marks) {
        let option = (mark.value.clone(), mark.label.clone());
        match choices.iter_mut().find(|choice| choice.key == mark.choice) {
            Some(choice) if choice.options.contains(&option) => {}
            Some(choice) => choice.options.push(option),
            None => choices.push(choice(writer, mark.choice, vec![option])),
        }
    }
    let order = Order::of(writer.lang);
    choices.retain(|choice| choice.options.len() > 1);
    for choice in &mut choices {
        choice.options.sort_by(|(_, a), (_, b)| order.compare(a, b));
    }
    let parts = vec![Part::Filter(filter(writer, rows.len(), choices))];
    Some(Section { anchor: String::new(), title: String::new(), parts })
}

/// Takes the marks from the rows of a page without a form that asks for them.
pub(super) fn unmarked(sections: &mut [Section]) {
    let parts = || sections.iter().flat_map(|section| &section.parts);
    if parts().any(|part| matches!(part, Part::Filter(_))) {
        return;
    }
    for part in sections.iter_mut().flat_map(|section| &mut section.parts) {
        if let Part::Table(table) = part {
            table.rows.iter_mut().for_each(|row| row.marks.clear());
        }
    }
}

/// A form over so many entries.
pub(super) fn filter(writer: &Writer<'_>, entries: usize, choices: Vec<Choice>) -> Filter {
    Filter {
        label: writer.text("news.filter"),
        since: "",
        since_label: writer.text("news.since"),
        words: address_word(writer, "of_words"),
        words_label: writer.text("filter.words"),
        choices,
        all: writer.text("news.all"),
        shown: writer.text("news.shown"),
        told: writer.texts().fill("news.shown", &[("n", &entries.to_string())]),
    }
}

/// A choice under the text and the address word of its key.
pub(super) fn choice(writer: &Writer<'_>, key: &'static str, options: Vec<(String, String)>) -> Choice {
    let label = match key {
        "of_theme" => "kind.theme",
        "of_channel" => "strategy.channel",
        "of_status" => "plan.status",
        "of_responsible" => "plan.responsible",
        "of_owner" => "doc.owner",
        "of_unit" => "role.org_unit",
        _ => "news.kind",
    };
    Choice { key, name: address_word(writer, key), label: writer.text(label), options }
}

/// Words of addresses are the site's, so that what was sent on leads to the same in every language.
pub(super) fn address_word(writer: &Writer<'_>, key: &'static str) -> &'static str {
    writer.graph.config.lang().address_word(key)
}

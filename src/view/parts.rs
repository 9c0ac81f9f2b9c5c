//! What the parts of a page are made of: lists, cards, steps, charts.
//!
//! Types only, each the contract with the template of its part.

use serde::Serialize;

use super::{Column, Link, Table, Words};

/// Links with a line of explanation each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    pub items: Vec<ListItem>,
    /// Said instead of the list when it is empty.
    pub empty: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListItem {
    pub words: Words,
    /// A second, quieter line: kind, date, owner.
    pub detail: Words,
}

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewsItem {
    /// Stays the same wherever the entry leads.
    pub id: String,
    /// The day, as `YYYY-MM-DD`.
    pub date: String,
    pub words: Words,
    /// Where it leads for ever.
    pub href: String,
    pub detail: Words,
    /// In the author's words; may be empty.
    pub text: String,
    /// Values of the filter that the entry has.
    pub marks: Vec<String>,
}

/// A form that narrows a list. The names of its fields stand in the address, `#siden=2026-05-01`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Filter {
    pub label: String,
    /// Name of the field for the first day; empty where entries have no day.
    pub since: &'static str,
    pub since_label: String,
    /// Name of the field for words that an entry must have.
    pub words: &'static str,
    pub words_label: String,
    pub choices: Vec<Choice>,
    /// The choice of everything.
    pub all: String,
    /// How many entries are shown, with `{n}` for the number.
    pub shown: String,
    /// The same while all of them are.
    pub told: String,
}

/// A choice among values, each with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    #[serde(skip)]
    pub key: &'static str,
    pub name: &'static str,
    pub label: String,
    pub options: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Small line above the title.
    pub kicker: String,
    pub title: Link,
    pub text: String,
    pub tags: Words,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoDont {
    pub do_title: String,
    pub dos: Vec<String>,
    pub dont_title: String,
    pub donts: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    pub who: Words,
    pub text: Words,
}

/// A question with answers, or an end with what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlowNode {
    pub anchor: String,
    /// Place in the flow, from 1.
    pub number: usize,
    pub ask: String,
    pub doing: Words,
    pub who: Words,
    pub answers: Vec<Link>,
    /// Whether the flow ends here; said in words by the template.
    pub end: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub label: String,
    /// The bar; empty where there is nothing to count.
    pub svg: String,
    pub segments: Vec<ProgressSegment>,
    pub total: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgressSegment {
    /// The segment's colour and texture, as a small picture.
    pub mark: String,
    pub label: String,
    pub count: usize,
}

/// A picture of numbers with all that one needs to read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chart {
    pub form: ChartForm,
    /// Shown above it.
    pub title: String,
    /// An `svg` element, escaped, with the title and what one sees in it.
    pub svg: String,
    /// What its marks mean.
    pub legend: Vec<Words>,
    /// How its values are computed.
    pub definition: Words,
    pub source: Words,
    /// Its values; none where a table with them follows.
    pub table: Option<Table>,
}

/// How a picture lies on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartForm {
    /// As wide as the text.
    Plot,
    /// A ring, with its legend beside it.
    Ring,
}

/// Counts in rows and columns. Numbers and edges tell how much there is; colour helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeatTable {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<HeatRow>,
    /// What the counts come to.
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeatRow {
    pub head: Words,
    pub cells: Vec<HeatCell>,
}

/// A count, and its step from 0 (nothing) to 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeatCell {
    pub count: usize,
    pub step: u8,
}

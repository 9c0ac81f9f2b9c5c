//! Small pieces that tables, sheets and registers are put together from.

use jiff::Span;
use jiff::civil::Date;

use crate::graph::{EditionIndex, Graph};
use crate::model::body::ViewCall;
use crate::model::data::{Action, Role};
use crate::model::document::Document;
use crate::model::id::{Id, RecordKind, Ref, Target as TargetMark};
use crate::model::scalar::Text;
use crate::model::view_call::{self, ViewName, ViewRequest};
use crate::view::{
    Align, Cell, Column, Fact, Layout, List, ListItem, Mark, Part, Row, Run, Section, Step, Table, Tone, Words, Writer,
};
use crate::vocabulary::Target;

impl Words {
    /// These words and then others, with nothing between.
    #[must_use]
    pub(super) fn then(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// These words and then others, with `separator` between where both say something.
    #[must_use]
    pub(super) fn and(mut self, separator: &str, more: Self) -> Self {
        if !self.is_empty() && !more.is_empty() {
            self.0.push(Run::plain(separator));
        }
        self.then(more)
    }
}

impl Cell {
    /// A cell of those lines that say something.
    pub(super) fn lines(lines: impl IntoIterator<Item = Words>) -> Self {
        Self(lines.into_iter().filter(|line| !line.is_empty()).collect())
    }
}

impl Row {
    pub(super) fn new(head: Words, cells: Vec<Cell>) -> Self {
        Self { anchor: String::new(), head, cells, brief: Words::default(), marks: Vec::new() }
    }

    /// The row with what a reader may find it by.
    #[must_use]
    pub(super) fn marked(self, marks: impl IntoIterator<Item = Mark>) -> Self {
        Self { marks: marks.into_iter().collect(), ..self }
    }

    #[must_use]
    pub(super) fn at(self, anchor: impl Into<String>) -> Self {
        Self { anchor: anchor.into(), ..self }
    }
}

/// The columns of a table, by the keys of their heads; a key that begins with `#` is of a column of numbers.
pub(super) fn columns(writer: &Writer<'_>, keys: &[&str]) -> Vec<Column> {
    let column = |key: &&str| match key.strip_prefix('#') {
        Some(key) => Column { title: Words::plain(writer.text(key)), align: Align::End },
        None => Column { title: Words::plain(writer.text(key)), align: Align::Start },
    };
    keys.iter().map(column).collect()
}

/// A table that becomes blocks on a narrow screen.
pub(super) fn stacked(caption: impl Into<String>, columns: Vec<Column>, rows: Vec<Row>, empty: String) -> Table {
    Table { caption: caption.into(), columns, rows, layout: Layout::Stacked, empty }
}

/// A table whose rows a reader may sort.
pub(super) fn register(table: Table) -> Table {
    Table { layout: Layout::Register, ..table }
}

/// A section, unless it would hold nothing.
pub(super) fn section(writer: &Writer<'_>, key: &str, parts: Vec<Part>) -> Option<Section> {
    titled(key, writer.text(key), parts)
}

/// A section with a title of its own; `key` gives its fragment.
pub(super) fn titled(key: &str, title: String, parts: Vec<Part>) -> Option<Section> {
    // The prefix keeps fragments of headings that an author writes apart.
    let anchor = format!("part-{}", key.replace(['.', '_', ' '], "-"));
    (!parts.is_empty()).then_some(Section { anchor, title, parts })
}

/// A section of one table, unless the table is empty.
pub(super) fn table_section(writer: &Writer<'_>, key: &str, table: Table) -> Option<Section> {
    if table.rows.is_empty() { None } else { section(writer, key, vec![Part::Table(table)]) }
}

/// A section of one list, unless the list is empty.
pub(super) fn list_section(writer: &Writer<'_>, key: &str, items: Vec<ListItem>) -> Option<Section> {
    if items.is_empty() { None } else { section(writer, key, vec![list(items, String::new())]) }
}

/// A list.
pub(super) fn list(items: Vec<ListItem>, empty: String) -> Part {
    Part::List(List { items, empty })
}

/// A line of a list.
pub(super) fn item(words: Words, detail: Words) -> ListItem {
    ListItem { words, detail }
}

/// Lines of plain text as a list.
pub(super) fn plain_items(lines: &[Text]) -> Vec<ListItem> {
    lines.iter().map(|line| item(Words::plain(line.as_str()), Words::default())).collect()
}

/// Steps that name nobody.
pub(super) fn plain_steps(lines: &[Text]) -> Part {
    let items = lines.iter().map(|line| Step { who: Words::default(), text: Words::plain(line.as_str()) });
    Part::Steps { items: items.collect() }
}

/// A note of the program's own.
pub(super) fn note(words: Words) -> Part {
    Part::Note { words }
}

/// A heading's anchor for an id that may hold letters no fragment has.
pub(super) fn term_id(writer: &Writer<'_>, term: &str) -> Id {
    Id::from_text(term, writer.graph.config.lang())
}

/// The id by which a metric is known in addresses.
pub(super) fn metric_id(id: &str) -> String {
    id.replace('_', "-")
}

/// The day a number of days from another.
pub(super) fn days_from(date: Date, days: i64) -> Date {
    Span::new().try_days(days).ok().and_then(|span| date.checked_add(span).ok()).unwrap_or(date)
}

/// The editions at main addresses that name a thing and are of the wanted kinds.
pub(super) fn naming<'a>(
    graph: &'a Graph,
    target: &Target,
    wanted: impl Fn(&Document) -> bool + 'a,
) -> impl Iterator<Item = EditionIndex> + 'a {
    graph.mentioned_in(target).iter().copied().filter(move |index| wanted(graph.document(*index)))
}

/// The edition at the main address of the document that a reference names.
pub(super) fn edition_of<T: TargetMark>(graph: &Graph, reference: &Ref<T>) -> Option<EditionIndex> {
    match graph.vocabulary.of_kind(T::KIND, reference.id()) {
        Ok(Target::Document(key)) => graph.main(&key),
        _ => None,
    }
}

/// The name of a document.
pub(super) fn own_target(document: &Document) -> Target {
    Target::Document(document.key.clone())
}

/// Whether any of the references is to `id`.
pub(super) fn names<T: TargetMark>(references: &[Ref<T>], id: &str) -> bool {
    references.iter().any(|reference| reference.id() == id)
}

/// Whether a reference that may be missing is to `id`.
pub(super) fn is<T: TargetMark>(reference: Option<&Ref<T>>, id: &str) -> bool {
    reference.is_some_and(|reference| reference.id() == id)
}

/// The views in a document's text, as far as they can be read.
pub(super) fn views(graph: &Graph, host: EditionIndex) -> impl Iterator<Item = (&ViewCall, ViewRequest)> {
    let calls = graph.edition(host).source.body.views.iter();
    calls.filter_map(|call| Some((call, view_call::parse(call).ok()?)))
}

/// Whether an author has put a view of this name, not narrowed, into the document's text.
pub(super) fn is_shown(graph: &Graph, host: EditionIndex, view: ViewName) -> bool {
    views(graph, host).any(|(_, request)| request.view == view && !request.is_narrowed())
}

impl Writer<'_> {
    /// The day on which the page is written: today, or when an old edition was adopted.
    pub(super) fn today(&self) -> Date {
        self.graph.day
    }

    /// Words after their name: `Tema: Miljø`; nothing where there are none.
    pub(super) fn labelled(&self, key: &str, words: Words) -> Words {
        if words.is_empty() { words } else { Words::plain(format!("{}: ", self.text(key))).then(words) }
    }

    /// A fact with a plain value that may be missing.
    pub(super) fn text_fact(&self, key: &'static str, label: &str, value: Option<&str>) -> Option<Fact> {
        self.fact(key, label, Words::plain(value.unwrap_or_default()))
    }

    /// A deadline, with a mark where it has passed.
    pub(super) fn deadline(&self, action: &Action) -> Words {
        let date = self.optional_date(action.deadline);
        if self.graph.is_overdue(action) {
            date.and(" ", self.tag(self.text("plan.status.overdue"), Tone::Bad))
        } else {
            date
        }
    }

    /// The date of a document's next review, with a mark where it has passed.
    pub(super) fn review_due(&self, document: &Document) -> Words {
        match document.meta.next_review() {
            Some(due) if due < self.today() => {
                self.date(due).and(" ", self.tag(self.text("doc.review_overdue"), Tone::Bad))
            }
            due => self.optional_date(due),
        }
    }

    /// A role by which it can be reached: name, telephone, mailbox.
    pub(super) fn reachable(&self, role: &Role) -> Words {
        let name = self.record(RecordKind::Role, role.id.as_str());
        let phone = role.phone_main.as_deref().map(phone).unwrap_or_default();
        name.and(", ", phone).and(", ", self.mailbox(role))
    }

    /// A reference to a role as [`reachable`](Self::reachable).
    pub(super) fn reach<T: TargetMark>(&self, reference: Option<&Ref<T>>) -> Words {
        let Some(reference) = reference else { return Words::default() };
        self.graph.role(reference.id()).map_or_else(|| self.reference(reference), |role| self.reachable(role))
    }

    /// An account by its name and its channel: a municipality has the same name everywhere.
    pub(super) fn account(&self, id: &str) -> Words {
        let name = self.record(RecordKind::Account, id);
        let mut accounts = self.graph.data.accounts.iter().map(|filed| &filed.record);
        match accounts.find(|account| account.id.as_str() == id) {
            Some(account) => {
                let channel: String = self.reference(&account.channel).0.into_iter().map(|run| run.text).collect();
                name.then(Words::plain(format!(" ({channel})")))
            }
            None => name,
        }
    }
}

/// An address on another host; other schemes stay plain.
pub(super) fn outside(text: &str, url: Option<&str>) -> Words {
    match url {
        Some(url) if is_web_address(url) => Words::link(text, url),
        _ => Words::plain(text),
    }
}

/// Whether an address from a data field may stand in a link.
pub(super) fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// A telephone number that can be called.
pub(super) fn phone(number: &str) -> Words {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    Words::link(number, format!("tel:{digits}"))
}

//! What is new: everything that was adopted, changed, sent in consultation, drafted or reviewed, by its day.
//!
//! In: the dates of the documents that are shown. Out: entries, newest first, for the page of changes and the feeds.
//! The day is that of the content, never the clock's. An entry is known by what it is about, not by where it stands:
//! a feed reader shows it once, also when the page has moved.

use jiff::civil::Date;

use crate::graph::EditionIndex;
use crate::model::document::{Change, Document};
use crate::model::id::{DocKey, Kind};
use crate::plan::HUBS;
use crate::select::{Slot, State, is_adopted};
use crate::view::build::{note, titled};
use crate::view::{Filter, NewsItem, Part, Section, Words, Writer, filter};
use crate::vocabulary::Target;

/// Something that happened to a document on a day.
struct Event {
    date: Date,
    what: What,
    edition: EditionIndex,
    version: String,
    summary: String,
}

/// What happened. Of the same day, the first says most.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Adopted,
    Consultation,
    Draft,
    Changed,
    Reviewed,
}

impl What {
    /// Key of the words before the day.
    fn label(self) -> &'static str {
        match self {
            Self::Adopted => "doc.adopted_on",
            Self::Consultation => "doc.status.consultation",
            Self::Draft => "doc.status.draft",
            Self::Changed => "doc.last_updated",
            Self::Reviewed => "doc.last_reviewed",
        }
    }

    /// Part of the id, which stays the same in all languages.
    fn key(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Consultation => "consultation",
            Self::Draft => "draft",
            Self::Changed => "changed",
            Self::Reviewed => "reviewed",
        }
    }
}

/// All entries until today, newest first.
pub(super) fn news(writer: &Writer<'_>) -> Vec<(Date, NewsItem)> {
    let mut events: Vec<Event> = Vec::new();
    for (index, edition) in writer.graph.all() {
        let own = edition_events(writer, index).into_iter();
        let own = own.chain(if edition.slot == Slot::Main { main_events(writer, index) } else { Vec::new() });
        events.extend(own.filter(|event| event.date <= writer.today()));
    }
    events.sort_by(|a, b| (b.date, a.what, a.edition).cmp(&(a.date, b.what, b.edition)));
    events.into_iter().map(|event| (event.date, item(writer, event))).collect()
}

/// The adoption of an edition, or what comes before one.
fn edition_events(writer: &Writer<'_>, index: EditionIndex) -> Vec<Event> {
    let edition = writer.graph.edition(index);
    let document = &edition.source.document;
    let Some(governance) = &document.governance else { return Vec::new() };
    let own = governance.changes.iter().find(|change| Some(change.version.as_str()) == document.version());
    let worked_on = own.and_then(|change| change.date).or(document.meta.last_reviewed);
    let (date, what) = match edition.state {
        State::Draft => (worked_on, What::Draft),
        State::Consultation => (worked_on, What::Consultation),
        _ if is_adopted(document) => (governance.adopted_on, What::Adopted),
        _ => return Vec::new(),
    };
    let version = document.version().unwrap_or_default().to_owned();
    let summary = own.map(|change| change.summary.to_string()).unwrap_or_default();
    date.map(|date| Event { date, what, edition: index, version, summary }).into_iter().collect()
}

/// Changes and reviews of a document, where they are no adoption of an edition that is shown.
fn main_events(writer: &Writer<'_>, index: EditionIndex) -> Vec<Event> {
    let graph = writer.graph;
    let document = graph.document(index);
    let governance = document.governance.as_ref();
    let is_told = |change: &&Change| {
        let mut family = graph.family(&document.key).map(|(_, edition)| &edition.source.document);
        let is_own = |other: &Document| other.version() == Some(change.version.as_str());
        family.any(|other| is_own(other) && (is_adopted(other) || other.status().is_some_and(is_on_its_way)))
    };
    let changes = governance.into_iter().flat_map(|own| &own.changes).filter(|change| !is_told(change));
    let changes = changes.filter_map(|change| {
        let (version, summary) = (change.version.to_string(), change.summary.to_string());
        Some(Event { date: change.date?, what: What::Changed, edition: index, version, summary })
    });
    let mut events: Vec<Event> = changes.collect();
    let days = events.iter().map(|event| event.date).chain(governance.and_then(|own| own.adopted_on));
    let reviewed = document.meta.last_reviewed.filter(|date| !days.into_iter().any(|day| day == *date));
    let is_settled = !document.status().is_some_and(is_on_its_way);
    events.extend(reviewed.filter(|_| is_settled).map(|date| Event {
        date,
        what: What::Reviewed,
        edition: index,
        version: date.to_string(),
        summary: String::new(),
    }));
    events
}

fn is_on_its_way(status: crate::model::document::Status) -> bool {
    use crate::model::document::Status::{Consultation, Draft};
    matches!(status, Draft | Consultation)
}

fn item(writer: &Writer<'_>, event: Event) -> NewsItem {
    let graph = writer.graph;
    let document = graph.document(event.edition);
    let permanent = graph.permanent_path(event.edition).filter(|_| event.what == What::Adopted);
    let version = if event.what == What::Reviewed { "" } else { event.version.as_str() };
    let named = if version.is_empty() { String::new() } else { format!("{} {version}", writer.text("doc.version")) };
    let kind = Words::plain(writer.choice("kind", document.key.kind.key()));
    let detail = writer.labelled(event.what.label(), writer.date(event.date));
    NewsItem {
        id: format!("{}:{}:{}", document.key, writer.lang.slug(&event.version), event.what.key()),
        date: event.date.to_string(),
        words: writer.edition(event.edition),
        href: writer.href_to(&permanent.unwrap_or_else(|| graph.path(event.edition).clone())),
        detail: detail.and(" · ", kind).and(" · ", Words::plain(named)),
        text: event.summary,
        marks: marks(writer, event.edition),
    }
}

/// By what an entry is filtered: its kind and its themes.
fn marks(writer: &Writer<'_>, index: EditionIndex) -> Vec<String> {
    let graph = writer.graph;
    let own = Target::Document(graph.document(index).key.clone());
    let named = graph.links(index).explicit.iter().chain([&own]);
    let themes = named.filter_map(|target| match target {
        Target::Document(key) if key.kind == Kind::Theme && graph.main(key).is_some() => Some(theme_mark(key)),
        _ => None,
    });
    let mut marks: Vec<_> = std::iter::once(graph.document(index).key.kind.key().to_owned()).chain(themes).collect();
    marks.sort();
    marks.dedup();
    marks
}

fn theme_mark(key: &DocKey) -> String {
    format!("theme:{}", key.id)
}

/// The sections of the page: a filter, which the script shows, and the entries by month.
pub(super) fn sections(writer: &Writer<'_>) -> Vec<Section> {
    let news = news(writer);
    if news.is_empty() {
        let empty = note(Words::plain(writer.text("empty.changes")));
        return vec![Section { anchor: String::new(), title: String::new(), parts: vec![empty] }];
    }
    let filter = Part::Filter(form(writer, &news));
    let mut sections = vec![Section { anchor: String::new(), title: String::new(), parts: vec![filter] }];
    for of_month in news.chunk_by(|(a, _), (b, _)| (a.year(), a.month()) == (b.year(), b.month())) {
        let Some((date, _)) = of_month.first() else { continue };
        let items = of_month.iter().map(|(_, item)| item.clone()).collect();
        let title = format!("{} {}", capitalised(writer.lang.month(date.month())), date.year());
        sections.extend(titled(&date.strftime("%Y-%m").to_string(), title, vec![Part::News { items }]));
    }
    sections
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What can be asked for: the kinds and the themes that there are entries of.
fn form(writer: &Writer<'_>, news: &[(Date, NewsItem)]) -> Filter {
    let has = |mark: &str| news.iter().any(|(_, item)| item.marks.iter().any(|own| own == mark));
    let kinds = HUBS.iter().filter(|kind| has(kind.key()));
    let kinds = kinds.map(|kind| (kind.key().to_owned(), writer.choice("kind", kind.key()))).collect();
    let themes = writer.graph.listed(Kind::Theme).into_iter().map(|index| writer.graph.document(index));
    let themes = themes.filter(|theme| has(&theme_mark(&theme.key)));
    let themes = themes.map(|theme| (theme_mark(&theme.key), theme.meta.title.to_string())).collect();
    let choices = [filter::choice(writer, "of_kind", kinds), filter::choice(writer, "of_theme", themes)];
    let choices = choices.into_iter().filter(|choice| choice.options.len() > 1).collect();
    Filter { since: filter::address_word(writer, "since"), ..filter::filter(writer, news.len(), choices) }
}

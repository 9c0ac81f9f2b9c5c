//! A calendar's events in words.
//!
//! In: the occasions that a calendar is of. Out: its name and its events. Their names are made of ids, and an event's
//! stamp is the last day that its document gives for being adopted, changed or reviewed (for what stands in the wheel: New
//! Year's Day of the first year that the site has a plan for), so that nothing of it depends on when the site is built.

use jiff::civil::{Date, date};

use crate::calendar::{Event, Recurrence, Reminder};
use crate::graph::{EditionIndex, PlannedAction};
use crate::model::data::{Recurs, WheelItem};
use crate::model::id::{Kind, RecordKind};
use crate::model::scalar::MonthDay;
use crate::plan::{CalendarOf, Occasion};
use crate::source::OutPath;
use crate::view::build::{note, section};
use crate::view::{Part, Run, Section, Words, Writer};

/// The year from which what comes back every year is told, where no plan says another.
const FIRST_YEAR: i16 = 2020;

/// A calendar with all that its file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub name: String,
    /// Tells this site's events from those of others.
    pub domain: String,
    pub events: Vec<Event>,
}

/// The calendar that stands at `path`.
pub fn calendar(graph: &crate::graph::Graph, path: &OutPath, of: &CalendarOf) -> Calendar {
    let writer = Writer::new(graph, path, graph.config.lang());
    let settings = &graph.config.settings;
    Calendar {
        name: format!("{}: {}", settings.title, name(&writer, of)),
        domain: format!("{}.rettesnor", settings.language.slug(&settings.municipality)),
        events: graph.occasions(of).map(|occasion| event(&writer, occasion)).collect(),
    }
}

/// What a calendar is called.
fn name(writer: &Writer<'_>, of: &CalendarOf) -> String {
    match of {
        CalendarOf::All => writer.text("calendar.calendar"),
        CalendarOf::Channel(id) => plain(&writer.document(Kind::Channel, id.as_str())),
        CalendarOf::Role(id) => plain(&writer.record(RecordKind::Role, id.as_str())),
    }
}

/// A section that leads to a page's calendar; nothing where there is none.
pub(super) fn calendar_section(writer: &Writer<'_>, of: &CalendarOf) -> Option<Section> {
    if !writer.graph.has_calendar(of) {
        return None;
    }
    let link = calendar_link(writer, of);
    section(writer, "calendar.calendar", vec![note(link.and(". ", Words::plain(writer.text("calendar.how"))))])
}

/// A link to a calendar's file.
pub(super) fn calendar_link(writer: &Writer<'_>, of: &CalendarOf) -> Words {
    let path = writer.graph.calendar_path(of);
    let text = match of {
        CalendarOf::All => writer.text("calendar.all"),
        of => writer.texts().fill("calendar.of", &[("name", &name(writer, of))]),
    };
    let kept = path.as_str().rsplit('/').next().map(str::to_owned);
    Words(vec![Run { href: Some(writer.href_to(&path)), download: kept, ..Run::plain(format!("{text} (.ics)")) }])
}

/// The links to all calendars of channels and roles, in two lines.
pub(super) fn calendar_lists(writer: &Writer<'_>) -> Vec<Part> {
    let all = writer.graph.calendars();
    let line = |key: &str, wants: fn(&CalendarOf) -> bool| {
        let links = all.iter().filter(|of| wants(of)).map(|of| short_link(writer, of));
        let links = crate::view::joined(links);
        writer.labelled(key, links)
    };
    let lines = [
        line("strategy.channels", |of| matches!(of, CalendarOf::Channel(_))),
        line("plan.roles", |of| matches!(of, CalendarOf::Role(_))),
    ];
    lines.into_iter().filter(|words| !words.is_empty()).map(note).collect()
}

fn short_link(writer: &Writer<'_>, of: &CalendarOf) -> Words {
    let mut words = calendar_link(writer, of);
    words.0[0].text = name(writer, of);
    words
}

fn event(writer: &Writer<'_>, occasion: Occasion<'_>) -> Event {
    match occasion {
        Occasion::Deadline(own, date) => deadline(writer, own, date),
        Occasion::Item(item) => wheel_item(writer, item),
        Occasion::Review(index, date) => of_document(writer, "review", index, date),
        Occasion::Exercise(index, date) => of_document(writer, "exercise", index, date),
    }
}

fn deadline(writer: &Writer<'_>, own: PlannedAction<'_>, date: Date) -> Event {
    let action = own.action;
    let lines = [
        writer.labelled("strategy.theme", writer.optional(action.theme.as_ref())),
        writer.labelled("strategy.channels", writer.references(&action.channels)),
        writer.labelled("plan.responsible", writer.optional(action.responsible.as_ref())),
    ];
    Event {
        id: format!("deadline-{}-{}", writer.graph.document(own.plan.edition).key.id, action.id),
        summary: format!("{}: {}", writer.text("due.deadline"), action.title),
        description: description(&lines),
        stamp: stamp(writer, own.plan.edition, date),
        ..all_day(date, date)
    }
}

fn of_document(writer: &Writer<'_>, task: &str, index: EditionIndex, date: Date) -> Event {
    let document = writer.graph.document(index);
    let lines = [writer.labelled("doc.owner", writer.optional(document.meta.owner.as_ref()))];
    Event {
        id: format!("{task}-{}-{}", document.key.kind.key(), document.key.id),
        summary: format!("{}: {}", writer.choice("due", task), document.meta.title),
        description: description(&lines),
        stamp: stamp(writer, index, date),
        ..all_day(date, date)
    }
}

/// What has no days of its own is on the first of its month.
fn wheel_item(writer: &Writer<'_>, item: &WheelItem) -> Event {
    let first_year = writer.graph.plans.iter().map(|plan| plan.year).min().unwrap_or(FIRST_YEAR);
    let year = item.year.map_or(first_year, |year| year.0);
    let month = item.month.map(|month| MonthDay { month: month.0, day: 1 });
    let from = item.from.or(item.to).or(month).unwrap_or(MonthDay { month: 1, day: 1 });
    let to = item.to.or(item.from).or(month).unwrap_or(from);
    let is_over_new_year = (to.month, to.day) < (from.month, from.day);
    let first = on(year, from);
    let last = on(year + i16::from(is_over_new_year), to);
    let once = item.recurs == Some(Recurs::Once) || item.year.is_some();
    let lead = item.lead_time.map(|lead| writer.texts().fill("wheel.lead_time", &[("time", &writer.duration(lead))]));
    let lines = [
        writer.labelled("strategy.theme", writer.optional(item.theme.as_ref())),
        writer.labelled("strategy.channels", writer.references(&item.channels)),
        writer.labelled("plan.responsible", writer.optional(item.responsible.as_ref())),
        Words::plain(lead.unwrap_or_default()),
    ];
    Event {
        id: format!("wheel-{}", item.id),
        summary: item.title.to_string(),
        description: description(&lines),
        stamp: date(first_year, 1, 1),
        recurrence: if once { Recurrence::Once } else { Recurrence::Yearly },
        ..all_day(first, last)
    }
}

/// A day of a year; the last of its month where the month is shorter in that year.
fn on(year: i16, day: MonthDay) -> Date {
    Date::new(year, day.month, day.day)
        .or_else(|_| Date::new(year, day.month, 1).map(Date::last_of_month))
        .unwrap_or(date(year, 1, 1))
}

fn all_day(first: Date, last: Date) -> Event {
    Event {
        id: String::new(),
        summary: String::new(),
        description: String::new(),
        first,
        last,
        stamp: first,
        recurrence: Recurrence::Once,
        reminder: Reminder::None,
    }
}

/// The last day on which a document was adopted, changed or reviewed; else New Year's Day of the event's year.
fn stamp(writer: &Writer<'_>, index: EditionIndex, event: Date) -> Date {
    let document = writer.graph.document(index);
    let governance = document.governance.as_ref();
    let adopted = governance.and_then(|own| own.adopted_on);
    let changed = governance.and_then(|own| own.changes.iter().filter_map(|change| change.date).max());
    let said = [adopted, changed, document.meta.last_reviewed].into_iter().flatten().max();
    said.unwrap_or(date(event.year(), 1, 1))
}

fn description(lines: &[Words]) -> String {
    let lines: Vec<String> = lines.iter().map(plain).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn plain(words: &Words) -> String {
    words.0.iter().map(|run| run.text.as_str()).collect()
}

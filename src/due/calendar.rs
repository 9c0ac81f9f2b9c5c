//! What is due as a calendar (RFC 5545): an all-day event each, with a reminder a week before.
//!
//! In: what is due, with its words. Out: the text of an `.ics` file. Names and times come from the content, so that
//! the same content makes the same file, and a calendar that subscribes to it moves an event instead of adding one.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _};

use super::Due;

/// How long before the day begins one is reminded: at nine in the morning, seven days before.
const REMINDER: TimeDelta = TimeDelta::hours(-(6 * 24 + 15));

/// Something due, in words.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    pub due: &'a Due,
    /// What stands in the calendar.
    pub summary: String,
    /// What is shown when it is opened.
    pub description: String,
}

/// The calendar of a site. `name` is shown; `domain` tells this site's events from those of others.
pub fn calendar(name: &str, domain: &str, entries: &[Entry<'_>]) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    for entry in entries {
        if let Some(event) = event(entry, domain) {
            calendar.push(event);
        }
    }
    calendar.done().to_string()
}

fn event(entry: &Entry<'_>, domain: &str) -> Option<Event> {
    let date = entry.due.date;
    let day = NaiveDate::from_ymd_opt(
        date.year().into(),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    )?;
    let mut event = Event::new();
    event.uid(&format!("{}@{domain}", entry.due.id));
    // When the content was changed is not known here; a later day is a later word about the same thing.
    let stamp = NaiveDateTime::new(day, NaiveTime::MIN).and_utc();
    event.timestamp(stamp);
    event.starts(day).ends(day.succ_opt()?).summary(&entry.summary).description(&entry.description);
    event.add_property("TRANSP", "TRANSPARENT");
    let mut reminder = Alarm::display(&entry.summary, REMINDER);
    reminder.uid(&format!("reminder-{}@{domain}", entry.due.id)).timestamp(stamp);
    event.alarm(reminder);
    Some(event.done())
}

//! Events as a calendar file (RFC 5545): all-day events under names that stay.
//!
//! In: events with their words. Out: the text of an `.ics` file. Names and times come from the content and never from a
//! clock, so that the same content makes the same file, and a calendar that subscribes to it moves an event instead of
//! adding one. Days have no time zone, so that an event is on its day wherever it is read.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::{Alarm, Calendar, Component as _, EventLike as _};
use jiff::civil::Date;

#[cfg(test)]
mod tests;

/// How long before the day begins one is reminded: at nine in the morning, seven days before.
const REMINDER: TimeDelta = TimeDelta::hours(-(6 * 24 + 15));

/// Something on a day, or on several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// A name that stays when the date moves: `review-guideline-moderation`.
    pub id: String,
    /// What stands in the calendar.
    pub summary: String,
    /// What is shown when it is opened.
    pub description: String,
    pub first: Date,
    /// The last day, itself included.
    pub last: Date,
    /// The day on which the content that the event is from was last said to be so.
    pub stamp: Date,
    pub recurrence: Recurrence,
    pub reminder: Reminder,
}

/// Whether an event comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    Once,
    Yearly,
}

/// Whether a calendar reminds of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    None,
    WeekBefore,
}

/// The calendar of a site. `name` is shown; `domain` tells this site's events from those of others.
pub fn calendar(name: &str, domain: &str, events: &[Event]) -> String {
    let mut calendar = Calendar::new();
    calendar.name(name);
    // Without it Outlook takes a file for an invitation.
    calendar.append_property(("METHOD", "PUBLISH"));
    for event in events.iter().filter_map(|own| event(own, domain)) {
        calendar.push(event);
    }
    calendar.done().to_string()
}

fn event(own: &Event, domain: &str) -> Option<icalendar::Event> {
    let (first, last) = (day(own.first)?, day(own.last.max(own.first))?);
    let stamp = NaiveDateTime::new(day(own.stamp)?, NaiveTime::MIN).and_utc();
    let mut event = icalendar::Event::new();
    event.uid(&format!("{}@{domain}", own.id));
    event.timestamp(stamp);
    // The end of an all-day event is the day after it.
    event.starts(first).ends(last.succ_opt()?).summary(&own.summary).description(&own.description);
    event.add_property("TRANSP", "TRANSPARENT");
    if own.recurrence == Recurrence::Yearly {
        event.add_property("RRULE", "FREQ=YEARLY");
    }
    if own.reminder == Reminder::WeekBefore {
        let mut reminder = Alarm::display(&own.summary, REMINDER);
        reminder.uid(&format!("reminder-{}@{domain}", own.id)).timestamp(stamp);
        event.alarm(reminder);
    }
    Some(event.done())
}

fn day(date: Date) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year().into(), date.month().unsigned_abs().into(), date.day().unsigned_abs().into())
}

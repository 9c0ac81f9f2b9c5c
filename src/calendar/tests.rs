use jiff::civil::{Date, date};

use icalendar::Component as _;

use crate::calendar::{Event, Recurrence, Reminder, calendar};

fn event(id: &str, first: Date, last: Date) -> Event {
    Event {
        id: id.to_owned(),
        summary: format!("Frist: {id}"),
        description: "En; to, tre\nfire".to_owned(),
        first,
        last,
        stamp: date(2026, 3, 1),
        recurrence: Recurrence::Once,
        reminder: Reminder::None,
    }
}

fn events() -> Vec<Event> {
    vec![
        Event { reminder: Reminder::WeekBefore, ..event("film", date(2026, 11, 30), date(2026, 11, 30)) },
        Event { recurrence: Recurrence::Yearly, ..event("vinter", date(2025, 11, 15), date(2026, 3, 15)) },
        event(&"æøå".repeat(20), date(2026, 1, 1), date(2026, 1, 1)),
    ]
}

#[test]
fn a_calendar_is_read_back() {
    let text = calendar("Frister", "noerreskov.example", &events());
    let calendar: icalendar::Calendar = text.parse().unwrap();
    let read: Vec<_> = calendar.components.iter().filter_map(icalendar::CalendarComponent::as_event).collect();
    assert_eq!(read.len(), 3);
    assert_eq!(read[0].get_uid(), Some("film@noerreskov.example"));
    assert_eq!(read[0].get_summary(), Some("Frist: film"));
    assert_eq!(read[0].get_description(), Some("En; to, tre\nfire"));
    let day = |year, month, day| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
    assert_eq!(read[0].get_start(), Some(icalendar::DatePerhapsTime::Date(day(2026, 11, 30))));
    assert_eq!(read[0].get_end(), Some(icalendar::DatePerhapsTime::Date(day(2026, 12, 1))));
    assert_eq!(read[0].get_timestamp().unwrap().date_naive(), day(2026, 3, 1));
    assert_eq!(read[1].property_value("RRULE"), Some("FREQ=YEARLY"));
    assert_eq!(read[1].get_end(), Some(icalendar::DatePerhapsTime::Date(day(2026, 3, 16))));
    assert_eq!(text.matches("BEGIN:VALARM").count(), 1);
}

#[test]
fn lines_are_folded_and_days_have_no_time() {
    let text = calendar("Frister", "noerreskov.example", &events());
    assert_eq!(text, calendar("Frister", "noerreskov.example", &events()));
    // RFC 5545, 3.1: lines end in CRLF and are at most 75 bytes long.
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    let days = ["DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201", "DTSTAMP:20260301T000000Z"];
    for line in days.iter().chain(&["TRANSP:TRANSPARENT", "METHOD:PUBLISH", "VERSION:2.0"]) {
        assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} in {text}");
    }
    assert!(!text.contains("TZID") && !text.contains("VTIMEZONE"), "{text}");
}

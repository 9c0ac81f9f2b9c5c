//! Calendars: what is in them, under which names.

use jiff::civil::date;

use super::graph;
use crate::calendar::{Event, Recurrence};
use crate::lang::Lang;
use crate::model::id::Id;
use crate::plan::CalendarOf;
use crate::view::calendar;

const PLAN: &str = "---\ntitle: Plan 2026\nyear: 2026\nowner: chef\nadopted_on: 2026-01-15\nactions:\n  \
                    - {id: film, title: Film, deadline: 2026-11-30, responsible: vagt, channels: [facebook]}\n  \
                    - {id: opgivet, title: Opgivet, deadline: 2026-10-01, status: cancelled}\n---\n";
const WHEEL: &str = "- {id: jul, title: Jul, from: 12-20, to: 01-06, recurs: yearly, channels: [facebook]}\n\
                     - {id: skole, title: Skole, month: 8, responsible: chef}\n\
                     - {id: valg, title: Valg, month: 11, recurs: once, year: 2029}\n";

fn events(plan: &str, of: &CalendarOf) -> Vec<Event> {
    let graph = graph(&[
        ("data/roles.yaml", "- {id: chef, title: Chef}\n- {id: vagt, title: Vagt}\n"),
        ("channels/facebook.md", "---\ntitle: Facebook\ntype: social\nreview_due: 2026-06-01\n---\n"),
        ("crisis/plan.md", "---\ntitle: Kriseplan\nnext_exercise: 2027-03-02\nowner: vagt\n---\n"),
        ("data/wheel.yaml", WHEEL),
        ("plans/2026.md", plan),
    ]);
    calendar(&graph, &graph.calendar_path(of), of).events
}

fn ids(plan: &str, of: &CalendarOf) -> Vec<String> {
    events(plan, of).into_iter().map(|event| event.id).collect()
}

fn id(text: &str) -> Id {
    Id::from_text(text, Lang::Da)
}

#[test]
fn a_calendar_has_what_concerns_its_readers() {
    let all = [
        "deadline-2026-film",
        "wheel-jul",
        "wheel-skole",
        "wheel-valg",
        "review-channel-facebook",
        "exercise-crisis_plan-plan",
    ];
    assert_eq!(ids(PLAN, &CalendarOf::All), all, "what was given up is not there");
    let of_channel = ["deadline-2026-film", "wheel-jul", "review-channel-facebook"];
    assert_eq!(ids(PLAN, &CalendarOf::Channel(id("facebook"))), of_channel);
    assert_eq!(ids(PLAN, &CalendarOf::Role(id("chef"))), ["wheel-skole"]);
    assert_eq!(ids(PLAN, &CalendarOf::Role(id("vagt"))), ["deadline-2026-film", "exercise-crisis_plan-plan"]);
}

#[test]
fn a_name_stays_when_the_date_moves() {
    let later = PLAN.replace("2026-11-30", "2026-12-24");
    assert_ne!(events(PLAN, &CalendarOf::All), events(&later, &CalendarOf::All));
    assert_eq!(ids(PLAN, &CalendarOf::All), ids(&later, &CalendarOf::All));
}

#[test]
fn days_and_stamps_are_the_contents_own() {
    let events = events(PLAN, &CalendarOf::All);
    let of = |id: &str| events.iter().find(|event| event.id == id).expect("the event is there");
    let film = of("deadline-2026-film");
    assert_eq!((film.first, film.last, film.stamp), (date(2026, 11, 30), date(2026, 11, 30), date(2026, 1, 15)));
    assert!(film.description.contains("Vagt") && film.description.contains("Facebook"), "{}", film.description);
    let christmas = of("wheel-jul");
    assert_eq!((christmas.first, christmas.last), (date(2026, 12, 20), date(2027, 1, 6)));
    assert_eq!((christmas.recurrence, christmas.stamp), (Recurrence::Yearly, date(2026, 1, 1)));
    assert_eq!((of("wheel-valg").recurrence, of("wheel-valg").first), (Recurrence::Once, date(2029, 11, 1)));
}

//! The annual wheel of a year: the ring, its months as a list, how far the year's actions have come, its calendars.

use crate::plan::CalendarOf;
use crate::view::build::{note, section};
use crate::view::calendar::{calendar_link, calendar_lists};
use crate::view::entities::progress;
use crate::view::registers::Content;
use crate::view::tables::WheelWords;
use crate::view::{Part, Section, Tone, Words, Writer, tables};

/// The whole page. The year's own name is left to the other years, so that who searches for the wheel finds today's first.
pub(super) fn annual_wheel(writer: &Writer<'_>, year: i16) -> Content {
    let mut content = months(writer, year);
    if year == writer.today().year() {
        content.title = writer.text("page.annual_wheel");
    }
    content.sections.splice(0..0, years(writer, year));
    let actions: Vec<_> = writer.graph.actions().filter(|own| own.plan.year == year).collect();
    if !actions.is_empty() {
        let progress = Part::Progress(progress(writer, &actions));
        content.sections.extend(section(writer, "plan.progress", vec![progress]));
    }
    if writer.graph.has_calendar(&CalendarOf::All) {
        let all = calendar_link(writer, &CalendarOf::All).and(". ", Words::plain(writer.text("calendar.how")));
        let parts = [note(all)].into_iter().chain(calendar_lists(writer)).collect();
        content.sections.extend(section(writer, "calendar.calendar", parts));
    }
    content
}

/// The ring and the months, without what leads elsewhere.
pub(super) fn months(writer: &Writer<'_>, year: i16) -> Content {
    let ring = tables::ring(writer, year, |_| true).map(Part::Chart);
    let table = Part::Table(tables::annual_wheel(writer, year, |_| true, WheelWords::Whole));
    let parts = ring.into_iter().chain([table]).collect();
    let body = Section { anchor: String::new(), title: String::new(), parts };
    let mut content = Content::register(writer, "page.annual_wheel", [body]);
    content.title = writer.texts().fill("page.annual_wheel_of", &[("year", &year.to_string())]);
    content
}

/// The way to the other years; nothing where there is but one.
fn years(writer: &Writer<'_>, shown: i16) -> Option<Section> {
    let graph = writer.graph;
    let years = graph.wheel_years();
    let link = |year: &i16| {
        let path = if *year == writer.today().year() { graph.fixed("annual_wheel") } else { graph.wheel_path(*year) };
        let name = year.to_string();
        if *year == shown { writer.tag(name, Tone::Neutral) } else { Words::link(name, writer.href_to(&path)) }
    };
    let words = years.iter().map(link).fold(Words::default(), |line, year| line.and(" ", year));
    let parts = vec![note(writer.labelled("wheel.years", words))];
    (years.len() > 1).then(|| Section { anchor: String::new(), title: String::new(), parts })
}

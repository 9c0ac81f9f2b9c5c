//! The annual wheel as a ring, with what its marks mean.

use crate::chart::{self, Mark, MarkKind, Wheel};
use crate::graph::Graph;
use crate::model::data::WheelItem;
use crate::model::id::{Kind, Ref, to};
use crate::view::tables::in_months;
use crate::view::tables::wheel::Year;
use crate::view::{Chart, ChartForm, Words, Writer};

/// The ring of a year; nothing where the year has no entry.
pub fn ring(writer: &Writer<'_>, year: i16, wants: impl Fn(&WheelItem) -> bool) -> Option<Chart> {
    let all = Year::new(writer.graph, year, wants);
    let themes = themes(writer.graph, &all);
    let months: [Vec<Mark>; 12] = std::array::from_fn(|index| marks(writer, &all, &themes, index as i8 + 1));
    if months.iter().all(Vec::is_empty) {
        return None;
    }
    let title = writer.texts().fill("page.annual_wheel_of", &[("year", &year.to_string())]);
    let today = writer.today();
    let now = (today.year() == year).then(|| today.month());
    let drawing = chart::wheel(&Wheel { title: &title, year, now, months: &months }, writer.texts());
    Some(Chart {
        form: ChartForm::Ring,
        svg: drawing.svg,
        legend: legend(writer, &themes, &months),
        definition: Words::default(),
        source: Words::default(),
        table: None,
        title,
    })
}

/// The themes that a year's entries have, in the order of their titles.
fn themes(graph: &Graph, year: &Year<'_>) -> Vec<String> {
    let of_items = year.items.iter().filter_map(|item| item.theme.as_ref());
    let of_actions = year.actions.iter().filter_map(|own| own.action.theme.as_ref());
    let mut themes: Vec<String> = of_items.chain(of_actions).map(|theme| theme.id().to_owned()).collect();
    themes.sort();
    themes.dedup();
    themes.retain(|theme| graph.find(Kind::Theme, theme).is_some());
    themes
}

fn marks(writer: &Writer<'_>, year: &Year<'_>, themes: &[String], month: i8) -> Vec<Mark> {
    let place = |theme: Option<&Ref<to::Theme>>| themes.iter().position(|own| Some(own.as_str()) == theme.map(Ref::id));
    let mark = |kind, theme, title: &str| Mark { kind, theme, title: title.to_owned() };
    let items = year.items.iter().filter(|item| in_months(item, month));
    let items = items.map(|item| mark(MarkKind::Item, place(item.theme.as_ref()), &item.title));
    let due = year.actions.iter().filter(|own| own.action.deadline.is_some_and(|date| date.month() == month));
    let due = due.map(|own| mark(MarkKind::Deadline, place(own.action.theme.as_ref()), &own.action.title));
    let reviews = year.reviews.iter().filter(|(date, _)| date.month() == month);
    let reviews = reviews.map(|(_, index)| mark(MarkKind::Review, None, &writer.graph.document(*index).meta.title));
    items.chain(due).chain(reviews).collect()
}

/// The shapes that are in the ring, then its themes.
fn legend(writer: &Writer<'_>, themes: &[String], months: &[Vec<Mark>; 12]) -> Vec<Words> {
    let kinds =
        [(MarkKind::Item, "wheel.items"), (MarkKind::Deadline, "wheel.deadlines"), (MarkKind::Review, "wheel.reviews")];
    let has = |kind: MarkKind| months.iter().flatten().any(|mark| mark.kind == kind);
    let shapes = kinds.into_iter().filter(|(kind, _)| has(*kind));
    let shapes = shapes.map(|(kind, key)| Words::picture(chart::mark(kind, None), writer.text(key)));
    let themes = themes.iter().enumerate().map(|(place, theme)| {
        let name = writer.document(Kind::Theme, theme);
        Words::picture(chart::mark(MarkKind::Item, Some(place)), "").then(name)
    });
    shapes.chain(themes).collect()
}

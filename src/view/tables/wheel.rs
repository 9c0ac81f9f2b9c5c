//! The year month by month: what comes back, what falls due, what is to be reviewed.

use jiff::civil::Date;

use crate::graph::{EditionIndex, Graph, PlannedAction};
use crate::model::data::{Recurs, WheelItem};
use crate::model::scalar::MonthDay;
use crate::view::build::{columns, stacked};
use crate::view::{Cell, Row, Table, Tone, Words, Writer};

/// What a year holds.
pub(super) struct Year<'a> {
    pub items: Vec<&'a WheelItem>,
    pub actions: Vec<PlannedAction<'a>>,
    /// Documents that are to be reviewed, with the day.
    pub reviews: Vec<(Date, EditionIndex)>,
}

impl<'a> Year<'a> {
    pub(super) fn new(graph: &'a Graph, year: i16, wants: impl Fn(&WheelItem) -> bool) -> Self {
        let items = graph.data.wheel.iter().map(|filed| &filed.record);
        Self {
            items: items.filter(|item| is_of(item, year) && wants(item)).collect(),
            actions: graph.actions().filter(|own| due_in(*own, year)).collect(),
            reviews: reviews(graph, year),
        }
    }
}

/// How much is said of what comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WheelWords {
    /// When, where, who, how early: on the wheel's own page.
    Whole,
    /// What, and the days it has, where the wheel stands in another text.
    Brief,
}

/// The twelve months of a year: wheel items, deadlines of the year's actions, reviews. What goes over several months is
/// said in whole in the first of them.
pub fn annual_wheel(writer: &Writer<'_>, year: i16, wants: impl Fn(&WheelItem) -> bool, how_much: WheelWords) -> Table {
    let all = Year::new(writer.graph, year, wants);
    let today = writer.today();
    let rows = (1..=12).map(|month| {
        let of_month = all.items.iter().filter(|item| in_months(item, month)).map(|item| {
            let whole = how_much == WheelWords::Whole && (month == 1 || !in_months(item, month - 1));
            if whole { writer.wheel_item(item) } else { writer.wheel_item_in_brief(item) }
        });
        let due = all.actions.iter().filter(|own| own.action.deadline.is_some_and(|date| date.month() == month));
        let due = due.map(|own| writer.action(own.action).and(", ", writer.deadline(own.action)));
        let review = all.reviews.iter().filter(|(date, _)| date.month() == month);
        let review = review.map(|(_, index)| writer.edition(*index));
        let cells = vec![Cell::lines(of_month), Cell::lines(due), Cell::lines(review)];
        let mut head = Words::plain(capital(writer.lang.month(month)));
        if (today.year(), today.month()) == (year, month) {
            head = head.and(" ", writer.tag(writer.text("wheel.this_month"), Tone::Attention));
        }
        Row::new(head, cells)
    });
    let keys = ["plan.month", "wheel.items", "wheel.deadlines", "wheel.reviews"];
    let caption = writer.texts().fill("table.wheel", &[("year", &year.to_string())]);
    stacked(caption, columns(writer, &keys), rows.collect(), writer.text("empty.wheel"))
}

fn due_in(own: PlannedAction<'_>, year: i16) -> bool {
    own.action.deadline.is_some_and(|date| date.year() == year)
}

/// Reviews that fall due in a year.
fn reviews(graph: &Graph, year: i16) -> Vec<(Date, EditionIndex)> {
    let main = graph.all().filter(|(_, edition)| edition.slot == crate::select::Slot::Main);
    let due = main.filter_map(|(index, _)| graph.document(index).meta.next_review().map(|date| (date, index)));
    due.filter(|(date, _)| date.year() == year).collect()
}

/// What comes back in one month.
pub fn month_items(writer: &Writer<'_>, month: i8) -> Vec<Words> {
    let items = writer.graph.data.wheel.iter().map(|filed| &filed.record);
    let year = writer.graph.config.options.today.year();
    items.filter(|item| is_of(item, year) && in_months(item, month)).map(|item| writer.wheel_item(item)).collect()
}

/// Whether an item belongs to a year: it comes back, or says that it is of this one.
fn is_of(item: &WheelItem, year: i16) -> bool {
    item.year.is_none_or(|own| own.0 == year)
}

/// Whether an item takes place in a month, wholly or in part; a stretch may go over New Year.
pub fn in_months(item: &WheelItem, month: i8) -> bool {
    let (from, to) = match (item.month, item.from, item.to) {
        (Some(own), _, _) => return own.0 == month,
        (None, Some(from), to) => (from.month, to.map_or(from.month, |to| to.month)),
        (None, None, Some(to)) => (to.month, to.month),
        (None, None, None) => return false,
    };
    if from <= to { (from..=to).contains(&month) } else { month >= from || month <= to }
}

impl Writer<'_> {
    /// An item of the annual wheel in a line: when, where, who, how early.
    pub(in crate::view) fn wheel_item(&self, item: &WheelItem) -> Words {
        let lead = item.lead_time.map(|lead| self.duration(lead));
        let lead = lead.map(|lead| self.texts().fill("wheel.lead_time", &[("time", &lead)])).unwrap_or_default();
        let recurs = item.recurs.filter(|recurs| *recurs == Recurs::Once).map(|_| self.text("wheel.once"));
        let details = [
            Words::plain(self.stretch(item)),
            self.references(&item.channels),
            self.optional(item.theme.as_ref()),
            self.optional(item.responsible.as_ref()),
            Words::plain(lead),
            Words::plain(recurs.unwrap_or_default()),
        ];
        let details = details.into_iter().fold(Words::default(), |line, detail| line.and(" · ", detail));
        Words::plain(item.title.as_str()).and(" · ", details)
    }

    /// The same without where, who and how early.
    fn wheel_item_in_brief(&self, item: &WheelItem) -> Words {
        Words::plain(item.title.as_str()).and(" · ", Words::plain(self.stretch(item)))
    }

    /// The days of an item that has them.
    fn stretch(&self, item: &WheelItem) -> String {
        let day = |day: MonthDay| self.lang.day_of_year(day.month, day.day);
        match (item.from, item.to) {
            (Some(from), Some(to)) if from != to => format!("{}–{}", day(from), day(to)),
            (Some(one), _) | (None, Some(one)) => day(one),
            (None, None) => String::new(),
        }
    }
}

/// A month's name at the beginning of a row.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

//! The calendars of a site: what happens on a day, for everybody, for a channel, for a role.
//!
//! In: the graph. Out: [`Occasion`]s, which the view puts into words, and where the files stand. Only what the site shows
//! is here.

use jiff::civil::Date;

use crate::graph::{EditionIndex, Graph, PlannedAction};
use crate::model::data::{ActionStatus, WheelItem};
use crate::model::document::Document;
use crate::model::id::{Id, Kind};
use crate::model::kinds::Spec;
use crate::source::OutPath;

/// Whom a calendar is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarOf {
    All,
    Channel(Id),
    Role(Id),
}

/// Something that is on a day.
#[derive(Clone, Copy, Debug)]
pub enum Occasion<'a> {
    /// An action's deadline.
    Deadline(PlannedAction<'a>, Date),
    /// What stands in the annual wheel.
    Item(&'a WheelItem),
    Review(EditionIndex, Date),
    /// An exercise of a crisis plan.
    Exercise(EditionIndex, Date),
}

impl Graph {
    /// The path of a calendar.
    pub fn calendar_path(&self, of: &CalendarOf) -> OutPath {
        let lang = self.config.lang();
        let word = |key| lang.address_word(key);
        let folder = word("calendar");
        OutPath::new(match of {
            CalendarOf::All => format!("{folder}/{}.ics", word("all")),
            CalendarOf::Channel(id) => format!("{folder}/{}/{id}.ics", word("channel")),
            CalendarOf::Role(id) => format!("{folder}/{}/{id}.ics", word("role")),
        })
    }

    /// The calendars that have something in them: a file without an event is none.
    pub fn calendars(&self) -> Vec<CalendarOf> {
        let channels = self.of_kind(Kind::Channel).map(|index| self.document(index).key.id.clone());
        let channels = channels.map(CalendarOf::Channel);
        let roles = self.roles().cloned().map(CalendarOf::Role);
        let all = std::iter::once(CalendarOf::All).chain(channels).chain(roles);
        all.filter(|of| self.has_calendar(of)).collect()
    }

    /// Whether there is a calendar of this sort.
    pub fn has_calendar(&self, of: &CalendarOf) -> bool {
        self.occasions(of).next().is_some()
    }

    /// What stands in a calendar: by sort, and within each as the content has it.
    pub fn occasions<'a>(&'a self, of: &'a CalendarOf) -> impl Iterator<Item = Occasion<'a>> {
        let actions = self.actions().filter(|own| own.action.status != Some(ActionStatus::Cancelled));
        let actions = actions.filter_map(|own| Some(Occasion::Deadline(own, own.action.deadline?)));
        let items = self.data.wheel.iter().map(|filed| Occasion::Item(&filed.record));
        let main = || self.all().filter(|(_, edition)| edition.slot == crate::select::Slot::Main);
        let reviews = main()
            .filter_map(|(index, _)| self.document(index).meta.next_review().map(|date| Occasion::Review(index, date)));
        let exercises = main().filter_map(|(index, _)| match &self.document(index).spec {
            Spec::CrisisPlan(plan) => plan.next_exercise.map(|date| Occasion::Exercise(index, date)),
            _ => None,
        });
        let all = actions.chain(items).chain(reviews).chain(exercises);
        all.filter(move |occasion| self.concerns(*occasion, of))
    }

    fn concerns(&self, occasion: Occasion<'_>, of: &CalendarOf) -> bool {
        match (of, occasion) {
            (CalendarOf::All, _) => true,
            (CalendarOf::Channel(id), Occasion::Deadline(own, _)) => own.uses_channel(id.as_str()),
            (CalendarOf::Role(id), Occasion::Deadline(own, _)) => own.involves(id.as_str()),
            (CalendarOf::Channel(id), Occasion::Item(item)) => {
                item.channels.iter().any(|channel| channel.id() == id.as_str())
            }
            (CalendarOf::Role(id), Occasion::Item(item)) => {
                item.responsible.as_ref().is_some_and(|role| role.id() == id.as_str())
            }
            (CalendarOf::Channel(id), Occasion::Review(index, _) | Occasion::Exercise(index, _)) => {
                is_about_channel(self.document(index), id)
            }
            (CalendarOf::Role(id), Occasion::Review(index, _) | Occasion::Exercise(index, _)) => {
                self.document(index).meta.owner.as_ref().is_some_and(|role| role.id() == id.as_str())
            }
        }
    }
}

/// Whether a document is a channel's own sheet, or names the channel.
fn is_about_channel(document: &Document, id: &Id) -> bool {
    let is_own = document.key.kind == Kind::Channel && document.key.id == *id;
    is_own || document.meta.channels.iter().any(|channel| channel.id() == id.as_str())
}

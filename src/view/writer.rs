//! Words, links and dates on one page: what every view is written with.

use jiff::civil::Date;

use crate::graph::{Address, EditionIndex, Graph};
use crate::lang::{Lang, Texts};
use crate::model::data::ActionStatus;
use crate::model::id::{Kind, RecordKind, Ref, Target as TargetMark, TargetKind, to};
use crate::select::State;
use crate::source::OutPath;
use crate::view::{Cell, Fact, Link, Run, Tone, Words};
use crate::vocabulary::Target;

/// The page being written: where it stands and in which language.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    pub graph: &'a Graph,
    pub path: &'a OutPath,
    pub lang: Lang,
}

impl<'a> Writer<'a> {
    /// A writer for the page at `path`.
    pub fn new(graph: &'a Graph, path: &'a OutPath, lang: Lang) -> Self {
        Self { graph, path, lang }
    }

    /// The same page, written with the names and records of an edition's own time, where it has them.
    #[must_use]
    pub fn as_of(self, edition: EditionIndex) -> Self {
        Self { graph: self.graph.at(edition), ..self }
    }

    /// The page's interface texts.
    pub fn texts(&self) -> &'a Texts {
        self.graph.config.texts(self.lang)
    }

    /// An interface text.
    pub fn text(&self, key: &str) -> String {
        self.texts().get(key).to_owned()
    }

    /// The text of a key made of a prefix and a value's own key, `plan.status.` and `done`.
    pub fn choice(&self, prefix: &str, key: &str) -> String {
        self.texts().get(&format!("{prefix}.{key}")).to_owned()
    }

    /// The way from this page to an address.
    pub fn href(&self, address: &Address) -> String {
        address.relative_to(self.path)
    }

    /// The way from this page to another.
    pub fn href_to(&self, path: &OutPath) -> String {
        Address::page(path.clone()).relative_to(self.path)
    }

    /// A link to a page, with words of its own.
    pub fn page_link(&self, path: &OutPath, text: impl Into<String>) -> Link {
        Link { text: text.into(), href: Some(self.href_to(path)) }
    }

    /// A run that names a thing by its title and links to it where it has a place; on its own page it is plain.
    pub fn run(&self, target: &Target) -> Run {
        let text = self.graph.title(target, self.lang).to_owned();
        self.run_as(target, text)
    }

    /// As [`run`](Self::run), with other words.
    pub fn run_as(&self, target: &Target, text: String) -> Run {
        let address = self.graph.address(target, self.lang);
        let elsewhere = address.filter(|address| address.path != *self.path || !address.fragment.is_empty());
        Run { href: elsewhere.map(|address| self.href(&address)), ..Run::plain(text) }
    }

    /// Words that name a thing.
    pub fn words(&self, target: &Target) -> Words {
        Words(vec![self.run(target)])
    }

    /// Words for a reference; the id itself where it leads nowhere.
    pub fn reference<T: TargetMark>(&self, reference: &Ref<T>) -> Words {
        match self.graph.vocabulary.of_kind(T::KIND, reference.id()) {
            Ok(target) => self.words(&target),
            Err(_) => Words::plain(reference.id()),
        }
    }

    /// Words for a reference that may be missing.
    pub fn optional<T: TargetMark>(&self, reference: Option<&Ref<T>>) -> Words {
        reference.map(|reference| self.reference(reference)).unwrap_or_default()
    }

    /// References in a row, with commas between.
    pub fn references<T: TargetMark>(&self, references: &[Ref<T>]) -> Words {
        joined(references.iter().map(|reference| self.reference(reference)))
    }

    /// References as lines of a cell.
    pub fn reference_cell<T: TargetMark>(&self, references: &[Ref<T>]) -> Cell {
        Cell(references.iter().map(|reference| self.reference(reference)).collect())
    }

    /// Words for a channel, theme or audience by its id.
    pub fn document(&self, kind: Kind, id: &str) -> Words {
        match self.graph.vocabulary.of_kind(TargetKind::Document(kind), id) {
            Ok(target) => self.words(&target),
            Err(_) => Words::plain(id),
        }
    }

    /// Words for a record by its id.
    pub fn record(&self, kind: RecordKind, id: &str) -> Words {
        match self.graph.vocabulary.of_kind(TargetKind::Record(kind), id) {
            Ok(target) => self.words(&target),
            Err(_) => Words::plain(id),
        }
    }

    /// Words that name the edition at an index and link to its page.
    pub fn edition(&self, index: EditionIndex) -> Words {
        let title = self.graph.document(index).meta.title.to_string();
        if self.graph.path(index) == self.path {
            Words::plain(title)
        } else {
            Words(vec![self.edition_run(index, title)])
        }
    }

    fn edition_run(&self, index: EditionIndex, title: String) -> Run {
        Run { href: Some(self.href_to(self.graph.path(index))), ..Run::plain(title) }
    }

    /// A date with its machine-readable form.
    pub fn date(&self, date: Date) -> Words {
        Words(vec![Run { date: Some(date.to_string()), ..Run::plain(self.lang.date(date)) }])
    }

    /// A date that may be missing.
    pub fn optional_date(&self, date: Option<Date>) -> Words {
        date.map(|date| self.date(date)).unwrap_or_default()
    }

    /// A tag.
    pub fn tag(&self, text: impl Into<String>, tone: Tone) -> Words {
        Words(vec![Run { tone: Some(tone), ..Run::plain(text) }])
    }

    /// An edition's state as a tag; none for kinds without status.
    pub fn state(&self, state: State) -> Words {
        let tone = match state {
            State::Unstated => return Words::default(),
            State::InForce | State::Living => Tone::Good,
            State::Draft | State::Consultation | State::Adopted => Tone::Attention,
            State::Superseded | State::Expired | State::Repealed => Tone::Neutral,
        };
        self.tag(self.choice("doc.status", state.key()), tone)
    }

    /// An action's status as a tag; overdue is computed.
    pub fn action_status(&self, action: &crate::model::data::Action) -> Words {
        if self.graph.is_overdue(action) {
            return self.tag(self.text("plan.status.overdue"), Tone::Bad);
        }
        let status = action.status.unwrap_or(ActionStatus::Planned);
        let tone = match status {
            ActionStatus::Done => Tone::Good,
            ActionStatus::InProgress | ActionStatus::Postponed => Tone::Attention,
            ActionStatus::Planned | ActionStatus::Cancelled => Tone::Neutral,
        };
        self.tag(self.choice("plan.status", status.key()), tone)
    }

    /// A fact, unless there is nothing to say.
    pub fn fact(&self, key: &'static str, label: &str, value: Words) -> Option<Fact> {
        (!value.is_empty()).then(|| Fact { key, label: self.text(label), value })
    }

    /// A duration in words: `24 timer`.
    pub fn duration(&self, duration: crate::model::scalar::Duration) -> String {
        let count = usize::try_from(duration.count).unwrap_or(usize::MAX);
        self.texts().count(&format!("time.{}", duration.unit.key()), count)
    }

    /// A role's mailbox as a `mailto:` link.
    pub fn mailbox(&self, role: &crate::model::data::Role) -> Words {
        match &role.mailbox {
            Some(mailbox) => Words::link(mailbox.as_str(), format!("mailto:{}", mailbox.as_str())),
            None => Words::default(),
        }
    }

    /// Who adopted something: a role, or the author's own words.
    pub fn role_or_words(&self, reference: &Ref<to::RoleOrWords>) -> Words {
        self.reference(reference)
    }
}

/// Words in a row, with commas between.
pub fn joined(items: impl Iterator<Item = Words>) -> Words {
    let mut runs = Vec::new();
    for item in items.filter(|item| !item.is_empty()) {
        if !runs.is_empty() {
            runs.push(Run::plain(", "));
        }
        runs.extend(item.0);
    }
    Words(runs)
}

/// Words as the only line of a cell; empty words are an empty cell.
impl From<Words> for Cell {
    fn from(words: Words) -> Self {
        if words.is_empty() { Self::default() } else { Self(vec![words]) }
    }
}

/// Plain text as the only line of a cell.
impl From<String> for Cell {
    fn from(text: String) -> Self {
        Words::plain(text).into()
    }
}

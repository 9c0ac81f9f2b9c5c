//! The health of the content, for its authors: what the rules find, what is due, what is not filled in.
//!
//! In: the graph, and what the rules found and what is due as [`Complaint`]s and [`Duty`]s. Out: a page, which the
//! preview shows and no published site has.

mod gaps;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::graph::{EditionIndex, Graph};
use crate::model::id::RecordKind;
use crate::source::{OutPath, SourcePath};
use crate::view::build::{columns, days_from, note, section, stacked};
use crate::view::page::empty;
use crate::view::{Cell, Indexing, Layout, Page, Part, Row, Section, Table, Tone, Words, Writer};

/// How grave a complaint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    Error,
    Warning,
    Note,
}

/// Something that a rule finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub gravity: Gravity,
    /// The rule's code, `C04`.
    pub code: &'static str,
    /// What is wrong, in the language of the site.
    pub message: String,
    pub file: SourcePath,
    /// The line, where it is known.
    pub line: Option<usize>,
}

/// Something that somebody has to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    pub date: Date,
    /// What there is to do, in words.
    pub task: String,
    /// What it is about, in words.
    pub title: String,
    pub file: SourcePath,
    /// Title of the role that answers for it.
    pub role: Option<String>,
}

/// How many days ahead the page looks, a table for each stretch of time; before the first is what is late.
const AHEAD: [i64; 3] = [30, 60, 90];

/// The page on the health of the content, to stand at `path`.
pub fn health(graph: &Graph, path: &OutPath, complaints: &[Complaint], duties: &[Duty]) -> Page {
    let writer = Writer::new(graph, path, graph.config.lang());
    let mut page = empty(&writer, writer.text("health.title"));
    page.summary = writer.text("health.summary");
    page.indexing = Indexing::Hidden;
    let sheet = Sheet { writer: &writer, documents: documents(graph) };
    let sections = [
        sheet.overview(complaints, duties),
        sheet.by_document(complaints),
        sheet.by_owner(complaints, duties),
        sheet.due(duties),
        gaps::section(&writer),
    ];
    page.sections = sections.into_iter().flatten().collect();
    page.contents = crate::view::page::contents(&page.sections);
    page
}

/// The editions by their files.
fn documents(graph: &Graph) -> BTreeMap<&SourcePath, EditionIndex> {
    graph.all().map(|(index, edition)| (&edition.source.document.file, index)).collect()
}

/// What the tables are written with.
struct Sheet<'a> {
    writer: &'a Writer<'a>,
    documents: BTreeMap<&'a SourcePath, EditionIndex>,
}

impl Sheet<'_> {
    fn overview(&self, complaints: &[Complaint], duties: &[Duty]) -> Option<Section> {
        let writer = self.writer;
        let today = writer.today();
        let number = |gravity| complaints.iter().filter(|complaint| complaint.gravity == gravity).count();
        let late = duties.iter().filter(|duty| duty.date < today).count();
        let soon = duties.iter().filter(|duty| (today..=days_from(today, AHEAD[0])).contains(&duty.date)).count();
        let counts = [
            ("health.errors", number(Gravity::Error), Tone::Bad),
            ("health.warnings", number(Gravity::Warning), Tone::Attention),
            ("health.notes", number(Gravity::Note), Tone::Neutral),
            ("health.late", late, Tone::Bad),
            ("health.soon", soon, Tone::Neutral),
        ];
        let told = counts.into_iter().filter(|(_, count, _)| *count > 0);
        let words: Vec<_> = told.map(|(key, count, tone)| writer.tag(writer.texts().count(key, count), tone)).collect();
        let line = words.into_iter().fold(Words::default(), |line, word| line.and(" ", word));
        let line = if line.is_empty() { Words::plain(writer.text("health.well")) } else { line };
        section(writer, "health.overview", vec![note(line)])
    }

    /// A row for each file, those with the gravest complaints first.
    fn by_document(&self, complaints: &[Complaint]) -> Option<Section> {
        let writer = self.writer;
        let mut by_file: BTreeMap<&SourcePath, Vec<&Complaint>> = BTreeMap::new();
        for complaint in complaints {
            by_file.entry(&complaint.file).or_default().push(complaint);
        }
        let mut files: Vec<_> = by_file.into_iter().collect();
        files.sort_by_key(|(file, told)| (told.iter().map(|complaint| complaint.gravity).min(), (*file).clone()));
        let rows = files.iter().map(|(file, told)| {
            let lines = Cell::lines(told.iter().map(|complaint| self.complaint(complaint)));
            Row::new(self.file(file), vec![lines, self.owner(file).into()])
        });
        let keys = ["kind.document", "health.finding", "doc.owner"];
        let caption = writer.text("health.by_document");
        let table = stacked(caption, columns(writer, &keys), rows.collect(), writer.text("health.no_findings"));
        section(writer, "health.by_document", vec![Part::Table(table)])
    }

    fn complaint(&self, complaint: &Complaint) -> Words {
        let writer = self.writer;
        let (key, tone) = match complaint.gravity {
            Gravity::Error => ("health.error", Tone::Bad),
            Gravity::Warning => ("health.warning", Tone::Attention),
            Gravity::Note => ("health.note", Tone::Neutral),
        };
        let line = complaint.line.map(|line| writer.texts().fill("health.line", &[("n", &line.to_string())]));
        let place = [Some(complaint.code.to_owned()), line].into_iter().flatten().collect::<Vec<_>>().join(", ");
        writer
            .tag(writer.text(key), tone)
            .and(" ", Words::plain(format!("{} ({place})", self.quoted(&complaint.message))))
    }

    /// A message as a page has it: what a terminal shows between backticks, between quotation marks.
    fn quoted(&self, message: &str) -> String {
        // A backtick that has no other is one of the text itself.
        if message.matches('`').count() % 2 == 1 {
            return message.to_owned();
        }
        let parts = message.split('`').enumerate();
        let quoted = |(at, part): (usize, &str)| match at % 2 {
            0 => part.to_owned(),
            _ => self.writer.lang.quoted(part),
        };
        parts.map(quoted).collect()
    }

    /// How much each owner has before them.
    fn by_owner(&self, complaints: &[Complaint], duties: &[Duty]) -> Option<Section> {
        let writer = self.writer;
        let mut owners: BTreeMap<String, [usize; 3]> = BTreeMap::new();
        for complaint in complaints {
            let column = usize::from(complaint.gravity != Gravity::Error);
            owners.entry(self.owner_title(&complaint.file)).or_default()[column] += 1;
        }
        let last = days_from(writer.today(), AHEAD[AHEAD.len() - 1]);
        for duty in duties.iter().filter(|duty| duty.date <= last) {
            let owner = duty.role.clone().unwrap_or_else(|| self.owner_title(&duty.file));
            owners.entry(owner).or_default()[2] += 1;
        }
        let number = |count: &usize| Words::plain(writer.lang.whole(*count as f64)).into();
        let row = |(owner, counts): (&String, &[usize; 3])| {
            let owner = if owner.is_empty() { writer.text("plan.nobody") } else { owner.clone() };
            Row::new(Words::plain(owner), counts.iter().map(number).collect())
        };
        let keys = ["doc.owner", "#health.errors_column", "#health.others_column", "#health.due_column"];
        let rows: Vec<_> = owners.iter().map(row).collect();
        if rows.is_empty() {
            return None;
        }
        let table = Table {
            layout: Layout::Scrolled,
            ..stacked(writer.text("health.by_owner"), columns(writer, &keys), rows, String::new())
        };
        section(writer, "health.by_owner", vec![Part::Table(table)])
    }

    /// What is late, and what is due in each of the stretches of time.
    fn due(&self, duties: &[Duty]) -> Option<Section> {
        let writer = self.writer;
        let today = writer.today();
        let starts = [Date::MIN, today].into_iter().chain(AHEAD.map(|days| days_from(today, days + 1)));
        let ends = [days_from(today, -1)].into_iter().chain(AHEAD.map(|days| days_from(today, days)));
        let late = writer.text("health.late_table");
        let within = AHEAD.map(|days| writer.texts().fill("health.within", &[("n", &days.to_string())]));
        let tables = starts.zip(ends).zip([late].into_iter().chain(within)).map(|((from, to), caption)| {
            let inside = duties.iter().filter(|duty| (from..=to).contains(&duty.date));
            let keys = ["doc.due", "health.task", "health.subject", "doc.owner"];
            let rows = inside.map(|duty| self.duty(duty)).collect();
            stacked(caption, columns(writer, &keys), rows, String::new())
        });
        let parts: Vec<_> = tables.filter(|table| !table.rows.is_empty()).map(Part::Table).collect();
        let parts = if parts.is_empty() { vec![note(Words::plain(writer.text("health.nothing_due")))] } else { parts };
        section(writer, "health.due", parts)
    }

    fn duty(&self, duty: &Duty) -> Row {
        let subject = match self.documents.get(&duty.file) {
            Some(index) if *self.writer.graph.document(*index).meta.title == duty.title => self.writer.edition(*index),
            Some(index) => Words::plain(duty.title.as_str()).and(" – ", self.writer.edition(*index)),
            None => Words::plain(duty.title.as_str()),
        };
        let role = Words::plain(duty.role.clone().unwrap_or_default());
        Row::new(
            self.writer.date(duty.date),
            vec![Words::plain(duty.task.as_str()).into(), subject.into(), role.into()],
        )
    }

    /// The page of a file, or its name.
    fn file(&self, file: &SourcePath) -> Words {
        self.documents.get(file).map_or_else(|| Words::plain(file.as_str()), |index| self.writer.edition(*index))
    }

    fn owner(&self, file: &SourcePath) -> Words {
        let document = self.documents.get(file).map(|index| self.writer.graph.document(*index));
        document.map(|document| self.writer.optional(document.meta.owner.as_ref())).unwrap_or_default()
    }

    fn owner_title(&self, file: &SourcePath) -> String {
        let document = self.documents.get(file).map(|index| self.writer.graph.document(*index));
        let owner = document.and_then(|document| document.meta.owner.as_ref());
        owner.map(|owner| self.writer.graph.record_title(RecordKind::Role, owner.id()).to_owned()).unwrap_or_default()
    }
}

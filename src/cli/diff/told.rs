//! What changed as text: words that were put in and taken out, with the headings they stand under.
//!
//! In: two editions. Out: lines. The data that changed is told as the page tells it, since the labels are the same.

use std::fmt::Write;

use crate::cli::console::Look;
use crate::graph::EditionIndex;
use crate::model::body::Body;
use crate::pipeline::Build;
use crate::redline::{Atom, Block, Change, Content, Kind, Mark, Redline, Run, Side, redline, text};
use crate::view::{self, Cell, Page, Part, Words};

/// What changed, in lines.
pub(super) fn told(build: &Build, (old, new): (EditionIndex, EditionIndex), look: Look) -> String {
    let graph = build.graph();
    let page = build.redline_page(old, new);
    let mut out = String::new();
    data(&page, look, &mut out);
    let bodies = [old, new].map(|index| &graph.edition(index).source.body);
    let made = redline(bodies[0], bodies[1]);
    let texts = graph.config.texts(page.lang);
    let labels = Labels {
        moved: texts.get("redline.moved_here").to_owned(),
        away: texts.get("redline.moved_away").to_owned(),
        reshaped: texts.get("redline.reshaped").to_owned(),
    };
    let mut teller = Teller { redline: &made, bodies, look, labels, out, heading: None };
    for block in &made.blocks {
        teller.block(block, "");
    }
    for note in made.notes.iter().filter_map(|note| note.block.as_ref()) {
        teller.block(note, "[^] ");
    }
    teller.out
}

/// The tables and lists of the page that stand before the text.
fn data(page: &Page, look: Look, out: &mut String) {
    let _ = writeln!(out, "{}", look.strong(&page.title));
    let _ = writeln!(out, "{}\n", page.summary);
    for section in page.sections.iter().filter(|section| section.anchor != "part-redline-text") {
        if !section.title.is_empty() {
            let _ = writeln!(out, "{}", look.strong(&section.title));
        }
        for part in &section.parts {
            match part {
                // How words are marked on a page, which only a terminal does alike.
                Part::Note { .. } if section.title.is_empty() && look == Look::Plain => {}
                Part::Note { words } => drop(writeln!(out, "{}", words_of(words, look))),
                Part::List(list) => list.items.iter().for_each(|item| {
                    let (words, detail) = (words_of(&item.words, look), words_of(&item.detail, look));
                    let _ = writeln!(out, "  {words} ({detail})");
                }),
                Part::Table(table) => table.rows.iter().for_each(|row| {
                    let cells = row.cells.iter().map(|cell| cell_of(cell, look)).collect::<Vec<_>>().join("; ");
                    let _ = writeln!(out, "  {}: {cells}", words_of(&row.head, look));
                }),
                _ => {}
            }
        }
        out.push('\n');
    }
}

fn cell_of(cell: &Cell, look: Look) -> String {
    let lines: Vec<_> = cell.0.iter().map(|words| words_of(words, look)).collect();
    if let [line] = lines.as_slice() {
        line.clone()
    } else {
        lines.iter().map(|line| format!("\n    {line}")).collect()
    }
}

fn words_of(words: &Words, look: Look) -> String {
    let run = |run: &view::Run| match run.change.as_ref().map(|change| change.element) {
        Some("ins") => marked(&run.text, Mark::Inserted, look),
        Some(_) => marked(&run.text, Mark::Deleted, look),
        None => run.text.clone(),
    };
    words.0.iter().map(run).collect()
}

/// Words with their mark: colour and a line, or signs.
fn marked(text: &str, mark: Mark, look: Look) -> String {
    match (mark, look) {
        (Mark::Same, _) => text.to_owned(),
        (_, _) if text.is_empty() => String::new(),
        (Mark::Inserted, Look::Lively) => format!("\x1b[32;4m{text}\x1b[0m"),
        (Mark::Deleted, Look::Lively) => format!("\x1b[31;9m{text}\x1b[0m"),
        (Mark::Inserted, Look::Plain) => format!("{{+{text}+}}"),
        (Mark::Deleted, Look::Plain) => format!("[-{text}-]"),
    }
}

struct Labels {
    moved: String,
    away: String,
    reshaped: String,
}

struct Teller<'a> {
    redline: &'a Redline,
    bodies: [&'a Body; 2],
    look: Look,
    labels: Labels,
    out: String,
    /// The last heading, until something under it has been told.
    heading: Option<String>,
}

impl Teller<'_> {
    fn block(&mut self, block: &Block, before: &str) {
        if let (Kind::Heading { level, .. }, Change::Same) = (&block.kind, block.change) {
            self.heading = Some(format!("{} {}", "#".repeat(usize::from(*level)), block.words(Side::New)));
            return;
        }
        if matches!(block.change, Change::Same) {
            return;
        }
        if matches!(block.kind, Kind::Heading { .. }) {
            self.heading = None;
        }
        let label = match block.change {
            Change::Away(_) => self.labels.away.replace("{text}", "…"),
            Change::Here(_) => self.labels.moved.clone(),
            _ if block.was.is_some() => self.labels.reshaped.clone(),
            _ => String::new(),
        };
        if !label.is_empty() {
            self.line(&format!("{before}({label})"));
        }
        match &block.content {
            Content::Nothing if block.kind == Kind::Rule => {
                let mark = if block.change == Change::Inserted { Mark::Inserted } else { Mark::Deleted };
                let rule = marked("---", mark, self.look);
                self.line(&rule);
            }
            Content::Nothing => {}
            // An author knows a view by what is written: its words are told one by one.
            Content::Runs(_) if block.kind == Kind::View && block.change == Change::Within => {
                let line = self.runs(&text(&block.words(Side::Old), &block.words(Side::New)));
                self.line(&line);
            }
            Content::Runs(runs) => {
                let line = format!("{}{}", start(&block.kind, before), self.runs(runs));
                self.line(&line);
            }
            Content::Blocks(cells) if matches!(block.kind, Kind::Row | Kind::Head) => {
                let cells: Vec<String> = cells.iter().map(|cell| self.cell(cell)).collect();
                self.line(&format!("{before}| {} |", cells.join(" | ")));
            }
            Content::Blocks(blocks) => {
                let before = start(&block.kind, before);
                for block in blocks {
                    self.block(block, &before);
                }
            }
        }
    }

    fn cell(&self, cell: &Block) -> String {
        match &cell.content {
            Content::Runs(runs) => self.runs(runs),
            _ => String::new(),
        }
    }

    fn line(&mut self, line: &str) {
        if let Some(heading) = self.heading.take() {
            let heading = self.look.strong(&heading);
            let _ = writeln!(self.out, "{heading}");
        }
        let _ = writeln!(self.out, "{}\n", line.trim_end());
    }

    fn runs(&self, runs: &[Run]) -> String {
        let words = |run: &Run| run.pieces.iter().map(|piece| self.atom(&piece.atom, run.mark)).collect::<String>();
        runs.iter().map(|run| marked(&words(run), run.mark, self.look)).collect()
    }

    fn atom(&self, atom: &Atom, mark: Mark) -> String {
        match atom {
            Atom::Text(text) | Atom::Picture(_, text) | Atom::View(_, text) => text.clone(),
            Atom::Code(text) => format!("`{text}`"),
            Atom::Break => " ".to_owned(),
            Atom::Reference(at) => {
                let reference = &self.bodies[at.side as usize].references[at.index as usize];
                if reference.words.is_empty() { format!("[[{}]]", reference.id) } else { reference.words.clone() }
            }
            Atom::FootnoteMark(note) => {
                let note = self.redline.notes.get(*note);
                let number = note.and_then(|note| if mark == Mark::Deleted { note.old } else { note.new.or(note.old) });
                format!("[^{}]", number.unwrap_or_default())
            }
            Atom::Task(state) => match state {
                crate::model::body::TaskState::Done => "[x] ".to_owned(),
                crate::model::body::TaskState::Open => "[ ] ".to_owned(),
            },
        }
    }
}

/// How a line of a kind begins.
fn start(kind: &Kind, before: &str) -> String {
    match kind {
        Kind::Heading { level, .. } => format!("{} ", "#".repeat(usize::from(*level))),
        Kind::Item => format!("{before}- "),
        Kind::Quote | Kind::Alert(_) => format!("{before}> "),
        Kind::DefinitionText => format!("{before}: "),
        _ => before.to_owned(),
    }
}

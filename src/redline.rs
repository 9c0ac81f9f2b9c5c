//! The redline: what changed between two editions of a text, down to the word.
//!
//! In: two parsed bodies. Out: one tree that holds both: what stayed, what was put in, what was taken out, what stands
//! elsewhere now. Who takes out the insertions reads the old text, who takes out the deletions the new one; a test
//! keeps it so. Texts are compared as they were written: a `[[reference]]` is its symbol, so that a channel's new name
//! changes no adopted text. Nothing here knows HTML, and no clock: the work grows with the size of the texts alone.

mod align;
mod build;
mod inline;
mod moves;
mod outline;
mod table;
mod tree;
mod words;

#[cfg(test)]
mod tests;

use crate::model::body::{AlertKind, Alignment, Body, TaskState};

pub use outline::{Section, SectionChange, sections};
pub use words::{lines, text};

/// Two editions of a text in one tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Redline {
    pub blocks: Vec<Block>,
    /// Footnotes in the order of the new text; pieces point to them.
    pub notes: Vec<Note>,
}

/// A footnote with its number in each edition that has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub old: Option<u32>,
    pub new: Option<u32>,
    pub block: Option<Block>,
}

/// A block of the text and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub kind: Kind,
    /// What it was, where it has become another kind: a heading of another level, a numbered list.
    pub was: Option<Kind>,
    pub change: Change,
    pub content: Content,
}

/// What became of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    /// Something inside differs.
    Within,
    Inserted,
    Deleted,
    /// Stands here now and stood elsewhere; with the numbers of the passage and of the block.
    Here(Moved),
    /// Stood here; the block of the same number has it.
    Away(Moved),
}

/// A block that moved, and the passage of neighbours that it moved with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    pub passage: usize,
    pub block: usize,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    Heading {
        level: u8,
        anchor: String,
    },
    Quote,
    Alert(AlertKind),
    /// Numbered from a start, or not at all.
    List(Option<u64>),
    TaskList,
    Item,
    Definitions,
    DefinitionTitle,
    DefinitionText,
    /// With its columns, those of both editions.
    Table(Vec<Column>),
    Head,
    Row,
    Cell,
    /// A place in a row that the other edition's columns leave empty.
    Gap,
    Code,
    /// Words that stand in a list item or a quotation without a paragraph of their own.
    Line,
    Rule,
    /// What its only piece asks for.
    View,
    Footnote,
}

/// A column and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub align: Alignment,
    pub mark: Mark,
}

/// What is in a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Nothing,
    Blocks(Vec<Block>),
    Runs(Vec<Run>),
}

/// Which editions have something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    Same,
    Inserted,
    Deleted,
}

/// Words in a row that have the same mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub mark: Mark,
    pub pieces: Vec<Piece>,
}

/// Words of one style, with the inline elements they stand in, outermost first.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub atom: Atom,
    pub styles: Vec<Style>,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq)]
pub enum Atom {
    Text(String),
    Code(String),
    Break,
    /// Index into the references of its edition's body.
    Reference(At),
    /// Index into [`Redline::notes`].
    FootnoteMark(usize),
    Task(TaskState),
    /// Index into the links of its edition's body, and the text alternative.
    Picture(At, String),
    /// Index into the views of its edition's body, and its name and parameters as they are written.
    View(At, String),
}

/// An inline element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Emphasis,
    Strong,
    Strike,
    /// Index into the links of its edition's body.
    Link(At),
}

/// A place in a list of one of the bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    pub side: Side,
    pub index: u32,
}

/// One of the two editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Old,
    New,
}

/// The redline from `old` to `new`.
pub fn redline(old: &Body, new: &Body) -> Redline {
    build::build(old, new)
}

impl Redline {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        let notes = self.notes.iter().all(|note| {
            note.old.is_some() == note.new.is_some()
                && note.block.as_ref().is_none_or(|block| block.change == Change::Same)
        });
        notes && self.blocks.iter().all(|block| block.change == Change::Same)
    }
}

impl Block {
    /// The words of a block in one edition, blocks parted by blanks.
    pub fn words(&self, side: Side) -> String {
        let mut words = String::new();
        self.push_words(side, &mut words);
        words.truncate(words.trim_end().len());
        words
    }

    fn push_words(&self, side: Side, words: &mut String) {
        let other = if side == Side::New { Mark::Deleted } else { Mark::Inserted };
        match &self.content {
            Content::Nothing => {}
            Content::Blocks(blocks) => blocks.iter().for_each(|block| block.push_words(side, words)),
            Content::Runs(runs) => {
                for piece in runs.iter().filter(|run| run.mark != other).flat_map(|run| &run.pieces) {
                    match &piece.atom {
                        Atom::Text(text) | Atom::Code(text) | Atom::Picture(_, text) | Atom::View(_, text) => {
                            words.push_str(text);
                        }
                        _ => words.push(' '),
                    }
                }
                words.push(' ');
            }
        }
    }
}

//! The body of a document: a tree of blocks and words in the order they are read.
//!
//! The tree is kept flat, as opening and closing nodes, because every stage walks it once from front to back. All
//! words stand in one text, which is what search and automatic links read; nodes point into it. Links to other
//! documents stay symbolic until a view resolves them.

use std::ops::Range;

use crate::model::value::Node as DataNode;
use crate::source::Span;

/// A parsed body.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// All words, blocks parted by line feeds.
    pub text: String,
    pub nodes: Vec<Node>,
    pub headings: Vec<Heading>,
    pub references: Vec<Reference>,
    pub views: Vec<ViewCall>,
    pub links: Vec<LinkUse>,
    /// Where stretches of [`Body::text`] come from, in order.
    pub origins: Vec<StretchOrigin>,
}

/// Where a stretch of [`Body::text`] begins, there and in the file; it ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StretchOrigin {
    pub text: u32,
    pub file: u32,
}

/// One step of a walk through the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Open(Element),
    Close(Element),
    /// Words, as a stretch of [`Body::text`].
    Text(Words),
    Code(Words),
    SoftBreak,
    HardBreak,
    Rule,
    /// Index into [`Body::references`].
    Reference(u32),
    /// Index into [`Body::views`]; stands between blocks only.
    View(u32),
    /// Mark of a footnote, by its number in order of use.
    FootnoteMark(u32),
    /// Box of a task list.
    Task(TaskState),
}

/// A stretch of [`Body::text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub start: u32,
    pub end: u32,
}

impl Words {
    /// The stretch as a range of indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Whether a task is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    Open,
    Done,
}

/// An element that holds others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    Paragraph,
    /// Index into [`Body::headings`].
    Heading(u32),
    Quote,
    Alert(AlertKind),
    /// A list; numbered from a start, or not at all.
    List(Option<u64>),
    TaskList,
    Item,
    Definitions,
    DefinitionTitle,
    DefinitionText,
    /// A table with its columns' alignments.
    Table(Box<[Alignment]>),
    TableHead,
    TableRow,
    /// A cell by its column.
    Cell(u32),
    Code,
    Emphasis,
    Strong,
    Strike,
    /// Index into [`Body::links`].
    Link(u32),
    /// Index into [`Body::links`]; the words inside are its text alternative.
    Image(u32),
    /// A footnote's text, by its number in order of use.
    Footnote(u32),
}

/// What an alert is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    Note,
    Tip,
    Important,
    Warning,
    Caution,
}

impl AlertKind {
    /// The kind as a style class and as part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    Start,
    Centre,
    End,
}

/// A heading; `text` is a stretch of [`Body::text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: u8,
    /// Fragment, unique in the body.
    pub anchor: String,
    pub text: Words,
    pub span: Span,
}

/// `[[kind:id#fragment|words]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The kind's word, in English or the site's language; empty for none.
    pub kind: String,
    pub id: String,
    pub fragment: String,
    /// The author's words; empty where the target's title is to stand.
    pub words: String,
    pub span: Span,
    /// Where in [`Body::text`] the reference stands.
    pub at: u32,
}

/// A fenced `view` block: the view's name and its parameters.
#[derive(Clone, Debug)]
pub struct ViewCall {
    pub name: String,
    pub name_span: Span,
    pub parameters: DataNode,
}

/// The address of a link or picture, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkUse {
    pub target: String,
    pub title: String,
    pub span: Span,
}

impl Body {
    /// The words of a stretch.
    pub fn words(&self, words: Words) -> &str {
        self.text.get(words.range()).unwrap_or_default()
    }

    /// Where a stretch of [`Body::text`] stands in the file.
    pub fn span(&self, stretch: Range<usize>) -> Span {
        let after = self.origins.partition_point(|origin| origin.text as usize <= stretch.start);
        let Some(origin) = after.checked_sub(1).map(|last| self.origins[last]) else { return Span::default() };
        let start = origin.file as usize + (stretch.start - origin.text as usize);
        Span::new(start, start + stretch.len())
    }

    /// The words of a heading.
    pub fn heading_text(&self, heading: &Heading) -> &str {
        self.words(heading.text)
    }
}

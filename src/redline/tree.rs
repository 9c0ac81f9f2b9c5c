//! A flat body as a tree of blocks, with a number for each that is equal where the blocks are.
//!
//! In: both bodies and what their footnotes are known by. Out: [`Source`]s. Footnotes are taken out of where they
//! stand: their marks say where they belong.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::body::{Alignment, Body, Element, Node};
use crate::model::value::{Node as Value, Value as Held};
use crate::redline::inline::{self, Piecewise};
use crate::redline::{Kind, Side};

/// Deeper than this, containers are left out: nobody writes them, and each takes stack.
const DEEPEST: usize = 40;

/// A block of one edition.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub side: Side,
    pub kind: Kind,
    /// Of a table, how its columns stand.
    pub columns: Box<[Alignment]>,
    pub children: Vec<Source>,
    /// Of a block of words, its nodes.
    pub nodes: Range<usize>,
    /// Equal where two blocks read the same.
    pub id: u32,
}

/// The blocks of one edition.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub blocks: Vec<Source>,
    /// Footnotes by their numbers.
    pub notes: BTreeMap<u32, Source>,
}

/// Numbers for what reads the same.
#[derive(Debug, Default)]
pub(super) struct Numbers(BTreeMap<Vec<u8>, u32>);

impl Numbers {
    /// The number of a key.
    pub fn of(&mut self, key: Vec<u8>) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(key).or_insert(next)
    }
}

/// One edition while it is read.
pub(super) struct Edition<'a> {
    pub side: Side,
    pub body: &'a Body,
    /// For each footnote's number what it is known by; its number where it is not in here.
    pub notes: &'a BTreeMap<u32, usize>,
}

/// The blocks of an edition.
pub(super) fn tree(edition: &Edition<'_>, numbers: &mut Numbers) -> Tree {
    let mut walk = Walk { edition, numbers, at: 0, depth: 0, notes: BTreeMap::new() };
    let mut blocks = Vec::new();
    while walk.at < edition.body.nodes.len() {
        blocks.extend(walk.children());
        // What closes here has not been opened, which no parser writes.
        walk.at += 1;
    }
    // A footnote that nothing marks is shown nowhere.
    let marked = marks(edition.body);
    walk.notes.retain(|number, _| marked.contains(number));
    Tree { blocks, notes: walk.notes }
}

/// Numbers of all footnotes that are marked in the text, or in a note that is.
pub(super) fn marks(body: &Body) -> BTreeSet<u32> {
    let mut note = None;
    let mut marked: BTreeMap<Option<u32>, BTreeSet<u32>> = BTreeMap::new();
    for node in &body.nodes {
        match node {
            Node::Open(Element::Footnote(number)) => {
                note = Some(*number);
                // Of two notes of one name the last is shown.
                marked.remove(&note);
            }
            Node::Close(Element::Footnote(_)) => note = None,
            Node::FootnoteMark(number) => {
                marked.entry(note).or_default().insert(*number);
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    let mut waiting: Vec<u32> = marked.remove(&None).into_iter().flatten().collect();
    while let Some(number) = waiting.pop() {
        if found.insert(number) {
            waiting.extend(marked.remove(&Some(number)).into_iter().flatten());
        }
    }
    found
}

struct Walk<'a> {
    edition: &'a Edition<'a>,
    numbers: &'a mut Numbers,
    at: usize,
    depth: usize,
    notes: BTreeMap<u32, Source>,
}

impl Walk<'_> {
    /// The blocks up to the end of what is open.
    fn children(&mut self) -> Vec<Source> {
        let body = self.edition.body;
        let mut blocks = Vec::new();
        while let Some(node) = body.nodes.get(self.at) {
            match node {
                Node::Open(Element::Footnote(number)) if self.depth < DEEPEST => self.note(*number),
                Node::Open(element) if inline::is_inline(element) => blocks.push(self.line()),
                Node::Open(element) => self.open(element, &mut blocks),
                Node::Close(element) if inline::is_inline(element) => self.at += 1,
                Node::Close(_) => break,
                Node::Rule => blocks.push(self.atom(Kind::Rule)),
                Node::View(_) => blocks.push(self.atom(Kind::View)),
                _ => blocks.push(self.line()),
            }
        }
        blocks
    }

    fn open(&mut self, element: &Element, blocks: &mut Vec<Source>) {
        let kind = self.kind(element);
        if is_leaf(&kind) {
            blocks.push(self.leaf(kind, element));
        } else if self.depth >= DEEPEST && is_whole(&kind) {
            self.flat(blocks);
        } else {
            let children = self.inside();
            let columns = match element {
                Element::Table(columns) => columns.clone(),
                _ => Box::default(),
            };
            blocks.push(self.container(kind, columns, children));
        }
    }

    /// The blocks in the container that opens here.
    fn inside(&mut self) -> Vec<Source> {
        self.at += 1;
        self.depth += 1;
        let children = self.children();
        self.depth -= 1;
        self.at += 1;
        children
    }

    /// The words in the container that opens here, without any of the containers in it.
    fn flat(&mut self, blocks: &mut Vec<Source>) {
        let body = self.edition.body;
        let mut open = 0_usize;
        while let Some(node) = body.nodes.get(self.at) {
            match node {
                Node::Open(element) if inline::is_inline(element) => blocks.push(self.line()),
                Node::Open(element) => match self.kind(element) {
                    Kind::Cell | Kind::DefinitionTitle => blocks.push(self.leaf(Kind::Paragraph, element)),
                    kind if is_leaf(&kind) => blocks.push(self.leaf(kind, element)),
                    _ => {
                        open += 1;
                        self.at += 1;
                    }
                },
                Node::Close(element) => {
                    self.at += 1;
                    open -= usize::from(!inline::is_inline(element) && open > 0);
                    if open == 0 {
                        break;
                    }
                }
                Node::Rule => blocks.push(self.atom(Kind::Rule)),
                Node::View(_) => blocks.push(self.atom(Kind::View)),
                _ => blocks.push(self.line()),
            }
        }
    }

    fn container(&mut self, kind: Kind, columns: Box<[Alignment]>, children: Vec<Source>) -> Source {
        let mut key = tag(&kind);
        for child in &children {
            key.extend(child.id.to_le_bytes());
        }
        let id = self.numbers.of(key);
        Source { side: self.edition.side, kind, columns, children, nodes: 0..0, id }
    }

    fn note(&mut self, number: u32) {
        let children = self.inside();
        let note = self.container(Kind::Footnote, Box::default(), children);
        self.notes.insert(number, note);
    }

    /// A block that holds words only, up to its end.
    fn leaf(&mut self, kind: Kind, element: &Element) -> Source {
        let start = self.at + 1;
        let rest = &self.edition.body.nodes[start..];
        let closes = |node: &Node| matches!(node, Node::Close(closed) if closed == element);
        let end = rest.iter().position(closes).map_or(self.edition.body.nodes.len(), |at| start + at);
        self.at = end + 1;
        self.words(kind, start..end)
    }

    /// Words that stand among blocks.
    fn line(&mut self) -> Source {
        let start = self.at;
        let rest = &self.edition.body.nodes[start..];
        let ends = |node: &Node| match node {
            Node::Open(element) | Node::Close(element) => !inline::is_inline(element),
            Node::Rule | Node::View(_) => true,
            _ => false,
        };
        let end = rest.iter().position(ends).map_or(self.edition.body.nodes.len(), |at| start + at);
        self.at = end;
        self.words(Kind::Line, start..end)
    }

    fn atom(&mut self, kind: Kind) -> Source {
        self.at += 1;
        self.words(kind, self.at - 1..self.at)
    }

    fn words(&mut self, kind: Kind, nodes: Range<usize>) -> Source {
        let mut key = tag(&kind);
        let mut last: Vec<u8> = Vec::new();
        let mut style = Vec::new();
        inline::pieces(self.edition.body, nodes.clone(), &mut |piece: Piecewise<'_>, styles| {
            style.clear();
            for one in styles {
                inline::style_key(self.edition.body, *one, &mut style);
            }
            if style != last {
                key.push(0xFF);
                key.extend(&style);
                key.push(0xFF);
                last.clone_from(&style);
            }
            inline::piece_key(self.edition, &piece, &mut key);
        });
        let id = self.numbers.of(key);
        Source { side: self.edition.side, kind, columns: Box::default(), children: Vec::new(), nodes, id }
    }

    fn kind(&self, element: &Element) -> Kind {
        match element {
            Element::Heading(index) => {
                let heading = &self.edition.body.headings[*index as usize];
                Kind::Heading { level: heading.level, anchor: heading.anchor.clone() }
            }
            Element::Quote => Kind::Quote,
            Element::Alert(kind) => Kind::Alert(*kind),
            Element::List(start) => Kind::List(*start),
            Element::TaskList => Kind::TaskList,
            Element::Item => Kind::Item,
            Element::Definitions => Kind::Definitions,
            Element::DefinitionTitle => Kind::DefinitionTitle,
            Element::DefinitionText => Kind::DefinitionText,
            Element::Table(_) => Kind::Table(Vec::new()),
            Element::TableHead => Kind::Head,
            Element::TableRow => Kind::Row,
            Element::Cell(_) => Kind::Cell,
            Element::Code => Kind::Code,
            Element::Footnote(_) => Kind::Footnote,
            _ => Kind::Paragraph,
        }
    }
}

fn is_leaf(kind: &Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Heading { .. } | Kind::DefinitionTitle | Kind::Cell | Kind::Code)
}

/// Containers that can be left out with all that makes them up.
fn is_whole(kind: &Kind) -> bool {
    !matches!(kind, Kind::Item | Kind::Head | Kind::Row | Kind::DefinitionText)
}

/// What tells a kind from another, as the beginning of a key.
pub(super) fn tag(kind: &Kind) -> Vec<u8> {
    let mut tag = vec![class(kind)];
    match kind {
        Kind::Heading { level, .. } => tag.push(*level),
        Kind::Alert(kind) => tag.push(*kind as u8),
        Kind::List(Some(start)) => tag.extend(start.to_le_bytes()),
        _ => {}
    }
    tag
}

/// Blocks of one class can become one another.
pub(super) fn class(kind: &Kind) -> u8 {
    match kind {
        Kind::Paragraph => 1,
        Kind::Heading { .. } => 2,
        Kind::Quote => 3,
        Kind::Alert(_) => 4,
        Kind::List(_) => 5,
        Kind::TaskList => 6,
        Kind::Item => 7,
        Kind::Definitions => 8,
        Kind::DefinitionTitle => 9,
        Kind::DefinitionText => 10,
        Kind::Table(_) => 11,
        Kind::Head => 12,
        Kind::Row => 13,
        Kind::Cell | Kind::Gap => 14,
        Kind::Code => 15,
        Kind::Line => 16,
        Kind::Rule => 17,
        Kind::View => 18,
        Kind::Footnote => 19,
    }
}

/// The name and the parameters of a view as a line of words.
pub(super) fn view_words(body: &Body, index: u32) -> String {
    let Some(call) = body.views.get(index as usize) else { return String::new() };
    let mut words = call.name.clone();
    push_value(&call.parameters, &mut words);
    words
}

fn push_value(node: &Value, words: &mut String) {
    match &node.value {
        Held::Null | Held::Unread => {}
        Held::Scalar(text) => {
            words.push(' ');
            words.push_str(text);
        }
        Held::List(items) => items.iter().for_each(|item| push_value(item, words)),
        Held::Map(entries) => {
            for entry in entries {
                words.push_str(if words.contains(',') || words.ends_with(' ') { " " } else { ", " });
                words.push_str(&entry.key);
                words.push(':');
                push_value(&entry.node, words);
            }
        }
    }
}

//! The stretches of a body that are read in one go: paragraphs, headings, cells, items.
//!
//! In: a body. Out: each stretch in the order it is read, with what in it is no prose. Code in blocks is left out.

use std::ops::Range;

use super::SentenceKind;
use crate::model::body::{Body, Element, Node};

/// A stretch of [`Body::text`].
#[derive(Debug)]
pub(super) struct Stretch<'w> {
    pub range: Range<usize>,
    pub kind: SentenceKind,
    /// Level of the heading that it is; such a stretch may be empty.
    pub heading: Option<u8>,
    pub is_quoted: bool,
    /// Parts that are no prose.
    pub asides: &'w [(usize, usize)],
    /// Places of references.
    pub gaps: &'w [usize],
}

/// Shows each stretch of a body to `take`.
pub(super) fn walk(body: &Body, take: &mut dyn FnMut(&Stretch<'_>)) {
    let mut walk = Walk {
        body,
        take,
        block: None,
        kind: SentenceKind::Running,
        quotes: 0,
        struck: 0,
        code: 0,
        asides: Vec::new(),
        gaps: Vec::new(),
    };
    body.nodes.iter().for_each(|node| walk.node(node));
    walk.flush(None);
}

struct Walk<'w> {
    body: &'w Body,
    take: &'w mut dyn FnMut(&Stretch<'_>),
    /// The stretch of the text that is gathered so far.
    block: Option<(usize, usize)>,
    kind: SentenceKind,
    /// Quotations that are open.
    quotes: u32,
    /// Pictures and struck-out stretches that are open.
    struck: u32,
    /// Blocks of code that are open.
    code: u32,
    asides: Vec<(usize, usize)>,
    gaps: Vec<usize>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Open(element) => self.open(element),
            Node::Close(element) => self.close(element),
            Node::Text(words) => self.add(words.start as usize, words.end as usize, self.struck > 0),
            Node::Code(words) => self.add(words.start as usize, words.end as usize, true),
            Node::Reference(number) => {
                let at = self.body.references.get(*number as usize).map_or(0, |reference| reference.at as usize);
                self.gaps.push(at);
            }
            Node::View(_) | Node::Rule => self.flush(None),
            _ => {}
        }
    }

    fn open(&mut self, element: &Element) {
        match element {
            Element::Emphasis | Element::Strong | Element::Link(_) => return,
            Element::Image(_) | Element::Strike => {
                self.struck += 1;
                return;
            }
            _ => self.flush(None),
        }
        match element {
            Element::Heading(_) => self.kind = SentenceKind::Heading,
            Element::Cell(_) => self.kind = SentenceKind::Cell,
            Element::Quote => self.quotes += 1,
            Element::Code => self.code += 1,
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        match element {
            Element::Emphasis | Element::Strong | Element::Link(_) => return,
            Element::Image(_) | Element::Strike => {
                self.struck -= 1;
                return;
            }
            Element::Heading(number) => {
                let heading = self.body.headings.get(*number as usize);
                self.flush(Some(heading.map_or(2, |heading| heading.level)));
            }
            _ => self.flush(None),
        }
        match element {
            Element::Heading(_) | Element::Cell(_) => self.kind = SentenceKind::Running,
            Element::Quote => self.quotes -= 1,
            Element::Code => self.code -= 1,
            _ => {}
        }
    }

    fn add(&mut self, start: usize, end: usize, aside: bool) {
        if self.code > 0 {
            return;
        }
        let begin = self.block.map_or(start, |(begin, _)| begin);
        self.block = Some((begin, end));
        if aside {
            self.asides.push((start, end));
        }
    }

    /// Shows what is gathered.
    fn flush(&mut self, heading: Option<u8>) {
        let block = self.block.take();
        if block.is_some() || heading.is_some() {
            let (start, end) = block.unwrap_or_default();
            let (kind, is_quoted) = (self.kind, self.quotes > 0);
            let (asides, gaps) = (&self.asides[..], &self.gaps[..]);
            (self.take)(&Stretch { range: start..end, kind, heading, is_quoted, asides, gaps });
        }
        self.asides.clear();
        self.gaps.clear();
    }
}

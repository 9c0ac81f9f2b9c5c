//! Whoever takes the changes out of a redline reads the old text, whoever takes them in the new one: over many pairs of
//! texts that were made up.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use rettesnor::model::body::{Body, Element, Node};
use rettesnor::redline::{Atom, Block, Change, Content, Kind, Mark, Note, Redline, Side, Style, redline};

use super::{body, cases, editions};

/// A text as a row of marks and words, footnotes last; words of one style in one piece.
#[derive(Debug, Default, PartialEq, Eq)]
struct Reading {
    parts: Vec<(String, String)>,
}

impl Reading {
    fn put(&mut self, style: &str, words: &str) {
        match self.parts.last_mut() {
            Some((last, text)) if last == style && last != "mark" => text.push_str(words),
            _ if words.is_empty() => {}
            _ => self.parts.push((style.to_owned(), words.to_owned())),
        }
    }

    fn mark(&mut self, mark: &str) {
        self.parts.push(("mark".to_owned(), mark.to_owned()));
    }
}

/// Reads a body from front to back, knowing nothing of redlines.
fn read(body: &Body) -> Reading {
    let mut notes: BTreeMap<u32, Reading> = BTreeMap::new();
    let mut outer: Vec<Reading> = vec![Reading::default()];
    let (mut numbers, mut marked) = (Vec::new(), Vec::new());
    let mut styles: Vec<String> = Vec::new();
    let mut picture: Option<(usize, String)> = None;
    for node in &body.nodes {
        let here = outer.last_mut().unwrap();
        if let Some((depth, words)) = &mut picture {
            match node {
                Node::Open(Element::Image(_)) => *depth += 1,
                Node::Close(Element::Image(_)) => *depth -= 1,
                Node::Text(own) | Node::Code(own) => words.push_str(body.words(*own)),
                Node::SoftBreak | Node::HardBreak => words.push(' '),
                _ => {}
            }
            if *depth == 0 {
                here.put(&format!("{}picture", styles.join(" ")), words);
                here.mark("picture");
                picture = None;
            }
            continue;
        }
        match node {
            Node::Open(Element::Footnote(number)) => {
                marked.retain(|(from, _)| *from != Some(*number));
                numbers.push(*number);
                outer.push(Reading::default());
            }
            Node::Close(Element::Footnote(_)) => {
                let note = outer.pop().unwrap();
                notes.insert(numbers.pop().unwrap(), note);
            }
            Node::Open(Element::Image(_)) => picture = Some((1, String::new())),
            Node::Open(element) => match inline(body, element) {
                Some(style) => styles.push(style),
                None => here.mark(&format!("<{}>", name(body, element))),
            },
            Node::Close(element) => match inline(body, element) {
                Some(_) => drop(styles.pop()),
                None => here.mark(&format!("</{}>", name(body, element))),
            },
            Node::Text(words) => here.put(&styles.join(" "), body.words(*words)),
            Node::SoftBreak => here.put(&styles.join(" "), " "),
            Node::Code(words) => here.put(&format!("{} code", styles.join(" ")), body.words(*words)),
            Node::HardBreak => here.mark("br"),
            Node::Rule => here.mark("hr"),
            Node::Reference(index) => here.mark(&symbol(body, *index)),
            Node::View(index) => here.mark(&body.views[*index as usize].name),
            Node::FootnoteMark(number) => {
                marked.push((numbers.last().copied(), *number));
                here.mark(&format!("^{number}"));
            }
            Node::Task(state) => here.mark(&format!("{state:?}")),
        }
    }
    let mut reading = outer.pop().unwrap();
    // A note is shown where the text marks it, or a note that is shown.
    let mut shown: BTreeSet<Option<u32>> = BTreeSet::from([None]);
    while marked.iter().any(|(from, to)| shown.contains(from) && shown.insert(Some(*to))) {}
    for (number, note) in notes.into_iter().filter(|(number, _)| shown.contains(&Some(*number))) {
        reading.mark(&format!("note {number}"));
        reading.parts.extend(note.parts);
    }
    reading
}

fn symbol(body: &Body, index: u32) -> String {
    let reference = &body.references[index as usize];
    format!("{} {} {} {}", reference.kind, reference.id, reference.fragment, reference.words)
}

fn inline(body: &Body, element: &Element) -> Option<String> {
    Some(match element {
        Element::Emphasis => "em".to_owned(),
        Element::Strong => "strong".to_owned(),
        Element::Strike => "s".to_owned(),
        Element::Link(index) => format!("a {}", body.links[*index as usize].target),
        _ => return None,
    })
}

fn name(body: &Body, element: &Element) -> String {
    match element {
        Element::Heading(index) => format!("h{}", body.headings[*index as usize].level),
        Element::Table(_) => "table".to_owned(),
        Element::Cell(_) => "cell".to_owned(),
        Element::TableHead => "head".to_owned(),
        Element::TableRow => "row".to_owned(),
        element => format!("{element:?}"),
    }
}

/// Reads one edition out of a redline.
struct Out<'a> {
    redline: &'a Redline,
    bodies: [&'a Body; 2],
    side: Side,
    reading: Reading,
    moved: BTreeMap<usize, &'a Block>,
}

fn read_out(redline: &Redline, bodies: [&Body; 2], side: Side) -> Reading {
    let mut moved = BTreeMap::new();
    for block in &redline.blocks {
        find_moved(block, &mut moved);
    }
    let mut out = Out { redline, bodies, side, reading: Reading::default(), moved };
    for block in &redline.blocks {
        out.block(block);
    }
    let number = |note: &Note| if side == Side::Old { note.old } else { note.new };
    let mut notes: Vec<_> =
        redline.notes.iter().filter_map(|note| Some((number(note)?, note.block.as_ref()?))).collect();
    notes.sort_by_key(|(number, _)| *number);
    for (number, block) in notes {
        if !out.is_left_out(block) {
            out.reading.mark(&format!("note {number}"));
            out.content(block);
        }
    }
    out.reading
}

fn find_moved<'a>(block: &'a Block, moved: &mut BTreeMap<usize, &'a Block>) {
    if let Change::Here(place) = block.change {
        assert!(moved.insert(place.block, block).is_none(), "a block moved to two places");
    }
    if let Content::Blocks(blocks) = &block.content {
        for block in blocks {
            find_moved(block, moved);
        }
    }
}

impl Out<'_> {
    fn is_left_out(&self, block: &Block) -> bool {
        match self.side {
            Side::Old => matches!(block.change, Change::Inserted | Change::Here(_)),
            Side::New => matches!(block.change, Change::Deleted | Change::Away(_)),
        }
    }

    fn block(&mut self, block: &Block) {
        if self.is_left_out(block) || block.kind == Kind::Gap {
            return;
        }
        let block = match block.change {
            Change::Away(moved) => self.moved[&moved.block],
            _ => block,
        };
        let kind = block.was.as_ref().filter(|_| self.side == Side::Old).unwrap_or(&block.kind);
        let name = kind_name(kind);
        match kind {
            Kind::Rule => self.reading.mark("hr"),
            Kind::View => {
                let words = block.words(self.side);
                self.reading.mark(words.split([',', ' ']).next().unwrap());
            }
            Kind::Line => self.content(block),
            _ => {
                self.reading.mark(&format!("<{name}>"));
                self.content(block);
                self.reading.mark(&format!("</{name}>"));
            }
        }
    }

    fn content(&mut self, block: &Block) {
        match &block.content {
            Content::Nothing => {}
            Content::Blocks(blocks) => blocks.iter().for_each(|block| self.block(block)),
            Content::Runs(runs) => {
                let other = if self.side == Side::Old { Mark::Inserted } else { Mark::Deleted };
                for piece in runs.iter().filter(|run| run.mark != other).flat_map(|run| &run.pieces) {
                    let styles: Vec<_> = piece.styles.iter().map(|style| self.style(*style)).collect();
                    self.atom(&piece.atom, &styles.join(" "));
                }
            }
        }
    }

    fn body(&self, side: Side) -> &Body {
        self.bodies[side as usize]
    }

    fn style(&self, style: Style) -> String {
        match style {
            Style::Emphasis => "em".to_owned(),
            Style::Strong => "strong".to_owned(),
            Style::Strike => "s".to_owned(),
            Style::Link(at) => format!("a {}", self.body(at.side).links[at.index as usize].target),
        }
    }

    fn atom(&mut self, atom: &Atom, styles: &str) {
        match atom {
            Atom::Text(text) => self.reading.put(styles, text),
            Atom::Code(text) => self.reading.put(&format!("{styles} code"), text),
            Atom::Break => self.reading.mark("br"),
            Atom::Reference(at) => {
                let symbol = symbol(self.body(at.side), at.index);
                self.reading.mark(&symbol);
            }
            Atom::FootnoteMark(index) => {
                let note = &self.redline.notes[*index];
                let number = if self.side == Side::Old { note.old } else { note.new };
                self.reading.mark(&format!("^{}", number.expect("a footnote of this edition")));
            }
            Atom::Task(state) => self.reading.mark(&format!("{state:?}")),
            Atom::View(..) => unreachable!("a block of its own"),
            Atom::Picture(_, words) => {
                self.reading.put(&format!("{styles}picture"), words);
                self.reading.mark("picture");
            }
        }
    }
}

fn kind_name(kind: &Kind) -> String {
    match kind {
        Kind::Heading { level, .. } => format!("h{level}"),
        Kind::Table(_) => "table".to_owned(),
        Kind::Head => "head".to_owned(),
        Kind::Row => "row".to_owned(),
        Kind::Cell => "cell".to_owned(),
        kind => format!("{kind:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_texts_can_be_read_out_of_a_redline((old, new) in editions()) {
        let (old, new) = (body(&old), body(&new));
        let made = redline(&old, &new);
        let bodies = [&old, &new];
        prop_assert_eq!(read_out(&made, bodies, Side::Old), read(&old));
        prop_assert_eq!(read_out(&made, bodies, Side::New), read(&new));
    }

    #[test]
    fn a_text_has_not_changed_from_itself((text, _) in editions()) {
        let body = body(&text);
        prop_assert!(redline(&body, &body).is_empty());
    }
}

//! Whoever takes the changes out of a redline reads the old text, whoever takes them in the new one: over many pairs of
//! texts that were made up.
//!
//! Some hundreds by default; `RETTESNOR_REDLINES=5000` makes more of them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{body, shown};
use crate::model::body::{Body, Element, Node};
use crate::redline::{Atom, Block, Change, Content, Kind, Mark, Redline, Side, Style, redline};

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
    let mut numbers = Vec::new();
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
                numbers.push(*number);
                outer.push(Reading::default());
            }
            Node::Close(Element::Footnote(_)) => {
                let note = outer.pop().unwrap();
                notes.entry(numbers.pop().unwrap()).or_insert(note);
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
            Node::View(index) => here.mark(&crate::redline::tree::view_words(body, *index)),
            Node::FootnoteMark(number) => here.mark(&format!("^{number}")),
            Node::Task(state) => here.mark(&format!("{state:?}")),
        }
    }
    let mut reading = outer.pop().unwrap();
    for (number, note) in notes {
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
    redline.blocks.iter().for_each(|block| find_moved(block, &mut moved));
    let mut out = Out { redline, bodies, side, reading: Reading::default(), moved };
    redline.blocks.iter().for_each(|block| out.block(block));
    let number = |note: &crate::redline::Note| if side == Side::Old { note.old } else { note.new };
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
        blocks.iter().for_each(|block| find_moved(block, moved));
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
                self.reading.mark(&words);
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

const WORDS: &[&str] = &[
    "kommunen",
    "borgerne",
    "på",
    "sociale",
    "medier",
    "skal",
    "24",
    "timer",
    "**fed**",
    "*kursiv*",
    "~~ude~~",
    "[[facebook]]",
    "[[facebook|siden]]",
    "[link](https://a.example/)",
    "[link](https://b.example/)",
    "`kode`",
    "svar",
    "å",
    "e\u{301}",
    "17.000",
    "so-me,",
    "»citat«",
    "[^a]",
    "[^b]",
    "![billede](b.png)",
    "<b>",
    "&amp;",
    "\u{1F468}\u{200D}\u{1F469}",
    "**[fed](https://a.example/)",
    "**",
    "_",
    "`",
    "ved.  \nny",
    "[",
    "]]",
    "|",
    "vi",
    "det",
    "ikke",
    "og",
];

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS), 1..12).prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = String> {
    let lines = || prop::collection::vec(line(), 1..4);
    prop_oneof![
        4 => line(),
        2 => (2..5_usize, line()).prop_map(|(level, line)| format!("{} {line}", "#".repeat(level))),
        2 => lines().prop_map(|lines| lines.iter().map(|line| format!("- {line}\n")).collect()),
        1 => lines().prop_map(|lines| lines.iter().map(|line| format!("1. {line}\n\n")).collect()),
        1 => lines().prop_map(|lines| lines.iter().map(|line| format!("- [x] {line}\n  - {line}\n")).collect()),
        1 => lines().prop_map(|lines| lines.iter().map(|line| format!("> {line}\n")).collect()),
        1 => line().prop_map(|line| format!("> [!WARNING]\n> {line}")),
        1 => (line(), line()).prop_map(|(title, text)| format!("{title}\n: {text}\n: {title}")),
        2 => (1..4_usize, prop::collection::vec(line(), 1..9)).prop_map(|(width, cells)| table(width, &cells)),
        1 => line().prop_map(|line| format!("```\n{line}\n  {line}\n```")),
        1 => line().prop_map(|line| format!("[^a]: {line}")),
        1 => line().prop_map(|line| format!("[^b]: {line}\n\n    {line}")),
        1 => Just("---".to_owned()),
        1 => Just("```view steps\nguideline: a\n```".to_owned()),
    ]
}

fn table(width: usize, cells: &[String]) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | ").replace("||", "|"));
    let mut rows = cells.chunks(width);
    let head = rows.next().map(row).unwrap_or_default();
    format!("{head}|{}\n{}", "---|".repeat(width), rows.map(row).collect::<String>())
}

/// What is done to a text to make the next edition of it.
#[derive(Clone, Debug)]
enum Edit {
    Remove(prop::sample::Index),
    Insert(prop::sample::Index, String),
    Move(prop::sample::Index, prop::sample::Index),
    Replace(prop::sample::Index, &'static str, &'static str),
    Cut(prop::sample::Index, prop::sample::Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let index = any::<prop::sample::Index>;
    let word = || prop::sample::select(WORDS);
    prop_oneof![
        1 => index().prop_map(Edit::Remove),
        1 => (index(), block()).prop_map(|(at, block)| Edit::Insert(at, block)),
        1 => (index(), index()).prop_map(|(from, to)| Edit::Move(from, to)),
        4 => (index(), word(), word()).prop_map(|(at, from, to)| Edit::Replace(at, from, to)),
        2 => (index(), index()).prop_map(|(at, place)| Edit::Cut(at, place)),
    ]
}

fn edited(blocks: &[String], edits: &[Edit]) -> Vec<String> {
    let mut blocks = blocks.to_vec();
    for edit in edits {
        if blocks.is_empty() {
            break;
        }
        match edit {
            Edit::Remove(at) => drop(blocks.remove(at.index(blocks.len()))),
            Edit::Insert(at, block) => blocks.insert(at.index(blocks.len()), block.clone()),
            Edit::Move(from, to) => {
                let block = blocks.remove(from.index(blocks.len()));
                blocks.insert(to.index(blocks.len() + 1), block);
            }
            Edit::Replace(at, from, to) => {
                let at = at.index(blocks.len());
                blocks[at] = blocks[at].replacen(from, to, 1);
            }
            Edit::Cut(at, place) => {
                let at = at.index(blocks.len());
                let block = &mut blocks[at];
                let place = block.floor_char_boundary(place.index(block.len() + 1));
                block.truncate(place);
            }
        }
    }
    blocks
}

/// Two editions of a text.
pub(crate) fn editions() -> impl Strategy<Value = (String, String)> {
    let blocks = || prop::collection::vec(block(), 0..9);
    let text = |blocks: &[String]| blocks.join("\n\n") + "\n";
    prop_oneof![
        5 => (blocks(), prop::collection::vec(edit(), 0..8))
            .prop_map(move |(old, edits)| (text(&old), text(&edited(&old, &edits)))),
        1 => (blocks(), blocks()).prop_map(move |(old, new)| (text(&old), text(&new))),
    ]
}

/// How many pairs are looked at.
#[expect(clippy::disallowed_methods, reason = "whoever runs the test says how much")]
pub(crate) fn cases() -> u32 {
    std::env::var("RETTESNOR_REDLINES").ok().and_then(|number| number.parse().ok()).unwrap_or(500)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_texts_can_be_read_out_of_a_redline((old, new) in editions()) {
        let (old, new) = (body(&old), body(&new));
        let made = redline(&old, &new);
        let bodies = [&old, &new];
        prop_assert_eq!(read_out(&made, bodies, Side::Old), read(&old), "old\n{}", shown(&made));
        prop_assert_eq!(read_out(&made, bodies, Side::New), read(&new), "new\n{}", shown(&made));
    }

    #[test]
    fn a_text_has_not_changed_from_itself((text, _) in editions()) {
        let body = body(&text);
        prop_assert!(redline(&body, &body).is_empty());
    }
}

//! The words of a block with the inline elements they stand in.
//!
//! In: a stretch of a body's nodes. Out: pieces one after another, and keys by which two of them read the same.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::body::{Body, Element, Node, Reference, TaskState};
use crate::redline::tree::{Edition, view_words};

/// A piece of a line, before it is known whether the other edition has it too.
#[derive(Clone, Debug)]
pub(super) enum Piecewise<'a> {
    Text(Cow<'a, str>),
    Code(&'a str),
    Break,
    Reference(u32),
    FootnoteMark(u32),
    Task(TaskState),
    Picture(u32, String),
    View(u32),
}

/// An inline element; of a link its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    Emphasis,
    Strong,
    Strike,
    Link(u32),
}

/// Inline elements nested deeper than this are left out.
const DEEPEST: usize = 16;

/// Whether an element stands among words.
pub(super) fn is_inline(element: &Element) -> bool {
    matches!(element, Element::Emphasis | Element::Strong | Element::Strike | Element::Link(_) | Element::Image(_))
}

/// Tells `take` every piece of a stretch with what it stands in, outermost first.
pub(super) fn pieces<'a>(body: &'a Body, nodes: Range<usize>, take: &mut dyn FnMut(Piecewise<'a>, &[Open])) {
    let mut open: Vec<Open> = Vec::new();
    let mut too_deep = 0_usize;
    let mut picture: Option<(u32, String)> = None;
    for node in body.nodes.get(nodes).unwrap_or_default() {
        if let Some((own, words)) = &mut picture {
            match node {
                Node::Close(Element::Image(index)) if index == own => {}
                node => {
                    push_plain(body, node, words);
                    continue;
                }
            }
        }
        match node {
            Node::Open(Element::Image(index)) => picture = Some((*index, String::new())),
            Node::Close(Element::Image(_)) => {
                if let Some((index, words)) = picture.take() {
                    take(Piecewise::Picture(index, words), &open);
                }
            }
            Node::Open(element) => match style(element) {
                Some(style) if open.len() < DEEPEST => open.push(style),
                Some(_) => too_deep += 1,
                None => {}
            },
            Node::Close(element) if style(element).is_some() => {
                if too_deep > 0 {
                    too_deep -= 1;
                } else {
                    open.pop();
                }
            }
            Node::Close(_) | Node::Rule => {}
            Node::Text(words) => take(Piecewise::Text(body.words(*words).into()), &open),
            Node::Code(words) => take(Piecewise::Code(body.words(*words)), &open),
            Node::SoftBreak => take(Piecewise::Text(" ".into()), &open),
            Node::HardBreak => take(Piecewise::Break, &open),
            Node::Reference(index) => take(Piecewise::Reference(*index), &open),
            Node::View(index) => take(Piecewise::View(*index), &open),
            Node::FootnoteMark(number) => take(Piecewise::FootnoteMark(*number), &open),
            Node::Task(state) => take(Piecewise::Task(*state), &open),
        }
    }
}

/// What a picture's words say without their looks.
fn push_plain(body: &Body, node: &Node, words: &mut String) {
    match node {
        Node::Text(own) | Node::Code(own) => words.push_str(body.words(*own)),
        Node::SoftBreak | Node::HardBreak => words.push(' '),
        Node::Reference(index) => words.push_str(&body.references[*index as usize].id),
        _ => {}
    }
}

fn style(element: &Element) -> Option<Open> {
    match element {
        Element::Emphasis => Some(Open::Emphasis),
        Element::Strong => Some(Open::Strong),
        Element::Strike => Some(Open::Strike),
        Element::Link(index) => Some(Open::Link(*index)),
        _ => None,
    }
}

/// Adds what tells a style from another; no byte of it stands in a text.
pub(super) fn style_key(body: &Body, open: Open, key: &mut Vec<u8>) {
    match open {
        Open::Emphasis => key.push(1),
        Open::Strong => key.push(2),
        Open::Strike => key.push(3),
        Open::Link(index) => {
            key.push(0xFE);
            if let Some(link) = body.links.get(index as usize) {
                key.extend(link.target.as_bytes());
                key.push(0xFD);
                key.extend(link.title.as_bytes());
            }
            key.push(0xFE);
        }
    }
}

/// Adds what tells a piece from another; bytes that no text has begin all but plain words.
pub(super) fn piece_key(edition: &Edition<'_>, piece: &Piecewise<'_>, key: &mut Vec<u8>) {
    let body = edition.body;
    match piece {
        Piecewise::Text(text) => key.extend(text.as_bytes()),
        Piecewise::Code(text) => framed(0xFC, text, key),
        Piecewise::Break => key.push(0xFB),
        Piecewise::Reference(index) => {
            let reference = &body.references[*index as usize];
            key.push(0xFA);
            for part in symbol(reference) {
                framed(0xFA, part, key);
            }
        }
        Piecewise::FootnoteMark(number) => {
            let known = edition.notes.get(number).map_or_else(|| format!("?{number}"), ToString::to_string);
            framed(0xF9, &known, key);
        }
        Piecewise::Task(state) => key.extend([0xF8, *state as u8]),
        Piecewise::Picture(index, words) => {
            framed(0xF6, body.links.get(*index as usize).map_or("", |link| link.target.as_str()), key);
            framed(0xF6, words, key);
        }
        Piecewise::View(index) => framed(0xF5, &view_words(body, *index), key),
    }
}

/// What a reference is, whatever the thing is called today.
fn symbol(reference: &Reference) -> [&str; 4] {
    [&reference.kind, &reference.id, &reference.fragment, &reference.words]
}

fn framed(mark: u8, text: &str, key: &mut Vec<u8>) {
    key.push(mark);
    key.extend(text.as_bytes());
    key.push(mark);
}

//! Words with what was put in and taken out.
//!
//! In: runs of pieces. Out: HTML in which each run is whole: the elements that its words stand in open and close inside
//! of it.

use crate::graph::EditionIndex;
use crate::model::body::TaskState;
use crate::redline::{At, Atom, Mark, Note, Piece, Run, Side, Style};
use crate::view::prose::Named;
use crate::view::redline::html::{Told, Walk, escaped};

/// Writes runs.
pub(super) fn runs(walk: &mut Walk<'_>, runs: &[Run]) {
    for run in runs {
        let (element, label) = match run.mark {
            Mark::Same => ("", ""),
            Mark::Inserted => ("ins", "redline.inserted"),
            Mark::Deleted => ("del", "redline.deleted"),
        };
        if element.is_empty() {
            pieces(walk, run);
            continue;
        }
        walk.html.push_str(&format!("<{element}>"));
        if walk.told != Some((run.mark, Told::Yes)) {
            let label = escaped(&walk.writer.text(label));
            walk.html.push_str(&format!("<span class=\"visually-hidden\">{label} </span>"));
        }
        if let Some((_, told)) = walk.told.as_mut().filter(|(mark, _)| *mark == run.mark) {
            *told = Told::Yes;
        }
        pieces(walk, run);
        walk.html.push_str(&format!("</{element}>"));
    }
}

fn pieces(walk: &mut Walk<'_>, run: &Run) {
    let mut open: Vec<(Style, &'static str)> = Vec::new();
    for piece in &run.pieces {
        let common = open.iter().zip(&piece.styles).take_while(|((open, _), own)| open == *own).count();
        close(walk, &mut open, common);
        for style in &piece.styles[common..] {
            let end = start(walk, *style);
            open.push((*style, end));
        }
        atom(walk, piece, run.mark);
    }
    close(walk, &mut open, 0);
}

fn close(walk: &mut Walk<'_>, open: &mut Vec<(Style, &'static str)>, down_to: usize) {
    while open.len() > down_to {
        if let Some((_, end)) = open.pop() {
            walk.html.push_str(end);
        }
    }
}

/// Opens an element and says how it closes; a link that leads nowhere is none.
fn start(walk: &mut Walk<'_>, style: Style) -> &'static str {
    let (start, end) = match style {
        Style::Emphasis => ("<em>", "</em>"),
        Style::Strong => ("<strong>", "</strong>"),
        Style::Strike => ("<s>", "</s>"),
        Style::Link(at) => {
            let Some(href) = named(walk, at).link(at.index as usize) else { return "" };
            walk.html.push_str(&format!("<a href=\"{}\">", escaped(&href)));
            return "</a>";
        }
    };
    walk.html.push_str(start);
    end
}

fn named<'a>(walk: &Walk<'a>, at: At) -> Named<'a> {
    let edition: EditionIndex = if at.side == Side::Old { walk.old } else { walk.new };
    Named { writer: walk.writer.as_of(edition), edition }
}

fn atom(walk: &mut Walk<'_>, piece: &Piece, mark: Mark) {
    let in_link = is_link(&piece.styles);
    match &piece.atom {
        Atom::Text(text) => walk.plain(text),
        Atom::Code(text) => {
            walk.html.push_str("<code>");
            walk.plain(text);
            walk.html.push_str("</code>");
        }
        Atom::Break => walk.html.push_str("<br>"),
        Atom::Reference(at) => {
            let (href, words) = named(walk, *at).reference(at.index as usize);
            linked(walk, href.filter(|_| !in_link).as_deref(), &words);
        }
        Atom::FootnoteMark(index) => footnote_mark(walk, *index, mark, &piece.styles),
        Atom::Task(state) => task(walk, *state),
        // A block by itself, which tells what it is called.
        Atom::View(_, words) => walk.plain(words),
        Atom::Picture(at, words) => {
            let own = named(walk, *at);
            let address = own.link(at.index as usize);
            match address.filter(|_| own.is_file(at.index as usize)) {
                Some(address) => walk.html.push_str(&format!(
                    "<img src=\"{}\" alt=\"{}\" loading=\"lazy\">",
                    escaped(&address),
                    escaped(words)
                )),
                None => linked(walk, own.link(at.index as usize).filter(|_| !in_link).as_deref(), words),
            }
        }
    }
}

fn is_link(styles: &[Style]) -> bool {
    styles.iter().any(|style| matches!(style, Style::Link(_)))
}

fn linked(walk: &mut Walk<'_>, href: Option<&str>, words: &str) {
    match href {
        Some(href) => {
            walk.html.push_str(&format!("<a href=\"{}\">{}</a>", escaped(href), escaped(words)));
        }
        None => walk.plain(words),
    }
}

/// The number of a footnote where it is marked so.
pub(super) fn number(note: &Note, mark: Mark) -> u32 {
    let (first, second) = if mark == Mark::Deleted { (note.old, note.new) } else { (note.new, note.old) };
    first.or(second).unwrap_or_default()
}

fn footnote_mark(walk: &mut Walk<'_>, index: usize, mark: Mark, styles: &[Style]) {
    let Some(note) = walk.redline.notes.get(index) else { return };
    let number = number(note, mark);
    if is_link(styles) || note.block.is_none() {
        walk.html.push_str(&format!("<sup>{number}</sup>"));
        return;
    }
    walk.marks[index] += 1;
    let times = walk.marks[index];
    let id = if times == 1 { format!("fnref-{index}") } else { format!("fnref-{index}-{times}") };
    let label = walk.writer.texts().fill("doc.footnote", &[("n", &number.to_string())]);
    walk.html.push_str(&format!(
        "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{index}\" aria-label=\"{}\">{number}</a></sup>",
        escaped(&label)
    ));
}

fn task(walk: &mut Walk<'_>, state: TaskState) {
    let (checked, key) = match state {
        TaskState::Done => (" checked", "doc.task_done"),
        TaskState::Open => ("", "doc.task_open"),
    };
    let label = escaped(&walk.writer.text(key));
    walk.html.push_str(&format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "));
}

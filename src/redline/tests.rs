//! Tests of the redline: one for each kind of change, and that both texts can be read out of it again.

mod changes;

use crate::model::body::Body;
use crate::parse::{Content, Layout, parse};
use crate::redline::{Atom, Block, Change, Content as Held, Kind, Mark, Piece, Redline, redline};
use crate::source::{SourceFile, SourcePath};

/// The body of a text.
pub(super) fn body(text: &str) -> Body {
    let layout = Layout::new("content", None);
    let file = SourceFile::new(SourcePath::new("content/pages/a.md"), format!("---\ntitle: A\n---\n{text}").as_bytes());
    match parse(&file, &layout).content {
        Content::Document(source) => source.body.clone(),
        _ => panic!("no document"),
    }
}

/// The redline of two texts.
fn between(old: &str, new: &str) -> Redline {
    redline(&body(old), &body(new))
}

/// The redline as text: `[-out-]`, `{+in+}`, a letter before each block that is not the same.
fn shown(redline: &Redline) -> String {
    let mut lines = String::new();
    for block in &redline.blocks {
        push(block, 0, &mut lines);
    }
    for note in &redline.notes {
        lines.push_str(&format!("note {:?} {:?}\n", note.old, note.new));
        if let Some(block) = &note.block {
            push(block, 1, &mut lines);
        }
    }
    lines
}

fn push(block: &Block, depth: usize, lines: &mut String) {
    let kind = format!("{:?}", block.kind);
    let kind = kind.split([' ', '(', '{']).next().unwrap();
    let change = match block.change {
        Change::Same => "=".to_owned(),
        Change::Within => "~".to_owned(),
        Change::Inserted => "+".to_owned(),
        Change::Deleted => "-".to_owned(),
        Change::Here(moved) => format!("<{}", moved.block),
        Change::Away(moved) => format!(">{}", moved.block),
    };
    lines.push_str(&format!("{}{change} {kind}", "  ".repeat(depth)));
    if let Some(was) = &block.was {
        lines.push_str(&format!(" was {was:?}"));
    }
    if let Kind::Table(columns) = &block.kind {
        let mark = |mark| match mark {
            Mark::Same => '=',
            Mark::Inserted => '+',
            Mark::Deleted => '-',
        };
        lines.push_str(&format!(" {}", columns.iter().map(|column| mark(column.mark)).collect::<String>()));
    }
    match &block.content {
        Held::Nothing => lines.push('\n'),
        Held::Blocks(blocks) => {
            lines.push('\n');
            for block in blocks {
                push(block, depth + 1, lines);
            }
        }
        Held::Runs(runs) => {
            lines.push_str(": ");
            for run in runs {
                let words: String = run.pieces.iter().map(plain).collect();
                lines.push_str(&match run.mark {
                    Mark::Same => words,
                    Mark::Inserted => format!("{{+{words}+}}"),
                    Mark::Deleted => format!("[-{words}-]"),
                });
            }
            lines.push('\n');
        }
    }
}

fn plain(piece: &Piece) -> String {
    let styles = piece.styles.len();
    let words = match &piece.atom {
        Atom::Text(text) => text.clone(),
        Atom::Code(text) => format!("`{text}`"),
        Atom::Break => "\\".to_owned(),
        Atom::Reference(at) => format!("[[{:?} {}]]", at.side, at.index),
        Atom::FootnoteMark(note) => format!("[^{note}]"),
        Atom::Task(state) => format!("[{state:?}]"),
        Atom::Picture(_, words) => format!("![{words}]"),
        Atom::View(_, words) => words.clone(),
    };
    format!("{}{words}{}", "*".repeat(styles), "*".repeat(styles))
}

//! The redline over pairs of texts that were made up: both texts can be read out of it again, as a tree and as HTML.
//!
//! Some hundreds by default; `RETTESNOR_REDLINES=5000` makes more of them.

mod both;
mod html;
mod page;
mod speed;

use proptest::prelude::*;
use rettesnor::model::body::Body;
use rettesnor::parse::{Content, Layout, parse};
use rettesnor::source::{SourceFile, SourcePath};

/// The body of a text.
fn body(text: &str) -> Body {
    let layout = Layout::new("content", None);
    let file = SourceFile::new(SourcePath::new("content/pages/a.md"), format!("---\ntitle: A\n---\n{text}").as_bytes());
    match parse(&file, &layout).content {
        Content::Document(source) => source.body.clone(),
        _ => panic!("no document"),
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
fn editions() -> impl Strategy<Value = (String, String)> {
    let blocks = || prop::collection::vec(block(), 0..9);
    let text = |blocks: &[String]| blocks.join("\n\n") + "\n";
    prop_oneof![
        5 => (blocks(), prop::collection::vec(edit(), 0..8))
            .prop_map(move |(old, edits)| (text(&old), text(&edited(&old, &edits)))),
        1 => (blocks(), blocks()).prop_map(move |(old, new)| (text(&old), text(&new))),
    ]
}

/// How many pairs are looked at.
fn cases() -> u32 {
    std::env::var("RETTESNOR_REDLINES").ok().and_then(|number| number.parse().ok()).unwrap_or(500)
}

//! Texts that nobody would write: mutations of good and of malformed ones. Nothing may panic, nothing may take longer
//! than a second, every finding has its place in the text and its words.
//!
//! A few thousand by default; `RETTESNOR_MUTATIONS=100000` makes more of them, `RETTESNOR_SEED` others.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use rettesnor::diag::Diagnostic;
use rettesnor::lang::Lang;
use rettesnor::parse::{Layout, parse, settings, text_for_report};
use rettesnor::source::{SourceFile, SourcePath};

use crate::fixture::{Fixture, outputs};

/// The seed of the ordinary run.
const SEED: u64 = 20_261_121;

/// One input in this many goes through all stages, not only through the parser.
const WHOLE: usize = 50;

const PIECES: &[&str] = &[
    "",
    "\"",
    "'",
    ":",
    ": ",
    "\n",
    "\r\n",
    "---\n",
    "\t",
    "|",
    "[",
    "]]",
    "[[",
    "{",
    "`",
    "```view actions\n",
    "æ",
    "\u{301}",
    "\u{feff}",
    "&a ",
    "*",
    "!",
    "#",
    ";",
    "<",
    "\\",
    "- ",
    "  ",
    "%",
    "@",
    "\0",
    "\u{a0}",
    "“",
    "”",
    "–––\n",
    "• ",
    "1. ",
    "title: ",
    "id: ",
    "titel:",
    " #x",
    "<!--",
    "](",
    "> ",
    "| ",
    "2026-",
    "1/3/2026",
    ",",
    "\u{202e}",
    "🏳️‍🌈",
    "...\n",
    "...",
];

const PATHS: &[&str] = &[
    "content/pages/a.md",
    "content/strategies/a.md",
    "content/plans/2026.md",
    "content/channels/a.md",
    "content/guidelines/a.md",
    "content/crisis/a.md",
    "content/data/roles.yaml",
    "content/data/accounts.csv",
    "content/data/wheel.csv",
    "content/plans/2026.actions.csv",
    "content/site.yaml",
];

/// Numbers as `SplitMix64` makes them (Steele, Lea and Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }
}

/// Texts to start from: the cases of the tables, and texts of the example.
fn corpus() -> Vec<String> {
    let tables = ["newcomer", "block", "data", "texts"].map(|table| {
        let path = format!("{}/tests/it/malformed/{table}.txt", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    });
    let cases = tables.iter().flat_map(|table| table.split("//- ").skip(1));
    let cases = cases
        .map(|case| case.split_once('\n').map_or(case, |(_, text)| text).replace('⍽', "\u{a0}").replace('⇥', "\t"));
    let example = [
        "strategies/sociale-medier.md",
        "plans/2026.md",
        "channels/facebook.md",
        "guidelines/moderation-og-sletning.md",
        "crisis/foerste-time.md",
        "data/metrics.yaml",
        "plans/2026.goals.yaml",
        "site.yaml",
    ];
    let example = example
        .iter()
        .map(|path| std::fs::read_to_string(format!("{}/content/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap());
    cases.chain(example).collect()
}

fn mutated(corpus: &[String], dice: &mut Dice) -> String {
    let mut letters: Vec<char> = corpus[dice.roll(corpus.len())].chars().collect();
    for _ in 0..=dice.roll(8) {
        let at = dice.roll(letters.len() + 1);
        let end = (at + dice.roll(4)).min(letters.len());
        let piece = match dice.roll(10) {
            // A stretch of another text.
            0 => {
                let other: Vec<char> = corpus[dice.roll(corpus.len())].chars().collect();
                let from = dice.roll(other.len());
                other[from..(from + dice.roll(60)).min(other.len())].iter().collect()
            }
            1 => PIECES[dice.roll(PIECES.len())].repeat(1 + dice.roll(40)),
            _ => PIECES[dice.roll(PIECES.len())].to_owned(),
        };
        letters.splice(at..end, piece.chars());
    }
    letters.into_iter().collect()
}

#[track_caller]
fn assert_told(findings: &[Diagnostic], text: &str) {
    for finding in findings {
        let range = finding.span.unwrap_or_default().range();
        assert!(text.get(range.clone()).is_some(), "{range:?} of {} bytes: {finding:?}", text.len());
        for lang in Lang::ALL {
            assert!(
                !finding.message(*lang).is_empty()
                    && finding.cure(*lang).is_none_or(|cure| cure != finding.hint.unwrap())
            );
        }
    }
}

fn look_at(path: &str, text: &str, is_whole: bool) {
    let file = SourceFile::new(SourcePath::new(path), text.as_bytes());
    let shown = text_for_report(&file.bytes);
    assert_told(&parse(&file, &Layout::new("content", None)).findings, &shown);
    assert_told(&settings(&file).1, &shown);
    if is_whole {
        let mut site = Fixture::new(text);
        site.files.insert(path["content/".len()..].to_owned(), text.to_owned());
        let build = site.build();
        for told in build.diagnostics().iter().filter(|told| told.diagnostic.file.as_str() == path) {
            assert_told(std::slice::from_ref(&told.diagnostic), &shown);
        }
        // The preview shows pages of content that has errors too.
        outputs(&build);
    }
}

#[test]
fn mutations_are_read_or_refused() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let count = number("RETTESNOR_MUTATIONS").unwrap_or(1_500);
    let seed = number("RETTESNOR_SEED").unwrap_or(SEED);
    let corpus = corpus();
    let mut dice = Dice(seed);
    let mut slowest = (Duration::ZERO, String::new());
    for turn in 0..usize::try_from(count).unwrap() {
        let text = mutated(&corpus, &mut dice);
        let path = PATHS[dice.roll(PATHS.len())];
        let beginning = Instant::now();
        let told = catch_unwind(AssertUnwindSafe(|| look_at(path, &text, turn % WHOLE == 0)));
        let mut took = beginning.elapsed();
        assert!(told.is_ok(), "seed {seed}, turn {turn}, {path}:\n{text:?}");
        if took >= Duration::from_secs(1) {
            // Only what is slow each time is slow by itself, and not because the machine had other work.
            let beginning = Instant::now();
            look_at(path, &text, turn % WHOLE == 0);
            took = took.min(beginning.elapsed());
        }
        assert!(took < Duration::from_secs(1), "{took:?} for seed {seed}, turn {turn}, {path}:\n{text:?}");
        if took > slowest.0 {
            slowest = (took, path.to_owned());
        }
    }
    println!("{count} inputs of seed {seed}; the slowest took {:?} ({})", slowest.0, slowest.1);
}

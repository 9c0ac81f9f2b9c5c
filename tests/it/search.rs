//! The index and its engine together: builds sites, writes their index, and has node search it.

mod corpus;
mod nordic;

use std::collections::BTreeSet;
use std::process::Command;

use rettesnor::lang::Lang;
use rettesnor::search::{self, Index, Record};
use serde::Serialize;
use serde_json::Value;

/// Texts that are hard to cut and fold, for the Rust and the script side to agree on.
const TEXTS: &[&str] = &[
    "Skævt & modigt: Åbenrå, ÆRØ, Kör, naïve façade, Łódź, Straße, Þór, İstanbul, ΣΊΣΥΦΟΣ",
    "a\u{30a}ben A\u{30a}ben kommu\u{ad}nikation ﬁn ½ m² 10 000 ١٢٣ 東京 и́",
    "sak 54/14, jf. §§ 239 og §240 stk. 2; § 12a, §\u{a0}7 § a 2027-1234 00.13.02-P20-1-16 29.02.2016 2016–2020",
    "e-mail Facebook-side so-me-strategi http://www.x.dk/a-b?c=d 24/7 kl. 12:30 og/eller a--b -c- d.e_f 4,5 %",
    "😀smil😀 x\u{301}y o\u{308}l \u{301}alene \u{ad} §\u{ad}1 «ord» »ord« ª º µ ¹",
];

#[derive(Serialize)]
struct Task {
    queries: Vec<corpus::Query>,
    texts: Vec<Text>,
    stems: Vec<Stem>,
}

#[derive(Serialize)]
struct Text {
    text: &'static str,
    terms: Vec<String>,
}

#[derive(Serialize)]
struct Stem {
    term: String,
    stem: String,
    /// Whether a page has the word.
    known: bool,
}

#[test]
fn finds_what_danish_readers_look_for() {
    let corpus = corpus::corpus(420, 300);
    let index = search::index(&corpus.records, &corpus.glossary);
    let texts = TEXTS.iter().map(|&text| Text { text, terms: search::terms(text) }).collect();
    let figures = run(&index, &Task { queries: corpus.queries, texts, stems: stems(&corpus.records) });
    assert_eq!(figures["wrong"], 0, "script and index cut or fold differently");
    assert_eq!(figures["knownStems"], 1.0);
    at_least(
        &figures,
        &[("unknownStems", 0.9), ("recall", 0.95), ("p10", 0.9), ("heldRecall", 0.95), ("heldP10", 0.9)],
    );
}

/// Beyond the size from which postings are in many files, of which a query reads some.
#[test]
fn finds_it_in_a_large_site_too() {
    let corpus = corpus::corpus(4_000, 300);
    let index = search::index(&corpus.records, &corpus.glossary);
    let common = index.files.iter().filter(|file| file.path.starts_with("search/c")).count();
    assert!(common > 20, "{common}");
    let figures = run(&index, &Task { queries: corpus.queries, texts: Vec::new(), stems: Vec::new() });
    at_least(&figures, &[("recall", 0.95), ("p10", 0.9)]);
}

#[test]
fn finds_what_other_nordic_readers_look_for() {
    let index = search::index(&nordic::records(), &[]);
    let figures = run(&index, &Task { queries: nordic::queries(), texts: Vec::new(), stems: Vec::new() });
    at_least(&figures, &[("recall", 0.95), ("p10", 0.9)]);
}

/// Writes the index and the task where node finds them; gives the figures of its last line.
#[expect(clippy::print_stderr, reason = "the figures are for people to read")]
fn run(index: &Index, task: &Task) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("search")).expect("a folder");
    for file in &index.files {
        std::fs::write(folder.path().join(&file.path), &file.bytes).expect("a file");
    }
    std::fs::write(folder.path().join("queries.json"), serde_json::to_vec(task).expect("JSON")).expect("a file");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/run.mjs");
    let output = Command::new("node").arg(script).arg(folder.path()).output().expect("node");
    let text = String::from_utf8_lossy(&output.stdout);
    eprintln!("{text}{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_str(text.lines().last().unwrap_or_default()).expect("figures")
}

fn at_least(figures: &Value, bars: &[(&str, f64)]) {
    for &(figure, least) in bars {
        assert!(figures[figure].as_f64() >= Some(least), "{figure}: {}", figures[figure]);
    }
}

/// Words with the stem that Rust gives them: all of the noise, and as many that no page has.
fn stems(records: &[Record]) -> Vec<Stem> {
    let texts = records.iter().flat_map(|record| record.sections.iter().flat_map(|s| [&s.heading, &s.text]));
    let known: BTreeSet<String> = texts.flat_map(|text| search::terms(text)).collect();
    // `side` and `idé` make one term with two stems, of which the index keeps one.
    let words = corpus::vocabulary(12_000).into_iter().filter(|word| !word.contains('é'));
    words
        .map(|word| {
            let term = search::terms(&word).remove(0);
            Stem { stem: search::stem(Lang::Da, &word), known: known.contains(&term), term }
        })
        .collect()
}

//! The index and its engine together: builds sites, writes their index, and has node search it.
//!
//! `tests/search/README.md` says what the query sets are. `SEARCH_KEEP=<folder>` keeps what was searched there.

mod corpus;
mod queries;
mod report;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use rayon::prelude::*;
use rettesnor::config::{Drafts, Options, Profile};
use rettesnor::fs::{Folders, Scan, Theme, scan};
use rettesnor::lang::Lang;
use rettesnor::pipeline::{Build, Inputs, Memo, build};
use rettesnor::search::query::{Engine, Wish};
use rettesnor::search::{self, Edition, Index, Record, Synonyms};
use serde::{Deserialize, Serialize};

use corpus::{Size, Tongue};
use queries::Query;

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../search/", $name))
    };
}

/// Texts that are hard to cut and fold, for the Rust and the script side to agree on.
const TEXTS: &[&str] = &[
    "Skævt & modigt: Åbenrå, ÆRØ, Kör, naïve façade, Łódź, Straße, Þór, İstanbul, ΣΊΣΥΦΟΣ",
    "a\u{30a}ben A\u{30a}ben kommu\u{ad}nikation ﬁn ½ m² 10 000 ١٢٣ 東京 и́",
    "sak 54/14, jf. §§ 239 og §240 stk. 2; § 12a, §\u{a0}7 § a 2027-1234 00.13.02-P20-1-16 29.02.2016 2016–2020",
    "e-mail Facebook-side so-me-strategi http://www.x.dk/a-b?c=d 24/7 kl. 12:30 og/eller a--b -c- d.e_f 4,5 %",
    "😀smil😀 x\u{301}y o\u{308}l \u{301}alene \u{ad} §\u{ad}1 «ord» »ord« ª º µ ¹",
];

#[derive(Serialize)]
struct Task<'a> {
    queries: &'a [Query],
    /// What other engines are given, in `tests/search/compare`.
    pages: Vec<Page<'a>>,
    texts: Vec<String>,
    stems: Vec<String>,
}

#[derive(Serialize)]
struct Page<'a> {
    href: &'a str,
    lang: &'static str,
    kind: &'a str,
    title: &'a str,
    summary: &'a str,
    keywords: String,
    sections: Vec<(&'a str, &'a str)>,
    facets: Vec<(String, &'a str)>,
}

impl<'a> Page<'a> {
    fn new(record: &'a Record) -> Self {
        let words: Vec<&str> = record.synonyms.iter().chain(&record.names).map(String::as_str).collect();
        let facets = record.facets.iter().map(|(facet, label)| (format!("{facet:?}").to_lowercase(), label.as_str()));
        Self {
            href: &record.href,
            lang: record.lang.code(),
            kind: &record.kind,
            title: &record.title,
            summary: &record.summary,
            keywords: words.join(", "),
            sections: record.sections.iter().map(|section| (&*section.heading, &*section.text)).collect(),
            facets: facets.collect(),
        }
    }
}

#[derive(Deserialize)]
struct Found {
    found: Vec<Vec<(String, f64)>>,
    terms: Vec<Vec<String>>,
    stems: Vec<String>,
}

fn danish() -> Tongue {
    Tongue::new(Lang::Da, file!("da.corpus.txt"))
}

/// Pages and the queries that are put to them.
struct Set {
    name: &'static str,
    records: Vec<Record>,
    glossary: Vec<Synonyms>,
    queries: Vec<Query>,
}

/// All query sets, each on its pages.
fn sets() -> Vec<Set> {
    let tongues = [
        ("da", danish(), file!("da.queries.txt"), 420),
        ("sv", Tongue::new(Lang::Sv, file!("sv.corpus.txt")), file!("sv.queries.txt"), 300),
        ("nb", Tongue::new(Lang::Nb, file!("nb.corpus.txt")), file!("nb.queries.txt"), 300),
        ("nn", Tongue::new(Lang::Nn, file!("nn.corpus.txt")), file!("nn.queries.txt"), 300),
    ];
    let generated = tongues.into_iter().map(|(name, tongue, text, pages)| {
        let (corpus, queries) = queries::generated(&tongue, text, Size { pages, words: 300, vocabulary: 6_000 });
        Set { name, records: corpus.records, glossary: corpus.glossary, queries }
    });
    let site = example();
    let records = site.search_records();
    let queries = queries::written(file!("example.queries.txt"), &records);
    let example = Set { name: "example", records, glossary: site.search_synonyms(), queries };
    generated.chain([example]).collect()
}

impl Set {
    fn task(&self) -> Task<'_> {
        let current = self.records.iter().filter(|record| record.edition == Edition::Current);
        Task { queries: &self.queries, pages: current.map(Page::new).collect(), texts: Vec::new(), stems: Vec::new() }
    }

    fn engine(&self) -> Engine {
        let analysed: Vec<_> = self.records.iter().map(search::analyse).collect();
        Engine::new(&analysed, &self.glossary)
    }

    /// What the engine in Rust finds: addresses with points, best first.
    fn found(&self) -> Vec<Vec<(String, f64)>> {
        let engine = self.engine();
        let found = |query: &Query| {
            let wish = Wish { chosen: query.chosen.clone(), older: None };
            let hits = engine.search(&query.query, &wish).hits;
            hits.iter().map(|hit| (engine.href(hit).to_owned(), hit.score)).collect()
        };
        self.queries.iter().map(found).collect()
    }
}

/// And the engine of the command line and that of the browser are one ranking.
#[test]
fn finds_what_nordic_readers_look_for() {
    let judged = |set: &Set| {
        let found = set.found();
        let task = set.task();
        let script = run(set.name, &search::index(&set.records, &set.glossary), &task).found;
        for ((query, rust), script) in set.queries.iter().zip(&found).zip(&script) {
            same(&format!("{}: {}", set.name, query.query), rust, script);
        }
        let addresses = found.into_iter().map(|hits| hits.into_iter().map(|(href, _)| href).collect());
        report::rows(set.name, &set.queries, &addresses.collect::<Vec<Vec<String>>>())
    };
    report::judge(&sets().par_iter().flat_map_iter(judged).collect::<Vec<_>>());
}

/// Beyond the size from which postings are in many files, of which a query reads some.
#[test]
fn finds_it_in_a_large_site_too() {
    let size = Size { pages: 4_000, words: 300, vocabulary: 6_000 };
    let (corpus, queries) = queries::generated(&danish(), file!("da.queries.txt"), size);
    let (records, glossary) = (corpus.records, corpus.glossary);
    let set = Set { name: "large", records, glossary, queries: queries.clone() };
    let index = search::index(&set.records, &set.glossary);
    let postings = index.files.iter().filter(|file| file.path.starts_with("search/p")).count();
    assert!(postings > 50, "{postings}");
    let found = run(set.name, &index, &set.task()).found;
    // A test build of the engine in Rust takes its time on so many pages.
    let some: Vec<usize> = (0..set.queries.len()).step_by(6).collect();
    let few = Set { queries: some.iter().map(|at| set.queries[*at].clone()).collect(), ..set };
    for ((query, rust), at) in few.queries.iter().zip(few.found()).zip(some) {
        same(&query.query, &rust, &found[at]);
    }
    let addresses = found.into_iter().map(|hits| hits.into_iter().map(|(href, _)| href).collect());
    report::judge_large(&report::rows(few.name, &queries, &addresses.collect::<Vec<Vec<String>>>()));
}

fn same(query: &str, rust: &[(String, f64)], script: &[(String, f64)]) {
    let pairs = rust.iter().zip(script);
    let differing = pairs.clone().position(|((a, x), (b, y))| a != b || (x - y).abs() > 2e-6);
    let at = differing.map(|at| (at, rust.get(at), script.get(at)));
    assert!(at.is_none() && rust.len() == script.len(), "{query}: {} and {} pages, {at:?}", rust.len(), script.len());
}

#[test]
fn script_and_index_cut_fold_and_stem_alike() {
    let records = danish().corpus(Size { pages: 200, words: 300, vocabulary: 6_000 }, &[]).records;
    let words = danish().vocabulary(12_000);
    // `side` and `idé` make one term with two stems, of which the index keeps one.
    let words: Vec<String> = words.into_iter().filter(|word| !word.contains('é')).collect();
    let stems = words.iter().map(|word| search::terms(word).remove(0)).collect();
    let texts = TEXTS.iter().map(|&text| String::from(text)).collect();
    let task = Task { queries: &[], pages: Vec::new(), texts, stems };
    let found = run("stems", &search::index(&records, &[]), &task);
    for (text, terms) in TEXTS.iter().zip(&found.terms) {
        assert_eq!(*terms, search::terms(text));
    }
    let known = known_terms(&records);
    let (mut in_index, mut elsewhere) = (Agreement::default(), Agreement::default());
    for ((word, term), stem) in words.iter().zip(&task.stems).zip(&found.stems) {
        let agreement = if known.contains(term) { &mut in_index } else { &mut elsewhere };
        agreement.add(*stem == search::stem(Lang::Da, word));
    }
    assert!(in_index.share() >= 1.0, "{}", in_index.share());
    assert!(elsewhere.share() >= 0.9, "{}", elsewhere.share());
}

#[derive(Default)]
struct Agreement {
    same: usize,
    all: usize,
}

impl Agreement {
    fn add(&mut self, same: bool) {
        self.same += usize::from(same);
        self.all += 1;
    }

    fn share(&self) -> f64 {
        self.same as f64 / self.all as f64
    }
}

fn known_terms(records: &[Record]) -> BTreeSet<String> {
    let texts = records.iter().flat_map(|record| record.sections.iter().flat_map(|s| [&s.heading, &s.text]));
    texts.flat_map(|text| search::terms(text)).collect()
}

/// The example content as a site.
fn example() -> Build {
    let folders = Folders::find(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")), &Theme::Default).unwrap();
    let Scan { content, sources, statics, theme, refused } = scan(&folders);
    let today = jiff::civil::date(2026, 11, 20);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Hidden, lang: None };
    build(&Inputs { content, sources, statics, theme, options, refused, history: None }, &mut Memo::default())
}

/// Puts the queries of a task to an index, by node.
fn run(name: &str, index: &Index, task: &Task<'_>) -> Found {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = keep(temporary.path(), name, index, task);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/search/run.mjs");
    let output = Command::new("node").arg(script).arg(&folder).output().expect("node");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&std::fs::read(folder.join("found.json")).expect("a file")).expect("JSON")
}

/// Writes an index and a task into a folder, that of `SEARCH_KEEP` if there is one; says which.
fn keep(folder: &Path, name: &str, index: &Index, task: &Task<'_>) -> PathBuf {
    let folder = std::env::var_os("SEARCH_KEEP").map_or(folder.to_owned(), PathBuf::from).join(name);
    std::fs::create_dir_all(folder.join("search")).expect("a folder");
    for file in &index.files {
        std::fs::write(folder.join(&file.path), &file.bytes).expect("a file");
    }
    std::fs::write(folder.join("task.json"), serde_json::to_vec(task).expect("JSON")).expect("a file");
    folder
}

/// An index of 10,000 pages, for measuring: `SEARCH_KEEP=<folder> cargo test --release --test it keeps_ -- --ignored`.
#[test]
#[ignore = "makes an index of 10,000 pages, for `tests/search/measure`"]
fn keeps_a_large_index() {
    let size = Size { pages: 10_000, words: 800, vocabulary: 60_000 };
    let (corpus, queries) = queries::generated(&danish(), file!("da.queries.txt"), size);
    let index = search::index(&corpus.records, &corpus.glossary);
    let task = Task { queries: &queries, pages: Vec::new(), texts: Vec::new(), stems: Vec::new() };
    keep(&std::env::temp_dir(), "large", &index, &task);
}

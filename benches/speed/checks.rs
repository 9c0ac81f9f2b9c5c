//! What the rules cost beside reading: the time of all checks as a share of the time of parsing, on one thread.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rettesnor::check::{self, Context, File};
use rettesnor::config::{Config, Drafts, Options, Profile};
use rettesnor::fs::{Folders, Scan, Theme, scan};
use rettesnor::link::link;
use rettesnor::model::data::Data;
use rettesnor::parse::{Content, Layout, Parsed, parse, settings, text_for_report};
use rettesnor::select::{Gone, KeptRecords, select};
use rettesnor::source::SourceFile;
use rettesnor::vocabulary::{Naming, vocabulary};

use crate::measure::median;

/// Rounds of which the median counts.
const ROUNDS: usize = 15;

/// Reads `content`, and prints how long parsing and checking take.
pub fn run(content: &Path) {
    let folders = Folders::find(content, &Theme::Default).expect("the content is there");
    let Scan { content, sources, statics, .. } = scan(&folders);
    let site = sources.iter().find(|file| file.path.file_name() == "site.yaml").expect("the settings are there");
    let own = settings(site).0.expect("the settings can be read");
    let layout = Layout::new(&content, Some(&own));
    let today = jiff::civil::date(2026, 3, 1);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Hidden, lang: None };
    let config = Config::new(own, options);
    let parsed: Vec<Parsed> = sources.iter().map(|file| parse(file, &layout)).collect();
    let mut data = Data::default();
    let mut documents = Vec::new();
    for parsed in &parsed {
        match &parsed.content {
            Content::Document(source) => documents.push(Arc::clone(source)),
            Content::Data(records) => data.add(records),
            Content::Nothing => {}
        }
    }
    let selection = select(&documents, &KeptRecords::default(), &Gone::new(), &config);
    let (editions, unread) = (&selection.editions, &[]);
    let vocabulary =
        vocabulary(Naming { sources: &documents, unread, editions, data: &data, statics: &statics, config: &config });
    let links: Vec<_> = editions.iter().map(|edition| Arc::new(link(&edition.source, &vocabulary, &content))).collect();
    let context = Context {
        history: None,
        witnesses: &[],
        removed: &[],
        sources: &documents,
        data: &data,
        vocabulary: &vocabulary,
        editions,
        links: &links,
        statics: &statics,
        config: &config,
        content: &content,
    };
    let reading = || sources.iter().map(|file| parse(file, &layout).findings.len()).sum();
    let numbers = check::public_numbers(&config, &data);
    let files = || by_file(&sources, &parsed, &config, &numbers);
    let among = || documents.iter().map(|source| check::document(source, &context).len()).sum();
    let [reading, files, among, whole] =
        [time(&reading), time(&files), time(&among), time(&|| check::site(&context).len())];
    println!("{} documents, one thread", documents.len());
    println!("  parse              {:9.2} ms", reading * 1e3);
    for (name, seconds) in [("file by itself", files), ("among the others", among), ("site as a whole", whole)] {
        println!("  check {name:<17}{:5.2} ms   {:4.1} % of parse", seconds * 1e3, 100.0 * seconds / reading);
    }
    let all = files + among + whole;
    println!("  check, all         {:9.2} ms   {:4.1} % of parse", all * 1e3, 100.0 * all / reading);
}

fn by_file(sources: &[SourceFile], parsed: &[Parsed], config: &Config, public_numbers: &BTreeSet<String>) -> usize {
    let looks = sources.iter().zip(parsed).map(|(file, parsed)| {
        let text = &text_for_report(&file.bytes);
        check::file(&File { path: &file.path, text, content: &parsed.content, public_numbers }, config).len()
    });
    looks.sum()
}

/// Seconds that `work` takes, the median of some rounds after one to warm up; its number keeps it from being left out.
fn time(work: &dyn Fn() -> usize) -> f64 {
    let mut seconds = Vec::with_capacity(ROUNDS);
    for _ in 0..=ROUNDS {
        let begun = Instant::now();
        std::hint::black_box(work());
        seconds.push(begun.elapsed().as_secs_f64());
    }
    median(&seconds[1..])
}

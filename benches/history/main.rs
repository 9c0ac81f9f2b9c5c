//! How long the history of a site takes to be read: the first time, from what is remembered, and after one commit; what
//! it adds to a build; and when the preview shows a commit.
//!
//! `cargo bench --bench history` makes a repository with `git fast-import`: 1,000 documents, 5,000 commits, 90 renames
//! and 300 adopted versions; `cargo bench --bench history -- 200 1000` another number of documents and commits. Times
//! are medians of eleven runs, starting git included. All lies in `/dev/shm` where there is one.

#![expect(clippy::disallowed_methods, reason = "a benchmark writes files, starts processes and looks at the clock")]
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot go on ends; figures are shown")]

#[path = "../preview/server.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest of it")]
mod preview;
mod repository;
mod site;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use rettesnor::fs::{Folders, Theme, scan};
use rettesnor::git::{Archive, memory_of};
use rettesnor::history::{self, History};

/// Runs of which the median counts.
const RUNS: usize = 11;

fn main() {
    let numbers: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let (documents, commits) = match numbers.as_slice() {
        [documents, commits, ..] => (*documents, *commits),
        _ => (1_000, 5_000),
    };
    let shm = Path::new("/dev/shm");
    let base = if shm.is_dir() { shm.to_path_buf() } else { std::env::temp_dir() };
    let base = base.join(format!("rettesnor-history-{}", std::process::id()));
    repository::make(&base, documents, commits);
    measure(&base);
    site::builds(&base);
    site::serve(&base);
    fs::remove_dir_all(&base).expect("the folder of the benchmark can be removed");
}

fn measure(root: &Path) {
    let content = root.join("content");
    let memory = memory_of(root);
    let open = || Archive::open(&content, &memory, None);
    let history = read(&mut open());
    println!(
        "{} commits, {} adopted versions, {} of them with their text",
        history.commits(),
        history.adoptions().len(),
        history.adoptions().iter().filter(|adoption| adoption.texts.text.is_some()).count()
    );
    let cold = median(|| {
        fs::remove_dir_all(&memory).expect("what is remembered can be removed");
        timed(|| drop(read(&mut open())))
    });
    println!("  cold                {cold:8.1} ms");
    println!("  remembered          {:8.1} ms", median(|| timed(|| drop(read(&mut open())))));
    let mut archive = open();
    read(&mut archive);
    println!("  nothing new         {:8.1} ms", median(|| timed(|| drop(read(&mut archive)))));
    let mut number = 0;
    let commit = median(|| {
        number += 1;
        repository::commit(root, number);
        timed(|| drop(read(&mut archive)))
    });
    println!("  after one commit    {commit:8.1} ms");
    let found = Folders::find(&content, &Theme::Default).expect("there is a content folder");
    let scan = scan(&found);
    let history = read(&mut archive);
    let copies = || history::copies(&history, &scan.sources, "content");
    println!("  {} copies         {:8.1} ms", copies().len(), median(|| timed(|| drop(copies()))));
}

fn read(archive: &mut Archive) -> Arc<History> {
    archive.read().expect("git reads its repository").expect("there is a commit")
}

fn timed(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64() * 1e3
}

fn median(mut run: impl FnMut() -> f64) -> f64 {
    let mut times: Vec<f64> = (0..RUNS).map(|_| run()).collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

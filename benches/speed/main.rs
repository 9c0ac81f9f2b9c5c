//! How fast the program is, as a ratio to the least that any such program has to do.
//!
//! `cargo bench --bench speed` measures at 10, 1,000 and 10,000 documents; `cargo bench --bench speed -- 1000` at one
//! size; `… -- checks 1000` compares what the rules cost with parsing. It starts processes by turns, the program's and its own as the *floor* (see `floor`), and prints medians.
//! Corpus and output lie in `/dev/shm` where there is one, so that the disk is not what is measured; the sync of the
//! build is not skipped.

#![expect(clippy::disallowed_methods, reason = "a benchmark writes files, starts processes and looks at the clock")]
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot go on ends; figures are shown")]

mod checks;
mod corpus;
mod floor;
mod measure;
mod pages;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::{Measured, median, time};

/// As the program has it, so that no side of the comparison gains by it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["floor", content, out] => floor::run(Path::new(content), Path::new(out)),
        ["pages", content, out] => pages::run(Path::new(content), Path::new(out)),
        ["checks", documents] => measure_checks(number(documents)),
        ["corpus", folder, documents] => corpus::write(Path::new(folder), number(documents)),
        [] => measure_all(&[10, 1_000, 10_000]),
        sizes => measure_all(&sizes.iter().map(|size| number(size)).collect::<Vec<_>>()),
    }
}

fn number(text: &str) -> usize {
    text.parse().expect("`corpus FOLDER NUMBER`, or numbers of documents")
}

/// What the rules cost at one size, in this process.
fn measure_checks(documents: usize) {
    let folder = base();
    corpus::write(&folder.join("content"), documents);
    checks::run(&folder.join("content"));
    fs::remove_dir_all(&folder).expect("the folder of the benchmark can be removed");
}

/// One size, measured.
struct Row {
    documents: usize,
    floor: Measured,
    /// Without the search index.
    pages: Measured,
    build: Measured,
    again: f64,
    edited: f64,
}

/// A new folder in memory, where there is such a place.
fn base() -> PathBuf {
    let shm = Path::new("/dev/shm");
    let base = if shm.is_dir() { shm.to_path_buf() } else { std::env::temp_dir() };
    base.join(format!("rettesnor-speed-{}", std::process::id()))
}

fn measure_all(sizes: &[usize]) {
    let base = base();
    let rows: Vec<_> = sizes.iter().map(|size| measure_one(&base.join(size.to_string()), *size)).collect();
    fs::remove_dir_all(&base).expect("the folder of the benchmark can be removed");
    print_growth(&rows);
}

fn measure_one(folder: &Path, documents: usize) -> Row {
    corpus::write(&folder.join("content"), documents);
    let site = Site { folder: folder.to_path_buf() };
    let runs = match documents {
        ..100 => 31,
        100..5_000 => 15,
        _ => 7,
    };
    let (mut floors, mut pages, mut builds, mut agains, mut edits) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for run in 0..=runs {
        site.clear();
        floors.push(time(&mut site.floor()));
        pages.push(time(&mut site.pages()));
        builds.push(time(&mut site.build()));
        agains.push(time(&mut site.build()));
        corpus::edit(&folder.join("content"), documents, run);
        edits.push(time(&mut site.build()));
    }
    // The first turn warms the caches.
    let warm = |times: &mut Vec<f64>| median(&times.split_off(1));
    let (floor, build) = (warm(&mut floors), warm(&mut builds));
    let floor = Measured { time: floor, memory: site.fresh(Site::floor) };
    let pages = Measured { time: warm(&mut pages), memory: site.fresh(Site::pages) };
    let build = Measured { time: build, memory: site.fresh(Site::build) };
    let row = Row { documents, floor, pages, build, again: warm(&mut agains), edited: warm(&mut edits) };
    print_row(&row, &site);
    row
}

/// The folder of one size: `content`, and the two outputs beside it.
struct Site {
    folder: PathBuf,
}

impl Site {
    fn floor(&self) -> Command {
        self.own("floor")
    }

    fn pages(&self) -> Command {
        self.own("pages")
    }

    /// This program in one of its modes, into a folder of that name.
    fn own(&self, mode: &str) -> Command {
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        command.arg(mode).arg(self.folder.join("content")).arg(self.folder.join(mode));
        command
    }

    fn build(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rettesnor"));
        command.args(["build", "--quiet", "--format", "short", "--date", "2026-03-01"]).current_dir(&self.folder);
        command
    }

    fn clear(&self) {
        for out in ["floor", "pages", "public"] {
            let _ = fs::remove_dir_all(self.folder.join(out));
        }
    }

    /// Peak memory of a run into no folder yet.
    fn fresh(&self, command: impl Fn(&Self) -> Command) -> Option<u64> {
        self.clear();
        measure::memory(&mut command(self))
    }
}

fn print_row(row: &Row, site: &Site) {
    let (files, bytes) = size_of(&site.folder.join("public"), "");
    let (search_files, search_bytes) = size_of(&site.folder.join("public"), "search");
    println!("{} documents", row.documents);
    println!("  floor              {}", row.floor);
    println!("  without search     {}   {:.1} x floor", row.pages, row.pages.time / row.floor.time);
    println!("  build              {}   {:.1} x floor", row.build, row.build.time / row.floor.time);
    println!("  build, no change   {:9.1} ms", row.again * 1e3);
    println!("  build, 1 % edited  {:9.1} ms", row.edited * 1e3);
    println!("  site: {files} files, {:.1} MB", bytes as f64 / 1e6);
    println!("  of which search: {search_files} files, {:.1} MB\n", search_bytes as f64 / 1e6);
}

fn print_growth(rows: &[Row]) {
    for pair in rows.windows(2).filter(|pair| pair[0].documents >= 1_000) {
        let growth = |of: fn(&Row) -> f64| of(&pair[1]) / of(&pair[0]);
        println!(
            "growth from {} to {}: floor {:.1} x, build {:.1} x",
            pair[0].documents,
            pair[1].documents,
            growth(|row| row.floor.time),
            growth(|row| row.build.time)
        );
    }
}

/// Number and bytes of the files below a folder whose path there begins with `prefix`.
fn size_of(folder: &Path, prefix: &str) -> (usize, u64) {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let below = |path: &Path| path.strip_prefix(folder).is_ok_and(|path| path.to_string_lossy().contains(prefix));
    let sizes = entries.filter(|entry| below(entry.path())).filter_map(|entry| entry.metadata().ok());
    sizes.fold((0, 0), |(files, bytes), data| (files + 1, bytes + data.len()))
}

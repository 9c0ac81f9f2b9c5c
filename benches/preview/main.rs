//! How long an author waits for the preview, and how long Hugo lets one wait for the same edit.
//!
//! `cargo bench --bench preview` measures at 1,000 and 10,000 documents; `cargo bench --bench preview -- 1000` at one
//! size. Hugo makes every page anew, so that its lists are right; `HUGO_FAST=1` leaves it its habit of making only the
//! pages that were looked at. Both servers run side by side; each edit is made in both sites by turns, and the time runs from the write's
//! return to the first answer that holds the new words. Hugo is measured where it is installed. Memory is looked at
//! after the first edit and after 200 more. All lies in `/dev/shm` where there is one; changes are watched there too.

#![expect(clippy::disallowed_methods, reason = "a benchmark writes files, starts processes and looks at the clock")]
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot go on ends; figures are shown")]

#[path = "../speed/corpus.rs"]
#[expect(dead_code, reason = "the other benchmark uses the rest of it")]
mod corpus;
mod hugo;
mod server;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use server::{Server, median};

/// Edits of each kind.
const EDITS: usize = 20;

/// Edits after which memory is looked at again.
const MANY: usize = 200;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let shm = Path::new("/dev/shm");
    let base = if shm.is_dir() { shm.to_path_buf() } else { std::env::temp_dir() };
    let base = base.join(format!("rettesnor-preview-{}", std::process::id()));
    for size in sizes {
        measure(&base.join(size.to_string()), size);
    }
    fs::remove_dir_all(&base).expect("the folder of the benchmark can be removed");
}

/// Times of some edits in seconds, ours and Hugo's.
#[derive(Default)]
struct Times {
    own: Vec<f64>,
    hugo: Vec<f64>,
}

fn measure(folder: &Path, documents: usize) {
    let (own_folder, hugo_folder) = (folder.join("rettesnor"), folder.join("hugo"));
    corpus::write(&own_folder.join("content"), documents);
    let begun = Instant::now();
    let own = Server::rettesnor(&own_folder);
    own.get("/").expect("the first page is served");
    let first = begun.elapsed();
    let hugo = hugo::is_there().then(|| {
        hugo::write(&hugo_folder, &own_folder.join("content"));
        Server::hugo(&hugo_folder)
    });
    println!("{documents} documents");
    println!("  first page         {:9.1} ms after the start", first.as_secs_f64() * 1e3);
    let sites = Sites { own, own_folder: &own_folder, hugo, hugo_folder: &hugo_folder };
    sites.edit(&BODY, 0);
    let before = sites.own.memory();
    print("body edit", &sites.edits(&BODY));
    let spent = sites.own.processor();
    for round in 0..MANY {
        sites.time_own(&BODY, 1_000 + round);
    }
    let spent = (sites.own.processor() - spent) / MANY as f64;
    println!("  processor          {:9.1} ms for each edit of a body", spent * 1e3);
    let after = sites.own.memory();
    print("title edit", &sites.edits(&TITLE));
    print("title of a theme", &sites.edits(&THEME));
    let mib = |bytes: u64| bytes as f64 / 1_048_576.0;
    println!(
        "  memory             {:9.0} MiB after the first edit, {:.0} MiB after {} more",
        mib(before),
        mib(after),
        EDITS + MANY
    );
    println!("  search after edit  {:9.1} ms\n", sites.time_search().as_secs_f64() * 1e3);
}

/// An edit: in which text, what, and where it is to be seen.
struct Edit {
    text: &'static str,
    seen: [&'static str; 2],
    /// Where Hugo shows it.
    seen_in_hugo: &'static str,
    change: fn(&str, &str) -> String,
}

const BODY: Edit = Edit {
    text: "guidelines/omraade-00/vejledning-0.md",
    seen: ["/retningslinjer/vejledning-0.html", "/retningslinjer/vejledning-0.html"],
    seen_in_hugo: "/guidelines/omraade-00/vejledning-0/",
    change: |text, word| format!("{text}\n{word}\n"),
};

/// The title stands on the page and in the list of its kind.
const TITLE: Edit = Edit {
    text: "guidelines/omraade-00/vejledning-0.md",
    seen: ["/retningslinjer/vejledning-0.html", "/retningslinjer/index.html"],
    seen_in_hugo: "/guidelines/",
    change: with_title,
};

/// The title of a theme is linked in every text that has its words: all are read for it again.
const THEME: Edit = Edit {
    text: "themes/tema-0.md",
    seen: ["/temaer/tema-0.html", "/temaer/index.html"],
    seen_in_hugo: "/themes/",
    change: with_title,
};

fn with_title(text: &str, word: &str) -> String {
    let title = text.lines().find(|line| line.starts_with("title: ")).expect("a text has a title");
    text.replacen(title, &format!("title: Om {word}"), 1)
}

struct Sites<'a> {
    own: Server,
    own_folder: &'a Path,
    hugo: Option<Server>,
    hugo_folder: &'a Path,
}

impl Sites<'_> {
    fn edits(&self, edit: &Edit) -> Times {
        let mut times = Times::default();
        for round in 1..=EDITS {
            let (own, hugo) = self.edit(edit, round);
            times.own.push(own.as_secs_f64());
            times.hugo.extend(hugo.map(|time| time.as_secs_f64()));
        }
        times
    }

    fn edit(&self, edit: &Edit, round: usize) -> (Duration, Option<Duration>) {
        let own = self.time_own(edit, round);
        let hugo = self.hugo.as_ref();
        (own, hugo.map(|hugo| time(hugo, self.hugo_folder, edit, (&[edit.seen_in_hugo], round))))
    }

    fn time_own(&self, edit: &Edit, round: usize) -> Duration {
        time(&self.own, self.own_folder, edit, (&edit.seen, round))
    }

    /// From asking for the index after an edit to having it.
    fn time_search(&self) -> Duration {
        self.own.get("/search/index.js").expect("the index is served");
        self.time_own(&BODY, 5_000);
        let begun = Instant::now();
        self.own.get("/search/index.js").expect("the index is served");
        begun.elapsed()
    }
}

/// From the write's return until every page that has to show the edit does.
fn time(server: &Server, folder: &Path, edit: &Edit, (pages, round): (&[&str], usize)) -> Duration {
    // Hugo keeps what was looked at; what the edit before set going has come to rest.
    for page in pages {
        server.get(page);
    }
    std::thread::sleep(Duration::from_millis(60));
    let path = folder.join("content").join(edit.text);
    let original = folder.join("originals").join(edit.text);
    if !original.exists() {
        fs::create_dir_all(original.parent().expect("a file lies in a folder")).expect("a folder can be made");
        fs::copy(&path, &original).expect("a text can be copied");
    }
    let text = fs::read_to_string(&original).expect("a text can be read");
    let word = format!("Xyzzy{round}q");
    fs::write(&path, (edit.change)(&text, &word)).expect("a text can be written");
    let begun = Instant::now();
    for page in pages {
        server.wait_for(page, &word);
    }
    begun.elapsed()
}

fn print(what: &str, times: &Times) {
    let own = median(&times.own);
    let worst = times.own.iter().copied().fold(0.0, f64::max);
    let hugo = match times.hugo.as_slice() {
        [] => String::new(),
        hugo => format!("   Hugo {:9.1} ms   {:.1} x", median(hugo) * 1e3, median(hugo) / own),
    };
    println!("  {what:<18} {:9.1} ms   at most {:6.1} ms{hugo}", own * 1e3, worst * 1e3);
}

//! A publisher that is killed at any moment leaves whole releases, and who reads all the while sees whole bodies only.
//!
//! 8 kills of each layout in the suite; `RETTESNOR_KILLS=200 cargo test --release --test it publish::killed -- --nocapture` for
//! more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rettesnor::write::{Digest, MANIFEST, Manifest};

use crate::publish::{broken, done, site};
use crate::site::{Site, names};

const PAGES: usize = 60;

/// What the manifests of all releases that ever were whole say of each path.
type Known = BTreeMap<String, BTreeSet<Digest>>;

#[test]
fn killed_publishers_break_nothing() {
    for target in ["folder: www", "folder: www, layout: plain"] {
        let plain = target.contains("plain");
        let kills = std::env::var("RETTESNOR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(8);
        let site = site(PAGES, &format!("  a: {{profile: internal, {target}}}\n"));
        done(&site.run("publish"));
        let shown = site.path(if plain { "www" } else { "www/current" });
        let store = site.path(if plain { ".rettesnor/publish/a/releases" } else { "www/releases" });
        let pages: Vec<String> = paths(&shown);
        let (over, seen) = (AtomicBool::new(false), Mutex::new(Known::new()));
        let (tally, reads) = std::thread::scope(|scope| {
            let reader = scope.spawn(|| read_until(&over, &shown, &pages, &seen));
            let tally = kill(&site, &store, kills);
            over.store(true, Ordering::SeqCst);
            (tally, reader.join().unwrap())
        });
        let strange: Vec<_> = seen
            .into_inner()
            .unwrap()
            .into_iter()
            .filter(|(path, digests)| digests.iter().any(|digest| !tally.known[path].contains(digest)))
            .map(|(path, _)| path)
            .collect();
        println!(
            "{target}: {kills} kills, {} while running, {} new releases, {} half made; {} reads, {} missing, {} strange",
            tally.running,
            tally.released,
            tally.broken.len(),
            reads.0,
            reads.1.len(),
            strange.len()
        );
        assert_eq!([tally.broken, strange, reads.1].concat(), [""; 0]);
        assert!(reads.0 > kills && tally.running > kills / 4, "the kills came too late");
        site.edit(0, "til sidst");
        done(&site.run("publish"));
        assert_eq!(broken(&shown), [""; 0]);
        assert!(names(&store).iter().all(|name| !name.starts_with('.')), "{:?}", names(&store));
    }
}

#[derive(Default)]
struct Tally {
    running: usize,
    released: usize,
    broken: Vec<String>,
    known: Known,
}

impl Tally {
    /// Learns all releases in the list, and looks whether each is whole.
    fn look(&mut self, store: &std::path::Path) {
        for name in names(store).iter().filter(|name| !name.starts_with('.')) {
            let release = store.join(name);
            self.broken.extend(broken(&release));
            let manifest = Manifest::from_json(&fs::read(release.join(MANIFEST)).unwrap()).unwrap();
            for entry in manifest.files() {
                self.known.entry(entry.path.to_string()).or_default().insert(entry.sha256);
            }
        }
    }
}

fn kill(site: &Site, store: &std::path::Path, kills: usize) -> Tally {
    let mut tally = Tally::default();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    tally.look(store);
    let begun = Instant::now();
    edit(site, 0);
    done(&site.run("publish"));
    let mut longest = begun.elapsed();
    for round in 1..=kills {
        edit(site, round);
        let before = names(store);
        let mut publisher = site.command("publish --quiet").spawn().unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(longest.mul_f64((random >> 40) as f64 / f64::from(1 << 24)));
        let running = publisher.try_wait().unwrap().is_none();
        publisher.kill().unwrap();
        publisher.wait().unwrap();
        let released = newest(&names(store)) != newest(&before);
        longest = longest.mul_f64(if released { 0.92 } else { 1.06 }).min(Duration::from_secs(20));
        tally.running += usize::from(running);
        tally.released += usize::from(released);
        tally.look(store);
    }
    tally
}

fn newest(names: &[String]) -> Option<&String> {
    names.iter().rfind(|name| !name.starts_with('.'))
}

/// Some pages change, most do not: the new release shares files with the old one.
fn edit(site: &Site, round: usize) {
    (0..PAGES).filter(|page| page % 3 == round % 3).for_each(|page| site.edit(page, &format!("runde {round}")));
}

/// Pages that every one of the releases has.
fn paths(shown: &std::path::Path) -> Vec<String> {
    let manifest = crate::publish::manifest(shown);
    let pages = manifest.files().iter().filter(|entry| entry.path.as_str().ends_with(".html"));
    pages.map(|entry| entry.path.to_string()).collect()
}

/// How often it was read, and what could not be.
fn read_until(
    over: &AtomicBool,
    shown: &std::path::Path,
    pages: &[String],
    seen: &Mutex<Known>,
) -> (usize, Vec<String>) {
    let (mut reads, mut missing) = (0, Vec::new());
    for page in pages.iter().cycle() {
        if over.load(Ordering::SeqCst) {
            break;
        }
        reads += 1;
        match fs::read(shown.join(page)) {
            Err(error) => missing.push(format!("{page}: {error}")),
            Ok(bytes) => drop(seen.lock().unwrap().entry(page.clone()).or_default().insert(Digest::of(&bytes))),
        }
    }
    (reads, missing)
}

//! A build that is killed at any moment leaves a whole site, and who reads all the while never notices.
//!
//! 20 kills in the suite; `RETTESNOR_KILLS=200 cargo test --release --test it crash -- --nocapture` for more.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::site::Site;

const PAGES: usize = 200;

/// What a reader saw.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    reads: usize,
    missing: Vec<String>,
    torn: Vec<String>,
}

#[test]
fn killed_builds_break_nothing() {
    let kills = std::env::var("RETTESNOR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let site = Site::new(PAGES);
    assert!(site.run("build").status.success());
    let pages = pages(&site);
    let done = AtomicBool::new(false);
    let (tally, seen) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| read_until(&done, &pages));
        let tally = kill(&site, kills);
        done.store(true, Ordering::SeqCst);
        (tally, reader.join().unwrap())
    });
    println!(
        "{kills} kills: {} while running, {} new sites in place, {} broken folders; {} reads, {} missing, {} torn",
        tally.running,
        tally.switched,
        tally.broken.len(),
        seen.reads,
        seen.missing.len(),
        seen.torn.len()
    );
    assert_eq!(tally.broken, [""; 0]);
    assert_eq!((seen.missing, seen.torn), (vec![], vec![]));
    assert!(seen.reads > kills && tally.running > kills / 4, "the kills came too late");

    let last = site.run("build");
    assert!(last.status.success());
    assert_eq!(site.broken(), [""; 0]);
    assert_eq!(site.names(), ["content", "public"], "leftovers are cleared away");
}

#[derive(Debug, Default)]
struct Tally {
    /// Builds that had not ended by themselves.
    running: usize,
    /// Builds that had put a new site in place before they were killed.
    switched: usize,
    broken: Vec<String>,
}

fn kill(site: &Site, kills: usize) -> Tally {
    let mut tally = Tally::default();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut longest = (0..3).map(|round| whole_build(site, round)).min().unwrap_or_default();
    for round in 1..=kills {
        edit(site, round);
        let before = site.manifest();
        let mut build = site.command("build --quiet").spawn().unwrap();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(longest.mul_f64((random >> 40) as f64 / f64::from(1 << 24)));
        let running = build.try_wait().unwrap().is_none();
        build.kill().unwrap();
        build.wait().unwrap();
        let switched = site.manifest() != before;
        // However busy the machine is, some kills come before the switch and some after it.
        longest = longest.mul_f64(if switched { 0.9 } else { 1.05 });
        tally.running += usize::from(running);
        tally.switched += usize::from(switched);
        tally.broken.extend(site.broken().into_iter().map(|path| format!("round {round}: {path}")));
    }
    tally
}

/// Some pages change, most do not: the new site shares files with the old one.
fn edit(site: &Site, round: usize) {
    (0..PAGES).filter(|page| page % 3 == round % 3).for_each(|page| site.edit(page, &format!("runde {round}")));
}

fn whole_build(site: &Site, round: usize) -> Duration {
    edit(site, round);
    let begun = Instant::now();
    assert!(site.run("build").status.success());
    begun.elapsed()
}

/// Pages that every one of the sites has.
fn pages(site: &Site) -> Vec<PathBuf> {
    let manifest = site.manifest();
    let pages = manifest.files().iter().filter(|entry| entry.path.as_str().ends_with(".html"));
    pages.map(|entry| site.path("public").join(entry.path.as_str())).collect()
}

fn read_until(done: &AtomicBool, pages: &[PathBuf]) -> Seen {
    let mut seen = Seen::default();
    for page in pages.iter().cycle() {
        if done.load(Ordering::SeqCst) {
            break;
        }
        seen.reads += 1;
        match fs::read_to_string(page) {
            Err(error) => seen.missing.push(format!("{}: {error}", page.display())),
            Ok(text) if !text.trim_end().ends_with("</html>") => seen.torn.push(page.display().to_string()),
            Ok(_) => {}
        }
    }
    seen
}

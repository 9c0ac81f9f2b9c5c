//! Ten pages of many have changed: what is moved, and how long it takes.
//!
//! 100 pages in the suite; for the time at 10,000:
//! `RETTESNOR_PAGES=10000 cargo test --release --test it publish::large -- --nocapture`.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::publish::{done, site};
use crate::site::{Site, text};

/// How long the program takes.
fn time(site: &Site, arguments: &str) -> Duration {
    let begun = Instant::now();
    done(&site.run(arguments));
    begun.elapsed()
}

#[cfg(unix)]
#[test]
fn ten_changed_pages_move_little() {
    let pages = std::env::var("RETTESNOR_PAGES").ok().and_then(|pages| pages.parse().ok()).unwrap_or(100);
    let targets = "  mappe: {profile: internal, folder: www}\n  sky: {profile: internal, program: cp, args: ['{changed}', liste-ny]}\n  \
                   gren: {profile: internal, remote: fjern.git, branch: pages}\n";
    let site = site(pages, targets);
    let git = |arguments: &[&str]| {
        let output = Command::new("git").arg("-C").arg(site.path("fjern.git")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).trim().to_owned()
    };
    fs::create_dir(site.path("fjern.git")).unwrap();
    git(&["init", "-q", "--bare", "."]);
    let first: Vec<_> = ["mappe", "sky", "gren"].map(|target| time(&site, &format!("publish {target}"))).into();
    let files = crate::publish::manifest(&site.path("www/current")).files().len();
    let objects = || git(&["count-objects"]).split(' ').next().unwrap().parse::<usize>().unwrap();
    let packed = || {
        git(&["count-objects", "-v"])
            .lines()
            .find_map(|line| line.strip_prefix("in-pack: ")?.parse::<usize>().ok())
            .unwrap()
    };
    let before = objects() + packed();
    (0..10).for_each(|page| site.edit(page * pages / 10, "forandret"));
    let told = site.run("publish mappe --dry-run");
    let changed = text(&told.stdout).lines().filter(|line| !line.starts_with("- ")).count();
    let rehearsed = time(&site, "publish mappe --dry-run");
    let then: Vec<_> = ["mappe", "sky", "gren"].map(|target| time(&site, &format!("publish {target}"))).into();
    let moved = objects() + packed() - before;
    println!("{pages} pages, {files} files, 10 changed: {changed} files differ, {moved} objects pushed");
    println!("first:  folder {:.2?}, command {:.2?}, git {:.2?}", first[0], first[1], first[2]);
    println!("then:   folder {:.2?}, command {:.2?}, git {:.2?}", then[0], then[1], then[2]);
    println!("of which building all pages without writing any: {rehearsed:.2?}");
    assert!(changed >= 10 && changed < files / 2, "{changed} of {files}");
    // Each file that differs, the manifest, the commit, and the folders above them.
    assert!(moved <= changed + 8, "{moved}");
    let listed = fs::read_to_string(site.path("liste-ny")).unwrap();
    assert!(listed.lines().count() <= changed + 1, "{listed}");
}

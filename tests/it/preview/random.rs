//! Anything may happen to the files while browsers read: every answer is whole, and in the end the preview has what a
//! build would write.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::{Preview, get};
use crate::site::Site;

const PAGES: usize = 12;
const READERS: usize = 4;

#[test]
fn any_changes_end_in_what_a_build_writes() {
    let edits = std::env::var("RETTESNOR_EDITS").ok().and_then(|edits| edits.parse().ok()).unwrap_or(60);
    let site = Site::new(PAGES);
    // Pages name each other, so that a deletion is an error until the page is back.
    for number in 0..PAGES {
        write(&site, number, "første");
    }
    let preview = Preview::of(site, "");
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let (port, done, reads) = (preview.port, &done, &reads);
        let readers: Vec<_> = (0..READERS).map(|reader| scope.spawn(move || read(port, reader, done, reads))).collect();
        let mut chance = Chance(2_026);
        for round in 0..edits {
            change(&preview.site, &mut chance, round);
            // Shorter than what the preview waits for, and longer.
            std::thread::sleep(Duration::from_millis([0, 1, 4, 12, 25, 50][chance.below(6)]));
        }
        restore(&preview.site);
        preview.sees("/sider/slut.html", "Slutningen");
        done.store(true, Ordering::SeqCst);
        for reader in readers {
            reader.join().unwrap();
        }
    });
    println!("{edits} changes, {} states, {} whole answers", preview.states(), reads.load(Ordering::SeqCst));
    assert!(reads.load(Ordering::SeqCst) > READERS);
    assert_same_as_a_build(&preview);
}

/// Reads pages and looks whether each is whole and of one version.
fn read(port: u16, reader: usize, done: &AtomicBool, reads: &AtomicUsize) {
    let mut chance = Chance(reader as u64 + 1);
    while !done.load(Ordering::SeqCst) {
        let number = chance.below(PAGES);
        let (status, body) = get(port, &format!("/sider/side-{number}.html"));
        let text = String::from_utf8(body).unwrap();
        assert!(matches!(status, 200 | 404), "{status}: {text}");
        assert!(text.starts_with("<!DOCTYPE html>") && text.trim_end().ends_with("</html>"), "{text}");
        let versions: Vec<_> = text.split("Her står ").skip(1).filter_map(|rest| rest.split('.').next()).collect();
        assert!(versions.windows(2).all(|two| two[0] == two[1]), "a page of two versions: {versions:?}");
        assert!(status == 404 || versions.len() >= 50, "{text}");
        reads.fetch_add(1, Ordering::SeqCst);
    }
}

/// Does something to a file or a folder.
fn change(site: &Site, chance: &mut Chance, round: usize) {
    let number = chance.below(PAGES);
    let (own, other) = (path(site, number), site.path(&format!("content/pages/mappe/side-{number}.md")));
    let folders = ["content/pages/mappe", "content/pages/anden"].map(|folder| site.path(folder));
    match chance.below(8) {
        0..=2 => write(site, number, &format!("runde {round}")),
        3 => drop(fs::remove_file(&own)),
        4 => {
            fs::create_dir_all(other.parent().unwrap()).unwrap();
            let _ = fs::rename(&own, &other);
        }
        5 => drop(fs::rename(&folders[0], &folders[1])),
        6 => drop(fs::rename(&folders[1], &folders[0])),
        _ => site.write(&format!("content/pages/side-{number}.md"), "---\ntitel: forkert\n---\n"),
    }
}

/// Every page back in its place, and a last one by which the end is known.
fn restore(site: &Site) {
    for folder in ["content/pages/mappe", "content/pages/anden"] {
        let _ = fs::remove_dir_all(site.path(folder));
    }
    for number in 0..PAGES {
        write(site, number, "sidste");
    }
    site.write("content/pages/slut.md", "---\ntitle: Slut\n---\n\nSlutningen.\n");
}

fn write(site: &Site, number: usize, word: &str) {
    let next = (number + 1) % PAGES;
    let text = format!(
        "---\ntitle: Side {number}\n---\n\n{}\n\nSe [[side-{next}]].\n",
        format!("Her står {word}. ").repeat(50)
    );
    site.write(&format!("content/pages/side-{number}.md"), &text);
}

fn path(site: &Site, number: usize) -> PathBuf {
    site.path(&format!("content/pages/side-{number}.md"))
}

/// Every file of a fresh build has the same bytes in the preview, whose script and leave to ask are taken out.
fn assert_same_as_a_build(preview: &Preview) {
    let built = preview.site.run("build --drafts --date 2026-03-01 --quiet");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let mut files = BTreeMap::new();
    collect(&preview.site.path("public"), "", &mut files);
    files.remove("manifest.json");
    assert!(files.len() > PAGES);
    for (path, bytes) in files {
        let (status, served) = preview.get(&format!("/{path}"));
        assert_eq!(status, 200, "{path}");
        assert!(without_aids(&served) == bytes, "{path} differs from the build's");
    }
}

fn collect(folder: &Path, below: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let name = format!("{below}{}", entry.file_name().unwrap().to_str().unwrap());
        if entry.is_dir() {
            collect(&entry, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(entry).unwrap());
        }
    }
}

fn without_aids(served: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(served) else { return served.to_vec() };
    let Some((before, rest)) = text.split_once("<script src=\"/_rettesnor/preview.js\"") else {
        return served.to_vec();
    };
    let (_, after) = rest.split_once("</script>").unwrap();
    format!("{}{after}", before.replacen("; connect-src 'self'", "", 1)).into_bytes()
}

/// Numbers by a seed, so that a failure can be seen again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

//! Publishing as a person in a shell does it: releases in a folder, what is refused, what is never published.

mod carried;
mod hosted;
mod killed;
mod large;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rettesnor::write::{Digest, MANIFEST, Manifest};

use crate::fixture::SITE;
use crate::site::{Site, names, text};

/// A site with targets.
pub fn site(pages: usize, targets: &str) -> Site {
    let site = Site::new(pages);
    site.write("content/site.yaml", &format!("{SITE}targets:\n{targets}"));
    site
}

/// A site that is published to the folder `www`.
fn to_folder(pages: usize) -> Site {
    site(pages, "  intranet: {profile: internal, folder: www, keep: 3}\n")
}

#[track_caller]
pub fn done(output: &Output) {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[track_caller]
pub fn refused(output: &Output, code: i32, words: &str) {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{told}");
    assert!(told.contains(words), "{told}");
}

pub fn manifest(folder: &Path) -> Manifest {
    Manifest::from_json(&fs::read(folder.join(MANIFEST)).unwrap()).unwrap()
}

/// The files that a manifest names but that are not there with their bytes.
pub fn broken(folder: &Path) -> Vec<String> {
    let manifest = manifest(folder);
    let is_whole =
        |path: &str, sha256: Digest| fs::read(folder.join(path)).is_ok_and(|bytes| Digest::of(&bytes) == sha256);
    let broken = manifest.files().iter().filter(|entry| !is_whole(entry.path.as_str(), entry.sha256));
    broken.map(|entry| format!("{}: {}", folder.display(), entry.path)).collect()
}

fn releases(site: &Site) -> Vec<String> {
    names(&site.path("www/releases")).into_iter().map(|name| name[..6].to_owned()).collect()
}

#[test]
fn releases_follow_each_other_and_one_can_go_back() {
    let site = to_folder(3);
    done(&site.run("publish"));
    let first = fs::read_link(site.path("www/current")).unwrap();
    for round in 0..4 {
        site.edit(1, &format!("runde {round}"));
        done(&site.run("publish intranet"));
    }
    assert_eq!(names(&site.path("www")), ["current", "releases"], "nothing is left over");
    assert_eq!(releases(&site), ["000003", "000004", "000005"]);
    assert!(fs::read_link(site.path("www/current")).unwrap() > first);
    assert!(text(&site.run("publish").stderr).contains("er ajour"));
    assert_eq!(releases(&site).len(), 3, "nothing changed");
    let page = || fs::read_to_string(site.path("www/current/sider/side-1.html")).unwrap();
    assert!(page().contains("runde 3"));
    done(&site.run("publish --rollback"));
    assert!(page().contains("runde 2"));
    let list = site.run("publish --list");
    let told: Vec<&str> = text(&list.stdout).lines().map(|line| &line[..8]).collect();
    assert_eq!(told, ["  000003", "* 000004", "  000005"]);
    done(&site.run("publish --rollback"));
    refused(&site.run("publish --rollback"), 2, "ingen udgivelse at gå tilbage til");
    done(&site.run("publish"));
    assert!(page().contains("runde 3"));
    assert_eq!(broken(&site.path("www/current")), [""; 0]);
}

#[test]
fn a_rehearsal_tells_and_changes_nothing() {
    let site = to_folder(3);
    let first = site.run("publish --dry-run");
    done(&first);
    assert!(text(&first.stdout).contains("+ sider/side-1.html  Side 1\n"), "{}", text(&first.stdout));
    assert_eq!(site.names(), ["content"]);
    done(&site.run("publish"));
    site.edit(1, "forandret");
    site.write("content/pages/ny.md", "---\ntitle: En ny side\n---\n\nTekst.\n");
    fs::remove_file(site.path("content/pages/side-2.md")).unwrap();
    let told = site.run("publish --dry-run");
    let lines: Vec<&str> = text(&told.stdout).lines().collect();
    for line in ["+ sider/ny.html  En ny side", "~ sider/side-1.html  Side 1", "- sider/side-2.html"] {
        assert!(lines.contains(&line), "{line}: {lines:?}");
    }
    assert!(text(&told.stderr).contains("ændrede"), "{}", text(&told.stderr));
    assert_eq!(releases(&site).len(), 1);
}

#[cfg(unix)]
#[test]
fn what_did_not_change_is_not_copied() {
    use std::os::unix::fs::MetadataExt;
    let site = to_folder(3);
    done(&site.run("publish"));
    site.edit(1, "forandret");
    done(&site.run("publish"));
    let names = names(&site.path("www/releases"));
    let inode =
        |release: &str, page: &str| fs::metadata(site.path(&format!("www/releases/{release}/{page}"))).unwrap().ino();
    assert_eq!(inode(&names[0], "sider/side-0.html"), inode(&names[1], "sider/side-0.html"));
    assert_ne!(inode(&names[0], "sider/side-1.html"), inode(&names[1], "sider/side-1.html"));
}

#[test]
fn errors_and_personal_numbers_stop_it() {
    let site = site(1, "  web: {profile: public, folder: www}\n");
    done(&site.run("publish"));
    let before = manifest(&site.path("www/current"));
    site.write("content/pages/fejl.md", "---\ntitel: x\n---\n\nTekst.\n");
    refused(&site.run("publish"), 1, "intet er udgivet");
    fs::remove_file(site.path("content/pages/fejl.md")).unwrap();
    let number = "---\ntitle: Sag\naccess: public\n---\n\nBo (010190-1234) fik svar.\n";
    site.write("content/pages/sag.md", number);
    refused(&site.run("publish"), 1, "C06");
    refused(&site.run("publish --dry-run"), 1, "C06");
    // The rule can be switched off; the number is not published for that.
    let settings = SITE.replace("C18: off", "C18: off, C06: off");
    site.write("content/site.yaml", &format!("{settings}targets: {{web: {{profile: public, folder: www}}}}\n"));
    let stopped = site.run("publish");
    refused(&stopped, 1, "content/pages/sag.md");
    assert!(!text(&stopped.stderr).contains("1234"));
    assert_eq!((manifest(&site.path("www/current")), releases(&site).len()), (before, 1));
    assert_eq!(names(&site.path("www")), ["current", "releases"]);
}

/// Words that stand in drafts and internal pages stand in no byte of what is published to the public.
#[test]
fn nothing_internal_is_in_a_public_release() {
    let site = site(
        2,
        "  web: {profile: public, folder: www, host: [iis, azure, headers, apache]}\n  pakke: {profile: public, file: ud.zip}\n",
    );
    site.write("content/pages/aaben.md", "---\ntitle: Aaben\naccess: public\n---\n\nSe [[lukket]] og [[kladde]].\n");
    site.write(
        "content/pages/lukket.md",
        "---\ntitle: Zebrahest\nsummary: Zebrahest.\ntags: [zebrahest]\n---\n\nZebrahest.\n",
    );
    let draft = "---\ntitle: Giraffen\nstatus: draft\naccess: public\nsynonyms: [giraffen]\n---\n\nGiraffen.\n";
    site.write("content/guidelines/kladde.md", draft);
    let number = "---\ntitle: Kandidat\nallow_personal_data: [{kind: cpr, reason: prøve}]\n---\n\nBo 010190-1234.\n";
    site.write("content/pages/kandidat.md", number);
    for target in ["web", "pakke"] {
        done(&site.run(&format!("publish {target}")));
    }
    let mut searched = 0;
    for folder in ["www", ".rettesnor"] {
        for entry in walkdir(&site.path(folder)) {
            let bytes = fs::read(&entry).unwrap();
            let lower = String::from_utf8_lossy(&bytes).to_lowercase();
            let told = format!("{lower} {}", entry.display()).to_lowercase();
            for word in ["zebrahest", "giraf", "010190", "1234.", "lukket.html", "kladde.html"] {
                assert!(!told.contains(word), "{word} in {}", entry.display());
            }
            searched += 1;
        }
    }
    assert!(searched > 40, "{searched}");
}

/// All files below a folder.
pub fn walkdir(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match fs::symlink_metadata(&path).unwrap().is_dir() {
            true => found.extend(walkdir(&path)),
            false if path.is_file() => found.push(path),
            false => {}
        }
    }
    found
}

#[test]
fn an_edition_that_was_published_is_not_lost_in_silence() {
    let site = to_folder(1);
    let edition = |version: &str| {
        format!("---\ntitle: Politik\nstatus: adopted\nversion: \"{version}\"\nadopted_on: 2025-0{version}-01\nadopted_by: Byrådet\n---\n\nTekst {version}.\n")
            .replace(".0-01", "-01")
    };
    site.write("content/strategies/politik.md", &edition("3.0"));
    site.write("content/editions/strategy/politik/2.0.md", &edition("2.0"));
    let first = site.run("publish");
    done(&first);
    fs::rename(site.path("content/editions"), site.path("vaek")).unwrap();
    refused(&site.run("publish"), 2, "content/editions/strategy/politik/2.0.md");
    refused(&site.run("publish --dry-run"), 2, "content/editions/strategy/politik/2.0.md");
    assert_eq!(releases(&site).len(), 1);
    let withheld = "withheld_versions: [{document: 'strategy:politik', version: '2.0', reason: billede}]\n";
    let settings = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", &format!("{settings}{withheld}"));
    let published = site.run("publish");
    assert!(
        !text(&published.stderr).contains("content/editions/strategy/politik/2.0.md har"),
        "{}",
        text(&published.stderr)
    );
}

#[test]
fn wrong_requests_are_told() {
    let none = Site::new(1);
    refused(&none.run("publish"), 2, "intet mål");
    let two = site(1, "  a: {profile: internal, folder: a}\n  b: {profile: internal, folder: b}\n");
    refused(&two.run("publish"), 2, "`a`, `b`");
    refused(&two.run("publish c"), 2, "intet mål `c`");
    refused(&site(1, "  a: {profile: internal, folder: content/x}\n").run("publish"), 2, "content/x");
    refused(&site(1, "  a: {profile: internal, folder: no/such/folder}\n").run("publish"), 3, "no/such");
    let wrong = site(1, "  a: {folder: x}\n");
    refused(&wrong.run("build"), 1, "profile");
}

#[test]
fn what_others_put_there_stays() {
    let site = to_folder(1);
    site.write("www/current/index.html", "andres");
    site.write("www/readme.txt", "andres");
    refused(&site.run("publish"), 2, "www/current");
    assert_eq!(fs::read_to_string(site.path("www/current/index.html")).unwrap(), "andres");
    fs::remove_dir_all(site.path("www/current")).unwrap();
    site.write("www/releases/notes.txt", "andres");
    done(&site.run("publish"));
    site.write("www/current/web.config", "iis");
    for round in 0..6 {
        site.edit(0, &format!("runde {round}"));
        done(&site.run("publish"));
    }
    assert_eq!(fs::read_to_string(site.path("www/current/web.config")).unwrap(), "iis");
    for other in ["www/readme.txt", "www/releases/notes.txt"] {
        assert_eq!(fs::read_to_string(site.path(other)).unwrap(), "andres");
    }
}

#[test]
fn two_publishers_are_told_apart() {
    let site = to_folder(1);
    done(&site.run("publish"));
    let lock = fs::File::create(site.path("www/.rettesnor-lock")).unwrap();
    lock.lock().unwrap();
    refused(&site.run("publish"), 3, "en anden er ved at udgive");
    refused(&site.run("publish --rollback"), 3, "en anden er ved at udgive");
    drop(lock);
    done(&site.run("publish"));
}

/// However the clock goes, the order of the releases is that of publishing.
#[test]
fn release_names_are_ordered_by_number() {
    let site = to_folder(1);
    done(&site.run("publish"));
    let first = names(&site.path("www/releases")).remove(0);
    let late = "000041-20991231T235959Z";
    fs::rename(site.path(&format!("www/releases/{first}")), site.path(&format!("www/releases/{late}"))).unwrap();
    fs::remove_file(site.path("www/current")).unwrap();
    site.edit(0, "senere");
    done(&site.run("publish"));
    assert_eq!(releases(&site), ["000041", "000042"]);
    done(&site.run("publish --rollback"));
    assert!(fs::read_link(site.path("www/current")).unwrap().ends_with(late));
}

#[test]
fn a_plain_folder_holds_the_site_itself() {
    let site = site(3, "  a: {profile: internal, folder: www, layout: plain}\n");
    done(&site.run("publish"));
    site.edit(1, "forandret");
    site.write("www/web.config", "iis");
    done(&site.run("publish a"));
    assert_eq!(broken(&site.path("www")), [""; 0]);
    assert!(fs::read_to_string(site.path("www/sider/side-1.html")).unwrap().contains("forandret"));
    assert_eq!(fs::read_to_string(site.path("www/web.config")).unwrap(), "iis");
    done(&site.run("publish a --rollback"));
    assert!(!fs::read_to_string(site.path("www/sider/side-1.html")).unwrap().contains("forandret"));
    let list = site.run("publish --list");
    assert!(text(&list.stdout).starts_with("* 000001"), "{}", text(&list.stdout));
    assert_eq!(site.names(), [".rettesnor", "content", "www"]);
    fs::remove_dir_all(site.path("www")).unwrap();
    site.write("www/a.txt", "andres");
    refused(&site.run("publish"), 2, "www");
    assert_eq!(names(&site.path("www")), ["a.txt"]);
}

/// A file system of its own, taken away with the test; none where mounting is not allowed, after saying so.
#[cfg(target_os = "linux")]
struct Mounted(PathBuf);

#[cfg(target_os = "linux")]
impl Mounted {
    #[expect(clippy::print_stdout, reason = "a test that is left out says so")]
    fn at(folder: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&folder).unwrap();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&folder);
        let is_mounted = mount.output().is_ok_and(|output| output.status.success());
        if !is_mounted {
            println!("NOT TESTED: a full disk and a mounted target; mounting is not allowed here (it is for root)");
        }
        is_mounted.then_some(Self(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Mounted {
    fn drop(&mut self) {
        assert!(std::process::Command::new("umount").arg(&self.0).status().unwrap().success());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_one_that_cannot_be_written_leave_the_old_site() {
    let site = site(2, "  a: {profile: internal, folder: disk/www}\n");
    let Some(disk) = Mounted::at(site.path("disk"), "3m") else { return };
    done(&site.run("publish"));
    let before = manifest(&site.path("disk/www/current"));
    site.write(
        "content/static/stor.svg",
        &format!("<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>", " ".repeat(4_000_000)),
    );
    refused(&site.run("publish"), 3, "gør plads");
    assert_eq!(
        (manifest(&site.path("disk/www/current")), broken(&site.path("disk/www/current"))),
        (before.clone(), vec![])
    );
    assert_eq!(names(&site.path("disk/www/releases")).len(), 1, "nothing half made is left");
    fs::remove_file(site.path("content/static/stor.svg")).unwrap();
    site.edit(0, "forandret");
    let remount = |how: &str| {
        let mut mount = std::process::Command::new("mount");
        assert!(mount.args(["-o", &format!("remount,{how}")]).arg(&disk.0).status().unwrap().success());
    };
    remount("ro");
    refused(&site.run("publish"), 3, "disk/www");
    assert_eq!(manifest(&site.path("disk/www/current")), before);
    remount("rw");
    done(&site.run("publish"));
    assert_ne!(manifest(&site.path("disk/www/current")), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_mounted_target_is_told_and_filled_file_by_file() {
    let site = site(2, "  a: {profile: internal, folder: www, layout: plain}\n");
    let Some(_disk) = Mounted::at(site.path("www"), "8m") else { return };
    let first = site.run("publish");
    done(&first);
    assert!(text(&first.stderr).contains("filerne kom én for én"), "{}", text(&first.stderr));
    site.edit(1, "forandret");
    done(&site.run("publish"));
    assert_eq!(broken(&site.path("www")), [""; 0]);
    assert_eq!(site.names(), [".rettesnor", "content", "www"]);
}

//! Tests of releases on disks that fail, that know no links, and that cannot exchange folders.

#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::fs::{Disk, Failure, Folders, Native, Portable, Theme};
use crate::lang::Lang;
use crate::model::record::{Decode, Reader};
use crate::model::target::Target;
use crate::publish::{Manner, Published, Task, file_name};
use crate::source::{OutPath, SourcePath};

/// A disk that is full, or a share that is gone, after some operations.
struct Failing {
    left: AtomicUsize,
    kind: io::ErrorKind,
}

impl Failing {
    fn after(operations: usize, kind: io::ErrorKind) -> Self {
        Self { left: operations.into(), kind }
    }

    fn spend(&self) -> io::Result<()> {
        let left = self.left.try_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map(drop).map_err(|_| self.kind.into())
    }
}

impl Disk for Failing {
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.spend().and_then(|()| Native.create(path, bytes))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend().and_then(|()| Native.link(from, to))
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend().and_then(|()| Native.replace(from, to))
    }

    fn point(&self, link: &Path, to: &Path) -> io::Result<()> {
        self.spend().and_then(|()| Native.point(link, to))
    }

    fn sync(&self, folder: &Path, written: &[PathBuf]) -> io::Result<()> {
        self.spend().and_then(|()| Native.sync(folder, written))
    }

    fn exchange(&self, new: &Path, old: &Path, aside: &Path) -> io::Result<PathBuf> {
        self.spend().and_then(|()| Native.exchange(new, old, aside))
    }
}

/// A share: no links, and a folder cannot take the place of another. Every `fails`th renaming of a file is refused.
struct Share {
    replaced: AtomicUsize,
    fails: usize,
}

impl Disk for Share {
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        if from.is_file() && self.replaced.fetch_add(1, Ordering::SeqCst) + 1 == self.fails {
            return Err(io::ErrorKind::HostUnreachable.into());
        }
        Portable.replace(from, to)
    }

    fn exchange(&self, _new: &Path, _old: &Path, _aside: &Path) -> io::Result<PathBuf> {
        Err(io::ErrorKind::ResourceBusy.into())
    }
}

struct Bench {
    root: tempfile::TempDir,
    folders: Folders,
    target: Target,
}

impl Bench {
    fn new(target: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let folders = Folders::find(&root.path().join("content"), &Theme::Default).unwrap();
        let mut reader = Reader::new(SourcePath::new("content/site.yaml"), Lang::Da);
        let target = Target::decode(&crate::parse::tests::fixture::value(target), &mut reader).unwrap();
        Self { root, folders, target }
    }

    fn task<'a>(&'a self, disk: &'a dyn Disk, time: &str) -> Task<'a> {
        Task { name: "a", target: &self.target, folders: &self.folders, disk, now: time.parse().unwrap() }
    }

    fn publish(&self, disk: &dyn Disk, files: &[(&str, &str)]) -> Result<Published, Failure> {
        let task = self.task(disk, "2026-11-21T12:00:00Z");
        let publication = task.begin()?;
        files.iter().try_for_each(|(path, text)| publication.put(&OutPath::new(*path), text.as_bytes(), None, None))?;
        publication.finish()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.path().join(path)).unwrap_or_default()
    }

    fn names(&self, path: &str) -> Vec<String> {
        let entries = fs::read_dir(self.root.path().join(path)).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

const OLD: &[(&str, &str)] = &[("assets/1.css", "1"), ("a/gone.html", "x"), ("same.html", "="), ("index.html", "1")];
const NEW: &[(&str, &str)] = &[("assets/2.css", "2"), ("b/new.html", "n"), ("same.html", "="), ("index.html", "2")];

#[test]
fn a_disk_that_fails_leaves_the_release_before() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::ReadOnlyFilesystem, io::ErrorKind::HostUnreachable] {
        let bench = Bench::new("{profile: internal, folder: www}");
        bench.publish(&Native, OLD).unwrap();
        let mut failed = 0;
        while let Err(failure) = bench.publish(&Failing::after(failed, kind), NEW) {
            assert_eq!(failure.kind(), kind, "{failure}");
            assert!(failure.to_string().contains("www"), "{failure}");
            assert_eq!(
                (bench.read("www/current/index.html"), bench.read("www/current/a/gone.html")),
                ("1".into(), "x".into())
            );
            assert_eq!(bench.names("www/releases").len(), 1, "after {failed}");
            failed += 1;
        }
        assert!(failed >= 8, "{failed}");
        assert_eq!(bench.read("www/current/index.html"), "2");
    }
}

#[test]
fn without_links_current_is_a_folder() {
    let bench = Bench::new("{profile: internal, folder: www}");
    let first = bench.publish(&Portable, OLD).unwrap();
    assert_eq!(first.manner, Manner::AtOnce);
    let second = bench.publish(&Portable, NEW).unwrap();
    assert_eq!(
        (bench.read("www/current/index.html"), bench.read("www/current/assets/1.css")),
        ("2".into(), "1".into())
    );
    assert_eq!(bench.names("www"), ["current", "releases"]);
    let task = bench.task(&Portable, "2026-11-21T12:00:00Z");
    let marks = |task: &Task<'_>| task.list().iter().map(|(_, is_current)| *is_current).collect::<Vec<_>>();
    assert_eq!(marks(&task), [false, true]);
    let (back, _) = task.roll_back().unwrap();
    assert!(back.id == first.release && back.id < second.release);
    assert_eq!((bench.read("www/current/index.html"), marks(&task)), ("1".into(), vec![true, false]));
}

#[test]
fn a_share_is_filled_file_by_file() {
    for target in ["{profile: internal, folder: www}", "{profile: internal, folder: www, layout: plain}"] {
        let at = if target.contains("plain") { "www" } else { "www/current" };
        let bench = Bench::new(target);
        let share = |fails| Share { replaced: AtomicUsize::new(0), fails };
        bench.publish(&share(0), OLD).unwrap();
        fs::write(bench.root.path().join(at).join("web.config"), "iis").unwrap();
        // The share goes away in the middle, at every place: whatever is there is whole, and the next one goes on.
        let mut fails = 1;
        while let Err(failure) = bench.publish(&share(fails), NEW) {
            assert!(failure.cure(Lang::En).unwrap().contains("takes it up again"), "{failure}");
            let index = bench.read(&format!("{at}/index.html"));
            assert!(index == "1" || bench.read(&format!("{at}/assets/2.css")) == "2", "the page came before its style");
            assert_eq!(bench.read(&format!("{at}/assets/1.css")), "1", "the old page still has its style");
            fails += 1;
        }
        assert!(fails > 3, "{fails}");
        for (path, text) in NEW {
            assert_eq!(bench.read(&format!("{at}/{path}")), *text, "{path}");
        }
        assert_eq!(
            (bench.read(&format!("{at}/a/gone.html")), bench.read(&format!("{at}/web.config"))),
            (String::new(), "iis".into())
        );
        assert_eq!(bench.publish(&share(0), OLD).unwrap().manner, Manner::FileByFile);
        assert_eq!(bench.read(&format!("{at}/index.html")), "1");
        let left = bench.names(at).into_iter().filter(|name| name.contains("rettesnor")).count();
        assert_eq!(left, 0, "{:?}", bench.names(at));
    }
}

/// The copy was broken off and the change taken back: nothing of it stays, even where the bytes are as many.
#[test]
fn a_broken_copy_can_be_taken_back() {
    for fails in 1..6 {
        let bench = Bench::new("{profile: internal, folder: www, layout: plain}");
        let share = |fails| Share { replaced: AtomicUsize::new(0), fails };
        bench.publish(&share(0), OLD).unwrap();
        bench.publish(&share(fails), NEW).unwrap_err();
        bench.publish(&share(0), OLD).unwrap();
        for (path, text) in OLD {
            assert_eq!(bench.read(&format!("www/{path}")), *text, "{path} after {fails}");
        }
        assert_eq!(bench.read("www/b/new.html"), "", "after {fails}");
    }
}

#[test]
fn a_file_of_somebody_else_is_in_nobodys_way() {
    let bench = Bench::new("{profile: internal, folder: www, layout: plain}");
    let share = Share { replaced: AtomicUsize::new(0), fails: 0 };
    bench.publish(&share, OLD).unwrap();
    fs::create_dir(bench.root.path().join("www/b")).unwrap();
    fs::write(bench.root.path().join("www/b/new.html"), "andres").unwrap();
    let failure = bench.publish(&share, NEW).unwrap_err();
    assert!(failure.to_string().contains("new.html` is there already"), "{failure}");
    assert_eq!((bench.read("www/b/new.html"), bench.read("www/index.html")), ("andres".into(), "1".into()));
}

#[test]
fn a_clock_that_was_set_back_changes_no_order() {
    let bench = Bench::new("{profile: internal, folder: www}");
    for (time, text) in [("2030-01-01T00:00:00Z", "1"), ("2020-01-01T00:00:00Z", "2")] {
        let task = bench.task(&Native, time);
        let publication = task.begin().unwrap();
        publication.put(&OutPath::new("index.html"), text.as_bytes(), None, None).unwrap();
        publication.finish().unwrap();
    }
    assert_eq!(bench.names("www/releases"), ["000001-20300101T000000Z", "000002-20200101T000000Z"]);
    assert_eq!(bench.read("www/current/index.html"), "2");
    let task = bench.task(&Native, "2020-01-01T00:00:00Z");
    assert_eq!(task.roll_back().unwrap().0.id, "000001-20300101T000000Z");
}

#[test]
fn a_release_that_was_changed_is_not_gone_back_to() {
    let bench = Bench::new("{profile: internal, folder: www}");
    let first = bench.publish(&Native, OLD).unwrap();
    bench.publish(&Native, NEW).unwrap();
    let page = bench.root.path().join(format!("www/releases/{}/index.html", first.release));
    fs::remove_file(&page).unwrap();
    fs::write(&page, "3").unwrap();
    let task = bench.task(&Native, "2026-11-21T12:00:00Z");
    assert!(task.roll_back().unwrap_err().to_string().contains("is not what the manifest says"));
    assert_eq!(bench.read("www/current/index.html"), "2");
}

#[test]
fn names_of_targets_are_names_of_folders() {
    assert_eq!(file_name("intranet-2"), "intranet-2");
    for name in ["../x", "a/b", "Å", "", "CON"] {
        let folder = file_name(name);
        assert!(folder.len() == 17 && folder.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{folder}");
    }
}

//! Tests of staging and switching, on real folders and on disks that fail.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::fs::{Folders, Native, Portable, Theme};
use crate::write::MANIFEST;
use std::path::PathBuf;

/// A disk that is full after some operations.
struct Full {
    left: AtomicUsize,
}

impl Full {
    fn spend(&self) -> io::Result<()> {
        let left = self.left.try_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        left.map(drop).map_err(|_| io::ErrorKind::StorageFull.into())
    }
}

impl Disk for Full {
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.spend().and_then(|()| Native.create(path, bytes))
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.spend().and_then(|()| Native.link(from, to))
    }

    fn sync(&self, folder: &Path, written: &[PathBuf]) -> io::Result<()> {
        self.spend().and_then(|()| Native.sync(folder, written))
    }

    fn exchange(&self, new: &Path, old: &Path, aside: &Path) -> io::Result<PathBuf> {
        self.spend().and_then(|()| Native.exchange(new, old, aside))
    }
}

struct Bench {
    root: tempfile::TempDir,
    folders: Folders,
}

impl Bench {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        let folders = Folders::find(&root.path().join("content"), &Theme::Default).unwrap();
        Self { root, folders }
    }

    fn place(&self) -> Place {
        self.place_at("public").unwrap()
    }

    fn place_at(&self, out: &str) -> Result<Place, Failure> {
        Place::find(&self.root.path().join(out), &self.folders)
    }

    fn build(&self, disk: &dyn Disk, files: &[(&str, &str)]) -> Result<Staged, Failure> {
        let place = self.place();
        let stage = Stage::begin(&place, disk)?;
        files.iter().try_for_each(|(path, text)| stage.put(&OutPath::new(*path), text.as_bytes(), None))?;
        stage.finish()
    }

    /// Every file below the root with its text, manifests left out.
    fn files(&self) -> Vec<String> {
        let entries = walkdir::WalkDir::new(self.root.path()).sort_by_file_name().into_iter().flatten();
        let files = entries.filter(|entry| !entry.file_type().is_dir() && entry.file_name() != MANIFEST);
        let show = |path: &Path| {
            let name = path.strip_prefix(self.root.path()).unwrap().to_string_lossy().replace('\\', "/");
            format!("{name}: {}", fs::read_to_string(path).unwrap())
        };
        files.map(|entry| show(entry.path())).collect()
    }
}

#[test]
fn a_site_replaces_the_one_before() {
    for disk in [&Native as &dyn Disk, &Portable] {
        let bench = Bench::new();
        let first = bench.build(disk, &[("index.html", "1"), ("a/same.html", "="), ("a/gone.html", "x")]).unwrap();
        assert_eq!((first.outcome, first.written, first.same), (Outcome::Switched, 3, 0));
        let second = bench.build(disk, &[("index.html", "2"), ("a/same.html", "="), ("b/new.html", "n")]).unwrap();
        assert_eq!((second.written, second.same, second.removed), (2, 1, 1));
        assert_eq!(bench.files(), ["public/a/same.html: =", "public/b/new.html: n", "public/index.html: 2"]);
    }
}

#[test]
fn the_same_site_is_not_written_again() {
    let bench = Bench::new();
    let site = [("index.html", "1"), ("a.html", "a")];
    bench.build(&Native, &site).unwrap();
    let again = bench.build(&Native, &site).unwrap();
    assert_eq!((again.outcome, again.written, again.same), (Outcome::Unchanged, 0, 2));
    fs::write(bench.root.path().join("public/a.html"), "longer than before").unwrap();
    assert_eq!(bench.build(&Native, &site).unwrap().written, 1);
    assert_eq!(bench.files(), ["public/a.html: a", "public/index.html: 1"]);
}

#[test]
fn a_full_disk_leaves_the_old_site_whole() {
    let bench = Bench::new();
    let old = [("index.html", "1"), ("a.html", "a")];
    bench.build(&Native, &old).unwrap();
    let new = [("index.html", "2"), ("a.html", "a"), ("b/b.html", "b")];
    for operations in 0..6 {
        let failure = bench.build(&Full { left: operations.into() }, &new).unwrap_err();
        assert!(failure.to_string().contains("public"), "{failure}");
        assert!(failure.cure(crate::lang::Lang::En).is_some());
        assert_eq!(bench.files(), ["public/a.html: a", "public/index.html: 1"], "after {operations}");
    }
    bench.build(&Full { left: 6.into() }, &new).unwrap();
    assert_eq!(bench.files(), ["public/a.html: a", "public/b/b.html: b", "public/index.html: 2"]);
}

#[test]
fn hashed_assets_stay_one_release_longer() {
    let bench = Bench::new();
    for release in ["1", "2", "2", "3"] {
        bench.build(&Native, &[(&format!("assets/{release}.css"), release), ("index.html", release)]).unwrap();
    }
    assert_eq!(bench.files(), ["public/assets/2.css: 2", "public/assets/3.css: 3", "public/index.html: 3"]);
}

#[test]
fn only_our_own_folder_is_replaced() {
    let bench = Bench::new();
    fs::create_dir(bench.root.path().join("public")).unwrap();
    bench.build(&Native, &[("index.html", "1")]).unwrap();

    fs::create_dir(bench.root.path().join("photos")).unwrap();
    fs::write(bench.root.path().join("photos/a.jpg"), "").unwrap();
    let place = bench.place_at("photos").unwrap();
    let failure = Stage::begin(&place, &Native).err().unwrap();
    assert!(failure.to_string().ends_with("photos` holds files that rettesnor did not make"), "{failure}");
    assert!(bench.root.path().join("photos/a.jpg").exists());
}

#[test]
fn site_and_content_lie_apart() {
    let bench = Bench::new();
    for out in ["content", "content/public", "content/../content/x", ".", "missing/../x"] {
        assert_eq!(bench.place_at(out).unwrap_err().fault, crate::fs::Fault::Usage, "{out}");
    }
    assert!(bench.place_at("public/a/b").is_ok());
}

#[test]
fn files_of_others_go_along() {
    let bench = Bench::new();
    bench.build(&Native, &[("index.html", "1")]).unwrap();
    fs::write(bench.root.path().join("public/web.config"), "iis").unwrap();
    let staged = bench.build(&Native, &[("index.html", "2")]).unwrap();
    assert_eq!(staged.foreign, 1);
    assert_eq!(bench.files(), ["public/index.html: 2", "public/web.config: iis"]);
}

#[test]
fn what_killed_builds_left_is_cleared_away() {
    let bench = Bench::new();
    let root = bench.root.path();
    bench.build(&Native, &[("index.html", "1")]).unwrap();
    fs::rename(root.join("public"), root.join(".public.rettesnor-7-old")).unwrap();
    fs::create_dir_all(root.join(".public.rettesnor-7/half")).unwrap();
    fs::create_dir_all(root.join(".public.rettesnor-mine")).unwrap();
    let again = bench.build(&Native, &[("index.html", "1")]).unwrap();
    assert_eq!(again.outcome, Outcome::Unchanged);
    let mut names: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [".public.rettesnor-mine", "content", "public"]);
}

#[test]
fn no_output_leaves_the_site() {
    let bench = Bench::new();
    for path in ["../x", "/x", "a/../../x", "", "manifest.json"] {
        assert!(bench.build(&Native, &[(path, "")]).is_err(), "{path}");
    }
    assert!(bench.build(&Native, &[("a.html", "1"), ("a.html", "2")]).is_err());
    assert_eq!(bench.files(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_link_to_the_site_stays_a_link() {
    let bench = Bench::new();
    let root = bench.root.path();
    fs::create_dir(root.join("srv")).unwrap();
    std::os::unix::fs::symlink(root.join("srv"), root.join("public")).unwrap();
    bench.build(&Native, &[("index.html", "1")]).unwrap();
    assert!(fs::symlink_metadata(root.join("public")).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(root.join("srv/index.html")).unwrap(), "1");
}

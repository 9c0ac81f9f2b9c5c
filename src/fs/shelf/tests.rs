//! Tests of the shelf, on real folders.

use proptest::prelude::*;

use super::*;
use crate::fs::scan;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join("content").join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn site(files: &[&str]) -> (tempfile::TempDir, Shelf) {
    let root = tempfile::tempdir().unwrap();
    for path in files {
        write(root.path(), path, path);
    }
    let shelf = Shelf::fill(&root.path().join("content"), Theme::Default).unwrap();
    (root, shelf)
}

/// What a look at one path of the content says has changed.
fn look(shelf: &mut Shelf, path: &str) -> Vec<String> {
    let path = shelf.folders.real_content.join(path);
    names(&shelf.look(&Touched::Paths([path].into())))
}

fn names(paths: &[SourcePath]) -> Vec<String> {
    paths.iter().map(ToString::to_string).collect()
}

fn assert_is_fresh(shelf: &Shelf) {
    let fresh = scan(&shelf.folders);
    let files = |scan: &Scan| scan.sources.iter().map(|file| (file.path.clone(), file.hash)).collect::<Vec<_>>();
    assert_eq!(files(&shelf.scan), files(&fresh));
    assert_eq!(shelf.scan.statics, fresh.statics);
    assert_eq!(shelf.scan.theme, fresh.theme);
    assert_eq!(shelf.scan.refused, fresh.refused);
}

#[test]
fn bytes_tell_what_changed() {
    let (root, mut shelf) = site(&["site.yaml", "pages/a.md", "static/a.svg"]);
    assert!(look(&mut shelf, "pages/a.md").is_empty(), "the same bytes are no change");
    write(root.path(), "pages/a.md", "other");
    assert_eq!(look(&mut shelf, "pages/a.md"), ["content/pages/a.md"]);
    write(root.path(), "pages/b.md", "b");
    assert_eq!(look(&mut shelf, "pages/b.md"), ["content/pages/b.md"]);
    write(root.path(), "static/a.svg", "<svg></svg>");
    assert_eq!(look(&mut shelf, "static/a.svg"), ["content/static/a.svg"]);
    fs::remove_file(root.path().join("content/pages/b.md")).unwrap();
    assert_eq!(look(&mut shelf, "pages/b.md"), ["content/pages/b.md"]);
    assert_is_fresh(&shelf);
}

#[test]
fn what_is_touched_is_read_whatever_its_time_says() {
    let (root, mut shelf) = site(&["site.yaml", "pages/a.md"]);
    let path = root.path().join("content/pages/a.md");
    let old = SystemTime::now() - Duration::from_hours(1);
    let at = |text: &str| {
        fs::write(&path, text).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
    };
    at("eins");
    assert_eq!(look(&mut shelf, "pages/a.md"), ["content/pages/a.md"]);
    at("zwei");
    assert_eq!(look(&mut shelf, "pages/a.md"), ["content/pages/a.md"]);
}

#[test]
fn editors_leave_nothing_to_look_at() {
    let (root, mut shelf) = site(&["site.yaml", "pages/a.md"]);
    for name in ["pages/.a.md.swp", "pages/a.md~", "pages/~$a.docx", ".git/index"] {
        write(root.path(), name, "x");
        assert!(look(&mut shelf, name).is_empty(), "{name}");
    }
    assert_is_fresh(&shelf);
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_changes_under_both() {
    let (root, mut shelf) = site(&["site.yaml", "pages/a.md"]);
    std::os::unix::fs::symlink("a.md", root.path().join("content/pages/b.md")).unwrap();
    assert_eq!(look(&mut shelf, "pages/b.md"), ["content/pages/b.md"]);
    write(root.path(), "pages/a.md", "other");
    assert_eq!(look(&mut shelf, "pages/a.md"), ["content/pages/a.md", "content/pages/b.md"]);
    assert_is_fresh(&shelf);
}

#[test]
fn a_theme_that_comes_is_seen() {
    let (root, mut shelf) = site(&["site.yaml"]);
    fs::create_dir_all(root.path().join("themes/default")).unwrap();
    fs::write(root.path().join("themes/default/style.css"), "p{}").unwrap();
    assert_eq!(names(&shelf.look(&Touched::Everything)), ["themes/default/style.css"]);
    assert_is_fresh(&shelf);
}

#[test]
fn a_content_folder_that_goes_and_comes_is_seen() {
    let (root, mut shelf) = site(&["site.yaml", "pages/a.md"]);
    let (content, away) = (root.path().join("content"), root.path().join("away"));
    fs::rename(&content, &away).unwrap();
    shelf.look(&Touched::Everything);
    fs::rename(&away, &content).unwrap();
    shelf.look(&Touched::Everything);
    assert_is_fresh(&shelf);
    assert_eq!(shelf.scan.sources.len(), 2);
}

/// Something that happens to the files.
#[derive(Clone, Debug)]
enum Step {
    Write(usize, u8),
    Remove(usize),
    Rename(usize, usize),
    RenameFolder(usize, usize),
}

const FILES: [&str; 6] =
    ["pages/a.md", "pages/A.md", "pages/x/b.md", "guidelines/b.md", "static/c.svg", "static/d.exe"];
const FOLDERS: [&str; 4] = ["pages", "Pages", "pages/x", "guidelines"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..FILES.len(), any::<u8>()).prop_map(|(file, text)| Step::Write(file, text)),
        2 => (0..FILES.len()).prop_map(Step::Remove),
        2 => (0..FILES.len(), 0..FILES.len()).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => (0..FOLDERS.len(), 0..FOLDERS.len()).prop_map(|(from, to)| Step::RenameFolder(from, to)),
    ]
}

/// Does it; the paths that a watcher would tell of.
fn take(root: &Path, step: &Step) -> Vec<PathBuf> {
    let content = root.join("content");
    let rename = |from: &str, to: &str| {
        let (from, to) = (content.join(from), content.join(to));
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let _ = fs::rename(&from, &to);
        vec![from, to]
    };
    match step {
        Step::Write(file, text) => {
            write(root, FILES[*file], &text.to_string());
            vec![content.join(FILES[*file])]
        }
        Step::Remove(file) => {
            let _ = fs::remove_file(content.join(FILES[*file]));
            vec![content.join(FILES[*file])]
        }
        Step::Rename(from, to) => rename(FILES[*from], FILES[*to]),
        Step::RenameFolder(from, to) => rename(FOLDERS[*from], FOLDERS[*to]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// After anything that happens to the files, the shelf holds what a fresh look would find.
    #[test]
    fn the_shelf_is_a_fresh_scan(steps in prop::collection::vec(step(), 1..24)) {
        let (root, mut shelf) = site(&["site.yaml", "pages/a.md", "guidelines/b.md"]);
        for step in &steps {
            let real = shelf.folders.real_content.parent().unwrap().to_path_buf();
            let touched = take(root.path(), step).into_iter().map(|path| real.join(path.strip_prefix(root.path()).unwrap()));
            shelf.look(&Touched::Paths(touched.collect()));
            assert_is_fresh(&shelf);
        }
    }
}

//! Tests of the scan, on real folders.

use super::*;
use crate::fs::Theme;

fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn scan_at(root: &Path) -> Scan {
    scan(&Folders::find(&root.join("content"), &Theme::Default).unwrap())
}

fn told(scan: &Scan) -> Vec<String> {
    scan.refused.iter().map(|finding| format!("{} {}", finding.key, finding.file)).collect()
}

#[test]
fn all_kinds_of_files_are_sorted_out() {
    let root = site(&[
        ("content/site.yaml", "title: x"),
        ("content/plans/2026.md", "b"),
        ("content/plans/2026.actions.csv", "a"),
        ("content/editions/strategy/some/1.0.md", "e"),
        ("content/static/logo.svg", "<svg/>"),
        ("content/static/.env", "secret"),
        ("content/.git/config", ""),
        ("content/pages/~$a.docx", ""),
        ("content/pages/a.docx", ""),
        ("themes/default/page.html", "p"),
        ("themes/default/parts/table.html", "t"),
        ("themes/default/page.html~", "old"),
    ]);
    let scan = scan_at(root.path());
    let sources: Vec<_> = scan.sources.iter().map(|file| file.path.as_str()).collect();
    let expected = ["editions/strategy/some/1.0.md", "plans/2026.actions.csv", "plans/2026.md", "site.yaml"];
    assert_eq!(sources, expected.map(|path| format!("content/{path}")));
    assert_eq!(scan.statics.len(), 1);
    assert_eq!(
        scan.theme.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["page.html", "parts/table.html"]
    );
    assert_eq!(told(&scan), ["file-not-read content/pages/a.docx", "file-not-published content/static/.env"]);
}

#[test]
fn a_folder_with_the_name_of_a_text_is_told() {
    let root = site(&[("content/pages/x.md/y.md", "")]);
    assert_eq!(told(&scan_at(root.path())), ["file-is-folder content/pages/x.md"]);
}

#[test]
fn a_file_beyond_measure_is_told() {
    let root = site(&[("content/pages/x.md", "")]);
    let file = fs::OpenOptions::new().write(true).open(root.path().join("content/pages/x.md")).unwrap();
    file.set_len(100_000_001).unwrap();
    assert_eq!(told(&scan_at(root.path())), ["file-too-large content/pages/x.md"]);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_or_round() {
    use std::os::unix::fs::symlink;
    let root = site(&[("content/pages/a.md", "a"), ("secret/s.md", "s")]);
    let pages = root.path().join("content/pages");
    symlink("../../secret/s.md", pages.join("file.md")).unwrap();
    symlink("../../secret", pages.join("folder")).unwrap();
    symlink("a.md", pages.join("inside.md")).unwrap();
    symlink("../pages", pages.join("round")).unwrap();
    symlink("nowhere", pages.join(".#a.md")).unwrap();
    symlink("nowhere", pages.join("broken.md")).unwrap();
    let scan = scan_at(root.path());
    let sources: Vec<_> = scan.sources.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(sources, ["content/pages/a.md", "content/pages/inside.md"]);
    let expected = ["unreadable", "leads-out", "leads-out", "loops"];
    let files = ["broken.md", "file.md", "folder", "round"];
    let expected: Vec<_> =
        expected.iter().zip(files).map(|(key, file)| format!("file-{key} content/pages/{file}")).collect();
    assert_eq!(told(&scan), expected);
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let root = site(&[("content/pages/a.md", "a")]);
    let name = std::ffi::OsStr::from_bytes(b"bl\xe5.md");
    fs::write(root.path().join("content/pages").join(name), "").unwrap();
    assert_eq!(told(&scan_at(root.path())), ["file-name-not-utf8 content/pages/bl\u{fffd}.md"]);
}

#[test]
fn a_missing_folder_is_a_wrong_request_with_a_hint() {
    let failure = Folders::find(Path::new("no-such/content"), &Theme::Default).unwrap_err();
    assert_eq!(failure.to_string(), "there is no folder `no-such/content` here");
    assert!(failure.cure(crate::lang::Lang::En).is_some());
    let root = site(&[("content/site.yaml", "")]);
    assert!(Folders::find(&root.path().join("content"), &Theme::Named("hav".into())).is_err());
}

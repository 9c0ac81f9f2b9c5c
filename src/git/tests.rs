//! Tests with real repositories in temporary folders; git itself is the tool that makes them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::fs::Fault;
use crate::git::{Repository, without_returns};
use crate::lang::Lang;

/// A repository with a site in a subfolder: `sub/content/`.
pub(super) struct Fixture {
    pub root: TempDir,
}

impl Fixture {
    pub fn new() -> Self {
        let fixture = Self { root: tempfile::tempdir().unwrap() };
        fixture.git("init --quiet --initial-branch=main");
        fixture.write("a.md", "første\n");
        fixture.write("mappe/æ ø.md", "anden\n");
        fixture.write("c.md", "tredje\n");
        fs::write(fixture.root.path().join("outside.md"), "uden for\n").unwrap();
        fixture.commit("begin");
        fixture
    }

    pub fn content(&self) -> PathBuf {
        self.root.path().join("sub/content")
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.content().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs git as a user would.
    pub fn git(&self, arguments: &str) -> String {
        git_in(self.root.path(), arguments)
    }

    pub fn commit(&self, message: &str) {
        self.git("add --all");
        self.git(&format!("commit --quiet --message={message}"));
    }

    fn repository(&self) -> Repository {
        Repository::around(&self.content()).unwrap()
    }

    /// Which of these files differ from a revision.
    #[track_caller]
    fn changed(&self, revision: &str, files: &[&'static str]) -> BTreeSet<&'static str> {
        let repository = self.repository();
        let commit = repository.commit(revision).unwrap();
        repository.changed(&commit, files.iter().map(|name| (*name, self.content().join(name)))).unwrap()
    }
}

pub(super) fn git_in(folder: &Path, arguments: &str) -> String {
    let mut command = Command::new("git");
    command.current_dir(folder).args(arguments.split(' '));
    // Neither the machine's nor the user's settings decide what these tests see.
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Test").env(format!("GIT_{who}_EMAIL"), "test@example.org");
    }
    let output = command.output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const ALL: &[&str] = &["a.md", "mappe/æ ø.md", "c.md", "ny.md"];

fn set(names: &[&'static str]) -> BTreeSet<&'static str> {
    names.iter().copied().collect()
}

#[test]
fn what_differs_is_found_however_it_came_about() {
    let fixture = Fixture::new();
    assert_eq!(fixture.changed("main", &ALL[..3]), set(&[]));
    // In the work tree, staged, new and unknown to git, and committed since.
    fixture.write("a.md", "ændret\n");
    assert_eq!(fixture.changed("HEAD", &ALL[..3]), set(&["a.md"]));
    fixture.git("add --all");
    assert_eq!(fixture.changed("HEAD", &ALL[..3]), set(&["a.md"]));
    fixture.write("ny.md", "ny\n");
    assert_eq!(fixture.changed("HEAD", ALL), set(&["a.md", "ny.md"]));
    fixture.write("mappe/æ ø.md", "også\n");
    fixture.commit("more");
    assert_eq!(fixture.changed("HEAD", ALL), set(&[]));
    assert_eq!(fixture.changed("HEAD~1", ALL), set(&["a.md", "mappe/æ ø.md", "ny.md"]));
    // Back as it was, whatever lies between.
    fixture.write("a.md", "første\n");
    assert_eq!(fixture.changed("HEAD~1", &["a.md"]), set(&[]));
}

#[test]
fn a_tree_is_that_of_the_folder() {
    let fixture = Fixture::new();
    let repository = fixture.repository();
    let tree = repository.tree(&repository.commit("main").unwrap()).unwrap();
    assert_eq!(tree.keys().collect::<Vec<_>>(), ["a.md", "c.md", "mappe/æ ø.md"]);
    let ids: Vec<_> = tree.values().collect();
    let contents = repository.contents(&ids).unwrap();
    assert_eq!(contents, ["første\n", "tredje\n", "anden\n"].map(|text| text.as_bytes().to_vec()));
}

#[test]
fn many_and_large_files_pass_through_the_pipe() {
    let fixture = Fixture::new();
    for index in 0..3_000 {
        fixture.write(&format!("mange/{index}.md"), &format!("{index}\n").repeat(200));
    }
    fixture.commit("many");
    let repository = fixture.repository();
    let tree = repository.tree(&repository.commit("main").unwrap()).unwrap();
    let contents = repository.contents(&tree.values().collect::<Vec<_>>()).unwrap();
    assert_eq!((tree.len(), contents.len()), (3_003, 3_003));
    assert!(contents.iter().map(Vec::len).sum::<usize>() > 2_000_000);
}

#[test]
fn ends_of_lines_are_no_change() {
    let fixture = Fixture::new();
    fixture.write("a.md", "første\r\n");
    assert_eq!(fixture.changed("main", &["a.md"]), set(&[]));
    let plain = |text: &[u8]| without_returns(text).collect::<Vec<_>>();
    assert_eq!(plain(b"a\r\nb\rc\r"), b"a\nb\rc\r");
}

#[track_caller]
fn refuses(folder: &Path, revision: &str, says: &str, hint: &str) {
    let failure = Repository::around(folder).and_then(|repository| repository.commit(revision)).unwrap_err();
    assert_eq!(failure.fault, Fault::Usage);
    assert!(failure.message(Lang::En).contains(says), "{failure}");
    assert!(failure.cure(Lang::En).unwrap().contains(hint), "{:?}", failure.cure(Lang::En));
}

#[test]
fn failures_say_what_to_do() {
    let fixture = Fixture::new();
    for name in ["findes-ikke", "--output=x", "-h", "HEAD~9", ""] {
        refuses(&fixture.content(), name, &format!("git does not know `{name}`"), "branch");
    }
    let elsewhere = tempfile::tempdir().unwrap();
    refuses(elsewhere.path(), "main", "does not lie in a git repository", "not a git repository");
    refuses(&elsewhere.path().join("x"), "main", "does not lie in a git repository", "cannot change to");
}

#[test]
fn a_shallow_repository_is_told_of() {
    let fixture = Fixture::new();
    fixture.write("a.md", "ændret\n");
    fixture.commit("more");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", fixture.root.path().display());
    git_in(clone.path(), &format!("clone --quiet --depth=1 {from} copy"));
    let content = clone.path().join("copy/sub/content");
    assert!(Repository::around(&content).unwrap().is_shallow().unwrap());
    assert!(!fixture.repository().is_shallow().unwrap());
    refuses(&content, "HEAD~1", "git does not know `HEAD~1`", "--unshallow");
    assert!(Repository::around(&content).unwrap().commit("HEAD").is_ok());
}

/// Reads the history and saves a change, as far as the repository lets one.
#[cfg(unix)]
fn read_and_save(fixture: &Fixture) {
    let repository = fixture.repository();
    let mut archive = crate::git::Archive::open(&fixture.content(), &fixture.root.path().join("memory"), None);
    assert!(archive.read().unwrap().unwrap().last("a.md").is_some());
    let commit = repository.commit("HEAD").unwrap();
    assert!(!repository.is_clean(commit.0, &fixture.content(), &["a.md"]).unwrap());
    for (key, value) in [("user.name", "Test"), ("user.email", "test@example.org")] {
        git_in(fixture.root.path(), &format!("config {key} {value}"));
    }
    let saved = repository.save(&[&fixture.content()], "x").unwrap();
    assert_eq!(saved.files, ["sub/content/a.md"]);
    assert!(matches!(saved.sharing, crate::git::Sharing::Failed(_)), "{saved:?}");
}

/// Every way that is known by which a repository makes git run a program.
#[cfg(unix)]
#[test]
fn a_hostile_repository_runs_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let fixture = Fixture::new();
    let marks = tempfile::tempdir().unwrap();
    let script = |name: &str| {
        let path = marks.path().join(format!("{name}.sh"));
        let mark = marks.path().join(name);
        fs::write(&path, format!("#!/bin/sh\ntouch '{}'\n", mark.display())).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path.display().to_string()
    };
    let settings = [
        ("core.fsmonitor", "monitor"),
        ("core.pager", "pager"),
        ("core.editor", "editor"),
        ("core.sshCommand", "ssh"),
        ("diff.external", "external"),
        ("diff.evil.command", "command"),
        ("diff.evil.textconv", "textconv"),
        ("filter.evil.clean", "clean"),
        ("filter.evil.smudge", "smudge"),
        ("filter.evil.process", "process"),
        ("gpg.program", "gpg"),
        ("credential.helper", "credential"),
        ("alias.rev-parse", "alias"),
        ("uploadpack.packObjectsHook", "hook"),
    ];
    for (key, name) in settings {
        git_in(fixture.root.path(), &format!("config {key} {}", script(name)));
    }
    for (key, value) in [("core.hooksPath", marks.path().to_str().unwrap()), ("log.showSignature", "true")] {
        git_in(fixture.root.path(), &format!("config {key} {value}"));
    }
    for hook in ["post-index-change", "post-checkout", "reference-transaction"] {
        fs::rename(script(hook), marks.path().join(hook)).unwrap_or_default();
    }
    fs::write(fixture.root.path().join(".gitattributes"), "*.md diff=evil filter=evil\n").unwrap();
    // Objects that are missing would be fetched, by whatever program the remote names.
    for (key, value) in [
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
        ("remote.origin.url", &format!("ext::{}", script("fetch"))),
    ] {
        git_in(fixture.root.path(), &format!("config {key} {value}"));
    }
    fixture.write("a.md", "ændret\n");
    let ran = || {
        let names = fs::read_dir(marks.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| settings.iter().any(|(_, mark)| mark == name) || name == "fetch").collect::<Vec<_>>()
    };
    assert_eq!(fixture.changed("HEAD", ALL), set(&["a.md", "ny.md"]));
    let repository = fixture.repository();
    let lost = crate::git::ObjectId::parse(b"1234567890123456789012345678901234567890").unwrap();
    assert!(repository.contents(&[&lost]).is_err());
    assert!(repository.commit("1234567890123456789012345678901234567890").is_err());
    read_and_save(&fixture);
    assert_eq!(ran(), [""; 0]);
    fixture.write("a.md", "ændret igen\n");
    // The traps are live: git by itself walks into them.
    git_in(fixture.root.path(), "diff HEAD");
    git_in(fixture.root.path(), "cat-file -p 1234567890123456789012345678901234567890");
    let walked = ran();
    assert!(walked.contains(&"monitor".to_owned()), "{walked:?}");
    assert!(
        walked.iter().any(|name| ["clean", "process", "external", "command"].contains(&name.as_str())),
        "{walked:?}"
    );
    assert!(walked.contains(&"fetch".to_owned()), "{walked:?}");
}

//! Tests with real repositories in temporary folders.

use super::*;
use crate::git::tests::{Fixture, git_in};
use crate::history::Adoption;

/// A text that is adopted under a version.
fn adopted(version: &str, words: &str) -> String {
    format!("---\ntitle: A\nversion: \"{version}\"\nstatus: adopted\n---\n{words}\n")
}

fn draft(words: &str) -> String {
    format!("---\ntitle: A\nversion: \"9.0\"\nstatus: draft\n---\n{words}\n")
}

fn memory(fixture: &Fixture) -> PathBuf {
    memory_of(&fixture.root.path().join("sub"))
}

fn open(fixture: &Fixture) -> Archive {
    Archive::open(&fixture.content(), &memory(fixture), None)
}

fn read(fixture: &Fixture) -> Arc<History> {
    open(fixture).read().unwrap().unwrap()
}

/// Subjects of a file's changes, the newest first.
fn subjects(history: &History, file: &str) -> Vec<String> {
    history.changes(file).map(|change| history.commit(change).subject.to_string()).collect()
}

/// Versions of a file, each with the words that were adopted.
fn versions(history: &History, file: &str) -> Vec<(String, String)> {
    let words = |adoption: &Adoption| {
        let text = adoption.texts.text.as_ref().unwrap();
        String::from_utf8_lossy(&text.bytes).rsplit("---\n").next().unwrap().trim().to_owned()
    };
    history.adopted(file).map(|adoption| (adoption.version.to_string(), words(adoption))).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

/// The whole history, read anew, is what whoever remembers came to.
#[track_caller]
fn same_as_whole(fixture: &Fixture, history: &History) {
    let elsewhere = tempfile::tempdir().unwrap();
    let whole = Archive::open(&fixture.content(), &elsewhere.path().join("x"), None).read().unwrap().unwrap();
    assert_eq!(*whole, *history);
}

#[test]
fn changes_and_versions_of_files() {
    let fixture = Fixture::new();
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    fixture.write("a.md", &adopted("1.0", "rettet"));
    fixture.write("c.md", "mere\n");
    fixture.commit("edit");
    fixture.write("a.md", &adopted("2.0", "anden"));
    fixture.commit("v2");
    let history = read(&fixture);
    assert_eq!(subjects(&history, "a.md"), ["v2", "edit", "v1", "begin"]);
    assert_eq!(subjects(&history, "mappe/æ ø.md"), ["begin"]);
    assert_eq!(versions(&history, "a.md"), pairs(&[("1.0", "første"), ("2.0", "anden")]));
    let first = history.first("a.md").unwrap();
    assert_eq!((history.commit(first).subject.as_ref(), history.commit(first).author.as_ref()), ("begin", "Test"));
    assert!(history.last("outside.md").is_none() && history.last("../outside.md").is_none());
    assert!(history.adopted("a.md").all(|adoption| adoption.again.is_none()));
}

#[test]
fn a_file_renamed_twice_keeps_its_past() {
    let fixture = Fixture::new();
    fixture.write("a.md", &adopted("1.0", "et\nto\ntre\nfire"));
    fixture.commit("v1");
    fixture.git("mv sub/content/a.md sub/content/b.md");
    fixture.commit("first");
    fixture.git("mv sub/content/b.md sub/content/mappe/d.md");
    fixture.write("mappe/d.md", &adopted("2.0", "et\nto\ntre\nfire"));
    fixture.commit("second");
    // Another file takes the old name.
    fixture.write("a.md", "noget helt andet\n");
    fixture.commit("new");
    let history = read(&fixture);
    assert_eq!(subjects(&history, "mappe/d.md"), ["second", "first", "v1", "begin"]);
    assert_eq!(subjects(&history, "a.md"), ["new"]);
    let versions: Vec<_> = history.adopted("mappe/d.md").map(|one| (&*one.version, &*one.change.path)).collect();
    assert_eq!(versions, [("1.0", "a.md"), ("2.0", "mappe/d.md")]);
}

#[test]
fn branches_that_were_merged() {
    let fixture = Fixture::new();
    fixture.write("a.md", &draft("et\nto\ntre\nfire\nfem\nseks\nsyv\notte\nni\nti"));
    fixture.commit("draft");
    fixture.git("checkout --quiet -b side");
    fixture.write("a.md", &draft("et\nto\ntre\nfire\nfem\nseks\nsyv\notte\nni\nTI"));
    fixture.commit("beside");
    fixture.git("checkout --quiet main");
    fixture.git("mv sub/content/a.md sub/content/b.md");
    fixture.commit("rename");
    fixture.git("merge --quiet --no-edit side");
    let history = read(&fixture);
    // Each commit was made in the same second: which of two branches comes first is nobody's matter.
    let mut all = subjects(&history, "b.md");
    all.sort();
    // What was merged has words of both, which nobody had before.
    assert_eq!(all, ["Merge branch 'side'", "begin", "beside", "draft", "rename"]);
    // A merge that decides by itself is a change of its own.
    fixture.git("checkout --quiet -b other");
    fixture.write("b.md", &draft("vores"));
    fixture.commit("ours");
    fixture.git("checkout --quiet main");
    fixture.write("b.md", &draft("deres"));
    fixture.commit("theirs");
    fixture.git("merge --quiet --no-commit other");
    fixture.write("b.md", &adopted("1.0", "begges"));
    fixture.git("add --all");
    fixture.git("commit --quiet --message=both");
    let history = read(&fixture);
    assert_eq!(subjects(&history, "b.md")[0], "both");
    assert_eq!(versions(&history, "b.md"), pairs(&[("1.0", "begges")]));
}

#[test]
fn a_version_number_used_again() {
    let fixture = Fixture::new();
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    fixture.write("a.md", &draft("kladde"));
    fixture.commit("draft");
    fixture.write("a.md", &adopted("1.0", "noget andet"));
    fixture.commit("again");
    let history = read(&fixture);
    assert_eq!(versions(&history, "a.md"), pairs(&[("1.0", "første")]));
    let adoption = history.adopted("a.md").next().unwrap();
    assert_eq!(&*history.commit(adoption.again.as_ref().unwrap()).subject, "again");
    // Back in the same words is no other adoption.
    let fixture = Fixture::new();
    for text in [adopted("1.0", "første"), draft("kladde"), adopted("1.0", "første")] {
        fixture.write("a.md", &text);
        fixture.commit("x");
    }
    assert!(read(&fixture).adopted("a.md").all(|adoption| adoption.again.is_none()));
}

#[test]
fn what_is_remembered_changes_nothing() {
    let fixture = Fixture::new();
    let mut archive = open(&fixture);
    let first = archive.read().unwrap().unwrap();
    assert!(memory(&fixture).join("history").is_file());
    assert!(fixture.git("status --porcelain").is_empty(), "git does not see it");
    assert!(Arc::ptr_eq(&first, &archive.read().unwrap().unwrap()));
    fixture.write("a.md", &adopted("1.0", "første"));
    later(&fixture, "v1", 10);
    let grown = archive.read().unwrap().unwrap();
    assert_eq!(versions(&grown, "a.md"), pairs(&[("1.0", "første")]));
    same_as_whole(&fixture, &grown);
    same_as_whole(&fixture, &read(&fixture));
    // A history that was written anew: the commit that was known is no part of it.
    fixture.git("reset --quiet --hard HEAD~1");
    fixture.write("a.md", &adopted("1.0", "omskrevet"));
    later(&fixture, "forced", 20);
    let rewritten = archive.read().unwrap().unwrap();
    assert_eq!(versions(&rewritten, "a.md"), pairs(&[("1.0", "omskrevet")]));
    assert_eq!(subjects(&rewritten, "a.md"), ["forced", "begin"]);
    same_as_whole(&fixture, &rewritten);
    // A commit that claims to be older than those before it.
    fixture.write("c.md", "x\n");
    later(&fixture, "earlier", -1_000);
    same_as_whole(&fixture, &archive.read().unwrap().unwrap());
    // The authors' names are others.
    fs::write(fixture.root.path().join(".mailmap"), "Rettet Navn <test@example.org>\n").unwrap();
    let named = archive.read().unwrap().unwrap();
    assert_eq!(named.commit(named.last("a.md").unwrap()).author.as_ref(), "Rettet Navn");
    same_as_whole(&fixture, &named);
}

/// Commits with a time so many seconds from now.
fn later(fixture: &Fixture, message: &str, seconds: i64) {
    fixture.git("add --all");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let when = i64::try_from(now).unwrap() + seconds;
    let mut command = std::process::Command::new("git");
    command.current_dir(fixture.root.path()).args(["commit", "--quiet", "-m", message]);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Test").env(format!("GIT_{who}_EMAIL"), "test@example.org");
        command.env(format!("GIT_{who}_DATE"), format!("{when} +0100"));
    }
    assert!(command.status().unwrap().success());
}

#[test]
fn a_broken_or_foreign_memory_is_none() {
    let fixture = Fixture::new();
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    let good = read(&fixture);
    let file = memory(&fixture).join("history");
    let bytes = fs::read(&file).unwrap();
    let mut broken = vec![Vec::new(), b"x".to_vec(), bytes[..bytes.len() / 2].to_vec(), vec![0xff; 999]];
    broken.push(bytes.iter().map(|byte| if *byte == b'1' { b'2' } else { *byte }).collect());
    for bytes in broken {
        fs::write(&file, bytes).unwrap();
        assert_eq!(read(&fixture), good);
    }
    fs::remove_dir_all(file.parent().unwrap()).unwrap();
    assert_eq!(read(&fixture), good);
    // Where nothing can be kept, nothing is kept.
    fs::remove_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file.parent().unwrap(), "a file").unwrap();
    assert_eq!(read(&fixture), good);
}

/// The memory with some bytes for others in its list and its texts, and the hash that belongs to it.
fn forge(fixture: &Fixture, others: &[(&str, &str)]) {
    let file = memory(fixture).join("history");
    let text = String::from_utf8(fs::read(&file).unwrap()).unwrap();
    let mut parts = text.splitn(4, '\n');
    let mut part = || parts.next().unwrap();
    let (schema, _hash, length, rest) = (part(), part(), part(), part());
    let (list, texts) = rest.split_at(length.parse().unwrap());
    let change = |text: &str| others.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let (list, texts) = (change(list), change(texts));
    let hash = Hash::of(list.as_bytes()).to_hex();
    fs::write(&file, format!("{schema}\n{hash}\n{}\n{list}{texts}", list.len())).unwrap();
}

/// Whoever can write the memory, but not the content, cannot make a secret an old version.
#[test]
fn a_forged_memory_leads_nowhere() {
    let fixture = Fixture::new();
    fs::write(fixture.root.path().join("outside.md"), adopted("1.0", "hemmeligt")).unwrap();
    fixture.write("data/roles.yaml", "- id: a\n");
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    let good = read(&fixture);
    assert_eq!(good.adoptions()[0].texts.records.len(), 1);
    let secret = fixture.git("rev-parse HEAD:outside.md");
    let id_of = |path: &str| fixture.git(&format!("rev-parse HEAD:sub/content/{path}"));
    let (text, roles) = (id_of("a.md"), id_of("data/roles.yaml"));
    forge(&fixture, &[(text.trim(), secret.trim()), (roles.trim(), secret.trim())]);
    let history = read(&fixture);
    // The table that is said to be the secret seems to be adopted too.
    assert_eq!(history.adoptions().len(), 2, "the forged list is read");
    assert!(history.adoptions().iter().all(|adoption| adoption.texts.text.is_none()), "but not the text");
    assert!(history.adoptions().iter().all(|adoption| adoption.texts.records.is_empty()), "nor a record");
}

/// Nor can he invent an old version.
#[test]
fn invented_words_are_no_version() {
    let fixture = Fixture::new();
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    let good = read(&fixture);
    let (own, other) = (adopted("1.0", "første"), adopted("1.0", "opdigt"));
    let id = |text: &str| ObjectId::of_file(text.as_bytes(), 20).unwrap().to_string();
    let sizes = [&own, &other].map(|text| format!("blob {}\n", text.len()));
    // Under the name of the true text, and under their own.
    forge(&fixture, &[(&own, &other), (&sizes[0], &sizes[1])]);
    assert_eq!(read(&fixture), good);
    forge(&fixture, &[(&own, &other), (&sizes[0], &sizes[1]), (&id(&own), &id(&other))]);
    assert!(read(&fixture).adoptions()[0].texts.text.is_none());
}

/// What is remembered is enough: no old text is read from git again.
#[test]
fn texts_are_remembered() {
    let fixture = Fixture::new();
    fixture.write("data/roles.yaml", "- id: a\n");
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    let good = read(&fixture);
    let (kept, texts) = Cache::beside(&memory(&fixture)).load().unwrap();
    let adoption = &good.adoptions()[0];
    assert_eq!(Some(&texts[&adoption.change.blob]), adoption.texts.text.as_ref());
    assert_eq!((kept.folders.len(), texts.len()), (1, 2));
    let mut held = OldTexts::default();
    held.claim(texts);
    let git = Git::within(&fixture.content());
    held.vouch(&git).unwrap();
    let mut folders = kept.folders.clone();
    let plans = Plans::new();
    let wanted = Wanted::of(&good, &plans, &kept.key.prefix);
    assert_eq!(held.learn(&git, &wanted, &mut folders).unwrap(), Learned::Nothing);
    assert_eq!(held.of(&wanted, &folders), std::slice::from_ref(&adoption.texts));
}

/// A history that two programs read is the same as one that one read.
#[test]
fn a_long_history_is_read_in_halves() {
    let fixture = Fixture::new();
    let mut stream = String::new();
    for number in 0..600 {
        let text = adopted(&format!("{number}.0"), "ord");
        stream.push_str(&format!(
            "commit refs/heads/long\ncommitter A <a@example.org> {} +0100\ndata 1\nx\nM 100644 inline \
             sub/content/a.md\ndata {}\n{text}\n",
            1_600_000_000 + number,
            text.len()
        ));
    }
    let mut import = std::process::Command::new("git");
    import.arg("-C").arg(fixture.root.path()).args(["fast-import", "--quiet"]).stdin(std::process::Stdio::piped());
    let mut child = import.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), stream.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success());
    fixture.git("checkout --quiet --force long");
    let history = read(&fixture);
    assert_eq!((history.commits(), history.adoptions().len()), (600, 600));
    assert!(history.adoptions().iter().all(|adoption| adoption.texts.text.is_some()));
    let newest_first = history.changes("a.md").map(|change| history.commit(change).when).is_sorted_by(|a, b| a > b);
    assert!(newest_first);
    assert_eq!(*read(&fixture), *history);
}

#[test]
fn a_shallow_clone_tells_no_false_dates() {
    let fixture = Fixture::new();
    fixture.write("a.md", &adopted("1.0", "første"));
    fixture.commit("v1");
    fixture.write("c.md", "ny\n");
    fixture.commit("c");
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", fixture.root.path().display());
    git_in(clone.path(), &format!("clone --quiet --depth=2 {from} copy"));
    let read = || {
        let content = clone.path().join("copy/sub/content");
        Archive::open(&content, &memory_of(clone.path()), None).read().unwrap().unwrap()
    };
    let history = read();
    assert!(history.is_shallow());
    assert_eq!(subjects(&history, "c.md"), ["c"]);
    assert!(history.last("c.md").is_some() && history.first("c.md").is_none());
    assert!(history.last("a.md").is_none() && history.last("mappe/æ ø.md").is_none());
    assert!(history.blob("a.md").is_some());
    assert!(history.adoptions().is_empty(), "when it was adopted, nobody knows");
    git_in(&clone.path().join("copy"), "fetch --quiet --unshallow");
    let history = read();
    assert!(!history.is_shallow());
    assert_eq!(subjects(&history, "a.md"), ["v1", "begin"]);
    assert_eq!(versions(&history, "a.md"), pairs(&[("1.0", "første")]));
}

#[test]
fn wherever_the_repository_is() {
    // No repository, and one without a commit.
    let folder = tempfile::tempdir().unwrap();
    let look = |content: &Path, named: Option<&Named>| Archive::open(content, &folder.path().join("m"), named).read();
    assert!(look(folder.path(), None).unwrap().is_none());
    git_in(folder.path(), "init --quiet");
    assert!(look(folder.path(), None).unwrap().is_none());
    // A linked work tree, with no branch.
    let fixture = Fixture::new();
    let side = folder.path().join("side");
    fixture.git(&format!("worktree add --quiet --detach {}", side.display()));
    fs::write(side.join("sub/content/a.md"), "ændret\n").unwrap();
    git_in(&side, "commit --quiet --all --message=side");
    let history = look(&side.join("sub/content"), None).unwrap().unwrap();
    assert_eq!(subjects(&history, "a.md"), ["side", "begin"]);
    assert_eq!(subjects(&look(&fixture.content(), None).unwrap().unwrap(), "a.md"), ["begin"]);
    // A bare repository whose files lie elsewhere.
    let bare = folder.path().join("bare.git");
    git_in(folder.path(), &format!("clone --quiet --bare {} {}", fixture.root.path().display(), bare.display()));
    let elsewhere = tempfile::tempdir().unwrap();
    let content = elsewhere.path().join("sub/content");
    fs::create_dir_all(&content).unwrap();
    assert!(look(&content, None).unwrap().is_none());
    let named = Named { repository: bare, work_tree: elsewhere.path().to_path_buf() };
    assert_eq!(subjects(&look(&content, Some(&named)).unwrap().unwrap(), "a.md"), ["begin"]);
}

#[test]
fn records_come_with_their_text() {
    let fixture = Fixture::new();
    fixture.write("data/roles.yaml", "- id: a\n");
    fixture.write("data/notes.txt", "x\n");
    fixture.write("plans/2026.md", &adopted("1.0", "plan"));
    fixture.write("plans/2026.actions.csv", "id\nx\n");
    fixture.write("plans/2027.actions.csv", "id\ny\n");
    fixture.commit("v1");
    fixture.write("data/roles.yaml", "- id: b\n");
    fixture.write("plans/2026.md", &adopted("2.0", "plan"));
    fixture.commit("v2");
    let history = read(&fixture);
    let records = |at: usize| -> Vec<_> {
        let records = &history.adoptions()[at].texts.records;
        records.iter().map(|(path, old)| format!("{path}: {:?}", String::from_utf8_lossy(&old.bytes))).collect()
    };
    assert_eq!(records(0), [r#"data/roles.yaml: "- id: a\n""#, r#"plans/2026.actions.csv: "id\nx\n""#]);
    assert_eq!(records(1)[0], r#"data/roles.yaml: "- id: b\n""#);
}

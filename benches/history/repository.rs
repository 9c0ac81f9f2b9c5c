//! A repository with a long history, made in one stream.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Of so many commits one gives a document another name: 90 of 5,000.
const RENAMES: usize = 55;

/// Of so many commits one adopts a version: 300 of 5,000.
const ADOPTIONS: usize = 16;

/// A document on its way through the history.
struct Document {
    name: String,
    /// The last version that was adopted.
    version: usize,
    edits: usize,
}

/// Makes the repository and checks it out.
pub fn make(root: &Path, documents: usize, commits: usize) {
    fs::create_dir_all(root).expect("a folder can be made");
    git(root, &["init", "--quiet", "--initial-branch=main"]);
    let mut import = Command::new("git");
    import.arg("-C").arg(root).args(["fast-import", "--quiet"]).stdin(Stdio::piped());
    let mut child = import.spawn().expect("git starts");
    let stream = stream(documents, commits);
    child.stdin.take().expect("a pipe").write_all(stream.as_bytes()).expect("git reads");
    assert!(child.wait().expect("git ends").success());
    git(root, &["reset", "--quiet", "--hard", "main"]);
}

/// Commits an edit of one document.
pub fn commit(root: &Path, number: usize) {
    edit(&edited(root), &format!("Rettelse {number}."));
    commit_as(root, "A");
}

/// The document that is edited.
pub fn edited(root: &Path) -> PathBuf {
    let folder = root.join("content/guidelines");
    fs::read_dir(&folder).expect("there are documents").next().expect("one at least").expect("readable").path()
}

/// Adds words to a document.
pub fn edit(file: &Path, words: &str) {
    let text = fs::read_to_string(file).expect("a text");
    fs::write(file, format!("{text}\n{words}\n")).expect("a document can be written");
}

/// Commits what was edited.
pub fn commit_as(root: &Path, author: &str) {
    let name = format!("user.name={author}");
    git(root, &["-c", &name, "-c", "user.email=a@example.org", "commit", "--quiet", "-am", "Ret"]);
}

fn git(root: &Path, arguments: &[&str]) {
    let status = Command::new("git").arg("-C").arg(root).args(arguments).status();
    assert!(status.expect("git starts").success(), "{arguments:?}");
}

fn stream(documents: usize, commits: usize) -> String {
    let mut all: Vec<Document> =
        (0..documents).map(|number| Document { name: format!("retning-{number}"), version: 0, edits: 0 }).collect();
    let mut stream = String::new();
    let mut files: BTreeMap<String, String> =
        all.iter().map(|document| (path(document), text(document, "draft"))).collect();
    files.insert("content/site.yaml".to_owned(), "title: Prøve\nmunicipality: Prøve\nlanguage: da\n".to_owned());
    for table in ["roles", "org_units", "accounts", "metrics", "figures", "populations", "values", "local_areas"] {
        files.insert(format!("content/data/{table}.yaml"), format!("# {table}\n[]\n"));
    }
    begin(&mut stream, 0, "Begynd");
    for (path, text) in &files {
        put(&mut stream, path, text);
    }
    for number in 1..commits {
        let document = &mut all[number * 7919 % documents];
        document.edits += 1;
        let old = path(document);
        if number % RENAMES == 0 {
            begin(&mut stream, number, "Omdøb");
            document.name.push_str("-ny");
            let _ = writeln!(stream, "R {old} {}", path(document));
        } else if number % ADOPTIONS == 0 {
            begin(&mut stream, number, "Vedtag");
            document.version += 1;
            put(&mut stream, &old, &text(document, "adopted"));
        } else {
            begin(&mut stream, number, "Ret");
            put(&mut stream, &old, &text(document, "draft"));
        }
        if number % 50 == 0 {
            put(&mut stream, "content/data/values.yaml", &format!("# {number}\n[]\n"));
        }
    }
    stream
}

fn path(document: &Document) -> String {
    format!("content/guidelines/{}.md", document.name)
}

fn text(document: &Document, status: &str) -> String {
    let Document { name, version, edits } = document;
    let lines = "Kommunen skriver klart, så alle forstår det, og svarer den, der spørger. ".repeat(5) + "\n\n";
    let body = format!("{}Rettet {edits} gange.\n\n{}", lines.repeat(4), lines.repeat(4));
    format!(
        "---\ntitle: {name}\nstatus: {status}\nversion: \"{version}.0\"\nadopted_on: 2025-01-01\n---\n\n## Om {name}\n\n{body}"
    )
}

fn begin(stream: &mut String, number: usize, message: &str) {
    let when = 1_600_000_000 + number * 3_600;
    let who = ["Åse Berg", "Bo Dam", "Camilla Ek"][number % 3];
    let _ = write!(
        stream,
        "commit refs/heads/main\nauthor {who} <a@example.org> {when} +0100\ncommitter {who} <a@example.org> {when} \
         +0100\ndata {}\n{message}\n",
        message.len()
    );
}

fn put(stream: &mut String, path: &str, text: &str) {
    let _ = write!(stream, "M 100644 inline {path}\ndata {}\n{text}\n", text.len());
}

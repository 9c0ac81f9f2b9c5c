//! Tests of what is made of a history: sources of old texts, and what they are compared with.

use super::*;
use crate::source::{SourceFile, SourcePath};

fn id(number: u8) -> ObjectId {
    ObjectId::from_bytes(&[number; 20]).unwrap()
}

/// A commit of one file.
fn record(number: u8, path: &'static str, fate: Fate<'static>) -> Record<'static> {
    let touched = vec![Touched { path, fate, blob: id(number) }];
    Record { commit: id(number), recorded: 0, when: DateTime::default(), author: "A", subject: "x", touched }
}

fn source(path: &str, text: &str) -> SourceFile {
    SourceFile::new(SourcePath::new(format!("content/{path}")), text.as_bytes().to_vec())
}

fn text(version: &str, more: &str) -> String {
    format!("---\ntitle: A\n{more}status: adopted\nversion: \"{version}\"\n---\nord {version}\n")
}

/// A history in which a file was adopted in these texts, one after another, with a table beside each.
fn history(file: &'static str, texts: &[(&str, String)]) -> History {
    let count = texts.len();
    let number = |at: usize| u8::try_from(at + 1).unwrap();
    let records: Vec<_> = (0..count).rev().map(|at| record(number(at), file, Fate::Changed)).collect();
    let adopted = texts.iter().enumerate().map(|(at, (version, _))| (id(number(at)), Box::from(*version))).collect();
    let history = History::new(id(99), Depth::Whole, &records, &adopted);
    let table = || vec![(Arc::from("data/roles.yaml"), Old::new(b"- id: a\n".to_vec()))];
    let old = |text: &String| Texts { text: Some(Old::new(text.clone().into_bytes())), records: table(), last: None };
    history.with_texts(texts.iter().map(|(_, text)| old(text)).collect())
}

fn paths(copies: &[SourceFile]) -> Vec<&str> {
    copies.iter().map(|copy| copy.path.as_str().trim_start_matches("content/editions/")).collect()
}

fn sorted(mut sources: Vec<SourceFile>) -> Vec<SourceFile> {
    sources.push(source("site.yaml", "title: A\nmunicipality: B\nlanguage: da\nfolders: {regler: guidelines}\n"));
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

#[test]
fn versions_of_git_become_sources() {
    let history = history("guidelines/a.md", &[("1.0", text("1.0", "")), ("2.0", text("2.0", ""))]);
    let copies_of = |sources| copies(&history, &sorted(sources), "content");
    let now = source("guidelines/a.md", "---\ntitle: A\nstatus: draft\nversion: \"3.0\"\n---\n");
    let copies = copies_of(vec![now.clone()]);
    let expected = [
        "guideline/a/1.0.md",
        "guideline/a/1.0/data/roles.yaml",
        "guideline/a/2.0.md",
        "guideline/a/2.0/data/roles.yaml",
    ];
    assert_eq!(paths(&copies), expected);
    let past = copies[0].past.as_ref().unwrap();
    assert_eq!((past.commit.as_str(), &*past.path), (id(1).to_string().as_str(), "guidelines/a.md"));
    assert_eq!(&*copies[0].bytes, text("1.0", "").as_bytes());
    // The same bytes are in memory once.
    assert!(Arc::ptr_eq(&copies[0].bytes, &history.adoptions()[0].texts.text.as_ref().unwrap().bytes));
    // What the work tree has, or a frozen copy, is not doubled.
    let adopted = source("guidelines/a.md", &text("2.0", ""));
    assert_eq!(paths(&copies_of(vec![adopted])), expected[..2]);
    let frozen = source("editions/guideline/a/1.0.md", &text("1.0", ""));
    assert_eq!(paths(&copies_of(vec![now.clone(), frozen])), expected[2..]);
    let misnamed = source("editions/guideline/a/gammel.md", &text("1.0", ""));
    assert_eq!(paths(&copies_of(vec![now, misnamed])), expected[2..]);
    // A file that nobody removed from git has none, nor has a kind that nobody adopts.
    assert!(copies_of(Vec::new()).is_empty());
}

#[test]
fn copies_stand_where_frozen_ones_would() {
    let draft = "---\ntitle: A\nstatus: draft\n---\n";
    let in_folder = |file: &'static str, now: &str, old: String| {
        let history = history(file, &[("1.0", old)]);
        let copies = copies(&history, &sorted(vec![source(file, now)]), "content");
        paths(&copies).first().map(|path| (*path).to_owned())
    };
    let path = |file, now: &str, old: &str| in_folder(file, now, text("1.0", old));
    assert_eq!(path("regler/b.md", draft, ""), Some("guideline/b/1.0.md".to_owned()), "a folder of another name");
    assert_eq!(path("guidelines/b.md", "---\nid: c\n---\n", ""), Some("guideline/c/1.0.md".to_owned()));
    assert_eq!(path("strategies/b.md", draft, "kind: policy\n"), Some("policy/b/1.0.md".to_owned()));
    assert_eq!(path("pages/b.md", draft, ""), None);
    assert_eq!(path("hvor/b.md", draft, ""), None);
}

#[test]
fn what_has_other_bytes_is_compared() {
    let history = history("guidelines/a.md", &[("1.0", text("1.0", "")), ("2.0", text("2.0", ""))]);
    let files = |sources| -> Vec<String> {
        let sources = sorted(sources);
        witnesses(&history, &sources, "content").iter().map(|witness| witness.file.to_string()).collect()
    };
    let same = source("guidelines/a.md", &text("2.0", ""));
    assert!(files(vec![same.clone()]).is_empty());
    let changed = source("guidelines/a.md", &text("2.0", "summary: x\n"));
    assert_eq!(files(vec![changed.clone()]), ["content/guidelines/a.md"]);
    let frozen = |words| source("editions/guideline/a/1.0.md", &text("1.0", words));
    assert!(files(vec![same.clone(), frozen("")]).is_empty());
    assert_eq!(files(vec![same, frozen("summary: x\n")]), ["content/editions/guideline/a/1.0.md"]);
    // Where the version of the work tree is frozen, the copy is what stands beside git.
    let copy = source("editions/guideline/a/2.0.md", &text("2.0", ""));
    assert!(files(vec![changed, copy]).is_empty());
}

#[test]
fn a_file_that_was_deleted_and_came_back_is_the_same() {
    let removed = Record {
        touched: vec![Touched { path: "a.md", fate: Fate::Removed, blob: id(0) }],
        ..record(3, "a.md", Fate::Removed)
    };
    let records = [record(4, "a.md", Fate::Added), removed.clone(), record(1, "a.md", Fate::Added)];
    let history = History::new(id(4), Depth::Whole, &records, &BTreeMap::new());
    assert_eq!(history.changes("a.md").count(), 3);
    assert_eq!(history.blob("a.md"), Some(id(4)));
    let history = History::new(id(3), Depth::Whole, &[removed, record(1, "a.md", Fate::Added)], &BTreeMap::new());
    assert!(history.blob("a.md").is_none() && history.last("a.md").is_some());
}

#[test]
fn names_of_objects() {
    let hex = "0123456789abcdef0123456789abcdef01234567";
    let name = ObjectId::parse(hex.as_bytes()).unwrap();
    assert_eq!((name.to_string().as_str(), name.short().as_str(), name.width()), (hex, "01234567", 20));
    assert!(ObjectId::parse(&hex.as_bytes()[1..]).is_none() && ObjectId::parse(&[b'x'; 40]).is_none());
    assert_eq!(ObjectId::parse(&[b'a'; 64]).unwrap().width(), 32);
    assert!(id(0).is_nothing() && !name.is_nothing());
}

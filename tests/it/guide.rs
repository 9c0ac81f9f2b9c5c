//! The guide in `docs/guide`: two sites that rettesnor builds, one in each language, and what they say of the program.
//!
//! `texts` reads the guide, `commands` compares it with the command line, `fields` with what can be written, `examples`
//! gives its examples to the program. Here: both sites are clean, say the same and can be searched.

mod commands;
mod examples;
mod fields;
mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::site::text;
use texts::{Page, TONGUES, guide, page, root};

/// The pages that say the same: Danish and English.
const PAIRS: &[(&str, &str)] = &[
    ("index.md", "index.md"),
    ("guidelines/kom-i-gang.md", "guidelines/getting-started.md"),
    ("guidelines/skriv-et-dokument.md", "guidelines/writing-a-document.md"),
    ("guidelines/henvisninger-og-visninger.md", "guidelines/references-and-views.md"),
    ("guidelines/slags-dokumenter.md", "guidelines/kinds-of-documents.md"),
    ("guidelines/data-og-regneark.md", "guidelines/data-and-spreadsheets.md"),
    ("guidelines/forhaandsvisning.md", "guidelines/preview.md"),
    ("guidelines/kontrol.md", "guidelines/checks.md"),
    ("guidelines/gem-og-del.md", "guidelines/saving-and-sharing.md"),
    ("guidelines/versioner.md", "guidelines/versions.md"),
    ("guidelines/bliv-fundet.md", "guidelines/being-found.md"),
    ("guidelines/udgiv.md", "guidelines/publishing.md"),
    ("guidelines/fejl-og-raad.md", "guidelines/mistakes-and-cures.md"),
    ("pages/installation.md", "pages/installation.md"),
    ("pages/kommandolinje.md", "pages/command-line.md"),
    ("pages/site-yaml.md", "pages/site-yaml.md"),
    ("pages/webservere.md", "pages/web-servers.md"),
    ("pages/sikkerhed.md", "pages/security.md"),
    ("pages/drift.md", "pages/operations.md"),
    ("pages/tema-og-ord.md", "pages/theme-and-words.md"),
    ("pages/felter.md", "pages/fields.md"),
];

/// What a reader of each guide looks for, and the page that has to come first.
const FOUND: &[(&str, &str, &str)] = &[
    ("da", "excel", "vejledninger/data-og-regneark.html"),
    ("da", "vedtage en strategi", "vejledninger/versioner.html"),
    ("da", "rollback", "vejledninger/udgiv.html"),
    ("da", "kommandoer", "sider/kommandolinje.html"),
    ("da", "sikkerhedskopiering", "sider/drift.html"),
    ("da", "billede", "vejledninger/skriv-et-dokument.html"),
    ("da", "persondata", "sider/sikkerhed.html"),
    ("da", "nginx", "sider/webservere.html"),
    ("en", "excel", "guides/data-and-spreadsheets.html"),
    ("en", "adopting a strategy", "guides/versions.html"),
    ("en", "rollback", "guides/publishing.html"),
    ("en", "commands", "pages/command-line.html"),
    ("en", "backups", "pages/operations.html"),
    ("en", "picture", "guides/writing-a-document.html"),
    ("en", "personal data", "pages/security.html"),
    ("en", "nginx", "pages/web-servers.html"),
];

/// The day of the guide: it has dates, and the rules look at them.
const TODAY: &str = "2026-11-21";

/// A copy of the guide, in which the program may leave what it remembers.
fn copy() -> TempDir {
    fn walk(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let target = to.join(path.file_name().unwrap());
            if path.is_dir() {
                walk(&path, &target);
            } else {
                fs::copy(&path, &target).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for lang in TONGUES {
        walk(&root().join(lang), &folder.path().join(lang));
    }
    folder
}

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rettesnor"));
    command.current_dir(folder).args(words).args(["--date", TODAY]).output().unwrap()
}

#[test]
fn it_builds_and_no_rule_finds_anything() {
    let folder = copy();
    for lang in TONGUES {
        let check = run(folder.path(), &["check", "--content", lang, "--deny", "notes", "--format", "short"]);
        assert_eq!(check.status.code(), Some(0), "{lang}\n{}", text(&check.stdout));
        let build = run(folder.path(), &["build", "--content", lang, "--out", "public"]);
        assert_eq!(build.status.code(), Some(0), "{lang}\n{}", text(&build.stderr));
        let page = if lang == "da" { "sider/kommandolinje.html" } else { "pages/command-line.html" };
        let html = fs::read_to_string(folder.path().join("public").join(page)).unwrap();
        assert!(html.contains(&format!("<html lang=\"{lang}\"")) && html.contains("--host-files"), "{lang}");
    }
}

#[test]
fn the_search_finds_what_its_readers_look_for() {
    let (folder, mut wrong) = (copy(), Vec::new());
    for (lang, query, expected) in FOUND {
        let words = ["search", "--content", lang, "--format", "json", "--limit", "3", query];
        let found: serde_json::Value = serde_json::from_slice(&run(folder.path(), &words).stdout).unwrap();
        let pages: Vec<_> = found.as_array().unwrap().iter().map(|page| page["address"].as_str().unwrap()).collect();
        if !pages.first().is_some_and(|first| first.starts_with(expected)) {
            wrong.push(format!("{lang} {query}: {pages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn both_languages_say_the_same() {
    let listed = |side: fn(&(&'static str, &'static str)) -> &'static str| {
        let mut all: Vec<PathBuf> = PAIRS.iter().map(|pair| side(pair).into()).collect();
        all.sort();
        all
    };
    let there = |lang| guide(lang).into_iter().map(|page| page.path).collect::<Vec<_>>();
    assert_eq!(there("da"), listed(|pair| pair.0));
    assert_eq!(there("en"), listed(|pair| pair.1));
    for (danish, english) in PAIRS {
        assert_eq!(build_of(&page("da", danish)), build_of(&page("en", english)), "{danish} and {english}");
    }
}

/// What a page consists of, whatever its words: headings, lists, tables, boxes, pictures and examples, in order.
fn build_of(page: &Page) -> Vec<String> {
    let sign = |line: &str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        let is_number = first.strip_suffix('.').is_some_and(|number| number.parse::<u8>().is_ok());
        match first {
            "#" | "##" | "###" | "-" | "|" | "|---|---|" | "|---|---|---|" => Some(first.to_owned()),
            _ if is_number => Some("1.".to_owned()),
            _ if line.starts_with("> [!") => Some(line.to_owned()),
            _ => line.split_once("](").filter(|_| line.starts_with("![")).map(|(_, file)| file.to_owned()),
        }
    };
    let examples = page.examples().into_iter().map(|example| example.info.split(' ').next().unwrap().to_owned());
    let prose = page.prose();
    prose.lines().filter_map(sign).chain(examples).collect()
}

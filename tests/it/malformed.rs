//! What somebody is told who has written something wrong: the tables in `tests/it/malformed/`.
//!
//! A case begins with `== name`, a file with `//- path`. Carets under a line belong to it and say what is told there:
//! the code, the key of the message, its cure, and after `→` what is proposed. `!` stands for a finding about the file
//! as a whole. `⍽` is a hard blank, `⇥` a tab. `newcomer.txt` was written before anybody looked at what the program
//! would say, as somebody writes who comes from a word processor and a spreadsheet; the other tables by the code.
//!
//! `RETTESNOR_BLESS=1` writes down what is told now; look at every line of the difference.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rettesnor::diag::{Located, Severity};

use crate::fixture::Fixture;

/// The site in which each case stands; without it, nothing is told.
const AROUND: &str = "
//- channels/facebook.md
---
title: Facebook-siden
type: social
---
//- channels/instagram.md
---
title: Instagram-siden
type: social
---
//- audiences/unge.md
---
title: De unge
---
//- themes/groen-omstilling.md
---
title: Den grønne omstilling
---
//- data/roles.yaml
- id: redaktoer
  title: Redaktør
//- data/accounts.csv
id;channel;name
lillebaek-fb;facebook;Lillebæk Kommune
";

const TABLES: &[&str] = &["newcomer", "block", "data", "texts"];

/// A case of a table: its name, and its lines with and without what is expected.
struct Case {
    name: String,
    files: BTreeMap<String, String>,
    written: String,
}

fn is_about_form(told: &Located) -> bool {
    let Located { diagnostic, .. } = told;
    diagnostic.code.starts_with('R') || diagnostic.code == "C01" || diagnostic.key == "heading-level-one"
}

fn path(table: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/malformed/{table}.txt"))
}

fn cases(table: &str) -> Vec<Case> {
    let text = fs::read_to_string(path(table)).unwrap();
    let cases = text.split("== ").skip(1).map(|case| {
        let (name, written) = case.split_once('\n').unwrap();
        Case { name: name.to_owned(), files: files(written), written: written.to_owned() }
    });
    cases.collect()
}

fn files(written: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut path = "";
    for line in written.lines() {
        if let Some(name) = line.strip_prefix("//- ") {
            path = name;
            files.insert(path.to_owned(), String::new());
        } else if !is_expectation(line) && !path.is_empty() {
            let line = line.replace('⍽', "\u{a0}").replace('⇥', "\t");
            let _ = writeln!(files.get_mut(path).unwrap(), "{line}");
        }
    }
    files
}

fn is_expectation(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let marks = words.next().is_some_and(|marks| marks == "!" || marks.bytes().all(|byte| byte == b'^'));
    marks && words.next().is_some_and(|code| code.len() == 3 && code[1..].bytes().all(|byte| byte.is_ascii_digit()))
}

/// A way in which a text may be saved.
#[derive(Clone, Copy, Debug)]
enum Saved {
    Plain,
    CarriageReturns,
    ByteOrderMark,
}

impl Case {
    fn findings(&self, saved: Saved) -> Vec<Located> {
        let mut site = Fixture::new(AROUND);
        let as_saved = |text: &String| match saved {
            Saved::Plain => text.clone(),
            Saved::CarriageReturns => text.replace('\n', "\r\n"),
            Saved::ByteOrderMark => format!("\u{feff}{text}"),
        };
        site.files.extend(self.files.iter().map(|(path, text)| (path.clone(), as_saved(text))));
        site.drafts = Some(rettesnor::config::Drafts::Shown);
        // What a plan lacks is another matter than what cannot be read or does not lead anywhere.
        let told = site.build().diagnostics().to_vec();
        told.into_iter().filter(is_about_form).collect()
    }

    /// The case with what is told.
    fn annotated(&self, saved: Saved) -> String {
        let findings = self.findings(saved);
        let mut out = String::new();
        for (path, text) in &self.files {
            let here: Vec<_> =
                findings.iter().filter(|told| told.diagnostic.file.as_str() == format!("content/{path}")).collect();
            let _ = writeln!(out, "//- {path}");
            here.iter().filter(|told| told.position.is_none()).for_each(|told| {
                let _ = writeln!(out, "! {}", words(told));
            });
            for (number, line) in text.lines().enumerate() {
                let _ = writeln!(out, "{}", line.replace('\u{a0}', "⍽").replace('\t', "⇥"));
                for told in here.iter().filter(|told| told.position.is_some_and(|place| place.line == number + 1)) {
                    let _ = writeln!(out, "{}{} {}", blanks(told), Self::marks(told, text, saved), words(told));
                }
            }
        }
        let told: Vec<_> = findings
            .iter()
            .filter(|told| !self.files.contains_key(&told.diagnostic.file.as_str()["content/".len()..]))
            .collect();
        assert!(told.is_empty(), "{}: about another file: {told:?}", self.name);
        out
    }

    /// A caret for each character that is underlined.
    fn marks(told: &Located, text: &str, saved: Saved) -> String {
        let text = if matches!(saved, Saved::CarriageReturns) { &text.replace('\n', "\r\n") } else { text };
        let underlined = &text[told.diagnostic.span.unwrap().range()];
        let first = underlined.lines().next().unwrap_or_default().trim_end();
        "^".repeat(first.chars().count().max(1))
    }
}

fn blanks(told: &Located) -> String {
    " ".repeat(told.position.unwrap().column - 1)
}

fn words(told: &Located) -> String {
    let diagnostic = &told.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "",
        Severity::Warning => " warning",
        Severity::Info => " note",
    };
    let hint = diagnostic.hint.unwrap_or("NO CURE");
    let nearest = diagnostic.args.iter().find(|(name, _)| *name == "nearest");
    let nearest = nearest.map(|(_, value)| format!(" → {value}")).unwrap_or_default();
    format!("{} {}{severity} {hint}{nearest}", diagnostic.code, diagnostic.key)
}

#[test]
fn everything_wrong_is_told_at_its_place_with_a_cure() {
    for table in TABLES {
        let cases = cases(table);
        if std::env::var_os("RETTESNOR_BLESS").is_some() {
            let told = cases.iter().map(|case| format!("== {}\n{}", case.name, case.annotated(Saved::Plain)));
            fs::write(path(table), told.collect::<String>()).unwrap();
            continue;
        }
        for case in cases {
            let expected = case.written.trim_end();
            assert!(expected.contains('^') || expected.contains('!'), "{}: nothing is expected", case.name);
            for saved in [Saved::Plain, Saved::CarriageReturns, Saved::ByteOrderMark] {
                let told = case.annotated(saved);
                assert!(told.trim_end() == expected, "{} {saved:?}\nexpected\n{expected}\ntold\n{told}", case.name);
                assert!(!told.contains("NO CURE"), "{}: {told}", case.name);
            }
        }
    }
}

#[test]
fn the_tables_are_as_long_as_promised() {
    let count = |table: &str| cases(table).len();
    assert!(count("newcomer") >= 20, "{}", count("newcomer"));
    assert!(TABLES.iter().copied().map(count).sum::<usize>() >= 60);
}

#[test]
fn the_site_around_the_cases_is_clean() {
    let told = Fixture::new(AROUND).build().diagnostics().to_vec();
    let told: Vec<_> = told.iter().filter(|told| is_about_form(told)).collect();
    assert!(told.is_empty(), "{told:?}");
}

/// The parser's own words are English and about YAML; none of them may come through.
#[test]
fn danish_messages_are_danish() {
    for case in TABLES.iter().flat_map(|table| cases(table)) {
        for told in case.findings(Saved::Plain) {
            let message = told.diagnostic.message(rettesnor::lang::Lang::Da);
            for word in [" the ", "mapping", "scalar", "token", "expected", "while ", "YAML"] {
                assert!(!message.contains(word), "{}: {message}", case.name);
            }
        }
    }
}

//! Fixtures for tests: several files in one string, with what is expected of them under the place where it is.
//!
//! ```text
//! //- content/pages/a.md
//! ---
//! title: A
//! titel: B
//! ^^^^^ R03 unknown-field → title
//! ---
//! ```
//!
//! A line of carets belongs to the line above it and is no part of the file; a `#` before the carets counts as a
//! blank. What is expected stands after the carets: the code, the key of the message, `warning` or `note` where it is
//! no error, and the proposal. A finding about the file as a whole has a `!` for its carets.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;

use crate::config::{Config, Drafts, Options, Profile};
use crate::diag::{Diagnostic, Severity};
use crate::lang::Lang;
use crate::model::data::Data;
use crate::parse::{Content, DocumentSource, Layout, parse, settings};
use crate::source::{OutPath, SourceFile, SourcePath, StaticFile, position};

/// The settings where a fixture has none.
const SETTINGS: &str = "title: Rettesnor\nmunicipality: Nørreskov\nlanguage: da\n";

/// Files by path, without the expectations.
pub type Files = BTreeMap<String, String>;

/// The files of a fixture.
pub fn files(fixture: &str) -> Files {
    let mut files = Files::new();
    let mut path = String::new();
    for line in fixture.trim_start().split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(name) => {
                name.trim().clone_into(&mut path);
                files.entry(path.clone()).or_default();
            }
            None if is_expectation(line) => {}
            None => files.entry(path.clone()).or_default().push_str(line),
        }
    }
    files
}

fn is_expectation(line: &str) -> bool {
    let mut words = line.trim_start_matches(['#', ' ']).split_whitespace();
    let marks = words.next().is_some_and(|marks| marks == "!" || marks.bytes().all(|byte| byte == b'^'));
    marks && words.next().is_some_and(|code| code.len() == 3 && code[1..].bytes().all(|byte| byte.is_ascii_digit()))
}

/// Everything that was read of the files.
pub struct Read {
    pub config: Config,
    pub documents: Vec<Arc<DocumentSource>>,
    pub data: Data,
    pub statics: Vec<StaticFile>,
    pub findings: Vec<Diagnostic>,
}

/// Reads files as a build does.
pub fn read(files: &Files) -> Read {
    let file = |path: &str, text: &str| SourceFile::new(SourcePath::new(path), text.as_bytes());
    let site = files.get("content/site.yaml").map_or(SETTINGS, String::as_str);
    let (own, mut findings) = settings(&file("content/site.yaml", site));
    let own = own.unwrap_or_else(|| settings(&file("content/site.yaml", SETTINGS)).0.expect("settings"));
    let layout = Layout::new("content", Some(&own));
    let options =
        Options { today: date(2026, 11, 20), profile: Profile::Internal, drafts: Drafts::Shown, lang: Some(Lang::Da) };
    let (mut documents, mut data, mut statics) = (Vec::new(), Data::default(), Vec::new());
    for (path, text) in files {
        if let Some(out) = path.strip_prefix("content/static/") {
            statics.push(StaticFile::new(SourcePath::new(path.as_str()), OutPath::new(out)));
            continue;
        }
        let parsed = parse(&file(path, text), &layout);
        findings.extend(parsed.findings);
        match parsed.content {
            Content::Document(source) => documents.push(source),
            Content::Data(more) => data.add(&more),
            Content::Nothing => {}
        }
    }
    Read { config: Config::new(own, options), documents, data, statics, findings }
}

/// Asserts that the findings are those that the fixture expects.
#[track_caller]
pub fn assert_findings(fixture: &str, files: &Files, findings: &[Diagnostic]) {
    findings.iter().for_each(assert_told);
    let expected = normal(fixture);
    let found = annotated(files, findings);
    assert!(expected == found, "expected\n{expected}\nfound\n{found}");
}

/// The fixture in the form of [`annotated`]: files in order, no `#` before carets.
fn normal(fixture: &str) -> String {
    let mut parts: BTreeMap<&str, String> = BTreeMap::new();
    let mut path = "";
    let fixture = fixture.replace('\u{feff}', "");
    for line in fixture.trim_start().lines() {
        if let Some(name) = line.strip_prefix("//- ") {
            path = name.trim();
            parts.entry(path).or_default();
            continue;
        }
        let line = if is_expectation(line) { line.replacen('#', " ", 1) } else { line.to_owned() };
        let part = parts.entry(path).or_default();
        part.push_str(line.trim_end_matches('\r'));
        part.push('\n');
    }
    parts.iter().fold(String::new(), |out, (path, text)| out + "//- " + path + "\n" + text)
}

/// The files with their findings under the places where they are.
fn annotated(files: &Files, findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for (path, text) in files {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut notes: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
        for finding in findings.iter().filter(|finding| finding.file.as_str() == path) {
            let (line, column, marks) = place(finding, text);
            let note = format!("{}{marks} {}", " ".repeat(column), told(finding));
            notes.entry(line).or_default().push((column, note));
        }
        out.push_str(&format!("//- {path}\n"));
        let lines = std::iter::once(None).chain(text.lines().map(Some));
        for (number, line) in lines.enumerate() {
            if let Some(line) = line {
                out.push_str(&format!("{line}\n"));
            }
            let mut here = notes.remove(&number).unwrap_or_default();
            here.sort();
            here.dedup();
            for (_, note) in here {
                out.push_str(&format!("{note}\n"));
            }
        }
        assert!(notes.is_empty(), "beyond the end of {path}: {notes:?}");
    }
    let strays: Vec<_> = findings.iter().filter(|finding| !files.contains_key(finding.file.as_str())).collect();
    assert!(strays.is_empty(), "about no file: {strays:?}");
    out
}

/// Line, column from 0, and carets of a finding.
fn place(finding: &Diagnostic, text: &str) -> (usize, usize, String) {
    let Some(span) = finding.span else { return (0, 0, "!".to_owned()) };
    let stretch = &text[span.range()];
    let start = position(text, span.start as usize);
    let width = stretch.lines().next().unwrap_or_default().trim_end().chars().count().max(1);
    (start.line.min(text.lines().count()), start.column - 1, "^".repeat(width))
}

fn told(finding: &Diagnostic) -> String {
    let severity = match finding.severity {
        Severity::Error => "",
        Severity::Warning => " warning",
        Severity::Info => " note",
    };
    let nearest = finding.args.iter().find(|(name, _)| *name == "nearest");
    let nearest = nearest.map(|(_, value)| format!(" → {value}")).unwrap_or_default();
    format!("{} {}{severity}{nearest}", finding.code, finding.key)
}

/// Every finding has its words in every language, with all values filled in.
#[track_caller]
fn assert_told(finding: &Diagnostic) {
    for lang in Lang::ALL {
        let texts = [Some(finding.message(*lang)), finding.cure(*lang)];
        for text in texts.into_iter().flatten() {
            assert!(text != finding.key && Some(text.as_str()) != finding.hint, "{lang:?} lacks {text}");
            let is_own = finding.args.iter().any(|(_, value)| value.contains('{'));
            assert!(is_own || !text.contains('{') || text.contains("`{ }`"), "{lang:?}: {text}");
        }
    }
}

/// Asserts that every span lies in its text, at whole characters.
#[track_caller]
pub fn assert_spans(text: &str, findings: &[Diagnostic]) {
    for finding in findings {
        let range = finding.span.unwrap_or_default().range();
        assert!(text.get(range.clone()).is_some(), "{range:?} of {} bytes: {finding:?}", text.len());
        assert_told(finding);
    }
}

/// The tree of a piece of YAML.
pub fn value(yaml: &str) -> crate::model::value::Node {
    crate::parse::yaml::tree(yaml, 0, &SourcePath::new("x.yaml")).node
}

#![expect(clippy::disallowed_methods, reason = "tests read the example content and measure that nothing takes long")]

mod c01;
mod c02;
mod c03;
mod c04;
mod c05;
mod c06;
mod c07;
mod c08;
mod c09;
mod c10;
mod c11;
mod c12;
mod c13;
mod c14;
mod c15;
mod c16;
mod c17;
mod c19;
mod c20;
mod explanations;
mod r06;
mod r07;
mod settle;

use std::path::Path;
use std::sync::Arc;

use crate::check::{Context, File, RULES, document, file, public_numbers, settle as settle_findings, site};
use crate::config::Drafts;
use crate::diag::{Diagnostic, Format, Severity, locate, report};
use crate::lang::Lang;
use crate::link::link;
use crate::parse::tests::fixture::{Files, Read, assert_findings, files, read};
use crate::parse::{Layout, parse};
use crate::select::{Gone, KeptRecords, select};
use crate::source::{SourceFile, SourcePath};
use crate::vocabulary::{Naming, vocabulary};

/// What one rule finds in a site, and what cannot be read in it; the other rules have tests of their own.
#[track_caller]
fn check_rule(code: &str, fixture: &str) {
    let files = files(fixture);
    assert_findings(fixture, &files, &findings_of(code, &files));
}

/// The same without a fixture.
fn findings_of(code: &str, files: &Files) -> Vec<Diagnostic> {
    findings(files).into_iter().filter(|finding| finding.code == code || finding.code.starts_with('R')).collect()
}

/// All findings as a build has them.
fn findings(files: &Files) -> Vec<Diagnostic> {
    findings_on(jiff::civil::date(2026, 11, 20), files)
}

/// All findings as a build of another day has them.
fn findings_on(today: jiff::civil::Date, files: &Files) -> Vec<Diagnostic> {
    let mut read = read(files);
    read.config.options.today = today;
    findings_of_read(read, files)
}

/// All findings as a build has them that shows drafts, or does not.
fn findings_with(drafts: Drafts, files: &Files) -> Vec<Diagnostic> {
    let mut read = read(files);
    read.config.options.drafts = drafts;
    findings_of_read(read, files)
}

fn findings_of_read(mut read: Read, files: &Files) -> Vec<Diagnostic> {
    read.data.set_aside_after(read.config.options.today);
    let selection = select(&read.documents, &KeptRecords::default(), &Gone::new(), &read.config);
    let vocabulary = vocabulary(Naming {
        unread: &[],
        sources: &read.documents,
        editions: &selection.editions,
        data: &read.data,
        statics: &read.statics,
        config: &read.config,
    });
    let links: Vec<_> =
        selection.editions.iter().map(|edition| Arc::new(link(&edition.source, &vocabulary, "content"))).collect();
    let context = Context {
        sources: &read.documents,
        data: &read.data,
        vocabulary: &vocabulary,
        editions: &selection.editions,
        links: &links,
        statics: &read.statics,
        config: &read.config,
        content: "content",
        history: None,
        witnesses: &[],
        removed: &[],
    };
    let layout = Layout::new("content", Some(&read.config.settings));
    let numbers = public_numbers(&read.config, &read.data);
    let mut findings = read.findings.clone();
    findings.extend(selection.findings);
    for (path, text) in files.iter().filter(|(path, _)| !path.contains("/static/")) {
        let path = SourcePath::new(path.as_str());
        let parsed = parse(&SourceFile::new(path.clone(), text.as_bytes()), &layout);
        findings.extend(file(
            &File { path: &path, text, content: &parsed.content, public_numbers: &numbers },
            &read.config,
        ));
    }
    findings.extend(context.sources.iter().flat_map(|source| document(source, &context)));
    findings.extend(site(&context));
    settle_findings(findings, &context)
}

/// Each rule finds nothing in its passing example, and what the carets say in its failing one.
#[test]
fn rules_do_as_their_examples_say() {
    for rule in RULES {
        check_rule(rule.code, rule.examples.passing);
        check_rule(rule.code, rule.examples.failing);
        let (passing, failing) = (files(rule.examples.passing), files(rule.examples.failing));
        let finds = |files| findings(files).iter().any(|finding| finding.code == rule.code);
        assert!(!finds(&passing) && finds(&failing), "{}", rule.code);
    }
}

/// The example municipality has nothing that keeps it from being published.
#[test]
fn example_content_has_no_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = format!("content/{}", entry.path().strip_prefix(&folder).unwrap().to_str().unwrap());
            let bytes = std::fs::read(entry.path()).unwrap();
            files.insert(path.replace('\\', "/"), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    let text = |path: &SourcePath| files.get(path.as_str()).map(String::as_str);
    let errors = findings(&files).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    let errors = locate(errors, &text);
    assert!(errors.is_empty(), "{}", report(&errors, Format::Short, Lang::Da, &text));
}

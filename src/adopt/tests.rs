//! Texts before and after a decision.

use std::sync::Arc;

use jiff::civil::date;

use super::{Decision, Refusal, adopted};
use crate::lang::Lang;
use crate::parse::{Content, DocumentSource, Layout, parse};
use crate::source::{SourceFile, SourcePath};

fn source(path: &str, text: &str) -> Arc<DocumentSource> {
    let mut layout = Layout::new("content", None);
    layout.lang = Lang::Da;
    let parsed = parse(&SourceFile::new(SourcePath::new(format!("content/{path}")), text.as_bytes()), &layout);
    let Content::Document(source) = parsed.content else { panic!("{:?}", parsed.findings) };
    source
}

fn decision() -> Decision {
    Decision {
        version: "2.0".to_owned(),
        on: date(2026, 11, 1),
        by: Some("Byrådet".to_owned()),
        reference: None,
        summary: None,
    }
}

fn check(before: &str, decision: &Decision, after: &str) {
    let source = source("strategies/some.md", before);
    let text = adopted(&source, before, decision).unwrap();
    assert_eq!(text, after);
    assert_eq!(adopted(&self::source("strategies/some.md", &text), &text, decision).unwrap(), after, "once is enough");
}

#[test]
fn only_what_the_decision_changes_is_written() {
    check(
        "---\ntitle:  Strategi # en titel\nstatus: draft   # til byrådet\n\nversion: '1.9'\n# om vedtagelsen\nadopted_by: \"Udvalget\"\n\
         adopted_on: 2020-01-01\nowner: chef\n---\n\nTekst status: draft\n",
        &decision(),
        "---\ntitle:  Strategi # en titel\nstatus: adopted   # til byrådet\n\nversion: '2.0'\n# om vedtagelsen\nadopted_by: \"Byrådet\"\n\
         adopted_on: 2026-11-01\nowner: chef\n---\n\nTekst status: draft\n",
    );
}

#[test]
fn what_is_missing_comes_where_it_belongs() {
    check(
        "---\ntitle: A\nsummary: >\n  To\n\n  linjer\nowner: chef\n---\nTekst\n",
        &Decision { reference: Some("Møde 3: punkt 7".to_owned()), ..decision() },
        "---\ntitle: A\nsummary: >\n  To\n\n  linjer\nstatus: adopted\nversion: \"2.0\"\nadopted_by: Byrådet\n\
         adopted_on: 2026-11-01\ndecision_reference: \"Møde 3: punkt 7\"\nowner: chef\n---\nTekst\n",
    );
    check(
        "---\ntitle: A\nstatus:\nversion: # endnu ikke\nadopted_by: ~\n---\n",
        &decision(),
        "---\ntitle: A\nstatus: adopted\nversion: \"2.0\" # endnu ikke\nadopted_by: Byrådet\nadopted_on: 2026-11-01\n---\n",
    );
}

#[test]
fn lines_end_as_they_did() {
    check(
        "---\r\ntitle: A\r\nstatus: draft\r\n---\r\nTekst\r\n",
        &decision(),
        "---\r\ntitle: A\r\nstatus: adopted\r\nversion: \"2.0\"\r\nadopted_by: Byrådet\r\nadopted_on: 2026-11-01\r\n---\r\nTekst\r\n",
    );
}

#[test]
fn a_summary_becomes_a_change() {
    let decision = Decision { summary: Some("Kort: nu \"ny\"".to_owned()), ..decision() };
    let head = "---\ntitle: A\nstatus: adopted\nversion: '2.0'\nadopted_by: Byrådet\nadopted_on: 2026-11-01\n";
    let entry = "- version: \"2.0\"\n    date: 2026-11-01\n    summary: \"Kort: nu \\\"ny\\\"\"\n";
    check(&format!("{head}---\n"), &decision, &format!("{head}changes:\n  {entry}---\n"));
    check(&format!("{head}changes: []\n---\n"), &decision, &format!("{head}changes:\n  {entry}---\n"));
    let first = "changes:\n  - version: '1.0'\n    summary: Først\n";
    check(&format!("{head}{first}owner: chef\n---\n"), &decision, &format!("{head}{first}  {entry}owner: chef\n---\n"));
    let close = "changes:\n- version: '1.0'\n  summary: Først\n";
    let own = entry.replace("\n  ", "\n");
    check(&format!("{head}{close}---\n"), &decision, &format!("{head}{close}{own}---\n"));
    check(
        &format!("{head}changes: [{{version: '1.0', summary: Først}}] # en\n---\n"),
        &decision,
        &format!(
            "{head}changes: [{{version: '1.0', summary: Først}}, {{version: \"2.0\", date: 2026-11-01, summary: \"Kort: nu \\\"ny\\\"\"}}] # en\n---\n"
        ),
    );
}

#[test]
fn the_change_that_is_there_gets_the_day_of_the_decision() {
    let before = "---\ntitle: A\nstatus: draft\nversion: 2.0\nchanges:\n  - version: 2.0\n    date: 2026-10-01\n    summary: Ny\n---\n";
    let after = "---\ntitle: A\nstatus: adopted\nversion: 2.0\nadopted_by: Byrådet\nadopted_on: 2026-11-01\nchanges:\n  - version: 2.0\n    date: 2026-11-01\n    summary: Ny\n---\n";
    check(before, &decision(), after);
}

#[test]
fn words_that_yaml_would_read_otherwise_are_quoted() {
    for (by, written) in
        [("@råd", "\"@råd\""), ("Råd: et", "\"Råd: et\""), ("No", "\"No\""), ("a\\b #c", "\"a\\\\b #c\"")]
    {
        let before = "---\ntitle: A\n---\n";
        let decision = Decision { by: Some(by.to_owned()), ..decision() };
        let text = adopted(&source("strategies/a.md", before), before, &decision).unwrap();
        assert!(text.contains(&format!("adopted_by: {written}\n")), "{text}");
        let read = source("strategies/a.md", &text);
        assert_eq!(read.document.governance.as_ref().unwrap().adopted_by.as_ref().unwrap().id(), by);
    }
}

#[test]
fn what_cannot_be_changed_is_refused() {
    let theme = source("themes/a.md", "---\ntitle: A\n---\n");
    assert_eq!(adopted(&theme, "---\ntitle: A\n---\n", &decision()), Err(Refusal::NotGoverned));
    let text = "---\n{title: A, status: draft}\n---\n";
    assert_eq!(adopted(&source("strategies/a.md", text), text, &decision()), Err(Refusal::NoLines));
}

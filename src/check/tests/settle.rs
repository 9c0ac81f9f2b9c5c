use crate::check::tests::{check_rule, findings_of};
use crate::parse::tests::fixture::files;

const SITE: &str = "
//- content/site.yaml
title: A
municipality: B
language: da
";

#[test]
fn a_rule_can_be_turned_off_and_down() {
    let broken = "//- content/pages/a.md\n---\ntitle: A\n---\n\n[[b]]\n";
    let with = |setting: &str| findings_of("C01", &files(&format!("{SITE}checks:\n  C01: {setting}\n{broken}")));
    assert_eq!(with("off"), []);
    let [note] = with("info").try_into().unwrap();
    assert_eq!(note.severity, crate::diag::Severity::Info);
}

#[test]
fn settings_of_rules_are_looked_through() {
    check_rule(
        "C00",
        &format!(
            "{SITE}checks:
  C01: {{severity: streng}}
#       ^^^^^^^^ R02 unknown-choice
  C99: off
  ^^^ R02 unknown-rule
  C1: off
  ^^ R02 unknown-rule
"
        ),
    );
}

#[test]
fn an_error_cannot_be_accepted() {
    check_rule(
        "C01",
        "
//- content/pages/a.md
---
title: A
accept:
  - check: C01
#          ^^^ R09 acceptance-without-effect warning
    reason: R
  - check: C77
#          ^^^ R09 unknown-rule warning
    reason: R
---

[[b]]
^^^^^ C01 unknown-name
",
    );
}

#[test]
fn a_note_can_be_accepted_for_a_document() {
    let site = format!("{SITE}checks:\n  C01: info\n");
    let page = "//- content/pages/a.md\n---\ntitle: A\naccept: [{check: C01, reason: R}]\n---\n\n[[b]]\n";
    assert_eq!(findings_of("C01", &files(&format!("{site}{page}"))), []);
}

#[test]
fn a_note_can_be_accepted_for_one_record() {
    check_rule(
        "C01",
        &format!(
            "{SITE}checks:
  C01: warning
//- content/data/roles.yaml
- id: a
  title: A
  deputy: c
  accept:
    - check: C01
      reason: R
- id: b
  title: B
  deputy: c
#         ^ C01 unknown-of-kind warning
"
        ),
    );
}

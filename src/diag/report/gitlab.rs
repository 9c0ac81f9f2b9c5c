//! Findings as GitLab's Code Quality report.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde_json::{Value, json};

use super::{Telling, fingerprints};
use crate::diag::{Located, Severity};

/// The report, one JSON array.
pub(super) fn gitlab(findings: &[Located], telling: &Telling<'_>) -> String {
    let prints = fingerprints(findings);
    let issues: Vec<_> = findings.iter().zip(&prints).map(|(finding, print)| issue(finding, print, telling)).collect();
    format!("{:#}\n", Value::Array(issues))
}

fn issue(finding: &Located, print: &str, telling: &Telling<'_>) -> Value {
    let diagnostic = &finding.diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    // A finding about a file as a whole stands at its first line: GitLab wants one.
    let begin = finding.position.map_or(1, |at| at.line);
    let end = telling.end(finding).map_or(begin, |at| at.line);
    json!({
        "description": telling.sentence(diagnostic),
        "check_name": diagnostic.code,
        "fingerprint": print,
        "severity": severity,
        "location": { "path": telling.path(&diagnostic.file), "lines": { "begin": begin, "end": end } },
    })
}

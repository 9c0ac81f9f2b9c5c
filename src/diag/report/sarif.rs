//! Findings as SARIF 2.1.0, which code hosts and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{RuleText, Telling, fingerprints};
use crate::diag::{Located, Severity};

/// The log, with one run. Columns count Unicode code points, as everywhere in this program.
pub(super) fn sarif(findings: &[Located], telling: &Telling<'_>) -> String {
    let prints = fingerprints(findings);
    let results: Vec<_> =
        findings.iter().zip(&prints).map(|(finding, print)| result(finding, print, telling)).collect();
    let rules: Vec<_> = telling.rules.iter().map(rule).collect();
    let driver = json!({
        "name": "rettesnor",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": telling.lang.code(),
        "rules": rules,
    });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "language": telling.lang.code(),
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(told: &RuleText) -> Value {
    let parts = [told.what, told.why, told.mend, told.source];
    let help = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    json!({
        "id": told.code,
        "shortDescription": { "text": told.title },
        "fullDescription": { "text": told.what },
        "help": { "text": help, "markdown": help },
    })
}

fn result(finding: &Located, print: &str, telling: &Telling<'_>) -> Value {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let mut place = json!({ "artifactLocation": { "uri": uri(&telling.path(&diagnostic.file)) } });
    if let Some(start) = finding.position {
        let end = telling.end(finding).unwrap_or(start);
        place["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": level,
        "message": { "text": telling.sentence(diagnostic) },
        "locations": [{ "physicalLocation": place }],
        "partialFingerprints": { "rettesnor/v1": print },
    });
    if let Some(index) = telling.rules.iter().position(|rule| rule.code == diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    result
}

/// A path as a relative address: what is not allowed there as `%C3%A6`.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

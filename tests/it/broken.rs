//! Broken copies: the example content has nothing that a rule finds, and one change in one file is found.

use std::collections::BTreeMap;
use std::path::Path;

use crate::fixture::Fixture;

/// Rule, file below `content/`, what stands there, and what is put in its place.
const ROWS: &[(&str, &str, &str, &str)] = &[
    // The plan chain
    (
        "C02",
        "plans/2027.actions.yaml",
        "  goals: [foelgere-linkedin-2027]\n  audiences: [kommende-medarbejdere, unge]\n",
        "",
    ),
    ("C02", "plans/2026.goals.yaml", "  metric: ipm\n", ""),
    ("C02", "plans/2027.md", "strategy: sociale-medier\n", ""),
    // Coverage
    ("C03", "editions/strategy/sociale-medier/2.0.md", "max_themes_per_year: 5", "max_themes_per_year: 4"),
    ("C03", "channels/nyhedsbrev.md", "opened: 2027-02-01", "opened: 2027-03-01"),
    ("C03", "channels/linkedin.md", "activity: active", "activity: passive"),
    ("C03", "plans/2027.actions.yaml", "  channels: [facebook, lokalpresse, kommunesiden]", "  channels: [youtube]"),
    // Governance
    ("C04", "strategies/kommunikationspolitik.md", "adopted_by: Byrådet\n", ""),
    ("C04", "guidelines/skriv-klart.md", "status: living\n", ""),
    ("C04", "crisis/krisekommunikation.md", "case_number: 14.00.00-P20-1-26", "case_number: 14/2026"),
    ("C04", "crisis/krisekommunikation.md", "valid_until: 2028-02-04", "valid_until: 2026-02-04"),
    ("C04", "site.yaml", "case_number_pattern: '^", "case_number_pattern: '(^"),
    // Responsibility
    ("C07", "plans/2027.actions.yaml", "  deadline: 2027-10-31\n", ""),
    (
        "C07",
        "plans/2027.actions.yaml",
        "  commissioned_by: direktoer-boern-og-unge\n  start: 2027-03-01\n  deadline: 2027-10-01",
        "  commissioned_by: Anne Madsen\n  start: 2027-03-01\n  deadline: 2027-10-01",
    ),
    ("C07", "data/roles.yaml", "  deputy: presseansvarlig\n", ""),
    (
        "C07",
        "data/accounts.csv",
        "vesterlundsvoemmehal;local;facebook-hovedside;idraetscentrene;lokalredaktoer;2;",
        "vesterlundsvoemmehal;local;facebook-hovedside;idraetscentrene;lokalredaktoer;1;",
    ),
    ("C07", "strategies/kommunikationspolitik.md", "adopted_by: Byrådet", "adopted_by: Anne Madsen"),
];

/// The example content as it stands.
fn example() -> Fixture {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(path, String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap()).into_owned());
        }
    }
    Fixture { files, ..Fixture::default() }
}

/// The codes of all findings, with the files they are about.
fn found(site: &Fixture) -> Vec<(&'static str, String)> {
    let build = site.build();
    let findings = build.diagnostics().iter().map(|found| &found.diagnostic);
    findings.map(|finding| (finding.code, finding.file.to_string())).collect()
}

#[test]
fn every_broken_copy_is_found() {
    let example = example();
    let clean = found(&example);
    for (code, path, old, new) in ROWS {
        assert!(!clean.iter().any(|(found, _)| found == code), "{code} in the example: {clean:?}");
        let mut broken = example.clone();
        let text = broken.files.get_mut(*path).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{path} has {old:?} not once");
        *text = text.replacen(old, new, 1);
        assert!(
            found(&broken).iter().any(|(found, _)| found == code),
            "{code}: nothing found without {old:?} in {path}"
        );
    }
}

//! The guide's examples, given to the program as the files that they say they are.

use rettesnor::diag::Severity;

use super::texts::{Example, TONGUES, guide};
use crate::fixture::Fixture;

/// What an example that is a part of `site.yaml` is written below.
const SETTINGS: [(&str, &str); 3] =
    [("title:", "title: T"), ("municipality:", "municipality: T"), ("language:", "language: ")];

/// The site that has the example in it; nothing, where the example is no file.
fn site(example: &Example, lang: &str) -> Option<Fixture> {
    let (language, path) = example.info.split_once(' ').unwrap_or((&example.info, ""));
    let path = match (language, path.strip_prefix("content/")) {
        ("sh" | "text", _) => return None,
        ("yaml" | "markdown" | "csv", Some(path)) => path,
        _ => panic!("{}: an example says what it is: `yaml content/site.yaml`, `sh`, `text`", example.place),
    };
    let settings = |own: &str| {
        let missing = SETTINGS.iter().filter(|(field, _)| !own.lines().any(|line| line.starts_with(field)));
        let above: String =
            missing.map(|(field, line)| format!("{line}{}\n", if *field == "language:" { lang } else { "" })).collect();
        above + own
    };
    let mut fixture = Fixture::default();
    fixture.files.insert("site.yaml".to_owned(), settings(""));
    let text = match (language, path) {
        (_, "site.yaml") => settings(&example.text),
        ("yaml", path) if path.ends_with(".md") => format!("---\n{}---\n\nText.\n", example.text),
        _ => example.text.clone(),
    };
    fixture.files.insert(path.to_owned(), text);
    Some(fixture)
}

/// What the program cannot read in a site, and what it refuses in its settings. That a reference leads nowhere is no
/// fault of an example, nor that it accepts what is not there.
fn unread(fixture: &Fixture) -> Vec<String> {
    let build = fixture.build();
    let found = build.diagnostics().iter().map(|located| &located.diagnostic);
    let matters =
        found.filter(|found| found.severity != Severity::Info && found.code.starts_with('R') && found.code != "R09");
    matters.map(|found| format!("{} {}", found.code, found.key)).collect()
}

#[test]
fn every_example_is_what_it_says() {
    let (mut files, mut wrong) = (0, Vec::new());
    for page in TONGUES.into_iter().flat_map(guide) {
        for example in page.examples() {
            let Some(fixture) = site(&example, page.lang) else { continue };
            files += 1;
            let findings = unread(&fixture);
            if !findings.is_empty() {
                wrong.push(format!("{}\n{}\n{findings:?}", example.place, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files > 60, "only {files} examples were found");
}

/// A field that is gone, a value that is none and a file in the wrong place are found in an example.
#[test]
fn an_example_can_be_wrong() {
    let examples = [
        ("yaml content/site.yaml", "targets:\n  web: {profile: public}\n"),
        ("yaml content/site.yaml", "colour: red\n"),
        ("yaml content/site.yaml", "checks: {C15: {level: info}}\n"),
        ("yaml content/guidelines/a.md", "title: A\nstatus: udkast\n"),
        ("yaml content/data/roles.yaml", "- id: a\n  titel: A\n"),
        ("csv content/data/wheel.csv", "id;title;maaned\na;A;7\n"),
        ("markdown content/pages/a.md", "title: A\n\nText.\n"),
        ("markdown content/sider/a.md", "---\ntitle: A\n---\n\nText.\n"),
    ];
    for (info, text) in examples {
        let example = Example { info: info.to_owned(), text: text.to_owned(), place: String::new() };
        assert!(!unread(&site(&example, "da").unwrap()).is_empty(), "{info}\n{text}");
    }
}

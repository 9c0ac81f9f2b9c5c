use crate::check::tests::{check_rule, findings_on};
use crate::config::Drafts;
use crate::parse::tests::fixture::files;

#[test]
fn a_site_without_a_statement() {
    check_rule(
        "C10",
        "
//- content/site.yaml
title: A
#      ^ C10 statement-missing warning
municipality: B
language: sv
",
    );
}

#[test]
fn a_statement_without_words_or_day() {
    check_rule(
        "C10",
        "
//- content/site.yaml
title: A
municipality: B
language: nb
accessibility:
  contact: web@kommune.example
  ^^^^^^^ C10 statement-missing warning
  ^^^^^^^ C10 statement-not-assessed warning
",
    );
}

#[test]
fn a_year_is_counted_to_the_day() {
    for (day, told) in [("2025-11-20", ""), ("2025-11-19", "#              ^^^^^^^^^^ C10 statement-old warning\n")] {
        check_rule(
            "C10",
            &format!(
                "
//- content/site.yaml
title: A
municipality: B
language: da
accessibility:
  assessed_on: {day}
{told}  text: Hele siden følger kravene.
  contact: web@kommune.example
"
            ),
        );
    }
}

#[test]
fn a_site_may_want_it_oftener() {
    check_rule(
        "C10",
        "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C10: {days: 180}
accessibility:
  assessed_on: 2026-04-01
#              ^^^^^^^^^^ C10 statement-old warning
  text: Hele siden følger kravene.
  contact: web@kommune.example
",
    );
}

/// Nothing is asked for before the law did.
#[test]
fn the_law_has_a_first_day() {
    for (language, year, asks) in [("da", 2016, 0), ("da", 2019, 1), ("nb", 2022, 0), ("nb", 2024, 1), ("sv", 2018, 0)]
    {
        let site = format!("//- content/site.yaml\ntitle: A\nmunicipality: B\nlanguage: {language}\n");
        let found = findings_on(jiff::civil::date(year, 6, 1), &files(&site));
        assert_eq!(found.iter().filter(|finding| finding.code == "C10").count(), asks, "{language} {year}");
    }
}

/// What a shown text names is shown too; a reference without words would leave an id in the sentence.
#[test]
fn references_to_drafts() {
    let site = "
//- content/strategies/some.md
---
title: Strategi
status: draft
---

[[page:a]]
//- content/pages/a.md
---
title: A
---

Se [[strategy:some]], [[strategy:some|strategien]] og [den](../strategies/some.md). [[page:a]].
";
    let told = |drafts| {
        let found = super::findings_with(drafts, &files(site)).into_iter().filter(|finding| finding.code == "C10");
        found.map(|finding| finding.key).filter(|key| *key != "statement-missing").collect::<Vec<_>>()
    };
    assert_eq!(told(Drafts::Hidden), ["reference-to-draft", "link-to-draft", "link-to-draft"]);
    assert_eq!(told(Drafts::Shown), [""; 0]);
}

use crate::check::tests::{check_rule, findings, findings_of};
use crate::parse::tests::fixture::files;

#[test]
fn days_are_counted_from_today() {
    check_rule(
        "C12",
        "
//- content/pages/a.md
---
title: A
commitments:
  - {text: I går, due: 2026-11-19}
#                      ^^^^^^^^^^ C12 commitment-overdue warning
  - {text: I dag, due: 2026-11-20}
#                      ^^^^^^^^^^ C12 commitment-due note
  - {text: Om 60 dage, due: 2027-01-19}
#                           ^^^^^^^^^^ C12 commitment-due note
  - {text: Om 61 dage, due: 2027-01-20}
---
",
    );
}

/// A draft keeps no promise; a document that is unknown is C01's affair.
#[test]
fn what_fulfils() {
    check_rule(
        "C12",
        "
//- content/guidelines/kladde.md
---
title: Kladde
status: draft
---
//- content/guidelines/revideres.md
---
title: Revideres
status: draft
---
//- content/editions/guideline/revideres/1.0.md
---
title: Revideres
version: '1.0'
---
//- content/pages/a.md
---
title: A
commitments:
  - text: Kladden
    due: 2026-01-01
#        ^^^^^^^^^^ C12 commitment-overdue warning
    fulfilled_by: guideline:kladde
  - text: Det vedtagne
    due: 2026-01-01
    fulfilled_by: guideline:revideres
  - text: Noget ukendt
    fulfilled_by: guideline:ukendt
---
",
    );
}

#[test]
fn which_documents_promise() {
    check_rule(
        "C12",
        "
//- content/strategies/a.md
---
title: Under arbejde
status: draft
version: '3.0'
commitments:
  - {text: Holdes nu, due: 2026-01-01, fulfilled_by: strategy:b}
---
//- content/editions/strategy/a/2.0.md
---
title: Gældende
version: '2.0'
adopted_on: 2024-01-01
commitments:
  - {text: Holdes nu, due: 2026-01-01}
  - {text: Glemt, due: 2026-01-01}
#                      ^^^^^^^^^^ C12 commitment-overdue note
---
//- content/editions/strategy/a/1.0.md
---
title: Udløbet
version: '1.0'
adopted_on: 2020-01-01
valid_until: 2023-12-31
commitments:
  - {text: Historie, due: 2021-01-01}
---
//- content/strategies/b.md
---
title: Ophævet
status: repealed
commitments:
  - {text: Historie, due: 2021-01-01}
---
",
    );
}

#[test]
fn the_days_ahead_are_the_sites() {
    let with = |days: &str| {
        let site = format!(
            "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C12: {{days_ahead: {days}}}
//- content/pages/a.md
---
title: A
commitments: {{text: A, due: 2026-12-20}}
---
"
        );
        findings_of("C12", &files(&site)).len()
    };
    assert_eq!((with("29"), with("30")), (0, 1));
}

/// The messages about promises in the text of a guideline in a language.
fn promised(lang: &str, body: &str) -> usize {
    let fixture = format!(
        "//- content/guidelines/a.md\n---\ntitle: A\nstatus: living\nlanguage: {lang}\ncommitments:\n  \
         - {{text: Noget, due: 2031-12-31}}\n---\n\n{body}\n"
    );
    findings(&files(&fixture)).iter().filter(|finding| finding.key == "promise-in-text").count()
}

#[test]
fn promises_in_the_text() {
    for (lang, promise) in [
        ("da", "Derfor vil der i 2016 blive udarbejdet en vejledning."),
        ("da", "Vi laver en ny side, som bliver lanceret inden udgangen af 2027."),
        ("sv", "Under 2022 kommer vi att ta fram en riktlinje."),
        ("nb", "I 2027 skal det utarbeides en veileder."),
        ("nn", "I 2027 skal det utarbeidast ei rettleiing."),
        ("en", "A guide will be published in 2027."),
    ] {
        assert_eq!(promised(lang, promise), 1, "{promise}");
    }
    for (lang, other) in [
        ("da", "I 2016 blev der udarbejdet en vejledning."),
        ("da", "Vi vil gerne udvikle os."),
        ("da", "I 2031 vil der blive udarbejdet en vejledning."),
        ("da", "»I 2027 vil der blive udarbejdet en vejledning.«"),
        ("da", "Loven fra 2018 skal følges."),
        ("da", "Vi vil ikke udarbejde en vejledning i 2027."),
        ("sv", "Planen för 2022 ska följas."),
        ("en", "The plan of 2027 will be kept."),
    ] {
        assert_eq!(promised(lang, other), 0, "{other}");
    }
}

use crate::check::tests::{check_rule, findings};
use crate::parse::tests::fixture::files;

/// A document of a kind that is adopted, with all that adoption asks for.
fn adopted(path: &str, title: &str, rest: &str) -> String {
    format!(
        "
//- content/{path}
---
title: {title}
status: adopted
version: '1.0'
adopted_by: Byrådet
adopted_on: 2020-01-01
owner: chef
{rest}---
"
    )
}

const ROLE: &str = "\n//- content/data/roles.yaml\n- id: chef\n  title: Chef\n";

#[track_caller]
fn check(parts: &[&str]) {
    check_rule("C04", &format!("{}{ROLE}", parts.concat()));
}

#[test]
fn reviews_and_validity() {
    check(&[
        &adopted(
            "strategies/a.md",
            "A",
            "valid_until: 2026-12-31\n#            ^^^^^^^^^^ C04 validity-ends note
review_due: 2027-01-19\n#           ^^^^^^^^^^ C04 review-soon note\n",
        ),
        &adopted("strategies/b.md", "B", "valid_until: until_further_notice\nreview_due: 2027-01-20\n"),
        &adopted(
            "strategies/c.md",
            "C",
            "valid_until: 2026-11-19\n#            ^^^^^^^^^^ C04 validity-over warning\nlast_reviewed: 2020-01-01\nreview_interval: 1 år\n",
        ),
        &adopted("strategies/d.md", "D", "review_due: 2026-11-19\n#           ^^^^^^^^^^ C04 review-overdue warning\n"),
        &adopted("strategies/e.md", "E", "review_due: 2026-11-20\n#           ^^^^^^^^^^ C04 review-soon note\n"),
    ]);
}

/// A theme has no status, and yet may be due for review.
#[test]
fn documents_without_adoption_are_reviewed_too() {
    check(&["
//- content/themes/a.md
---
title: A
last_reviewed: 2025-01-01
#              ^^^^^^^^^^ C04 review-overdue warning
review_interval: 12 måneder
---
//- content/themes/b.md
---
title: B
last_reviewed: 2025-01-01
---
"]);
}

#[test]
fn history_is_not_mended() {
    check(&[
        // Replaced by a document in force.
        &adopted("strategies/gammel.md", "Gammel", "kind: policy\nvalid_until: 2024-12-31\nreview_due: 2022-01-01\n"),
        &adopted("strategies/ny.md", "Ny", "kind: policy\nreplaces: policy:gammel\nreview_due: 2030-01-01\n"),
        "
//- content/strategies/ophaevet.md
---
title: Ophævet
status: repealed
review_due: 2022-01-01
valid_until: 2022-01-01
---
//- content/strategies/udkast.md
---
title: Under arbejde
status: draft
last_reviewed: 2025-12-01
review_interval: 6 måneder
---
//- content/plans/2025.md
---
title: Plan
year: 2025
---
//- content/plans/2026.md
---
title: Plan
status: living
year: 2026
---
//- content/plans/2027.md
---
title: Plan
status: draft
year: 2027
---
//- content/editions/strategy/udkast/1.0.md
---
title: Frossen
version: '1.0'
review_due: 2022-01-01
---
",
    ]);
}

#[test]
fn an_edition_that_ran_out_while_its_successor_is_written() {
    check(&["
//- content/strategies/a.md
---
title: A
status: consultation
#       ^^^^^^^^^^^^ C04 edition-over warning
version: '3.0'
---
//- content/editions/strategy/a/2.0.md
---
title: A
version: '2.0'
adopted_on: 2022-01-01
valid_until: 2025-12-31
---
//- content/editions/strategy/a/1.0.md
---
title: A
version: '1.0'
adopted_on: 2018-01-01
valid_until: until_further_notice
---
"]);
}

#[test]
fn every_year_has_its_plan() {
    let plan = |year: u16, status: &str, rest: &str| {
        format!("\n//- content/plans/{year}.md\n---\ntitle: Plan\nstatus: {status}\nyear: {year}\n{rest}---\n")
    };
    check(&[&plan(2025, "living", "#     ^^^^ C04 no-plan warning\n")]);
    check(&[&plan(2026, "living", "#     ^^^^ C04 no-next-plan note\n")]);
    check(&[&plan(2026, "living", ""), &plan(2027, "draft", "")]);
    check(&[&plan(2026, "repealed", ""), &plan(2027, "draft", "#     ^^^^ C04 no-plan warning\n")]);
    // No plan ever: a site of guidelines is whole.
    check(&["\n//- content/guidelines/a.md\n---\ntitle: A\nstatus: living\n---\n"]);
    check(&[
        "
//- content/plans/2026.md
---
title: Plan
status: draft
#       ^^^^^ C04 plan-not-adopted warning
year: 2026
---
",
        &plan(2027, "draft", ""),
    ]);
}

const SITE: &str = "
//- content/site.yaml
title: A
municipality: B
language: da
";

#[test]
fn the_form_of_case_numbers_is_the_sites() {
    let site = |pattern: &str| format!("{SITE}case_number_pattern: '{pattern}'\n");
    let with =
        |number: &str| adopted("strategies/a.md", "A", &format!("review_due: 2030-01-01\ncase_number: {number}\n"));
    // The whole number has the form, also where the expression does not say so.
    let wrong = "x 15/1441\n#            ^^^^^^^^^ C04 case-number warning";
    check(&[&site(r"\d{2}/\d+"), &with(wrong)]);
    check(&[&site(r"^\d{2}/\d+$"), &with("15/1441")]);
    check(&[&site(r"KS \d+/\d+|\d+"), &with("KS 2018/1092")]);
    check(&[SITE, &with("hvad som helst")]);
    for half in ["a(", "a)(b", "[", "*"] {
        let marks = "^".repeat(half.len() + 2);
        let broken =
            format!("{SITE}case_number_pattern: '{half}'\n#                    {marks} C04 case-number-pattern\n");
        check(&[&broken, &with("15/1441")]);
    }
}

#[test]
fn thresholds_are_the_sites() {
    let days = |days: &str| {
        let site = format!("{SITE}checks:\n  C04: {{days_ahead: {days}, next_plan_from_month: 13}}\n");
        let plan = "\n//- content/plans/2026.md\n---\ntitle: P\nstatus: living\nyear: 2026\n---\n";
        let document = adopted("strategies/a.md", "A", "review_due: 2026-12-20\n");
        findings(&files(&format!("{site}{document}{plan}{ROLE}")))
            .into_iter()
            .filter(|found| found.code == "C04")
            .count()
    };
    assert_eq!((days("29"), days("30")), (0, 1));
}

/// What is adopted for ever, a draft that is older than it looks, and an interval that runs from the adoption.
#[test]
fn nothing_holds_or_is_written_for_ever() {
    check_rule(
        "C04",
        "
//- content/data/roles.yaml
- {id: r, title: R}
//- content/strategies/evig.md
---
title: Evig
status: adopted
#       ^^^^^^^ C04 no-review-day warning
adopted_by: Byrådet
adopted_on: 2013-05-01
version: '1'
owner: r
---
//- content/strategies/aarlig.md
---
title: Aarlig
status: adopted
adopted_by: Byrådet
adopted_on: 2025-05-01
version: '1'
owner: r
review_interval: 1 år
#                ^^^^ C04 review-overdue warning
---
//- content/strategies/gammel.md
---
title: Gammel
status: draft
#       ^^^^^ C04 draft-left warning
last_reviewed: 2016-02-29
---
//- content/strategies/ny.md
---
title: Ny
status: consultation
last_reviewed: 2025-11-20
---
//- content/strategies/uden.md
---
title: Uden
status: draft
---
//- content/strategies/ulaeselig.md
---
title: Ulaeselig
status: adopted
adopted_by: Byrådet
adopted_on: 2025-05-01
version: '1'
owner: r
valid_until: engang
#            ^^^^^^ R02 wrong-date
---
",
    );
}

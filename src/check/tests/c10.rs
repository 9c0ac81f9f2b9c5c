use crate::check::tests::check_rule;

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

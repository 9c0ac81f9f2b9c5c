use super::{check_rule, findings};
use crate::lang::Lang;
use crate::parse::tests::fixture::files;

/// The share of followers that a Danish strategy states, beside what its own counts give: 6,000 of 44,000 are 13,6 %.
fn share(stated: &str, language: &str) -> Vec<&'static str> {
    let fixture = format!(
        "\
//- content/data/figures.yaml
- id: andel
  label: Andel
  computed: {{metric: follower_share, account: facebook, date: 2026-10-31}}
  unit: \"%\"
- id: antal
  label: Antal
  value: 5870
  as_of: 2026-10-31
  source: Talt
//- content/data/populations.yaml
- {{id: voksne, title: Voksne, value: 44000, as_of: 2026-01-01, source: Talt}}
//- content/data/accounts.yaml
- {{id: facebook, channel: facebook, name: Facebook}}
//- content/data/measurements.csv
date;period;account;followers
2026-10-31;month;facebook;6000
//- content/channels/facebook.md
---
title: Facebook
type: social
language: {language}
---

{stated}
"
    );
    findings(&files(&fixture)).iter().filter(|finding| finding.code == "C05").map(|finding| finding.key).collect()
}

#[test]
fn shares_are_compared_as_they_are_written() {
    for words in ["13,6 %", "14 %", "13,2 procent", "ca. 13,6 pct.", "13.6 prosent", "godt 13 %", "hver syvende"] {
        assert_eq!(share(&format!("[[figure:andel|{words}]]"), "da"), [""; 0], "{words}");
    }
    for words in ["12 %", "12 procent", "12 pct.", "12 prosent", "12 percent", "knap 12 %", "13,0 %", "1,36 %"] {
        assert_eq!(share(&format!("[[figure:andel|{words}]]"), "da"), ["stated-differs"], "{words}");
    }
}

#[test]
fn counts_are_compared_as_exactly_as_they_are_stated() {
    for words in ["5.870", "5 870", "5.900", "6.000", "ca. 5.700", "5,87 tusind", "omkring 6.100"] {
        assert_eq!(share(&format!("[[figure:antal|{words}]]"), "da"), [""; 0], "{words}");
    }
    for words in ["5.871", "5.600", "5.700", "7.000", "ca. 7.000", "5,87", "58.700"] {
        assert_eq!(share(&format!("[[figure:antal|{words}]]"), "da"), ["stated-differs"], "{words}");
    }
    assert_eq!(share("omkring [[figure:antal|6.100]]", "da"), [""; 0]);
    assert_eq!(share("[[figure:antal|5,870]]", "en"), [""; 0]);
    assert_eq!(share("[[figure:antal|5,600]]", Lang::En.code()), ["stated-differs"]);
}

#[test]
fn percentages_of_speech_and_targets_are_passed_over() {
    let quiet = [
        "100 % og 0 procent og 50 pct.",
        "Målet er 12 %. ",
        "Mindst 20 % skal svare.",
        "> I loven står 12 %.",
        "`12 %`",
        "[[figure:andel|13,6 %]]",
        "Kode `width: 12%`",
        "2026 procenter",
    ];
    for text in quiet {
        assert_eq!(share(text, "da"), [""; 0], "{text}");
    }
    for text in ["89 % af kommunerne", "12,5 procent", "| a |\n|---|\n| 7 pct. |", "1.234,5 %"] {
        assert_eq!(share(text, "da"), ["unbound-percentage"], "{text}");
    }
}

#[test]
fn what_is_history_is_left_alone() {
    check_rule(
        "C05",
        "\
//- content/plans/2024.md
---
title: Plan
year: 2024
goals:
  - {id: a, title: Engagement, metric: engagement_rate, target: {min: 90, max: 70}}
---

I år nåede vi 12 %.
//- content/editions/policy/politik/1.0.md
---
title: Politik
version: \"1.0\"
adopted_on: 2024-01-01
---

I år nåede vi 12 %, og [[figure:a|14 %]] svarede.
//- content/data/figures.yaml
- {id: a, label: A, value: 10, unit: \"%\", as_of: 2026-01-01, source: Talt}
",
    );
}

#[test]
fn what_is_old_can_be_set_and_accepted() {
    check_rule(
        "C05",
        "\
//- content/site.yaml
title: T
municipality: M
language: da
checks: {C05: {months: 6}}
//- content/data/figures.yaml
- {id: a, label: A, value: 10, as_of: 2026-05-19, source: Talt}
#                                     ^^^^^^^^^^ C05 figure-old warning
- {id: b, label: B, value: 10, as_of: 2026-05-20, source: Talt}
- id: c
  label: C
  value: 10
  as_of: 2020-01-01
  source: Talt
  accept: [{check: C05, reason: Folketællingen er den seneste.}]
//- content/data/populations.yaml
- {id: p, title: P, value: 10, as_of: 2020-01-01}
#                ^ C05 figure-without-source warning
#                                     ^^^^^^^^^^ C05 figure-old warning
",
    );
}

/// An account with 1,000 followers and a row of measurements.
fn measured(rows: &str) -> Vec<(&'static str, String)> {
    let fixture = format!(
        "//- content/channels/facebook.md\n---\ntitle: Facebook\ntype: social\n---\n\
         //- content/data/accounts.yaml\n- {{id: fb, channel: facebook, name: Facebook}}\n\
         //- content/data/populations.yaml\n- {{id: alle, title: Alle, value: 900, as_of: 2026-01-01, source: Talt}}\n\
         //- content/data/measurements.csv\ndate;period;account;followers;reactions\n{rows}\n"
    );
    let found = findings(&files(&fixture)).into_iter().filter(|finding| finding.code == "C05");
    found.map(|finding| (finding.key, finding.args[0].1.clone())).collect()
}

#[test]
fn measurements_lie_where_their_metric_can() {
    assert_eq!(measured("2026-10-31;month;fb;800;1500\n2026-10-02;post;fb;;90"), []);
    let engagement = ("result-implausible", "Engagementsrate".to_owned());
    assert_eq!(measured("2026-10-31;month;fb;800;5000"), std::slice::from_ref(&engagement));
    assert_eq!(measured("2026-09-30;month;fb;800;\n2026-10-02;post;fb;;700"), std::slice::from_ref(&engagement));
    let share = measured("2026-10-31;month;fb;950;");
    assert_eq!(share.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["result-implausible"]);
}

/// A day to come is told, and nothing is computed from it.
#[test]
fn measurements_are_of_days_that_have_been() {
    let ahead = measured("2026-11-20;month;fb;800;40\n2026-11-21;month;fb;999999;40");
    assert_eq!(ahead.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["result-ahead"]);
}

/// What is to be written is as exact as what stands there; what is told is as the pages show it.
#[test]
fn the_proposal_is_as_exact_as_the_author_was() {
    let fixture = "
//- content/data/figures.yaml
- {id: andel, label: Andel, value: \"13,636\", unit: \"%\", as_of: 2026-01-01, source: Talt}
//- content/pages/a.md
---
title: A
---

[[figure:andel|12 %]] og [[figure:andel|11,2 %]].
";
    let told = |name: &str| -> Vec<String> {
        let found = findings(&files(fixture)).into_iter().filter(|finding| finding.key == "stated-differs");
        found
            .map(|finding| finding.args.iter().find(|(key, _)| *key == name).unwrap().1.replace('\u{a0}', " "))
            .collect()
    };
    assert_eq!(told("value"), ["13,6 %", "13,6 %"]);
    assert_eq!(told("write"), ["14 %", "13,6 %"]);
}

#[test]
fn a_percentage_with_its_source_is_passed_over_and_others_are_told_once() {
    assert_eq!(share("I Norge er 76 % på Facebook (TNS Gallup januar 2013).", "da"), [""; 0]);
    assert_eq!(share("76 % svarer. Og 76 % spørger (ofte).", "da"), ["unbound-percentage"]);
}

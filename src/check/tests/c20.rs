use crate::check::tests::{check_rule, findings};
use crate::parse::tests::fixture::files;

/// A plan whose themes have so many actions each, and the keys of what is found.
fn keys(checks: &str, counts: &[usize]) -> Vec<&'static str> {
    let names = ["a", "b", "c", "d", "e"];
    let themes = names.iter().take(counts.len());
    let documents: String =
        themes.clone().map(|name| format!("//- content/themes/{name}.md\n---\ntitle: {name}\n---\n")).collect();
    let named: Vec<_> = themes.copied().collect();
    let rows: String = named
        .iter()
        .zip(counts)
        .flat_map(|(name, count)| (0..*count).map(move |at| format!("{name}-{at};Handling;{name}\n")))
        .collect();
    let site = format!(
        "//- content/site.yaml\ntitle: A\nmunicipality: B\nlanguage: da\nchecks:\n  C20: {{{checks}}}\n{documents}\
         //- content/plans/2026.md\n---\ntitle: P\nyear: 2026\nthemes: [{}]\n---\n\
         //- content/plans/2026.actions.csv\nid;title;theme\n{rows}",
        named.join(", ")
    );
    findings(&files(&site)).into_iter().filter(|found| found.code == "C20").map(|found| found.key).collect()
}

#[test]
fn shares_are_held_against_an_even_one() {
    const DEFAULT: &str = "severity: warning";
    assert!(keys(DEFAULT, &[4, 2, 2, 2]).is_empty(), "four in ten is the limit");
    assert_eq!(keys(DEFAULT, &[5, 2, 2, 2]), ["theme-takes-much"]);
    assert!(keys(DEFAULT, &[4, 1, 1, 1]).is_empty(), "seven actions say nothing");
    assert!(keys(DEFAULT, &[6, 2]).is_empty(), "of two themes one may have three quarters");
    assert_eq!(keys(DEFAULT, &[7, 2]), ["theme-takes-much"]);
    assert!(keys(DEFAULT, &[9]).is_empty(), "one theme is the plan");
    assert_eq!(keys(DEFAULT, &[3, 3, 3, 0]), ["theme-without-action"]);
    assert!(keys(DEFAULT, &[0, 0]).is_empty(), "a plan without actions is for C02");
    assert_eq!(keys("max_percent: 30", &[4, 2, 2, 2, 2]), ["theme-takes-much"]);
    assert_eq!(keys("min_actions: 7", &[4, 1, 1, 1]), ["theme-takes-much"]);
}

#[test]
fn what_does_not_happen_does_not_count() {
    check_rule(
        "C20",
        "
//- content/themes/a.md
---
title: A
---
//- content/themes/stil.md
---
title: Stil
type: style
---
//- content/plans/2026.md
---
title: Plan
year: 2026
themes: [a, stil]
#        ^ C20 theme-without-action warning
---
//- content/plans/2026.actions.csv
id;title;theme;status
x;X;a;postponed
y;Y;a;cancelled
z;Z;;done
//- content/plans/2025.md
---
title: Plan
year: 2025
themes: [a]
actions: [{id: x, title: X}]
---
",
    );
}

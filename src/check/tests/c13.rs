use crate::check::tests::{check_rule, findings};
use crate::lang::Lang;
use crate::parse::tests::fixture::files;

/// The time words found in an adopted guideline.
fn found(lang: Lang, body: &str) -> Vec<String> {
    let text = format!(
        "//- content/guidelines/a.md\n---\ntitle: A\nstatus: adopted\nlanguage: {}\n---\n\n{body}\n",
        lang.code()
    );
    let found = findings(&files(&text)).into_iter().filter(|finding| finding.code == "C13");
    found.map(|finding| finding.args[0].1.clone()).collect()
}

#[test]
fn words_of_each_language() {
    for (lang, text, expected) in [
        (
            Lang::Da,
            "I dag, i år og sidste år. P.t. har vi for nylig fået to, og snart tre.",
            &["I dag", "i år", "sidste år", "P.t", "for nylig", "snart"][..],
        ),
        (
            Lang::Sv,
            "I dag, i år, i fjol, nyligen, i dagsläget och för närvarande.",
            &["I dag", "i år", "i fjol", "nyligen", "i dagsläget", "för närvarande"],
        ),
        (Lang::Nb, "I dag, i år, i fjor, nylig og snart.", &["I dag", "i år", "i fjor", "nylig", "snart"]),
        (Lang::Nn, "I dag, i år, i fjor, nyleg og for tida.", &["I dag", "i år", "i fjor", "nyleg", "for tida"]),
        (
            Lang::En,
            "Today, this year, last year, recently and soon.",
            &["Today", "this year", "last year", "recently", "soon"],
        ),
    ] {
        assert_eq!(found(lang, text), expected, "{}", lang.code());
    }
}

/// What looks like a time word and is none.
#[test]
fn false_friends() {
    for (lang, text) in [
        (
            Lang::Da,
            "I dagplejen, i årevis, i året 2024, i år 2024. Så snart du kan. Det sidste år af planen. Skrift på 12 pt. er læselig. Hver dag.",
        ),
        (
            Lang::Da,
            "Skriv »i dag« med to ord. `i dag`. Vi [[a|ser]] i [b](a.md) år. Hvert år i august, sidste frist, næste skridt.",
        ),
        (Lang::Sv, "Så snart du kan. I årsredovisningen, i dagstidningen, i dagis. Snarast. Varje år."),
        (Lang::Nb, "Så snart du kan. I dagspressen, i årevis, i årsplanen. Hvert år."),
        (Lang::Nn, "Så snart du kan. I dagspressen, i årevis. Kvart år."),
        (Lang::En, "As soon as you can. The last year of the plan. In the next year of the plan. Todays. Yearly."),
    ] {
        assert!(found(lang, text).is_empty(), "{}: {:?}", lang.code(), found(lang, text));
    }
}

#[test]
fn only_what_is_adopted_and_in_force() {
    check_rule(
        "C13",
        "
//- content/guidelines/a.md
---
title: A
status: living
---

I dag.
//- content/guidelines/b.md
---
title: B
status: adopted
valid_until: 2026-01-01
---

I dag.
//- content/plans/2025.md
---
title: C
year: 2025
status: adopted
---

I dag.
//- content/pages/d.md
---
title: D
---

I dag.
//- content/editions/guideline/a/1.0.md
---
title: A
status: adopted
version: \"1.0\"
---

I dag.
",
    );
}

#[test]
fn each_is_told_once_and_can_be_allowed() {
    check_rule(
        "C13",
        "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C13: {allow: \"snart, i år\"}
//- content/guidelines/a.md
---
title: A
status: adopted
---

I dag og i dag, snart, i år. | I
^^^^^ C13 time-word note
dag.
",
    );
}

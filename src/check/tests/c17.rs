use super::check_rule;
use crate::check::c17_election::next_election;
use crate::lang::Lang;

#[test]
fn elections_are_on_the_days_of_the_law() {
    let day = |lang, today: &str| next_election(lang, today.parse().unwrap()).unwrap().to_string();
    assert_eq!(day(Lang::Da, "2025-01-01"), "2025-11-18");
    assert_eq!(day(Lang::Da, "2025-11-19"), "2029-11-20");
    assert_eq!(day(Lang::Da, "2021-01-01"), "2021-11-16");
    assert_eq!(day(Lang::Sv, "2026-01-01"), "2026-09-13");
    assert_eq!(day(Lang::Sv, "2022-09-11"), "2022-09-11");
    assert_eq!(day(Lang::Nb, "2026-01-01"), "2027-09-13");
    assert_eq!(day(Lang::Nn, "2023-01-01"), "2023-09-11");
    assert_eq!(next_election(Lang::En, "2026-01-01".parse().unwrap()), None);
}

/// A Norwegian plan for 2027, whose actions stand in the file beside it; the note can be accepted there.
#[test]
fn actions_beside_a_plan_are_looked_at() {
    let site = "//- content/site.yaml\ntitle: T\nmunicipality: M\nlanguage: nb\n";
    let plan = "//- content/plans/2027.md\n---\ntitle: Plan\nyear: 2027\n---\n";
    let channel = "//- content/channels/facebook.md\n---\ntitle: Facebook\ntype: social\n---\n";
    let actions = |accept: &str, mark: &str| {
        format!(
            "{site}{plan}{channel}//- content/plans/2027.actions.yaml\n- id: a\n  title: Film\n  channels: [facebook]\n  \
             start: 2027-08-01\n{mark}{accept}- {{id: b, title: Vei, channels: [facebook], deadline: 2027-09-13}}\n\
             - {{id: c, title: Etter, channels: [facebook], start: 2027-09-14}}\n\
             - {{id: d, title: Lenge før, channels: [facebook], start: 2027-06-12}}\n"
        )
    };
    check_rule("C17", &actions("", "#        ^^^^^^^^^^ C17 election-window note\n"));
    check_rule("C17", &actions("  accept: [{check: C17, reason: Gjennomgått.}]\n", ""));
}

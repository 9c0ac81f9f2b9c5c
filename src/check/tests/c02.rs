use crate::check::tests::check_rule;

/// A channel, an account and a strategy with one purpose, which nothing is wrong with.
const COMPANY: &str = "
//- content/strategies/some.md
---
title: Strategi
status: draft
purposes:
  - id: dialog
    title: Dialog
  - id: nyt
    title: Nyt
---
//- content/editions/strategy/some/1.0.md
---
title: Strategi
status: adopted
version: '1.0'
adopted_on: 2024-01-01
purposes:
  - id: dialog
    title: Dialog
---
//- content/channels/facebook.md
---
title: Facebook
type: social
---
//- content/channels/telefon.md
---
title: Telefonen
type: phone
---
//- content/data/accounts.csv
id;channel;name
hovedside;facebook;Kommunen
";

const MEASURED: &str = "
//- content/data/measurements.csv
date;account;followers;reactions
2026-10-31;hovedside;1000;40
";

#[track_caller]
fn check_in_site(fixture: &str) {
    check_rule("C02", &format!("{fixture}{COMPANY}{MEASURED}"));
}

#[test]
fn actions_and_goals_beside_the_plan_are_looked_at_in_their_file() {
    check_in_site(
        "
//- content/plans/2027.md
---
title: Plan
year: 2027
strategy: some
---
//- content/plans/2027.goals.yaml
- id: nummer
  title: Nummer
  metric: engagement_rate
  channel: facebook
  target: {min: 5}
  due: 2027-12-31
- id: pris
  title: Pris pr. opkald
  metric: cost_per_enquiry
  channel: telefon
  target: {max: 45}
  due: 2027-12-31
- id: opslag
  title: Opslag
#        ^^^^^^ C02 goal-incomplete warning
  metric: posts_per_month
  account: hovedside
  target: {min: 8}
  due: 2027-12-31
//- content/plans/2027.actions.csv
id;title;goals;purposes;status
a;Alfa;nummer|pris;dialog;planned
b;Beta;;;planned
  ^^^^ C02 action-without-goal warning
c;Gamma;;;cancelled
d;Delta;opslag;;in_progress
",
    );
}

/// An action that does not happen serves nothing; the purposes are those of the strategy in force, not of its draft.
#[test]
fn what_does_not_happen_serves_nothing() {
    check_in_site(
        "
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
#         ^^^^ C02 purpose-without-action warning
goals:
  - id: nummer
#       ^^^^^^ C02 goal-without-action warning
    title: Nummer
    metric: engagement_rate
    account: hovedside
    target: {min: 5}
    due: 2027-12-31
actions:
  - id: a
    title: A
    goals: [nummer]
    purposes: [dialog]
    status: postponed
---
",
    );
}

#[test]
fn plans_as_such() {
    check_in_site(
        "
//- content/plans/2026.md
---
title: Plan
year: 2026
#     ^^^^ C02 plan-without-actions warning
#     ^^^^ C02 plan-without-strategy warning
---
//- content/plans/2025.md
---
title: What is past is not mended
year: 2025
actions:
  - id: a
    title: A
---
//- content/plans/2027.md
---
title: Nor what is given up
status: repealed
year: 2027
---
",
    );
}

#[test]
fn goals_are_measured_somewhere() {
    let plan = "
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
goals:
  - id: a
    title: A
    metric: engagement_rate
#           ^^^^^^^^^^^^^^^ C02 goal-not-measured warning
    account: hovedside
    target: {min: 5}
    due: 2027-12-31
  - id: b
    title: B
    metric: engagement_rate
#           ^^^^^^^^^^^^^^^ C02 goal-without-account warning
    channel: telefon
    target: {min: 5}
    due: 2027-12-31
  - id: c
    title: C
#          ^ C02 goal-incomplete warning
    target: {}
    unit: besøg
actions:
  - id: a
    title: A
    goals: [a, b, c]
    purposes: [dialog]
---
";
    check_rule("C02", &format!("{plan}{COMPANY}"));
}

#[test]
fn a_link_that_lacks_can_be_accepted() {
    check_in_site(
        "
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
---
//- content/plans/2026.actions.csv
id;title;goals;purposes;accept.check;accept.reason
a;A;;dialog;C02;Driften måles ikke
b;B;;;;
  ^ C02 action-without-goal warning
",
    );
}

/// Without any goal no action can name one, and many unserved purposes are one finding.
#[test]
fn what_is_true_of_a_whole_plan_is_told_once() {
    check_rule(
        "C02",
        "
//- content/strategies/some.md
---
title: Strategi
purposes:
  - {id: a, title: A}
  - {id: b, title: B}
  - {id: c, title: C}
---
//- content/plans/2026.md
---
title: Plan
year: 2026
#     ^^^^ C02 plan-without-goals warning
strategy: some
#         ^^^^ C02 purposes-without-action warning
actions:
  - {id: en, title: En}
  - {id: to, title: To}
---
",
    );
}

#[test]
fn a_goal_has_a_day_and_what_cannot_be_read_is_there() {
    check_in_site(
        "
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
goals:
  - id: dato
    title: Dato
    metric: engagement_rate
    channel: facebook
    target: {min: 5}
    due: engang
#        ^^^^^^ R02 wrong-date
  - id: uden
    title: Uden
#          ^^^^ C02 goals-without-due note
    metric: engagement_rate
    channel: facebook
    target: {min: 5}
  - id: maal
    title: Maal
    metric: engagement_rate
    channel: facebook
    target: mange
#           ^^^^^ R02 expected-fields
actions:
  - {id: en, title: En, goals: [dato, uden, maal], purposes: [dialog]}
---
",
    );
}

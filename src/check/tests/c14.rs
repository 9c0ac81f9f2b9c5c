use crate::check::tests::check_rule;

const CARDS: &str = "
//- content/crisis/drift.md
---
kind: action_card
title: Drift
level: operational
steps:
  - {who: skift, do: Ring.}
---
//- content/crisis/ledelse.md
---
kind: action_card
steps: [{do: Ring}]
title: Ledelse
level: management
---
";

#[track_caller]
fn check(plan: &str) {
    check_rule("C14", &format!("{plan}{CARDS}"));
}

#[test]
fn a_plan_without_anything() {
    check(
        "
//- content/crisis/plan.md
---
title: Plan
       ^^^^ C14 crisis-never-tested warning
       ^^^^ C14 crisis-without-levels warning
       ^^^^ C14 no-management-card warning
       ^^^^ C14 no-operational-card warning
---
",
    );
}

#[test]
fn levels_and_cards_say_who() {
    check(
        "
//- content/crisis/plan.md
---
title: Plan
status: draft
levels:
  - id: a
    title: Niveau 1
#          ^^^^^^^^ C14 level-without-lead warning
#          ^^^^^^^^ C14 level-without-spokesperson warning
cards: [drift, ledelse, uden]
---
//- content/crisis/uden.md
---
kind: action_card
steps: [{do: Ring}]
title: Uden niveau
       ^^^^^^^^^^^ C14 card-without-level warning
---
//- content/data/roles.yaml
- id: skift
  title: Skift
#        ^^^^^ C14 role-not-reachable warning
- id: andre
  title: Andre
",
    );
}

fn tested(status: &str, days: &str) -> String {
    format!(
        "
//- content/crisis/plan.md
---
title: Plan
status: {status}
levels:
  - {{id: a, title: A, led_by: skift, spokesperson: skift}}
cards: [drift, ledelse]
{days}---
//- content/data/roles.yaml
- {{id: skift, title: Skift, mailbox: a@b.example, phone_main: 10 20 30 40}}
"
    )
}

#[test]
fn tests_and_exercises() {
    for fine in [
        "tested_on: 2025-11-20\n",
        "tested_on: 2026-09-01\nnext_exercise: 2026-11-20\n",
        // The exercise was held on its day.
        "tested_on: 2026-09-01\nnext_exercise: 2026-09-01\n",
    ] {
        check(&tested("adopted", fine));
    }
    check(&tested("adopted", "tested_on: 2025-11-19\n#          ^^^^^^^^^^ C14 crisis-test-old warning\n"));
    let missed =
        "tested_on: 2026-03-01\nnext_exercise: 2026-09-01\n#              ^^^^^^^^^^ C14 exercise-missed warning\n";
    check(&tested("adopted", missed));
    // What is being written or is given up cannot be tested.
    check(&tested("draft", ""));
    check(&tested("repealed", ""));
}

#[test]
fn the_months_are_the_sites() {
    let site = "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C14: {tested_within_months: 24}
";
    check(&format!("{site}{}", tested("adopted", "tested_on: 2024-11-20\n")));
}

/// A card says what to do, in its steps or in a list.
#[test]
fn cards_have_steps() {
    check_rule(
        "C14",
        "
//- content/crisis/tom.md
---
kind: action_card
title: Tom
#      ^^^ C14 card-without-steps warning
level: operational
---

Tag det roligt.
//- content/crisis/liste.md
---
kind: action_card
title: Liste
level: operational
---

1. Ring.
2. Skriv.
//- content/crisis/trin.md
---
kind: action_card
title: Trin
level: operational
steps:
  - do: Ring
---
",
    );
}

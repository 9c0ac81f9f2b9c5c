use crate::check::tests::{check_rule, findings, findings_of};
use crate::parse::tests::fixture::files;

#[test]
fn actions_by_their_status() {
    check_rule(
        "C07",
        "
//- content/data/roles.yaml
- id: r
  title: Rolle
  deputy: s
- id: s
  title: Afløser
//- content/plans/2026.md
---
title: Plan
year: 2026
---
//- content/plans/2026.actions.csv
id;title;responsible;deadline;status
a;Alt i orden;r;2026-11-20;in_progress
b;Overskredet;r;2026-11-19;in_progress
                ^^^^^^^^^^ C07 action-overdue warning
c;Planlagt;r;2026-11-19;planned
             ^^^^^^^^^^ C07 action-overdue warning
d;Uden noget;;;
  ^^^^^^^^^^ C07 action-without-deadline warning
  ^^^^^^^^^^ C07 action-without-responsible warning
e;Gjort;;2026-01-01;done
f;Aflyst;;;cancelled
g;Udsat;r;;postponed
h;Udsat og glemt;;2026-01-01;postponed
  ^^^^^^^^^^^^^^ C07 action-without-responsible warning
//- content/plans/2025.md
---
title: Sidste års plan
year: 2025
actions:
  - {id: a, title: A, deadline: 2025-01-01}
---
",
    );
}

#[test]
fn only_roles_that_answer_for_something_need_a_deputy() {
    check_rule(
        "C07",
        "
//- content/data/roles.yaml
- id: ejer
  title: Ejer
#        ^^^^ C07 role-without-deputy warning
- id: gruppe
  title: Gruppe
  group_members: [Kommunikation, Borgerservice]
- id: bidrager
  title: Bidrager
- id: sig-selv
  title: Sig selv
  deputy: sig-selv
#         ^^^^^^^^ C07 role-its-own-deputy warning
- id: foer
  title: Før i tiden
- id: leder
  title: Leder
#        ^^^^^ C07 role-without-deputy warning
- id: hjul
  title: Hjul
#        ^^^^ C07 role-without-deputy warning
//- content/pages/a.md
---
title: A
owner: ejer
---
//- content/pages/b.md
---
title: B
owner: gruppe
---
//- content/crisis/plan.md
---
title: Kriseplan
owner: sig-selv
status: adopted
levels:
  - {id: a, title: A, led_by: leder}
---
//- content/guidelines/gammel.md
---
title: Gammel
status: repealed
owner: foer
---
//- content/data/wheel.yaml
- {id: w, title: W, month: 4, responsible: hjul}
//- content/plans/2026.md
---
title: Plan
year: 2026
actions:
  - {id: a, title: A, responsible: gruppe, contributors: bidrager, deadline: 2026-12-01}
---
",
    );
}

#[test]
fn accounts_that_are_open() {
    check_rule(
        "C07",
        "
//- content/channels/facebook.md
---
title: Facebook
type: social
---
//- content/data/org_units.yaml
- id: u
  title: U
//- content/data/accounts.csv
id;channel;name;owner_unit;administrators;closed;last_checked
a;facebook;Alfa;u;2;;2025-11-20
b;facebook;Beta;u;2;;2025-11-19
                     ^^^^^^^^^^ C07 account-not-checked warning
c;facebook;Lukket;;0;2024-12-31;
d;facebook;Lukker snart;u;0;2026-12-31;2026-11-01
                          ^ C07 too-few-administrators warning
e;facebook;Bar;;;;
           ^^^ C07 account-incomplete warning
",
    );
}

/// What is taken for a person's name, and what a real site writes that is none.
#[test]
fn persons_and_bodies() {
    let bodies = [
        "Byrådet",
        "Børn og Unge",
        "Grums Kommunstyrelse",
        "Fet formannskap",
        "Teknik- og Miljøudvalget",
        "Nørreskov Bibliotek",
        "Den tværgående kommunikationsgruppe",
        "Direktionen, Nørreskov",
        "KS",
        "Executive Management",
        "City Council",
        "Kommunikationschef",
        "HR",
        "MED Udvalget",
        "Kommunaldirektør",
        "Vej og Park",
        "Region Syddanmark",
        "Musikskolens Bestyrelse",
        "redaktoer",
        "Kommunestyret",
        "Kommunalbestyrelsen den 3. maj",
    ];
    let persons = [
        "Anne Madsen",
        "Lars P. Holm",
        "Borgmester Anne Madsen",
        "Åse Bjørnstad",
        "Anne-Marie Lund Hansen",
        "Örjan Svensson",
    ];
    let count = |words: &str| {
        let site = format!(
            "
//- content/site.yaml
title: A
municipality: Nørreskov Kommune
language: da
//- content/data/org_units.yaml
- id: bib
  title: Nørreskov Bibliotek
//- content/strategies/a.md
---
title: A
status: adopted
adopted_by: {words}
---
"
        );
        findings_of("C07", &files(&site)).len()
    };
    for words in bodies {
        assert_eq!(count(words), 0, "{words}");
    }
    for words in persons {
        assert_eq!(count(words), 1, "{words}");
    }
}

#[test]
fn thresholds_are_the_sites() {
    let with = |checks: &str| {
        let site = format!(
            "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C07: {{{checks}}}
//- content/channels/facebook.md
---
title: Facebook
type: social
---
//- content/data/org_units.yaml
- id: u
  title: U
//- content/data/accounts.csv
id;channel;name;owner_unit;administrators;last_checked
a;facebook;Alfa;u;2;2026-05-20
"
        );
        findings_of("C07", &files(&site)).iter().map(|finding| finding.key).collect::<Vec<_>>()
    };
    assert!(with("min_administrators: 2, checked_within_months: 6").is_empty());
    assert_eq!(with("min_administrators: 3"), ["too-few-administrators"]);
    assert_eq!(with("checked_within_months: 5"), ["account-not-checked"]);
}

/// What stands there and cannot be read has been told, and last year's plan needs nobody.
#[test]
fn nothing_follows_from_what_cannot_be_read() {
    check_rule(
        "C07",
        "
//- content/plans/2026.md
---
title: Plan
year: 2026
actions:
  - id: a
    title: A
    responsible: r
    deadline: 2026-06-31
#             ^^^^^^^^^^ R02 date-not-there → 2026-06-30
---
//- content/plans/2025.md
---
title: Gammel plan
year: 2025
owner: gammel
---
//- content/data/roles.yaml
- {id: r, title: R, deputy: gammel}
- {id: gammel, title: Gammel}
",
    );
}

/// Who answers for much is told of it, with the number.
#[test]
fn a_role_answers_for_several_things() {
    let fixture = "
//- content/guidelines/a.md
---
title: A
owner: r
---
//- content/guidelines/b.md
---
title: B
owner: r
---
//- content/data/roles.yaml
- {id: r, title: R}
";
    let found = findings(&files(fixture));
    let told = found.iter().find(|finding| finding.key == "role-without-deputy-many").unwrap();
    let value = |name: &str| told.args.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    assert_eq!((value("answered"), value("more")), (Some("A"), Some("1")));
}

#[test]
fn living_texts_have_owners_and_active_channels_accounts() {
    check_rule(
        "C07",
        "
//- content/guidelines/a.md
---
title: A
#      ^ C07 living-without-owner warning
status: living
---
//- content/guidelines/b.md
---
title: B
status: draft
---
//- content/channels/facebook.md
---
title: Facebook
type: social
activity: active
#         ^^^^^^ C07 channel-without-account note
---
//- content/channels/avis.md
---
title: Avis
type: print
activity: active
---
//- content/channels/instagram.md
---
title: Instagram
type: social
activity: active
---
//- content/data/accounts.yaml
- {id: i, channel: instagram, name: I, administrators: 2, owner_unit: u, last_checked: 2026-11-01}
//- content/data/org_units.yaml
- {id: u, title: Stab for Ældre}
",
    );
}

/// Roles are not called after persons; a word of the municipality or of a unit is none, and English titles are left alone.
#[test]
fn roles_are_no_persons() {
    let fixture = "
//- content/data/org_units.yaml
- {id: u, title: Ung Nord}
//- content/data/roles.yaml
- {id: a, title: Anne Hansen}
#                ^^^^^^^^^^^ C07 role-called-after-person note
- {id: b, title: Redaktør Nord}
- {id: c, title: Kommunikationschef}
- id: d
  title: Gruppen
  group_members: [presseansvarlig, Per Olsen]
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C07 group-of-persons note
";
    check_rule("C07", fixture);
    let english = "//- content/site.yaml\ntitle: A\nmunicipality: B\nlanguage: en\n\
        //- content/data/roles.yaml\n- {id: a, title: Press Officer}\n";
    assert!(!findings(&files(english)).iter().any(|finding| finding.code == "C07"));
}

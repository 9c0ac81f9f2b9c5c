use crate::check::tests::check_rule;

#[test]
fn channels_that_cannot_be_used_by_then() {
    check_rule(
        "C03",
        "
//- content/channels/gammel.md
---
title: Gammel
type: social
closed: 2026-12-31
---
//- content/channels/lager.md
---
title: Lager
type: social
activity: passive
---
//- content/channels/ny.md
---
title: Ny
type: web
activity: planned
opened: 2027-02-01
---
//- content/plans/2026.actions.csv
id;title;channels;start;deadline;status
a;Før lukning;gammel;2026-11-01;2026-12-31;planned
b;Efter lukning;gammel;2026-12-01;2027-01-15;in_progress
                ^^^^^^ C03 action-on-closed-channel warning
c;Uden dato;gammel|lager;;;
            ^^^^^^ C03 action-on-closed-channel warning
#                  ^^^^^ C03 action-on-passive-channel warning
d;Gjort;gammel|lager;2026-01-01;2027-01-15;done
e;Aflyst;gammel|lager;2026-01-01;2027-01-15;cancelled
f;For tidligt;ny;2026-12-01;2027-01-15;planned
              ^^ C03 action-before-opening warning
g;Til tiden;ny;2026-12-01;2027-02-15;planned
//- content/plans/2026.md
---
title: Plan
year: 2026
---
//- content/plans/2025.md
---
title: Plan
year: 2025
actions:
  - {id: a, title: A, channels: [lager]}
---
",
    );
}

/// A strategy for two audiences, a theme for one of them, and a style theme, which is no content.
const SITE: &str = "
//- content/strategies/some.md
---
title: Strategi
max_themes_per_year: 1
channel_roles:
  - {channel: avis, audiences: [seniorer]}
  - {channel: lager, audiences: [unge]}
---
//- content/audiences/seniorer.md
---
title: Seniorer
---
//- content/audiences/unge.md
---
title: Unge
---
//- content/audiences/presse.md
---
title: Presse
---
//- content/channels/avis.md
---
title: Avisen
type: print
---
//- content/channels/lager.md
---
title: Lager
type: social
activity: passive
---
//- content/themes/stil.md
---
title: Tæt på
type: style
years: [2026]
---
//- content/themes/aeldre.md
---
title: Ældreliv
years: [2026]
audiences: [seniorer, unge]
---
//- content/themes/aabenhed.md
---
title: Åbenhed
years: [2027]
audiences: [presse]
---
";

#[test]
fn too_many_themes_and_themes_that_no_channel_serves() {
    check_rule(
        "C03",
        &format!(
            "{SITE}
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
themes: [aeldre, aabenhed, stil]
#       ^^^^^^^^^^^^^^^^^^^^^^^^ C03 too-many-themes warning
#                ^^^^^^^^ C03 theme-not-reaching warning
actions:
  - {{id: a, title: A, theme: aeldre, channels: [avis]}}
  - {{id: b, title: B, theme: aabenhed, channels: [avis]}}
---
"
        ),
    );
}

/// A theme without actions is for C20, a plan without actions for C02, and a passive channel waits for none.
#[test]
fn what_other_rules_tell_is_not_told_twice() {
    check_rule(
        "C03",
        &format!(
            "{SITE}
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
themes: aeldre
---
//- content/plans/2027.md
---
title: Plan
year: 2027
strategy: some
actions:
  - {{id: a, title: A, channels: [avis]}}
---
"
        ),
    );
}

/// Without a list of the plan's own, the themes say in which years they run.
#[test]
fn themes_of_the_year() {
    check_rule(
        "C03",
        &format!(
            "{SITE}
//- content/plans/2026.md
---
title: Plan
       ^^^^ C03 theme-not-reaching warning
year: 2026
strategy: some
#         ^^^^ C03 channel-without-action warning
actions:
  - {{id: a, title: A, theme: aeldre, channels: [netsted]}}
---
//- content/channels/netsted.md
---
title: Netsted
type: web
---
"
        ),
    );
}

/// A channel that is named twice, one that is nearly named, and those that no plan needs to name.
#[test]
fn channels_of_the_strategy() {
    check_rule(
        "C03",
        "
//- content/strategies/some.md
---
title: Strategi
channel_roles:
  - channel: facebook
  - channel: facebook
#            ^^^^^^^^ C03 channel-role-twice warning
  - channel: presse
  - channel: linkedin
  - channel: web
---
//- content/channels/facebook.md
---
title: Facebook
type: social
---
//- content/channels/presse.md
---
title: Presse
type: press
---
//- content/channels/linkedin.md
---
title: LinkedIn
type: social
activity: limited
---
//- content/channels/web.md
---
title: Web
type: web
---
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
#         ^^^^ C03 channel-without-action note
actions:
  - {id: a, title: A, channels: [Facebook, web]}
---
",
    );
}

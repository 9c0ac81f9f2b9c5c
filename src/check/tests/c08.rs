use crate::check::tests::{check_rule, findings};
use crate::parse::tests::fixture::files;

const CHANNELS: &str = "
//- content/channels/a.md
---
title: Alfa
type: social
---
//- content/channels/b.md
---
title: Beta
type: social
---
//- content/channels/c.md
---
title: Gamma
type: social
---
";

#[test]
fn texts_that_are_nearly_the_same() {
    check_rule(
        "C08",
        &format!(
            "{CHANNELS}
//- content/plans/2026.md
---
title: Plan
year: 2026
---
//- content/plans/2026.actions.csv
id;title;channels;status;treatment.a;treatment.b;treatment.c
x;X;a|b|c;planned;Ti gode råd om hjemmekompost;Ti gode råd om hjemmekompost!;Billeder fra haverne
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C08 double-publishing warning
y;Y;a|b;done;Det samme;Det samme;
z;Z;a|b;planned;Kort film;Kort film om maden på Solbakken;
w;W;a|b;cancelled;Det samme;Det samme;
"
        ),
    );
}

/// What an action may do on a channel that is not for some things.
fn is_excluded(not_for: &str, title: &str, treatment: Option<&str>) -> bool {
    let treatment = treatment.map(|text| format!("\n    treatment: {{a: \"{text}\"}}")).unwrap_or_default();
    let site = format!(
        "
//- content/channels/a.md
---
title: Alfa
type: social
not_for: [\"{not_for}\"]
---
//- content/plans/2026.md
---
title: Plan
year: 2026
actions:
  - id: x
    title: \"{title}\"
    channels: a{treatment}
---
"
    );
    findings(&files(&site)).iter().any(|finding| finding.key == "channel-not-for")
}

#[test]
fn what_a_channel_is_not_for() {
    assert!(is_excluded("Stillingsopslag", "Ærlige stillingsopslag", None));
    assert!(is_excluded("Driftsmeldinger og åbningstider", "Nye åbningstider i svømmehallen", None));
    assert!(is_excluded("Sagsbehandling og personlige oplysninger", "A", Some("Del personlige oplysninger")));
    assert!(is_excluded("Nyheder, åbningstider og jobopslag", "A", Some("Ugens nyhed")));
    assert!(is_excluded("Nyheder, åbningstider og jobopslag", "A", Some("Et nyt jobopslag")));
    assert!(is_excluded("Interne nyheder", "A", Some("Nyhederne fra den interne front")));
    assert!(is_excluded("Nyheder, der haster", "A", Some("Nyheder, der haster: vandet er lukket")));
}

#[test]
fn what_only_sounds_alike() {
    // The title is not what happens on the channel, where that is said.
    assert!(!is_excluded("Stillingsopslag", "Ærlige stillingsopslag", Some("Portræt af en elev")));
    // A relative clause belongs to its noun, and all of it has to be meant.
    assert!(!is_excluded("Nyheder, der haster", "A", Some("Ugens nyheder")));
    assert!(!is_excluded("Plakater og skærmbilleder med tekst", "A", Some("En tekst om havet")));
    // A compound is another word.
    assert!(!is_excluded("Sagsbehandling", "A", Some("Sagsbehandlingstider på ti områder")));
    // What denies cannot be judged by its words.
    assert!(!is_excluded("Indhold, som ikke også står på hjemmesiden", "A", Some("Indhold, der står på hjemmesiden")));
    assert!(!is_excluded("Lykønskninger uden indhold", "A", Some("Lykønskninger med indhold")));
    assert!(!is_excluded("Stillingsopslag", "A", Some("En dag på jobbet, ikke et stillingsopslag")));
    // Nothing but empty words.
    assert!(!is_excluded("Som det er", "A", Some("Som det er i dag")));
    // What follows `fra` belongs to it, and whose content it is matters.
    assert!(!is_excluded("Nyt fra byrådet og udvalgene", "A", Some("Udvalgene på besøg")));
    assert!(!is_excluded("Andres indhold", "A", Some("Nyt indhold på fredag")));
}

#[test]
fn settings_of_the_site() {
    let with = |checks: &str| {
        let site = format!(
            "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C08: {{{checks}}}
//- content/channels/a.md
---
title: A
type: social
not_for: [Nyheder]
---
//- content/channels/b.md
---
title: B
type: social
---
//- content/plans/2026.md
---
title: Plan
year: 2026
actions:
  - id: x
    title: X
    channels: [a, b]
    treatment: {{a: Fire nyheder om vand, b: Fire nyheder om land}}
---
"
        );
        findings(&files(&site))
            .into_iter()
            .filter(|found| found.code == "C08")
            .map(|found| found.key)
            .collect::<Vec<_>>()
    };
    assert_eq!(with("similarity: 95"), ["channel-not-for"]);
    assert_eq!(with("similarity: 80, ignored_words: 'nyhed, opslag'"), ["double-publishing"]);
}

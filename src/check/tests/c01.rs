#![expect(clippy::disallowed_methods, reason = "a test measures that nothing takes long")]

use std::fmt::Write as _;

use crate::check::tests::{check_rule, findings, findings_of};
use crate::parse::tests::fixture::files;

/// What C01 finds in a site.
#[track_caller]
fn check_site(fixture: &str) {
    check_rule("C01", fixture);
}

/// The same with a channel, a role and a strategy, which nothing is wrong with.
#[track_caller]
fn check_in_site(fixture: &str) {
    check_site(&format!("{fixture}{COMPANY}"));
}

const COMPANY: &str = "
//- content/channels/facebook.md
---
title: Facebook
type: social
---

## Svar på kommentarer
//- content/channels/instagram.md
---
title: Instagram
type: social
---
//- content/data/roles.yaml
- id: redaktoer
  title: Redaktør
//- content/strategies/some.md
---
title: Strategi
status: draft
purposes:
  - id: dialog
    title: Dialog
---
//- content/static/plan.pdf
";

#[test]
fn references_in_texts() {
    check_in_site(
        "
//- content/pages/a.md
---
title: A
---

Se [[facebook]], [[kanal:facebook#svar-paa-kommentarer|svar]] og [[role:redaktoer]].

Se [[facebok]], [[kanaal:facebook]] og [[zzz]]. [[kanal:instagran]]
   ^^^^^^^^^^^ C01 unknown-name → facebook
#               ^^^^^^^^^^^^^^^^^^^ C01 unknown-kind → kanal
#                                      ^^^^^^^ C01 unknown-name
#                                               ^^^^^^^^^^^^^^^^^^^ C01 unknown-name → kanal:instagram
Se [[facebook#svar-paa-komentarer]] og [[role:redaktoer#x]].
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C01 unknown-fragment → svar-paa-kommentarer
#                                      ^^^^^^^^^^^^^^^^^^^^ C01 unknown-fragment
",
    );
}

#[test]
fn names_that_two_kinds_have() {
    check_site(
        "
//- content/channels/presse.md
---
title: Presse
type: press
related: presse
#        ^^^^^^ C01 ambiguous-name
---

Se [[presse]] og [[channel:presse]].
   ^^^^^^^^^^ C01 ambiguous-name
//- content/audiences/presse.md
---
title: Pressen
---
",
    );
}

#[test]
fn references_in_fields() {
    check_in_site(
        "
//- content/guidelines/a.md
---
title: A
owner: redaktør
#      ^^^^^^^^ C01 unknown-of-kind → redaktoer
adopted_by: Byrådet
channels: [facebook, \"[[channel:instagram]]\", faceboook]
#                                             ^^^^^^^^^ C01 unknown-of-kind → facebook
themes: miljø
#       ^^^^^ C01 unknown-of-kind
related: [redaktoer, strategy:some, policy:some]
#         ^^^^^^^^^ C01 unknown-of-kind
#                                   ^^^^^^^^^^^ C01 unknown-of-kind
translation_of: guideline:b
#               ^^^^^^^^^^^ C01 unknown-of-kind
replaces: guideline:c
#         ^^^^^^^^^^^ C01 unknown-of-kind
legal_basis:
  - title: Lov
    url: javascript:alert(1)
#        ^^^^^^^^^^^^^^^^^^^ C01 link-scheme
  - title: Lov
    url: www.retsinformation.dk
#        ^^^^^^^^^^^^^^^^^^^^^^ C01 not-an-address
---
",
    );
}

#[test]
fn a_kind_that_is_not_found_is_named_in_every_language() {
    use crate::model::id::{Kind, RecordKind};
    let own_plan = [RecordKind::Purpose, RecordKind::Goal, RecordKind::Action];
    let records = RecordKind::ALL.iter().filter(|kind| !own_plan.contains(kind)).map(|kind| kind.key());
    let keys: Vec<_> = Kind::ALL.iter().map(|kind| kind.key()).chain(records).chain(["document"]).collect();
    for lang in crate::lang::Lang::ALL {
        for key in &keys {
            let labels = [format!("ref.{key}"), format!("kind.{key}")];
            assert!(labels.iter().any(|label| lang.text(label).is_some()), "{key} in {lang:?}");
        }
    }
}

#[test]
fn references_in_data_and_settings() {
    check_in_site(
        "
//- content/data/accounts.csv
id;channel;name;responsible;url
a;facebook;A;redaktoer;https://facebook.com/a
b;facbook;B;redaktor;data:x
  ^^^^^^^ C01 unknown-of-kind → facebook
#           ^^^^^^^^ C01 unknown-of-kind → redaktoer
#                    ^^^^^^ C01 link-scheme
//- content/data/figures.yaml
- id: engagement
  label: E
  computed:
    metric: engagement_rate
    account: a
- id: fejl
  label: F
  computed:
    metric: engagement-rat
#           ^^^^^^^^^^^^^^ C01 unknown-of-kind → engagement-rate
//- content/site.yaml
title: A
municipality: B
language: da
feedback: redaktøren
#         ^^^^^^^^^^ C01 unknown-of-kind → redaktoer
logo:
  file: plan.pfd
#       ^^^^^^^^ C01 logo-not-found → plan.pdf
  alt: Logo
links:
  - title: A
    url: //intranet
#        ^^^^^^^^^^ C01 not-an-address
withheld_versions:
  - document: strategy:somme
#             ^^^^^^^^^^^^^^ C01 unknown-of-kind → strategy:some
    version: \"1\"
    reason: R
",
    );
}

#[test]
fn links_and_pictures() {
    check_in_site(
        "
//- content/pages/a.md
---
title: A
---

## Et afsnit

[1](../channels/facebook.md#svar-paa-kommentarer) [2](/plan.pdf) [3](#et-afsnit) [4](https://a.example)
[5](mailto:a@b.example) [6](../static/plan.pdf) ![7](plan.pdf) [8](a.md) [9](#)

[1](facebook.md)
^^^^^^^^^^^^^^^^ C01 link-unknown-file → ../channels/facebook.md
[2](../channels/facebook.html)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C01 link-unknown-file → ../channels/facebook.md
[3](../channels/facebook.md#svar)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C01 unknown-fragment → svar-paa-kommentarer
[4](#et-afsnitt)
^^^^^^^^^^^^^^^^ C01 unknown-own-fragment → et-afsnit
[5](javascript:alert)
^^^^^^^^^^^^^^^^^^^^^ C01 link-scheme
[6](JaVaScRiPt&#58;alert)
^^^^^^^^^^^^^^^^^^^^^^^^^ C01 link-scheme
[7](//a.example)
^^^^^^^^^^^^^^^^ C01 link-no-scheme
[8](../../../etc/passwd)
^^^^^^^^^^^^^^^^^^^^^^^^ C01 link-leaves-site
[9]()
^^^^^ C01 link-empty
![10](plna.pdf)
^^^^^^^^^^^^^^^ C01 link-unknown-file → /plan.pdf
[11](../channels/)
^^^^^^^^^^^^^^^^^^ C01 link-unknown-file
",
    );
}

#[test]
fn plans() {
    check_in_site(
        "
//- content/plans/2026.md
---
title: Plan
year: 2026
strategy: some
goals:
  - id: g1
    title: G
actions:
  - id: a1
    title: A
    channels: facebook
    goals: [g1, g2, g3]
#                   ^^ C01 goal-not-in-plan
    purposes: [dialog, dialoog]
#                      ^^^^^^^ C01 purpose-not-in-strategy → dialog
    treatment:
      facebook: Ja
      instagram: Nej
#     ^^^^^^^^^ C01 treatment-without-channel warning
      tv: Nej
#     ^^ C01 unknown-of-kind
---
//- content/plans/2026.goals.yaml
- id: g2
  title: G
- id: g1
      ^^ R06 duplicate-id
  title: G
//- content/plans/2026.actions.csv
id;title;channels;goals;treatment.facebook;treatment.instagram
a2;A;facebook;g1;Ja;
a3;A;facebook;g1|g4;;Ja
#                ^^ C01 goal-not-in-plan
#                    ^^ C01 treatment-without-channel warning
a1;A;;;;
^^ R06 duplicate-id
//- content/plans/2027.goals.csv
! C01 data-without-plan → 2026
id;title
g9;G
",
    );
}

#[test]
fn flows() {
    check_in_site(
        "
//- content/guidelines/a.md
---
title: A
flow:
  - id: start
    ask: Er det et spørgsmål?
    answers:
      - label: Ja
        go: svar
      - label: Nej
        go: ring
      - label: Ved ikke
        go: svarr
#           ^^^^^ C01 flow-unknown-step → svar
  - id: svar
    do: Svar
    end: true
  - id: ring
#       ^^^^ C01 flow-loop warning
    do: Spørg
    go: rundt
  - id: rundt
#       ^^^^^ C01 flow-loop warning
    do: Spørg igen
    go: ring
  - id: glemt
#       ^^^^^ C01 flow-unreachable warning
    do: Intet
    end: true
  - id: svar
#       ^^^^ R06 duplicate-id
    do: Svar
    end: true
---
//- content/guidelines/b.md
---
title: B
flow:
  - id: start
    ask: Igen?
    answers:
      - label: Ja
        go: start
      - label: Nej
        go: slut
  - id: slut
#       ^^^^ C01 flow-dead-end warning
    do: Stop
---
",
    );
}

#[test]
fn views() {
    check_in_site(
        "
//- content/pages/a.md
---
title: A
---

```view channel-audiences
strategy: some
channels: [facebook, linkedin]
#                    ^^^^^^^^ C01 unknown-of-kind
```

```view handlinger
        ^^^^^^^^^^ C01 unknown-view
```

```view
   ^^^^ C01 view-without-name
```

```view actions
plna: 2026
^^^^ C01 unknown-parameter → plan
year: i år
#     ^^^^ C01 view-wrong-value
```
",
    );
}

#[test]
fn frozen_editions_have_notes() {
    check_in_site(
        "
//- content/editions/strategy/some/1.0.md
---
title: Strategi
version: \"1.0\"
owner: ukendt
#      ^^^^^^ C01 unknown-of-kind note
---

[[vk]] [x](vk.md)
^^^^^^ C01 unknown-name note
#      ^^^^^^^^^^ C01 link-unknown-file note
",
    );
}

#[test]
fn composed_links_find_decomposed_files() {
    let mut files = files(COMPANY);
    files.insert("content/themes/Grøn a\u{30a}.md".to_owned(), "---\ntitle: G\n---\n".to_owned());
    files.insert(
        "content/pages/a.md".to_owned(),
        "---\ntitle: A\n---\n\n[x](<../themes/Grøn å.md>) [[groen-aa]]\n".to_owned(),
    );
    assert_eq!(findings_of("C01", &files), []);
}

#[test]
fn many_broken_references_are_told_fast() {
    let mut files = files(COMPANY);
    for number in 0..1_000 {
        files.insert(format!("content/themes/tema-{number}.md"), format!("---\ntitle: T{number}\n---\n"));
    }
    let text = (0..200).fold("---\ntitle: A\n---\n".to_owned(), |mut text, number| {
        let _ = writeln!(text, "[[tmea-{number}]] [x](tmea-{number}.md)");
        text
    });
    files.insert("content/pages/a.md".to_owned(), text);
    let beginning = std::time::Instant::now();
    assert_eq!(findings_of("C01", &files).len(), 400);
    assert!(beginning.elapsed() < std::time::Duration::from_secs(40), "{:?}", beginning.elapsed());
}

/// Titles are known to whoever has seen the pages; a person is no role.
#[test]
fn titles_and_persons_where_ids_belong() {
    check_rule(
        "C01",
        "
//- content/data/roles.yaml
- {id: presse, title: Presseansvarlig på rådhuset}
- {id: chef, title: Kommunikationschef}
//- content/strategies/some.md
---
title: Strategi for sociale medier i Nørreskov
owner: Presseansvarlig på rådhuset
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ C01 unknown-of-kind → presse
---
//- content/pages/a.md
---
title: A
owner: Anne Hansen
#      ^^^^^^^^^^^ C01 unknown-of-kind
---

[[Strategi for sociale medier i Nørreskov]]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C01 unknown-name → some
[[strategy:Strategi for sociale medier]]
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C01 unknown-name → strategy:some
[[Helt andre ord]]
^^^^^^^^^^^^^^^^^^ C01 unknown-name
",
    );
    let page = "//- content/pages/a.md\n---\ntitle: A\nowner: Anne Hansen\n---\n";
    let hint = |roles: &str| {
        let found = findings(&files(&format!("{roles}{page}")));
        found.iter().find(|finding| finding.code == "C01").and_then(|finding| finding.hint)
    };
    assert_eq!(hint(""), Some("hint-person-no-roles"));
    assert_eq!(hint("//- content/data/roles.yaml\n- {id: r, title: R}\n"), Some("hint-person-for-role"));
}

use jiff::civil::date;

use crate::due::{Due, due};
use crate::parse::tests::fixture::{files, read};

/// What is due in a site, a line each: date, id, title, who answers.
fn listed(fixture: &str) -> Vec<String> {
    let read = read(&files(fixture));
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let line = |due: Due| {
        // A promise is known by a hash of its words.
        let id = due.id.trim_end_matches(|letter: char| letter.is_ascii_hexdigit() && due.id.starts_with("commitment"));
        let role = due.role.map(|role| format!(" {} <{}>", role.title, role.mailbox.unwrap_or_default()));
        format!("{} {id}: {}{}", due.date, due.title, role.unwrap_or_default())
    };
    due(&read.documents, &read.data, &read.config).into_iter().map(line).collect()
}

const SITE: &str = "\
//- content/data/roles.yaml
- {id: chef, title: Kommunikationschef, mailbox: kom@noerreskov.example}
- {id: vagt, title: Vagthavende}
//- content/channels/facebook.md
---
title: Facebook
type: social
last_reviewed: 2026-01-31
review_interval: 1 måned
owner: vagt
---
//- content/data/accounts.yaml
- {id: hoved, channel: facebook, name: Kommunen, responsible: chef, last_checked: 2026-10-02}
- {id: lukket, channel: facebook, name: Gammel, closed: 2025-01-01, last_checked: 2024-01-01}
- {id: aldrig, channel: facebook, name: Ny}
//- content/plans/2026.md
---
title: Plan 2026
year: 2026
owner: chef
valid_until: 2026-12-31
commitments:
  - {text: Status til byrådet, due: 2026-12-01}
  - {text: Opfyldt, due: 2026-12-01, fulfilled_by: plan-2025}
actions:
  - {id: film, title: Film, deadline: 2026-11-30, responsible: vagt}
  - {id: faerdig, title: Færdig, deadline: 2026-11-30, status: done}
---
//- content/plans/2026.actions.csv
id;title;deadline;status
brev;Nyhedsbrev;2026-11-01;in_progress
//- content/plans/2025.md
---
title: Plan 2025
id: plan-2025
year: 2025
review_due: 2026-01-01
valid_until: 2025-12-31
actions: [{id: glemt, title: Glemt, deadline: 2025-11-30}]
---
//- content/crisis/plan.md
---
title: Kriseplan
next_exercise: 2027-03-02
owner: ukendt
---
//- content/guidelines/kladde.md
---
title: Kladde
status: draft
review_due: 2026-12-01
---
//- content/guidelines/gammel.md
---
title: Gammel
status: repealed
review_due: 2026-12-01
---
//- content/site.yaml
title: Rettesnor
municipality: Nørreskov
language: da
accessibility: {assessed_on: 2026-09-28}
";

#[test]
fn everything_is_listed_by_date() {
    let expected = [
        "2026-02-28 review-channel-facebook: Facebook Vagthavende <>",
        "2026-11-01 deadline-2026-brev: Nyhedsbrev Kommunikationschef <kom@noerreskov.example>",
        "2026-11-30 deadline-2026-film: Film Vagthavende <>",
        "2026-12-01 commitment-action_plan-2026-: Status til byrådet (Plan 2026) Kommunikationschef <kom@noerreskov.example>",
        "2026-12-31 expiry-action_plan-2026: Plan 2026 Kommunikationschef <kom@noerreskov.example>",
        "2027-03-02 exercise-crisis_plan-plan: Kriseplan ukendt <>",
        "2027-09-28 assessment: Rettesnor",
        "2027-10-02 account-hoved: Kommunen (facebook) Kommunikationschef <kom@noerreskov.example>",
    ];
    assert_eq!(listed(SITE), expected);
}

#[test]
fn a_name_stays_when_the_date_moves() {
    let ids = |fixture: &str| {
        let read = read(&files(fixture));
        let mut ids: Vec<_> = due(&read.documents, &read.data, &read.config).into_iter().map(|due| due.id).collect();
        ids.sort();
        ids
    };
    let later = SITE.replace("2026-12-01}", "2026-12-15}").replace("deadline: 2026-11-30", "deadline: 2026-12-30");
    assert_ne!(SITE, later);
    assert_eq!(ids(SITE), ids(&later));
}

#[test]
fn what_is_past_is_late() {
    let read = read(&files(SITE));
    let all = due(&read.documents, &read.data, &read.config);
    let late = all.iter().filter(|due| due.is_late(date(2026, 11, 20))).count();
    assert_eq!(late, 2);
    assert!(!all[2].is_late(date(2026, 11, 30)));
}

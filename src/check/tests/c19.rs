use super::check_rule;

#[test]
fn a_translation_of_what_is_hidden_or_missing() {
    check_rule(
        "C19",
        "\
//- content/strategies/politik.md
---
kind: policy
title: Politik
status: draft
---
//- content/pages/a.md
---
title: A
translation_of: findes-ikke
---
//- content/pages/b.md
---
title: B
language: en
translation_of: c
---
//- content/pages/c.md
---
title: C
last_reviewed: 2026-01-01
---
",
    );
}

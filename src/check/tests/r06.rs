use crate::check::tests::check_rule;

#[test]
fn records_that_share_an_id() {
    check_rule(
        "R06",
        "
//- content/data/roles.yaml
- id: a
  title: A
- id: a
      ^ R06 duplicate-id
  title: B
//- content/data/glossary.yaml
- term: Rækkevidde
  definition: D
- term: raekkevidde
#       ^^^^^^^^^^^ R06 duplicate-id
  definition: D
//- content/pages/a.md
---
title: A
---
//- content/pages/b.md
---
title: B
id: a
#   ^ R06 duplicate-id
---
",
    );
}

/// A copy that was forgotten has the title of the original.
#[test]
fn two_documents_of_one_title() {
    check_rule(
        "R06",
        "
//- content/channels/facebook.md
---
title: Facebook
type: social
---
//- content/channels/facebook - kopi.md
---
title: Facebook
#      ^^^^^^^^ R06 duplicate-title warning
type: social
---
//- content/pages/facebook.md
---
title: Facebook
---
//- content/pages/facebook-en.md
---
title: Facebook
language: en
translation_of: page:facebook
---
//- content/plans/2025.md
---
title: Plan
year: 2025
---
//- content/plans/2026.md
---
title: Plan
year: 2026
---
",
    );
}

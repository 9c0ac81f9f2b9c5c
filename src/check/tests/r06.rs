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

use super::check_rule;

/// What is adopted and has a copy, with one thing changed in each.
fn copied(front: &str, body: &str) -> String {
    format!(
        "\
//- content/editions/strategy/s/1.0.md
---
title: Strategi
version: \"1.0\"
adopted_on: 2024-01-10
valid_from: 2024-02-01
purposes: [{{id: a, title: Dialog}}]
---

Vi svarer på [[page:kontakt]].
//- content/pages/kontakt.md
---
title: Kontakt
---
//- content/strategies/s.md
---
status: adopted
version: \"1.0\"
adopted_on: 2024-01-10
{front}---

{body}
"
    )
}

const FRONT: &str = "title: Strategi\nvalid_from: 2024-02-01\npurposes: [{id: a, title: Dialog}]\n";

#[test]
fn what_is_adopted_is_compared_with_its_copy() {
    let same = "Vi svarer på [[page:kontakt]].";
    check_rule("C11", &copied(FRONT, same));
    check_rule("C11", &copied(FRONT, &format!("\n\n{same}\n\n")));
    let marked = |line: &str, mark: &str| FRONT.replace(line, mark);
    let title = "title: Strategien\n#      ^^^^^^^^^^ C11 adopted-changed warning\n";
    check_rule("C11", &copied(&marked("title: Strategi\n", title), same));
    let valid = "valid_from: 2024-03-01\n#           ^^^^^^^^^^ C11 adopted-changed warning\n";
    check_rule("C11", &copied(&marked("valid_from: 2024-02-01\n", valid), same));
    let purpose = "title: Service}]\n#                         ^^^^^^^ C11 adopted-changed warning\n";
    check_rule("C11", &copied(&marked("title: Dialog}]\n", purpose), same));
    let word = "Vi svarer altid på [[page:kontakt]].\n#         ^^^^^ C11 adopted-changed warning";
    check_rule("C11", &copied(FRONT, word));
    let reference = "Vi svarer på [[page:s]].\n#            ^^^^^^^^^^ C11 adopted-changed warning";
    check_rule("C11", &copied(FRONT, reference).replace("pages/kontakt.md", "pages/s.md"));
}

#[test]
fn a_new_draft_and_a_new_version_are_no_change() {
    let draft = copied(FRONT, "Vi svarer ikke.")
        .replace("status: adopted\nversion: \"1.0\"", "status: draft\nversion: \"1.0\"");
    check_rule("C11", &draft);
    let newer = copied(FRONT, "Vi svarer ikke.").replace(
        "status: adopted\nversion: \"1.0\"\n",
        "status: adopted\nversion: \"2.0\"\n#        ^^^^^ C11 edition-missing note\n",
    );
    check_rule("C11", &newer);
}

/// Plans of one year for two strategies are no rivals, nor are a draft and a plan that is past.
#[test]
fn plans_of_one_year() {
    let plan = |name: &str, fields: &str| {
        format!("//- content/plans/{name}.md\n---\ntitle: {name}\nadopted_on: 2024-01-01\n{fields}---\n")
    };
    let strategies =
        "//- content/strategies/a.md\n---\ntitle: A\n---\n//- content/strategies/b.md\n---\ntitle: B\n---\n";
    check_rule(
        "C11",
        &[
            strategies,
            &plan("a", "status: adopted\nyear: 2026\nstrategy: a\n"),
            &plan("b", "status: adopted\nyear: 2026\nstrategy: b\n"),
            &plan("c", "status: draft\nyear: 2026\nstrategy: a\n"),
            &plan("d", "status: adopted\nyear: 2025\nstrategy: a\n"),
            &plan("e", "status: adopted\nyear: 2025\nstrategy: a\n"),
        ]
        .concat(),
    );
}

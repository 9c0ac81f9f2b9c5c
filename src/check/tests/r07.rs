use crate::check::tests::check_rule;

#[test]
fn settings_that_cannot_be_used_are_told() {
    check_rule(
        "R07",
        "
//- content/pages/a.md
---
title: A
language: en
#         ^^ R07 language-not-listed warning
---
//- content/pages/b.md
---
title: B
---
//- content/static/fonts/fira.woff2
//- content/site.yaml
title: A
municipality: B
language: da
languages: [sv, nb]
#          ^^^^^^^^ R07 own-language-not-listed
font: fonts/fire.woff2
#     ^^^^^^^^^^^^^^^^ R07 font-not-found → fonts/fira.woff2
embed:
  allowed_ancestors:
    - https://intranet.example:8080
    - intranet.example
#     ^^^^^^^^^^^^^^^^ R02 not-an-origin
    - https://*.example/sti
#     ^^^^^^^^^^^^^^^^^^^^^ R02 not-an-origin
    - https://a.example; script-src *
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ R02 not-an-origin
",
    );
}

#[test]
fn a_font_is_a_name_or_a_file_of_the_site() {
    let font = |font: &str, finding: &str| {
        check_rule(
            "R07",
            &format!(
                "//- content/site.yaml\ntitle: A\nmunicipality: B\nlanguage: da\nfont: {font}\n{finding}//- content/static/a.ttf\n"
            ),
        );
    };
    font("Fira Sans", "");
    font("static/a.ttf", "");
    font("a.ttf", "");
    font("a;b", "#     ^^^ R07 not-a-font\n");
    font("a.ttf\nfont_bold: static/a.ttf", "");
    font("a.ttf\nfont_bold: b.ttf", "#          ^^^^^ R07 font-not-found → a.ttf\n");
    font("a.ttf\nfont_bold: Fira Sans", "#          ^^^^^^^^^ R07 bold-without-font\n");
    font("Fira Sans\nfont_bold: a.ttf", "#          ^^^^^ R07 bold-without-font\n");
}

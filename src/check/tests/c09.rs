use crate::check::tests::check_rule;
use crate::lang::Lang;

#[track_caller]
fn check(fixture: &str) {
    check_rule("C09", fixture);
}

#[test]
fn pictures_without_words() {
    check(
        "
//- content/pages/a.md
---
title: A
---

![ ](a.png) ![a.png](a.png) ![Billede](a.png) ![IMG_2034](a.png) ![Et kort over byen](a.png)
^^^^^^^^^^^ C09 picture-without-text
#           ^^^^^^^^^^^^^^^ C09 picture-text-empty warning
#                           ^^^^^^^^^^^^^^^^^ C09 picture-text-empty warning
#                                             ^^^^^^^^^^^^^^^^^^ C09 picture-text-empty warning

[![](a.png)](https://a.example) [![Til forsiden](a.png)](https://a.example) ![Billede af rådhuset i 1950](a.png)
 ^^^^^^^^^^ C09 picture-without-text
//- content/static/a.png
",
    );
}

#[test]
fn headings() {
    check(
        "
//- content/pages/a.md
---
title: A
---

### For dyb
^^^^^^^^^^^ C09 heading-jump warning

## Afsnit

### [[b]]

## Andet

#### Springer
^^^^^^^^^^^^^ C09 heading-jump warning

##
^^ C09 heading-empty warning
//- content/pages/b.md
---
title: B
---
",
    );
}

#[test]
fn links_that_say_nothing() {
    check(
        "
//- content/pages/a.md
---
title: A
---

Klik [her.](b.md) og [Læs mere →](b.md) og [[b|her]] og [](b.md) og <https://kommune.example/a>.
     ^^^^^^^^^^^^ C09 link-words-empty warning
#                    ^^^^^^^^^^^^^^^^^^ C09 link-words-empty warning
#                                          ^^^^^^^^^ C09 link-words-empty warning
#                                                       ^^^^^^^^ C09 link-without-words
#                                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ C09 link-bare-address note

Her er [herregården](b.md), [læs mere om skolen](b.md), [[b]], [kommune.example](https://kommune.example)
og <post@kommune.example>. Se [planen (PDF, 2 MB)](a.pdf), [planen](a.pdf) (PDF), [regnearket](a.xlsx) og
[budgettet](a.xlsx).
^^^^^^^^^^^^^^^^^^^ C09 link-silent-file note
//- content/pages/b.md
---
title: B
---
//- content/static/a.pdf
//- content/static/a.xlsx
",
    );
}

/// Each language has its own empty words; a word of another is a name.
#[test]
fn links_by_language() {
    for (lang, empty, full) in [
        (Lang::Sv, "klicka här", "her"),
        (Lang::Nb, "les mer", "här"),
        (Lang::Nn, "les meir", "läs mer"),
        (Lang::En, "click here", "her"),
        (Lang::Da, "read more", "les meir"),
    ] {
        let page = |words: &str| format!("[{words}](b.md)");
        let empty = page(empty);
        check(&format!(
            "
//- content/pages/a.md
---
title: A
language: {}
---

{empty}
{} C09 link-words-empty warning

{}
//- content/pages/b.md
---
title: B
---
",
            lang.code(),
            "^".repeat(empty.chars().count()),
            page(full),
        ));
    }
}

#[test]
fn tables() {
    check(
        "
//- content/pages/a.md
---
title: A
---

|  | Mandag | Tirsdag |
|---|---|---|
| Åben | 9 | 10 |

| Kanal |  |
  ^^^^^ C09 table-header-empty warning
|---|---|
| Facebook | Ja |

| Kanal | ![Facebook](a.png) | ![Facebook](a.png) Facebook | [[b]] |
  ^^^^^ C09 table-header-picture warning
|---|---|---|---|
| Ja | Nej | Ja | Nej |

| ![Facebook](a.png) | Instagram |
  ^^^^^^^^^^^^^^^^^^ C09 table-header-picture warning
|---|---|
| Ja | Nej |
//- content/pages/b.md
---
title: B
---
//- content/static/a.png
",
    );
}

#[test]
fn bold_paragraphs() {
    check(
        "
//- content/pages/a.md
---
title: A
---

**Sådan gør du**
  ^^^^^^^^^^^^ C09 bold-as-heading note

Ring først.

**Det er vigtigt.**

**Husk** at ringe.

**To** **ord**

- **Punkt**

  Tekst.

> **Citat**
>
> Tekst.

**Sidst**
",
    );
}

#[test]
fn pale_colours() {
    check(
        "
//- content/site.yaml
title: A
municipality: B
language: da
colours:
  primary: \"#ffd100\"
           ^^^^^^^^^ C09 colour-pale note
  accent: \"#9c3d10\"
",
    );
}

#[test]
fn a_heading_of_level_one_is_told_as_well() {
    check(
        "
//- content/pages/a.md
---
title: A
---

# Stor
^^^^^^ C09 heading-level-one warning
",
    );
}

#[test]
fn text_in_capitals() {
    check(
        "
//- content/pages/a.md
---
title: A
---

## STRATEGI FOR SOCIALE MEDIER I KOMMUNEN
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C09 text-in-capitals note

Husk: DU MÅ IKKE DELE BILLEDER AF BØRN uden samtykke. Spørg EU, KL OG DR OM IT. »HVAD SKER DER FOR KOMMUNEN?«
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ C09 text-in-capitals note
",
    );
}

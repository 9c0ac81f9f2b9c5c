//! One test for each kind of change.

use insta::assert_snapshot;

use super::{between, shown};
use crate::redline::{SectionChange, sections};

#[test]
fn words_are_marked_and_crumbs_are_not() {
    let old = "Vi svarer inden for 24 timer på hverdage.";
    let new = "Vi svarer inden for to arbejdsdage.";
    assert_snapshot!(shown(&between(old, new)), @"~ Paragraph: Vi svarer inden for [-24 timer på hverdage-]{+to arbejdsdage+}.");
}

#[test]
fn a_run_keeps_its_inline_elements() {
    let old = "Se **den vigtige** [side](https://a.example/).";
    let new = "Se **den nye** [side](https://b.example/) nu.";
    assert_snapshot!(shown(&between(old, new)), @"~ Paragraph: Se *den *[-*vigtige* *side*-]{+*nye* *side* nu+}.");
}

#[test]
fn a_paragraph_is_put_in_and_taken_out() {
    let old = "Første afsnit om noget.\n\nAndet afsnit om kanaler.";
    let new = "Første afsnit om noget.\n\nHelt nyt om budgettet.\n\nAndet afsnit om kanaler.";
    assert_snapshot!(shown(&between(old, new)), @"
    = Paragraph: Første afsnit om noget.
    + Paragraph: {+Helt nyt om budgettet.+}
    = Paragraph: Andet afsnit om kanaler.
    ");
}

#[test]
fn a_heading_is_known_by_its_id() {
    let old = "## Svartid {#svar}\n\nTekst her.";
    let new = "### Hvor hurtigt? {#svar}\n\nTekst her.";
    assert_snapshot!(shown(&between(old, new)), @r#"
    ~ Heading was Heading { level: 2, anchor: "svar" }: [-Svartid-]{+Hvor hurtigt?+}
    = Paragraph: Tekst her.
    "#);
}

#[test]
fn items_of_a_list() {
    let old = "- Spørg først\n- Gem samtykket\n- Slet billedet";
    let new = "1. Spørg først\n2. Gem det skriftlige samtykke\n3. Slet billedet\n4. Skriv det ned";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ List was List(None)
      = Item
        = Line: Spørg først
      ~ Item
        ~ Line: Gem [-samtykket-]{+det skriftlige samtykke+}
      = Item
        = Line: Slet billedet
      + Item
        + Line: {+Skriv det ned+}
    ");
}

#[test]
fn rows_and_columns_of_a_table() {
    let old = "| Situation | Krav |\n|---|---|\n| Portræt | Skriftligt |\n| Børn | Begge forældre |\n| Torv | Intet |";
    let new = "| Situation | Krav | Hvem |\n|---|---|---|\n| Portræt | Mundtligt | Redaktør |\n| Beboere | Spørg igen | Leder |\n| Torv | Intet | Ingen |";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ Table ==+
      ~ Head
        = Cell: Situation
        = Cell: Krav
        + Cell: {+Hvem+}
      ~ Row
        = Cell: Portræt
        ~ Cell: [-Skriftligt-]{+Mundtligt+}
        + Cell: {+Redaktør+}
      - Row
        - Cell: [-Børn-]
        - Cell: [-Begge forældre-]
        = Gap
      + Row
        + Cell: {+Beboere+}
        + Cell: {+Spørg igen+}
        + Cell: {+Leder+}
      ~ Row
        = Cell: Torv
        = Cell: Intet
        + Cell: {+Ingen+}
    ");
}

#[test]
fn a_column_is_taken_out() {
    let old = "| Kanal | Tone | Svar |\n|---|---|---|\n| Facebook | Varm | 24 timer |\n| X | Kort | 2 timer |";
    let new = "| Kanal | Svar |\n|---|---|\n| Facebook | 24 timer |\n| X | 3 timer |";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ Table =-=
      ~ Head
        = Cell: Kanal
        - Cell: [-Tone-]
        = Cell: Svar
      ~ Row
        = Cell: Facebook
        - Cell: [-Varm-]
        = Cell: 24 timer
      ~ Row
        = Cell: X
        - Cell: [-Kort-]
        ~ Cell: [-2-]{+3+} timer
    ");
}

#[test]
fn a_moved_passage_is_told_as_moved() {
    let old = "## A\n\nMange medarbejdere har egne profiler, og nogle nævner deres arbejde der.\n\n## B\n\nTekst om noget andet.";
    let new = "## A\n\n## B\n\nTekst om noget andet.\n\nMange medarbejdere har egne profiler, og nogle nævner deres arbejdsplads der.";
    assert_snapshot!(shown(&between(old, new)), @"
    = Heading: A
    >0 Paragraph
    = Heading: B
    = Paragraph: Tekst om noget andet.
    <0 Paragraph: Mange medarbejdere har egne profiler, og nogle nævner deres [-arbejde-]{+arbejdsplads+} der.
    ");
}

#[test]
fn a_section_moves_with_its_heading() {
    let old = "## A\n\nTavshedspligten gælder altid og for alle ansatte.\n\n## B\n\nAftaler står skrevet, hvor andre kan finde dem.\n\nDerfor har hver rolle en stedfortræder og hver profil to.";
    let new = "## B\n\nAftaler står skrevet, hvor andre kan finde dem.\n\nDerfor har hver rolle en stedfortræder og hver profil to.\n\n## A\n\nTavshedspligten gælder altid og for alle ansatte.";
    assert_snapshot!(shown(&between(old, new)), @"
    >0 Heading
    >1 Paragraph
    = Heading: B
    = Paragraph: Aftaler står skrevet, hvor andre kan finde dem.
    = Paragraph: Derfor har hver rolle en stedfortræder og hver profil to.
    <0 Heading: A
    <1 Paragraph: Tavshedspligten gælder altid og for alle ansatte.
    ");
}

#[test]
fn quotes_alerts_code_and_rules() {
    let old = "> Citat om dialog\n\n> [!NOTE]\n> Husk det nu\n\n```\na = 1\nb = 2\n```\n\n---";
    let new = "> Citat om god dialog\n\n> [!WARNING]\n> Husk det nu\n\n```\na = 1\nb = 3\n```";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ Quote
      ~ Paragraph: Citat om {+god +}dialog
    ~ Alert was Alert(Note)
      = Paragraph: Husk det nu
    ~ Code: a = 1
    b = [-2-]{+3+}

    - Rule
    ");
}

#[test]
fn definitions() {
    let old = "Åben\n: Vi fortæller alt.\n\nKlar\n: Vi skriver, så man forstår det.";
    let new = "Åben\n: Vi fortæller alt.\n\nTydelig\n: Vi skriver, så man forstår det på en telefon.";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ Definitions
      = DefinitionTitle: Åben
      = DefinitionText
        = Line: Vi fortæller alt.
      - DefinitionTitle: [-Klar-]
      + DefinitionTitle: {+Tydelig+}
      ~ DefinitionText
        ~ Line: Vi skriver, så man forstår det{+ på en telefon+}.
    ");
}

#[test]
fn footnotes_keep_their_text_when_their_numbers_change() {
    let old = "Vi svarer.[^a]\n\n[^a]: Kilden er rapporten fra i fjor.";
    let new = "Nyt her.[^b] Vi svarer.[^a]\n\n[^b]: Se også loven.\n\n[^a]: Kilden er rapporten fra i år.";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ Paragraph: {+Nyt her.[^0] +}Vi svarer.[^1]
    note None Some(1)
      + Footnote
        + Paragraph: {+Se også loven.+}
    note Some(1) Some(2)
      ~ Footnote
        ~ Paragraph: Kilden er rapporten fra i [-fjor-]{+år+}.
    ");
}

#[test]
fn a_reference_is_its_symbol() {
    let old = "Se [[facebook]] og [[x]].";
    let new = "Se [[facebook]] og [[linkedin]].";
    assert_snapshot!(shown(&between(old, new)), @"~ Paragraph: Se [[New 0]] og [-[[Old 1]]-]{+[[New 1]]+}.");
}

#[test]
fn views_and_tasks() {
    let old = "- [ ] Skriv planen\n\n```view steps\nguideline: a\n```";
    let new = "- [x] Skriv planen\n\n```view steps\nguideline: b\n```";
    assert_snapshot!(shown(&between(old, new)), @"
    ~ TaskList
      ~ Item
        ~ Line: [-[Open]-]{+[Done]+}Skriv planen
    ~ View: [-steps, guideline: a-]{+steps, guideline: b+}
    ");
}

#[test]
fn sections_are_counted_by_what_became_of_them() {
    let old = "Indledning om noget.\n\n## A\n\nSamme tekst.\n\n## B\n\nGammel tekst om svar.\n\n### C\n\nMere.\n\n## D\n\nUd.";
    let new = "Indledning om alt.\n\n## A\n\nSamme tekst.\n\n## B\n\nNy tekst om svar.\n\n### C\n\nMere.\n\n## E\n\nInd i planen.";
    let told: Vec<_> = sections(&between(old, new)).into_iter().map(|own| (own.title, own.change)).collect();
    let expected = [
        ("", SectionChange::Changed),
        ("A", SectionChange::Same),
        ("B", SectionChange::Changed),
        ("D", SectionChange::Deleted),
        ("E", SectionChange::Inserted),
    ];
    assert_eq!(told, expected.map(|(title, change)| (title.to_owned(), change)));
}

#[test]
fn ten_thousand_lists_in_one_another_are_read() {
    let deep = |word: &str| (0..10_000).map(|_| "- ").collect::<String>() + word;
    assert!(!between(&deep("gammel"), &deep("ny")).is_empty());
}

use crate::check::tests::{check_rule, findings};
use crate::parse::tests::fixture::files;

/// What is found in a page with this body: the message and its first value.
fn found(body: &str) -> Vec<(&'static str, String)> {
    let found = findings(&files(&format!("//- content/pages/a.md\n---\ntitle: A\n---\n\n{body}\n"))).into_iter();
    found.filter(|finding| finding.code == "C15").map(|finding| (finding.key, finding.args[0].1.clone())).collect()
}

#[test]
fn the_index_is_words_per_sentence_and_share_of_long_words() {
    // Ten words in each sentence, of which five have seven letters or more: 10 + 50.
    let medium = "Borgeren får vores svar i tydelige, venlige opslag. Kom nemt videre. ";
    let hard = "Kommunen svarer borgeren med tydelige, venlige opslag og korte eksempler. ";
    assert_eq!(found(&medium.repeat(12)), []);
    assert_eq!(found(&hard.repeat(12)), [("text-hard", "60".to_owned())]);
}

#[test]
fn short_texts_and_english_have_no_index() {
    assert_eq!(found(&"Understøttelsesforanstaltninger. ".repeat(99)), []);
    check_rule(
        "C15",
        &format!(
            "//- content/pages/a.md\n---\ntitle: A\nlanguage: en\n---\n\n{}\n",
            "Understandable communication. ".repeat(80)
        ),
    );
}

#[test]
fn a_list_is_no_sentence_and_three_long_ones_are_told() {
    let long = format!("{} ord.", "Et ".repeat(39));
    assert_eq!(found(&"- Et punkt med fire ord og mere\n".repeat(20)), []);
    assert_eq!(found(&format!("{long} ").repeat(5)).iter().filter(|(key, _)| *key == "sentence-long").count(), 3);
    assert_eq!(found(&format!("| {long} |\n|---|\n| {long} |\n\n```text\n{long}\n```\n")), []);
    assert_eq!(found(&format!("Kort: {}", "et fx ".repeat(17))), []);
}

#[test]
fn sites_have_limits_of_their_own() {
    check_rule(
        "C15",
        "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C15: {sentence_words: 5, known: \"ESDH\"}
//- content/pages/a.md
---
title: A
---

Gem svaret i vores ESDH nu. Ring.
^^^^^^^^^^^^^^^^^^^^^^^^^^ C15 sentence-long note
",
    );
}

#[test]
fn abbreviations() {
    check_rule(
        "C15",
        "
//- content/data/glossary.yaml
- term: ESDH
  definition: Sagssystemet
- term: webtilgængelighed
  definition: For alle
  synonyms: [WAS]
//- content/pages/a.md
---
title: A
---

## STRATEGI FOR SOME

UU – Ungdommens Uddannelsesvejledning.

ESDHs mapper, WAS, EU's regler, PDF'en, kapitel XIV, HR-konsulenten og »KLE«. `KLE` på KLE.dk #KLE. Et DPO-møde.
#                                                                                                      ^^^ C15 abbreviation-unexplained note
En databeskyttelsesrådgiver (DBR) ringer til MED (medarbejdernes udvalg). DBR svarer. A B, X, Ja.
//- content/channels/x.md
---
title: X
type: social
activity: closed
---

Gem i KLE.
",
    );
}

/// The abbreviations that are told of in a site with a channel, a metric and a role of such names.
fn abbreviations_of(body: &str) -> Vec<String> {
    let site = "//- content/channels/facebook.md\n---\ntitle: Facebook\ntype: social\nsynonyms: [FB]\n\
        former_names: [ABF]\n---\n//- content/data/roles.yaml\n- {id: sks, title: SKS-teamet}\n";
    let fixture = format!("{site}//- content/pages/a.md\n---\ntitle: A\n---\n\n{body}\n");
    let found = findings(&files(&fixture)).into_iter().filter(|finding| finding.code == "C15");
    found.map(|finding| finding.args[0].1.clone()).collect()
}

#[test]
fn what_the_site_names_is_explained() {
    for known in ["På FB og ABF.", "Spørg SKS.", "Vores IPM steg."] {
        assert_eq!(abbreviations_of(known), [""; 0], "{known}");
    }
    for explained in ["IPM-index: Interaction Per Thousand Fans.", "KLE: kommunernes emneplan. Brug KLE."] {
        assert_eq!(abbreviations_of(explained), [""; 0], "{explained}");
    }
    assert_eq!(abbreviations_of("Husk KLE: nu."), ["KLE"]);
}

#[test]
fn part_of_a_name_is_no_abbreviation() {
    for name in ["Kilde er TNS Gallup.", "Vi spurgte Norstat KLE om det."] {
        assert_eq!(abbreviations_of(name), [""; 0], "{name}");
    }
    for plain in ["Brug KLE her.", "Gem i KLE. Skriv så.", "Kommunens KLE er ny."] {
        assert_eq!(abbreviations_of(plain), ["KLE"], "{plain}");
    }
}

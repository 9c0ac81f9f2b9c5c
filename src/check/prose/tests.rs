use proptest::prelude::*;

use super::{Glue, Lexicon, Manner, Prose, SentenceKind, lower};
use crate::parse::tests::fixture::{files, read};

/// The sentences of a page as their texts.
fn sentences(body: &str) -> Vec<String> {
    with_prose(body, |prose| {
        let running = prose.sentences.iter().filter(|sentence| sentence.kind == SentenceKind::Running);
        running.map(|sentence| prose.stretch(sentence.words.clone()).to_owned()).collect()
    })
}

fn with_prose<T>(body: &str, look: impl Fn(&Prose<'_>) -> T) -> T {
    let read = read(&files(&format!("//- content/pages/a.md\n---\ntitle: A\n---\n\n{body}\n")));
    look(&Prose::of(&read.documents[0]))
}

fn of_manner(body: &str, manner: Manner) -> Vec<String> {
    with_prose(body, |prose| {
        let of = prose.words.iter().enumerate().filter(|(_, word)| word.manner == manner);
        of.map(|(index, _)| prose.word(index).to_owned()).collect()
    })
}

#[test]
fn sentences_end_where_they_end() {
    for (text, expected) in [
        ("Ring først. Skriv så.", &["Ring først", "Skriv så"][..]),
        ("Brug fx. Facebook. Slut.", &["Brug fx. Facebook", "Slut"]),
        (
            "Se bl.a. Facebook og t.ex. Instagram. F.eks. LinkedIn.",
            &["Se bl.a. Facebook og t.ex. Instagram", "F.eks. LinkedIn"],
        ),
        ("Vi svarer kl. 9. Du ringer.", &["Vi svarer kl. 9", "Du ringer"]),
        ("Det følger af § 3, stk. 2. Du kan klage.", &["Det følger af § 3, stk. 2", "Du kan klage"]),
        ("Jf. Lov nr. 692 af 8. juni 2018. Den gælder.", &["Jf. Lov nr. 692 af 8. juni 2018", "Den gælder"]),
        ("Det koster 420 kr. Du betaler ca. 3 mio. kroner.", &["Det koster 420 kr", "Du betaler ca. 3 mio. kroner"]),
        ("Breve, opslag osv. Alt skal læses.", &["Breve, opslag osv", "Alt skal læses"]),
        ("H. C. Andersen skrev.", &["H. C. Andersen skrev"]),
        ("Hvad nu? Ring! Eller ...", &["Hvad nu", "Ring", "Eller"]),
        (
            "Skriv til post@kommune.dk. Se kommune.dk/kontakt. Slut.",
            &["Skriv til post@kommune.dk", "Se kommune.dk/kontakt", "Slut"],
        ),
        ("Husk tre ting: ring, skriv, spørg.", &["Husk tre ting", "ring, skriv, spørg"]),
        ("- Et punkt\n- Et andet\n\n  Med mere. Tekst.", &["Et punkt", "Et andet", "Med mere", "Tekst"]),
        ("Han sagde: »Nej. Aldrig.« Så gik han.", &["Han sagde", "Nej", "Aldrig", "Så gik han"]),
    ] {
        let expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(sentences(text), expected, "{text}");
    }
}

#[test]
fn words_have_places_and_glue() {
    use Glue::{Apart, Dot, Hyphen, Space};
    with_prose("Et **år** i\nkommune-Norge, p.t.\u{a0}Ærø [[a]] slut.", |prose| {
        let glue: Vec<_> = prose.words.iter().map(|word| word.glue).collect();
        assert_eq!(glue, [Apart, Space, Space, Space, Hyphen, Apart, Dot, Apart, Apart]);
        assert_eq!(prose.word(7), "ærø");
        assert_eq!(prose.written(7), "Ærø");
        assert_eq!(prose.words[7].letters, 3);
        assert_eq!(prose.stretch(1..3), "år i");
    });
}

#[test]
fn what_is_talked_about_is_marked() {
    assert_eq!(
        of_manner("Skriv »klik her« og ”mer här” og \"et\" og ’to tre’, så.", Manner::Quoted),
        ["klik", "her", "mer", "här", "et", "to", "tre"]
    );
    assert_eq!(of_manner("> Et citat\n\nEt »åbent. Jens’ hus", Manner::Quoted), ["et", "citat"]);
    assert_eq!(
        of_manner("## Et eksempel\n\nTekst.\n\n### Mere\n\nOgså.\n\n## Slut\n\nNej.", Manner::Quoted),
        ["tekst", "mere", "også"]
    );
    assert_eq!(
        of_manner("Kald `x y` på www.kommune.dk/twitter, #Et og ~~to~~ ![alt](a.png), bl.a. her.", Manner::Aside),
        ["x", "y", "www", "kommune", "dk", "twitter", "et", "to", "alt"]
    );
}

#[test]
fn phrases_are_found_as_whole_words() {
    let lexicon =
        Lexicon::new([("i dag", 1), ("dag", 2), ("offentlighets- och sekretesslagen", 3), ("sekretesslagen", 4)]);
    with_prose("I dag er i dagplejen en Dag. Offentlighets- och sekretesslagen, sekretesslagen, i `x` dag.", |prose| {
        let hits: Vec<_> = lexicon.find(prose).into_iter().map(|hit| (*hit.about, hit.words.start)).collect();
        assert_eq!(hits, [(1, 0), (2, 6), (3, 7), (4, 10), (2, 13)]);
    });
}

#[test]
fn lower_case_keeps_places() {
    for text in ["ÆØÅ ÄÖ É ß × İ Ж", "ÀÞ÷"] {
        assert_eq!(lower(text).len(), text.len());
    }
    assert_eq!(lower("ÆØÅÄÖÉ×"), "æøåäöé×");
}

proptest! {
    #[test]
    fn lower_case_is_that_of_each_letter(text in "[A-Za-z ÀÆ×ÞßæÿİЖž]{0,80}\\PC{0,80}") {
        let by_letter = text.chars().map(|letter| match letter {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => letter.to_lowercase().next().unwrap_or(letter),
            _ => letter,
        });
        prop_assert_eq!(lower(&text), by_letter.collect::<String>());
    }
}

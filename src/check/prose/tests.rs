use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Glue, Lexicon, Lexicons, Manner, Measure, Prose, SentenceKind, lower};
use crate::lang::Lang;
use crate::parse::tests::fixture::{files, read};

/// The sentences of a page as their texts.
fn sentences(body: &str) -> Vec<String> {
    with_prose(body, |prose| {
        let running = prose.sentences().iter().filter(|sentence| sentence.kind == SentenceKind::Running);
        running.map(|sentence| prose.stretch(sentence.words.clone()).to_owned()).collect()
    })
}

fn with_prose<T>(body: &str, look: impl Fn(&Prose<'_>) -> T) -> T {
    let read = read(&files(&format!("//- content/pages/a.md\n---\ntitle: A\n---\n\n{body}\n")));
    look(&Prose::of(&read.documents[0]))
}

fn of_manner(body: &str, manner: Manner) -> Vec<String> {
    with_prose(body, |prose| {
        let of = prose.words().iter().enumerate().filter(|(_, word)| word.manner == manner);
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
        let glue: Vec<_> = prose.words().iter().map(|word| word.glue).collect();
        assert_eq!(glue, [Apart, Space, Space, Space, Hyphen, Apart, Dot, Apart, Apart]);
        assert_eq!(prose.word(7), "ærø");
        assert_eq!(prose.written(7), "Ærø");
        assert_eq!(prose.words()[7].letters, 3);
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

#[test]
fn a_glance_sees_what_there_is_in_a_plain_text() {
    let body = "Kommunen svarer borgerne. Vi ringer tilbage inden fem dage, og så er sagen slut. Brug fx. Facebook.\n\n\
                Skriv en e-post til presse-vagten. Det er let.";
    with_prose(body, |prose| {
        assert_eq!(prose.measure(), Measure { sentences: 5, words: 25, long: 5, longest: 11 });
        assert_eq!(prose.glance(), Measure { longest: 11, ..prose.measure() });
    });
}

const PHRASES: [&str; 12] = [
    "i dag",
    "dag",
    "p.t.",
    "pt.",
    "för närvarande",
    "for tiden",
    "tidens",
    "å",
    "no-reply",
    "reply a",
    "offentlighets- och sekretesslagen",
    "sekretesslagen",
];

static KEPT: LazyLock<Lexicons<&'static str>> =
    LazyLock::new(|| Lexicons::new(|_| Lexicon::new(PHRASES.map(|phrase| (phrase, phrase)))));

/// Asserts that measure and phrases of a text are the same with and without the short ways.
fn assert_short_ways(body: &str) {
    let once = Lexicon::new(PHRASES.map(|phrase| (phrase, phrase)));
    with_prose(body, |prose| {
        let (glance, measure) = (prose.glance(), prose.measure());
        assert_eq!(glance.words, measure.words, "{body}");
        assert!(glance.sentences <= measure.sentences && glance.longest >= measure.longest, "{body}");
        assert!(glance.long >= measure.long && glance.lix() >= measure.lix(), "{body}");
        let told = |hits: Vec<super::lexicon::Hit<'_, &'static str>>| -> Vec<_> {
            hits.into_iter().map(|hit| (hit.words, *hit.about)).collect()
        };
        let plain = told(once.find_in_words(prose));
        assert_eq!(told(once.find(prose)), plain, "{body}");
        assert_eq!(told(KEPT.of(Lang::Sv).find(prose)), plain, "{body}");
    });
}

#[test]
fn short_ways_know_what_is_no_plain_text() {
    for body in [
        "Skriv til post@kommune.dk. Se www.kommune.dk/kontakt, #tag og https://kommune.dk/a. Og så.",
        "Et `x y z` og ~~to tre~~ og ![et billede](a.png) i dag.",
        "Bl.a. f.eks. 1.000 kr. Det er 3 × 4 og 5÷6·7, ±8 ė ķ. I\u{a0}dag. For\u{ad}valtning a\u{308}r.",
        "EU-kommissionen-[[a]] og EU-[[a]]ret, [[a]]-en. Kommune-[[a|x]]s. »Nej. Aldrig.« …",
        "| I dag | p.t. |\n|---|---|\n| Et. To. | no-reply |\n\n> Citat. For tiden.\n\n```\ni dag. a b\n```",
        "## Et eksempel i dag\n\nVi er i\ndag her. For\u{202f}tiden.\n\n## Andet\n\nOffentlighets- och sekretesslagen.",
        &"langt-sammensat-ord-".repeat(9),
        &format!("{}. {}", "å".repeat(70), "ab".repeat(70)),
    ] {
        assert_short_ways(body);
    }
}

/// Words of the five languages, and what may stand in their place.
const WORDS: &str = "kommunen|borgerne|forvaltningen|målgrupper|ældre|Økonomi|åbent|på|vi|i|dag|I dag|för närvarande|\
    medarbetarna|skoletilbud|kommunikasjon|nynorsk|understanding|the|p\\.t\\.|bl\\.a\\.|f\\.eks\\.|kr\\.|kl\\. 9|2026|\
    1\\.000|EU|H\\.|no-reply|tidens|for tiden|Offentlighets-|och|sekretesslagen|[a-zæøåäöé]{1,12}|[A-ZÆØÅ][a-zæøå]{0,9}";

/// What stands between words in most texts.
const SIGNS: &str = "[ ,]|\\. |! |\\? |: |…| – |-|\n|\n\n|\u{ad}|\u{a0}|a\u{308}|\\) | \\(|»|« ";

/// What makes words no prose, or no words.
const ODD: &str = "\\.|\"|@|#|/|://| \\[\\[a\\]\\]|\\[\\[a\\]\\]|`x` |\\*\\*|~~|×|\\PC";

fn texts(signs: &str) -> impl Strategy<Value = String> + use<> {
    proptest::string::string_regex(&format!("(({WORDS})({signs})){{0,50}}")).expect("it can be read")
}

proptest! {
    #[test]
    fn short_ways_lead_to_the_same(body in texts(SIGNS)) {
        assert_short_ways(&body);
    }

    #[test]
    fn short_ways_lead_to_the_same_in_odd_texts(body in texts(&format!("{SIGNS}|{ODD}"))) {
        assert_short_ways(&body);
    }

    #[test]
    fn short_ways_lead_to_the_same_in_any_text(body in "\\PC{0,200}") {
        assert_short_ways(&body);
    }

    #[test]
    fn lower_case_is_that_of_each_letter(text in "[A-Za-z ÀÆ×ÞßæÿİЖž]{0,80}\\PC{0,80}") {
        let by_letter = text.chars().map(|letter| match letter {
            'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => letter.to_lowercase().next().unwrap_or(letter),
            _ => letter,
        });
        prop_assert_eq!(lower(&text), by_letter.collect::<String>());
    }
}

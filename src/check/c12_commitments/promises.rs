//! Promises that stand in the text only: `Derfor vil der i 2016 blive udarbejdet en vejledning`.
//!
//! A sentence with a year, a word for what is to come and a word for making something, in the author's own voice. It
//! is a note, since a sentence can tell of what others will do.

use std::collections::BTreeSet;

use super::CODE;
use crate::bits;
use crate::check::Prose;
use crate::check::prose::Manner;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::kinds::Spec;

/// Words for what is to come, and words for making something, with all their forms.
struct Cues {
    future: &'static [&'static str],
    making: &'static [&'static str],
}

const DANISH: Cues = Cues {
    future: &[
        "vil",
        "bliver",
        "skal",
        "kommer",
        "udarbejdes",
        "laves",
        "oprettes",
        "udvikles",
        "lanceres",
        "revideres",
    ],
    making: &[
        "udarbejde",
        "udarbejdes",
        "udarbejdet",
        "udarbejder",
        "lave",
        "laves",
        "lavet",
        "laver",
        "udvikle",
        "udvikles",
        "udviklet",
        "udvikler",
        "oprette",
        "oprettes",
        "oprettet",
        "opretter",
        "lancere",
        "lanceres",
        "lanceret",
        "lancerer",
        "etablere",
        "etableres",
        "etableret",
        "offentliggøre",
        "offentliggøres",
        "offentliggjort",
        "revidere",
        "revideres",
        "revideret",
        "evaluere",
        "evalueres",
        "evalueret",
        "indføre",
        "indføres",
        "indført",
    ],
};
const SWEDISH: Cues = Cues {
    future: &["ska", "skall", "kommer", "tas", "utarbetas", "skapas", "lanseras", "införs", "revideras", "utvärderas"],
    making: &[
        "utarbeta",
        "utarbetas",
        "utarbetar",
        "fram",
        "skapa",
        "skapas",
        "skapar",
        "lansera",
        "lanseras",
        "lanserar",
        "införa",
        "införs",
        "inför",
        "revidera",
        "revideras",
        "utvärdera",
        "utvärderas",
        "utveckla",
        "utvecklas",
        "upprätta",
        "upprättas",
    ],
};
const BOKMAAL: Cues = Cues {
    future: &["vil", "blir", "skal", "kommer", "utarbeides", "lages", "opprettes", "utvikles", "lanseres", "revideres"],
    making: &[
        "utarbeide",
        "utarbeides",
        "utarbeidet",
        "utarbeider",
        "lage",
        "lages",
        "laget",
        "lager",
        "utvikle",
        "utvikles",
        "utviklet",
        "utvikler",
        "opprette",
        "opprettes",
        "opprettet",
        "etablere",
        "etableres",
        "etablert",
        "lansere",
        "lanseres",
        "lansert",
        "revidere",
        "revideres",
        "revidert",
        "evaluere",
        "evalueres",
        "evaluert",
        "innføre",
        "innføres",
        "innført",
    ],
};
const NYNORSK: Cues = Cues {
    future: &["vil", "blir", "skal", "kjem"],
    making: &[
        "utarbeide",
        "utarbeidast",
        "utarbeidd",
        "lage",
        "lagast",
        "laga",
        "utvikle",
        "utviklast",
        "utvikla",
        "opprette",
        "opprettast",
        "oppretta",
        "etablere",
        "etablerast",
        "etablert",
        "lansere",
        "lanserast",
        "lansert",
        "revidere",
        "reviderast",
        "revidert",
        "evaluere",
        "evaluerast",
        "evaluert",
        "innføre",
        "innførast",
        "innført",
    ],
};
const ENGLISH: Cues = Cues {
    future: &["will", "shall"],
    making: &[
        "prepare",
        "prepared",
        "develop",
        "developed",
        "draw",
        "drawn",
        "publish",
        "published",
        "launch",
        "launched",
        "create",
        "created",
        "produce",
        "produced",
        "establish",
        "established",
        "evaluate",
        "evaluated",
        "revise",
        "revised",
        "introduce",
        "introduced",
    ],
};

fn cues(lang: Lang) -> &'static Cues {
    match lang {
        Lang::Da => &DANISH,
        Lang::Sv => &SWEDISH,
        Lang::Nb => &BOKMAAL,
        Lang::Nn => &NYNORSK,
        Lang::En => &ENGLISH,
    }
}

/// Words by which a sentence tells of what has been, or says that something is not so.
const NOT: &[&str] = &[
    "blev", "er", "var", "har", "havde", "hade", "hadde", "ble", "blei", "vart", "är", "was", "were", "has", "have",
    "had", "ikke", "ikkje", "inte", "not",
];

/// Findings about the sentences of a document that is adopted, or meant to be. Plans and reports tell of nothing but
/// what is to be made, and has been.
pub(super) fn look(prose: &Prose<'_>, _: &Config) -> Vec<Diagnostic> {
    let document = prose.document();
    if !document.key.kind.is_governed() || matches!(document.spec, Spec::ActionPlan(_) | Spec::Report(_)) {
        return Vec::new();
    }
    let mut told = BTreeSet::new();
    let years = years(&prose.source.body.text).into_iter();
    let found = years.filter_map(|(at, year)| Some((sentence(prose, at)?, year)));
    let is_kept = |year: i16| {
        let mut days = document.meta.commitments.iter().filter_map(|own| own.due);
        days.any(|day| day.year() == year)
    };
    let open = found.filter(|(words, year)| !is_kept(*year) && promises(prose, words.clone()));
    open.filter_map(|(words, year)| told.insert(words.start).then(|| note(prose, words, year))).collect()
}

/// The years in a text, with their places. Digits are rare, so that all else is skipped at once.
fn years(text: &str) -> Vec<(usize, i16)> {
    let mut years = Vec::new();
    let mut at = 0;
    while let Some(start) = bits::digit(text.as_bytes(), at) {
        let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        at = start + length;
        let year = text[start..at].parse().ok().filter(|year| length == 4 && (2000..2100).contains(year));
        years.extend(year.map(|year| (start, year)));
    }
    years
}

/// The words of the sentence around a place.
fn sentence(prose: &Prose<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let word = prose.words().partition_point(|word| (word.end as usize) <= at);
    let is_plain = prose.words().get(word)?.manner == Manner::Plain;
    let next = prose.sentences().partition_point(|sentence| sentence.words.start <= word);
    let sentence = prose.sentences().get(next.checked_sub(1)?)?;
    (is_plain && sentence.words.contains(&word)).then(|| sentence.words.clone())
}

fn promises(prose: &Prose<'_>, words: std::ops::Range<usize>) -> bool {
    let cues = cues(prose.document().lang);
    let has = |wanted: &[&str]| words.clone().any(|index| wanted.contains(&prose.word(index)));
    has(cues.making) && has(cues.future) && !has(NOT)
}

fn note(prose: &Prose<'_>, words: std::ops::Range<usize>, year: i16) -> Diagnostic {
    let finding = Diagnostic::info(CODE, "promise-in-text", &prose.document().file).at(prose.span(words));
    let example = format!("commitments: [{{text: …, due: {year}-12-31}}]");
    finding.with("year", year.to_string()).with("example", example).hint("hint-promise-in-text")
}

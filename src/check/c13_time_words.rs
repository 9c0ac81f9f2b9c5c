//! C13: an adopted text does not say "today".
//!
//! **What.** Words that mean another time for each reader (`i dag`, `sidste år`, `för närvarande`, `soon`) in the body
//! of a document that is adopted and in force. Quotations, examples, code and tables' generated contents are passed
//! over, and so are words that only look alike: `så snart`, `i år 2024`, `det sidste år`.
//!
//! **Why.** A strategy is read for years. "Kommunen har i dag to profiler" was true on the day it was written, which
//! the reader does not know.
//!
//! **Mend.** Write the date or the year; in an adopted text with the next version. Custom of the craft; the seeds of
//! this program are full of it ("frem til i dag", undated).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::check::prose::{Glue, Lexicon, Lexicons};
use crate::check::{Examples, Parameter, Prose, Rule};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::document::Status;

const CODE: &str = "C13";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_prose: Some(look),
    parameters: &[ALLOW],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c13.passing.txt"),
            failing: include_str!("examples/c13.failing.txt"),
        },
    )
};

const ALLOW: Parameter = Parameter::words(CODE, "allow");

/// Words of one language, and what makes them harmless.
struct Words {
    lang: Lang,
    /// Parted by semicolons.
    phrases: &'static str,
    /// Pairs: the first word of a phrase and the words before which it means something else.
    harmless_after: &'static [(&'static str, &'static [&'static str])],
}

const WORDS: &[Words] = &[
    Words {
        lang: Lang::Da,
        phrases: "i dag; idag; i år; i går; sidste år; næste år; til næste år; sidste måned; næste måned; for nylig; for nyligt; \
            nyligt; nylig; snart; snarest muligt; p.t.; pt.; for tiden; for øjeblikket; i øjeblikket; på nuværende tidspunkt; \
            i skrivende stund; lige nu; inden længe; i den kommende tid; hidtil i år; nu om dage",
        harmless_after: &[
            ("snart", &["så", "hvor", "alt"]),
            ("sidste", &["det", "de", "hvert", "deres", "hans", "hendes", "sit", "dit"]),
            ("næste", &["det", "hvert", "sit"]),
            ("nylig", &["for"]),
            ("nyligt", &["for"]),
        ],
    },
    Words {
        lang: Lang::Sv,
        phrases: "i dag; idag; i år; i går; i fjol; förra året; nästa år; förra månaden; nästa månad; nyligen; snart; inom kort; \
            för närvarande; just nu; i nuläget; i dagsläget; i skrivande stund; för tillfället; nu för tiden",
        harmless_after: &[("snart", &["så", "hur"])],
    },
    Words {
        lang: Lang::Nb,
        phrases: "i dag; i år; i går; i fjor; neste år; forrige måned; neste måned; nylig; nylige; snart; for tiden; for øyeblikket; \
            per i dag; pr. i dag; i skrivende stund; akkurat nå; på nåværende tidspunkt; inntil nylig",
        harmless_after: &[("snart", &["så", "hvor"]), ("neste", &["det", "hvert"])],
    },
    Words {
        lang: Lang::Nn,
        phrases: "i dag; i år; i går; i fjor; neste år; førre månad; neste månad; nyleg; nylege; snart; for tida; for augeblinken; \
            for augneblinken; per i dag; i skrivande stund; akkurat no; på noverande tidspunkt",
        harmless_after: &[("snart", &["så", "kor"]), ("neste", &["det", "kvart"])],
    },
    Words {
        lang: Lang::En,
        phrases: "today; this year; last year; next year; yesterday; this month; last month; next month; recently; soon; currently; \
            at present; at the moment; right now; nowadays; at the time of writing; shortly",
        harmless_after: &[("soon", &["as", "so", "too", "how"]), ("last", &["the"]), ("next", &["the"])],
    },
];

static LEXICONS: LazyLock<Lexicons<()>> = LazyLock::new(|| {
    Lexicons::new(|lang| {
        let own = WORDS.iter().filter(|words| words.lang == lang);
        Lexicon::new(own.flat_map(|words| words.phrases.split(';')).map(|phrase| (phrase.trim(), ())))
    })
});

fn look(prose: &Prose<'_>, config: &Config) -> Vec<Diagnostic> {
    if prose.document().status() != Some(Status::Adopted) {
        return Vec::new();
    }
    let mut told: BTreeSet<String> = ALLOW.as_words(config).into_iter().map(str::to_lowercase).collect();
    let hits = LEXICONS.of(prose.document().lang).find(prose).into_iter();
    hits.filter(|hit| !is_harmless(prose, &hit.words))
        .filter_map(|hit| {
            // Each is told once: who mends one looks for the others.
            let written = prose.stretch(hit.words.clone());
            told.insert(written.to_lowercase()).then(|| {
                let finding = Diagnostic::info(CODE, "time-word", &prose.document().file);
                finding.at(prose.span(hit.words)).with("found", written).hint("hint-time-word")
            })
        })
        .collect()
}

/// Whether words beside it make a phrase mean something that stays true.
fn is_harmless(prose: &Prose<'_>, words: &std::ops::Range<usize>) -> bool {
    let own = WORDS.iter().filter(|own| own.lang == prose.document().lang);
    let mut pairs = own.flat_map(|words| words.harmless_after);
    let stands_beside = |index: usize| prose.words().get(index).is_some_and(|word| word.glue == Glue::Space);
    let before = words.start.checked_sub(1).filter(|_| stands_beside(words.start)).map(|index| prose.word(index));
    let after = if stands_beside(words.end) { prose.word(words.end) } else { "" };
    // `i år 2024` and `12 pt.`
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let first = prose.word(words.start);
    let measured = first == "pt" && before.is_some_and(is_number);
    is_number(after)
        || measured
        || pairs.any(|(own, harmless)| *own == first && before.is_some_and(|word| harmless.contains(&word)))
}

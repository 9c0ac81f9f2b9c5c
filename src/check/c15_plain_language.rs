//! C15: the text can be read by those it is for.
//!
//! **What.** Notes, few by design: a readability index (LIX) above the site's limit, the longest of the sentences that
//! are too long, and abbreviations in capitals that are explained neither in the glossary nor on the page.
//!
//! **Why.** Plain language is law in Sweden (språklagen § 11) and Norway (språklova § 9) and good practice everywhere.
//! LIX is C. H. Björnsson's measure (*Läsbarhet*, 1968): words per sentence, plus the share of words of more than six
//! letters in per cent. Below 40 is easy, 40 to 50 medium as in newspapers, 50 to 60 hard as in official texts.
//!
//! **Mend.** Split the sentence; say it with shorter words; write the abbreviation out where it is used first. LIX
//! knows nothing of meaning: a text can be clear in spite of it, and is then to be accepted.

mod abbreviations;

use crate::check::prose::{Manner, SentenceKind};
use crate::check::{Examples, Parameter, Prose, Rule};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::lang::Lang;

const CODE: &str = "C15";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_prose: Some(look),
    in_document: Some(abbreviations::document),
    parameters: &[LIX, SENTENCE_WORDS, KNOWN],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c15.passing.txt"),
            failing: include_str!("examples/c15.failing.txt"),
        },
    )
};

const LIX: Parameter = Parameter::number(CODE, "lix", 50.0);
const SENTENCE_WORDS: Parameter = Parameter::number(CODE, "sentence_words", 35.0);
const KNOWN: Parameter = Parameter::words(CODE, "known");

/// Sentences and abbreviations told in one document: who mends these sees the others.
const MOST: usize = 3;
/// Words below which an index says nothing.
const ENOUGH: usize = 100;
/// Letters from which on a word is long.
const LONG: u32 = 7;

fn look(prose: &Prose<'_>, config: &Config) -> Vec<Diagnostic> {
    let counts: Vec<Count> = prose
        .sentences
        .iter()
        .filter(|sentence| sentence.kind == SentenceKind::Running)
        .map(|sentence| Count::of(prose, sentence.words.clone()))
        .filter(|count| count.words > 0)
        .collect();
    let mut findings = long_sentences(prose, &counts, SENTENCE_WORDS.as_number(config));
    findings.extend(hard_text(prose, &counts, LIX.as_number(config)));
    findings
}

/// Words in a sentence; compounds with a hyphen are one word.
struct Count {
    place: std::ops::Range<usize>,
    words: usize,
    long: usize,
}

impl Count {
    fn of(prose: &Prose<'_>, place: std::ops::Range<usize>) -> Self {
        use crate::check::prose::Glue;
        let (mut words, mut long, mut letters) = (0, 0, 0);
        for word in prose.words[place.clone()].iter().filter(|word| word.manner != Manner::Aside) {
            if matches!(word.glue, Glue::Hyphen | Glue::Dot) && words > 0 {
                // Long as soon as its parts are, and once only.
                long += usize::from(letters < LONG && letters + word.letters >= LONG);
                letters += word.letters;
                continue;
            }
            words += 1;
            letters = word.letters;
            long += usize::from(letters >= LONG);
        }
        Self { place, words, long }
    }
}

/// The longest of the sentences that have too many words.
fn long_sentences(prose: &Prose<'_>, counts: &[Count], limit: f64) -> Vec<Diagnostic> {
    let mut long: Vec<_> = counts.iter().filter(|count| count.words as f64 > limit).collect();
    long.sort_by_key(|count| std::cmp::Reverse(count.words));
    long.truncate(MOST);
    let tell = |count: &Count| {
        let finding = Diagnostic::info(CODE, "sentence-long", &prose.document().file);
        let finding = finding.at(prose.span(count.place.clone())).with("words", count.words.to_string());
        finding.with("limit", limit.to_string()).hint("hint-sentence-long")
    };
    long.into_iter().map(tell).collect()
}

/// The index of the whole text, if it is beyond the limit. Its scale is that of the Nordic languages.
fn hard_text(prose: &Prose<'_>, counts: &[Count], limit: f64) -> Option<Diagnostic> {
    let words: usize = counts.iter().map(|count| count.words).sum();
    let long: usize = counts.iter().map(|count| count.long).sum();
    if words < ENOUGH || prose.document().lang == Lang::En {
        return None;
    }
    let (per_sentence, share) = (words as f64 / counts.len() as f64, 100.0 * long as f64 / words as f64);
    let lix = per_sentence + share;
    let finding = || Diagnostic::info(CODE, "text-hard", &prose.document().file);
    (lix > limit).then(|| {
        let finding = finding().at(prose.document().meta.places.of("title"));
        let finding = finding.with("lix", format!("{lix:.0}")).with("limit", limit.to_string());
        let finding = finding.with("words", format!("{per_sentence:.0}")).with("share", format!("{share:.0}"));
        finding.hint("hint-text-hard")
    })
}

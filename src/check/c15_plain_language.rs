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

use std::ops::Range;

use crate::check::prose::{Measure, SentenceKind};
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

fn look(prose: &Prose<'_>, config: &Config) -> Vec<Diagnostic> {
    let (limit, lix) = (SENTENCE_WORDS.as_number(config), LIX.as_number(config));
    let glance = prose.glance();
    if glance.longest as f64 <= limit && glance.lix() <= lix {
        return Vec::new();
    }
    let measure = prose.measure();
    let mut findings = Vec::new();
    if measure.longest as f64 > limit {
        findings = long_sentences(prose, limit);
    }
    findings.extend(hard_text(prose, measure, lix));
    findings
}

/// The longest of the sentences that have too many words.
fn long_sentences(prose: &Prose<'_>, limit: f64) -> Vec<Diagnostic> {
    let running = prose.sentences().iter().filter(|sentence| sentence.kind == SentenceKind::Running);
    let counted = running.map(|sentence| (&sentence.words, prose.measure_of(sentence).words));
    let mut long: Vec<_> = counted.filter(|(_, count)| *count > 0 && *count as f64 > limit).collect();
    long.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    long.truncate(MOST);
    let tell = |(words, count): (&Range<usize>, usize)| {
        let finding = Diagnostic::info(CODE, "sentence-long", &prose.document().file);
        let finding = finding.at(prose.span(words.clone())).with("words", count.to_string());
        finding.with("limit", limit.to_string()).hint("hint-sentence-long")
    };
    long.into_iter().map(tell).collect()
}

/// The index of the whole text, if it is beyond the limit. Its scale is that of the Nordic languages.
fn hard_text(prose: &Prose<'_>, measure: Measure, limit: f64) -> Option<Diagnostic> {
    if measure.words < ENOUGH || prose.document().lang == Lang::En {
        return None;
    }
    let (lix, per_sentence, share) = (measure.lix(), measure.words_per_sentence(), measure.long_share());
    let finding = || Diagnostic::info(CODE, "text-hard", &prose.document().file);
    (lix > limit).then(|| {
        let finding = finding().at(prose.document().meta.places.of("title"));
        let finding = finding.with("lix", format!("{lix:.0}")).with("limit", limit.to_string());
        let finding = finding.with("words", format!("{per_sentence:.0}")).with("share", format!("{share:.0}"));
        finding.hint("hint-text-hard")
    })
}

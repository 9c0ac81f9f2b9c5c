//! C16: words that are outdated or misleading in the page's language are not used.
//!
//! **What.** In the texts of documents that are being worked with: laws, authorities and services that have been
//! replaced, platforms that have another name, words about people that they do not use of themselves, and words that
//! lead to mistakes of law. Each stands in [`table`] with what to say instead and where that comes from. A channel's
//! `former_names` and the site's own `terms` count as well. Quotations, examples, code and addresses do not, nor
//! `tidligere Twitter`.
//!
//! **Why.** Who looks up a law that is no more gets the wrong rule; the Danish Ombudsman asks authorities not to speak
//! of a duty of loyalty, since it makes employees believe that they may not speak.
//!
//! **Mend.** Write what is proposed. A word that is meant as it stands is put between quotation marks, or allowed.

mod platforms;
mod table;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::check::prose::{Glue, Lexicon, Lexicons, is_present, lower};
use crate::check::{Context, Examples, Parameter, Prose, Rule};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::kinds::Spec;
use crate::parse::DocumentSource;

use table::{TERMS as TABLE, Term, Why};

const CODE: &str = "C16";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_prose: Some(look),
    in_site: Some(site),
    parameters: &[TERMS, ALLOW],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c16.passing.txt"),
            failing: include_str!("examples/c16.failing.txt"),
        },
    )
};

/// The site's own words: `brugerbetaling: egenbetaling, indsigelse: klage`.
const TERMS: Parameter = Parameter::words(CODE, "terms");
const ALLOW: Parameter = Parameter::words(CODE, "allow");

static LEXICONS: LazyLock<Lexicons<&'static Term>> = LazyLock::new(|| {
    Lexicons::new(|lang| {
        let own = TABLE.iter().filter(|term| term.lang == lang);
        Lexicon::new(own.flat_map(|term| term.forms.split(';').map(move |form| (form.trim(), term))))
    })
});

/// Words before a name that say that it is the former one; in all languages.
const FORMER: &[&str] = &[
    "daværende",
    "dåvarande",
    "dåværende",
    "ex",
    "former",
    "formerly",
    "förut",
    "gamla",
    "gamle",
    "hed",
    "heitte",
    "het",
    "hette",
    "kaldt",
    "tidigare",
    "tidlegare",
    "tidligere",
];
/// Words after a name that say the same: `Twitter (nu X)`.
const NOW: &[&str] = &["nu", "nå", "no", "now"];

fn look(prose: &Prose<'_>, config: &Config) -> Vec<Diagnostic> {
    let mut told: BTreeSet<String> = ALLOW.as_words(config).into_iter().map(lower).collect();
    let mut findings = Vec::new();
    for hit in LEXICONS.of(prose.document().lang).find(prose) {
        let term = *hit.about;
        let is_new = || !told.contains(term.forms) && !told.contains(&lower(prose.stretch(hit.words.clone())));
        let holds = || term.since.is_none_or(|since| tells_of_after(prose, &hit.words, since, config));
        if term.why != Why::Right && !is_told_as_former(prose, &hit.words, term.instead) && is_new() && holds() {
            told.insert(term.forms.to_owned());
            findings.push(finding(prose, hit.words, term));
        }
    }
    findings.extend(own_terms(prose, config));
    findings
}

/// Findings about the names of platforms and channels.
fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = former_names(context);
    findings.extend(platforms::findings(context));
    findings
}

/// Whether words are of a time after `since`: the day asked for is, and the sentence names no year before.
fn tells_of_after(prose: &Prose<'_>, words: &std::ops::Range<usize>, since: Date, config: &Config) -> bool {
    config.options.today >= since && !names_year_before(prose, words, since.year())
}

/// Whether the sentence of some words says besides them that it tells of a year before another: `per januar 2013 var 20 % på …`.
fn names_year_before(prose: &Prose<'_>, words: &std::ops::Range<usize>, before: i16) -> bool {
    let next = prose.sentences().partition_point(|sentence| sentence.words.start <= words.start);
    let sentence = next.checked_sub(1).and_then(|index| prose.sentences().get(index));
    let others = sentence.into_iter().flat_map(|sentence| sentence.words.clone());
    others.filter(|index| !words.contains(index)).any(|index| {
        let year = Some(prose.written(index)).filter(|word| word.len() == 4).and_then(|word| word.parse::<i16>().ok());
        year.is_some_and(|year| (1900..before).contains(&year))
    })
}

/// The finding about a word of the table.
fn finding(prose: &Prose<'_>, words: std::ops::Range<usize>, term: &Term) -> Diagnostic {
    let file = &prose.document().file;
    let finding = match term.why {
        Why::Renamed | Why::Right => Diagnostic::info(CODE, "term-renamed", file),
        Why::Replaced => Diagnostic::warning(CODE, "term-replaced", file),
        Why::Misleading => Diagnostic::warning(CODE, "term-misleading", file),
        Why::People => Diagnostic::info(CODE, "term-people", file),
    };
    let written = prose.stretch(words.clone());
    let finding = finding.at(prose.span(words)).with("found", written).with("instead", term.instead);
    finding.with("source", term.source).hint("hint-term")
}

/// Whether the words beside a name say that it is the former one, as in `X (tidligere Twitter)` and `X (Twitter)`.
fn is_told_as_former(prose: &Prose<'_>, words: &std::ops::Range<usize>, instead: &str) -> bool {
    let before = words.start.checked_sub(1).map_or("", |index| prose.word(index));
    let after = prose.word(words.end);
    let joined = prose.words().get(words.start).is_some_and(|word| word.glue == Glue::Apart);
    FORMER.contains(&before) || NOW.contains(&after) || joined && !before.is_empty() && before == lower(instead)
}

/// Findings about the words that the site itself does not want.
fn own_terms(prose: &Prose<'_>, config: &Config) -> Vec<Diagnostic> {
    let wishes = TERMS.as_words(config);
    if wishes.is_empty() {
        return Vec::new();
    }
    let pairs = wishes.iter().filter_map(|wish| wish.split_once(':'));
    let lexicon = Lexicon::new(pairs.map(|(word, instead)| (word.trim(), instead.trim())));
    let hits = lexicon.find(prose).into_iter();
    hits.map(|hit| own(prose, hit.words, hit.about)).collect()
}

fn own(prose: &Prose<'_>, words: std::ops::Range<usize>, instead: &str) -> Diagnostic {
    let finding = Diagnostic::info(CODE, "term-own", &prose.document().file).at(prose.span(words.clone()));
    finding.with("found", prose.stretch(words)).with("instead", instead).hint("hint-term-own")
}

/// A channel's former name and its present one.
struct Former<'a> {
    name: &'a str,
    now: &'a str,
    channel: &'a DocumentSource,
}

/// Findings about the former names of channels, in all documents but the channel's own.
fn former_names(context: &Context<'_>) -> Vec<Diagnostic> {
    let all: Vec<_> = context.sources.iter().flat_map(|source| formers(source)).collect();
    let present = context.sources.iter().filter(|source| is_present(&source.document, context.config));
    let allowed: Vec<_> = ALLOW.as_words(context.config).into_iter().map(lower).collect();
    let mut findings = Vec::new();
    for source in present {
        let text = &source.body.text;
        let used: Vec<_> = all.iter().filter(|former| text.contains(former.name)).collect();
        if used.is_empty() {
            continue;
        }
        let prose = Prose::of(source);
        let others = used.into_iter().filter(|former| {
            former.channel.document.key != source.document.key
                && !allowed.contains(&lower(former.name))
                && !former.is_in_table(&prose)
        });
        findings.extend(others.filter_map(|former| former.first_use(&prose)));
    }
    findings
}

fn formers(source: &DocumentSource) -> Vec<Former<'_>> {
    let Spec::Channel(channel) = &source.document.spec else { return Vec::new() };
    let now = channel.platform.as_deref().unwrap_or(&source.document.meta.title);
    channel.former_names.iter().map(|name| Former { name, now, channel: source }).collect()
}

impl Former<'_> {
    fn is_in_table(&self, prose: &Prose<'_>) -> bool {
        let own = TABLE.iter().filter(|term| term.lang == prose.document().lang);
        let name = lower(self.name);
        own.flat_map(|term| term.forms.split(';')).any(|form| form.trim() == name)
    }

    fn first_use(&self, prose: &Prose<'_>) -> Option<Diagnostic> {
        let lexicon = Lexicon::new([(self.name, ())]);
        let hits = lexicon.find(prose).into_iter();
        let words = hits.map(|hit| hit.words).find(|words| !is_told_as_former(prose, words, self.now))?;
        let finding = Diagnostic::info(CODE, "term-former-name", &prose.document().file).at(prose.span(words));
        Some(finding.with("found", self.name).with("instead", self.now).hint("hint-term-own"))
    }
}

//! Platforms that have another name.
//!
//! In a site with a channel of the former name one finding at the channel is enough: who renames it sees the rest by
//! its `former_names`. Else each document is told once. A text that was adopted or reviewed before the change used the
//! name that was right.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::{ALLOW, CODE, is_told_as_former, names_year_before};
use crate::check::prose::{Lexicon, is_present, lower};
use crate::check::{Context, Prose};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::document::Document;
use crate::model::kinds::Spec;

/// A platform that was renamed.
struct Platform {
    /// The name and its genitive, in lower case.
    forms: &'static [&'static str],
    /// The name itself, in lower case.
    former: &'static str,
    now: &'static str,
    since: Date,
}

const PLATFORMS: &[Platform] =
    &[Platform { forms: &["twitter", "twitters"], former: "twitter", now: "X", since: date(2023, 7, 24) }];

static LEXICON: LazyLock<Lexicon<&'static Platform>> = LazyLock::new(|| {
    let names = |platform: &'static Platform| platform.forms.iter().map(move |form| (*form, platform));
    Lexicon::new(PLATFORMS.iter().flat_map(names))
});

/// What is known of the channels of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// A channel has the former name, and is told.
    AtChannel,
    /// A channel gives it as a former name, so that it is told as such.
    AsFormer,
}

/// Findings about the former names of platforms.
pub(super) fn findings(context: &Context<'_>) -> Vec<Diagnostic> {
    let allowed: Vec<_> = ALLOW.as_words(context.config).into_iter().map(lower).collect();
    let mut told: BTreeMap<&str, Told> = BTreeMap::new();
    let mut findings = Vec::new();
    let present = || context.sources.iter().filter(|source| is_present(&source.document, context.config));
    for document in present().map(|source| &source.document) {
        let wanted = PLATFORMS.iter().filter(|platform| !allowed.iter().any(|word| word == platform.former));
        for platform in wanted.filter(|platform| context.config.options.today >= platform.since) {
            let Some(how) = of_channel(document, platform) else { continue };
            told.insert(platform.former, how);
            findings.extend((how == Told::AtChannel).then(|| at_channel(document, platform)));
        }
    }
    for source in present() {
        let is_open = |platform: &&Platform| {
            !told.contains_key(platform.former)
                && !allowed.iter().any(|word| word == platform.former)
                && own_time(&source.document, context.config.options.today) >= platform.since
                && has_word(&source.body.text, platform.former)
        };
        if PLATFORMS.iter().any(|platform| is_open(&platform)) {
            findings.extend(first_use(&Prose::of(source), |platform| is_open(&platform)));
        }
    }
    findings
}

/// How a channel names a platform, if it does.
fn of_channel(document: &Document, platform: &Platform) -> Option<Told> {
    let Spec::Channel(channel) = &document.spec else { return None };
    let is_former = |name: &str| lower(name.trim()) == platform.former;
    let own = [Some(document.meta.title.as_str()), channel.platform.as_deref()];
    if own.into_iter().flatten().any(is_former) {
        return Some(Told::AtChannel);
    }
    channel.former_names.iter().any(|name| is_former(name)).then_some(Told::AsFormer)
}

fn at_channel(document: &Document, platform: &Platform) -> Diagnostic {
    let finding = Diagnostic::info(CODE, "term-renamed", &document.file).at(document.meta.places.of("title"));
    let finding = finding.with("found", document.meta.title.as_str()).with("instead", platform.now);
    finding.with("source", source(document.lang)).hint("hint-rename-channel")
}

/// Where the change comes from, in the language of a text.
fn source(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "July 2023",
        _ => "juli 2023",
    }
}

/// The day that a text is of: that of its adoption, its coming into force or its last review, if it says so.
fn own_time(document: &Document, today: Date) -> Date {
    let own = document.governance.as_ref();
    let days = [own.and_then(|own| own.adopted_on), own.and_then(|own| own.valid_from), document.meta.last_reviewed];
    days.into_iter().flatten().max().map_or(today, |day| day.min(today))
}

/// Whether a text has a word, its first letter large or small.
fn has_word(text: &str, lower: &str) -> bool {
    let rest = lower.get(1..).unwrap_or_default();
    text.contains(rest)
}

/// The first use of a platform's former name in the author's own words.
fn first_use(prose: &Prose<'_>, is_open: impl Fn(&Platform) -> bool) -> Option<Diagnostic> {
    let hits = LEXICON.find(prose).into_iter();
    let hit = hits.filter(|hit| is_open(hit.about)).find(|hit| {
        let platform = hit.about;
        !is_told_as_former(prose, &hit.words, platform.now)
            && !names_year_before(prose, &hit.words, platform.since.year())
    })?;
    let finding = Diagnostic::info(CODE, "term-renamed", &prose.document().file).at(prose.span(hit.words.clone()));
    let finding = finding.with("found", prose.stretch(hit.words)).with("instead", hit.about.now);
    Some(finding.with("source", source(prose.document().lang)).hint("hint-term"))
}

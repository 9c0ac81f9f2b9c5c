//! What a channel is not for, as words that can be looked for.
//!
//! An item of `not_for` is a phrase for people: `Stillingsopslag`, `Driftsmeldinger og åbningstider`, `Nyheder, der
//! haster`. It is taken apart at `og` and `eller`, and at commas where it is a plain list; of each part all content
//! words have to be in the text, by their stems. An item that says what is *not* there (`som ikke …`, `uden …`, `kun`)
//! cannot be judged by its words and is passed over, and so is a text that denies something. Compounds count as one
//! word: `sagsbehandlingstider` is no `sagsbehandling`.

use std::collections::BTreeSet;

use crate::lang::Lang;
use crate::search::stem;

/// Words that part two things.
const JOINING: &[&str] = &["og", "eller", "och", "and", "or", "samt"];

/// Words that turn what is said round.
const DENYING: &[&str] = &[
    "ikke",
    "ingen",
    "intet",
    "ingenting",
    "uden",
    "kun",
    "undtagen",
    "aldrig",
    "inte",
    "ej",
    "inga",
    "inget",
    "utan",
    "bara",
    "endast",
    "utom",
    "aldri",
    "uten",
    "bare",
    "unntatt",
    "ikkje",
    "utanom",
    "berre",
    "not",
    "no",
    "without",
    "only",
    "except",
    "never",
    "unless",
];

/// Words that say nothing of what is meant.
const EMPTY: &[&str] = &[
    "alle", "alt", "al", "andre", "andres", "at", "att", "av", "af", "blir", "bliver", "da", "de", "deg", "dei", "dem",
    "den", "der", "dere", "det", "dig", "din", "du", "eit", "ei", "ein", "en", "enkelte", "er", "et", "ett", "flere",
    "flera", "fleire", "for", "fra", "från", "frå", "før", "för", "gange", "ha", "har", "hos", "hvis", "i", "kan",
    "med", "mot", "må", "når", "noen", "noget", "nogen", "några", "om", "on", "of", "op", "på", "se", "ses", "sig",
    "seg", "sin", "sit", "sine", "skal", "som", "så", "the", "til", "till", "to", "ud", "under", "up", "vår", "ved",
    "vi", "vid", "vil", "vores", "å", "about", "all", "any", "are", "as", "by", "from", "in", "is", "it", "other",
    "others", "that", "their", "this", "which", "who", "with",
];

/// Something that a channel is not for.
#[derive(Clone, Debug)]
pub(super) struct Exclusion<'a> {
    /// The author's words.
    item: &'a str,
    stems: BTreeSet<String>,
}

/// How words are compared on this site.
pub(super) struct Wording {
    lang: Lang,
    ignored: BTreeSet<String>,
}

impl Wording {
    pub(super) fn new(lang: Lang, ignored: &[&str]) -> Self {
        Self { lang, ignored: ignored.iter().map(|word| stem(lang, word)).collect() }
    }

    /// What an item of `not_for` rules out; nothing where words alone cannot tell.
    pub(super) fn exclusions<'a>(&self, item: &'a str) -> Vec<Exclusion<'a>> {
        if denies(item) {
            return Vec::new();
        }
        let list = |part: &str| words(part).count() <= 2 && words(part).all(|word| !is_empty(&word));
        let parts: Vec<&str> = if item.split(',').all(list) { item.split(',').collect() } else { vec![item] };
        let mut phrases: Vec<BTreeSet<String>> = Vec::new();
        for part in parts {
            let all: Vec<String> = words(part).collect();
            let phrase = all.split(|word| JOINING.contains(&word.as_str()));
            phrases.extend(phrase.map(|phrase| self.content(phrase.iter().cloned())));
        }
        phrases.into_iter().filter(|stems| !stems.is_empty()).map(|stems| Exclusion { item, stems }).collect()
    }

    /// The item that rules a text out.
    pub(super) fn excluded<'a>(&self, text: &str, exclusions: &[Exclusion<'a>]) -> Option<&'a str> {
        if denies(text) {
            return None;
        }
        let stems = self.content(words(text));
        exclusions.iter().find(|exclusion| exclusion.stems.is_subset(&stems)).map(|exclusion| exclusion.item)
    }

    fn content(&self, words: impl Iterator<Item = String>) -> BTreeSet<String> {
        let stems = words.filter(|word| !is_empty(word)).map(|word| stem(self.lang, &word));
        stems.filter(|stem| !self.ignored.contains(stem)).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    words.map(|word| word.trim_matches('-').to_lowercase()).filter(|word| !word.is_empty())
}

fn denies(text: &str) -> bool {
    words(text).any(|word| DENYING.contains(&word.as_str()))
}

fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

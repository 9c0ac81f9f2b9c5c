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
    "at", "att", "av", "af", "blir", "bliver", "da", "de", "deg", "dei", "dem", "den", "der", "dere", "det", "dig",
    "din", "du", "eit", "ei", "ein", "en", "er", "et", "ett", "for", "fra", "från", "frå", "før", "för", "ha", "har",
    "hos", "hvis", "i", "kan", "med", "mot", "må", "når", "om", "on", "of", "op", "på", "se", "ses", "sig", "seg",
    "sin", "sit", "sine", "skal", "som", "så", "the", "til", "till", "to", "ud", "under", "up", "vår", "ved", "vi",
    "vid", "vil", "vores", "å", "about", "are", "as", "by", "from", "in", "is", "it", "that", "their", "this", "which",
    "who", "with",
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
        let is_short = |phrase: &Vec<String>| phrase.len() <= 2 && !phrase.iter().any(|word| is_empty(word));
        let list = |part: &str| phrases(part).iter().all(is_short);
        let parts: Vec<&str> = if item.split(',').all(list) { item.split(',').collect() } else { vec![item] };
        let phrases = parts.into_iter().flat_map(phrases).map(|phrase| self.content(phrase.into_iter()));
        phrases.filter(|stems| !stems.is_empty()).map(|stems| Exclusion { item, stems }).collect()
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
        let stems = words.filter(|word| !is_empty(word) && !is_joining(word)).map(|word| stem(self.lang, &word));
        stems.filter(|stem| !self.ignored.contains(stem)).collect()
    }
}

/// The things of a part, parted at `og`; but in `nyt fra byrådet og udvalgene` the last word belongs to `nyt fra`.
fn phrases(part: &str) -> Vec<Vec<String>> {
    let (mut whole, mut open) = (Vec::new(), Vec::<String>::new());
    for word in words(part) {
        if is_joining(&word) && !open.iter().any(|word| is_empty(word)) {
            whole.push(std::mem::take(&mut open));
        } else {
            open.push(word);
        }
    }
    whole.push(open);
    whole
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

fn is_joining(word: &str) -> bool {
    JOINING.contains(&word)
}

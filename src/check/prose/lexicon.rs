//! Words and phrases to look for, found in one walk over the words of a text.
//!
//! Most texts hold none, which is told from their bytes (see `phrase`). The first words of all phrases are sorted; a
//! bit for each first and last byte and length spares most look-ups.

use super::phrase::Finder;
use super::{Glue, Manner, Prose};
use crate::lang::Lang;

/// Phrases with what is known of each.
#[derive(Clone, Debug)]
pub struct Lexicon<T> {
    filter: [u64; MARKS / 64],
    /// By first word; longer phrases of one first word come first.
    phrases: Vec<Phrase<T>>,
    finder: Finder,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    first: String,
    rest: Vec<(Glue, String)>,
    about: T,
}

/// Where a phrase stands.
#[derive(Clone, Debug)]
pub struct Hit<'l, T> {
    /// Indices of its words.
    pub words: std::ops::Range<usize>,
    pub about: &'l T,
}

impl<T> Lexicon<T> {
    /// The lexicon of these phrases, in lower case or not.
    pub fn new(phrases: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Self {
        let read = phrases.into_iter().filter_map(|(text, about)| phrase(text.as_ref(), about));
        let mut phrases: Vec<_> = read.collect();
        phrases.sort_by(|a, b| a.first.cmp(&b.first).then(b.rest.len().cmp(&a.rest.len())));
        let mut filter = [0; MARKS / 64];
        for phrase in &phrases {
            let bit = mark(phrase.first.as_bytes());
            filter[bit / 64] |= 1 << (bit % 64);
        }
        let finder = Finder::new(phrases.iter().map(Phrase::words));
        Self { filter, phrases, finder }
    }

    /// The same lexicon, to be kept and used for many texts.
    fn for_many_texts(self) -> Self {
        Self { finder: self.finder.for_many_texts(), ..self }
    }

    /// Every place where a phrase stands in the author's own voice.
    pub fn find<'l>(&'l self, prose: &Prose<'_>) -> Vec<Hit<'l, T>> {
        let may_stand = self.finder.may_stand_in(&prose.source.body.text, prose.lower());
        if may_stand { self.find_in_words(prose) } else { Vec::new() }
    }

    /// The same by the words alone.
    pub(super) fn find_in_words<'l>(&'l self, prose: &Prose<'_>) -> Vec<Hit<'l, T>> {
        let mut hits: Vec<Hit<'l, T>> = Vec::new();
        for (at, word) in prose.words().iter().enumerate() {
            let is_free = hits.last().is_none_or(|hit| hit.words.end <= at);
            if word.manner == Manner::Plain && is_free {
                hits.extend(self.at(prose, at));
            }
        }
        hits
    }

    fn at<'l>(&'l self, prose: &Prose<'_>, at: usize) -> Option<Hit<'l, T>> {
        let word = prose.bytes(at);
        let bit = mark(word);
        if self.filter[bit / 64] & 1 << (bit % 64) == 0 {
            return None;
        }
        let begin = self.phrases.partition_point(|phrase| phrase.first.as_bytes() < word);
        let same = self.phrases[begin..].iter().take_while(|phrase| phrase.first.as_bytes() == word);
        let stands = |phrase: &&Phrase<T>| {
            phrase.rest.iter().zip(at + 1..).all(|((glue, wanted), index)| {
                prose.words().get(index).is_some_and(|next| next.glue == *glue && next.manner == Manner::Plain)
                    && prose.bytes(index) == wanted.as_bytes()
            })
        };
        let phrase = same.into_iter().find(stands)?;
        Some(Hit { words: at..at + 1 + phrase.rest.len(), about: &phrase.about })
    }
}

impl<T> Phrase<T> {
    /// Its words, each with what stands before it.
    fn words(&self) -> Vec<(Glue, &str)> {
        let rest = self.rest.iter().map(|(glue, word)| (*glue, word.as_str()));
        std::iter::once((Glue::Apart, self.first.as_str())).chain(rest).collect()
    }
}

/// How many marks there are.
const MARKS: usize = 4096;

/// A number below [`MARKS`] for a word: what tells letters apart in its first and last byte, and its length.
fn mark(word: &[u8]) -> usize {
    let (Some(first), Some(last)) = (word.first(), word.last()) else { return 0 };
    usize::from(first & 31) << 7 | usize::from(last & 31) << 2 | word.len() & 3
}

fn phrase<T>(text: &str, about: T) -> Option<Phrase<T>> {
    let text = lower(text);
    let mut words: Vec<(Glue, String)> = Vec::new();
    let mut between = String::new();
    for letter in text.chars() {
        if !letter.is_alphanumeric() {
            between.push(letter);
            continue;
        }
        match words.last_mut().filter(|_| between.is_empty()) {
            Some((_, word)) => word.push(letter),
            None => words.push((Glue::of(&between), letter.to_string())),
        }
        between.clear();
    }
    let mut words = words.into_iter();
    let (_, first) = words.next()?;
    Some(Phrase { first, rest: words.collect(), about })
}

impl Glue {
    /// What these signs between two words are.
    pub(super) fn of(signs: &str) -> Self {
        match signs {
            " " => Self::Space,
            "-" => Self::Hyphen,
            "." => Self::Dot,
            _ if !signs.is_empty() && signs.chars().all(char::is_whitespace) => Self::Space,
            _ => Self::Apart,
        }
    }
}

/// A text in lower case, letter by letter in as many bytes as before: ASCII and the letters of western Europe.
pub fn lower(text: &str) -> String {
    String::from_utf8(lower_bytes(text.as_bytes())).unwrap_or_else(|_| text.to_owned())
}

/// The bytes of a text in lower case. Each depends on itself and the one before, so that many are made at once.
#[expect(clippy::needless_bitwise_bool, reason = "a branch would have them made one by one")]
pub(super) fn lower_bytes(text: &[u8]) -> Vec<u8> {
    let first = text.first().map(u8::to_ascii_lowercase);
    let mut lower = Vec::with_capacity(text.len());
    lower.extend(first);
    lower.extend(text.iter().zip(text.get(1..).unwrap_or_default()).map(|(before, byte)| {
        // À to Þ are C3 80 to C3 9E, but for the sign ×.
        let is_capital =
            byte.is_ascii_uppercase() | (*before == 0xc3) & (byte.wrapping_sub(0x80) <= 0x1e) & (*byte != 0x97);
        byte | u8::from(is_capital) << 5
    }));
    lower
}

/// A lexicon for each language.
#[derive(Clone, Debug)]
pub struct Lexicons<T>(Vec<Lexicon<T>>);

impl<T> Lexicons<T> {
    /// The lexicons that `make` makes.
    pub fn new(make: impl FnMut(Lang) -> Lexicon<T>) -> Self {
        Self(Lang::ALL.iter().copied().map(make).map(Lexicon::for_many_texts).collect())
    }

    /// The lexicon of a language.
    pub fn of(&self, lang: Lang) -> &Lexicon<T> {
        // `Lang::ALL` is in the order in which the languages are declared.
        &self.0[lang as usize]
    }
}

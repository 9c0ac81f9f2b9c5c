//! Whether a phrase stands in a text, told from its bytes: most texts hold none of a lexicon's phrases, and need not be
//! split into words to know it.
//!
//! Each phrase is looked for by the longest of its parts. Where that stands by itself, the parts beside it are compared.
//! What is said is "no" or "perhaps": whether a phrase stands in a quotation or an address is not looked at here.

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::memmem;

use super::Glue;
use super::signs::{letter, letter_before};

/// The phrases of a lexicon, by their longest parts.
#[derive(Clone, Debug)]
pub(super) struct Finder {
    /// Each once.
    needles: Vec<String>,
    /// By needle: the phrases of which it is the longest part.
    phrases: Vec<Vec<Parts>>,
    /// All needles in one; for phrases that are looked for in many texts.
    all: Option<AhoCorasick>,
}

/// A phrase as parts that stand apart. What a hyphen or a point joins is one part.
#[derive(Clone, Debug)]
struct Parts {
    before: Vec<Part>,
    after: Vec<Part>,
}

/// A part with what stands between it and the needle, or the part nearer to the needle.
#[derive(Clone, Debug)]
struct Part {
    glue: Glue,
    text: String,
}

impl Finder {
    /// The finder of phrases, each with its words and what stands before each of them.
    pub fn new<'p>(phrases: impl Iterator<Item = Vec<(Glue, &'p str)>>) -> Self {
        let mut finder = Self { needles: Vec::new(), phrases: Vec::new(), all: None };
        for words in phrases {
            let mut parts = parts(&words);
            let longest = parts.iter().enumerate().max_by_key(|(_, part)| part.text.len()).map_or(0, |(at, _)| at);
            let after = parts.split_off((longest + 1).min(parts.len()));
            let Some(needle) = parts.pop() else { continue };
            // What stands before a part belongs to the part before it.
            let glues: Vec<_> = parts.iter().map(|part| part.glue).skip(1).chain([needle.glue]).collect();
            let before = parts.into_iter().zip(glues).map(|(part, glue)| Part { glue, ..part }).rev().collect();
            finder.add(needle.text, Parts { before, after });
        }
        finder
    }

    fn add(&mut self, needle: String, phrase: Parts) {
        match self.needles.iter().position(|known| *known == needle) {
            Some(at) => self.phrases[at].push(phrase),
            None => {
                self.needles.push(needle);
                self.phrases.push(vec![phrase]);
            }
        }
    }

    /// The same for many texts: it takes longer to make, and looks for all needles at once.
    pub fn for_many_texts(self) -> Self {
        // At the beginning of a word the longest needle is the one that can be the whole word.
        let all = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&self.needles).ok();
        Self { all, ..self }
    }

    /// Whether a phrase may stand in a text, which is given as written and in lower case.
    pub fn may_stand_in(&self, text: &str, lower: &[u8]) -> bool {
        let stands = |needle: usize, at: usize| self.stands(needle, at, text, lower);
        match &self.all {
            Some(all) => all.find_iter(lower).any(|hit| stands(hit.pattern().as_usize(), hit.start())),
            None => self
                .needles
                .iter()
                .enumerate()
                .any(|(index, needle)| memmem::find_iter(lower, needle).any(|at| stands(index, at))),
        }
    }

    /// Whether a phrase stands around a needle.
    fn stands(&self, needle: usize, start: usize, text: &str, lower: &[u8]) -> bool {
        let end = start + self.needles[needle].len();
        if !stands_alone(lower, start, end) {
            // A needle with a sign in it may hide the beginning of another.
            return !self.needles[needle].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80);
        }
        self.phrases[needle].iter().any(|phrase| {
            let before = phrase.before.iter().try_fold(start, |at, part| part.ends_before(at, text, lower));
            let after = phrase.after.iter().try_fold(end, |at, part| part.begins_after(at, text, lower));
            before.is_some() && after.is_some()
        })
    }
}

/// Whether no letter stands on either side.
fn stands_alone(lower: &[u8], start: usize, end: usize) -> bool {
    letter_before(lower, start) == 0 && letter(lower, end) == 0
}

impl Part {
    /// Where the part begins if it ends before `at`.
    fn ends_before(&self, at: usize, text: &str, lower: &[u8]) -> Option<usize> {
        let before = &text[..at];
        let end = match self.glue {
            Glue::Space => before.trim_end().len(),
            // Any signs may stand there; this is not the place to compare them.
            _ => before.trim_end_matches(|sign: char| !sign.is_alphanumeric()).len(),
        };
        let start = end.checked_sub(self.text.len())?;
        let is_it = end < at && lower[..end].ends_with(self.text.as_bytes()) && stands_alone(lower, start, end);
        is_it.then_some(start)
    }

    /// Where the part ends if it begins after `at`.
    fn begins_after(&self, at: usize, text: &str, lower: &[u8]) -> Option<usize> {
        let after = &text[at..];
        let rest = match self.glue {
            Glue::Space => after.trim_start(),
            _ => after.trim_start_matches(|sign: char| !sign.is_alphanumeric()),
        };
        let start = text.len() - rest.len();
        let end = start + self.text.len();
        let is_it = start > at && lower[start..].starts_with(self.text.as_bytes()) && stands_alone(lower, start, end);
        is_it.then_some(end)
    }
}

/// The words of a phrase, those that a hyphen or a point joins together.
fn parts(words: &[(Glue, &str)]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (glue, word) in words {
        let joint = match glue {
            Glue::Hyphen => Some('-'),
            Glue::Dot => Some('.'),
            Glue::Space | Glue::Apart => None,
        };
        match parts.last_mut().zip(joint) {
            Some((last, joint)) => {
                last.text.push(joint);
                last.text.push_str(word);
            }
            None => parts.push(Part { glue: *glue, text: (*word).to_owned() }),
        }
    }
    parts
}

//! How hard a text is to read, in numbers: what C15 asks of every text, and so what most texts are read for.
//!
//! Words are counted as bits (see `masks`); only signs that can end a sentence are looked at one by one. A stretch in
//! which words are left out (addresses, code) is split instead, so that there is one definition of what a word is: a
//! test compares the two.

use std::ops::Range;

use super::masks::{LONG, Masks};
use super::signs::Signs;
use super::split::Split;
use super::walk::{Stretch, walk};
use super::{Glue, Manner, SentenceKind, Word};
use crate::model::body::Body;

/// The running text of a document in numbers. Compounds with a hyphen are one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    pub sentences: usize,
    pub words: usize,
    /// Words of more than six letters.
    pub long: usize,
    /// Words of the longest sentence.
    pub longest: usize,
}

impl Measure {
    /// The numbers of a body, whose text in lower case is given.
    pub(super) fn of(body: &Body, lower: &[u8]) -> Self {
        let masks = Masks::of(lower);
        let mut measure = Self::default();
        walk(body, &mut |stretch| {
            if stretch.kind == SentenceKind::Running {
                let quick = quick(stretch, &body.text, lower, &masks);
                measure.add(quick.unwrap_or_else(|| Self::slow(stretch, &body.text, lower)));
            }
        });
        measure
    }

    /// The numbers of one sentence.
    pub(super) fn of_sentence(words: &[Word]) -> Self {
        let (mut count, mut long, mut letters) = (0, 0, 0);
        for word in words.iter().filter(|word| word.manner != Manner::Aside) {
            if matches!(word.glue, Glue::Hyphen | Glue::Dot) && count > 0 {
                // Long as soon as its parts are, and once only.
                long += usize::from(letters < LONG && letters + word.letters >= LONG);
                letters += word.letters;
                continue;
            }
            count += 1;
            letters = word.letters;
            long += usize::from(letters >= LONG);
        }
        Self { sentences: usize::from(count > 0), words: count, long, longest: count }
    }

    /// The numbers of a stretch that is split.
    fn slow(stretch: &Stretch<'_>, text: &str, lower: &[u8]) -> Self {
        let mut split = Split::default();
        split.add(stretch, text, lower);
        let mut measure = Self::default();
        split
            .sentences
            .iter()
            .for_each(|sentence| measure.add(Self::of_sentence(&split.words[sentence.words.clone()])));
        measure
    }

    fn add(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.long += other.long;
        self.longest = self.longest.max(other.longest);
    }
}

/// The numbers of a stretch, by its bits; nothing where words may have to be left out.
fn quick(stretch: &Stretch<'_>, text: &str, lower: &[u8], masks: &Masks) -> Option<Measure> {
    let Range { start: begin, end } = stretch.range;
    let is_parted = |at: usize| lower.get(at).is_none_or(u8::is_ascii_whitespace);
    // A reference parts what stands on both sides of a hyphen, though it leaves nothing in the text.
    let parts_word = |gap: &usize| masks.joints.has(*gap) || gap.checked_sub(1).is_some_and(|at| masks.joints.has(at));
    let starts_apart = begin.checked_sub(1).is_none_or(is_parted);
    if !stretch.asides.is_empty() || !starts_apart || !is_parted(end) || stretch.gaps.iter().any(parts_word) {
        return None;
    }
    let signs = Signs { text, lower, begin, end };
    let long = masks.longs.before(end) - masks.longs.before(begin);
    let mut measure = Measure { long, ..Measure::default() };
    let mut counted = masks.starts.before(begin);
    let mut end_sentence = |to: usize| {
        let words = masks.starts.before(to) - counted;
        counted += words;
        measure.add(Measure { sentences: usize::from(words > 0), words, long: 0, longest: words });
    };
    for at in masks.signs.iter(begin..end) {
        match lower[at] {
            b'.' if signs.are_inside_address(at) => return None,
            b'.' if !signs.let_go_on(at) => end_sentence(at),
            b'!' | b'?' if signs.are_followed_by_blank(at + 1) => end_sentence(at),
            0xe2 if signs.from(at).starts_with('…') && signs.are_followed_by_blank(at + '…'.len_utf8()) => {
                end_sentence(at);
            }
            b':' if lower[at + 1..end].starts_with(b"//") => return None,
            b':' if signs.are_followed_by_blank(at + 1) => end_sentence(at),
            b'.' | b'!' | b'?' | b':' | 0xe2 => {}
            // An address, a hashtag, or a sign that looks like a letter.
            _ => return None,
        }
    }
    end_sentence(end);
    Some(measure)
}

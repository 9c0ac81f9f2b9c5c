//! How hard a text is to read at most, told at a glance: C15 asks every text, and of most it need not know more.
//!
//! In: a text, and the same in lower case. Out: a bit for each byte that begins a word, a long word, or a pause. Words
//! are counted by adding up bits, and no branch depends on where a word ends. What is said errs on one side only: there
//! are as many words as is said, and no more long ones; a sentence may end where none was seen to end.

use wide::u8x16;

use super::Measure;
use super::signs::Signs;
use super::walk::Stretch;
use crate::bits::{Bits, Ranks, STRIDE, among, strides};

/// Where words begin and sentences may end in a text.
#[derive(Debug)]
pub(super) struct Glance {
    /// First bytes of words; what a hyphen joins is one word.
    words: Ranks,
    /// First bytes of words that may be long.
    longs: Ranks,
    /// Points.
    points: Bits,
    /// Points that join, and what else may be no prose or no word.
    odd: Ranks,
}

impl Glance {
    /// Looks at a text.
    pub fn of(text: &[u8]) -> Self {
        let ranks = || Ranks::for_bytes(text.len());
        let mut glance = Self { words: ranks(), longs: ranks(), points: Bits::for_bytes(text.len()), odd: ranks() };
        let (mut before, mut carry) = (Stride::default(), 0);
        let mut all = strides(text).map(|bytes| Stride::of(&bytes, &mut carry));
        let mut own = all.next().unwrap_or_default();
        for after in all.chain([Stride::default()]) {
            glance.add([&before, &own, &after]);
            (before, own) = (own, after);
        }
        glance
    }

    /// Adds the middle one of three strides.
    fn add(&mut self, [before, own, after]: [&Stride; 3]) {
        let last = STRIDE - 1;
        let joints =
            |own: &Stride, left: u64, right: u64| own.marks & (own.letters << 1 | left) & (own.letters >> 1 | right);
        let own_joints = joints(own, before.letters >> last, after.letters << last);
        let joints_before = joints(before, 0, own.letters << last);
        let words = own.letters | own_joints;
        let starts = words & !(words << 1 | (before.letters | joints_before) >> last);
        // Bytes that at least six more of the word follow.
        let run = u128::from(words) | u128::from(after.letters | after.marks) << STRIDE;
        let two = run & run >> 1;
        let four = two & two >> 2;
        let seven = (four & four >> 3) as u64;
        self.words.push(starts);
        self.longs.push(starts & seven);
        self.points.push(own.points);
        self.odd.push(own.odd | own.points & own_joints);
    }

    /// The numbers of a stretch; nothing where words may have to be left out.
    pub fn at(&self, stretch: &Stretch<'_>, text: &str, lower: &[u8]) -> Option<Measure> {
        let (begin, end) = (stretch.range.start, stretch.range.end);
        let is_parted = |at: usize| lower.get(at).is_none_or(u8::is_ascii_whitespace);
        // A reference parts what stands on both sides of a hyphen, though it leaves nothing in the text.
        let is_mark = |at: usize| matches!(lower.get(at), Some(b'-' | b'.'));
        let parts_word = |gap: &usize| is_mark(*gap) || gap.checked_sub(1).is_some_and(is_mark);
        let starts_apart = begin.checked_sub(1).is_none_or(is_parted);
        let is_plain = stretch.asides.is_empty() && self.odd.before(begin) == self.odd.before(end);
        if !is_plain || !starts_apart || !is_parted(end) || stretch.gaps.iter().any(parts_word) {
            return None;
        }
        let signs = Signs { text, lower, begin, end };
        let long = self.longs.before(end) - self.longs.before(begin);
        let mut measure = Measure { long, ..Measure::default() };
        let mut counted = self.words.before(begin);
        let mut end_sentence = |to: usize| {
            let words = self.words.before(to) - counted;
            counted += words;
            measure.add(Measure { sentences: usize::from(words > 0), words, long: 0, longest: words });
        };
        self.points.iter(begin..end).filter(|at| signs.end_plainly(*at)).for_each(&mut end_sentence);
        end_sentence(end);
        Some(measure)
    }
}

/// The bits of 64 bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Stride {
    /// All bytes of letters and digits.
    letters: u64,
    /// Hyphens and points.
    marks: u64,
    points: u64,
    /// Signs of addresses and hashtags, and those that look like letters.
    odd: u64,
}

impl Stride {
    /// `carry` says whether the byte before was the first one of a letter.
    fn of(bytes: &[u8; STRIDE], carry: &mut u64) -> Self {
        let mut stride = Self::default();
        let (mut leads, mut times) = (0, 0);
        let (sixteens, _) = bytes.as_chunks::<16>();
        for (index, sixteen) in sixteens.iter().enumerate() {
            let bytes = u8x16::new(*sixteen);
            let is = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
            let bits = |class: u8x16| u64::from(class.to_bitmask()) << (16 * index);
            let small = bytes | u8x16::splat(0x20);
            leads |= bits(among(bytes, 0xc3, 0xdf));
            // × and ÷ end in 97 and B7, and are the only ones of their kind that are no letters.
            times |= bits((bytes & u8x16::splat(!0x20)).simd_eq(u8x16::splat(0x97)));
            stride.letters |= bits(among(small, b'a', b'z') | among(bytes, b'0', b'9'));
            stride.marks |= bits(among(bytes, b'-', b'.'));
            stride.points |= bits(is(b'.'));
            // What is an address has one of `://` and `@`, or a point that joins.
            stride.odd |= bits(is(b'@') | is(b'#') | is(b'/'));
        }
        let seconds = leads << 1 | *carry;
        *carry = leads >> (STRIDE - 1);
        stride.letters |= leads | seconds;
        stride.odd |= seconds & times;
        stride
    }
}

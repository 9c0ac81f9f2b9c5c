//! What the bytes of a text are, as bits: 64 bytes are looked at in one go.
//!
//! In: the bytes of a text. Out: a bit for each of them, or the first place of a kind. Every text of a site is read
//! several times: for words that are linked, words to search for, what the rules ask. Most of it holds nothing that is
//! looked for, and where words begin and end no processor can foretell; so sixteen bytes are compared in one instruction,
//! and the ones among 64 bits are gone through. Knows nothing of what a text means.

use std::ops::Range;

use wide::u8x16;

/// Bytes that are looked at as one.
pub const STRIDE: usize = 64;

/// A bit for each byte of a text.
#[derive(Clone, Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// Whether a byte has its bit; none beyond the end.
    pub fn has(&self, at: usize) -> bool {
        self.0.get(at / STRIDE).is_some_and(|word| word >> (at % STRIDE) & 1 == 1)
    }

    /// The bytes of a stretch that have their bit.
    pub fn iter(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        self.words(range).flat_map(|(first, word)| ones(word).map(move |bit| first + bit as usize))
    }

    /// The first byte at or after `from` that has its bit.
    pub fn next_one(&self, from: usize) -> Option<usize> {
        self.next(from, |word| word)
    }

    /// The first byte at or after `from` that has not; the last of them may be behind the end of the text.
    pub fn next_zero(&self, from: usize) -> Option<usize> {
        self.next(from, |word| !word)
    }

    /// The first bytes of runs of bytes that have their bit.
    #[must_use]
    pub fn starts(&self) -> Self {
        let mut before = 0;
        let start = |own: &u64| {
            let first = own & !(own << 1 | before >> (STRIDE - 1));
            before = *own;
            first
        };
        Self(self.0.iter().map(start).collect())
    }

    fn next(&self, from: usize, of: impl Fn(u64) -> u64) -> Option<usize> {
        let index = from / STRIDE;
        let first = of(*self.0.get(index)?) & u64::MAX << (from % STRIDE);
        if first != 0 {
            return Some(index * STRIDE + first.trailing_zeros() as usize);
        }
        let rest = self.0.get(index + 1..)?;
        let (ahead, word) = rest.iter().map(|word| of(*word)).enumerate().find(|(_, word)| *word != 0)?;
        Some((index + 1 + ahead) * STRIDE + word.trailing_zeros() as usize)
    }

    /// The words in which a stretch lies, each with its first place, and without the bits outside.
    fn words(&self, range: Range<usize>) -> impl Iterator<Item = (usize, u64)> {
        let indices = if range.is_empty() { 0..0 } else { range.start / STRIDE..range.end.div_ceil(STRIDE) };
        indices.map(move |index| {
            let first = index * STRIDE;
            let from = u64::MAX << range.start.saturating_sub(first).min(63);
            let to = u64::MAX >> (first + STRIDE).saturating_sub(range.end).min(63);
            (first, self.0.get(index).map_or(0, |word| word & from & to))
        })
    }
}

/// Bits of which those before a place can be counted at once.
#[derive(Clone, Debug, Default)]
pub struct Ranks {
    /// The bits of 64 bytes, and how many are set before them.
    words: Vec<(u64, u32)>,
    all: u32,
}

impl Ranks {
    /// No bits yet, with room for those of a text.
    pub fn for_bytes(length: usize) -> Self {
        Self { words: Vec::with_capacity(length / STRIDE + 1), all: 0 }
    }

    /// Adds the bits of the next 64 bytes, that of the first byte lowest.
    pub fn push(&mut self, word: u64) {
        self.words.push((word, self.all));
        self.all += word.count_ones();
    }

    /// How many bytes before `at` have their bit.
    pub fn before(&self, at: usize) -> usize {
        let count = self
            .words
            .get(at / STRIDE)
            .map_or(self.all, |(word, before)| before + (word & !(u64::MAX << (at % STRIDE))).count_ones());
        count as usize
    }
}

impl Bits {
    /// No bits yet, with room for those of a text.
    pub fn for_bytes(length: usize) -> Self {
        Self(Vec::with_capacity(length / STRIDE + 1))
    }

    /// Adds the bits of the next 64 bytes, that of the first byte lowest.
    pub fn push(&mut self, word: u64) {
        self.0.push(word);
    }
}

/// The places of the ones in a word.
fn ones(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros();
        word &= word.wrapping_sub(1);
        (bit < 64).then_some(bit)
    })
}

/// The bytes of letters and digits; nothing for a text in which they cannot be told by this simple look, because there
/// are letters of other alphabets than those of western Europe, or rarer signs that count as letters.
pub fn alphanumeric(text: &str) -> Option<Bits> {
    let bytes = text.as_bytes();
    let mut found = Vec::with_capacity(bytes.len() / STRIDE + 1);
    let mut carry = 0;
    for (index, stride) in strides(bytes).enumerate() {
        let kinds = Kinds::of(&stride);
        let is_plain = |bit: u32| is_plain_sign(&bytes[index * STRIDE + bit as usize..]);
        let seconds = kinds.leads << 1 | carry;
        carry = kinds.leads >> (STRIDE - 1);
        if seconds & kinds.times != 0 || !ones(kinds.rare).all(is_plain) {
            return None;
        }
        found.push(kinds.ascii | kinds.leads | seconds);
    }
    Some(Bits(found))
}

/// Whether the first sign is one that is neither letter nor digit, among those that stand in many texts: the quotation
/// marks, dashes and blanks of Latin-1 and of general punctuation.
fn is_plain_sign(bytes: &[u8]) -> bool {
    match bytes {
        // ª ² ³ µ ¹ º ¼ ½ ¾ count as letters or digits; the soft hyphen stands within words.
        [0xc2, second, ..] => !matches!(second, 0xaa | 0xad | 0xb2 | 0xb3 | 0xb5 | 0xb9 | 0xba | 0xbc..=0xbe),
        [0xe2, 0x80, _, ..] => true,
        _ => false,
    }
}

/// What 64 bytes are.
struct Kinds {
    /// Letters and digits of ASCII.
    ascii: u64,
    /// First bytes of the letters from À to ÿ.
    leads: u64,
    /// Bytes that are the second one of × and ÷, after such a first one.
    times: u64,
    /// First bytes of all other signs that are not ASCII.
    rare: u64,
}

impl Kinds {
    fn of(stride: &[u8; STRIDE]) -> Self {
        let mut kinds = Self { ascii: 0, leads: 0, times: 0, rare: 0 };
        let (sixteens, _) = stride.as_chunks::<16>();
        for (index, sixteen) in sixteens.iter().enumerate() {
            let bytes = u8x16::new(*sixteen);
            let bits = |class: u8x16| u64::from(class.to_bitmask()) << (16 * index);
            let leads = bytes.simd_eq(u8x16::splat(0xc3));
            let small = bytes | u8x16::splat(0x20);
            kinds.ascii |= bits(among(small, b'a', b'z') | among(bytes, b'0', b'9'));
            kinds.leads |= bits(leads);
            kinds.times |= bits((bytes & u8x16::splat(!0x20)).simd_eq(u8x16::splat(0x97)));
            kinds.rare |= bits(among(bytes, 0xc0, 0xff) & !leads);
        }
        kinds
    }
}

/// A text in pieces of 64 bytes, the last one filled up with zeros.
pub fn strides(bytes: &[u8]) -> impl Iterator<Item = [u8; STRIDE]> {
    let (whole, rest) = bytes.as_chunks::<STRIDE>();
    let mut last = [0; STRIDE];
    last[..rest.len()].copy_from_slice(rest);
    whole.iter().copied().chain([last])
}

/// Where the first digit at or after `from` stands.
pub fn digit(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (strides, tail) = rest.as_chunks::<STRIDE>();
    for (index, stride) in strides.iter().enumerate() {
        let digits = within(stride, b'0', b'9');
        if digits != 0 {
            return Some(from + index * STRIDE + digits.trailing_zeros() as usize);
        }
    }
    tail.iter().position(u8::is_ascii_digit).map(|at| from + strides.len() * STRIDE + at)
}

/// Where the first byte at or after `from` stands that is one of some.
pub fn first_of<const N: usize>(bytes: &[u8], from: usize, wanted: [u8; N]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (sixteens, tail) = rest.as_chunks::<16>();
    for (index, sixteen) in sixteens.iter().enumerate() {
        let own = u8x16::new(*sixteen);
        let is = |byte: u8| own.simd_eq(u8x16::splat(byte));
        let found = wanted.into_iter().map(is).fold(u8x16::splat(0), |found, one| found | one).to_bitmask();
        if found != 0 {
            return Some(from + index * 16 + found.trailing_zeros() as usize);
        }
    }
    let at = tail.iter().position(|byte| wanted.contains(byte))?;
    Some(from + sixteens.len() * 16 + at)
}

/// Whether two capitals of ASCII stand in a row, which is rare.
pub fn have_capitals_in_a_row(bytes: &[u8]) -> bool {
    let (strides, tail) = bytes.as_chunks::<STRIDE>();
    let mut last = 0;
    let in_row = strides.iter().any(|stride| {
        let capitals = within(stride, b'A', b'Z');
        let before = capitals << 1 | last;
        last = capitals >> (STRIDE - 1);
        capitals & before != 0
    });
    let first_after = last == 1 && tail.first().is_some_and(u8::is_ascii_uppercase);
    in_row || first_after || tail.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase))
}

/// A bit for each byte from `first` to `last`, that of the first byte lowest.
fn within(stride: &[u8; STRIDE], first: u8, last: u8) -> u64 {
    let (sixteens, _) = stride.as_chunks::<16>();
    sixteens.iter().enumerate().fold(0, |bits, (index, sixteen)| {
        let is_within = among(u8x16::new(*sixteen), first, last);
        bits | u64::from(is_within.to_bitmask()) << (16 * index)
    })
}

/// Which bytes are from `first` to `last`: all bits of those are set.
pub fn among(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).simd_eq(above)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Ranks, alphanumeric, digit, first_of, have_capitals_in_a_row};

    proptest! {
        #[test]
        fn strides_find_what_single_looks_find(text in "[a-zæÆ ]{0,150}[A-Z]{0,3}[a-z ]{0,80}[0-9]{0,2}\\PC{0,100}", from in 0..400_usize) {
            let bytes = text.as_bytes();
            let single = (from..bytes.len()).find(|at| bytes[*at].is_ascii_digit());
            prop_assert_eq!(digit(bytes, from), single);
            let one = (from..bytes.len()).find(|at| b"bA7".contains(&bytes[*at]));
            prop_assert_eq!(first_of(bytes, from, *b"bA7"), one);
            let pairs = bytes.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
            prop_assert_eq!(have_capitals_in_a_row(bytes), pairs);
        }

        #[test]
        fn letters_and_digits_are_those_of_unicode(text in "([a-zæøåÆØÅ0-9 .»–×÷²-]|[À-ÿ]){0,150}|\\PC{0,90}") {
            if let Some(bits) = alphanumeric(&text) {
                let simple = text.char_indices().flat_map(|(at, sign)| {
                    (at..at + sign.len_utf8()).map(move |at| (at, sign.is_alphanumeric()))
                });
                let simple: Vec<_> = simple.collect();
                for (at, is_alphanumeric) in &simple {
                    prop_assert_eq!(bits.has(*at), *is_alphanumeric, "{} in {}", at, text);
                }
                let places = |wanted: bool| simple.iter().filter(move |(_, is)| *is == wanted).map(|(at, _)| *at);
                prop_assert_eq!(bits.next_one(1), places(true).find(|at| *at >= 1));
                prop_assert_eq!(bits.next_zero(1).filter(|at| *at < text.len()), places(false).find(|at| *at >= 1));
                prop_assert!(bits.iter(0..text.len()).eq(places(true)));
                let mut ranks = Ranks::for_bytes(text.len());
                bits.0.iter().for_each(|word| ranks.push(*word));
                prop_assert_eq!(ranks.before(text.len() / 2), places(true).filter(|at| *at < text.len() / 2).count());
            } else {
                prop_assert!(text.chars().any(|sign| !sign.is_ascii() && !matches!(sign, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')));
            }
        }
    }
}

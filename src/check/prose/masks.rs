//! What the bytes of a text are, as bits: 64 bytes are looked at in one go.
//!
//! In: a text in lower case. Out: a bit for each byte, in words of 64. Counting words is then adding up bits, and no
//! branch depends on where a word ends, which no processor can foretell.

use wide::u8x16;

use crate::bits::{Bits, Ranks, among, ones};

/// Letters from which on a word is long, by the definition of LIX.
pub(super) const LONG: u32 = 7;

/// The bytes of a text by what they do.
#[derive(Debug)]
pub(super) struct Masks {
    /// First bytes of words; what a hyphen or a point joins is one word.
    pub starts: Ranks,
    /// First bytes of words of [`LONG`] letters and more.
    pub longs: Ranks,
    /// Hyphens and points that join two parts of a word.
    pub joints: Bits,
    /// Bytes of signs that may do more than part words: end a sentence, begin an address.
    pub signs: Bits,
}

impl Masks {
    /// The masks of a text in lower case.
    pub fn of(lower: &[u8]) -> Self {
        let strides = strides(lower);
        let words = joined(&strides);
        let (mut starts, mut longs) = (Ranks::default(), Ranks::default());
        let mut before = 0;
        for (index, own) in words.iter().copied().enumerate() {
            let first = own & !(own << 1 | before >> 63);
            before = own;
            let following = window(own, words.get(index + 1));
            let letters = window(strides[index].letters, strides.get(index + 1).map(|next| &next.letters));
            starts.extend([first]);
            longs.extend([long(first, following, letters)]);
        }
        let joints = words.iter().zip(&strides).map(|(word, stride)| word & stride.marks).collect();
        let signs = strides.iter().map(|stride| stride.signs).collect();
        Self { starts, longs, joints: Bits::new(joints), signs: Bits::new(signs) }
    }
}

/// The bits of 64 bytes.
#[derive(Clone, Copy, Debug, Default)]
struct Stride {
    /// First bytes of letters and digits, so that there are as many as there are letters.
    letters: u64,
    /// All bytes of letters and digits.
    parts: u64,
    /// Hyphens and points.
    marks: u64,
    signs: u64,
}

fn strides(lower: &[u8]) -> Vec<Stride> {
    let (whole, rest) = lower.as_chunks::<64>();
    let mut strides = Vec::with_capacity(whole.len() + 1);
    let mut carry = 0;
    for bytes in whole {
        strides.push(stride(bytes, &mut carry));
    }
    let mut last = [0; 64];
    last[..rest.len()].copy_from_slice(rest);
    strides.push(stride(&last, &mut carry));
    strides
}

fn stride(bytes: &[u8; 64], carry: &mut u64) -> Stride {
    let mut stride = Stride::default();
    let mut leads = 0;
    let (sixteens, _) = bytes.as_chunks::<16>();
    for (index, sixteen) in sixteens.iter().enumerate() {
        let own = Classes::of(u8x16::new(*sixteen));
        let bits = |class: u8x16| u64::from(class.to_bitmask()) << (16 * index);
        leads |= bits(own.leads);
        stride.letters |= bits(own.letters);
        stride.marks |= bits(own.marks);
        stride.signs |= bits(own.signs);
    }
    stride.parts = stride.letters | leads << 1 | *carry;
    *carry = leads >> 63;
    stride
}

/// What each of sixteen bytes is: all bits of its lane are set where it is of the class.
struct Classes {
    /// First bytes of letters of two bytes.
    leads: u8x16,
    letters: u8x16,
    marks: u8x16,
    signs: u8x16,
}

impl Classes {
    fn of(bytes: u8x16) -> Self {
        let is = |byte: u8| bytes.simd_eq(u8x16::splat(byte));
        let is_among = |first: u8, last: u8| among(bytes, first, last);
        let leads = is_among(0xc3, 0xdf);
        let letters = leads | is_among(b'a', b'z') | is_among(b'0', b'9');
        let marks = is_among(b'-', b'.');
        // × and ÷ end in 97 and B7, and are the only ones of their kind that are no letters; … begins with E2.
        let ends = (bytes & u8x16::splat(!0x20)).simd_eq(u8x16::splat(0x97));
        let signs = is(b'.') | is(b'!') | is_among(b'?', b'@') | is(b':') | is(b'#') | ends | is(0xe2);
        Self { leads, letters, marks, signs }
    }
}

/// All bytes of words: letters, and marks between two of them.
fn joined(strides: &[Stride]) -> Vec<u64> {
    let mut before = 0;
    let join = |(index, stride): (usize, &Stride)| {
        let after = strides.get(index + 1).map_or(0, |next| next.parts);
        let joints = stride.marks & (stride.parts << 1 | before >> 63) & (stride.parts >> 1 | after << 63);
        before = stride.parts;
        stride.parts | joints
    };
    strides.iter().enumerate().map(join).collect()
}

/// A word of bits with the next one behind it.
fn window(own: u64, next: Option<&u64>) -> u128 {
    u128::from(own) | u128::from(next.copied().unwrap_or_default()) << 64
}

/// Which of the words that begin here are long.
fn long(starts: u64, words: u128, letters: u128) -> u64 {
    // Bytes that at least six more of the word follow, and bytes with another than a first one among these seven.
    let two = words & words >> 1;
    let four = two & two >> 2;
    let seven = (four & four >> 3) as u64;
    let others = words & !letters;
    let two = others | others >> 1;
    let four = two | two >> 2;
    let mixed = (four | four >> 3) as u64;
    let counted = ones(starts & seven & mixed).filter(|bit| {
        let run = (words >> bit).trailing_ones();
        let own = letters >> bit & (1_u128.checked_shl(run).unwrap_or_default().wrapping_sub(1));
        own.count_ones() >= LONG
    });
    counted.fold(starts & seven & !mixed, |long, bit| long | 1 << bit)
}

//! Looks at the bytes of a text, many at a time.
//!
//! In: bytes. Out: where the first of a kind stands, or whether there is one. Most texts hold nothing that a rule looks
//! for; sixteen bytes are compared in one instruction, and a bit for each of 64 says what was found.

use wide::u8x16;

/// Bytes that are looked at as one.
const STRIDE: usize = 64;

/// Where the first digit at or after `from` stands.
pub(super) fn digit(bytes: &[u8], from: usize) -> Option<usize> {
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

/// Whether two capitals of ASCII stand in a row, which is rare.
pub(super) fn have_capitals_in_a_row(bytes: &[u8]) -> bool {
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
pub(super) fn among(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let above = bytes - u8x16::splat(first);
    above.min(u8x16::splat(last - first)).simd_eq(above)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{digit, have_capitals_in_a_row};

    proptest! {
        #[test]
        fn strides_find_what_single_looks_find(text in "[a-zæÆ ]{0,150}[A-Z]{0,3}[a-z ]{0,80}[0-9]{0,2}\\PC{0,100}", from in 0..400_usize) {
            let bytes = text.as_bytes();
            let single = (from..bytes.len()).find(|at| bytes[*at].is_ascii_digit());
            prop_assert_eq!(digit(bytes, from), single);
            let pairs = bytes.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
            prop_assert_eq!(have_capitals_in_a_row(bytes), pairs);
        }
    }
}

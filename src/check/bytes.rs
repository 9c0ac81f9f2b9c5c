//! Looks at the bytes of a text, many at a time.
//!
//! In: bytes. Out: where the first of a kind stands, or whether there is one. Most texts hold nothing that a rule looks
//! for; a stride of bytes is compared as a whole, which the compiler turns into a few instructions.

/// Bytes that are looked at as one.
const STRIDE: usize = 64;

/// Where the first digit at or after `from` stands.
pub(super) fn digit(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (strides, _) = rest.as_chunks::<STRIDE>();
    let has_digit = |stride: &[u8; STRIDE]| stride.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let skipped = strides.iter().take_while(|stride| !has_digit(stride)).count() * STRIDE;
    rest[skipped..].iter().position(u8::is_ascii_digit).map(|at| from + skipped + at)
}

/// Whether two capitals of ASCII stand in a row, which is rare.
pub(super) fn have_capitals_in_a_row(bytes: &[u8]) -> bool {
    let next = bytes.get(1..).unwrap_or_default();
    let (firsts, _) = bytes[..next.len()].as_chunks::<STRIDE>();
    let (seconds, _) = next.as_chunks::<STRIDE>();
    let both = |(first, second): (&u8, &u8)| first.is_ascii_uppercase() & second.is_ascii_uppercase();
    let in_stride = |(firsts, seconds): (&[u8; STRIDE], &[u8; STRIDE])| {
        firsts.iter().zip(seconds).fold(false, |any, pair| any | both(pair))
    };
    let rest = firsts.len() * STRIDE;
    firsts.iter().zip(seconds).any(in_stride) || bytes[rest..].iter().zip(&next[rest..]).any(both)
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

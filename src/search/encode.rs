//! Numbers and words in few characters of a script.
//!
//! In: postings, sorted terms, bytes. Out: variable-length integers (seven bits a byte, the low ones first), base64
//! (RFC 4648, section 4) and front-coded words. Knows nothing of files; `engine.js` holds the other half.

use super::merge::Term;

/// A page that has a term, and how much it is about it.
#[derive(Clone, Copy, Default)]
pub(super) struct Posting {
    pub(super) page: u32,
    pub(super) count: u32,
}

/// Writes the postings of one term, sorted by page: the distance to the page before, times eight, plus the class of
/// the count. Two words of one page that fold to one term are one posting. Gives the length in bytes.
pub(super) fn postings(list: &[Posting], out: &mut Vec<u8>) -> usize {
    let start = out.len();
    let mut before = 0;
    for group in list.chunk_by(|a, b| a.page == b.page) {
        let page = group[0].page;
        varint((page - before) * 8 + class(group.iter().map(|posting| posting.count).sum()), out);
        before = page;
    }
    out.len() - start
}

/// Upper ends of the classes of a weighted count; the script has a typical count for each.
const CLASSES: [u32; 7] = [1, 2, 4, 8, 14, 22, 34];

fn class(count: u32) -> u32 {
    CLASSES.iter().filter(|&&end| count > end).count() as u32
}

fn varint(mut number: u32, out: &mut Vec<u8>) {
    while number > 127 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The pages of the postings of one term, each with the class of its count.
pub(super) fn pages(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let (mut page, mut at) = (0, 0);
    std::iter::from_fn(move || {
        let (mut number, mut shift) = (0_usize, 0);
        loop {
            let byte = *bytes.get(at)?;
            at += 1;
            number |= usize::from(byte & 127) << shift;
            shift += 7;
            if byte < 128 {
                break;
            }
        }
        page += number >> 3;
        Some((page, number & 7))
    })
}

/// The words of some terms that follow each other, one a line: how many characters it shares with the one before and
/// how many are cut off for the stem, each as a digit of base 36, then the rest of the word.
pub(super) fn words(terms: &[Term]) -> String {
    let mut out = String::new();
    let mut before = "";
    for term in terms {
        let (shared, bytes) = shared(before, &term.text);
        out.push(digit(shared));
        out.push(digit(term.cut));
        out.push_str(&term.text[bytes..]);
        out.push('\n');
        before = &term.text;
    }
    out
}

/// Length of the common beginning in UTF-16 units, as the script counts, and in bytes.
fn shared(a: &str, b: &str) -> (usize, usize) {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| (a.len_utf16(), a.len_utf8()));
    let mut shared = (0, 0);
    for (units, bytes) in common {
        if shared.0 + units > 35 {
            break;
        }
        shared = (shared.0 + units, shared.1 + bytes);
    }
    shared
}

fn digit(number: usize) -> char {
    char::from_digit(number.min(35) as u32, 36).unwrap_or('0')
}

/// The lengths of the postings of some terms.
pub(super) fn lengths(terms: &[Term]) -> String {
    let mut out = Vec::with_capacity(terms.len() * 2);
    for term in terms {
        varint(term.bytes as u32, &mut out);
    }
    base64(&out)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64 with padding.
pub(super) fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let number = chunk.iter().enumerate().fold(0, |sum, (at, &byte)| sum | u32::from(byte) << (16 - 8 * at));
        for at in 0..4 {
            let sextet = number >> (18 - 6 * at) & 63;
            out.push(if at <= chunk.len() { char::from(ALPHABET[sextet as usize]) } else { '=' });
        }
    }
    out
}

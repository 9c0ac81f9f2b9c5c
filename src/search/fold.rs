//! Makes the spellings of a word one.
//!
//! In: a token. Out: its lower-case form, which a stemmer understands, and its folded form, which is the term of the
//! index: `æ ä` as `ae`, `ø ö` as `oe`, `å` as `aa` in every language, so that `Aabenraa` is `Åbenrå` and a Dane finds
//! `kör`; other letters without their accents. `fold` in `engine.js` is the same rule; neither may change alone.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The token in lower case and composed form (NFC), without soft hyphens.
pub(super) fn lower(token: &str) -> Cow<'_, str> {
    if is_lower(token) {
        return Cow::Borrowed(token);
    }
    if is_composed(token) {
        return Cow::Owned(token.to_lowercase());
    }
    Cow::Owned(token.nfc().filter(|&c| c != '\u{ad}').collect::<String>().to_lowercase())
}

/// Whether a token is composed already, seen from the bytes: ASCII, and `À` to `ÿ` as two bytes of which C3 is the first.
fn is_composed(token: &str) -> bool {
    token.bytes().all(|byte| byte <= 0xc3 && byte != 0xc2)
}

/// Whether nothing has to be done, seen from the bytes: ASCII without capitals, and `ß` to `ÿ` as two bytes.
pub(super) fn is_lower(token: &str) -> bool {
    let bytes = token.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let latin = byte == 0xc3 && bytes.get(at + 1).is_some_and(|&next| next >= 0x9f);
        if !latin && (!byte.is_ascii() || byte.is_ascii_uppercase()) {
            return false;
        }
        at += 1 + usize::from(latin);
    }
    true
}

/// The term of a lower-case token; empty when nothing of it can be searched for.
pub(super) fn fold(lower: &str) -> String {
    let mut term = String::with_capacity(lower.len() + 2);
    if lower.is_ascii() {
        term.push_str(lower);
        return term;
    }
    for c in lower.chars() {
        match c {
            'æ' | 'ä' => term.push_str("ae"),
            'ø' | 'ö' | 'œ' => term.push_str("oe"),
            'å' => term.push_str("aa"),
            'ß' => term.push_str("ss"),
            'þ' => term.push_str("th"),
            'ð' | 'đ' => term.push('d'),
            'ł' => term.push('l'),
            c if c.is_ascii() || c == '§' => term.push(c),
            c => term.extend([c].into_iter().nfkd().filter(|c| c.is_alphanumeric())),
        }
    }
    term
}

/// A term as it is typed without the letters `æ ø å` and without what stands for them.
pub(super) fn loose(term: &str) -> String {
    let mut loose = String::with_capacity(term.len());
    let mut rest = term.chars().peekable();
    while let Some(c) = rest.next() {
        loose.push(c);
        let dropped = |next: &char| c == 'a' && matches!(next, 'a' | 'e') || c == 'o' && *next == 'e';
        rest.next_if(dropped);
    }
    loose
}

//! Addresses and ids from words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Lang;

impl Lang {
    /// Words as part of an address: ASCII lower case, hyphens between words.
    ///
    /// The Nordic letters follow the habit of each country's authorities: Danish `æ ø å` become `ae oe aa`, Norwegian
    /// `ae o a`, Swedish `ä ö å` become `a o a`. Other marks are dropped. Text in NFD (as macOS names files) gives
    /// the same as in NFC.
    pub fn slug(self, words: &str) -> String {
        let mut slug = String::with_capacity(words.len());
        for letter in words.nfc().flat_map(char::to_lowercase) {
            if letter.is_ascii_alphanumeric() {
                slug.push(letter);
            } else if let Some(ascii) = self.transliterate(letter) {
                slug.push_str(ascii);
            } else if let Some(base) = std::iter::once(letter).nfd().next().filter(char::is_ascii_alphanumeric) {
                slug.push(base);
            } else if is_combining_mark(letter) {
                // What is left of a letter that has no composed form: the dot of `İ` in lower case.
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        slug
    }

    fn transliterate(self, letter: char) -> Option<&'static str> {
        let ascii = match (self, letter) {
            (Self::Da | Self::En, 'æ' | 'ä') | (_, 'æ') => "ae",
            (Self::Da | Self::En, 'ø' | 'ö') => "oe",
            (Self::Da | Self::En, 'å') => "aa",
            (_, 'å' | 'ä') => "a",
            (_, 'ø' | 'ö') => "o",
            (_, 'ß') => "ss",
            (_, 'þ') => "th",
            (_, 'ð') => "d",
            _ => return None,
        };
        Some(ascii)
    }
}

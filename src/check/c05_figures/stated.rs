//! A number as a text states it: `12 %`, `knap 8 pct.`, `ca. 6.000`, `1,2 mio.`; and how exactly it is meant.

use crate::lang::Lang;
use crate::model::scalar::parse_number;

/// Words for percent, in lower case, without a full stop.
pub(super) const PERCENT: &[&str] = &["%", "procent", "prosent", "percent", "pct", "pst", "proc", "prc"];
/// Words that say that a number is rounded.
const ABOUT: &[&str] = &[
    "ca", "cirka", "circa", "omkring", "knap", "knapt", "godt", "næsten", "over", "under", "rundt", "lidt", "snaut",
    "drygt", "nästan", "ungefär", "nesten", "omtrent", "lag", "nærmere", "nærmare", "around", "about", "nearly",
    "almost", "roughly", "some", "mere", "mer", "meir", "more",
];
/// Beginnings of words that multiply.
const TIMES: &[(&str, f64)] =
    &[("mio", 1e6), ("mill", 1e6), ("milj", 1e6), ("tusind", 1e3), ("tusen", 1e3), ("thousand", 1e3)];

/// A number that is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stated {
    pub value: f64,
    /// Half of the last place that is given.
    exactness: f64,
    pub is_share: bool,
    is_about: bool,
}

/// The first number in some words.
pub(super) fn stated(words: &str, lang: Lang) -> Option<Stated> {
    let start = words.find(|c: char| c.is_ascii_digit())?;
    let digits = &words[start..start + number_length(&words[start..])];
    let value = match lang {
        Lang::En => parse_number(&digits.replace(',', "")),
        _ => parse_number(digits),
    }?;
    let unit = words[start + digits.len()..].trim_start().to_lowercase();
    let times = TIMES.iter().find(|(beginning, _)| unit.starts_with(beginning)).map_or(1.0, |(_, times)| *times);
    let is_share = PERCENT.iter().any(|word| unit.starts_with(word));
    let exactness = last_place(digits, value, lang) / 2.0;
    Some(Stated { value: value * times, exactness: exactness * times, is_share, is_about: is_about(&words[..start]) })
}

/// How long the number is with which a text begins.
pub(super) fn number_length(text: &str) -> usize {
    let mut length = 0;
    let mut rest = text;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        length += digits;
        rest = &rest[digits..];
        let Some(mark) = rest.chars().next() else { return length };
        let after = &rest[mark.len_utf8()..];
        let following = after.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = match mark {
            '.' | ',' => following > 0,
            ' ' | '\u{a0}' | '\u{202f}' => following == 3 && digits <= 3,
            _ => false,
        };
        if !goes_on {
            return length;
        }
        length += mark.len_utf8();
        rest = after;
    }
}

/// The worth of the last place that says something: 0.1 in `28,4`, 1 in `12`, 1,000 in `6.000`.
fn last_place(digits: &str, value: f64, lang: Lang) -> f64 {
    let decimal = if lang == Lang::En { '.' } else { ',' };
    if value.fract() != 0.0 {
        let decimals = digits.rsplit([decimal, '.']).next().map_or(0, str::len);
        return 0.1_f64.powi(i32::try_from(decimals).unwrap_or(0));
    }
    let whole: String = digits.split(decimal).next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    let zeros = whole.len() - whole.trim_end_matches('0').len();
    10_f64.powi(i32::try_from(zeros).unwrap_or(0))
}

fn is_about(before: &str) -> bool {
    let before = before.to_lowercase();
    let mut words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.next_back().is_some_and(|word| ABOUT.contains(&word) || words.next_back().is_some_and(|word| word == "ca"))
}

impl Stated {
    /// A number that stands in a data file, where no word says that it is rounded.
    pub fn typed(value: f64, is_share: bool) -> Self {
        Self { value, exactness: 0.5, is_share, is_about: false }
    }

    /// The same after some other words, which may say that it is rounded.
    pub fn after(self, before: &str) -> Self {
        let near = before.floor_char_boundary(before.len().saturating_sub(24));
        Self { is_about: self.is_about || is_about(&before[near..]), ..self }
    }

    /// How many decimals are given.
    pub fn decimals(self) -> u32 {
        (0..2).find(|decimals| self.exactness * 2.0 >= 0.1_f64.powi(*decimals) - 1e-9).map_or(2, i32::unsigned_abs)
    }

    /// Whether it is another number than `value`. Shares may differ by `points` and, as counts, by half of their
    /// last place, and what is called rounded by a twentieth.
    pub fn differs(self, value: f64, points: f64) -> bool {
        let exact = if self.is_share { points.max(self.exactness.min(0.5)) } else { self.exactness };
        let about = if self.is_about { self.value.abs() / 20.0 } else { 0.0 };
        (self.value - value).abs() > exact.max(about) + 1e-9
    }
}

//! Numbers that the three states give their people.
//!
//! Denmark: DDMMYY-SSSS. The seventh digit tells the century; the check digit was given up in 2007 (CPR-kontoret,
//! "Personnummeret i CPR"), so only the date is tested where the hyphen shows what is meant. Sweden: (YY)YYMMDD-NNNC
//! with Luhn's check digit, `+` from the hundredth year, day + 60 for co-ordination numbers (Skatteverket, SKV 704 and
//! 707). Norway: DDMMYYIIIKK with two check digits modulo 11, day + 40 for D-numbers (Skatteetaten).

use jiff::civil::Date;

use super::groups::{Groups, is_blank, is_hyphen};
use super::{Certainty, Hit};
use crate::lang::Lang;
use crate::model::document::PersonalDataKind as Kind;

/// Words before a number that say that it is something else.
const OTHER_NUMBERS: &[&str] = &["isbn", "ean", "gln", "issn", "p-nr", "p-nummer", "p-numre", "konto", "kontonr"];

/// The personal number that begins at a group, and how many groups it has.
pub(super) fn at(groups: &Groups<'_>, first: usize, lang: Lang) -> Option<(Option<Hit>, usize)> {
    let (kind, count, certainty) = match (groups.width(first), groups.width(first + 1)) {
        (6, 4) => of_six_and_four(groups, first, lang)?,
        (8, 4) if is_swedish_sign(groups.gap(first)) => {
            swedish_long(&groups.joined(first, 2)).map(|kind| (kind, 2))?.sure()
        }
        (6, 5) if is_blank(groups.gap(first)) => norwegian(&groups.joined(first, 2)).map(|kind| (kind, 2))?.sure(),
        (10, _) => of_ten(groups.digits(first), lang).map(|(kind, certainty)| (kind, 1, certainty))?,
        (11, _) => norwegian(groups.digits(first)).map(|kind| (kind, 1))?.sure(),
        (12, _) => swedish_long(groups.digits(first)).map(|kind| (kind, 1))?.sure(),
        _ => return None,
    };
    let is_something_else = || groups.follows(first, OTHER_NUMBERS);
    if !groups.stand_free(first, count) || is_something_else() {
        return None;
    }
    Some((Some(Hit { kind, range: groups.stretch(first, count), certainty }), count))
}

/// A finding that needs no doubt.
trait Sure {
    fn sure(self) -> (Kind, usize, Certainty);
}

impl Sure for (Kind, usize) {
    fn sure(self) -> (Kind, usize, Certainty) {
        (self.0, self.1, Certainty::Certain)
    }
}

fn is_swedish_sign(gap: &str) -> bool {
    is_hyphen(gap) || gap == "+"
}

/// Six digits, something, four digits. Both Danes and Swedes write so; the page's language decides who is asked first.
fn of_six_and_four(groups: &Groups<'_>, first: usize, lang: Lang) -> Option<(Kind, usize, Certainty)> {
    let (gap, digits) = (groups.gap(first), groups.joined(first, 2));
    let danish = || is_hyphen(gap).then(|| danish_date(&digits)).flatten().map(|_| (Kind::Cpr, 2));
    let swedish = || is_swedish_sign(gap).then(|| swedish(&digits)).flatten().map(|kind| (kind, 2));
    let sure = match lang {
        Lang::Sv => swedish().or_else(danish),
        _ => danish().or_else(swedish),
    };
    // With a blank between the parts the check digit has to fit, or the word has to stand before.
    let spaced = || {
        let fits = fits_modulus(&digits) || groups.follows(first, &["cpr", "cpr-nummer", "cpr-nr", "personnummer"]);
        (is_blank(gap) && fits).then(|| danish_date(&digits)).flatten().map(|_| (Kind::Cpr, 2))
    };
    sure.or_else(spaced).map(Sure::sure)
}

/// Ten digits in one: certain where the check digit fits.
fn of_ten(digits: &str, lang: Lang) -> Option<(Kind, Certainty)> {
    if lang == Lang::Sv {
        return swedish(digits).map(|kind| (kind, Certainty::Likely));
    }
    danish_date(digits)?;
    Some((Kind::Cpr, if fits_modulus(digits) { Certainty::Certain } else { Certainty::Likely }))
}

/// The number of the digits from `from` on, `count` of them.
fn part(digits: &str, from: usize, count: usize) -> i16 {
    digits.get(from..from + count).and_then(|digits| digits.parse().ok()).unwrap_or(-1)
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The birthday in a Danish number, by the century that its seventh digit tells.
fn danish_date(digits: &str) -> Option<Date> {
    let year = part(digits, 4, 2);
    let century = match (part(digits, 6, 1), year) {
        (0..=3, _) => 1900,
        (4 | 9, 0..=36) => 2000,
        (4 | 9, _) => 1900,
        (_, 0..=57) => 2000,
        _ => 1800,
    };
    day(century + year, part(digits, 2, 2), part(digits, 0, 2))
}

fn fits_modulus(digits: &str) -> bool {
    weighted(digits, &[4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11)
}

fn weighted(digits: &str, weights: &[u32]) -> u32 {
    digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum()
}

fn norwegian(digits: &str) -> Option<Kind> {
    let first = weighted(digits, &[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).is_multiple_of(11);
    let second = weighted(digits, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11);
    let date = part(digits, 0, 2);
    let date = if date > 40 { date - 40 } else { date };
    // Of two centuries the one with the leap day is 2000.
    day(2000 + part(digits, 4, 2), part(digits, 2, 2), date)?;
    (first && second).then_some(Kind::Fodselsnummer)
}

/// Twelve digits; the first two are a century in which somebody can have been born.
fn swedish_long(digits: &str) -> Option<Kind> {
    matches!(part(digits, 0, 2), 18..=20).then(|| swedish(&digits[2..])).flatten()
}

fn swedish(digits: &str) -> Option<Kind> {
    let date = part(digits, 4, 2);
    let date = if date > 60 { date - 60 } else { date };
    day(2000 + part(digits, 0, 2), part(digits, 2, 2), date)?;
    fits_luhn(digits).then_some(Kind::Personnummer)
}

/// Luhn's check: every other digit twice, the sums of the digits added up.
fn fits_luhn(digits: &str) -> bool {
    let values = digits.bytes().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| {
        let product = u32::from(digit - b'0') * weight;
        product / 10 + product % 10
    });
    values.sum::<u32>().is_multiple_of(10)
}

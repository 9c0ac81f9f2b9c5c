//! Telephone numbers, as they are written in the Nordic countries.
//!
//! With a country code a number is one in any language. Without it, a form that hardly is anything else is enough
//! (`22 33 44 55`, `412 34 567`, `070-123 45 67`); a bare row of digits needs a word before it (`tlf.`, `ring`).

use std::collections::BTreeSet;

use super::groups::{Groups, is_blank, is_hyphen};
use super::{Certainty, Hit};
use crate::lang::Lang;
use crate::model::document::PersonalDataKind as Kind;

/// Words before a telephone number, in lower case.
const CUES: &[&str] = &[
    "tlf",
    "tel",
    "telefon",
    "telefonnummer",
    "telefonnr",
    "mobil",
    "mobilnummer",
    "mobilnr",
    "mob",
    "ring",
    "ringe",
    "ringer",
    "sms",
    "phone",
    "phone_main",
    "call",
    "mobile",
    "direkte",
    "direktnummer",
];

/// How many digits a number has after a country code.
fn widths(code: &str) -> std::ops::RangeInclusive<usize> {
    if code == "46" { 7..=10 } else { 8..=8 }
}

/// The telephone number that begins at a group, and how many groups it has; none of it if it is a public one.
pub(super) fn at(
    groups: &Groups<'_>,
    first: usize,
    lang: Lang,
    public: &BTreeSet<String>,
) -> Option<(Option<Hit>, usize)> {
    let count = with_country(groups, first).or_else(|| match lang {
        Lang::Sv => swedish(groups, first),
        _ => eight(groups, first, lang),
    })?;
    let mut range = groups.stretch(first, count);
    if groups.text[..range.start].ends_with('+') {
        range.start -= 1;
    }
    let hit = Hit { kind: Kind::Phone, certainty: Certainty::Likely, range };
    let is_public = public.contains(&national(&groups.text[hit.range.clone()]));
    Some(((!is_public).then_some(hit), count))
}

/// A number without country code, leading zero and blanks, by which two ways of writing it are the same.
pub(super) fn national(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let bare = number.trim_start();
    let after_code = |digits: &str| {
        let code = ["45", "46", "47"].into_iter().find_map(|code| digits.strip_prefix(code));
        code.unwrap_or(digits).to_owned()
    };
    let national = match digits.strip_prefix("00") {
        Some(international) => after_code(international),
        None if bare.starts_with('+') => after_code(&digits),
        None => digits,
    };
    national.strip_prefix('0').map(str::to_owned).unwrap_or(national)
}

/// `+45 …`, `0045 …`: how many groups.
fn with_country(groups: &Groups<'_>, first: usize) -> Option<usize> {
    let digits = groups.digits(first);
    let has_plus = groups.text[..groups.stretch(first, 1).start].ends_with('+');
    let international = if has_plus { digits } else { digits.strip_prefix("00")? };
    let (code, rest) = international.split_at_checked(2)?;
    if !matches!(code, "45" | "46" | "47") {
        return None;
    }
    let allowed = widths(code);
    let mut width = rest.len();
    let mut count = 1;
    while width < *allowed.end() && groups.width(first + count) > 0 && is_within_number(groups.gap(first + count - 1)) {
        let more = groups.width(first + count);
        if width + more > *allowed.end() {
            break;
        }
        width += more;
        count += 1;
    }
    (allowed.contains(&width) && groups.stand_free(first, count)).then_some(count)
}

/// What may stand between the groups of one number: blanks, hyphens, brackets.
fn is_within_number(gap: &str) -> bool {
    gap.chars().count() <= 3 && gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '(' | ')' | '.'))
}

/// Eight digits, as in Denmark and Norway.
fn eight(groups: &Groups<'_>, first: usize, lang: Lang) -> Option<usize> {
    let widths = [0, 1, 2, 3].map(|after| groups.width(first + after));
    let gaps = |count: usize, fits: fn(&str) -> bool| {
        first + count <= groups.len() && (first..first + count - 1).all(|group| fits(groups.gap(group)))
    };
    let cue = || groups.follows(first, CUES);
    let is_subscriber = groups.digits(first).starts_with(|digit| matches!(digit, '2'..='9'));
    let norwegian_mobile = matches!(lang, Lang::Nb | Lang::Nn) && groups.digits(first).starts_with(['4', '9']);
    let count = match widths {
        [2, 2, 2, 2] if gaps(4, is_blank) && !is_in_row(groups, first) && (is_subscriber || cue()) => 4,
        [2, 2, 2, 2] if gaps(4, is_separator) && cue() => 4,
        [3, 2, 3, _] if gaps(3, is_blank) && (norwegian_mobile || cue()) => 3,
        [4, 4, ..] if gaps(2, is_blank) && cue() => 2,
        [8, ..] if cue() => 1,
        _ => return None,
    };
    groups.stand_free(first, count).then_some(count)
}

fn is_separator(gap: &str) -> bool {
    is_blank(gap) || is_hyphen(gap) || gap == "."
}

/// Whether four groups of two digits are part of a longer row of such groups, which is a list of numbers.
fn is_in_row(groups: &Groups<'_>, first: usize) -> bool {
    let before = first > 0 && groups.width(first - 1) == 2 && is_blank(groups.gap(first - 1));
    before || groups.width(first + 4) == 2 && is_blank(groups.gap(first + 3))
}

/// `08-123 456 78`, `070-123 45 67`; in one row only after a word that tells.
fn swedish(groups: &Groups<'_>, first: usize) -> Option<usize> {
    if !groups.digits(first).starts_with('0') {
        return None;
    }
    if matches!(groups.width(first), 8..=10) {
        let tells = groups.follows(first, CUES);
        return (tells && groups.stand_free(first, 1)).then_some(1);
    }
    let mut count = 2;
    let joins = (2..=4).contains(&groups.width(first)) && first + 1 < groups.len() && is_hyphen(groups.gap(first));
    while joins && matches!(groups.width(first + count), 2 | 3) && is_blank(groups.gap(first + count - 1)) {
        count += 1;
    }
    let width: usize = (first..first + count).map(|group| groups.width(group)).sum();
    (joins && count > 2 && (8..=10).contains(&width) && groups.stand_free(first, count)).then_some(count)
}

//! What is meant by a value that cannot be taken as it is: dates as people write them, numbers with words around
//! them, months by their names. In: the text. Out: what to write instead, and the cure that says so.

use jiff::civil::Date;

use super::{parse_date, parse_number};

/// A cure, and what it proposes.
pub(super) type Cure = (&'static str, Option<String>);

/// Beginnings of the months' names in the five languages.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar"],
    &["apr"],
    &["maj", "mai", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dec", "des"],
];

/// The month that a word names.
pub(super) fn month(word: &str) -> Option<i8> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}

/// A part of a date.
#[derive(Clone, Copy)]
enum Part {
    Number(i16),
    /// Four digits.
    Year(i16),
    Month(i8),
}

/// The last day of the month, of a day that the month does not have: 31 June is 30 June.
pub(super) fn last_of_month(text: &str) -> Option<Date> {
    let separator = if text.contains('.') { '.' } else { '-' };
    let numbers: Vec<i16> = text.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] if *year > 31 => (*year, *month, *day),
        [day, month, year] => (*year, *month, *day),
        _ => return None,
    };
    let last = new(year, month, 1)?.last_of_month();
    (1000..=9999).contains(&year).then_some(last).filter(|last| (i16::from(last.day()) + 1..=31).contains(&day))
}

/// The cure for a text that is no date; at the end of a period a year means its last day.
pub(super) fn date(text: &str, field: &str) -> Cure {
    use Part::{Month, Number, Year};
    let is_end = ["until", "due", "deadline", "closed", "to"].iter().any(|end| field.ends_with(end));
    let instead = |date: Option<Date>| date.map(|date| ("hint-write-instead", Some(date.to_string())));
    let whole = |date: Option<Date>| date.map(|date| ("hint-date-whole", Some(date.to_string())));
    let first_word = text.split(['T', ' ']).next().unwrap_or_default();
    if let Some(date) = parse_date(first_word).filter(|_| first_word.len() < text.len()) {
        return ("hint-write-instead", Some(date.to_string()));
    }
    let cure = match parts(text).as_slice() {
        [Number(day), Month(month), Year(year)] | [Month(month), Number(day), Year(year)] => {
            instead(new(*year, i16::from(*month), *day))
        }
        [Number(day), Number(month), Year(year)] if text.contains('/') => ordered(*year, *month, *day),
        [Number(day), Number(month), Number(year)] if !text.contains('-') => ordered(2000 + year, *month, *day),
        [Year(year), Number(month), Number(day)] => instead(new(*year, *month, *day)),
        [Year(year)] if is_end => whole(new(*year, 12, 31)),
        [Year(year)] => whole(new(*year, 1, 1)),
        [Month(month), Year(year)] | [Year(year), Month(month)] => whole(edge(*year, i16::from(*month), is_end)),
        [Number(month), Year(year)] | [Year(year), Number(month)] => whole(edge(*year, *month, is_end)),
        _ => compact(text),
    };
    cure.unwrap_or(("hint-date", None))
}

/// A day and a month in an order that is not known, unless only one of them can be the month.
fn ordered(year: i16, month: i16, day: i16) -> Option<Cure> {
    let (first, second) = (new(year, month, day), new(year, day, month));
    let hint = if first.is_some() && second.is_some() { "hint-date-order" } else { "hint-write-instead" };
    first.or(second).map(|date| (hint, Some(date.to_string())))
}

/// The cure for a text that is no day of the year: the day comes first in `24-12` and `31/3`.
pub(super) fn month_day(text: &str) -> Cure {
    use Part::{Month, Number, Year};
    let date = match parts(text).as_slice() {
        [Number(day), Number(month)] => new(2024, *month, *day),
        [Number(day), Month(month)] => new(2024, i16::from(*month), *day),
        [Year(_), Number(month), Number(day)] | [Number(day), Number(month), Year(_)] => new(2024, *month, *day),
        _ => None,
    };
    let write = |date: Date| ("hint-write-instead", Some(format!("{:02}-{:02}", date.month(), date.day())));
    date.map_or(("hint-month-day", None), write)
}

fn new(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The first day of a month, or the last.
fn edge(year: i16, month: i16, is_end: bool) -> Option<Date> {
    let first = new(year, month, 1)?;
    Some(if is_end { first.last_of_month() } else { first })
}

/// `20260301`, or the number of the day that a spreadsheet shows where it has lost the format: 46053.
fn compact(text: &str) -> Option<Cure> {
    if let Some(days) = text.parse::<i32>().ok().filter(|days| (30_000..60_000).contains(days)) {
        // Day 1 is 1900-01-01, and the spreadsheet knows a 1900-02-29: https://learn.microsoft.com/office/troubleshoot/excel/wrongly-assumes-1900-is-leap-year
        let date = Date::constant(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()?;
        return Some(("hint-write-instead", Some(date.to_string())));
    }
    let is_digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse().ok();
    let date = is_digits.then(|| new(number(0..4)?, number(4..6)?, number(6..8)?)).flatten()?;
    Some(("hint-write-instead", Some(date.to_string())))
}

/// The parts of a date, or nothing where there is anything else among them.
fn parts(text: &str) -> Vec<Part> {
    let words =
        text.split([' ', '.', '/', '-', ',', '\u{a0}']).map(|word| word.trim_matches(['“', '”', '"', '»', '«']));
    let words = words.filter(|word| !word.is_empty() && !["den", "d", "the", "of"].contains(word));
    let part = |word: &str| match word.parse::<i16>() {
        Ok(year) if word.len() == 4 => Some(Part::Year(year)),
        Ok(number) if word.len() <= 2 => Some(Part::Number(number)),
        _ => month(word).map(Part::Month),
    };
    words.map(part).collect::<Option<_>>().unwrap_or_default()
}

/// The cure for a number that is no count: `1,234` is how English spreadsheets write a thousand.
pub(super) fn count(text: &str) -> Cure {
    let groups: Vec<&str> = text.trim().split(',').collect();
    let is_digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3);
    if is_grouped && (1..=3).contains(&groups[0].len()) && groups.iter().all(is_digits) {
        return ("hint-write-instead", Some(groups.concat()));
    }
    ("hint-count", None)
}

/// The only number in a text, as it is to be written: `3000` of `ca. 3000`. A number of thousands is not that number.
pub(super) fn number(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if ["tus", "mio", "mill", "mia", "thous"].iter().any(|unit| lower.contains(unit)) {
        return None;
    }
    let is_inside = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ' | '\u{a0}');
    let mut numbers = lower.split(|letter| !is_inside(letter)).map(|run| run.trim_matches([' ', '.', ',', '\u{a0}']));
    let number = numbers.find(|run| !run.is_empty())?;
    let is_only = numbers.all(str::is_empty) && parse_number(number).is_some();
    is_only.then(|| number.split_whitespace().collect())
}

/// The length of time that is meant: `24 timer` by `inden for 24 timer`, `1 år` by `hvert år`.
pub(super) fn duration(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let every = ["hver", "hvert", "hvar", "varje", "vart", "kvar", "kvart", "every"];
    let once = match words.as_slice() {
        [first, unit] if every.contains(first) => Some(format!("1 {unit}")),
        _ => None,
    };
    let numbered = lower.find(|letter: char| letter.is_ascii_digit()).map(|at| lower[at..].to_owned());
    once.or(numbered).filter(|meant| *meant != lower && super::parse_duration(meant).is_some())
}

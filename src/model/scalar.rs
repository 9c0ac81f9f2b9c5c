//! Single values: text, numbers, dates, durations, and small maps.
//!
//! Each knows how an author in the Nordic countries writes it: decimal comma, `dd-mm-yyyy`, `2 arbejdsdage`.

mod meant;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::model::record::{Decode, Form, Reader, RefUse, choice, tell_duplicate};
use crate::model::value::{Node, Value};
use crate::source::Span;

/// A text that is not empty.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Box<str>);

impl Text {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Decode for Text {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().map(str::trim) {
            Some("") => reader.wrong_with("empty-text", "hint-empty-text", node),
            Some(text) => Some(Self(text.into())),
            // `title: a: b` on a line of its own, or in a list, makes fields of what was meant as words.
            None if matches!(&node.value, Value::Map(entries) if entries.iter().any(|entry| !entry.node.is_null())) => {
                reader.wrong_with("expected-text", "hint-quote-colon", node)
            }
            None => reader.wrong_with("expected-text", "hint-quote-value", node),
        }
    }
}

impl Decode for Date {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().and_then(|text| parse_date(text.trim())) {
            Some(date) => Some(date),
            None => {
                let text = node.scalar().unwrap_or_default().trim();
                if let Some(last) = meant::last_of_month(text) {
                    let finding = Diagnostic::error("R02", "date-not-there", &reader.file).at(node.span);
                    let finding = finding.with("found", text).with("days", last.day().to_string());
                    reader.tell(finding.with("nearest", last.to_string()).hint("hint-did-you-mean"));
                    return None;
                }
                let (hint, date) = meant::date(text, reader.field);
                cured("wrong-date", (hint, date), node, reader)
            }
        }
    }
}

/// A date as ISO 8601 (`2026-03-01`) or as Danish Excel writes it (`01-03-2026`, `1.3.2026`, `01/03/2026` refused).
///
/// Slashes are refused, since `1/3/2026` is two different days on the two sides of the Atlantic.
pub fn parse_date(text: &str) -> Option<Date> {
    let separator = if text.contains('.') { '.' } else { '-' };
    let parts: Vec<&str> = text.split(separator).collect();
    let &[a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == separator as u8) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A number with decimal point or comma; spaces between thousands are allowed.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Number(pub f64);

impl Decode for Number {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().and_then(parse_number) {
            Some(number) => Some(Self(number)),
            None => cured("wrong-number", number_cure(node), node, reader),
        }
    }
}

/// A number as people write it: `4,5`, `17 000`, `1.234,5`, `4.5`.
///
/// A single point is a decimal point, unless three digits follow a group of one to three (`17.000`): that is how
/// Danes write seventeen thousand.
pub fn parse_number(text: &str) -> Option<f64> {
    let compact: String = text.trim().chars().filter(|c| !c.is_whitespace()).collect();
    let normal = match (compact.contains(','), is_grouped_by_points(&compact)) {
        (true, _) => compact.replace('.', "").replace(',', "."),
        (false, true) => compact.replace('.', ""),
        (false, false) => compact,
    };
    // `parse` would take `nan`, `inf` and `1e5` as numbers.
    let plain = normal.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if plain { normal.parse().ok() } else { None }
}

fn is_grouped_by_points(text: &str) -> bool {
    let mut groups = text.trim_start_matches('-').split('.');
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len()) && first != "0" && rest.peek().is_some() && rest.all(|group| group.len() == 3)
}

/// A whole number that is not negative.
impl Decode for u32 {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        Count::decode(node, reader).map(|count| count.0 as Self)
    }
}

/// How many there are of something: a whole number that is not negative, at most four thousand millions.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Count(pub f64);

impl Decode for Count {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().and_then(parse_number) {
            Some(number) if number >= 0.0 && number.fract() == 0.0 && number <= 4e9 => Some(Self(number)),
            Some(_) => cured("wrong-count", meant::count(node.scalar().unwrap_or_default()), node, reader),
            None => cured("wrong-count", number_cure(node), node, reader),
        }
    }
}

fn number_cure(node: &Node) -> meant::Cure {
    match node.scalar().and_then(meant::number) {
        Some(number) => ("hint-write-instead", Some(number)),
        None => ("hint-number", None),
    }
}

/// Tells that a value is wrong, and what is meant by it.
fn cured<T>(key: &'static str, cure: meant::Cure, node: &Node, reader: &mut Reader) -> Option<T> {
    let (hint, proposal) = cure;
    let found = node.scalar().unwrap_or("…");
    let finding = Diagnostic::error("R02", key, &reader.file).at(node.span).with("found", found).hint(hint);
    reader.tell(match proposal {
        Some(proposal) => finding.with("nearest", proposal),
        None => finding,
    });
    None
}

/// A year, `2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i16);

impl Decode for Year {
    const FORM: Form = Form::Word;

    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().and_then(|text| text.trim().parse().ok()) {
            Some(year) if (1900..=2200).contains(&year) => Some(Self(year)),
            _ => reader.wrong_with("wrong-year", "hint-year", node),
        }
    }
}

/// Yes or no; each use has a type of its own name that wraps this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Switch {
    On,
    #[default]
    Off,
}

impl Decode for Switch {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().map(str::to_lowercase).as_deref() {
            Some("true" | "yes" | "ja" | "on" | "sann") => Some(Self::On),
            Some("false" | "no" | "nej" | "nei" | "off") => Some(Self::Off),
            _ => reader.wrong_with("wrong-switch", "hint-switch", node),
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::Off)
    }
}

choice! {
    /// A unit of time.
    pub enum TimeUnit {
        Minute = "minute",
        Hour = "hour",
        WorkingDay = "working_day",
        Day = "day",
        Week = "week",
        Month = "month",
        Year = "year",
    }
}

/// A length of time as people agree on it: `24 timer`, `2 arbejdsdage`, `P1Y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    pub count: u32,
    pub unit: TimeUnit,
}

impl Duration {
    /// The day that this length of time after another day is; hours count as no days.
    pub fn after(self, date: Date) -> Option<Date> {
        let count = i64::from(self.count);
        let span = match self.unit {
            TimeUnit::Minute | TimeUnit::Hour => jiff::Span::new(),
            // Five working days are a week.
            TimeUnit::WorkingDay => jiff::Span::new().try_days(count / 5 * 7 + count % 5).ok()?,
            TimeUnit::Day => jiff::Span::new().try_days(count).ok()?,
            TimeUnit::Week => jiff::Span::new().try_weeks(count).ok()?,
            TimeUnit::Month => jiff::Span::new().try_months(count).ok()?,
            TimeUnit::Year => jiff::Span::new().try_years(count).ok()?,
        };
        date.checked_add(span).ok()
    }
}

impl Decode for Duration {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().and_then(parse_duration) {
            Some(duration) => Some(duration),
            None => {
                let meant = node.scalar().and_then(meant::duration);
                let hint = if meant.is_some() { "hint-write-instead" } else { "hint-duration" };
                cured("wrong-duration", (hint, meant), node, reader)
            }
        }
    }
}

/// Units by the beginnings of their names in the five languages; longer beginnings first.
const UNIT_NAMES: &[(&str, TimeUnit)] = &[
    ("min", TimeUnit::Minute),
    ("time", TimeUnit::Hour),
    ("timm", TimeUnit::Hour),
    ("tima", TimeUnit::Hour),
    ("hour", TimeUnit::Hour),
    ("arbejdsdag", TimeUnit::WorkingDay),
    ("arbetsdag", TimeUnit::WorkingDay),
    ("arbeidsdag", TimeUnit::WorkingDay),
    ("virkedag", TimeUnit::WorkingDay),
    ("hverdag", TimeUnit::WorkingDay),
    ("vardag", TimeUnit::WorkingDay),
    ("kvardag", TimeUnit::WorkingDay),
    ("working day", TimeUnit::WorkingDay),
    ("dag", TimeUnit::Day),
    ("døgn", TimeUnit::Day),
    ("dygn", TimeUnit::Day),
    ("day", TimeUnit::Day),
    ("uge", TimeUnit::Week),
    ("veck", TimeUnit::Week),
    ("uke", TimeUnit::Week),
    ("veke", TimeUnit::Week),
    ("week", TimeUnit::Week),
    ("mdr", TimeUnit::Month),
    ("mnd", TimeUnit::Month),
    ("mån", TimeUnit::Month),
    ("måned", TimeUnit::Month),
    ("månad", TimeUnit::Month),
    ("month", TimeUnit::Month),
    ("år", TimeUnit::Year),
    ("year", TimeUnit::Year),
];

/// A duration in words of any of the five languages, or as ISO 8601 with one part (`P1Y`, `PT24H`).
pub fn parse_duration(text: &str) -> Option<Duration> {
    let text = text.trim().to_lowercase();
    if let Some(iso) = text.strip_prefix('p') {
        return parse_iso_duration(iso);
    }
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let count = text[..digits].parse().ok()?;
    let name = text[digits..].trim_start();
    let (_, unit) = UNIT_NAMES.iter().find(|(beginning, _)| name.starts_with(beginning))?;
    Some(Duration { count, unit: *unit })
}

fn parse_iso_duration(iso: &str) -> Option<Duration> {
    let (time, amount) = match iso.strip_prefix('t') {
        Some(rest) => (true, rest),
        None => (false, iso),
    };
    let (count, unit) = amount.split_at_checked(amount.len().checked_sub(1)?)?;
    let unit = match (time, unit) {
        (true, "m") => TimeUnit::Minute,
        (true, "h") => TimeUnit::Hour,
        (false, "d") => TimeUnit::Day,
        (false, "w") => TimeUnit::Week,
        (false, "m") => TimeUnit::Month,
        (false, "y") => TimeUnit::Year,
        _ => return None,
    };
    Some(Duration { count: count.parse().ok()?, unit })
}

/// A day of any year, `MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MonthDay {
    pub month: i8,
    pub day: i8,
}

impl Decode for MonthDay {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let parsed = node.scalar().and_then(|text| {
            let (month, day) = text.trim().split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // 2024 was a leap year, so that 02-29 is a day.
            Date::new(2024, month, day).ok().map(|_| Self { month, day })
        });
        parsed.or_else(|| {
            let cure = node.scalar().map_or(("hint-month-day", None), meant::month_day);
            cured("wrong-month-day", cure, node, reader)
        })
    }
}

/// A month, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(pub i8);

impl Decode for Month {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.scalar().and_then(|text| text.trim().parse().ok()) {
            Some(month @ 1..=12) => Some(Self(month)),
            _ => match node.scalar().and_then(meant::month) {
                Some(month) => {
                    let cure = ("hint-write-instead", Some(month.to_string()));
                    cured("wrong-month", cure, node, reader)
                }
                None => reader.wrong_with("wrong-month", "hint-month", node),
            },
        }
    }
}

/// A map whose keys are words the author chose, in order of the keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<T>(pub BTreeMap<String, Keyed<T>>);

/// A value of a [`Table`] and the place of its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyed<T> {
    pub key_span: Span,
    pub value: T,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T> Table<T> {
    /// The value under `key`.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.get(key).map(|keyed| &keyed.value)
    }
}

impl<T: Decode> Decode for Table<T> {
    fn decode(node: &Node, reader: &mut Reader) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return reader.wrong_with("expected-names", "hint-names", node);
        };
        let mut table = BTreeMap::new();
        for entry in entries.iter().filter(|entry| !entry.node.is_null()) {
            if table.contains_key(&entry.key) {
                tell_duplicate(entry, reader);
            } else if let Some(value) = T::decode(&entry.node, reader) {
                table.insert(entry.key.clone(), Keyed { key_span: entry.key_span, value });
            }
        }
        Some(Self(table))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn visit_refs(&self, visit: &mut dyn FnMut(RefUse<'_>)) {
        for keyed in self.0.values() {
            keyed.value.visit_refs(visit);
        }
    }
}

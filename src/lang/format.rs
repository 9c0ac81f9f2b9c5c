//! Dates, numbers and lists in words.

use jiff::civil::Date;

use super::Lang;

/// No-break space, so that a number stays with what belongs to it.
const NBSP: char = '\u{a0}';

impl Lang {
    /// A date in full: `29. februar 2016`, `29 februari 2016`.
    pub fn date(self, date: Date) -> String {
        let (day, month, year) = (date.day(), self.month(date.month()), date.year());
        match self {
            Self::Da | Self::Nb | Self::Nn => format!("{day}.{NBSP}{month} {year}"),
            Self::Sv | Self::En => format!("{day}{NBSP}{month} {year}"),
        }
    }

    /// A date without its year: `29. februar`.
    pub fn day_of_year(self, month: i8, day: i8) -> String {
        match self {
            Self::Da | Self::Nb | Self::Nn => format!("{day}.{NBSP}{}", self.month(month)),
            Self::Sv | Self::En => format!("{day}{NBSP}{}", self.month(month)),
        }
    }

    /// A month's name; `month` is 1 to 12.
    pub fn month(self, month: i8) -> &'static str {
        let names: [&'static str; 12] = match self {
            Self::Da => [
                "januar",
                "februar",
                "marts",
                "april",
                "maj",
                "juni",
                "juli",
                "august",
                "september",
                "oktober",
                "november",
                "december",
            ],
            Self::Nb | Self::Nn => [
                "januar",
                "februar",
                "mars",
                "april",
                "mai",
                "juni",
                "juli",
                "august",
                "september",
                "oktober",
                "november",
                "desember",
            ],
            Self::Sv => [
                "januari",
                "februari",
                "mars",
                "april",
                "maj",
                "juni",
                "juli",
                "augusti",
                "september",
                "oktober",
                "november",
                "december",
            ],
            Self::En => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
        };
        names[usize::try_from(month - 1).unwrap_or(0).min(11)]
    }

    /// A month in short, as on a scale: `nov.`, `maj`.
    pub fn short_month(self, month: i8) -> String {
        let name = self.month(month);
        let short: String = name.chars().take(3).collect();
        let point = if short.len() == name.len() || self == Self::En { "" } else { "." };
        format!("{short}{point}")
    }

    /// A number with the given count of decimals: `1.234,5` in Danish, `1 234,5` in Swedish and Norwegian.
    pub fn number(self, number: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (group, point) = match self {
            Self::Da => ('.', ','),
            Self::Sv | Self::Nb | Self::Nn => (NBSP, ','),
            Self::En => (',', '.'),
        };
        let negative = number < 0.0 && plain.bytes().any(|digit| (b'1'..=b'9').contains(&digit));
        let mut text = String::from(if negative { "−" } else { "" });
        for (index, digit) in whole.chars().enumerate() {
            // Sweden and Norway write four digits without a space.
            if index > 0 && (whole.len() - index) % 3 == 0 && !(whole.len() == 4 && group == NBSP) {
                text.push(group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(point);
            text.push_str(fraction);
        }
        text
    }

    /// A whole number.
    pub fn whole(self, number: f64) -> String {
        self.number(number, 0)
    }

    /// A number with as many decimals as it needs, at most two.
    pub fn short_number(self, number: f64) -> String {
        let decimals = (0..2).find(|&decimals| {
            let scale = 10_f64.powi(decimals);
            ((number * scale).round() / scale - number).abs() < 0.005
        });
        self.number(number, usize::try_from(decimals.unwrap_or(2)).unwrap_or(2))
    }

    /// A number with its unit: `5 %`, `40 kr.`, `12`.
    pub fn quantity(self, number: f64, unit: &str) -> String {
        let number = self.short_number(number);
        if unit.is_empty() { number } else { format!("{number}{NBSP}{unit}") }
    }

    /// A text in the language's quotation marks.
    pub fn quoted(self, text: &str) -> String {
        match self {
            Self::Da => format!("»{text}«"),
            Self::Sv => format!("”{text}”"),
            Self::Nb | Self::Nn => format!("«{text}»"),
            Self::En => format!("“{text}”"),
        }
    }

    /// Items as a list in words: `a, b og c`.
    pub fn list(self, items: &[String]) -> String {
        let and = match self {
            Self::Da | Self::Nb | Self::Nn => "og",
            Self::Sv => "och",
            Self::En => "and",
        };
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
        }
    }
}

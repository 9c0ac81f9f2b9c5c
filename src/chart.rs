//! Charts as SVG: lines with their target, bars, progress, trends in a cell, the annual wheel, counts as heat.
//!
//! In: numbers, words, and a language's interface texts. Out: a [`Drawing`]: markup, and in a sentence or two what one
//! sees in it. Text is as large on a phone as on a desk, since only shapes stretch with the page; what differs is told
//! by words, dashes and shapes as well as by colour, so that it holds on paper and in forced colours. Colours are the
//! style sheet's, by class: the policy of the pages forbids `style=`. Knows no page and computes no figure.

mod bars;
mod heat;
mod line;
mod progress;
mod scale;
mod spark;
mod svg;
#[cfg(test)]
mod tests;
mod wheel;

pub use bars::{Bar, bars};
pub use heat::{Heat, heat};
pub use line::{Line, line};
pub use progress::{Segment, colours, progress, swatch};
pub use spark::{Spark, spark};
pub use wheel::{Mark, MarkKind, Wheel, mark, theme_letter, wheel};

use jiff::civil::Date;

use crate::lang::Texts;

/// A picture, and what one sees in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// An `svg` element, whole and escaped.
    pub svg: String,
    /// The same in words; it stands in the picture as its `desc` too.
    pub description: String,
}

/// A value on a date.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    pub date: Date,
    pub value: f64,
}

/// What a value should reach; either end may be open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Target {
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// The target in words: `30–40 % om måneden`.
    pub words: String,
}

impl Target {
    /// Key of the text on how a value stands to the target.
    fn standing(&self, value: f64) -> &'static str {
        if self.min.is_some_and(|min| value < min) {
            "figure.below_target"
        } else if self.max.is_some_and(|max| value > max) {
            "figure.above_target"
        } else {
            "figure.within_target"
        }
    }

    fn is_met(&self, value: f64) -> bool {
        self.standing(value) == "figure.within_target"
    }
}

/// A series with what it is measured in.
#[derive(Clone, Copy, Debug)]
struct Series<'a> {
    dots: &'a [Dot],
    unit: &'a str,
    texts: &'a Texts,
}

impl Series<'_> {
    /// A value as it is printed beside a chart: with one decimal at most.
    fn value(&self, value: f64) -> String {
        self.texts.lang.quantity((value * 10.0).round() / 10.0, self.unit)
    }

    fn month(&self, date: Date) -> String {
        format!("{} {}", self.texts.lang.month(date.month()), date.year())
    }

    /// Where the series is highest; the latest of equals.
    fn highest(&self) -> Option<usize> {
        (0..self.dots.len()).max_by(|a, b| self.dots[*a].value.total_cmp(&self.dots[*b].value))
    }

    fn lowest(&self) -> Option<usize> {
        (0..self.dots.len()).min_by(|a, b| self.dots[*a].value.total_cmp(&self.dots[*b].value))
    }

    /// Start, end, highest, lowest, and how it stands to the target, in sentences.
    fn description(&self, target: Option<&Target>) -> String {
        let ends = self.dots.first().zip(self.dots.last()).zip(self.highest().zip(self.lowest()));
        let Some(((first, last), (high, low))) = ends else { return String::new() };
        let (high, low) = (self.dots[high], self.dots[low]);
        let count = self.dots.len().to_string();
        let course = self.texts.fill(
            "chart.line",
            &[
                ("count", &count),
                ("from", &self.month(first.date)),
                ("to", &self.month(last.date)),
                ("first", &self.value(first.value)),
                ("last", &self.value(last.value)),
                ("high", &self.value(high.value)),
                ("high_date", &self.month(high.date)),
                ("low", &self.value(low.value)),
                ("low_date", &self.month(low.date)),
            ],
        );
        let Some(target) = target else { return course };
        let met = self.dots.iter().filter(|dot| target.is_met(dot.value)).count().to_string();
        let standing = self.texts.get(target.standing(last.value)).to_lowercase();
        let values = [("target", target.words.as_str()), ("standing", &standing), ("met", &met), ("count", &count)];
        format!("{course} {}", self.texts.fill("chart.target", &values))
    }
}

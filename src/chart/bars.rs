//! Values side by side as bars, each with its name and its value in words.

use crate::chart::Drawing;
use crate::chart::svg::{Anchor, Canvas, Number, Percent, wrapped};
use crate::lang::Texts;

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: f64,
    /// The value in words, with its unit.
    pub shown: String,
}

/// Height of a bar, of a row of its name, and of what is left free after it.
const BAR: f64 = 18.0;
const ROW: f64 = 21.0;
const GAP: f64 = 14.0;
/// How many letters of a name stand in a row on a phone, beside the value.
const LETTERS: usize = 27;

/// Draws bars in their order; nothing where there are less than two, or nothing to compare.
pub fn bars(title: &str, bars: &[Bar], texts: &Texts) -> Option<Drawing> {
    let largest = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
    if bars.len() < 2 || largest <= 0.0 {
        return None;
    }
    let description = description(bars, texts);
    let names: Vec<Vec<String>> = bars.iter().map(|bar| wrapped(&bar.label, LETTERS)).collect();
    let height: f64 = names.iter().map(|rows| rows.len() as f64 * ROW + BAR + GAP).sum();
    let mut canvas = Canvas::stretched("chart-svg", height - GAP, title, &description);
    let mut y = 0.0;
    for (bar, rows) in bars.iter().zip(&names) {
        for row in rows {
            canvas.text("", (&0, y + 15.0), Anchor::Start, row);
            y += ROW;
        }
        canvas.text("chart-value", (&"100%", y - ROW + 15.0), Anchor::End, &bar.shown);
        let share = Percent(bar.value.max(0.0) / largest * 100.0);
        canvas.shape("rect", "chart-track", &[("y", &Number(y)), ("width", &"100%"), ("height", &BAR)]);
        canvas.shape("rect", "chart-bar", &[("y", &Number(y)), ("width", &share), ("height", &BAR)]);
        y += BAR + GAP;
    }
    Some(Drawing { svg: canvas.finish(), description })
}

/// Every value, then the highest and the lowest.
fn description(bars: &[Bar], texts: &Texts) -> String {
    let values: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.shown)).collect();
    let by_value = |a: &&Bar, b: &&Bar| a.value.total_cmp(&b.value);
    let ends = bars.iter().max_by(by_value).zip(bars.iter().min_by(by_value));
    let (high, low) = ends.map_or(("", ""), |(high, low)| (high.label.as_str(), low.label.as_str()));
    texts.fill("chart.bars", &[("values", &texts.lang.list(&values)), ("high", high), ("low", low)])
}

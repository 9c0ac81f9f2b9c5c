//! Scales: round numbers that a series fits between.

/// A range of values with the round numbers in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<f64>,
}

/// Into how many steps a scale is divided, about.
const STEPS: f64 = 4.0;

impl Scale {
    /// A scale that all values lie in. It begins at zero unless all lie in the upper half above it, where zero would
    /// press a change flat; its numbers tell that.
    pub(super) fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let max = values.clone().fold(f64::MIN, f64::max).max(0.0);
        let min = values.fold(f64::MAX, f64::min).min(max);
        let from = if min > max / 2.0 { min } else { min.min(0.0) };
        let step = step(if max > from { max - from } else { max.max(1.0) });
        let first = (from / step).floor();
        let last = (max / step).ceil().max(first + 1.0);
        let count = (last - first) as usize;
        let ticks: Vec<f64> = (0..=count).map(|index| (first + index as f64) * step).collect();
        Self { low: first * step, high: last * step, ticks }
    }

    /// Where a value lies, from 0 for the lowest to 1 for the highest.
    pub(super) fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The round step that divides a range: 1, 2 or 5 times a power of ten.
fn step(range: f64) -> f64 {
    let rough = range / STEPS;
    let power = 10_f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0].into_iter().find(|factor| factor * power >= rough * 0.999);
    factor.unwrap_or(10.0) * power
}

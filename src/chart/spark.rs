//! A series so small that it stands in the cell of a table: only its course, with its target as a dashed line.

use crate::chart::svg::{Canvas, DASHED, Number};
use crate::chart::{Dot, Drawing, Series, Target};
use crate::lang::Texts;

/// A series to be drawn in a cell, oldest value first.
#[derive(Clone, Copy, Debug)]
pub struct Spark<'a> {
    pub title: &'a str,
    pub unit: &'a str,
    pub dots: &'a [Dot],
    pub target: Option<&'a Target>,
}

const WIDTH: f64 = 112.0;
const HEIGHT: f64 = 32.0;
/// Room around the line for its strokes and its last dot.
const EDGE: f64 = 5.0;

/// Draws a small line; nothing where there are less than three values, which make no course.
pub fn spark(spark: &Spark<'_>, texts: &Texts) -> Option<Drawing> {
    if spark.dots.len() < 3 {
        return None;
    }
    let description = Series { dots: spark.dots, unit: spark.unit, texts }.description(spark.target);
    let bounds: Vec<f64> = spark.target.into_iter().flat_map(|target| [target.min, target.max]).flatten().collect();
    let values = || spark.dots.iter().map(|dot| dot.value).chain(bounds.iter().copied());
    let (low, high) = (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max));
    let y = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        HEIGHT - EDGE - share * (HEIGHT - 2.0 * EDGE)
    };
    let x = |index: usize| EDGE + index as f64 / (spark.dots.len() - 1) as f64 * (WIDTH - 2.0 * EDGE);
    let mut canvas = Canvas::scaled("spark", (WIDTH, HEIGHT), spark.title, &description);
    for bound in &bounds {
        let y = Number(y(*bound));
        canvas.shape("path", "chart-edge", &[("d", &format!("M0 {y}H{}", Number(WIDTH))), DASHED]);
    }
    let place = |(index, dot): (usize, &Dot)| format!("{},{}", Number(x(index)), Number(y(dot.value)));
    let points: Vec<String> = spark.dots.iter().enumerate().map(place).collect();
    canvas.shape("polyline", "chart-line", &[("points", &points.join(" ")), ("fill", &"none"), ("stroke-width", &2)]);
    if let Some(last) = spark.dots.last() {
        let (cx, cy) = (Number(x(spark.dots.len() - 1)), Number(y(last.value)));
        canvas.shape("circle", "chart-dot", &[("cx", &cx), ("cy", &cy), ("r", &3.5)]);
    }
    Some(Drawing { svg: canvas.finish(), description })
}

//! How far something has come: one bar of segments, each with its number above it and a texture of its own.

use crate::chart::Drawing;
use crate::chart::svg::{Anchor, Canvas, Number, Percent};
use crate::lang::Texts;

/// A segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    pub label: &'a str,
    pub count: usize,
    /// Class of its colour.
    pub class: &'static str,
}

const HEIGHT: f64 = 44.0;
const BAR: f64 = 22.0;
/// The least share of the bar that has room for its number, in per cent.
const ROOM: f64 = 6.0;
/// Dashes of the line through a segment, by its place: what tells segments apart where colours do not.
const TEXTURES: [&str; 6] = ["", "1 5", "8 5", "2 9", "14 4", "4 4"];

/// Draws the bar; nothing where there is nothing to count.
pub fn progress(title: &str, segments: &[Segment<'_>], texts: &Texts) -> Option<Drawing> {
    let total: usize = segments.iter().map(|segment| segment.count).sum();
    if total == 0 {
        return None;
    }
    let values: Vec<String> = segments.iter().map(|segment| format!("{}: {}", segment.label, segment.count)).collect();
    let total_text = total.to_string();
    let description = texts.fill("chart.progress", &[("values", &texts.lang.list(&values)), ("total", &total_text)]);
    let mut canvas = Canvas::stretched("chart-svg", HEIGHT, title, &description);
    let mut x = 0.0;
    for (index, segment) in segments.iter().enumerate() {
        let width = segment.count as f64 / total as f64 * 100.0;
        let (top, middle) = (HEIGHT - BAR, Number(HEIGHT - BAR / 2.0));
        canvas.shape(
            "rect",
            &format!("chart-segment {}", segment.class),
            &[("x", &Percent(x)), ("y", &top), ("width", &Percent(width)), ("height", &BAR), ("stroke-width", &2)],
        );
        if !texture(index).is_empty() {
            let across = (Percent(x + 0.6), Percent(x + width - 0.6));
            canvas.shape(
                "line",
                "chart-texture",
                &[
                    ("x1", &across.0),
                    ("x2", &across.1),
                    ("y1", &middle),
                    ("y2", &middle),
                    ("stroke-width", &4),
                    ("stroke-dasharray", &texture(index)),
                ],
            );
        }
        if width >= ROOM {
            canvas.text("chart-value", (&Percent(x + width / 2.0), 15.0), Anchor::Middle, &segment.count.to_string());
        }
        x += width;
    }
    Some(Drawing { svg: canvas.finish(), description })
}

/// The mark by which the list beside the bar names a segment, by its place.
pub fn swatch(index: usize, class: &str) -> String {
    let mut canvas = Canvas::ornament("mark", 20.0);
    canvas.shape("rect", class, &[("width", &20), ("height", &20)]);
    if !texture(index).is_empty() {
        canvas.shape(
            "path",
            "chart-texture",
            &[("d", &"M1 10h18"), ("stroke-width", &4), ("stroke-dasharray", &texture(index))],
        );
    }
    canvas.finish()
}

/// A colour on another, as a mark beside its name; both as a style sheet has them.
pub fn colours(colour: &str, ground: &str) -> String {
    let mut canvas = Canvas::ornament("mark", 20.0);
    canvas.shape("rect", "", &[("width", &20), ("height", &20), ("fill", &ground)]);
    canvas.shape("circle", "", &[("cx", &10), ("cy", &10), ("r", &7), ("fill", &colour)]);
    canvas.finish()
}

fn texture(index: usize) -> &'static str {
    TEXTURES[index % TEXTURES.len()]
}

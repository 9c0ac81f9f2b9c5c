//! A series over time as a line, with its target as a band and its telling values beside their points.

use crate::chart::scale::Scale;
use crate::chart::svg::{Anchor, Canvas, DASHED, Number, Percent, wrapped};
use crate::chart::{Dot, Drawing, Series, Target};
use crate::lang::Texts;

/// A series to be drawn, oldest value first.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub title: &'a str,
    pub unit: &'a str,
    pub dots: &'a [Dot],
    pub target: Option<&'a Target>,
}

/// Height of the plot in pixels, and of what is written under it.
const PLOT: f64 = 190.0;
const FOOT: f64 = 30.0;
/// Room above the plot for the value of its highest point.
const HEAD: f64 = 26.0;
/// A line of words in the picture.
const ROW: f64 = 20.0;
/// How many letters stand in a row on a phone of 320 px.
const LETTERS: usize = 32;
/// How wide a letter of the scale is, in per cent of a phone's width: the same share of a wider page leaves more room.
const LETTER: f64 = 2.9;
/// The right end of the line, in per cent.
const END: f64 = 98.5;
/// Where the words of a value stand, from their point: their line above it or below it, in pixels.
const ABOVE: f64 = -11.0;
const BELOW: f64 = 22.0;
/// How far apart two values must stand to be told apart, in per cent.
const APART: f64 = 24.0;

/// Draws a line; nothing where there are less than two values.
pub fn line(line: &Line<'_>, texts: &Texts) -> Option<Drawing> {
    if line.dots.len() < 2 {
        return None;
    }
    let series = Series { dots: line.dots, unit: line.unit, texts };
    let description = series.description(line.target);
    let frame = Frame::new(line, &series);
    let mut canvas = Canvas::stretched("chart-svg", frame.bottom + FOOT, line.title, &description);
    frame.key(&mut canvas);
    // Where the band has no colour it must not hide the grid.
    frame.band(&mut canvas);
    frame.grid(&mut canvas);
    frame.course(&mut canvas);
    frame.dates(&mut canvas);
    frame.values(&mut canvas);
    Some(Drawing { svg: canvas.finish(), description })
}

/// Where everything stands: per cent across, pixels down.
struct Frame<'a> {
    series: &'a Series<'a>,
    target: Option<&'a Target>,
    scale: Scale,
    /// The target in rows of words.
    key: Vec<String>,
    left: f64,
    top: f64,
    bottom: f64,
}

impl<'a> Frame<'a> {
    fn new(line: &'a Line<'a>, series: &'a Series<'a>) -> Self {
        let bounds = line.target.into_iter().flat_map(|target| [target.min, target.max]).flatten();
        let values: Vec<f64> = line.dots.iter().map(|dot| dot.value).chain(bounds).collect();
        let scale = Scale::of(values.into_iter());
        let letters = scale.ticks.iter().map(|tick| tick_text(series, *tick).chars().count()).max();
        let words = line.target.map(|target| series.texts.fill("chart.target_key", &[("target", &target.words)]));
        let key = words.map(|words| wrapped(&words, LETTERS)).unwrap_or_default();
        let top = HEAD + key.len() as f64 * ROW;
        let left = letters.unwrap_or(1) as f64 * LETTER + 2.0;
        Self { series, target: line.target, scale, key, left, top, bottom: top + PLOT }
    }

    /// The place of a date: time runs evenly, also where a measurement is missing.
    fn x(&self, index: usize) -> f64 {
        let day = |index: usize| {
            let date = self.series.dots[index].date;
            f64::from(date.year()) * 366.0 + f64::from(date.day_of_year())
        };
        let (first, last) = (day(0), day(self.series.dots.len() - 1));
        let share = if last > first { (day(index) - first) / (last - first) } else { 1.0 };
        let begin = self.left + 1.5;
        begin + share * (END - begin)
    }

    fn y(&self, value: f64) -> f64 {
        self.bottom - self.scale.share(value) * PLOT
    }

    fn key(&self, canvas: &mut Canvas) {
        for (index, row) in self.key.iter().enumerate() {
            let y = 14.0 + index as f64 * ROW;
            if index == 0 {
                canvas.shape("rect", "chart-band", &[("y", &2), ("width", &22), ("height", &14)]);
                canvas.shape("path", "chart-edge", &[("d", &"M0 2h22"), DASHED]);
            }
            canvas.text("", (&30, y), Anchor::Start, row);
        }
    }

    fn grid(&self, canvas: &mut Canvas) {
        for tick in &self.scale.ticks {
            let y = Number(self.y(*tick));
            let across: [(&str, &dyn std::fmt::Display); 4] =
                [("x1", &Percent(self.left)), ("x2", &"100%"), ("y1", &y), ("y2", &y)];
            canvas.shape("line", "chart-grid", &across);
            canvas.text("chart-tick", (&0, self.y(*tick) + 5.0), Anchor::Start, &tick_text(self.series, *tick));
        }
    }

    /// The target: a band, dashed where it ends.
    fn band(&self, canvas: &mut Canvas) {
        let Some(target) = self.target else { return };
        let top = target.max.map_or(self.top, |max| self.y(max));
        let bottom = target.min.map_or(self.bottom, |min| self.y(min));
        let (left, height) = (Percent(self.left), Number(bottom - top));
        let width = Percent(100.0 - self.left);
        canvas.shape(
            "rect",
            "chart-band",
            &[("x", &left), ("y", &Number(top)), ("width", &width), ("height", &height)],
        );
        for edge in [target.max, target.min].into_iter().flatten() {
            let y = Number(self.y(edge));
            canvas.shape("line", "chart-edge", &[("x1", &left), ("x2", &"100%"), ("y1", &y), ("y2", &y), DASHED]);
        }
    }

    /// The line itself, in a picture of its own that stretches.
    fn course(&self, canvas: &mut Canvas) {
        let place = |(index, dot): (usize, &Dot)| format!("{},{}", Number(self.x(index)), Number(self.y(dot.value)));
        let points: Vec<String> = self.series.dots.iter().enumerate().map(place).collect();
        let height = Number(self.bottom + FOOT);
        let view = format!("0 0 100 {height}");
        let stretched: [(&str, &dyn std::fmt::Display); 4] =
            [("width", &"100%"), ("height", &height), ("viewBox", &view), ("preserveAspectRatio", &"none")];
        canvas.group("svg", "", &stretched, |canvas| {
            let points = points.join(" ");
            canvas.shape(
                "polyline",
                "chart-line",
                &[
                    ("points", &points),
                    ("fill", &"none"),
                    ("stroke-width", &2.5),
                    ("vector-effect", &"non-scaling-stroke"),
                ],
            );
        });
    }

    /// First and last month, and each New Year that has room between them.
    fn dates(&self, canvas: &mut Canvas) {
        let dots = self.series.dots;
        let y = self.bottom + 22.0;
        let at = |index: usize| Percent(self.x(index));
        canvas.text("chart-tick", (&at(0), y), Anchor::Start, &self.month(0));
        canvas.text("chart-tick", (&at(dots.len() - 1), y), Anchor::End, &self.month(dots.len() - 1));
        for index in 1..dots.len() {
            if dots[index].date.year() == dots[index - 1].date.year() {
                continue;
            }
            let place = at(index);
            let (top, bottom) = (Number(self.top), Number(self.bottom + 6.0));
            canvas.shape("line", "chart-grid", &[("x1", &place), ("x2", &place), ("y1", &top), ("y2", &bottom)]);
            if (39.0..68.0).contains(&place.0) {
                canvas.text("chart-tick", (&place, y), Anchor::Middle, &dots[index].date.year().to_string());
            }
        }
    }

    /// A month in short: `nov. 2024`.
    fn month(&self, index: usize) -> String {
        let date = self.series.dots[index].date;
        format!("{} {}", self.series.texts.lang.short_month(date.month()), date.year())
    }

    /// The last, the highest and the first value beside their points, as far as they do not touch.
    fn values(&self, canvas: &mut Canvas) {
        let dots = self.series.dots;
        let last = dots.len() - 1;
        let highest = self.series.highest().unwrap_or(last);
        let mut taken: Vec<f64> = Vec::new();
        for (index, anchor) in [(last, Anchor::End), (highest, Anchor::Middle), (0, Anchor::Start)] {
            let x = self.x(index);
            if taken.iter().any(|other| (other - x).abs() < APART) {
                continue;
            }
            taken.push(x);
            let anchor = match anchor {
                Anchor::Middle if x < self.left + APART / 2.0 => Anchor::Start,
                anchor => anchor,
            };
            let y = self.y(dots[index].value);
            canvas.shape("circle", "chart-dot", &[("cx", &Percent(x)), ("cy", &Number(y)), ("r", &4.5)]);
            let value = self.series.value(dots[index].value);
            let down = self.beside(x, y, anchor, value.chars().count() as f64 * LETTER);
            canvas.text("chart-value", (&Percent(x), y + down), anchor, &value);
        }
    }

    /// Where words of so many per cent stand beside a point: above it, or below it where the line runs through them above.
    fn beside(&self, x: f64, y: f64, anchor: Anchor, width: f64) -> f64 {
        let from = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let crossed = |base: f64| {
            let places = (0..=12).map(|step| from + width * f64::from(step) / 12.0);
            places
                .filter_map(|place| self.course_at(place))
                .filter(|at| (y + base - 15.0..y + base + 4.0).contains(at))
                .count()
        };
        let has_room = y + BELOW + 4.0 < self.bottom;
        if has_room && crossed(ABOVE) > crossed(BELOW) { BELOW } else { ABOVE }
    }

    /// How far down the line is at a place between its ends.
    fn course_at(&self, place: f64) -> Option<f64> {
        let point = |index: usize| (self.x(index), self.y(self.series.dots[index].value));
        let after = (1..self.series.dots.len()).find(|index| self.x(*index) >= place)?;
        let ((x1, y1), (x2, y2)) = (point(after - 1), point(after));
        (place >= x1 && x2 > x1).then(|| y1 + (y2 - y1) * (place - x1) / (x2 - x1))
    }
}

fn tick_text(series: &Series<'_>, tick: f64) -> String {
    series.texts.lang.short_number(tick)
}

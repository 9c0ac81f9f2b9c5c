//! The annual wheel: a ring of twelve months with what comes back, what falls due and what is to be reviewed.
//!
//! A mark's shape tells what it is, its letter and colour which theme it has; the month list beside the ring says the
//! rest. On a phone the letters are too small and left out, and the ring is an overview of that list.

use std::f64::consts::PI;

use crate::chart::Drawing;
use crate::chart::svg::{Anchor, Canvas, Number};
use crate::lang::Texts;

/// What a mark stands for. The order is that of the rings, from the outermost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// What comes back, or takes place.
    Item,
    Deadline,
    Review,
}

/// One entry of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub kind: MarkKind,
    /// Place of its theme among the themes of the wheel.
    pub theme: Option<usize>,
    pub title: String,
}

/// A year with the entries of its twelve months.
#[derive(Clone, Debug)]
pub struct Wheel<'a> {
    pub title: &'a str,
    pub year: i16,
    /// The present month, where the year is the present one.
    pub now: Option<i8>,
    pub months: &'a [Vec<Mark>; 12],
}

const SIZE: f64 = 640.0;
const MIDDLE: f64 = SIZE / 2.0;
const OUTER: f64 = 316.0;
/// Half the size of a mark, and how far apart marks of a row stand.
const MARK: f64 = 12.0;
const PITCH: f64 = 28.0;
/// Colours of themes, as far apart as eight can be; a ninth theme has the colour of the first, and its own letter.
const COLOURS: [&str; 8] = [
    "oklch(var(--light) .12 20)",
    "oklch(var(--light) .12 250)",
    "oklch(var(--light) .12 145)",
    "oklch(var(--light) .12 310)",
    "oklch(var(--light) .12 80)",
    "oklch(var(--light) .12 205)",
    "oklch(var(--light) .12 350)",
    "oklch(var(--light) .12 280)",
];

/// A ring: what stands in it, the circle it ends at, the circles on which its marks stand with how many fit on each.
struct Ring {
    kind: MarkKind,
    inner: f64,
    rows: &'static [(f64, usize)],
}

const RINGS: [Ring; 3] = [
    Ring { kind: MarkKind::Item, inner: 198.0, rows: &[(244.0, 4), (215.0, 3)] },
    Ring { kind: MarkKind::Deadline, inner: 130.0, rows: &[(179.0, 3), (150.0, 2)] },
    Ring { kind: MarkKind::Review, inner: 84.0, rows: &[(108.0, 1)] },
];

/// Where the names of the months end.
const NAMES: f64 = 264.0;

/// Draws the ring.
pub fn wheel(wheel: &Wheel<'_>, texts: &Texts) -> Drawing {
    let description = description(wheel, texts);
    let mut canvas = Canvas::scaled("wheel-svg", (SIZE, SIZE), wheel.title, &description);
    if let Some(month) = wheel.now {
        canvas.shape("path", "wheel-now", &[("d", &sector(month))]);
    }
    for radius in [OUTER, NAMES].into_iter().chain(RINGS.iter().map(|ring| ring.inner)) {
        circle(&mut canvas, "chart-grid", radius);
    }
    let rays: String = (1..=12_i8).map(ray).collect();
    canvas.shape("path", "chart-grid", &[("d", &rays)]);
    let mut placed = Vec::new();
    for month in 1..=12_i8 {
        let (x, y) = point(290.0, middle(month));
        let short: String = texts.lang.month(month).chars().take(3).collect();
        canvas.sized("", 28, (x, y + 9.0), &short);
        let marks = &wheel.months[usize::try_from(month - 1).unwrap_or(0)];
        for ring in &RINGS {
            placed.extend(draw_marks(&mut canvas, ring, month, marks));
        }
    }
    draw_placed(&mut canvas, &placed);
    if let Some(month) = wheel.now {
        canvas.shape("path", "wheel-edge", &[("d", &sector(month)), ("fill", &"none"), ("stroke-width", &5)]);
    }
    let shift = if wheel.now.is_some() { 4.0 } else { 14.0 };
    canvas.sized("", 48, (MIDDLE, MIDDLE + shift), &wheel.year.to_string());
    if let Some(month) = wheel.now {
        canvas.sized("", 28, (MIDDLE, MIDDLE + 36.0), texts.lang.month(month));
    }
    Drawing { svg: canvas.finish(), description }
}

/// What there is of each kind, the fullest month, and which month it is.
fn description(wheel: &Wheel<'_>, texts: &Texts) -> String {
    let count = |kind: MarkKind| {
        let all = wheel.months.iter().flatten().filter(|mark| mark.kind == kind);
        all.count().to_string()
    };
    let fullest = (0..12).rev().max_by_key(|index| wheel.months[*index].len()).unwrap_or(0);
    let month = texts.lang.month(fullest as i8 + 1);
    let values = [
        ("year", wheel.year.to_string()),
        ("items", count(MarkKind::Item)),
        ("deadlines", count(MarkKind::Deadline)),
        ("reviews", count(MarkKind::Review)),
        ("month", month.to_owned()),
        ("most", wheel.months[fullest].len().to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let all = texts.fill("chart.wheel", &values);
    match wheel.now {
        Some(month) => format!("{all} {}", texts.fill("chart.wheel_now", &[("month", texts.lang.month(month))])),
        None => all,
    }
}

/// A mark and its middle.
type Placed<'a> = (&'a Mark, (f64, f64));

/// The marks of one ring in one month, to be drawn with those of the other months; a last place says how many more there
/// are.
fn draw_marks<'a>(canvas: &mut Canvas, ring: &Ring, month: i8, marks: &'a [Mark]) -> Vec<Placed<'a>> {
    let own: Vec<&Mark> = marks.iter().filter(|mark| mark.kind == ring.kind).collect();
    let room: usize = ring.rows.iter().map(|(_, room)| room).sum();
    let places = places(ring, month, own.len().min(room));
    if ring.kind == MarkKind::Review {
        // Reviews have no theme: their number says all.
        if let (Some(place), false) = (places.first(), own.is_empty()) {
            square(canvas, *place, &own.len().to_string());
        }
        return Vec::new();
    }
    let hidden = own.len() - room.min(own.len());
    let seen = if hidden > 0 { room - 1 } else { own.len() };
    if let Some(place) = places.get(seen) {
        canvas.sized("wheel-more", 17, (place.0, place.1 + 6.0), &format!("+{}", hidden + 1));
    }
    own.into_iter().zip(places).take(seen).collect()
}

/// Marks by their themes, so that what those of a theme have in common is said once; then all letters.
fn draw_placed(canvas: &mut Canvas, placed: &[Placed<'_>]) {
    let mut themes: Vec<Option<usize>> = placed.iter().map(|(mark, _)| mark.theme).collect();
    themes.sort_unstable();
    themes.dedup();
    for theme in themes {
        let (class, common) = class(theme);
        canvas.group("g", class, &[common], |canvas| {
            for (mark, place) in placed.iter().filter(|(mark, _)| mark.theme == theme) {
                // For those who point at it; the list says it to everybody.
                draw_shape(canvas, mark.kind, *place, |canvas| canvas.title(&mark.title));
            }
        });
    }
    // One points at the mark, not at its letter.
    let common: [(&str, &dyn std::fmt::Display); 3] =
        [("font-size", &16), ("text-anchor", &"middle"), ("pointer-events", &"none")];
    canvas.group("g", "wheel-letter", &common, |canvas| {
        for (mark, (x, y)) in placed {
            if let Some(theme) = mark.theme {
                canvas.text("", (&Number(*x), y + 5.5), Anchor::Start, &theme_letter(theme));
            }
        }
    });
}

/// Where so many marks stand in a month: rows from the outside in, each about the middle of the month.
fn places(ring: &Ring, month: i8, count: usize) -> Vec<(f64, f64)> {
    let mut left = count;
    let mut places = Vec::with_capacity(count);
    for (radius, room) in ring.rows {
        let here = left.min(*room);
        left -= here;
        for index in 0..here {
            let aside = (index as f64 - (here as f64 - 1.0) / 2.0) * PITCH / radius;
            places.push(point(*radius, middle(month) + aside));
        }
    }
    places
}

fn draw_shape(canvas: &mut Canvas, kind: MarkKind, (x, y): (f64, f64), inside: impl FnOnce(&mut Canvas)) {
    let (cx, cy) = (Number(x), Number(y));
    match kind {
        MarkKind::Deadline => {
            let reach = Number(MARK + 2.0);
            let diamond =
                format!("M{cx} {}l{reach} {reach}l-{reach} {reach}l-{reach}-{reach}z", Number(y - MARK - 2.0));
            canvas.group("path", "", &[("d", &diamond)], inside);
        }
        _ => canvas.group("circle", "", &[("cx", &cx), ("cy", &cy), ("r", &MARK)], inside),
    }
}

fn square(canvas: &mut Canvas, (x, y): (f64, f64), number: &str) {
    let (left, top) = (Number(x - MARK), Number(y - MARK));
    canvas.shape(
        "rect",
        "wheel-plain",
        &[("x", &left), ("y", &top), ("width", &(MARK * 2.0)), ("height", &(MARK * 2.0))],
    );
    canvas.sized("wheel-more", 17, (x, y + 6.0), number);
}

/// The class of a mark, and its colour: the hue is the theme's, how light it is the style sheet's.
fn class(theme: Option<usize>) -> (&'static str, (&'static str, &'static dyn std::fmt::Display)) {
    match theme {
        Some(theme) => ("wheel-theme", ("fill", &COLOURS[theme % COLOURS.len()])),
        None => ("wheel-plain", ("stroke-width", &1.5)),
    }
}

/// The letter of a theme by its place.
pub fn theme_letter(theme: usize) -> String {
    let letter = char::from(b'A' + (theme % 26) as u8);
    if theme < 26 { letter.to_string() } else { format!("{letter}{}", theme / 26 + 1) }
}

/// A mark alone, for the list that explains the ring.
pub fn mark(kind: MarkKind, theme: Option<usize>) -> String {
    let mut canvas = Canvas::ornament("mark", 30.0);
    match kind {
        MarkKind::Review => square(&mut canvas, (15.0, 15.0), ""),
        kind => draw_alone(&mut canvas, kind, theme),
    }
    canvas.finish()
}

fn draw_alone(canvas: &mut Canvas, kind: MarkKind, theme: Option<usize>) {
    let (class, common) = class(theme);
    canvas.group("g", class, &[common], |canvas| draw_shape(canvas, kind, (15.0, 15.0), |_| ()));
    if let Some(theme) = theme {
        canvas.sized("wheel-letter", 16, (15.0, 20.5), &theme_letter(theme));
    }
}

/// The angle at which a month begins: January at the top, on with the clock.
fn edge(month: i8) -> f64 {
    (f64::from(month - 1) * 30.0 - 90.0) / 180.0 * PI
}

fn middle(month: i8) -> f64 {
    edge(month) + PI / 12.0
}

fn point(radius: f64, angle: f64) -> (f64, f64) {
    (MIDDLE + radius * angle.cos(), MIDDLE + radius * angle.sin())
}

fn circle(canvas: &mut Canvas, class: &str, radius: f64) {
    canvas.shape("circle", class, &[("cx", &MIDDLE), ("cy", &MIDDLE), ("r", &radius), ("fill", &"none")]);
}

/// The line at which a month begins.
fn ray(month: i8) -> String {
    let (near, far) = (point(84.0, edge(month)), point(OUTER, edge(month)));
    format!("M{} {}L{} {}", Number(near.0), Number(near.1), Number(far.0), Number(far.1))
}

/// The outline of a month.
fn sector(month: i8) -> String {
    let (near, far) = (84.0, OUTER);
    let [a, b, c, d] =
        [(near, edge(month)), (far, edge(month)), (far, edge(month + 1)), (near, edge(month + 1))].map(|(r, at)| {
            let (x, y) = point(r, at);
            format!("{} {}", Number(x), Number(y))
        });
    format!("M{a}L{b}A{far} {far} 0 0 1 {c}L{d}A{near} {near} 0 0 0 {a}z")
}

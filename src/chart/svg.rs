//! Writing SVG: elements with classes and presentation attributes, texts escaped.
//!
//! In: shapes, their places, words. Out: markup. Widths may be per cent of the picture, so that shapes stretch and words
//! do not.

use std::fmt::{Display, Write as _};

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// The dashes of an edge.
pub(super) const DASHED: (&str, &dyn Display) = ("stroke-dasharray", &"6 4");

/// A picture being drawn.
pub(super) struct Canvas(String);

impl Canvas {
    /// A picture as wide as its place, of a height in pixels.
    pub(super) fn stretched(class: &str, height: f64, title: &str, description: &str) -> Self {
        Self::new(
            &format!("class=\"{class}\" width=\"100%\" height=\"{}\" overflow=\"visible\"", Number(height)),
            title,
            description,
        )
    }

    /// A picture that keeps its proportions.
    pub(super) fn scaled(class: &str, (width, height): (f64, f64), title: &str, description: &str) -> Self {
        let (width, height) = (Number(width), Number(height));
        let size = format!("viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"");
        Self::new(&format!("class=\"{class}\" {size}"), title, description)
    }

    fn new(attributes: &str, title: &str, description: &str) -> Self {
        let mut svg = format!("<svg {attributes} role=\"img\" focusable=\"false\"><title>");
        push_escaped(&mut svg, title);
        svg.push_str("</title><desc>");
        push_escaped(&mut svg, description);
        svg.push_str("</desc>");
        Self(svg)
    }

    /// A picture that says nothing a text beside it does not say.
    pub(super) fn ornament(class: &str, size: f64) -> Self {
        let size = Number(size);
        let attributes = format!("class=\"{class}\" width=\"{size}\" height=\"{size}\" viewBox=\"0 0 {size} {size}\"");
        Self(format!("<svg {attributes} aria-hidden=\"true\" focusable=\"false\">"))
    }

    /// An empty element with its attributes.
    pub(super) fn shape(&mut self, element: &str, class: &str, attributes: &[(&str, &dyn Display)]) {
        self.begin(element, class, attributes);
        self.0.push_str("/>");
    }

    /// A part whose insides are shapes.
    pub(super) fn group(
        &mut self,
        element: &str,
        class: &str,
        attributes: &[(&str, &dyn Display)],
        draw: impl FnOnce(&mut Self),
    ) {
        self.begin(element, class, attributes);
        self.0.push('>');
        draw(self);
        let _ = write!(self.0, "</{element}>");
    }

    fn begin(&mut self, element: &str, class: &str, attributes: &[(&str, &dyn Display)]) {
        let _ = write!(self.0, "<{element}");
        if !class.is_empty() {
            let _ = write!(self.0, " class=\"{class}\"");
        }
        for (name, value) in attributes {
            let _ = write!(self.0, " {name}=\"{value}\"");
        }
    }

    /// What is said of a part when one points at it.
    pub(super) fn title(&mut self, words: &str) {
        self.0.push_str("<title>");
        push_escaped(&mut self.0, words);
        self.0.push_str("</title>");
    }

    /// Words at a place.
    pub(super) fn text(&mut self, class: &str, (x, y): (&dyn Display, f64), anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let halo = if class.contains("chart-value") {
            " font-weight=\"600\" paint-order=\"stroke\" stroke-width=\"4\""
        } else {
            ""
        };
        let _ = write!(self.0, "<text{class}{halo} x=\"{x}\" y=\"{}\"{anchor}>", Number(y));
        push_escaped(&mut self.0, words);
        self.0.push_str("</text>");
    }

    /// Words about a place, of a size in the units of the picture.
    pub(super) fn sized(&mut self, class: &str, size: u8, (x, y): (f64, f64), words: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let (x, y) = (Number(x), Number(y));
        let _ = write!(self.0, "<text{class} font-size=\"{size}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">");
        push_escaped(&mut self.0, words);
        self.0.push_str("</text>");
    }

    /// The whole picture.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }
}

fn push_escaped(svg: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            _ => svg.push(letter),
        }
    }
}

/// A number with one decimal at most: the same bytes on every machine, and no more of them than the eye can tell.
pub(super) struct Number(pub f64);

impl Display for Number {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{:.1}", self.0);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        formatter.write_str(if text == "-0" { "0" } else { text })
    }
}

/// A number of per cent.
pub(super) struct Percent(pub f64);

impl Display for Percent {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}%", Number(self.0))
    }
}

/// A text in lines of so many letters: SVG does not break lines itself. A longer word has a line of its own.
pub(super) fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

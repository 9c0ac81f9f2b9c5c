//! A site's colours, made readable, and its font.
//!
//! In: the colours and the font of `site.yaml`. Out: the closing block of the style sheet, in which every text colour has enough
//! contrast on light and on dark ground whatever colour was chosen. Knows nothing of the theme but the property names.

use crate::model::site::Colour;

/// Contrast of text, with something to spare over the 4.5 that WCAG asks.
const TEXT: f64 = 5.5;
/// Contrast of lines and marks, over the 3.0 that WCAG asks.
const MARK: f64 = 3.2;
/// The lightest and darkest grounds of the theme that text in a brand colour stands on.
const LIGHT: Colour = Colour([0xf1, 0xf4, 0xf6]);
const DARK: Colour = Colour([0x22, 0x2b, 0x33]);
const BLACK: Colour = Colour([0x0f, 0x16, 0x1c]);

/// What a site says about its looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Brand<'a> {
    pub primary: Option<Colour>,
    pub accent: Option<Colour>,
    pub font: Option<Font<'a>>,
    /// The file with the bold letters of a font that is a file, from the style sheet on.
    pub bold: Option<&'a str>,
}

/// The font of all text but code; the theme's own fonts stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Font<'a> {
    /// A font on the reader's machine.
    Named(&'a str),
    /// A file of the site, from the style sheet on.
    File(&'a str),
}

/// The `:root` block for a site's looks. Colours are made anew from their numbers, and names and addresses are
/// written in letters that mean nothing to a style sheet, so that nothing else can enter it.
pub fn brand_style(brand: &Brand<'_>) -> String {
    let primary = brand.primary.map(primary_set);
    let accent = brand.accent.map(accent_set);
    let font = brand.font.map(font_set);
    let properties: String = [primary, accent, font].into_iter().flatten().collect();
    let faces = brand.font.map(|font| font_faces(font, brand.bold)).unwrap_or_default();
    if properties.is_empty() { String::new() } else { format!("{faces}:root{{{properties}}}\n") }
}

/// Name by which the style sheet knows a font of the site.
const OWN_FONT: &str = "site-font";

fn font_set(font: Font<'_>) -> String {
    let name = match font {
        Font::Named(name) => name,
        Font::File(_) => OWN_FONT,
    };
    let safe = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_' | '.');
    format!("--brand-font:\"{}\";", name.chars().filter(safe).collect::<String>())
}

/// The files of a font; without bold letters browsers thicken the others.
fn font_faces(font: Font<'_>, bold: Option<&str>) -> String {
    let Font::File(address) = font else { return String::new() };
    // The theme has text of the weights 400, 600 and 700.
    let bold = bold.map(|bold| font_face(bold, "font-weight:600 900;")).unwrap_or_default();
    font_face(address, "") + &bold
}

/// A font that comes too late is left for the next page: text that was drawn does not move.
fn font_face(address: &str, weight: &str) -> String {
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let address: String = address.bytes().map(sign).collect();
    format!("@font-face{{font-family:\"{OWN_FONT}\";{weight}src:url(\"{address}\");font-display:optional}}\n")
}

fn primary_set(given: Colour) -> String {
    let dark = readable(given, DARK, TEXT);
    format!(
        "--brand-primary:{};--brand-on-primary:{};--brand-text:{};--brand-dark:{};--brand-on-dark:{};",
        given.css(),
        ink(given).css(),
        readable(given, LIGHT, TEXT).css(),
        dark.css(),
        ink(dark).css(),
    )
}

fn accent_set(given: Colour) -> String {
    let (light, dark) = (readable(given, LIGHT, MARK), readable(given, DARK, MARK));
    format!("--brand-accent:{};--brand-accent-dark:{};", light.css(), dark.css())
}

/// Black or white, whichever reads better on a colour.
fn ink(ground: Colour) -> Colour {
    if Colour::WHITE.contrast(ground) >= BLACK.contrast(ground) { Colour::WHITE } else { BLACK }
}

/// A colour, moved towards black or white until it stands out from `ground`.
fn readable(colour: Colour, ground: Colour, wanted: f64) -> Colour {
    let ink = ink(ground);
    let mut steps = (0..=20).map(|step| mix(colour, ink, step * 5));
    steps.find(|mixed| mixed.contrast(ground) >= wanted).unwrap_or(ink)
}

fn mix(Colour(from): Colour, Colour(to): Colour, percent: u32) -> Colour {
    let part = |at: usize| (u32::from(from[at]) * (100 - percent) + u32::from(to[at]) * percent) / 100;
    Colour([0, 1, 2].map(|at| part(at).to_le_bytes()[0]))
}

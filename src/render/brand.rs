//! A site's colours, made readable, and its font.
//!
//! In: the colours and the font of `site.yaml`. Out: the closing block of the style sheet, in which every text colour has enough
//! contrast on light and on dark ground whatever colour was chosen. Knows nothing of the theme but the property names.

/// Contrast of text, with something to spare over the 4.5 that WCAG asks.
const TEXT: f64 = 5.5;
/// Contrast of lines and marks, over the 3.0 that WCAG asks.
const MARK: f64 = 3.2;
/// The lightest and darkest grounds of the theme that text in a brand colour stands on.
const LIGHT: Rgb = Rgb(0xf1, 0xf4, 0xf6);
const DARK: Rgb = Rgb(0x22, 0x2b, 0x33);
const WHITE: Rgb = Rgb(0xff, 0xff, 0xff);
const BLACK: Rgb = Rgb(0x0f, 0x16, 0x1c);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rgb(u8, u8, u8);

/// What a site says about its looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Brand<'a> {
    /// Colours as `#rgb` or `#rrggbb`; one that is neither leaves the theme's own in place.
    pub primary: Option<&'a str>,
    pub accent: Option<&'a str>,
    pub font: Option<Font<'a>>,
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
    let primary = brand.primary.and_then(Rgb::parse).map(primary_set);
    let accent = brand.accent.and_then(Rgb::parse).map(accent_set);
    let font = brand.font.map(font_set);
    let properties: String = [primary, accent, font].into_iter().flatten().collect();
    let face = brand.font.and_then(font_face).unwrap_or_default();
    if properties.is_empty() { String::new() } else { format!("{face}:root{{{properties}}}\n") }
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

/// A font that comes too late is left for the next page: text that was drawn does not move.
fn font_face(font: Font<'_>) -> Option<String> {
    let Font::File(address) = font else { return None };
    let sign = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let address: String = address.bytes().map(sign).collect();
    Some(format!("@font-face{{font-family:\"{OWN_FONT}\";src:url(\"{address}\");font-display:optional}}\n"))
}

fn primary_set(given: Rgb) -> String {
    let dark = given.readable(DARK, TEXT);
    format!(
        "--brand-primary:{};--brand-on-primary:{};--brand-text:{};--brand-dark:{};--brand-on-dark:{};",
        given.css(),
        given.ink().css(),
        given.readable(LIGHT, TEXT).css(),
        dark.css(),
        dark.ink().css(),
    )
}

fn accent_set(given: Rgb) -> String {
    let (light, dark) = (given.readable(LIGHT, MARK), given.readable(DARK, MARK));
    format!("--brand-accent:{};--brand-accent-dark:{};", light.css(), dark.css())
}

impl Rgb {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self(byte(number >> 16), byte(number >> 8), byte(number))),
            3 => Some(Self(twice(number >> 8), twice(number >> 4), twice(number))),
            _ => None,
        }
    }

    fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Black or white, whichever reads better on this colour.
    fn ink(self) -> Self {
        if contrast(WHITE, self) >= contrast(BLACK, self) { WHITE } else { BLACK }
    }

    /// This colour, moved towards black or white until it stands out from `ground`.
    fn readable(self, ground: Self, wanted: f64) -> Self {
        let ink = ground.ink();
        (0..=20).map(|step| self.mix(ink, step * 5)).find(|colour| contrast(*colour, ground) >= wanted).unwrap_or(ink)
    }

    fn mix(self, other: Self, percent: u32) -> Self {
        let part = |from: u8, to: u8| byte((u32::from(from) * (100 - percent) + u32::from(to) * percent) / 100);
        Self(part(self.0, other.0), part(self.1, other.1), part(self.2, other.2))
    }

    fn luminance(self) -> f64 {
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

fn byte(number: u32) -> u8 {
    number.to_le_bytes()[0]
}

fn twice(nibble: u32) -> u8 {
    byte((nibble & 0xf) * 17)
}

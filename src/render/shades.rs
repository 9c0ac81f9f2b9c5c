//! What the colours of a style sheet are in the light and in the dark, and how well they are told from what they stand on.
//!
//! In: a style sheet, the site's own colours at its end. Out: for each pair of colours of the theme that meet on a page,
//! both as numbers. Colours that are put together by the browser, and those of paper and of forced colours, are left out.

use std::collections::BTreeMap;

use crate::model::site::Colour;
use crate::view::{Shade, ShadeIn};

/// Contrast that WCAG asks of text, and of marks and edges.
const TEXT: f64 = 4.5;
const MARK: f64 = 3.0;

/// What stands on what, and the contrast it must have.
const PAIRS: &[(&str, &str, f64)] = &[
    ("text", "ground", TEXT),
    ("text", "surface", TEXT),
    ("text", "surface-strong", TEXT),
    ("text", "mark", TEXT),
    ("text-quiet", "ground", TEXT),
    ("text-quiet", "surface", TEXT),
    ("link", "ground", TEXT),
    ("link", "surface", TEXT),
    ("action", "ground", TEXT),
    ("on-action", "action", TEXT),
    ("brand-on-primary", "brand-primary", TEXT),
    ("good", "good-ground", TEXT),
    ("good", "ground", TEXT),
    ("attention", "attention-ground", TEXT),
    ("bad", "bad-ground", TEXT),
    ("bad", "ground", TEXT),
    ("neutral", "neutral-ground", TEXT),
    ("text", "good-ground", TEXT),
    ("text", "attention-ground", TEXT),
    ("text", "bad-ground", TEXT),
    ("text", "neutral-ground", TEXT),
    ("line-strong", "ground", MARK),
    ("focus", "ground", MARK),
    ("accent", "ground", MARK),
    ("fill-good", "ground", MARK),
    ("fill-attention", "ground", MARK),
    ("fill-bad", "ground", MARK),
    ("fill-neutral", "ground", MARK),
];

/// Values by the names of their properties, without `--`.
type Properties<'a> = BTreeMap<&'a str, &'a str>;

/// The pairs that a style sheet has.
pub fn shades(style: &str) -> Vec<Shade> {
    let (light, own) = properties(style);
    let mut dark = light.clone();
    dark.extend(own);
    let pair = |&(name, on, wanted): &(&'static str, &'static str, f64)| {
        let shade = |all: &Properties<'_>| {
            let (colour, ground) = (colour(all, name)?, colour(all, on)?);
            Some(ShadeIn { colour, ground, contrast: colour.contrast(ground) })
        };
        Some(Shade { name, on, wanted, light: shade(&light)?, dark: shade(&dark)? })
    };
    PAIRS.iter().filter_map(pair).collect()
}

/// The properties of `:root`, and those that it has in the dark.
fn properties(style: &str) -> (Properties<'_>, Properties<'_>) {
    let (mut light, mut dark) = (Properties::new(), Properties::new());
    let mut around: Vec<&str> = Vec::new();
    let mut start = 0;
    for (at, sign) in style.char_indices().filter(|(_, sign)| "{};".contains(*sign)) {
        let words = style[start..at].trim();
        start = at + 1;
        if sign == '{' {
            around.push(words);
            continue;
        }
        if let (Some(&":root"), Some((name, value))) = (around.last(), words.split_once(':')) {
            let medium = around.iter().find(|words| words.starts_with("@media"));
            let is_dark = medium.is_some_and(|medium| medium.contains("prefers-color-scheme"));
            let name = name.trim().trim_start_matches("--");
            match medium {
                None => light.insert(name, value.trim()),
                Some(_) if is_dark => dark.insert(name, value.trim()),
                Some(_) => None,
            };
        }
        if sign == '}' {
            around.pop();
        }
    }
    (light, dark)
}

/// A property as a colour, by way of those it is made of.
fn colour(all: &Properties<'_>, name: &str) -> Option<Colour> {
    let mut value = *all.get(name)?;
    // A property that leads to itself is none.
    for _ in 0..all.len() {
        let Some(inside) = value.strip_prefix("var(--") else { break };
        value = all.get(inside.split([',', ')']).next()?)?;
    }
    let digits = value.strip_prefix('#')?;
    let digits: String =
        if digits.len() == 3 { digits.chars().flat_map(|sign| [sign, sign]).collect() } else { digits.to_owned() };
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some(Colour([byte(0)?, byte(2)?, byte(4)?]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Brand, Theme, brand_style};

    #[test]
    fn every_pair_of_the_theme_has_the_contrast_it_must_have() {
        let theme = Theme::new(&[]).unwrap();
        let colours =
            [[0x14, 0x50, 0x6b], [0xff, 0xd1, 0], [0, 0, 0], [0xff, 0xff, 0xff], [0x80, 0x80, 0x80], [0xe0, 0, 0]];
        let brands = colours.map(|bytes| Brand {
            primary: Some(Colour(bytes)),
            accent: Some(Colour(bytes)),
            ..Brand::default()
        });
        for brand in [Brand::default()].into_iter().chain(brands) {
            let all = shades(&theme.style(&brand_style(&brand)));
            assert_eq!(all.len(), PAIRS.len(), "a pair names a property that the theme does not have");
            for Shade { name, on, wanted, light, dark } in all {
                assert!(light.contrast >= wanted, "{name} on {on} in the light: {} {brand:?}", light.contrast);
                assert!(dark.contrast >= wanted, "{name} on {on} in the dark: {} {brand:?}", dark.contrast);
            }
        }
    }

    #[test]
    fn the_dark_has_its_own_colours_and_paper_does_not_count() {
        let style = ":root{--text:#000;--ground:#fff}@media (prefers-color-scheme:dark){:root{--text:#fff;--ground:var(--deep);--deep:#000000}}\
                     @media print{:root{--text:red}}:root{--text:#010203}";
        let all = shades(style);
        let [Shade { name: "text", on: "ground", light, dark, .. }] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((light.colour, light.ground), (Colour([1, 2, 3]), Colour::WHITE));
        assert_eq!((dark.colour, dark.ground), (Colour::WHITE, Colour([0; 3])));
        assert!((dark.contrast - 21.0).abs() < 0.01);
        assert!(shades(":root{--text:var(--ground);--ground:var(--text)}").is_empty());
    }
}

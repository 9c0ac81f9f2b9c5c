//! The place of a page that a query is about, in a few lines.
//!
//! In: the texts of a page, and how surely a word of them is meant. Out: the best place with its words marked.

use serde::Deserialize;

use crate::search::rank::RANK;
use crate::search::terms;
use crate::search::token;

/// The texts of a page as the index keeps them: answer, summary, sections.
#[derive(Debug, Deserialize)]
pub struct Texts(pub String, pub String, pub Vec<(String, String, String, u8)>);

/// What is shown of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Excerpt {
    /// The fact that most readers come for; empty where the page has none.
    pub answer: String,
    /// Fragment and heading of the place; empty for the page as a whole.
    pub anchor: String,
    pub heading: String,
    /// The text of the place in pieces, those that are marked told apart.
    pub pieces: Vec<(String, bool)>,
}

/// Lengths in characters: how far words may stand apart to count together, what is shown before the first and in all.
const NEAR: usize = 180;
const BEFORE: usize = 60;
const SHOWN: usize = 220;

/// A word that is meant.
#[derive(Clone, Copy, Debug)]
struct Found {
    start: usize,
    end: usize,
    weight: f64,
}

/// Fragment, heading, text, and what it is worth as the place that is shown.
type Part<'a> = (&'a str, &'a str, &'a str, f64);

struct Place<'a> {
    score: f64,
    section: Part<'a>,
    found: Vec<Found>,
    from: usize,
}

/// The best place of a page, or the best in the section `anchor`.
pub fn excerpt(texts: &Texts, anchor: &str, weight: &dyn Fn(&str) -> f64) -> Excerpt {
    let Texts(answer, summary, sections) = texts;
    let parts = sections.iter().map(|(anchor, heading, text, data)| {
        (anchor.as_str(), heading.as_str(), text.as_str(), if *data == 1 { RANK.data } else { 1.0 })
    });
    let all: Vec<Part<'_>> = std::iter::once(("", "", summary.as_str(), 1.0)).chain(parts).collect();
    let own = all.iter().find(|(at, ..)| !anchor.is_empty() && *at == anchor);
    let first = own.or_else(|| all.iter().find(|(_, _, text, _)| !text.is_empty())).copied().unwrap_or_default();
    let plain = if own.is_some() { first } else { ("", "", first.2, 1.0) };
    let mut best = Place { score: 0.0, section: plain, found: Vec::new(), from: 0 };
    for section in all.iter().filter(|(at, ..)| anchor.is_empty() || *at == anchor) {
        let place = place(*section, weight);
        if place.score > best.score + 1e-9 {
            best = place;
        }
    }
    if own.is_some() {
        best.from = 0;
    }
    let (anchor, heading, ..) = best.section;
    Excerpt { answer: answer.clone(), anchor: anchor.to_owned(), heading: heading.to_owned(), pieces: pieces(&best) }
}

fn place<'a>(section: Part<'a>, weight: &dyn Fn(&str) -> f64) -> Place<'a> {
    let (_, heading, text, factor) = section;
    let bonus: f64 = factor * terms(heading).iter().map(|term| weight(term)).sum::<f64>();
    let found = found(text, weight);
    let mut best = Place { score: if found.is_empty() { bonus } else { 0.0 }, section, found: Vec::new(), from: 0 };
    for (at, first) in found.iter().enumerate() {
        let near = found[at..].iter().take_while(|word| word.end < first.start + NEAR);
        let mut seen: Vec<&str> = Vec::new();
        let mut score = bonus / 2.0;
        for word in near {
            let text = &text[word.start..word.end];
            score += factor * word.weight * if seen.contains(&text) { 0.1 } else { 1.0 };
            seen.push(text);
        }
        if score > best.score + 1e-9 {
            best.score = score;
            best.from = first.start;
        }
    }
    best.found = found;
    best
}

fn found(text: &str, weight: &dyn Fn(&str) -> f64) -> Vec<Found> {
    let mut all = Vec::new();
    token::tokens(text, |token| {
        if let token::Token::Word(word) = token {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let weight = terms(word).first().map_or(0.0, |term| weight(term));
            if weight > 0.0 {
                all.push(Found { start, end: start + word.len(), weight });
            }
        }
    });
    all
}

fn pieces(place: &Place<'_>) -> Vec<(String, bool)> {
    let text = place.section.2;
    let space = |from: usize| text[..from].rfind(' ').map_or(0, |at| at + 1);
    let from = if place.from < BEFORE { 0 } else { space(floor(text, place.from - BEFORE / 2)) };
    let to = if from + SHOWN >= text.len() { text.len() } else { space(floor(text, from + SHOWN)).max(from) };
    let mut pieces = Vec::new();
    let mut at = from;
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            pieces.push((text.to_owned(), marked));
        }
    };
    push(if from > 0 { "… " } else { "" }, false);
    for word in place.found.iter().filter(|word| word.start >= from && word.end <= to) {
        push(&text[at..word.start], false);
        push(&text[word.start..word.end], true);
        at = word.end;
    }
    push(&text[at..to.max(at)], false);
    push(if to < text.len() { "…" } else { "" }, false);
    pieces
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

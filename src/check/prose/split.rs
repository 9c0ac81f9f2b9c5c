//! A body split into words and sentences.

use super::quotes::{closing, is_apostrophe};
use super::signs::{Signs, letter};
use super::walk::{Stretch, walk};
use super::{Glue, Manner, Sentence, Word};
use crate::model::body::Body;

/// Whether a word in a heading says that what follows is an example; in all languages.
fn says_example(word: &[u8]) -> bool {
    matches!(
        word,
        b"eksempel"
            | b"eksempler"
            | b"eksemplet"
            | b"exempel"
            | b"exemplet"
            | b"d\xc3\xb8me"
            | b"eksempla"
            | b"example"
            | b"examples"
    )
}

/// Words, and the sentences they make up.
#[derive(Clone, Debug, Default)]
pub(super) struct Split {
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
}

impl Split {
    /// The words and sentences of a body, whose text in lower case is given.
    pub fn of(body: &Body, lower: &[u8]) -> Self {
        let mut split = Self {
            words: Vec::with_capacity(body.text.len() / 6),
            sentences: Vec::with_capacity(body.text.len() / 60),
        };
        // Level of the heading below which there are examples.
        let mut example: Option<u8> = None;
        walk(body, &mut |stretch| {
            if stretch.heading.is_some_and(|level| example.is_some_and(|above| level <= above)) {
                example = None;
            }
            let first = split.words.len();
            split.add(stretch, &body.text, lower);
            let words = &mut split.words[first..];
            if stretch.is_quoted || example.is_some() {
                let plain = words.iter_mut().filter(|word| word.manner == Manner::Plain);
                plain.for_each(|word| word.manner = Manner::Quoted);
            }
            let is_example = |word: &Word| says_example(&lower[word.start as usize..word.end as usize]);
            if let Some(level) = stretch.heading.filter(|_| example.is_none() && words.iter().any(is_example)) {
                example = Some(level);
            }
        });
        split
    }

    /// Adds the words and sentences of a stretch.
    pub fn add(&mut self, stretch: &Stretch<'_>, text: &str, lower: &[u8]) {
        Block::new(self, stretch, text, lower).split();
    }
}

/// A stretch being split.
struct Block<'s, 't> {
    split: &'s mut Split,
    stretch: &'s Stretch<'s>,
    signs: Signs<'t>,
    at: usize,
    /// Where the present word of signs and letters without a blank begins.
    chunk: usize,
    /// Up to where an address reaches.
    address: usize,
    /// First word of the sentence.
    first: usize,
    /// First word of the block.
    begin: usize,
    /// The open quotation: what closes it, and its first word.
    quote: Option<(&'static [char], usize)>,
}

impl<'s, 't> Block<'s, 't> {
    fn new(split: &'s mut Split, stretch: &'s Stretch<'s>, text: &'t str, lower: &'t [u8]) -> Self {
        let first = split.words.len();
        let (begin, end) = (stretch.range.start, stretch.range.end);
        let signs = Signs { text, lower, begin, end };
        Self { split, stretch, signs, at: begin, chunk: begin, address: begin, first, begin: first, quote: None }
    }

    fn split(mut self) {
        let Signs { lower, end, .. } = self.signs;
        while self.at < end {
            match lower[self.at] {
                // Most of what is no word is one blank.
                b' ' => {
                    self.at += 1;
                    self.chunk = self.at;
                }
                _ if letter(lower, self.at) == 0 => self.sign(),
                _ => self.word(),
            }
        }
        self.end_sentence();
        for (start, end) in self.stretch.asides.iter().copied() {
            let words = &mut self.split.words[self.begin..];
            let masked = words.iter_mut().filter(|word| (word.start as usize) < end && start < word.end as usize);
            masked.for_each(|word| word.manner = Manner::Aside);
        }
    }

    fn word(&mut self) {
        let (Signs { lower, end, .. }, start) = (self.signs, self.at);
        let mut letters = 0;
        while self.at < end {
            // A run of ASCII by itself: the next byte is looked at before the width of this one is known.
            let run = lower[self.at..end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            self.at += run;
            let width = if self.at < end { letter(lower, self.at) } else { 0 };
            letters += run as u32 + u32::from(width > 0);
            if width == 0 {
                break;
            }
            self.at += width;
        }
        self.at = self.at.min(end);
        let glue = self.glue(start);
        let manner = if start < self.address { Manner::Aside } else { Manner::Plain };
        let (start, end) = (start as u32, self.at as u32);
        self.split.words.push(Word { start, end, letters, glue, manner });
    }

    fn glue(&self, start: usize) -> Glue {
        let Some(before) = self.split.words[self.begin..].last() else { return Glue::Apart };
        let from = before.end as usize;
        let has_reference = self.stretch.gaps.iter().any(|gap| (from..=start).contains(gap));
        match &self.signs.lower[from..start] {
            _ if has_reference => Glue::Apart,
            b" " => Glue::Space,
            _ => Glue::of(&self.signs.text[from..start]),
        }
    }

    fn sign(&mut self) {
        let (signs, here) = (self.signs, self.at);
        let Some(sign) = signs.from(here).chars().next() else { return self.at = signs.end };
        self.at += sign.len_utf8();
        match sign {
            ' ' | '\n' | '\t' | '\u{a0}' => self.chunk = self.at,
            '.' if signs.are_inside_address(here) => self.address_from_chunk(),
            '.' if !signs.let_go_on(here) => self.end_sentence(),
            '!' | '?' | '…' if signs.are_followed_by_blank(self.at) => self.end_sentence(),
            ':' if signs.from(self.at).starts_with("//") => self.address_from_chunk(),
            ':' if signs.are_followed_by_blank(self.at) => self.end_sentence(),
            '@' | '#' => self.address_from_chunk(),
            _ => self.quotation(sign, here),
        }
    }

    fn address_from_chunk(&mut self) {
        let rest = self.signs.from(self.at);
        self.address = rest.find(char::is_whitespace).map_or(self.signs.end, |blank| self.at + blank);
        let words = self.split.words[self.begin..].iter_mut().rev();
        words.take_while(|word| word.start as usize >= self.chunk).for_each(|word| word.manner = Manner::Aside);
    }

    fn quotation(&mut self, sign: char, here: usize) {
        let next_is_letter = self.at < self.signs.end && letter(self.signs.lower, self.at) > 0;
        if let Some((close, first)) = self.quote {
            if close.contains(&sign) && !(is_apostrophe(sign) && next_is_letter) {
                let words = self.split.words[first..].iter_mut().filter(|word| word.manner == Manner::Plain);
                words.for_each(|word| word.manner = Manner::Quoted);
                self.quote = None;
            }
            return;
        }
        let close = closing(sign);
        let opens = !is_apostrophe(sign) || here == self.chunk && next_is_letter;
        if !close.is_empty() && opens {
            self.quote = Some((close, self.split.words.len()));
        }
    }

    fn end_sentence(&mut self) {
        let words = self.first..self.split.words.len();
        if !words.is_empty() {
            self.split.sentences.push(Sentence { words: words.clone(), kind: self.stretch.kind });
        }
        self.first = words.end;
    }
}

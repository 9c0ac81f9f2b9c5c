//! A body split into blocks, and each block into words and sentences.

use super::lexicon::lower_bytes;
use super::quotes::{closing, is_apostrophe};
use super::{Glue, Manner, Prose, Sentence, SentenceKind, Word};
use crate::model::body::{Body, Element, Node};
use crate::parse::DocumentSource;

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

/// Whether a sentence goes on after an abbreviation, also before a capital; in all languages, without the last point.
#[rustfmt::skip]
fn leads(chunk: &[u8]) -> bool {
    matches!(
        chunk,
        b"afs" | b"art" | b"bl.a" | b"ca" | b"cf" | b"d.v.s" | b"dr" | b"dvs" | b"e.g" | b"eks" | b"ekskl" | b"ev"
            | b"evt" | b"f.eks" | b"fx" | b"hhv" | b"i.e" | b"ift" | b"iht" | b"inkl" | b"jf" | b"jfr" | b"jvf"
            | b"kap" | b"kl" | b"m.h.t" | b"mht" | b"mr" | b"mrs" | b"p.g.a" | b"pga" | b"resp" | b"t.d" | b"t.ex"
            | b"tlf" | b"vedr" | b"vs"
    )
}

/// Whether an abbreviation ends a sentence as often as not, so that it goes on only before a number.
fn leads_to_number(chunk: &[u8]) -> bool {
    matches!(chunk, b"kr" | b"nr" | b"pkt" | b"s" | b"st" | b"stk" | b"tel")
}

/// Bytes of the longest abbreviation.
const LONGEST: usize = 5;

/// The words and sentences of a document.
pub(super) fn split(source: &DocumentSource) -> Prose<'_> {
    let body = &source.body;
    let lower = lower_bytes(body.text.as_bytes());
    let mut walk = Walk {
        body,
        words: Vec::with_capacity(body.text.len() / 6),
        sentences: Vec::with_capacity(body.text.len() / 60),
        block: None,
        kind: SentenceKind::Running,
        quotes: 0,
        asides: 0,
        blocks_of_code: 0,
        masks: Vec::new(),
        gaps: Vec::new(),
        example: None,
    };
    body.nodes.iter().for_each(|node| walk.take(node, &lower));
    walk.flush(&lower);
    Prose { source, words: walk.words, sentences: walk.sentences, lower }
}

struct Walk<'a> {
    body: &'a Body,
    words: Vec<Word>,
    sentences: Vec<Sentence>,
    /// The stretch of the text that is gathered so far.
    block: Option<(usize, usize)>,
    kind: SentenceKind,
    /// Quotations that are open.
    quotes: u32,
    /// Pictures and struck-out stretches that are open.
    asides: u32,
    blocks_of_code: u32,
    /// Stretches of the block that are no prose.
    masks: Vec<(usize, usize)>,
    /// Places of references in the block.
    gaps: Vec<usize>,
    /// Level of the heading below which there are examples.
    example: Option<u8>,
}

impl Walk<'_> {
    fn take(&mut self, node: &Node, lower: &[u8]) {
        match node {
            Node::Open(element) => self.open(element, lower),
            Node::Close(element) => self.close(element, lower),
            Node::Text(words) => self.add(words.start as usize, words.end as usize, self.asides > 0),
            Node::Code(words) => self.add(words.start as usize, words.end as usize, true),
            Node::Reference(number) => {
                let at = self.body.references.get(*number as usize).map_or(0, |reference| reference.at as usize);
                self.gaps.push(at);
            }
            Node::View(_) | Node::Rule => self.flush(lower),
            _ => {}
        }
    }

    fn open(&mut self, element: &Element, lower: &[u8]) {
        match element {
            Element::Emphasis | Element::Strong | Element::Link(_) => return,
            Element::Image(_) | Element::Strike => {
                self.asides += 1;
                return;
            }
            _ => self.flush(lower),
        }
        match element {
            Element::Heading(_) => self.kind = SentenceKind::Heading,
            Element::Cell(_) => self.kind = SentenceKind::Cell,
            Element::Quote => self.quotes += 1,
            Element::Code => self.blocks_of_code += 1,
            _ => {}
        }
    }

    fn close(&mut self, element: &Element, lower: &[u8]) {
        match element {
            Element::Emphasis | Element::Strong | Element::Link(_) => return,
            Element::Image(_) | Element::Strike => {
                self.asides -= 1;
                return;
            }
            Element::Heading(number) => self.close_heading(*number, lower),
            _ => self.flush(lower),
        }
        match element {
            Element::Heading(_) | Element::Cell(_) => self.kind = SentenceKind::Running,
            Element::Quote => self.quotes -= 1,
            Element::Code => self.blocks_of_code -= 1,
            _ => {}
        }
    }

    /// Ends a heading, and looks whether examples begin or end with it.
    fn close_heading(&mut self, number: u32, lower: &[u8]) {
        let begin = self.words.len();
        let level = self.body.headings.get(number as usize).map_or(2, |heading| heading.level);
        if self.example.is_some_and(|above| level <= above) {
            self.example = None;
        }
        self.flush(lower);
        let is_example = |word: &Word| says_example(&lower[word.start as usize..word.end as usize]);
        if self.example.is_none() && self.words[begin..].iter().any(is_example) {
            self.example = Some(level);
        }
    }

    fn add(&mut self, start: usize, end: usize, aside: bool) {
        if self.blocks_of_code > 0 {
            return;
        }
        let begin = self.block.map_or(start, |(begin, _)| begin);
        self.block = Some((begin, end));
        if aside {
            self.masks.push((start, end));
        }
    }

    /// Splits the block that is gathered.
    fn flush(&mut self, lower: &[u8]) {
        if let Some((start, end)) = self.block.take() {
            let is_quoted = self.quotes > 0 || self.example.is_some();
            let first = self.words.len();
            Block::new(self, lower, start..end).split();
            if is_quoted {
                let plain = |word: &&mut Word| word.manner == Manner::Plain;
                self.words[first..].iter_mut().filter(plain).for_each(|word| word.manner = Manner::Quoted);
            }
        }
        self.masks.clear();
        self.gaps.clear();
    }
}

/// A block being split.
struct Block<'w, 'a, 't> {
    walk: &'w mut Walk<'a>,
    text: &'a str,
    lower: &'t [u8],
    at: usize,
    end: usize,
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

impl<'w, 'a, 't> Block<'w, 'a, 't> {
    fn new(walk: &'w mut Walk<'a>, lower: &'t [u8], range: std::ops::Range<usize>) -> Self {
        let (text, first) = (walk.body.text.as_str(), walk.words.len());
        let (at, end) = (range.start, range.end);
        Self { walk, text, lower, at, end, chunk: at, address: at, first, begin: first, quote: None }
    }

    fn split(mut self) {
        while self.at < self.end {
            match self.lower[self.at] {
                // Most of what is no word is one blank.
                b' ' => {
                    self.at += 1;
                    self.chunk = self.at;
                }
                _ if letter(self.lower, self.at) == 0 => self.sign(),
                _ => self.word(),
            }
        }
        self.end_sentence();
        for (start, end) in self.walk.masks.iter().copied() {
            let words = &mut self.walk.words[self.begin..];
            let masked = words.iter_mut().filter(|word| (word.start as usize) < end && start < word.end as usize);
            masked.for_each(|word| word.manner = Manner::Aside);
        }
    }

    fn word(&mut self) {
        let (bytes, start) = (self.lower, self.at);
        let mut letters = 0;
        while self.at < self.end {
            // A run of ASCII by itself: the next byte is looked at before the width of this one is known.
            let run = bytes[self.at..self.end].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            self.at += run;
            let width = if self.at < self.end { letter(bytes, self.at) } else { 0 };
            letters += run as u32 + u32::from(width > 0);
            if width == 0 {
                break;
            }
            self.at += width;
        }
        self.at = self.at.min(self.end);
        let glue = self.glue(start);
        let manner = if start < self.address { Manner::Aside } else { Manner::Plain };
        let (start, end) = (start as u32, self.at as u32);
        self.walk.words.push(Word { start, end, letters, glue, manner });
    }

    fn glue(&self, start: usize) -> Glue {
        let Some(before) = self.walk.words[self.begin..].last() else { return Glue::Apart };
        let from = before.end as usize;
        let has_reference = self.walk.gaps.iter().any(|gap| (from..=start).contains(gap));
        match &self.lower[from..start] {
            _ if has_reference => Glue::Apart,
            b" " => Glue::Space,
            _ => Glue::of(&self.text[from..start]),
        }
    }

    fn sign(&mut self) {
        let Some(sign) = self.text[self.at..self.end].chars().next() else { return self.at = self.end };
        let here = self.at;
        self.at += sign.len_utf8();
        match sign {
            ' ' | '\n' | '\t' | '\u{a0}' => self.chunk = self.at,
            '.' if self.is_inside_address(here) => self.address_from_chunk(),
            '.' if !self.goes_on(here) => self.end_sentence(),
            '!' | '?' | '…' if self.is_followed_by_blank() => self.end_sentence(),
            ':' if self.text[self.at..self.end].starts_with("//") => self.address_from_chunk(),
            ':' if self.is_followed_by_blank() => self.end_sentence(),
            '@' | '#' => self.address_from_chunk(),
            _ => self.quotation(sign, here),
        }
    }

    /// A point between two names, as in `kommune.dk`; `bl.a.` has a single letter on one side.
    fn is_inside_address(&self, point: usize) -> bool {
        let bytes = self.lower;
        let after = letter(bytes, self.at.min(self.end - 1));
        let two_after =
            self.at < self.end && after > 0 && self.at + after < self.end && letter(bytes, self.at + after) > 0;
        let before = self.walk.words[self.begin..].last().filter(|word| word.end as usize == point);
        two_after && before.is_some_and(|word| word.letters > 1 && !bytes[word.start as usize].is_ascii_digit())
    }

    fn address_from_chunk(&mut self) {
        let rest = &self.text[self.at..self.end];
        self.address = rest.find(char::is_whitespace).map_or(self.end, |blank| self.at + blank);
        let words = self.walk.words[self.begin..].iter_mut().rev();
        words.take_while(|word| word.start as usize >= self.chunk).for_each(|word| word.manner = Manner::Aside);
    }

    fn is_followed_by_blank(&self) -> bool {
        let closes = |sign: char| !sign.is_whitespace() && !sign.is_alphanumeric();
        let rest = self.text[self.at..self.end].trim_start_matches(closes);
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    }

    /// Whether a sentence goes on after the point at `point`.
    fn goes_on(&self, point: usize) -> bool {
        if !self.is_followed_by_blank() {
            return true;
        }
        let mut rest = self.text[self.at..self.end].chars().skip_while(|sign| !sign.is_alphanumeric());
        let Some(next) = rest.next() else { return false };
        let written = self.text[self.chunk..point].trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let is_initial = || written.chars().count() == 1 && written.ends_with(char::is_uppercase);
        let is_abbreviation = || {
            let chunk = &self.lower[point - written.len()..point];
            leads(chunk) || next.is_ascii_digit() && leads_to_number(chunk)
        };
        next.is_lowercase() || written.len() <= LONGEST && (is_initial() || is_abbreviation())
    }

    fn quotation(&mut self, sign: char, here: usize) {
        let next_is_letter = self.at < self.end && letter(self.lower, self.at) > 0;
        if let Some((close, first)) = self.quote {
            if close.contains(&sign) && !(is_apostrophe(sign) && next_is_letter) {
                let words = self.walk.words[first..].iter_mut().filter(|word| word.manner == Manner::Plain);
                words.for_each(|word| word.manner = Manner::Quoted);
                self.quote = None;
            }
            return;
        }
        let close = closing(sign);
        let opens = !is_apostrophe(sign) || here == self.chunk && next_is_letter;
        if !close.is_empty() && opens {
            self.quote = Some((close, self.walk.words.len()));
        }
    }

    fn end_sentence(&mut self) {
        let words = self.first..self.walk.words.len();
        if !words.is_empty() {
            self.walk.sentences.push(Sentence { words: words.clone(), kind: self.walk.kind });
        }
        self.first = words.end;
    }
}

/// How many bytes the letter or digit at `at` has; none if there is another sign.
fn letter(bytes: &[u8], at: usize) -> usize {
    let Some(first) = bytes.get(at) else { return 0 };
    match first {
        byte if byte.is_ascii_alphanumeric() => 1,
        0xc3 => match bytes.get(at + 1) {
            Some(0x97 | 0xb7) | None => 0,
            Some(_) => 2,
        },
        // Letters of other alphabets, and accents written apart.
        0xc4..=0xdf => 2,
        _ => 0,
    }
}

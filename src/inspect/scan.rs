//! The tags of a finished page with their attributes, as a browser reads them.
//!
//! In: HTML. Out: each start tag, in order; comments, text and the insides of scripts and styles are passed over. It
//! follows the tokenizer of the HTML standard as far as tags go, and a test holds it against a complete one; that one
//! is eight times as slow, since it also builds every text, and every page of every build is read.

use memchr::{memchr, memmem};

/// A name and its value as they are written: entities stay entities, names are not lowered.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// Elements whose insides are text, whatever they look like.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Shows `visit` every start tag: its name, and its attributes in order.
pub(super) fn tags<'a>(html: &'a str, visit: &mut dyn FnMut(&'a str, &[Attribute<'a>])) {
    let mut scanner = Scanner { html, at: 0 };
    let mut attributes = Vec::new();
    while let Some(begin) = memchr(b'<', &html.as_bytes()[scanner.at..]) {
        scanner.at += begin + 1;
        match (scanner.peek(), scanner.rest().as_bytes().get(1)) {
            (Some(letter), _) if letter.is_ascii_alphabetic() => {
                let name = scanner.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
                if !scanner.attributes(&mut attributes) {
                    return;
                }
                visit(name, &attributes);
                if RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
                    scanner.skip_raw(name);
                }
            }
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => {
                scanner.at += 1;
                scanner.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
                if !scanner.attributes(&mut attributes) {
                    return;
                }
            }
            (Some(b'!'), _) if scanner.rest().starts_with("!--") => scanner.skip_comment(),
            (Some(b'/'), Some(b'>')) => scanner.at += 2,
            (Some(b'!' | b'?' | b'/'), _) => scanner.skip_past(">"),
            _ => {}
        }
    }
}

struct Scanner<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.html[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.html.as_bytes().get(self.at).copied()
    }

    /// The text up to the first byte that ends it, all of which are ASCII.
    fn until(&mut self, ends: impl Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        let length = self.rest().bytes().position(ends);
        self.at = length.map_or(self.html.len(), |length| from + length);
        &self.html[from..self.at]
    }

    fn skip_spaces(&mut self) {
        self.until(|byte| !is_space(byte));
    }

    /// Goes behind the next `end`, or to the end of the page.
    fn skip_past(&mut self, end: &str) {
        let found = memmem::find(self.rest().as_bytes(), end.as_bytes());
        self.at = found.map_or(self.html.len(), |found| self.at + found + end.len());
    }

    /// Reads attributes up to the end of the tag; tells whether there is one.
    fn attributes(&mut self, found: &mut Vec<Attribute<'a>>) -> bool {
        found.clear();
        loop {
            self.until(|byte| !is_space(byte) && byte != b'/');
            match self.peek() {
                None => return false,
                Some(b'>') => {
                    self.at += 1;
                    return true;
                }
                Some(_) => {
                    let name = self.name();
                    let Some(value) = self.value() else { return false };
                    found.push((name, value));
                }
            }
        }
    }

    /// A name; an equals sign may be its first.
    fn name(&mut self) -> &'a str {
        let from = self.at;
        self.at += usize::from(self.peek() == Some(b'='));
        self.until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        &self.html[from..self.at]
    }

    /// The value after a name; empty where there is none, nothing where the page ends in it.
    fn value(&mut self) -> Option<&'a str> {
        self.skip_spaces();
        if self.peek() != Some(b'=') {
            return Some("");
        }
        self.at += 1;
        self.skip_spaces();
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            return Some(self.until(|byte| is_space(byte) || byte == b'>'));
        };
        let from = self.at + 1;
        let length = memchr(quote, &self.html.as_bytes()[from..])?;
        self.at = from + length + 1;
        Some(&self.html[from..from + length])
    }

    /// Goes behind a comment, of which `!--` is next.
    fn skip_comment(&mut self) {
        self.at += 3;
        for short in [">", "->"] {
            if self.rest().starts_with(short) {
                self.at += short.len();
                return;
            }
        }
        let ends =
            ["-->", "--!>"].map(|end| memmem::find(self.rest().as_bytes(), end.as_bytes()).map(|at| at + end.len()));
        self.at = ends.into_iter().flatten().min().map_or(self.html.len(), |end| self.at + end);
    }

    /// Goes to the end tag of an element whose insides are text.
    fn skip_raw(&mut self, name: &str) {
        while let Some(found) = memchr(b'<', &self.html.as_bytes()[self.at..]) {
            self.at += found;
            let end = self.rest().as_bytes().get(2 + name.len());
            let named = self.html.as_bytes().get(self.at + 2..self.at + 2 + name.len());
            let is_end = named.is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
            if self.rest().starts_with("</") && is_end && end.is_some_and(|end| is_space(*end) || b"/>".contains(end)) {
                return;
            }
            self.at += 1;
        }
        self.at = self.html.len();
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

/// A value with the entities resolved that stand in addresses: numbers, and the signs that mean something there.
pub(super) fn decoded(value: &str) -> std::borrow::Cow<'_, str> {
    if memchr(b'&', value.as_bytes()).is_none() {
        return value.into();
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.split_once(';').and_then(|(name, after)| Some((entity(name)?, after))) {
            Some((sign, after)) => {
                text.push(sign);
                rest = after;
            }
            None => text.push('&'),
        }
    }
    text.push_str(rest);
    text.into()
}

fn entity(name: &str) -> Option<char> {
    let number = name.strip_prefix('#').map(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    });
    match (number, name) {
        (Some(number), _) => char::from_u32(number.ok()?),
        (None, "amp") => Some('&'),
        (None, "lt") => Some('<'),
        (None, "gt") => Some('>'),
        (None, "quot") => Some('"'),
        (None, "apos") => Some('\''),
        (None, "colon") => Some(':'),
        (None, "sol") => Some('/'),
        (None, "num") => Some('#'),
        _ => None,
    }
}

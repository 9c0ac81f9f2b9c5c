//! Groups of digits in a text, and what stands around them.

use std::ops::Range;

use crate::bits;

/// The groups of digits of a text, in order.
pub(super) struct Groups<'a> {
    pub text: &'a str,
    ranges: Vec<Range<usize>>,
}

/// How far back words are looked at, in bytes.
const REACH: usize = 60;

impl<'a> Groups<'a> {
    /// All groups of a text.
    pub fn of(text: &'a str) -> Self {
        let whole = text.as_bytes();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while let Some(start) = bits::digit(whole, at) {
            at = whole[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(whole.len(), |end| start + end);
            ranges.push(start..at);
        }
        Self { text, ranges }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The digits of a group; nothing beyond the last.
    pub fn digits(&self, group: usize) -> &'a str {
        self.ranges.get(group).map_or("", |range| &self.text[range.clone()])
    }

    /// How many digits a group has.
    pub fn width(&self, group: usize) -> usize {
        self.ranges.get(group).map_or(0, Range::len)
    }

    /// What stands between a group and the next one; the rest of the text after the last.
    pub fn gap(&self, group: usize) -> &'a str {
        let start = self.ranges[group].end;
        let end = self.ranges.get(group + 1).map_or(self.text.len(), |next| next.start);
        &self.text[start..end]
    }

    /// The stretch of some groups.
    pub fn stretch(&self, first: usize, count: usize) -> Range<usize> {
        self.ranges[first].start..self.ranges[first + count - 1].end
    }

    /// The digits of some groups.
    pub fn joined(&self, first: usize, count: usize) -> String {
        (first..first + count).map(|group| self.digits(group)).collect()
    }

    /// Whether some groups are a number by themselves: no part of a word, a longer number, a colour or an address.
    pub fn stand_free(&self, first: usize, count: usize) -> bool {
        let range = self.stretch(first, count);
        let mut before = self.text[..range.start].chars().rev();
        let mut after = self.text[range.end..].chars();
        let (previous, earlier) = (before.next(), before.next());
        let (next, later) = (after.next(), after.next());
        let glued = |near: Option<char>| near.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '#'));
        let joins = |near: Option<char>, far: Option<char>| {
            near.is_some_and(|c| matches!(c, '-' | '.' | '/' | ',' | ':' | '–' | '+'))
                && far.is_some_and(|c| c.is_ascii_digit())
        };
        !glued(previous) && !glued(next) && !joins(previous, earlier) && !joins(next, later) && !self.in_address(first)
    }

    /// The text before a group on its line, as far as it is looked at.
    pub fn before(&self, group: usize) -> &'a str {
        let start = self.ranges[group].start;
        let from = self.text.floor_char_boundary(start.saturating_sub(REACH));
        let near = &self.text[from..start];
        near.rfind('\n').map_or(near, |line| &near[line + 1..])
    }

    /// Whether one of the last words before a group, in lower case, is among `words`.
    pub fn follows(&self, group: usize, words: &[&str]) -> bool {
        let before = self.before(group).to_lowercase();
        let mut last = before.split(|c: char| !c.is_alphabetic() && c != '_' && c != '-').filter(|w| !w.is_empty());
        std::iter::from_fn(|| last.next_back()).take(4).any(|word| words.contains(&word))
    }

    /// Whether a group stands in the address of a page.
    fn in_address(&self, group: usize) -> bool {
        let start = self.ranges[group].start;
        let from = self.text.floor_char_boundary(start.saturating_sub(4 * REACH));
        let near = &self.text[from..start];
        let stops = |c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"' | '\'' | ';' | '|' | '[');
        let token = near.rfind(stops).map_or(near, |at| &near[at..]);
        token.contains("://") || token.contains("www.")
    }
}

/// Whether what stands between two groups is one blank.
pub(super) fn is_blank(gap: &str) -> bool {
    matches!(gap, " " | "\u{a0}" | "\u{202f}")
}

/// Whether it is a hyphen, also as word processors write it.
pub(super) fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2011}" | "\u{2010}" | "–")
}

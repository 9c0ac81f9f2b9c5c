//! What the signs between words do; shared by what splits a text and by what only measures it.
//!
//! A place is always a place in the body's text; `begin` and `end` are those of the block that is looked at.

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

/// The signs of one block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs<'t> {
    pub text: &'t str,
    /// The text in lower case.
    pub lower: &'t [u8],
    pub begin: usize,
    pub end: usize,
}

impl<'t> Signs<'t> {
    /// The block from `at` on.
    pub fn from(self, at: usize) -> &'t str {
        &self.text[at..self.end]
    }

    /// Whether the sign that ends at `at` has nothing but signs between it and a blank, or the end.
    pub fn are_followed_by_blank(self, at: usize) -> bool {
        // One blank after one sign is the rule.
        if at < self.end && self.lower[at] == b' ' {
            return true;
        }
        let closes = |sign: char| !sign.is_whitespace() && !sign.is_alphanumeric();
        let rest = self.from(at).trim_start_matches(closes);
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    }

    /// A point between two names, as in `kommune.dk`; `bl.a.` has a single letter on one side.
    pub fn are_inside_address(self, point: usize) -> bool {
        let next = |at: usize| if at < self.end { letter(self.lower, at) } else { 0 };
        let after = next(point + 1);
        if after == 0 || next(point + 1 + after) == 0 {
            return false;
        }
        let (start, letters) = self.word_before(point);
        letters > 1 && !self.lower[start].is_ascii_digit()
    }

    /// Where the word begins that ends at `end`, and how many letters it has.
    fn word_before(self, end: usize) -> (usize, usize) {
        let (mut start, mut letters) = (end, 0);
        loop {
            let width = letter_before(self.lower, start);
            if width == 0 || start < self.begin + width {
                return (start, letters);
            }
            start -= width;
            letters += 1;
        }
    }

    /// Whether a sentence goes on after the point at `point`.
    pub fn let_go_on(self, point: usize) -> bool {
        if let Some(goes_on) = self.plainly_goes_on(point) {
            return goes_on;
        }
        if !self.are_followed_by_blank(point + 1) {
            return true;
        }
        let mut rest = self.from(point + 1).chars().skip_while(|sign| !sign.is_alphanumeric());
        let Some(next) = rest.next() else { return false };
        if next.is_lowercase() {
            return true;
        }
        let written = self.chunk_before(point).trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let is_initial = || written.chars().count() == 1 && written.ends_with(char::is_uppercase);
        let is_abbreviation = || {
            let chunk = &self.lower[point - written.len()..point];
            leads(chunk) || next.is_ascii_digit() && leads_to_number(chunk)
        };
        written.len() <= LONGEST && (is_initial() || is_abbreviation())
    }

    /// Whether a sentence ends at the point at `point`, which a few bytes tell nearly everywhere; `false` where they do not.
    pub fn end_plainly(self, point: usize) -> bool {
        self.plainly_goes_on(point) == Some(false)
    }

    /// Whether it goes on, told from a few bytes where a whole word stands before the point, and a blank and a letter of
    /// western Europe behind it, as nearly everywhere; nothing where that is not enough.
    fn plainly_goes_on(self, point: usize) -> Option<bool> {
        match self.text.as_bytes()[..self.end].get(point + 1..)? {
            [b' ', b'a'..=b'z', ..] | [b' ', 0xc3, 0xa0..=0xb6 | 0xb8..=0xbf, ..] => return Some(true),
            // From À to Þ, but for ×.
            [b' ', b'A'..=b'Z', ..] | [b' ', 0xc3, 0x80..=0x96 | 0x98..=0x9e, ..] => {}
            _ => return None,
        }
        let (start, letters) = self.word_before(point);
        if point - start > LONGEST {
            return Some(false);
        }
        let is_whole = start == self.begin || self.lower[start - 1] == b' ';
        // A single letter may be an initial.
        (letters > 1 && is_whole).then(|| leads(&self.lower[start..point]))
    }

    /// The signs and letters without a blank that end at `end`.
    fn chunk_before(self, end: usize) -> &'t str {
        let before = &self.lower[self.begin..end];
        let is_blank = |at: &usize| match before[*at] {
            b' ' | b'\n' | b'\t' => true,
            // A blank that does not break is C2 A0.
            0xa0 => *at > 0 && before[at - 1] == 0xc2,
            _ => false,
        };
        let start = (0..before.len()).rev().find(is_blank).map_or(0, |blank| blank + 1);
        &self.text[self.begin + start..end]
    }
}

/// How many bytes the letter or digit at `at` has; none if there is another sign.
pub(super) fn letter(bytes: &[u8], at: usize) -> usize {
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

/// How many bytes the letter or digit before `at` has; none if there is another sign.
pub(super) fn letter_before(bytes: &[u8], at: usize) -> usize {
    // A letter has one byte or two, and no second byte can be a first one.
    let width = match at.checked_sub(1).map(|last| bytes[last]) {
        None => return 0,
        Some(last) if last.is_ascii() => 1,
        Some(_) => 2,
    };
    at.checked_sub(width).map_or(0, |start| if letter(bytes, start) == width { width } else { 0 })
}

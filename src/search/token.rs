//! Cuts text into words, and finds the few things that are more than a word.
//!
//! In: text as shown. Out: every word as it stands, and joined tokens: numbers with their separators (`54/14`,
//! `2016-1234`, `29.02.2016`), paragraphs of a law (`§239`), and hyphenated words written as one (`facebookside`).
//! The parts of a joined token are words too. `tokens` in `engine.js` is the same rule; neither may change alone.

use crate::bits::{self, Bits};

/// Longest word that is indexed, in bytes; what is longer is data, not language.
const LONGEST: usize = 64;

/// A word of the text, or a token made of several.
pub(super) enum Token<'a> {
    Word(&'a str),
    Joined(String),
}

impl Token<'_> {
    pub(super) fn as_str(&self) -> &str {
        match self {
            Token::Word(word) => word,
            Token::Joined(joined) => joined,
        }
    }
}

/// Hands every token of `text` to `each`; a joined one comes after its parts.
pub(super) fn tokens<'a>(text: &'a str, mut each: impl FnMut(Token<'a>)) {
    let letters = bits::alphanumeric(text);
    let mut chain = Chain::default();
    let mut at = 0;
    while let Some((start, end)) = letters.as_ref().map_or_else(|| next_word(text, at), |bits| run(bits, text, at)) {
        let gap = &text[at..start];
        // Nearly all words stand apart by a single blank.
        let is_apart = gap == " ";
        if chain.parts > 0 && (is_apart || !joins(gap)) {
            chain.finish(text, &mut each);
        }
        if !is_apart && follows_paragraph_sign(gap) && starts_with_digit(&text[start..end]) {
            each(Token::Joined(format!("§{}", &text[start..end])));
        }
        if end - start <= LONGEST {
            each(Token::Word(&text[start..end]));
        }
        chain.add(start, end);
        at = end;
    }
    chain.finish(text, &mut each);
}

/// Words of a query that stand together.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub words: Vec<String>,
    /// All of them as one token, where they make one.
    pub joined: Option<String>,
    /// The first of them as a paragraph of a law.
    pub paragraph: Option<String>,
}

/// The words of a query as they stand together.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut chain = Chain::default();
    let mut at = 0;
    while let Some((start, end)) = next_word(text, at) {
        let (gap, word) = (&text[at..start], &text[start..end]);
        if chain.parts == 0 || !joins(gap) {
            chain = Chain::default();
            let law = follows_paragraph_sign(gap) && starts_with_digit(word);
            runs.push(Run { paragraph: law.then(|| format!("§{word}")), ..Run::default() });
        }
        chain.add(start, end);
        if let Some(run) = runs.last_mut() {
            run.words.push(word.to_owned());
            run.joined = chain.joined(text);
        }
        at = end;
    }
    runs
}

/// Words that stand together without a space.
#[derive(Default)]
struct Chain {
    start: usize,
    end: usize,
    parts: usize,
}

impl Chain {
    fn add(&mut self, start: usize, end: usize) {
        if self.parts == 0 {
            self.start = start;
        }
        self.end = end;
        self.parts += 1;
    }

    #[inline]
    fn finish<'a>(&mut self, text: &'a str, each: &mut impl FnMut(Token<'a>)) {
        if self.parts > 1
            && let Some(joined) = self.joined(text)
        {
            each(Token::Joined(joined));
        }
        self.parts = 0;
    }

    fn joined(&self, text: &str) -> Option<String> {
        let whole = &text[self.start..self.end];
        if self.parts < 2 || whole.len() > LONGEST {
            return None;
        }
        if whole.bytes().any(|byte| byte.is_ascii_digit()) {
            return Some(whole.replace(LONG_HYPHENS, "-"));
        }
        (!whole.contains(['.', '/', ':'])).then(|| whole.replace(HYPHENS, ""))
    }
}

/// Non-breaking hyphen and en dash, as in `2016–2020`.
const LONG_HYPHENS: [char; 2] = ['\u{2011}', '\u{2013}'];
const HYPHENS: [char; 3] = ['-', '\u{2011}', '\u{2013}'];

fn joins(gap: &str) -> bool {
    matches!(gap, "-" | "." | "/" | ":" | "\u{2011}" | "\u{2013}")
}

fn follows_paragraph_sign(gap: &str) -> bool {
    gap.trim_end().ends_with('§')
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Start and end of the first word at or after `from`, by the bits of letters and digits.
fn run(letters: &Bits, text: &str, from: usize) -> Option<(usize, usize)> {
    let start = letters.next_one(from)?;
    Some((start, letters.next_zero(start).map_or(text.len(), |end| end.min(text.len()))))
}

/// Start and end of the first word at or after `from`.
fn next_word(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut start = from;
    let first = loop {
        let length = char_at(text, start)?;
        match length {
            Step::Word(length) => break length,
            Step::Other(length) => start += length,
        }
    };
    let mut end = start + first;
    while let Some(Step::Word(length)) = char_at(text, end) {
        end += length;
    }
    Some((start, end))
}

/// One character: whether it belongs to a word, and its length in bytes.
enum Step {
    Word(usize),
    Other(usize),
}

#[inline]
fn char_at(text: &str, at: usize) -> Option<Step> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii_alphanumeric() {
        Some(Step::Word(1))
    } else if byte.is_ascii() {
        Some(Step::Other(1))
    } else {
        text[at..].chars().next().map(|c| if is_word(c) { Step::Word(c.len_utf8()) } else { Step::Other(c.len_utf8()) })
    }
}

/// Letters, digits, marks that combine with the letter before, and soft hyphens, which do not divide a word.
fn is_word(c: char) -> bool {
    // Nearly all that are not ASCII; the table need not be asked.
    matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ')
        || c.is_alphanumeric()
        || c == '\u{ad}'
        || ('\u{300}'..='\u{36f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{next_word, run, tokens};
    use crate::bits;

    fn cut(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        tokens(text, |token| all.push(token.as_str().to_owned()));
        all
    }

    #[test]
    fn laws_numbers_and_hyphens_are_joined() {
        assert_eq!(cut("Jf. § 239, sag 54/14"), ["Jf", "§239", "239", "sag", "54", "14", "54/14"]);
        assert_eq!(cut("e-post på 2016–2020."), ["e", "post", "epost", "på", "2016", "2020", "2016-2020"]);
    }

    proptest! {
        #[test]
        fn bits_cut_as_letters_do(text in "([a-zæøåÆØ0-9 .,§–-]|[À-ÿ]){0,100}|\\PC{0,60}") {
            if let Some(letters) = bits::alphanumeric(&text) {
                let words = |next: &dyn Fn(usize) -> Option<(usize, usize)>| {
                    std::iter::successors(next(0), |(_, end)| next(*end)).collect::<Vec<_>>()
                };
                prop_assert_eq!(words(&|at| run(&letters, &text, at)), words(&|at| next_word(&text, at)));
            }
        }
    }
}

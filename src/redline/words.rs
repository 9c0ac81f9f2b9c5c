//! Words inside a block: what was put in and taken out.
//!
//! In: the same line of two editions. Out: runs of words, each kept, put in or taken out, in reading order. Changes
//! that only a few letters part are told as one: a reader wants words, not crumbs.

use std::borrow::Cow;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::body::Body;
use crate::redline::align::{Bag, Entry, Step, align};
use crate::redline::inline::{self, Open, Piecewise};
use crate::redline::tree::{Edition, Numbers, Source, view_words};
use crate::redline::{At, Atom, Mark, Piece, Run, Side, Style};

/// One word, blank or sign of a line.
struct Token<'a> {
    id: u32,
    piece: Piecewise<'a>,
    styles: Vec<Open>,
}

impl Token<'_> {
    /// How much there is to read.
    fn weight(&self) -> usize {
        match &self.piece {
            Piecewise::Text(text) => text.chars().filter(|letter| letter.is_alphanumeric()).count(),
            Piecewise::Code(text) => text.len(),
            _ => 4,
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.piece, Piecewise::Text(_))
    }
}

/// What changed between two lines.
pub(super) fn line(old: (&Edition<'_>, &Source), new: (&Edition<'_>, &Source)) -> Vec<Run> {
    let mut numbers = Numbers::default();
    let before = tokens(old.0, old.1.nodes.clone(), &mut numbers);
    let after = tokens(new.0, new.1.nodes.clone(), &mut numbers);
    runs((&before, old.0), (&after, new.0))
}

/// All of a line with one mark.
pub(super) fn whole((edition, source): (&Edition<'_>, &Source), mark: Mark) -> Vec<Run> {
    let mut pieces = Vec::new();
    inline::pieces(edition.body, source.nodes.clone(), &mut |piece, styles| {
        push(&mut pieces, (edition, &piece, styles));
    });
    if pieces.is_empty() { Vec::new() } else { vec![Run { mark, pieces }] }
}

/// What changed between two plain texts.
pub fn text(old: &str, new: &str) -> Vec<Run> {
    let (body, notes) = (Body::default(), std::collections::BTreeMap::new());
    let mut numbers = Numbers::default();
    let mut tokens = |text| {
        let mut tokens = Vec::new();
        for word in Split(text) {
            let id = numbers.of(word.as_bytes().to_vec());
            tokens.push(Token { id, piece: Piecewise::Text(Cow::Borrowed(word)), styles: Vec::new() });
        }
        tokens
    };
    let (before, after) = (tokens(old), tokens(new));
    let edition = |side| Edition { side, body: &body, notes: &notes };
    runs((&before, &edition(Side::Old)), (&after, &edition(Side::New)))
}

/// What became of each of some lines: of a list without ids, of steps.
pub fn lines(old: &[&str], new: &[&str]) -> Vec<Vec<Run>> {
    let mut numbers = Numbers::default();
    let mut entries = |row: &[&str]| {
        let entry = |line: &&str| Entry { id: numbers.of(line.as_bytes().to_vec()), class: 0 };
        row.iter().map(entry).collect::<Vec<_>>()
    };
    let (before, after) = (entries(old), entries(new));
    let bag = |side, index: usize| {
        let mut bag = Bag::new(0);
        bag.add(if side == Side::Old { old[index] } else { new[index] });
        bag.sorted()
    };
    let runs = |step| match step {
        Step::Same(i, j) | Step::Pair(i, j) => text(old[i], new[j]),
        Step::Deleted(i) => text(old[i], ""),
        Step::Inserted(j) => text("", new[j]),
    };
    align(&before, &after, &bag).into_iter().map(runs).collect()
}

fn tokens<'a>(edition: &Edition<'a>, nodes: Range<usize>, numbers: &mut Numbers) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut style = Vec::new();
    inline::pieces(edition.body, nodes, &mut |piece, open| {
        style.clear();
        for one in open {
            inline::style_key(edition.body, *one, &mut style);
        }
        style.push(0xFF);
        let mut add = |piece: Piecewise<'a>| {
            let mut key = style.clone();
            inline::piece_key(edition, &piece, &mut key);
            tokens.push(Token { id: numbers.of(key), piece, styles: open.to_vec() });
        };
        match piece {
            Piecewise::Text(Cow::Borrowed(text)) => Split(text).for_each(|word| add(Piecewise::Text(word.into()))),
            Piecewise::Text(text) => Split(&text).for_each(|word| add(Piecewise::Text(word.to_owned().into()))),
            piece => add(piece),
        }
    });
    tokens
}

/// A text as words, blanks and signs.
struct Split<'a>(&'a str);

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.0;
        let mut letters = text.char_indices().peekable();
        let (_, first) = letters.next()?;
        let mut end = text.len();
        let mut last = first;
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            if !goes_on(last, letter, next) {
                end = at;
                break;
            }
            last = letter;
        }
        let (word, rest) = text.split_at(end);
        self.0 = rest;
        Some(word)
    }
}

/// Whether a letter belongs to the word or blank before it: `17.000`, `so-me`, `é` of two signs.
fn goes_on(last: char, letter: char, next: Option<char>) -> bool {
    let joins =
        matches!(letter, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
    if joins || last == '\u{200D}' {
        return true;
    }
    if last.is_whitespace() || letter.is_whitespace() {
        return last.is_whitespace() && letter.is_whitespace();
    }
    let in_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36F}');
    match letter {
        '.' | ',' | ':' => last.is_ascii_digit() && next.is_some_and(|next| next.is_ascii_digit()),
        '-' | '\'' | '’' | '\u{ad}' => in_word(last) && next.is_some_and(char::is_alphanumeric),
        letter => {
            letter.is_alphanumeric() && (in_word(last) || matches!(last, '.' | ',' | ':' | '-' | '\'' | '’' | '\u{ad}'))
        }
    }
}

/// A stretch of both lines: the same words, or words instead of others.
#[derive(Clone)]
struct Stretch {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

fn runs(old: (&[Token<'_>], &Edition<'_>), new: (&[Token<'_>], &Edition<'_>)) -> Vec<Run> {
    let ids = |tokens: &[Token<'_>]| tokens.iter().map(|token| token.id).collect::<Vec<_>>();
    let ops = capture_diff_slices(Algorithm::Myers, &ids(old.0), &ids(new.0));
    let stretches = without_crumbs(stretches(&ops), old.0, new.0);
    let mut runs = Vec::new();
    for Stretch { same, old: before, new: after } in stretches {
        if same {
            add(&mut runs, Mark::Same, &new.0[after], new.1);
        } else {
            add(&mut runs, Mark::Deleted, &old.0[before], old.1);
            add(&mut runs, Mark::Inserted, &new.0[after], new.1);
        }
    }
    runs
}

fn add(runs: &mut Vec<Run>, mark: Mark, tokens: &[Token<'_>], edition: &Edition<'_>) {
    let mut pieces = Vec::new();
    for token in tokens {
        push(&mut pieces, (edition, &token.piece, &token.styles));
    }
    if !pieces.is_empty() {
        runs.push(Run { mark, pieces });
    }
}

/// The steps as stretches, what differs in one piece.
fn stretches(ops: &[DiffOp]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in ops {
        let own = Stretch { same: matches!(op, DiffOp::Equal { .. }), old: op.old_range(), new: op.new_range() };
        match stretches.last_mut() {
            Some(last) if last.same == own.same => (last.old.end, last.new.end) = (own.old.end, own.new.end),
            _ => stretches.push(own),
        }
    }
    stretches
}

/// What is the same between two changes and smaller than both becomes part of them.
fn without_crumbs(stretches: Vec<Stretch>, old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Stretch> {
    let weight = |tokens: &[Token<'_>]| tokens.iter().map(Token::weight).sum::<usize>();
    let size = |stretch: &Stretch| weight(&old[stretch.old.clone()]).max(weight(&new[stretch.new.clone()]));
    let is_crumb = |before: &Stretch, crumb: &Stretch, after: &Stretch| {
        let own = size(crumb);
        new[crumb.new.clone()].iter().all(Token::is_text) && own <= size(before).min(size(after))
    };
    let mut kept: Vec<Stretch> = Vec::new();
    for next in stretches {
        let joined = matches!(kept.as_slice(), [.., before, crumb] if crumb.same && !next.same && is_crumb(before, crumb, &next));
        if joined {
            kept.pop();
            if let Some(before) = kept.last_mut() {
                (before.old.end, before.new.end) = (next.old.end, next.new.end);
            }
        } else {
            kept.push(next);
        }
    }
    kept
}

/// Adds a piece; words of one style are one piece.
fn push(pieces: &mut Vec<Piece>, (edition, piece, styles): (&Edition<'_>, &Piecewise<'_>, &[Open])) {
    let at = |index: u32| At { side: edition.side, index };
    let styles: Vec<Style> = styles
        .iter()
        .map(|style| match style {
            Open::Emphasis => Style::Emphasis,
            Open::Strong => Style::Strong,
            Open::Strike => Style::Strike,
            Open::Link(index) => Style::Link(at(*index)),
        })
        .collect();
    let atom = match piece {
        Piecewise::Text(text) => {
            if let Some(Piece { atom: Atom::Text(last), styles: own }) = pieces.last_mut()
                && *own == styles
            {
                last.push_str(text);
                return;
            }
            Atom::Text(text.clone().into_owned())
        }
        Piecewise::Code(text) => Atom::Code((*text).to_owned()),
        Piecewise::Break => Atom::Break,
        Piecewise::Reference(index) => Atom::Reference(at(*index)),
        Piecewise::FootnoteMark(number) => Atom::FootnoteMark(edition.notes.get(number).copied().unwrap_or_default()),
        Piecewise::Task(state) => Atom::Task(*state),
        Piecewise::Picture(index, words) => Atom::Picture(at(*index), words.clone()),
        Piecewise::View(index) => Atom::View(at(*index), view_words(edition.body, *index)),
    };
    pieces.push(Piece { atom, styles });
}

//! Where the block at the beginning of a document ends and its text begins.
//!
//! In: a text. Out: its two parts, also where the lines around the block are missing or written otherwise (`–––`, as
//! word processors make of three hyphens; `***`): this is told, and the rest is read as it is meant.

use std::ops::Range;

use crate::diag::Diagnostic;
use crate::source::{SourcePath, Span};

/// The two parts of a text, by where they begin and end.
pub(super) struct Parts<'a> {
    pub front: &'a str,
    pub front_at: usize,
    pub body: &'a str,
    pub body_at: usize,
    /// Whether there is a block at all.
    pub has_front: bool,
    pub findings: Vec<Diagnostic>,
}

/// A line and where it begins.
struct Line<'a> {
    at: usize,
    text: &'a str,
}

impl Line<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }

    fn span(&self) -> Span {
        Span::new(self.at, self.at + self.text.trim_end().len())
    }

    fn is_title(&self) -> bool {
        let name = self.text.split_once(':').map(|(name, _)| name.to_lowercase());
        name.is_some_and(|name| ["title", "titel", "tittel", "rubrik"].contains(&name.as_str()))
    }

    fn is_fence(&self) -> bool {
        self.text.trim_end() == "---"
    }

    /// Whether the line is what people write for a fence: blanks before it, dashes, stars, more than three.
    fn is_like_fence(&self) -> bool {
        let words = self.text.trim();
        let mark = words.chars().next().filter(|mark| "-–—−‐‑*_=+~".contains(*mark));
        let marks = words.chars().count();
        mark.is_some_and(|mark| words.chars().all(|letter| letter == mark))
            && (marks >= 3 || mark == Some('—') || (marks == 2 && words == "--"))
    }

    /// Whether the line is one of the block's, and not the empty one after it.
    fn is_field(&self) -> bool {
        self.is_like_front() && !self.text.trim().is_empty()
    }

    /// Whether the line can stand in the block: a field, something indented, an item or a remark.
    fn is_like_front(&self) -> bool {
        let line = self.text.trim_end();
        let name = line.split_once(':').map(|(name, _)| name);
        let is_field = name.is_some_and(|name| !name.is_empty() && name.len() <= 40 && !name.contains(['[', '(', '.']));
        is_field || line.contains(" = ") || line.is_empty() || line.starts_with([' ', '\t', '-'])
    }
}

/// Parts a document.
pub(super) fn parts<'a>(text: &'a str, file: &SourcePath) -> Parts<'a> {
    if let Some(parts) = usual(text) {
        return parts;
    }
    let lines = lines(text);
    let error = |key, span| Diagnostic::error("R02", key, file).at(span);
    let Some(first) = lines.iter().position(|line| !line.text.trim().is_empty()) else {
        let finding = error("empty-file", Span::new(0, 0)).hint("hint-front-matter");
        return Parts::without_front(text, finding);
    };
    let Some(open) = opening(&lines, first) else {
        let finding = error("no-front-matter", lines[first].span());
        return match fields_alone(&lines, first) {
            Some(end) => Parts::cut(text, lines[first].at..end, end, vec![finding.hint("hint-fences-around")]),
            None => {
                let words = lines[first].text.trim().trim_start_matches(['#', ' ']).replace(": ", " – ");
                Parts::without_front(text, finding.with("nearest", words).hint("hint-front-matter-title"))
            }
        };
    };
    let mut findings = Vec::new();
    if !lines[open].is_fence() {
        findings.push(error("fence-like", lines[open].span()).hint("hint-fence"));
    } else if open > 0 {
        findings.push(error("front-matter-not-first", lines[open].span()).hint("hint-front-matter-first"));
    }
    let close = lines[open + 1..].iter().position(Line::is_fence).map(|at| open + 1 + at);
    if let Some(close) = close.or_else(|| like_closing(&lines, open)) {
        if !lines[close].is_fence() {
            findings.push(error("fence-like", lines[close].span()).hint("hint-fence"));
        }
        return Parts::cut(text, lines[open].end()..lines[close].at, lines[close].end(), findings);
    }
    let last = open + lines[open + 1..].iter().take_while(|line| line.is_field()).count();
    let finding = error("unclosed-front-matter", lines[open].span()).with("line", (last + 2).to_string());
    findings.push(finding.hint("hint-closing-fence"));
    Parts::cut(text, lines[open].end()..lines[last].end(), lines[last].end(), findings)
}

/// A document as it should be: the first line opens the block, and a later one closes it.
fn usual(text: &str) -> Option<Parts<'_>> {
    let mut lines = text.split_inclusive('\n');
    let open = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = open.len();
    for line in lines {
        if line.trim_end() == "---" {
            return Some(Parts::cut(text, open.len()..at, at + line.len(), Vec::new()));
        }
        at += line.len();
    }
    None
}

/// Where the fields end with which a text begins that has no block around them.
fn fields_alone(lines: &[Line<'_>], first: usize) -> Option<usize> {
    let fields = lines[first..].iter().take_while(|line| line.is_field());
    fields.last().filter(|_| lines[first].is_title()).map(Line::end)
}

impl<'a> Parts<'a> {
    fn cut(text: &'a str, front: Range<usize>, body_at: usize, findings: Vec<Diagnostic>) -> Self {
        let front_at = front.start;
        Self { front: &text[front], front_at, body: &text[body_at..], body_at, has_front: true, findings }
    }

    fn without_front(text: &'a str, finding: Diagnostic) -> Self {
        let findings = vec![finding];
        Self { front: "", front_at: 0, body: text, body_at: 0, has_front: false, findings }
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let line = |text| {
        let line = Line { at, text };
        at = line.end();
        line
    };
    text.split_inclusive('\n').map(line).collect()
}

/// The line with which the block begins: the first one, or a later one that fields follow.
fn opening(lines: &[Line<'_>], first: usize) -> Option<usize> {
    if lines[first].is_fence() {
        return Some(first);
    }
    let is_followed = |at: usize| {
        lines
            .get(at + 1)
            .is_some_and(|next| next.is_like_front() && next.text.contains([':', '=']) && !next.text.starts_with(' '))
    };
    let mut near = first..lines.len().min(first + 6);
    near.find(|at| (lines[*at].is_fence() || (*at == first && lines[*at].is_like_fence())) && is_followed(*at))
}

/// The line that is meant to end the block, where none is written rightly.
fn like_closing(lines: &[Line<'_>], open: usize) -> Option<usize> {
    let mut rest =
        lines.iter().enumerate().skip(open + 1).take_while(|(_, line)| line.is_like_front() || line.is_like_fence());
    rest.find(|(_, line)| line.is_like_fence()).map(|(at, _)| at)
}

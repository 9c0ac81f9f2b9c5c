//! Lists written as one text: `channels: facebook, instagram`.

use crate::diag::Diagnostic;
use crate::model::record::{Form, Reader};
use crate::model::value::{Node, Value};
use crate::source::Span;

/// Fields of texts that are names, so that a comma parts two of them.
const LABELS: &[&str] = &[
    "tags",
    "synonyms",
    "former_names",
    "numerator",
    "subject_codes",
    "mail_domains",
    "public_numbers",
    "aliases",
    "allowed_ancestors",
];

/// What people put between words of a list.
const BETWEEN: &[&str] = &[",", ";", " / ", " & ", " + ", " og ", " och ", " and ", " samt "];

/// The values that a single text stands for: itself, or its parts after telling how a list is written.
pub(super) fn nodes(node: &Node, text: &str, form: Form, reader: &mut Reader) -> Vec<Node> {
    if is_bullet(text) {
        let finding = Diagnostic::error("R02", "yaml-bullet", &reader.file).at(node.span);
        reader.tell(finding.with("found", first_word(text)).hint("hint-bullet"));
        return Vec::new();
    }
    if form == Form::Word && is_nothing(text) {
        let finding = Diagnostic::error("R02", "word-for-nothing", &reader.file).at(node.span);
        reader.tell(finding.with("found", text).hint("hint-word-for-nothing"));
        return Vec::new();
    }
    let is_label = form == Form::Word || LABELS.contains(&reader.field);
    let parts = if is_label { parts(text, form) } else { Vec::new() };
    // `[[id]]` in a text is one reference, and a path is one path.
    if parts.len() < 2 || text.contains("[[") {
        return vec![node.clone()];
    }
    let words: Vec<&str> = parts.iter().map(|(_, word)| *word).collect();
    let proposal = if reader.is_sheet() { words.join("|") } else { format!("[{}]", words.join(", ")) };
    let finding = Diagnostic::error("R02", "list-as-text", &reader.file).at(node.span).with("found", text);
    reader.tell(finding.with("nearest", proposal).hint("hint-write-instead"));
    parts.into_iter().map(|(at, word)| Node::new(place(node, text, at, word), Value::Scalar(word.to_owned()))).collect()
}

/// Whether a text only says that there is nothing to say.
fn is_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    ["ingen", "ingenting", "inga", "inget", "intet", "nej", "nei", "none", "nothing", "n/a", "-", "–"]
        .contains(&text.as_str())
}

/// The words of a list and where they begin.
fn parts(text: &str, form: Form) -> Vec<(usize, &str)> {
    // `Børn og unge` by itself is one thing; after a comma the `og` goes before the last.
    let marks = if form == Form::Word { 5 } else { 2 };
    let between = if text.contains([',', ';']) && form == Form::Word { BETWEEN } else { &BETWEEN[..marks] };
    let mut parts = vec![(0, text)];
    for mark in between {
        parts = parts.iter().flat_map(|(at, part)| split(*at, part, mark)).collect();
    }
    let trimmed = parts.into_iter().map(|(at, part)| (at + part.len() - part.trim_start().len(), part.trim()));
    trimmed.filter(|(_, part)| !part.is_empty()).collect()
}

fn split<'a>(at: usize, text: &'a str, mark: &str) -> Vec<(usize, &'a str)> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (end, _) in text.match_indices(mark) {
        parts.push((at + start, &text[start..end]));
        start = end + mark.len();
    }
    parts.push((at + start, &text[start..]));
    parts
}

/// Where a part stands: in its node, if that is written as it is read.
fn place(node: &Node, text: &str, at: usize, word: &str) -> Span {
    let start = node.span.start as usize;
    if node.span.range().len() == text.len() { Span::new(start + at, start + at + word.len()) } else { node.span }
}

/// Whether a text begins like an item of a list in a word processor: `• `, `– `, `1. `.
pub(crate) fn is_bullet(text: &str) -> bool {
    let word = first_word(text);
    let number = word.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    word.len() < text.len() && (is_number || ["•", "–", "—", "*", "·", "▪", "◦", "\u{f0b7}"].contains(&word))
}

/// The mark before the first blank.
fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

//! Habits from word processors that make a text unreadable: no blank after a colon, bullets, stars around words,
//! quotation marks as books have them.

use super::{Trouble, indent, line_start, value_of};
use crate::diag::Diagnostic;
use crate::model::record::{QUOTES, is_bullet, without_space};
use crate::source::SourcePath;

/// The habit that spoils the line at `at`, or the line that goes before it.
pub(super) fn habit(text: &str, at: usize) -> Option<Trouble> {
    let start = line_start(text, at);
    let line = text[start..].lines().next().unwrap_or_default();
    let before = text[..start].trim_end();
    let start_before = line_start(before, before.len());
    let is_early = |habit: &Trouble| matches!(habit.key, "yaml-colon-space" | "yaml-bullet" | "yaml-list-same-line");
    of_line(line, start).or_else(|| of_line(&before[start_before..], start_before).filter(is_early))
}

fn of_line(line: &str, start: usize) -> Option<Trouble> {
    let blanks = indent(line);
    let words = &line[blanks..];
    if words.starts_with("**") || (words.starts_with('*') && words.contains(':')) {
        return Some(Trouble::new(start + blanks, "yaml-stars", "hint-yaml-stars"));
    }
    if let Some(rest) = words.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic)) {
        let nearest = format!("- {}", rest.trim_end());
        let at = start + blanks;
        return Some(Trouble { at, key: "yaml-hyphen-space", hint: "hint-write-instead", nearest });
    }
    if let Some(hyphen) = words.find(": - ").filter(|colon| !words[..*colon].contains(' ')) {
        return Some(Trouble::new(start + blanks + hyphen + 2, "yaml-list-same-line", "hint-list-same-line"));
    }
    if is_bullet(words) {
        return Some(Trouble::new(start + blanks, "yaml-bullet", "hint-bullet"));
    }
    let after_hyphen = words.strip_prefix("- ").unwrap_or(words);
    if let Some((name, _)) = without_space(after_hyphen) {
        let at = start + line.len() - after_hyphen.len() + name.len();
        let nearest = format!("{name}: …");
        return Some(Trouble { at, key: "yaml-colon-space", hint: "hint-write-instead", nearest });
    }
    if let Some((name, _)) = words.split_once(" = ").filter(|(name, _)| !name.contains([' ', ':'])) {
        let nearest = format!("{name}: …");
        return Some(Trouble { at: start + blanks, key: "yaml-no-colon", hint: "hint-write-instead", nearest });
    }
    let value = value_of(line).filter(|at| line[*at..].starts_with(QUOTES))?;
    Some(Trouble::new(start + value, "yaml-curly-quotes", "hint-straight-quotes"))
}

/// What is wrong with a text in which no line is a field: told at each line that shows a habit, or else at the first.
pub(in crate::parse) fn no_fields(text: &str, offset: usize, file: &SourcePath) -> Vec<Diagnostic> {
    let mut start = 0;
    let mut troubles = Vec::new();
    let mut first = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if !words.is_empty() && !words.starts_with('#') {
            first.get_or_insert(start + indent(line));
            troubles.extend(of_line(words, start));
        }
        start += line.len();
    }
    if troubles.is_empty() {
        troubles.extend(first.map(|at| Trouble::new(at, "yaml-no-colon", "hint-no-colon")));
    }
    troubles.into_iter().map(|trouble| trouble.told(text, offset, file)).collect()
}

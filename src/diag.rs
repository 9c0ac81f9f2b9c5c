//! Findings: what is wrong, where, why, and how to mend it.
//!
//! In: a stage calls one constructor for each thing it can say. Out: [`Diagnostic`]s, which know their message by
//! its key, so that the same finding can be told in any language; `diag::report` turns them into text. Nothing is
//! printed here.

mod report;
mod secret;
mod texts;

use serde::Serialize;

use crate::source::{Position, SourcePath, Span};

pub use report::{Colour as ReportColour, Format, Located, RuleText, Telling, locate, report, tell};
pub use secret::{hide, masked};
pub use texts::message_keys;

/// How grave a finding is. Errors stop a build; the rest never do unless asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Identifier of the rule, as `C01`; `R…` for what cannot be read at all.
    pub code: &'static str,
    pub severity: Severity,
    pub file: SourcePath,
    /// The underlined stretch; none where the finding is about the file as a whole.
    pub span: Option<Span>,
    /// Key of the message in `diag/messages/*.yaml`.
    pub key: &'static str,
    /// Values for the message's placeholders.
    pub args: Vec<(&'static str, String)>,
    /// Key of the cure, where there is one.
    pub hint: Option<&'static str>,
    /// Whether what stands at the place must not be shown; see [`hide`].
    pub is_secret: bool,
}

impl Diagnostic {
    /// An error: the content cannot be published as it is.
    pub fn error(code: &'static str, key: &'static str, file: &SourcePath) -> Self {
        Self::new(code, Severity::Error, key, file)
    }

    /// A warning: the site can be built, but something is not as it should be.
    pub fn warning(code: &'static str, key: &'static str, file: &SourcePath) -> Self {
        Self::new(code, Severity::Warning, key, file)
    }

    /// A note for the author.
    pub fn info(code: &'static str, key: &'static str, file: &SourcePath) -> Self {
        Self::new(code, Severity::Info, key, file)
    }

    fn new(code: &'static str, severity: Severity, key: &'static str, file: &SourcePath) -> Self {
        Self { code, severity, file: file.clone(), span: None, key, args: Vec::new(), hint: None, is_secret: false }
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding with a value for a placeholder.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, told(value.into())));
        self
    }

    /// The same finding with a cure.
    #[must_use]
    pub fn hint(mut self, key: &'static str) -> Self {
        self.hint = Some(key);
        self
    }

    /// The same finding about something that must not be read in its report.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// The same finding with "did you mean" if something is near enough.
    #[must_use]
    pub fn did_you_mean<'a>(self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(wrong, known) {
            Some(near) => self.with("nearest", near).hint("hint-did-you-mean"),
            None => self,
        }
    }
}

/// The known word nearest to a wrong one, if it is near enough to be meant.
///
/// Near enough is a Jaro-Winkler similarity of 0.8, which forgives a wrong letter in a short word and two or three
/// in a long one.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    let letters = letters(&wrong);
    known
        .into_iter()
        .filter(|word| shares_letters(letters, word))
        .map(|word| (similarity(&wrong, word), word))
        .filter(|(similarity, _)| *similarity >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, word)| word)
}

fn similarity(wrong: &str, word: &str) -> f64 {
    if word.contains(char::is_uppercase) {
        return strsim::jaro_winkler(wrong, &word.to_lowercase());
    }
    strsim::jaro_winkler(wrong, word)
}

/// A bit for each letter of a word.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |letters, letter| letters | 1 << (letter as u32 % 64))
}

/// Whether half of the letters are there at all: a look that spares most of the comparisons.
fn shares_letters(wrong: u64, word: &str) -> bool {
    // Upper case and lower case of ASCII differ by 32, so that they fall on two bits.
    let word = letters(word);
    let either = word | word << 32 | word >> 32;
    2 * (wrong & either).count_ones() >= wrong.count_ones()
}

/// A value as part of a message: on one line, and no longer than can be read.
fn told(value: String) -> String {
    const LONGEST: usize = 300;
    let is_plain = value.len() <= LONGEST && !value.contains(char::is_control);
    if is_plain {
        return value;
    }
    let line = |letter: char| if letter.is_control() { ' ' } else { letter };
    let short: String = value.chars().take(LONGEST).map(line).collect();
    if value.chars().nth(LONGEST).is_some() { format!("{short}…") } else { short }
}

/// Whether any of the findings is an error.
pub fn has_errors(findings: &[Located]) -> bool {
    findings.iter().any(|finding| finding.diagnostic.severity == Severity::Error)
}

/// A place for readers, `file:line:column`.
pub(crate) fn place(file: &SourcePath, position: Option<Position>) -> String {
    match position {
        Some(Position { line, column }) => format!("{file}:{line}:{column}"),
        None => file.to_string(),
    }
}

#[cfg(test)]
mod tests;

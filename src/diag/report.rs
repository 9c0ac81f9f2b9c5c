//! Findings as text, for people and for programs.

mod gitlab;
mod sarif;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use crate::diag::texts::message;
use crate::diag::{Diagnostic, Severity, place};
use crate::hash::Hash;
use crate::lang::{Lang, fill};
use crate::source::{Position, SourcePath, Span, position};

/// A finding whose place has been worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    pub diagnostic: Diagnostic,
    pub position: Option<Position>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the line and the place underlined.
    Human(Colour),
    /// A line each: `file:line:column: error[C01]: message`.
    Short,
    /// One JSON array.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
}

/// A rule in words, for readers who have no other place to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleText {
    pub code: &'static str,
    pub title: &'static str,
    pub what: &'static str,
    /// Empty where there is nothing to say, as with what cannot be read.
    pub why: &'static str,
    pub mend: &'static str,
    pub source: &'static str,
}

/// What is needed to tell findings.
pub struct Telling<'a> {
    pub lang: Lang,
    /// The text of a file.
    pub text: &'a dyn Fn(&SourcePath) -> Option<&'a str>,
    pub rules: &'a [RuleText],
    /// What is written before the paths, so that they lead from where the reader is to the files; empty or with `/`.
    pub base: &'a str,
}

impl Telling<'_> {
    fn path(&self, file: &SourcePath) -> String {
        format!("{}{file}", self.base)
    }

    /// Where the underlined stretch ends: the place of the first character after it.
    fn end(&self, finding: &Located) -> Option<Position> {
        let span = finding.diagnostic.span?;
        Some(position((self.text)(&finding.diagnostic.file)?, span.end.max(span.start) as usize))
    }

    /// Message and cure in one.
    fn sentence(&self, diagnostic: &Diagnostic) -> String {
        let parts = [Some(diagnostic.message(self.lang)), diagnostic.cure(self.lang)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(". ")
    }

    fn title(&self, code: &str) -> Option<&'static str> {
        self.rules.iter().find(|rule| rule.code == code).map(|rule| rule.title)
    }
}

/// A name for each finding that stays when lines move: made of what is said and not of where. Findings that say the
/// same of one file are told apart by their order.
fn fingerprints(findings: &[Located]) -> Vec<String> {
    let mut seen: BTreeMap<Hash, u32> = BTreeMap::new();
    let print = |finding: &Located| {
        let diagnostic = &finding.diagnostic;
        let said = [diagnostic.code, diagnostic.file.as_str(), diagnostic.key];
        let values = diagnostic.args.iter().filter(|(name, _)| *name != "line").map(|(_, value)| value.as_str());
        let what = Hash::of_all(said.into_iter().chain(values).map(str::as_bytes));
        let count = seen.entry(what).or_default();
        *count += 1;
        let whole = Hash::of_all([what.as_bytes(), &count.to_le_bytes()]);
        whole.as_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    };
    findings.iter().map(print).collect()
}

/// Whether a terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Shown,
    Plain,
}

/// Findings sorted by file and place, with line and column; `text` gives the text of a file.
pub fn locate<'a>(findings: Vec<Diagnostic>, text: &dyn Fn(&SourcePath) -> Option<&'a str>) -> Vec<Located> {
    let mut findings = findings;
    findings.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    findings.dedup();
    let locate_one = |diagnostic: Diagnostic| {
        let start = diagnostic.span.map(|span| span.start as usize);
        let position = start.and_then(|start| Some(position(text(&diagnostic.file)?, start)));
        Located { diagnostic, position }
    };
    findings.into_iter().map(locate_one).collect()
}

fn sort_key(finding: &Diagnostic) -> (&SourcePath, Option<Span>, Severity, &str, &str) {
    (&finding.file, finding.span, finding.severity, finding.code, finding.key)
}

impl Diagnostic {
    /// The message in a language.
    pub fn message(&self, lang: Lang) -> String {
        self.filled(lang, self.key)
    }

    /// The cure in a language, where there is one.
    pub fn cure(&self, lang: Lang) -> Option<String> {
        self.hint.map(|key| self.filled(lang, key))
    }

    fn filled(&self, lang: Lang, key: &'static str) -> String {
        fill(message(lang, key), self.args.iter().map(|(name, value)| (*name, value.as_str())))
    }
}

/// Findings as text in a format and a language; `text` gives the text of a file.
pub fn report<'a>(
    findings: &[Located],
    format: Format,
    lang: Lang,
    text: &'a dyn Fn(&SourcePath) -> Option<&'a str>,
) -> String {
    tell(findings, format, &Telling { lang, text, rules: &[], base: "" })
}

/// Findings as text in a format, with all that there is to say about them.
pub fn tell(findings: &[Located], format: Format, telling: &Telling<'_>) -> String {
    match format {
        Format::Human(colour) => findings.iter().map(|finding| human(finding, colour, telling)).collect(),
        Format::Short => findings.iter().map(|finding| short(finding, telling)).collect(),
        Format::Json => json_array(findings, telling),
        Format::Github => findings.iter().map(|finding| github(finding, telling)).collect(),
        Format::Gitlab => gitlab::gitlab(findings, telling),
        Format::Sarif => sarif::sarif(findings, telling),
    }
}

fn human(finding: &Located, colour: Colour, telling: &Telling<'_>) -> String {
    let (diagnostic, lang) = (&finding.diagnostic, telling.lang);
    let source = (telling.text)(&diagnostic.file).unwrap_or_default();
    let (title, cure) = (diagnostic.message(lang), diagnostic.cure(lang));
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(message(lang, "level-error")),
        Severity::Warning => Level::WARNING.with_name(message(lang, "level-warning")),
        Severity::Info => Level::INFO.with_name(message(lang, "level-info")),
    };
    let path = &telling.path(&diagnostic.file);
    let mut group = Group::with_title(level.primary_title(title.as_str()).id(diagnostic.code));
    if let Some(span) = diagnostic.span.filter(|_| !source.is_empty()) {
        let annotation = AnnotationKind::Primary.span(clip(source, span));
        group = group.element(Snippet::source(source).path(path).annotation(annotation));
    } else {
        group = group.element(annotate_snippets::Origin::path(path));
    }
    if let Some(cure) = &cure {
        group = group.element(Level::HELP.with_name(message(lang, "level-hint")).message(cure.as_str()));
    }
    let renderer = match colour {
        Colour::Shown => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    format!("{}\n\n", renderer.render(&[group]))
}

/// The stretch within the text, at whole characters, on one line: a snippet of a page helps nobody.
fn clip(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.range().start.min(text.len()));
    let end = text.ceil_char_boundary(span.range().end.clamp(start, text.len()));
    let line_end = text[start..end].find('\n').map_or(end, |at| start + at);
    start..line_end
}

fn short(finding: &Located, telling: &Telling<'_>) -> String {
    let (diagnostic, lang) = (&finding.diagnostic, telling.lang);
    let place = format!("{}{}", telling.base, place(&diagnostic.file, finding.position));
    let mut line = format!("{place}: {}[{}]: {}", word(diagnostic.severity), diagnostic.code, diagnostic.message(lang));
    if let Some(cure) = diagnostic.cure(lang) {
        let _ = write!(line, " (hint: {cure})");
    }
    line.push('\n');
    line
}

fn json_array(findings: &[Located], telling: &Telling<'_>) -> String {
    let lang = telling.lang;
    let object = |finding: &Located| {
        let diagnostic = &finding.diagnostic;
        let end = telling.end(finding);
        json!({
            "code": diagnostic.code,
            "title": telling.title(diagnostic.code),
            "severity": diagnostic.severity,
            "file": telling.path(&diagnostic.file),
            "line": finding.position.map(|position| position.line),
            "column": finding.position.map(|position| position.column),
            "end_line": end.map(|position| position.line),
            "end_column": end.map(|position| position.column),
            "message": diagnostic.message(lang),
            "hint": diagnostic.cure(lang),
        })
    };
    let objects: Vec<_> = findings.iter().map(object).collect();
    format!("{:#}\n", serde_json::Value::Array(objects))
}

/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
fn github(finding: &Located, telling: &Telling<'_>) -> String {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = finding.position.map(|at| format!(",line={},col={}", at.line, at.column)).unwrap_or_default();
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let (file, title) = (property(&telling.path(&diagnostic.file)), diagnostic.code);
    format!("::{level} file={file}{place},title={title}::{}\n", escape(&telling.sentence(diagnostic)))
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

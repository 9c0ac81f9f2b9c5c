//! Findings as text, for people and for programs.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use crate::diag::texts::message;
use crate::diag::{Diagnostic, Severity, place};
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
    text: &dyn Fn(&SourcePath) -> Option<&'a str>,
) -> String {
    match format {
        Format::Human(colour) => findings.iter().map(|finding| human(finding, colour, lang, text)).collect(),
        Format::Short => findings.iter().map(|finding| short(finding, lang)).collect(),
        Format::Json => json_array(findings, lang),
        Format::Github => findings.iter().map(|finding| github(finding, lang)).collect(),
    }
}

fn human<'a>(finding: &Located, colour: Colour, lang: Lang, text: &dyn Fn(&SourcePath) -> Option<&'a str>) -> String {
    let diagnostic = &finding.diagnostic;
    let source = text(&diagnostic.file).unwrap_or_default();
    let (title, cure) = (diagnostic.message(lang), diagnostic.cure(lang));
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let path = diagnostic.file.as_str();
    let mut group = Group::with_title(level.primary_title(title.as_str()).id(diagnostic.code));
    if let Some(span) = diagnostic.span.filter(|_| !source.is_empty()) {
        let annotation = AnnotationKind::Primary.span(clip(source, span));
        group = group.element(Snippet::source(source).path(path).annotation(annotation));
    } else {
        group = group.element(annotate_snippets::Origin::path(path));
    }
    if let Some(cure) = &cure {
        group = group.element(Level::HELP.with_name("hint").message(cure.as_str()));
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

fn short(finding: &Located, lang: Lang) -> String {
    let diagnostic = &finding.diagnostic;
    let place = place(&diagnostic.file, finding.position);
    let mut line = format!("{place}: {}[{}]: {}", word(diagnostic.severity), diagnostic.code, diagnostic.message(lang));
    if let Some(cure) = diagnostic.cure(lang) {
        let _ = write!(line, " (hint: {cure})");
    }
    line.push('\n');
    line
}

fn json_array(findings: &[Located], lang: Lang) -> String {
    let object = |finding: &Located| {
        let diagnostic = &finding.diagnostic;
        json!({
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "file": diagnostic.file,
            "line": finding.position.map(|position| position.line),
            "column": finding.position.map(|position| position.column),
            "message": diagnostic.message(lang),
            "hint": diagnostic.cure(lang),
        })
    };
    let objects: Vec<_> = findings.iter().map(object).collect();
    format!("{:#}\n", serde_json::Value::Array(objects))
}

/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
fn github(finding: &Located, lang: Lang) -> String {
    let diagnostic = &finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let place = finding.position.map(|at| format!(",line={},col={}", at.line, at.column)).unwrap_or_default();
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let text = [Some(diagnostic.message(lang)), diagnostic.cure(lang)].into_iter().flatten().collect::<Vec<_>>();
    let (file, title) = (property(diagnostic.file.as_str()), diagnostic.code);
    format!("::{level} file={file}{place},title={title}::{}\n", escape(&text.join(". ")))
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

//! What is wrong with a template, and where.
//!
//! In: an error of the template library. Out: template, line, column and cause, in the program's own style. The
//! library tells a misspelt name only inside a printed report, so that report is read back here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use tera::{ErrorKind, ReportError, Tera};

/// A fault in a template, found when it is read or when a page is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Name of the template inside the theme, as `parts/table.html`; empty where none is at fault.
    pub template: String,
    /// Line from 1; 0 where no line is known.
    pub line: usize,
    /// Column from 1; 0 where no column is known.
    pub column: usize,
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.template, self.line, self.column, self.message)
    }
}

impl std::error::Error for TemplateError {}

impl TemplateError {
    /// The first fault that `cause` tells of, in `template` unless it names another.
    pub(super) fn of(cause: &tera::Error, template: &str) -> Self {
        several(cause, template).into_iter().next().unwrap_or_else(|| Self::at(template, 0, 0, &cause.to_string()))
    }

    fn at(template: &str, line: usize, column: usize, message: &str) -> Self {
        let message = lower_start(message.trim().trim_end_matches('.'));
        Self { template: template.to_owned(), line, column, message }
    }

    fn from_report(report: &ReportError) -> Self {
        let span = report.span();
        Self::at(report.filename(), span.start_line, span.start_col + 1, report.message())
    }
}

/// Every fault of a set of templates of which `first` was met first.
pub(super) fn all(first: &tera::Error, files: &BTreeMap<String, Arc<str>>) -> Vec<TemplateError> {
    let unreadable: Vec<_> = super::templates(files).filter_map(|(name, text)| unreadable(name, text)).collect();
    if !unreadable.is_empty() {
        return unreadable;
    }
    let mut faults = several(first, "");
    for fault in &mut faults {
        place(fault, files);
    }
    faults
}

/// Reads one template alone: whether it is well formed says nothing of the others it names.
fn unreadable(name: &str, text: &str) -> Option<TemplateError> {
    let failure = Tera::default().add_raw_template(name, text).err()?;
    match failure.kind() {
        ErrorKind::SyntaxError(report) => Some(TemplateError::from_report(report)),
        _ => None,
    }
}

fn several(cause: &tera::Error, template: &str) -> Vec<TemplateError> {
    match cause.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![TemplateError::from_report(report)],
        ErrorKind::CircularExtend { tpl, inheritance_chain: chain }
        | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
            vec![TemplateError::at(tpl, 0, 0, &format!("template uses itself: `{}`", chain.join("` → `")))]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![TemplateError::at(current, 0, 0, &format!("extends `{parent}`, which does not exist"))]
        }
        ErrorKind::TemplateNotFound(name) => vec![TemplateError::at(name, 0, 0, "template does not exist")],
        ErrorKind::Msg(text) => printed(text, template),
        _ => vec![TemplateError::at(template, 0, 0, &cause.to_string())],
    }
}

/// Reads printed reports: `error: CAUSE`, then ` --> TEMPLATE:LINE:COLUMN`.
fn printed(text: &str, template: &str) -> Vec<TemplateError> {
    let mut faults = Vec::new();
    let mut cause = None;
    for line in text.lines() {
        if let Some(told) = line.strip_prefix("error: ") {
            cause = Some(told);
        } else if let Some((name, row, column)) = line.trim_start().strip_prefix("--> ").and_then(position)
            && let Some(told) = cause.take()
        {
            faults.push(TemplateError::at(name, row, column, told));
        }
    }
    if faults.is_empty() {
        faults.push(TemplateError::at(template, 0, 0, text));
    }
    faults
}

fn position(place: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = place.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name, line.parse().ok()?, column.parse().ok()?))
}

/// Gives a fault between templates the line of the first tag that names another template.
fn place(fault: &mut TemplateError, files: &BTreeMap<String, Arc<str>>) {
    if fault.line > 0 {
        return;
    }
    let named = |line: &str| {
        ["include", "extends"].iter().any(|tag| line.contains(tag))
            && fault.message.split('`').skip(1).step_by(2).any(|name| line.contains(&format!("\"{name}\"")))
    };
    let found = files.get(&fault.template).and_then(|text| text.lines().position(named));
    fault.line = found.map_or(1, |index| index + 1);
    fault.column = 1;
}

fn lower_start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

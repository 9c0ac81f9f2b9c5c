//! From what `inspect` finds on the pages to findings with a file and a place.
//!
//! In: a finding, the site's own theme, the text behind the first page. Out: a [`Diagnostic`] that points into the
//! template with the fault, where it is found there; else at the page's text, else at the page itself.

use crate::diag::Diagnostic;
use crate::inspect::{Fault, Finding};
use crate::source::{OwnTheme, SourcePath, Span};

/// The finding as it is told.
pub(super) fn diagnostic(finding: &Finding, theme: &OwnTheme, source: Option<&SourcePath>) -> Diagnostic {
    let (key, hint) = match finding.fault {
        Fault::Foreign => ("page-foreign", "hint-page-foreign"),
        Fault::Inline => ("page-inline", "hint-page-inline"),
        Fault::Nowhere => ("page-nowhere", "hint-page-nowhere"),
        Fault::NoElement => ("page-no-element", "hint-page-no-element"),
    };
    let place = place(theme, &finding.found);
    let page = SourcePath::new(finding.page.as_str());
    let file = place.as_ref().map(|(file, _)| file).or(source).unwrap_or(&page);
    let told = Diagnostic::error("C10", key, file)
        .with("found", finding.found.as_str())
        .with("page", finding.page.as_str())
        .with("count", finding.pages.to_string())
        .hint(hint);
    match place {
        Some((_, span)) => told.at(span),
        None => told,
    }
}

/// Where the theme says what was found: all of it, or its last part where a template puts it together.
fn place(theme: &OwnTheme, found: &str) -> Option<(SourcePath, Span)> {
    let last = found.rsplit('/').next().filter(|last| last.len() > 3);
    let find = |wanted: &str| {
        theme.files.iter().find_map(|(name, text)| {
            // Attributes are found in lower case.
            let at = text.find(wanted).or_else(|| text.to_ascii_lowercase().find(wanted))?;
            Some((theme.path(name), Span::new(at, at + wanted.len())))
        })
    };
    find(found).or_else(|| last.and_then(find))
}

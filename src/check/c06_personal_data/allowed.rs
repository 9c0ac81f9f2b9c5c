//! What a document's `allow_personal_data` takes away, and what of it takes nothing away.

use std::ops::Range;

use super::Hit;
use crate::check::File;
use crate::diag::Diagnostic;
use crate::model::body::Heading;
use crate::model::document::PersonalData;
use crate::parse::DocumentSource;

/// The hits that are not allowed, and findings about allowances without effect.
pub(super) fn take_away(hits: Vec<Hit>, file: &File<'_>) -> (Vec<Hit>, Vec<Diagnostic>) {
    let Some(source) = file.document().filter(|source| !source.document.meta.allow_personal_data.is_empty()) else {
        return (hits, Vec::new());
    };
    let mut kept = hits;
    let mut findings = Vec::new();
    for allowance in &source.document.meta.allow_personal_data {
        let stretch = stretch(allowance, source, file.text);
        let before = kept.len();
        let covers = |hit: &Hit| {
            let within = |stretch: &Range<usize>| stretch.contains(&hit.range.start);
            hit.kind == allowance.kind && stretch.as_ref().is_some_and(within)
        };
        kept.retain(|hit| !covers(hit));
        if kept.len() == before {
            let key = if stretch.is_some() { "allowance-without-effect" } else { "allowance-nowhere" };
            let place = if stretch.is_some() { "kind" } else { "where" };
            let finding = Diagnostic::warning("R09", key, file.path).at(allowance.places.of(place));
            let named = allowance.r#where.as_deref().unwrap_or_default();
            findings.push(finding.with("kind", allowance.kind.key()).with("where", named).hint("hint-allowance"));
        }
    }
    (kept, findings)
}

/// The part of the file that an allowance is about; nothing where it names neither a heading nor a field.
fn stretch(allowance: &PersonalData, source: &DocumentSource, text: &str) -> Option<Range<usize>> {
    let Some(wanted) = allowance.r#where.as_deref() else { return Some(0..text.len()) };
    under_heading(wanted, source, text).or_else(|| in_field(wanted, text))
}

/// From a heading to the next one of its level or above.
fn under_heading(wanted: &str, source: &DocumentSource, text: &str) -> Option<Range<usize>> {
    let body = &source.body;
    let is_words = |text: &str| text.trim().to_lowercase() == wanted.to_lowercase();
    let is_wanted = |heading: &Heading| heading.anchor == wanted || is_words(body.heading_text(heading));
    let at = body.headings.iter().position(is_wanted)?;
    let heading = &body.headings[at];
    let next = body.headings[at + 1..].iter().find(|next| next.level <= heading.level);
    Some(heading.span.range().start..next.map_or(text.len(), |next| next.span.range().start))
}

/// From the line of a field to the next line that begins a field.
fn in_field(wanted: &str, text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut start = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let ends = number > 0 && line.trim_end() == "---";
        let begins_field = !line.starts_with([' ', '-', '#', '\n', '\r']);
        match start {
            Some(start) if ends || begins_field => return Some(start..at),
            None if ends => return None,
            None if line.strip_prefix(wanted).is_some_and(|rest| rest.trim_start().starts_with(':')) => {
                start = Some(at);
            }
            _ => {}
        }
        at += line.len();
    }
    None
}

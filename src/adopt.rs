//! What adopting a document writes: its new text, and the records that are kept with its frozen copy.
//!
//! In: a document as it is written, and what was decided. Out: the same text with the fields that the decision
//! changes, and everything else byte for byte as its author left it; and the sources whose records the document shows.
//! Nothing here touches the disk.

mod records;
#[cfg(test)]
mod tests;

use std::ops::Range;

use jiff::civil::Date;

use crate::model::document::{Governance, Status};
use crate::model::id::Ref;
use crate::parse::DocumentSource;
use crate::source::Span;

pub use records::{KeptFile, copy_path, kept_files};

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub version: String,
    pub on: Date,
    /// Who decided: a role's id, or words. What stands in the text is kept where this says nothing.
    pub by: Option<String>,
    pub reference: Option<String>,
    /// What changed, for the list of changes.
    pub summary: Option<String>,
}

/// Why a text cannot be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Documents of this kind are not adopted.
    NotGoverned,
    /// The block at the beginning is not written with a field on each line.
    NoLines,
}

/// Fields in the order in which they are written: a new one comes after the last of those before it.
const ORDER: [&str; 8] =
    ["title", "summary", "status", "version", "adopted_by", "adopted_on", "decision_reference", "changes"];

/// The text of a document after a decision. `text` is without byte order mark, as the document's places count.
pub fn adopted(source: &DocumentSource, text: &str, decision: &Decision) -> Result<String, Refusal> {
    let governance = source.document.governance.as_ref().ok_or(Refusal::NotGoverned)?;
    let mut edits = Edits { text, lines: fields(text), made: Vec::new() };
    if edits.line("title").is_none() {
        return Err(Refusal::NoLines);
    }
    let same_by = |by: &str| governance.adopted_by.as_ref().map(Ref::id) == Some(by);
    let same_reference = |told: &str| governance.decision_reference.as_deref() == Some(told);
    let by = decision.by.as_deref().filter(|by| !same_by(by));
    let reference = decision.reference.as_deref().filter(|told| !same_reference(told));
    let on = (governance.adopted_on != Some(decision.on)).then(|| decision.on.to_string());
    let version = (governance.version.as_deref() != Some(&decision.version)).then_some(decision.version.as_str());
    let status = (governance.status != Some(Status::Adopted)).then_some("adopted");
    let fields = [
        ("status", status, governance.status.is_some(), Quotes::Needed),
        ("version", version, governance.version.is_some(), Quotes::Double),
        ("adopted_by", by, governance.adopted_by.is_some(), Quotes::Needed),
        ("adopted_on", on.as_deref(), governance.adopted_on.is_some(), Quotes::Needed),
        ("decision_reference", reference, governance.decision_reference.is_some(), Quotes::Needed),
    ];
    for (name, value, is_there, quotes) in fields {
        if let Some(value) = value {
            let place = is_there.then(|| governance.places.of(name));
            edits.field(name, place, &quoted(value, quotes));
        }
    }
    changes(governance, decision, &mut edits);
    Ok(edits.finish())
}

/// The entry of the version among the changes: its day is that of the decision, and its summary the one given.
fn changes(governance: &Governance, decision: &Decision, edits: &mut Edits<'_>) {
    let own = governance.changes.iter().find(|change| change.version.as_str() == decision.version);
    if let Some(own) = own {
        if own.date.is_some_and(|date| date != decision.on) {
            edits.value(own.places.of("date"), &decision.on.to_string());
        }
        if let Some(summary) = decision.summary.as_deref().filter(|told| *told != own.summary.as_str()) {
            edits.value(own.places.of("summary"), &quoted(summary, Quotes::Needed));
        }
        return;
    }
    let Some(summary) = &decision.summary else { return };
    let (version, on) = (quoted(&decision.version, Quotes::Double), decision.on);
    let last = governance.changes.last().map(|last| governance.places.of("changes").range().end.max(end(last)));
    let list = governance.places.of("changes").range();
    if last.is_some() && edits.text[list.clone()].starts_with('[') {
        let entry = format!("{{version: {version}, date: {on}, summary: {}}}", quoted(summary, Quotes::Double));
        edits.made.push((list.end - 1..list.end - 1, format!(", {entry}")));
        return;
    }
    let summary = quoted(summary, Quotes::Needed);
    let indent = edits.items_indent("changes");
    let eol = edits.line_end();
    let entry = format!("{indent}- version: {version}{eol}{indent}  date: {on}{eol}{indent}  summary: {summary}{eol}");
    match edits.line("changes").map(|line| line.whole.clone()) {
        Some(whole) if last.is_some() => edits.made.push((whole.end..whole.end, entry)),
        // An empty list.
        Some(whole) => edits.made.push((whole, format!("changes:{eol}{entry}"))),
        None => edits.insert("changes", &format!("changes:{eol}{}", entry.trim_end_matches(eol))),
    }
}

fn end(change: &crate::model::document::Change) -> usize {
    change.places.of("summary").range().end
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    /// In quotation marks where YAML would read it otherwise.
    Needed,
    Double,
}

/// A value as YAML.
fn quoted(value: &str, quotes: Quotes) -> String {
    let first = value.chars().next().is_some_and(|first| first.is_alphanumeric() || first == '§');
    let is_plain = first && !value.contains(": ") && !value.contains(" #") && !value.ends_with([':', ' ']);
    let is_word = !["null", "true", "false", "yes", "no"].contains(&value.to_lowercase().as_str());
    if quotes == Quotes::Needed && is_plain && is_word {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A field of the block: its name, and its lines with all that belongs to it.
struct Line<'a> {
    name: &'a str,
    /// Behind the colon.
    value_at: usize,
    whole: Range<usize>,
}

/// The fields that begin at the margin of the block between the `---` lines.
fn fields(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let whole = at..at + line.len();
        at = whole.end;
        let is_fence = line.trim_end() == "---";
        if number == 0 && is_fence {
            continue;
        }
        if is_fence {
            break;
        }
        let named = line.split_once(':').filter(|(name, _)| name.bytes().all(|c| c.is_ascii_lowercase() || c == b'_'));
        match named {
            Some((name, _)) => lines.push(Line { name, value_at: whole.start + name.len() + 1, whole }),
            None if line.starts_with([' ', '\t', '-']) && !line.trim().is_empty() => {
                // A line of the field above, with what stands between.
                if let Some(last) = lines.last_mut() {
                    last.whole.end = whole.end;
                }
            }
            None => {}
        }
    }
    lines
}

/// Changes to a text, made all at once.
struct Edits<'a> {
    text: &'a str,
    lines: Vec<Line<'a>>,
    made: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    fn line(&self, name: &str) -> Option<&Line<'a>> {
        self.lines.iter().find(|line| line.name == name)
    }

    fn line_end(&self) -> &'static str {
        let first = self.text.split_inclusive('\n').next().unwrap_or_default();
        if first.ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// The blanks before the items of a list.
    fn items_indent(&self, name: &str) -> String {
        let lines = self.line(name).map(|line| &self.text[line.whole.clone()]).unwrap_or_default();
        let item = lines.lines().skip(1).find(|line| line.trim_start().starts_with('-'));
        item.map_or("  ", |line| &line[..line.len() - line.trim_start().len()]).to_owned()
    }

    /// Writes a field: over its value, behind its name where it is empty, or on a line of its own.
    fn field(&mut self, name: &str, place: Option<Span>, value: &str) {
        match (place, self.line(name)) {
            (Some(place), _) => self.value(place, value),
            (None, Some(line)) => {
                // What stands there is a word for nothing.
                let rest = &self.text[line.value_at..line.whole.end];
                let end = line.value_at + rest.find(['\r', '\n', '#']).unwrap_or(rest.len());
                let old = self.text[line.value_at..end].trim_end().len();
                self.made.push((line.value_at..line.value_at + old, format!(" {value}")));
            }
            (None, None) => self.insert(name, &format!("{name}: {value}")),
        }
    }

    /// Writes over a value, in the quotation marks that it has.
    fn value(&mut self, place: Span, value: &str) {
        let range = place.range();
        let old = &self.text[range.clone()];
        let is_plain = !value.starts_with('"');
        let value = match old.chars().next() {
            Some('"') if is_plain => quoted(value, Quotes::Double),
            Some('\'') => {
                let plain = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
                format!("'{}'", plain.replace("\\\"", "\"").replace("\\\\", "\\").replace('\'', "''"))
            }
            _ => value.to_owned(),
        };
        let end = if old.ends_with('\n') { self.line_end() } else { "" };
        self.made.push((range, format!("{value}{end}")));
    }

    /// Puts a line where it belongs among the others.
    fn insert(&mut self, name: &str, line: &str) {
        let before = ORDER.iter().take_while(|known| **known != name);
        let at = before.filter_map(|known| self.line(known)).map(|line| line.whole.end).max().unwrap_or_default();
        let eol = self.line_end();
        self.made.push((at..at, format!("{line}{eol}")));
    }

    fn finish(mut self) -> String {
        self.made.sort_by_key(|(range, _)| range.start);
        let mut text = String::with_capacity(self.text.len() + 200);
        let mut at = 0;
        for (range, new) in self.made {
            text.push_str(&self.text[at..range.start]);
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(&self.text[at..]);
        text
    }
}

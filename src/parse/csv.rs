//! CSV to the same tree of values as YAML.
//!
//! As Danish Excel writes it: delimiter `;`, `,` or tab (told by the first line), lists parted by `|`, nested
//! fields as `target.min`. Empty cells are absent. Each row becomes a map whose values know their cells' places,
//! which is why the cells are taken apart here and not by a library: none tells where a cell stands.

use crate::diag::Diagnostic;
use crate::model::value::{Entry, Node, Value};
use crate::source::{SourcePath, Span};

/// The rows of `text` as a list of maps, and findings about rows that are not whole.
pub(super) fn rows(text: &str, file: &SourcePath) -> (Node, Vec<Diagnostic>) {
    let (delimiter, at) = declared(text).unwrap_or_else(|| (delimiter(text), 0));
    let mut sheet = Sheet { text, at, delimiter, file, findings: Vec::new() };
    let mut rows = Vec::new();
    let header = sheet.header();
    sheet.check_header(&header);
    while let Some(cells) = sheet.record() {
        if cells.iter().any(|cell| !cell.text.is_empty()) {
            sheet.check_length(&header, &cells);
            rows.push(row(&header, &cells));
        }
    }
    (Node::new(Span::new(0, text.len()), Value::List(rows)), sheet.findings)
}

/// A file being read.
struct Sheet<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    file: &'a SourcePath,
    findings: Vec<Diagnostic>,
}

/// A cell's text and place.
struct Cell {
    text: String,
    /// Without the quotation marks.
    span: Span,
}

/// What follows a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Cell,
    Record,
}

/// The delimiter that the first line uses most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    [b'\t', b',', b';'].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b';')
}

/// The delimiter that Excel's first line `sep=;` names, and where the next line begins.
fn declared(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    match line.trim_end().as_bytes() {
        [b's', b'e', b'p', b'=', delimiter] => Some((*delimiter, line.len())),
        _ => None,
    }
}

impl Sheet<'_> {
    /// The names of the columns, below a title that somebody has put above them.
    fn header(&mut self) -> Vec<Cell> {
        let first = self.record().unwrap_or_default();
        let filled = |cells: &[Cell]| cells.iter().filter(|cell| !cell.text.is_empty()).count();
        let (at, told) = (self.at, self.findings.len());
        let title = first.iter().find(|cell| !cell.text.is_empty()).map(|cell| cell.span);
        // The row below may be empty.
        for _ in 0..3 {
            let Some(row) = self.record().filter(|row| row.len() == first.len() && filled(&first) == 1) else { break };
            if let Some(title) = title.filter(|_| filled(&row) > 1) {
                let finding = Diagnostic::error("R02", "csv-title-row", self.file).at(title);
                self.findings.push(finding.hint("hint-csv-title-row"));
                return row;
            }
        }
        self.at = at;
        self.findings.truncate(told);
        first
    }

    /// The cells of the next line that is not empty; nothing at the end.
    fn record(&mut self) -> Option<Vec<Cell>> {
        self.at += self.text[self.at..].len() - self.text[self.at..].trim_start_matches(['\r', '\n']).len();
        if self.at == self.text.len() {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            let (cell, after) = if self.text[self.at..].starts_with('"') { self.quoted() } else { self.plain() };
            cells.push(cell);
            if after == After::Record {
                return Some(cells);
            }
        }
    }

    fn plain(&mut self) -> (Cell, After) {
        let start = self.at;
        let end = self.cell_end(start);
        let written = &self.text[start..end];
        let trimmed = written.trim();
        let from = start + written.len() - written.trim_start().len();
        let cell = Cell { text: trimmed.to_owned(), span: Span::new(from, from + trimmed.len()) };
        (cell, self.step_over(end))
    }

    fn quoted(&mut self) -> (Cell, After) {
        let start = self.at + 1;
        let mut end = start;
        loop {
            match self.text[end..].find('"').map(|at| end + at) {
                Some(quote) if self.text[quote + 1..].starts_with('"') => end = quote + 2,
                Some(quote) => {
                    end = quote;
                    break;
                }
                None => return self.unclosed(start),
            }
        }
        let written = &self.text[start..end];
        let rest_end = self.cell_end(end + 1);
        let rest = self.text[end + 1..rest_end].trim_end();
        let cell =
            Cell { text: format!("{}{rest}", written.replace("\"\"", "\"").trim()), span: Span::new(start, end) };
        (cell, self.step_over(rest_end))
    }

    /// A quotation mark without a fellow would swallow the rest of the file; its cell ends with the line instead.
    fn unclosed(&mut self, start: usize) -> (Cell, After) {
        self.findings.push(
            Diagnostic::error("R02", "csv-unclosed-quote", self.file)
                .at(Span::new(start - 1, start))
                .hint("hint-csv-unclosed-quote"),
        );
        self.at = start;
        self.plain()
    }

    /// Where the cell ends that has no quotation mark from `from` on.
    fn cell_end(&self, from: usize) -> usize {
        let ends = |byte: &u8| *byte == self.delimiter || matches!(byte, b'\r' | b'\n');
        self.text.as_bytes()[from..].iter().position(ends).map_or(self.text.len(), |length| from + length)
    }

    fn step_over(&mut self, end: usize) -> After {
        let is_delimiter = self.text.as_bytes().get(end) == Some(&self.delimiter);
        self.at = if is_delimiter { end + 1 } else { end };
        if is_delimiter { After::Cell } else { After::Record }
    }

    fn check_header(&mut self, header: &[Cell]) {
        for (index, name) in header.iter().enumerate() {
            if !name.text.is_empty() && header[..index].iter().any(|earlier| earlier.text == name.text) {
                self.findings.push(
                    Diagnostic::error("R03", "duplicate-column", self.file)
                        .at(name.span)
                        .with("field", name.text.clone())
                        .hint("hint-duplicate-column"),
                );
            }
        }
    }

    fn check_length(&mut self, header: &[Cell], cells: &[Cell]) {
        let mut columns = header.iter().zip(cells);
        let stray = columns.find(|(name, cell)| name.text.is_empty() && !cell.text.is_empty());
        // Once for the column, not for each of its cells.
        let is_first = |told: &Diagnostic| told.key != "csv-unnamed-column";
        if let Some(stray) = stray.filter(|_| self.findings.iter().all(is_first)) {
            self.findings.push(
                Diagnostic::error("R02", "csv-unnamed-column", self.file)
                    .at(stray.1.span)
                    .with("found", stray.1.text.clone())
                    .hint("hint-csv-unnamed-column"),
            );
        }
        if cells.len() != header.len() {
            // Too many: the first that has no column. Too few: where the row ends.
            let place = cells.get(header.len()).or(cells.last()).map_or(Span::default(), |cell| cell.span);
            let is_short = cells.len() < header.len();
            let hint = if is_short { "hint-csv-row-short" } else { "hint-csv-row-length" };
            self.findings.push(
                Diagnostic::error("R02", "csv-row-length", self.file)
                    .at(place)
                    .with("found", cells.len().to_string())
                    .with("expected", header.len().to_string())
                    .hint(hint),
            );
        }
    }
}

fn row(header: &[Cell], cells: &[Cell]) -> Node {
    let mut entries: Vec<Entry> = Vec::new();
    for (index, (name, cell)) in header.iter().zip(cells).enumerate() {
        // A column that is there twice has been told of once.
        let is_first = !header[..index].iter().any(|earlier| earlier.text == name.text);
        if !name.text.is_empty() && is_first {
            insert(&mut entries, &name.text, name.span, cell);
        }
    }
    let span = cells.first().map_or(Span::default(), |cell| cell.span);
    // That the row is too short has been told.
    for name in header.iter().skip(cells.len()).filter(|name| !name.text.is_empty() && !name.text.contains('.')) {
        if entries.iter().any(|entry| entry.key == name.text) {
            continue;
        }
        let node = Node::new(span, Value::Unread);
        entries.push(Entry { key: name.text.clone(), key_span: name.span, node });
    }
    Node::new(span, Value::Map(entries))
}

/// Puts a cell under its name; `target.min` goes into the map `target`, which is not there where all of it is empty.
fn insert(entries: &mut Vec<Entry>, name: &str, key_span: Span, cell: &Cell) {
    let Some((outer, inner)) = name.split_once('.') else {
        entries.push(Entry { key: name.to_owned(), key_span, node: value(cell) });
        return;
    };
    if cell.text.is_empty() {
        return;
    }
    let at = entries.iter().position(|entry| entry.key == outer).unwrap_or_else(|| {
        let node = Node::new(cell.span, Value::Map(Vec::new()));
        entries.push(Entry { key: outer.to_owned(), key_span, node });
        entries.len() - 1
    });
    if let Value::Map(inner_entries) = &mut entries[at].node.value {
        insert(inner_entries, inner, key_span, cell);
    }
}

/// A cell's value: nothing, a text, or a list where it has `|`.
fn value(cell: &Cell) -> Node {
    if cell.text.is_empty() {
        return Node::new(cell.span, Value::Null);
    }
    if !cell.text.contains('|') {
        return Node::new(cell.span, Value::Scalar(cell.text.clone()));
    }
    let items = cell.text.split('|').map(str::trim).filter(|item| !item.is_empty());
    let nodes = items.map(|item| Node::new(item_span(cell, item), Value::Scalar(item.to_owned()))).collect();
    Node::new(cell.span, Value::List(nodes))
}

/// Where an item of a cell's list stands: in its cell, unless doubled quotation marks have moved it.
fn item_span(cell: &Cell, item: &str) -> Span {
    let offset = item.as_ptr() as usize - cell.text.as_ptr() as usize;
    let is_as_written = cell.span.range().len() == cell.text.len();
    if is_as_written { Span::new(offset, offset + item.len()).shifted(cell.span.start as usize) } else { cell.span }
}

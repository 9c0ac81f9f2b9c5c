//! A table as a file that Danish and other Nordic Excel opens as it is: UTF-8 with its mark, semicolons, CRLF.
//!
//! In: a [`Table`]. Out: text, a line for each row, the lines of a cell parted by commas. A cell that a spreadsheet could
//! take for a formula begins with an apostrophe (OWASP, CSV injection).

use super::{Cell, Table, Words};

/// The table without its caption.
pub(super) fn csv(table: &Table) -> String {
    let heads = table.columns.iter().map(|column| words(&column.title)).collect();
    let row = |row: &super::Row| std::iter::once(words(&row.head)).chain(row.cells.iter().map(lines)).collect();
    let rows = table.rows.iter().map(row);
    let lines = std::iter::once(heads).chain(rows).map(|fields: Vec<String>| {
        let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
        format!("{}\r\n", fields.join(";"))
    });
    std::iter::once("\u{feff}".to_owned()).chain(lines).collect()
}

fn words(words: &Words) -> String {
    words.0.iter().map(|run| run.text.as_str()).collect()
}

fn lines(cell: &Cell) -> String {
    cell.0.iter().map(words).collect::<Vec<_>>().join(", ")
}

fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guarded = if formula { format!("'{field}") } else { field.to_owned() };
    if guarded.contains([';', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

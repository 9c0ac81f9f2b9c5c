//! Bytes to text.
//!
//! Markdown and YAML are UTF-8. CSV may also be Windows-1252, since that is what Danish Excel writes. All offsets
//! of later stages count in the decoded text, from which a byte order mark has been taken.

use std::borrow::Cow;

use crate::diag::Diagnostic;
use crate::source::{SourcePath, Span};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a source.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
}

/// The text of a source, or nothing where it is no text; and what an author should know about it.
pub fn decode<'a>(path: &SourcePath, bytes: &'a [u8]) -> (Option<Decoded<'a>>, Vec<Diagnostic>) {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => utf8(path, text),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) => {
            (None, vec![Diagnostic::error("R01", "encoding-utf16", path).hint("hint-save-as-utf8")])
        }
        Err(_) if path.ending() == "csv" => {
            let (decoded, mut findings) = checked(path, lenient(bytes));
            findings.push(Diagnostic::info("R01", "encoding-windows-1252", path));
            (decoded, findings)
        }
        Err(_) => {
            let text = text_for_report(bytes);
            // The first byte that is not UTF-8 is the first letter that the report shows otherwise.
            let at = first_wrong(bytes);
            let end = text[at..].chars().next().map_or(at, |letter| at + letter.len_utf8());
            let finding = Diagnostic::error("R01", "encoding-not-utf8", path).at(Span::new(at, end));
            (None, vec![finding.hint("hint-save-as-utf8")])
        }
    }
}

fn utf8<'a>(path: &SourcePath, text: &'a str) -> (Option<Decoded<'a>>, Vec<Diagnostic>) {
    checked(path, Cow::Borrowed(without_mark(text)))
}

fn checked<'a>(path: &SourcePath, text: Cow<'a, str>) -> (Option<Decoded<'a>>, Vec<Diagnostic>) {
    match text.find('\0') {
        Some(at) => {
            let finding = Diagnostic::error("R01", "nul-character", path).at(Span::new(at, at + 1));
            (None, vec![finding.hint("hint-save-as-utf8")])
        }
        None => (Some(Decoded { text }), Vec::new()),
    }
}

/// The text of a source for showing a place in it, also where it is not the text it should be.
pub fn text_for_report(bytes: &[u8]) -> Cow<'_, str> {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(without_mark(text)),
        Err(_) => lenient(bytes),
    }
}

/// UTF-8 as far as it goes, then one byte as one character, so that the place of a wrong byte is right.
fn lenient(bytes: &[u8]) -> Cow<'_, str> {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let (head, tail) = bytes.split_at(valid);
    let head = std::str::from_utf8(head).unwrap_or_default();
    Cow::Owned(format!("{}{}", without_mark(head), encoding_rs::WINDOWS_1252.decode_without_bom_handling(tail).0))
}

fn first_wrong(bytes: &[u8]) -> usize {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let mark = if bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK.len() } else { 0 };
    valid.saturating_sub(mark)
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

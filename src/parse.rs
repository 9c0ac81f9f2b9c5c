//! Bytes to types: front matter, Markdown, data files, settings. Alone knows YAML, Markdown and CSV.
//!
//! In: one source. Out: what could be read of it, and findings about the rest. Parsing cannot fail and touches
//! nothing but its arguments, so files are read in parallel and kept by the hash of their bytes.

mod csv;
mod data;
mod decoded;
mod document;
mod fences;
mod layout;
mod markdown;
mod site;
mod yaml;

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::body::Body;
use crate::model::data::Data;
use crate::model::document::{Document, Origin};
use crate::model::id::RecordKind;
use crate::source::SourceFile;

pub use decoded::{Decoded, decode, text_for_report};
pub use document::fields_of;
pub use layout::{Layout, OwnPlace, Place, Table};
pub use site::{language, plain_settings, settings};

/// What one source is, once read.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub content: Content,
    pub findings: Vec<Diagnostic>,
    /// Records that stand in the source and may not have been read: a reference to one is not what is wrong.
    pub lost: Vec<(RecordKind, String)>,
}

/// The content of a source.
#[derive(Clone, Debug)]
pub enum Content {
    Document(Arc<DocumentSource>),
    Data(Arc<Data>),
    /// Settings are read before anything else; what cannot be read has findings only.
    Nothing,
}

/// A document with its body.
#[derive(Clone, Debug)]
pub struct DocumentSource {
    pub document: Document,
    pub body: Body,
    /// Hash of the whole source, by which later stages remember what they made of it.
    pub hash: crate::hash::Hash,
    /// Hash of what other documents may come to say because of this one: the block between the `---` lines, and the
    /// headings. A change of running text leaves it as it is.
    pub outline: crate::hash::Hash,
    /// What of a frozen copy could not be read; nothing where all of it was.
    pub unread: Option<Arc<Unread>>,
}

/// What could not be read of a version that was adopted, for whoever reads the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// The lines, from 1, with the name of the field that stands there where there is one. No values: they may be what
    /// a reader must not see.
    pub lines: Vec<(usize, String)>,
    /// The whole text, where nothing of it could be read.
    pub raw: Option<String>,
}

/// Reads one source by its place in the site's folders.
pub fn parse(file: &SourceFile, layout: &Layout) -> Parsed {
    let place = layout.place(&file.path);
    if place == Place::Own {
        return Parsed { content: Content::Nothing, findings: Vec::new(), lost: Vec::new() };
    }
    let (decoded, mut findings) = decode(&file.path, &file.bytes);
    let mut lost = Vec::new();
    let Some(decoded) = decoded else {
        let content = match place {
            Place::Document { kind, origin: Origin::Frozen } => document::illegible(file, kind, layout),
            _ => Content::Nothing,
        };
        return Parsed { content, findings, lost };
    };
    let content = match place {
        Place::Document { kind, origin } => {
            let read = document::document(file, &decoded.text, document::Context { kind, origin, layout });
            findings.extend(read.findings);
            lost = read.lost;
            read.source.map_or(Content::Nothing, |source| Content::Document(Arc::new(source)))
        }
        Place::Data(table) => {
            let read = data::data(file, &decoded, table, layout);
            findings.extend(read.findings);
            lost = read.lost;
            Content::Data(Arc::new(read.data))
        }
        // Records of an old edition are no records of today.
        Place::Unknown if file.past.is_some() => Content::Nothing,
        Place::Settings | Place::Own => Content::Nothing,
        Place::Unknown => {
            findings.push(layout.misplaced(&file.path));
            Content::Nothing
        }
    };
    Parsed { content, findings, lost }
}

#[cfg(test)]
pub(crate) mod tests;

//! What the scan has to say: one constructor for each thing.
//!
//! In: the path and the reason. Out: a finding; its words are in `diag/messages`.

use std::io;

use crate::diag::Diagnostic;
use crate::source::SourcePath;

/// A symbolic link whose target lies outside the folder that is read.
pub(super) fn leads_out(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("R11", "file-leads-out", path).hint("hint-file-leads-out")
}

/// A symbolic link to a folder that it lies in.
pub(super) fn loops(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("R12", "file-loops", path).hint("hint-file-loops")
}

/// A folder with the name of a text.
pub(super) fn folder_as_text(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("R13", "file-is-folder", path).hint("hint-file-is-folder")
}

/// A file that nobody meant to publish.
pub(super) fn too_large(path: &SourcePath, size: u64) -> Diagnostic {
    Diagnostic::error("R14", "file-too-large", path)
        .with("megabytes", size.div_ceil(1_000_000).to_string())
        .hint("hint-file-too-large")
}

/// A file or folder that the system will not let be read.
pub(super) fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    Diagnostic::error("R15", "file-unreadable", path).with("reason", error.to_string())
}

/// A name that is not UTF-8, so that no link can name it.
pub(super) fn unnameable(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("R16", "file-name-not-utf8", path).hint("hint-file-name-not-utf8")
}

/// A file in `static/` with an ending that is not published.
pub(super) fn not_published(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning("R17", "file-not-published", path).hint("hint-file-not-published")
}

/// A file outside `static/` that is neither text nor data.
pub(super) fn not_read(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning("R18", "file-not-read", path).hint("hint-file-not-read")
}

/// A file of a theme that is not text.
pub(super) fn not_text(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning("R19", "file-not-text", path)
}

//! The way through a folder: every file below it, never outside it, always in the same order.
//!
//! In: a folder. Out: files with their paths, and a finding for each thing that was not followed. What the
//! names mean is not known here.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::scan::Links;
use super::{refusal, sieve};
use crate::diag::Diagnostic;
use crate::source::SourcePath;

/// A file that was met.
pub(super) struct Found {
    pub disk: PathBuf,
    /// The path below the folder, with `/`.
    pub below: String,
    pub path: SourcePath,
}

/// All that was met.
#[derive(Default)]
pub(super) struct Walked {
    pub files: Vec<Found>,
    pub links: Links,
    pub refused: Vec<Diagnostic>,
}

/// Walks `folder`; `prefix` is the first part of its files' source paths, and `real` the folder without links.
pub(super) fn walk(folder: &Path, real: &Path, prefix: &str) -> Walked {
    let way = Way { folder, real, prefix };
    let mut walked = Walked::default();
    let mut walk = WalkDir::new(folder).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        if entry.as_ref().is_ok_and(DirEntry::path_is_symlink) {
            walked.links = Links::Some;
        }
        let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        let met = match entry {
            Ok(entry) if is_folder => way.meet_folder(&entry),
            Ok(entry) => way.meet_file(&entry),
            Err(error) => way.meet_error(&error),
        };
        match met {
            Met::File(found) => walked.files.push(found),
            Met::Folder => continue,
            Met::Nothing => {}
            Met::Refused(finding) => walked.refused.push(finding),
        }
        if is_folder {
            walk.skip_current_dir();
        }
    }
    walked
}

struct Way<'a> {
    folder: &'a Path,
    real: &'a Path,
    prefix: &'a str,
}

enum Met {
    File(Found),
    /// A folder that is gone through.
    Folder,
    /// Something that is passed over in silence.
    Nothing,
    Refused(Diagnostic),
}

impl Way<'_> {
    fn meet_folder(&self, entry: &DirEntry) -> Met {
        let (below, path) = self.names(entry.path());
        match () {
            () if sieve::is_hidden(&below) => Met::Nothing,
            () if !self.leads_inside(entry) => Met::Refused(refusal::leads_out(&path)),
            () if sieve::looks_like_text(path.file_name()) => Met::Refused(refusal::folder_as_text(&path)),
            () => Met::Folder,
        }
    }

    fn meet_file(&self, entry: &DirEntry) -> Met {
        let (below, path) = self.names(entry.path());
        if is_passed_over(&below) {
            return Met::File(Found { disk: entry.path().to_path_buf(), below, path });
        }
        if entry.path().to_str().is_none() {
            return Met::Refused(refusal::unnameable(&path));
        }
        if !self.leads_inside(entry) {
            return Met::Refused(refusal::leads_out(&path));
        }
        if !entry.file_type().is_file() {
            return Met::Refused(refusal::not_read(&path));
        }
        Met::File(Found { disk: entry.path().to_path_buf(), below, path })
    }

    fn meet_error(&self, error: &walkdir::Error) -> Met {
        let (below, path) = self.names(error.path().unwrap_or(self.folder));
        match error.io_error() {
            _ if is_passed_over(&below) => Met::Nothing,
            None => Met::Refused(refusal::loops(&path)),
            Some(reason) => Met::Refused(refusal::unreadable(&path, reason)),
        }
    }

    fn leads_inside(&self, entry: &DirEntry) -> bool {
        let target = || entry.path().canonicalize();
        !entry.path_is_symlink() || target().is_ok_and(|target| target.starts_with(self.real))
    }

    /// The path below the folder, and the source path.
    fn names(&self, path: &Path) -> (String, SourcePath) {
        let parts = path.strip_prefix(self.folder).unwrap_or(path).components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let below = parts.join("/");
        let path = SourcePath::new(format!("{}/{below}", self.prefix).trim_end_matches('/').to_owned());
        (below, path)
    }
}

/// Whether nothing behind the name can matter, as with Emacs' lock `.#plan.md`, a link to nowhere.
fn is_passed_over(below: &str) -> bool {
    sieve::is_hidden(below) || sieve::is_leftover(below)
}

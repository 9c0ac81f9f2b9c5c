//! A new site beside the old one.
//!
//! In: outputs, one by one, from many threads. Out: the site in place, or an untouched old one. If all files are the
//! same as before, nothing happens at all.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use super::lock::Lock;
use super::place::Claim;
use super::{Before, Disk, Draft, Failure, Folders, Place, make_folder, switch};
use crate::source::{OutPath, SourcePath};
use crate::write::{Edition, Entry};

/// A site that is being put together. If it is dropped before it is finished, nothing of it stays.
pub struct Stage<'a> {
    place: &'a Place,
    disk: &'a dyn Disk,
    draft: Draft<'a>,
    _lock: Lock,
}

/// What was done, once a site is in place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staged {
    pub outcome: Outcome,
    /// Files whose bytes are new.
    pub written: usize,
    /// Files that the old site had already.
    pub same: usize,
    /// Files of the old site that the new one does not have.
    pub removed: usize,
    /// Files that someone else put into the old site; they are in the new one too.
    pub foreign: usize,
}

/// Whether the site changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new site is in place.
    Switched,
    /// The site in place was the same already.
    Unchanged,
}

impl<'a> Stage<'a> {
    /// Begins a site for `place`: takes the lock, clears away what killed builds have left, looks at the old site.
    pub fn begin(place: &'a Place, disk: &'a dyn Disk) -> Result<Self, Failure> {
        make_folder(place.parent())?;
        let lock = Lock::take(&place.lock())?;
        switch::recover(place);
        let before = match place.claim()? {
            Claim::Site(manifest) => Some(Before { folder: place.out().to_path_buf(), manifest }),
            Claim::Nothing | Claim::Empty => None,
        };
        let draft = Draft::begin(place.stage(), before, disk)?;
        Ok(Self { place, disk, draft, _lock: lock })
    }

    /// The same stage for a site whose content is of a commit.
    #[must_use]
    pub fn of_commit(mut self, commit: Option<String>) -> Self {
        self.draft = self.draft.of_commit(commit);
        self
    }

    /// Puts a file into the site.
    pub fn put(&self, path: &OutPath, bytes: &[u8], source: Option<&SourcePath>) -> Result<(), Failure> {
        self.draft.put(path, bytes, source, None)
    }

    /// Puts a file into the site that shows an edition.
    pub fn put_edition(
        &self,
        path: &OutPath,
        bytes: &[u8],
        source: Option<&SourcePath>,
        edition: Option<Edition>,
    ) -> Result<(), Failure> {
        self.draft.put(path, bytes, source, edition)
    }

    /// Puts a file of the content into the site as it is.
    pub fn copy(&self, path: &OutPath, from: &SourcePath, folders: &Folders) -> Result<(), Failure> {
        self.draft.copy(path, from, folders)
    }

    /// Puts a file of another site into this one.
    pub fn take(&self, entry: &Entry, from: &Path) -> Result<(), Failure> {
        self.draft.take(entry, from)
    }

    /// Puts the site in place.
    pub fn finish(self) -> Result<Staged, Failure> {
        let staged = self.draft.seal()?.staged;
        if staged.outcome == Outcome::Unchanged {
            return Ok(staged);
        }
        let folder = self.draft.folder();
        if let Ok(data) = fs::metadata(self.place.out()) {
            // A web server may depend on the rights that IT gave the folder.
            let _ = fs::set_permissions(folder, data.permissions());
        }
        switch::put_in_place(self.place, folder, self.disk)?;
        Ok(staged)
    }
}

//! A new site beside the old one.
//!
//! In: outputs, one by one, from many threads. Out: the site in place, or an untouched old one. A file that the old
//! site has already is not written again but given a second name; if all are the same, nothing happens at all.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::lock::Lock;
use super::place::{BESIDE, Claim};
use super::{Disk, Failure, Folders, Place, switch};
use crate::source::{OutPath, SourcePath};
use crate::write::{Edition, Entry, MANIFEST, Manifest, stays_inside};

/// A site that is being put together. If it is dropped before it is finished, nothing of it stays.
pub struct Stage<'a> {
    place: &'a Place,
    disk: &'a dyn Disk,
    folder: PathBuf,
    old: Option<Manifest>,
    made: Mutex<Vec<Made>>,
    commit: Option<String>,
    _lock: Lock,
}

struct Made {
    entry: Entry,
    fate: Fate,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Written,
    /// The old site has the same file.
    Same,
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
        let old = match place.claim()? {
            Claim::Site(manifest) => Some(manifest),
            Claim::Nothing | Claim::Empty => None,
        };
        let folder = place.stage();
        make_folder(&folder)?;
        Ok(Self { place, disk, folder, old, made: Mutex::default(), commit: None, _lock: lock })
    }

    /// The same stage for a site whose content is of a commit.
    #[must_use]
    pub fn of_commit(mut self, commit: Option<String>) -> Self {
        self.commit = commit;
        self
    }

    /// Puts a file into the site.
    pub fn put(&self, path: &OutPath, bytes: &[u8], source: Option<&SourcePath>) -> Result<(), Failure> {
        self.put_edition(path, bytes, source, None)
    }

    /// Puts a file into the site that shows an edition.
    pub fn put_edition(
        &self,
        path: &OutPath,
        bytes: &[u8],
        source: Option<&SourcePath>,
        edition: Option<Edition>,
    ) -> Result<(), Failure> {
        if !stays_inside(path.as_str()) || path.as_str() == MANIFEST {
            return Err(Failure::world("wrong_path").with("path", path.to_string()));
        }
        let entry = Entry::of(path, bytes, source).showing(edition);
        let fate = if self.is_in_place(&entry) { Fate::Same } else { Fate::Written };
        if fate == Fate::Written {
            let target = self.folder.join(path.as_str());
            self.disk.create(&target, bytes).map_err(|error| Failure::at("cannot_write", &target, error))?;
        }
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(Made { entry, fate });
        Ok(())
    }

    /// Puts a file of the content into the site as it is.
    pub fn copy(&self, path: &OutPath, from: &SourcePath, folders: &Folders) -> Result<(), Failure> {
        let file = folders.file(from);
        let bytes = fs::read(&file).map_err(|error| Failure::at("cannot_read", &file, error))?;
        self.put(path, &bytes, Some(from))
    }

    /// Puts the site in place.
    pub fn finish(self) -> Result<Staged, Failure> {
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner));
        let (written, same) = made.into_iter().partition::<Vec<_>, _>(|made| made.fate == Fate::Written);
        let written: Vec<_> = written.into_iter().map(|made| made.entry).collect();
        let same: Vec<_> = same.into_iter().map(|made| made.entry).collect();
        let release = Manifest::new(written.iter().chain(&same).cloned().collect()).of_commit(self.commit.clone());
        let removed = self.removed(&release);
        let staged =
            Staged { outcome: Outcome::Switched, written: written.len(), same: same.len(), removed, foreign: 0 };
        if self.old.as_ref().is_some_and(|old| old.same_release(&release)) && written.is_empty() {
            return Ok(Staged { outcome: Outcome::Unchanged, ..staged });
        }
        let foreign = self.fill(&release, &same)?;
        let synced: Vec<_> = written.iter().map(|entry| self.folder.join(entry.path.as_str())).collect();
        self.disk.sync(&self.folder, &synced).map_err(|error| Failure::at("cannot_save", &self.folder, error))?;
        switch::put_in_place(self.place, &self.folder, self.disk)?;
        Ok(Staged { foreign, ..staged })
    }

    /// Adds all that the new site shares with the old one, and the manifest; counts the files that are not ours.
    fn fill(&self, release: &Manifest, same: &[Entry]) -> Result<usize, Failure> {
        let kept: Vec<_> = self.old.iter().flat_map(|old| old.assets_to_keep(release)).collect();
        let kept: Vec<_> = kept.into_iter().filter(|entry| self.is_in_place(entry)).collect();
        same.par_iter().chain(&kept).try_for_each(|entry| self.link(Path::new(entry.path.as_str())))?;
        let all = Manifest::new(release.files().iter().cloned().chain(kept).collect());
        let all = all.of_commit(self.commit.clone());
        let json = all.to_json().map_err(|error| Failure::at("cannot_write", Path::new(MANIFEST), error.into()))?;
        let target = self.folder.join(MANIFEST);
        self.disk.create(&target, &json).map_err(|error| Failure::at("cannot_write", &target, error))?;
        let foreign = self.old.as_ref().map(|old| switch::foreign_files(self.place.out(), old)).unwrap_or_default();
        let foreign: Vec<_> = foreign.into_iter().filter(|path| !self.folder.join(path).exists()).collect();
        foreign.iter().try_for_each(|path| self.link(path))?;
        if let Ok(data) = fs::metadata(self.place.out()) {
            // A web server may depend on the rights that IT gave the folder.
            let _ = fs::set_permissions(&self.folder, data.permissions());
        }
        Ok(foreign.len())
    }

    fn link(&self, path: &Path) -> Result<(), Failure> {
        let (from, to) = (self.place.out().join(path), self.folder.join(path));
        self.disk.link(&from, &to).map_err(|error| Failure::at("cannot_write", &to, error))
    }

    fn is_in_place(&self, entry: &Entry) -> bool {
        let old = self.old.as_ref().and_then(|old| old.find(entry.path.as_str()));
        let there = || fs::symlink_metadata(self.place.out().join(entry.path.as_str()));
        old.is_some_and(|old| old.same_bytes(entry))
            && there().is_ok_and(|file| file.is_file() && file.len() == entry.size)
    }

    fn removed(&self, release: &Manifest) -> usize {
        let old = self.old.iter().flat_map(Manifest::files);
        old.filter(|entry| release.find(entry.path.as_str()).is_none()).count()
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::at("cannot_make_folder", path, error).hint(BESIDE))
}

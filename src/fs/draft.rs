//! A site that is being written to a folder of its own, beside the site before it.
//!
//! In: outputs, one by one, from many threads. Out: a whole folder with its manifest, on the disk for good, or nothing
//! where the site before is the same. A file that the site before has already is not written again but given a second
//! name. Who puts the folder where readers find it is another's affair.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{Disk, Failure, Folders, Outcome, Staged, switch};
use crate::source::{OutPath, SourcePath};
use crate::write::{Edition, Entry, MANIFEST, Manifest, stays_inside};

/// The site before.
#[derive(Clone, Debug)]
pub struct Before {
    pub folder: PathBuf,
    pub manifest: Manifest,
}

/// A site that is being written. If it is dropped before it is put somewhere, nothing of it stays.
pub struct Draft<'a> {
    disk: &'a dyn Disk,
    folder: PathBuf,
    before: Option<Before>,
    made: Mutex<Vec<Made>>,
    commit: Option<String>,
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

/// A site that is written.
#[derive(Clone, Debug)]
pub struct Sealed {
    pub staged: Staged,
    /// What the folder holds; where nothing changed, what it would hold.
    pub manifest: Manifest,
}

impl<'a> Draft<'a> {
    /// Begins a site in a new folder.
    pub fn begin(folder: PathBuf, before: Option<Before>, disk: &'a dyn Disk) -> Result<Self, Failure> {
        super::make_folder(&folder)?;
        Ok(Self { disk, folder, before, made: Mutex::default(), commit: None })
    }

    /// The same site with the commit that its content is of.
    #[must_use]
    pub fn of_commit(mut self, commit: Option<String>) -> Self {
        self.commit = commit;
        self
    }

    /// Where it is being written.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the site before consists of.
    pub fn before(&self) -> Option<&Manifest> {
        self.before.as_ref().map(|before| &before.manifest)
    }

    /// Puts a file into the site, with the text it was made from and the edition that it shows.
    pub fn put(
        &self,
        path: &OutPath,
        bytes: &[u8],
        source: Option<&SourcePath>,
        edition: Option<Edition>,
    ) -> Result<(), Failure> {
        let entry = Entry::of(path, bytes, source).showing(edition);
        self.add(entry, |target| self.disk.create(target, bytes))
    }

    /// Puts a file of the content into the site as it is.
    pub fn copy(&self, path: &OutPath, from: &SourcePath, folders: &Folders) -> Result<(), Failure> {
        let file = folders.file(from);
        let bytes = fs::read(&file).map_err(|error| Failure::at("cannot_read", &file, error))?;
        self.put(path, &bytes, Some(from), None)
    }

    /// Puts a file of another site into this one, by a second name where the file system has them.
    pub fn take(&self, entry: &Entry, from: &Path) -> Result<(), Failure> {
        self.add(entry.clone(), |target| self.disk.link(&from.join(entry.path.as_str()), target))
    }

    fn add(&self, entry: Entry, write: impl Fn(&Path) -> std::io::Result<()>) -> Result<(), Failure> {
        if !stays_inside(entry.path.as_str()) || entry.path.as_str() == MANIFEST {
            return Err(Failure::world("wrong_path").with("path", entry.path.to_string()));
        }
        let fate = if self.is_in_place(&entry) { Fate::Same } else { Fate::Written };
        if fate == Fate::Written {
            let target = self.folder.join(entry.path.as_str());
            write(&target).map_err(|error| Failure::at("cannot_write", &target, error))?;
        }
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(Made { entry, fate });
        Ok(())
    }

    /// Adds what the site shares with the one before, and waits until all is on the disk.
    pub fn seal(&self) -> Result<Sealed, Failure> {
        let made = std::mem::take(&mut *self.made.lock().unwrap_or_else(PoisonError::into_inner));
        let (written, same) = made.into_iter().partition::<Vec<_>, _>(|made| made.fate == Fate::Written);
        let written: Vec<_> = written.into_iter().map(|made| made.entry).collect();
        let same: Vec<_> = same.into_iter().map(|made| made.entry).collect();
        let release = Manifest::new(written.iter().chain(&same).cloned().collect()).of_commit(self.commit.clone());
        let removed = self.removed(&release);
        let staged =
            Staged { outcome: Outcome::Switched, written: written.len(), same: same.len(), removed, foreign: 0 };
        if self.before().is_some_and(|old| old.same_release(&release)) && written.is_empty() {
            return Ok(Sealed { staged: Staged { outcome: Outcome::Unchanged, ..staged }, manifest: release });
        }
        let (manifest, foreign) = self.fill(&release, &same)?;
        let synced: Vec<_> = written.iter().map(|entry| self.folder.join(entry.path.as_str())).collect();
        self.disk.sync(&self.folder, &synced).map_err(|error| Failure::at("cannot_save", &self.folder, error))?;
        Ok(Sealed { staged: Staged { foreign, ..staged }, manifest })
    }

    /// Adds all that the new site shares with the old one, and the manifest; counts the files that are not ours.
    fn fill(&self, release: &Manifest, same: &[Entry]) -> Result<(Manifest, usize), Failure> {
        let kept: Vec<_> = self.before().into_iter().flat_map(|old| old.assets_to_keep(release)).collect();
        let kept: Vec<_> = kept.into_iter().filter(|entry| self.is_in_place(entry)).collect();
        same.par_iter().chain(&kept).try_for_each(|entry| self.link(Path::new(entry.path.as_str())))?;
        let all = Manifest::new(release.files().iter().cloned().chain(kept).collect()).of_commit(self.commit.clone());
        let json = all.to_json().map_err(|error| Failure::at("cannot_write", Path::new(MANIFEST), error.into()))?;
        let target = self.folder.join(MANIFEST);
        self.disk.create(&target, &json).map_err(|error| Failure::at("cannot_write", &target, error))?;
        let Some(before) = &self.before else { return Ok((all, 0)) };
        let foreign = switch::foreign_files(&before.folder, &before.manifest);
        let foreign: Vec<_> = foreign.into_iter().filter(|path| !self.folder.join(path).exists()).collect();
        foreign.iter().try_for_each(|path| self.link(path))?;
        Ok((all, foreign.len()))
    }

    fn link(&self, path: &Path) -> Result<(), Failure> {
        let Some(before) = &self.before else { return Ok(()) };
        let (from, to) = (before.folder.join(path), self.folder.join(path));
        self.disk.link(&from, &to).map_err(|error| Failure::at("cannot_write", &to, error))
    }

    fn is_in_place(&self, entry: &Entry) -> bool {
        self.before.as_ref().is_some_and(|Before { folder, manifest }| {
            let there = || fs::symlink_metadata(folder.join(entry.path.as_str()));
            manifest.find(entry.path.as_str()).is_some_and(|old| old.same_bytes(entry))
                && there().is_ok_and(|file| file.is_file() && file.len() == entry.size)
        })
    }

    fn removed(&self, release: &Manifest) -> usize {
        let old = self.before().into_iter().flat_map(Manifest::files);
        old.filter(|entry| release.find(entry.path.as_str()).is_none()).count()
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

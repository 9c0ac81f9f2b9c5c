//! A release copied into a folder file by file.
//!
//! In: the folder, a release. Out: the folder holds the release. Assets come first, then the index, then the pages, and
//! what is no more goes last; each file comes by a rename, so that nobody reads half of one. The manifest in the folder
//! always names all that is ours there, also when the copy is broken off: the next one takes it up again.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::fs::{Claim, Disk, Failure, Lock, make_folder};
use crate::publish::Delivery;
use crate::write::{Changes, Entry, MANIFEST, Manifest, in_safe_order, under_way};

/// How names of files that are not whole begin.
const PART: &str = ".rettesnor-part-";

/// Copies what differs.
pub(super) fn copy(at: &Path, delivery: &Delivery<'_>) -> Result<(), Failure> {
    make_folder(at)?;
    let _lock = Lock::take(&at.join(".rettesnor-lock"))?;
    clear(at);
    let old = Claim::of(at, &[".rettesnor-lock"])?.manifest();
    let changes = Changes::between(old.as_ref(), delivery.manifest);
    if let Some(foreign) = changes.added.iter().find(|entry| at.join(entry.path.as_str()).exists()) {
        let failure = Failure::usage("foreign_file").with("path", at.join(entry_path(foreign)).display().to_string());
        return Err(failure.hint("foreign_file.hint"));
    }
    let copy = Copy { at, from: delivery.release, disk: delivery.task.disk };
    let wanted = wanted(at, old.as_ref(), delivery.manifest);
    if wanted.is_empty() && changes.removed.is_empty() {
        return Ok(());
    }
    copy.manifest(&under_way(old.as_ref(), delivery.manifest))?;
    wanted.iter().try_for_each(|entry| copy.file(Path::new(entry_path(entry))))?;
    let written: Vec<PathBuf> = wanted.iter().map(|entry| at.join(entry_path(entry))).collect();
    delivery.task.disk.sync(at, &written).map_err(|error| Failure::at("cannot_save", at, error))?;
    changes.removed.iter().try_for_each(|entry| copy.remove(Path::new(entry_path(entry))))?;
    copy.manifest(delivery.manifest)
}

/// What has to be brought, in the safe order: what differs, and what should be there and is not, as after a copy that
/// was broken off.
fn wanted<'a>(at: &Path, old: Option<&Manifest>, new: &'a Manifest) -> Vec<&'a Entry> {
    let is_there = |entry: &Entry| {
        let known = old.and_then(|old| old.find(entry_path(entry))).is_some_and(|old| old.same_bytes(entry));
        known && fs::metadata(at.join(entry_path(entry))).is_ok_and(|data| data.len() == entry.size)
    };
    in_safe_order(new.files().iter().filter(|entry| !is_there(entry)).collect())
}

fn entry_path(entry: &Entry) -> &str {
    entry.path.as_str()
}

struct Copy<'a> {
    at: &'a Path,
    from: &'a Path,
    disk: &'a dyn Disk,
}

impl Copy<'_> {
    fn file(&self, path: &Path) -> Result<(), Failure> {
        let from = self.from.join(path);
        let bytes = fs::read(&from).map_err(|error| Failure::at("cannot_read", &from, error))?;
        self.put(path, &bytes)
    }

    fn manifest(&self, manifest: &Manifest) -> Result<(), Failure> {
        let failed = |error: serde_json::Error| Failure::at("cannot_write", Path::new(MANIFEST), error.into());
        self.put(Path::new(MANIFEST), &manifest.to_json().map_err(failed)?)
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        let (part, whole) = (self.at.join(format!("{PART}{}", std::process::id())), self.at.join(path));
        let failed = |error| {
            let _ = fs::remove_file(&part);
            Failure::at("cannot_write", &whole, error).hint("copy_broken_off.hint")
        };
        self.disk.create(&part, bytes).map_err(failed)?;
        match self.disk.replace(&part, &whole) {
            // Some shares know no renaming of files.
            Err(error) if error.kind() == ErrorKind::Unsupported => {
                let _ = fs::remove_file(&part);
                fs::write(&whole, bytes).map_err(failed)
            }
            done => done.map_err(failed),
        }
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &Path) -> Result<(), Failure> {
        let file = self.at.join(path);
        let is_gone = |error: &io::Error| error.kind() == ErrorKind::NotFound;
        match fs::remove_file(&file) {
            Err(error) if !is_gone(&error) => {
                return Err(Failure::at("cannot_write", &file, error).hint("copy_broken_off.hint"));
            }
            _ => {}
        }
        let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        folders.map(|folder| fs::remove_dir(self.at.join(folder))).take_while(Result::is_ok).for_each(drop);
        Ok(())
    }
}

/// Clears away what copies that were broken off have left.
fn clear(at: &Path) {
    let entries = fs::read_dir(at).into_iter().flatten().flatten();
    let parts = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PART));
    parts.for_each(|part| drop(fs::remove_file(part.path())));
}

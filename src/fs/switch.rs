//! One rename between the old site and the new.
//!
//! In: a finished stage. Out: the site in place and nothing left of the old one. Whoever reads sees one or the other;
//! the old one is removed only when no path leads to it any more.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::{Disk, Failure, Place};
use crate::write::{MANIFEST, Manifest};

/// Puts the folder in place, and removes what stood there.
pub(super) fn put_in_place(place: &Place, folder: &Path, disk: &dyn Disk) -> Result<(), Failure> {
    let refused = |error| Failure::at("cannot_replace", place.out(), error).hint("cannot_replace.hint");
    if !place.out().exists() {
        return fs::rename(folder, place.out()).map_err(refused);
    }
    let old = disk.exchange(folder, place.out(), &place.aside()).map_err(refused)?;
    remove(&old);
    Ok(())
}

/// Brings back the old site if a build was killed between two renames, and clears away what killed builds have left.
pub(super) fn recover(place: &Place) {
    for leftover in place.leftovers() {
        let is_old = leftover.to_string_lossy().ends_with("-old");
        let brought_back = is_old && !place.out().exists() && fs::rename(&leftover, place.out()).is_ok();
        if !brought_back {
            remove(&leftover);
        }
    }
}

/// The files in a site that its manifest does not name, by their paths in the site.
pub fn foreign_files(site: &Path, manifest: &Manifest) -> Vec<PathBuf> {
    let entries = WalkDir::new(site).min_depth(1).into_iter().flatten().filter(|entry| !entry.file_type().is_dir());
    let paths = entries.filter_map(|entry| entry.path().strip_prefix(site).ok().map(Path::to_path_buf));
    paths.filter(|path| path != Path::new(MANIFEST) && !is_named(path, manifest)).collect()
}

/// Removes a folder; what cannot be removed now is a leftover, and the next build tries again.
pub fn remove(folder: &Path) {
    let entries: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().collect();
    entries.par_iter().for_each(|entry| {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let _ = if is_folder { fs::remove_dir_all(entry.path()) } else { fs::remove_file(entry.path()) };
    });
    let _ = fs::remove_dir_all(folder);
}

fn is_named(path: &Path, manifest: &Manifest) -> bool {
    let slashed = path.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/"));
    slashed.is_some_and(|path| manifest.find(&path).is_some())
}

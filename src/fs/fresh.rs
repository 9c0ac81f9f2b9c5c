//! A folder that is new: all of it, or nothing.
//!
//! In: a path where nothing is, or an empty folder, and files. Out: the folder with the files. They are put together
//! beside it, and one rename puts the folder in place.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Failure, make_folder};

/// How many of the things that are in the way are named.
const NAMED: usize = 3;

/// A folder that is being put together; if it is dropped before it is finished, nothing of it stays.
#[derive(Debug)]
pub struct FreshFolder {
    place: PathBuf,
    stage: PathBuf,
}

impl FreshFolder {
    /// Begins a folder where nothing is, or an empty one.
    pub fn begin(place: &Path) -> Result<Self, Failure> {
        let place = std::path::absolute(place).map_err(|error| Failure::at("cannot_find", place, error))?;
        refuse_full(&place)?;
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let stage = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let _ = fs::remove_dir_all(&stage);
        // The stage comes with the first file: whoever stops before that leaves nothing.
        Ok(Self { place, stage })
    }

    /// Puts a file into the folder, by its path below it.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let file = self.stage.join(path);
        make_folder(file.parent().unwrap_or(&self.stage))?;
        fs::write(&file, bytes).map_err(|error| Failure::at("cannot_write", &file, error))
    }

    /// Where the folder is, until it is finished.
    pub fn stage(&self) -> &Path {
        &self.stage
    }

    /// Puts the folder in place.
    pub fn finish(self) -> Result<(), Failure> {
        // Only an empty folder can be removed this way, and one that is there takes no other's place on all systems.
        match fs::remove_dir(&self.place) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                refuse_full(&self.place)?;
                return Err(Failure::at("cannot_replace", &self.place, error));
            }
            _ => {}
        }
        fs::rename(&self.stage, &self.place).map_err(|error| Failure::at("cannot_replace", &self.place, error))
    }
}

impl Drop for FreshFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.stage);
    }
}

/// Refuses a place where something is, and names it.
fn refuse_full(place: &Path) -> Result<(), Failure> {
    let path = place.display().to_string();
    let entries = match fs::read_dir(place) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Failure::usage("init_file").with("path", path).hint("init_full.hint"));
        }
        Err(error) => return Err(Failure::at("cannot_read", place, error)),
    };
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    if names.is_empty() {
        return Ok(());
    }
    names.sort();
    let more = if names.len() > NAMED { ", …" } else { "" };
    let named: Vec<_> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let there = format!("{}{more}", named.join(", "));
    Err(Failure::usage("init_full").with("path", path).with("names", there).hint("init_full.hint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_it_or_nothing() {
        let root = tempfile::tempdir().unwrap();
        let there = || fs::read_dir(root.path()).unwrap().count();
        let begun = FreshFolder::begin(&root.path().join("a")).unwrap();
        begun.put("b/c.md", b"1").unwrap();
        drop(begun);
        assert_eq!(there(), 0);
        let begun = FreshFolder::begin(&root.path().join("a")).unwrap();
        begun.put("b/c.md", b"1").unwrap();
        begun.finish().unwrap();
        assert_eq!(fs::read(root.path().join("a/b/c.md")).unwrap(), b"1");
        assert_eq!(there(), 1);
    }

    #[test]
    fn what_is_in_the_way_is_named_and_stays() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("a");
        let begun = FreshFolder::begin(&place).unwrap();
        begun.put("new.md", b"1").unwrap();
        fs::create_dir(&place).unwrap();
        fs::write(place.join("mine.txt"), "x").unwrap();
        let failure = FreshFolder::begin(&place).unwrap_err();
        assert!(failure.is_about("init_full") && failure.to_string().contains("mine.txt"), "{failure}");
        assert!(begun.finish().unwrap_err().is_about("init_full"));
        assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
        assert!(FreshFolder::begin(&place.join("mine.txt")).unwrap_err().is_about("init_file"));
    }
}

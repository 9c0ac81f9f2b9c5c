//! One build at a time for each site.
//!
//! In: the place of the lock file. Out: a [`Lock`], held until it is dropped. The lock belongs to the process, not to
//! the file: the lock of a build that was killed is free.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::Failure;
use super::place::BESIDE;

/// The right to put a site in place.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub fn take(path: &Path) -> Result<Self, Failure> {
        loop {
            let refused = |error| Failure::at("cannot_lock", path, error).hint(BESIDE);
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path).map_err(refused)?;
            match file.try_lock() {
                Ok(()) if is_still_there(&file, path) => return Ok(Self { path: path.to_path_buf(), _file: file }),
                // Another build ended between our open and our lock, and took its file away.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(path)),
                Err(TryLockError::Error(error)) => return Err(refused(error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held, so that nobody can hold a lock on a file that another has taken away.
        let _ = fs::remove_file(&self.path);
    }
}

fn busy(path: &Path) -> Failure {
    Failure::world("busy").with("path", path.display().to_string()).hint("busy.hint")
}

#[cfg(unix)]
fn is_still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |data: &fs::Metadata| (data.dev(), data.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(ours), Ok(there)) if id(&ours) == id(&there))
}

/// Elsewhere an open file cannot be taken away.
#[cfg(not(unix))]
fn is_still_there(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_is_told_and_the_third_gets_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::take(&path).unwrap();
        assert_eq!(Lock::take(&path).unwrap_err().to_string(), "another build of this site is running");
        drop(first);
        Lock::take(&path).unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn the_file_of_a_dead_process_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        fs::write(&path, "").unwrap();
        Lock::take(&path).unwrap();
    }
}

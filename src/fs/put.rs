//! Single files that are no site: schemas, settings of an editor, a calendar.
//!
//! In: a path, bytes, and whether what is there may be replaced. Out: what was done.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::Path;

use super::Failure;

/// What to do where another file is already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It was made by the same command and has no other content.
    Replace,
    /// Somebody may have written in it.
    Keep,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    Written,
    /// The file was there with these bytes.
    Same,
    Replaced,
    /// Another file is there, and stays.
    Kept,
}

/// Puts a file in place, by a rename, so that nobody reads half of it; makes the folders above it.
pub fn put(path: &Path, bytes: &[u8], existing: Existing) -> Result<Put, Failure> {
    let there = fs::read(path).ok();
    let done = match (&there, existing) {
        (Some(there), _) if there == bytes => return Ok(Put::Same),
        (Some(_), Existing::Keep) => return Ok(Put::Kept),
        (Some(_), Existing::Replace) => Put::Replaced,
        (None, _) => Put::Written,
    };
    let refused = |error| Failure::at("cannot_write", path, error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Failure::at("cannot_make_folder", folder, error))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = Path::new(&beside);
    fs::write(beside, bytes).and_then(|()| fs::rename(beside, path)).map_err(|error| {
        let _ = fs::remove_file(beside);
        refused(error)
    })?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_kept_or_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.json");
        assert_eq!(put(&path, b"1", Existing::Keep).unwrap(), Put::Written);
        assert_eq!(put(&path, b"1", Existing::Keep).unwrap(), Put::Same);
        assert_eq!(put(&path, b"2", Existing::Keep).unwrap(), Put::Kept);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(put(&path, b"2", Existing::Replace).unwrap(), Put::Replaced);
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(fs::read_dir(folder.path().join("a")).unwrap().count(), 1);
        assert!(put(&path.join("c"), b"", Existing::Keep).is_err());
    }
}

//! Files that come in place together: the frozen copy of a version, its records, and the text it was made of.
//!
//! In: paths and bytes. Out: all of it or nothing. Everything is written beside its place first. Whoever is killed
//! between the renames leaves a text that is adopted and has no copy yet, and can do the same again.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::Failure;

/// A version as it is to stand on the disk.
#[derive(Clone, Debug)]
pub struct Adopted<'a> {
    /// The text that is worked on: where it is, what it was when it was read, what it becomes.
    pub work: &'a Path,
    pub before: &'a [u8],
    pub after: &'a [u8],
    /// Where the frozen copy goes; it has the same bytes.
    pub copy: &'a Path,
    /// Where the records go, and the records with their paths below that.
    pub folder: &'a Path,
    pub records: &'a [(String, Vec<u8>)],
}

/// Puts a version in place.
pub fn put_adopted(adopted: &Adopted<'_>) -> Result<(), Failure> {
    let work = fs::canonicalize(adopted.work).map_err(|error| Failure::at("cannot_find", adopted.work, error))?;
    if adopted.copy.exists() {
        return Err(Failure::usage("version_there").with("path", adopted.copy.display().to_string()));
    }
    let now = fs::read(&work).map_err(|error| Failure::at("cannot_read", &work, error))?;
    if now != adopted.before {
        return Err(Failure::world("changed_meanwhile").with("path", adopted.work.display().to_string()));
    }
    let beside = Beside::new(adopted, &work);
    let done = beside.write(adopted, &work).and_then(|()| beside.switch(adopted, &work));
    beside.clear();
    done
}

/// What is written beside its place, under names that no scan reads.
struct Beside {
    work: PathBuf,
    copy: PathBuf,
    folder: PathBuf,
    /// Where records without a copy go, which somebody was killed over.
    leftover: PathBuf,
}

impl Beside {
    fn new(adopted: &Adopted<'_>, work: &Path) -> Self {
        let beside = |path: &Path, ending: &str| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            path.with_file_name(format!(".{name}.{}.{ending}", std::process::id()))
        };
        Self {
            work: beside(work, "part"),
            copy: beside(adopted.copy, "part"),
            folder: beside(adopted.folder, "part"),
            leftover: beside(adopted.folder, "old"),
        }
    }

    fn write(&self, adopted: &Adopted<'_>, work: &Path) -> Result<(), Failure> {
        for (path, bytes) in adopted.records {
            write(&self.folder.join(path), bytes)?;
        }
        write(&self.copy, adopted.after)?;
        write(&self.work, adopted.after)?;
        let keep = fs::metadata(work).and_then(|data| fs::set_permissions(&self.work, data.permissions()));
        keep.map_err(|error| Failure::at("cannot_write", &self.work, error))
    }

    /// The copy comes last: where it is, all of the version is.
    fn switch(&self, adopted: &Adopted<'_>, work: &Path) -> Result<(), Failure> {
        let refused = |path: &Path| {
            let path = path.to_path_buf();
            move |error| Failure::at("cannot_replace", &path, error)
        };
        if adopted.folder.exists() {
            fs::rename(adopted.folder, &self.leftover).map_err(refused(adopted.folder))?;
        }
        if !adopted.records.is_empty() {
            fs::rename(&self.folder, adopted.folder).map_err(refused(adopted.folder))?;
        }
        let placed = fs::rename(&self.work, work).map_err(refused(work)).and_then(|()| {
            // A link, unlike a rename, never takes the place of a copy that came in the meantime.
            let linked = fs::hard_link(&self.copy, adopted.copy);
            let no_links = |error: &std::io::Error| error.kind() != std::io::ErrorKind::AlreadyExists;
            let placed = match linked {
                Err(error) if no_links(&error) => fs::rename(&self.copy, adopted.copy),
                done => done,
            };
            placed.map_err(refused(adopted.copy))
        });
        placed.inspect_err(|_| self.back(adopted, work))
    }

    /// Puts everything back as it was.
    fn back(&self, adopted: &Adopted<'_>, work: &Path) {
        let _ = fs::remove_dir_all(adopted.folder);
        let _ = fs::rename(&self.leftover, adopted.folder);
        if fs::read(work).is_ok_and(|now| now == adopted.after) {
            let _ = write(&self.work, adopted.before).map(|()| fs::rename(&self.work, work));
        }
    }

    fn clear(&self) {
        let _ = fs::remove_dir_all(&self.folder);
        let _ = fs::remove_dir_all(&self.leftover);
        let _ = fs::remove_file(&self.copy);
        let _ = fs::remove_file(&self.work);
    }
}

/// Writes a file and waits until it is on the disk; makes the folders above it.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::at("cannot_make_folder", folder, error))?;
    }
    let written = File::create(path).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()));
    written.map_err(|error| Failure::at("cannot_write", path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(root: &Path) -> Vec<(String, String)> {
        let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
        let files = files.filter(|entry| entry.file_type().is_file());
        let name = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
        files.map(|entry| (name(entry.path()), fs::read_to_string(entry.path()).unwrap())).collect()
    }

    #[test]
    fn all_of_it_or_nothing() {
        let root = tempfile::tempdir().unwrap();
        let (work, folder) = (root.path().join("a.md"), root.path().join("e/1.0"));
        let copy = root.path().join("e/1.0.md");
        fs::write(&work, "draft").unwrap();
        let records = [("data/roles.yaml".to_owned(), b"[]".to_vec())];
        let adopted =
            Adopted { work: &work, before: b"draft", after: b"new", copy: &copy, folder: &folder, records: &records };
        assert!(put_adopted(&Adopted { before: b"else", ..adopted.clone() }).is_err());
        assert_eq!(files(root.path()).len(), 1);
        // A folder cannot become a file: the last step fails, and all is as it was.
        fs::create_dir_all(root.path().join("e")).unwrap();
        put_adopted(&Adopted { copy: &root.path().join("missing/1.0.md"), folder: &work, ..adopted.clone() })
            .unwrap_err();
        assert_eq!(files(root.path()), [("a.md".to_owned(), "draft".to_owned())]);
        put_adopted(&adopted).unwrap();
        let told: Vec<_> = files(root.path());
        let told: Vec<_> = told.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        assert_eq!(told, [("a.md", "new"), ("e/1.0/data/roles.yaml", "[]"), ("e/1.0.md", "new")]);
        assert!(put_adopted(&Adopted { before: b"new", ..adopted }).is_err());
    }

    #[test]
    fn records_without_a_copy_are_replaced() {
        let root = tempfile::tempdir().unwrap();
        let (work, folder) = (root.path().join("a.md"), root.path().join("e/1.0"));
        fs::write(&work, "draft").unwrap();
        fs::create_dir_all(folder.join("data")).unwrap();
        fs::write(folder.join("data/old.yaml"), "x").unwrap();
        let copy = root.path().join("e/1.0.md");
        let adopted =
            Adopted { work: &work, before: b"draft", after: b"new", copy: &copy, folder: &folder, records: &[] };
        put_adopted(&adopted).unwrap();
        assert_eq!(files(root.path()).len(), 2);
    }
}

//! Files that come in place together: the frozen copy of a version, its records, and the text it was made of.
//!
//! In: paths and bytes. Out: all of it or nothing. Everything is written beside its place first, and comes in place step
//! by step: the records, the text, the copy. Whoever is killed between two steps leaves a site that can be built: first
//! records that no copy has, which C11 tells of, then a text that is adopted and has no copy yet. The same command
//! finishes it.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs::{self, File};
use std::io::{self, Write as _};
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
    [&work, adopted.copy, adopted.folder].into_iter().for_each(clear_leftovers);
    let done = beside.write(adopted, &work).and_then(|()| beside.switch(adopted, &work));
    beside.clear();
    done
}

/// What comes in place by itself; the copy comes last: where it is, all of the version is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Records,
    Work,
    Copy,
}

/// Removes what somebody who was killed has written beside a place.
fn clear_leftovers(path: &Path) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_leftover = |other: &str| {
        let rest = other.strip_prefix('.').and_then(|rest| rest.strip_prefix(&*name)?.strip_prefix('.'));
        let number = rest.and_then(|rest| rest.strip_suffix(".part").or_else(|| rest.strip_suffix(".old")));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let folder = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    for entry in
        folder.into_iter().flatten().flatten().filter(|entry| is_leftover(&entry.file_name().to_string_lossy()))
    {
        let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
    }
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

    /// Takes all steps, or none.
    fn switch(&self, adopted: &Adopted<'_>, work: &Path) -> Result<(), Failure> {
        let mut steps = [Step::Records, Step::Work, Step::Copy].into_iter();
        let done = steps.try_for_each(|step| self.step(step, adopted, work));
        done.inspect_err(|_| self.back(adopted, work))
    }

    fn step(&self, step: Step, adopted: &Adopted<'_>, work: &Path) -> Result<(), Failure> {
        let (place, done) = match step {
            Step::Records => (adopted.folder, self.place_records(adopted)),
            Step::Work => (work, fs::rename(&self.work, work)),
            Step::Copy => (adopted.copy, self.place_copy(adopted)),
        };
        done.map_err(|error| Failure::at("cannot_replace", place, error))
    }

    fn place_records(&self, adopted: &Adopted<'_>) -> io::Result<()> {
        if adopted.folder.exists() {
            fs::rename(adopted.folder, &self.leftover)?;
        }
        if adopted.records.is_empty() { Ok(()) } else { fs::rename(&self.folder, adopted.folder) }
    }

    /// A link, unlike a rename, never takes the place of a copy that came in the meantime.
    fn place_copy(&self, adopted: &Adopted<'_>) -> io::Result<()> {
        match fs::hard_link(&self.copy, adopted.copy) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(&self.copy, adopted.copy),
            done => done,
        }
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
    fn whoever_is_killed_between_two_steps_can_do_it_again() {
        let steps = [Step::Records, Step::Work, Step::Copy];
        let after = [
            vec!["a.md: draft"],
            vec!["a.md: draft", "e/1.0/data/roles.yaml: []"],
            vec!["a.md: new", "e/1.0/data/roles.yaml: []"],
        ];
        for (taken, expected) in after.iter().enumerate() {
            let root = tempfile::tempdir().unwrap();
            let (work, folder) = (root.path().join("a.md"), root.path().join("e/1.0"));
            let copy = root.path().join("e/1.0.md");
            fs::write(&work, "draft").unwrap();
            let records = [("data/roles.yaml".to_owned(), b"[]".to_vec())];
            let adopted = |before| Adopted {
                work: &work,
                before,
                after: b"new",
                copy: &copy,
                folder: &folder,
                records: &records,
            };
            // Another program's, which was killed: its number is not this one's.
            let own = adopted(b"draft");
            let killed = Beside { work: work.with_file_name(".a.md.1.part"), ..Beside::new(&own, &work) };
            killed.write(&own, &work).unwrap();
            steps[..taken].iter().for_each(|step| killed.step(*step, &own, &work).unwrap());
            let seen = |(path, text): &(String, String)| (!path.contains(".part")).then(|| format!("{path}: {text}"));
            assert_eq!(files(root.path()).iter().filter_map(seen).collect::<Vec<_>>(), *expected, "{taken}");
            let now = fs::read(&work).unwrap();
            put_adopted(&adopted(&now)).unwrap();
            let told: Vec<_> = files(root.path()).into_iter().map(|(path, text)| format!("{path}: {text}")).collect();
            assert_eq!(told, ["a.md: new", "e/1.0/data/roles.yaml: []", "e/1.0.md: new"], "{taken}");
        }
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

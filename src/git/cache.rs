//! What is remembered of a history between runs.
//!
//! In: the list of commits, the versions of old texts, and the texts that were adopted. Out: a file beside the content
//! folder that git ignores, and the same again. A file that is broken or of another program is no file; one that cannot
//! be written is none either. Each text is the object that its name says, or it is none; whether git has that object,
//! the caller has to ask.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::ObjectId;
use super::objects::{self, Object};
use super::past::{ById, Folders};
use crate::fs::{Existing, put};
use crate::hash::Hash;
use crate::history::Old;

/// Changes with what the file holds.
const SCHEMA: &str = "rettesnor history 2";

/// No list is longer, in bytes.
const LARGEST: u64 = 200_000_000;

/// Where the file lies.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    file: PathBuf,
}

/// What a history was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub head: ObjectId,
    /// The content folder's path in the repository, empty or with `/` at its end.
    pub prefix: String,
    /// Of the authors' names, and of where the history is cut off.
    pub surroundings: Hash,
}

impl Key {
    /// Whether the other is of the same content folder, with the same beginning and the same names.
    pub fn is_of_same_place(&self, other: &Self) -> bool {
        self.prefix == other.prefix && self.surroundings == other.surroundings
    }
}

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub key: Key,
    /// What git printed.
    pub log: Vec<u8>,
    /// The version of every text that says it is adopted.
    pub adopted: BTreeMap<ObjectId, Box<str>>,
    /// The tables that lay beside the adopted texts.
    pub folders: Folders,
}

impl Cache {
    /// The file in a folder, which is made when there is something to keep.
    pub fn beside(folder: &Path) -> Self {
        Self { file: folder.join("history") }
    }

    /// What is kept, perhaps of an earlier commit, and the texts beside it.
    pub fn load(&self) -> Option<(Kept, ById)> {
        let data = fs::symlink_metadata(&self.file).ok()?;
        if !data.is_file() || data.len() > LARGEST {
            return None;
        }
        let bytes = fs::read(&self.file).ok()?;
        let (list, texts) = parts(&bytes)?;
        let (kept, texts) = rayon::join(|| read(list), || read_texts(texts));
        Some((kept?, texts))
    }

    /// Keeps it, if the folder can be written.
    pub fn store(&self, kept: &Kept, texts: &ById) {
        let Some(folder) = self.file.parent() else { return };
        // A folder that leads elsewhere is not ours.
        if [folder.parent().unwrap_or(folder), folder].into_iter().any(Path::is_symlink) {
            return;
        }
        // Whoever keeps the content in git has no wish to keep this there.
        let ignored = put(&folder.join(".gitignore"), b"*\n", Existing::Keep);
        if ignored.is_ok() {
            let _ = put(&self.file, &write(kept, texts), Existing::Replace);
        }
    }
}

/// A line each for the schema, the hash and the length of the list; the list; the texts as git prints them.
fn write(kept: &Kept, texts: &ById) -> Vec<u8> {
    let mut list = write_list(kept);
    let mut file = format!("{SCHEMA}\n{}\n{}\n", Hash::of(&list).to_hex(), list.len()).into_bytes();
    file.append(&mut list);
    for (id, old) in texts {
        file.extend_from_slice(format!("{id} blob {}\n", old.bytes.len()).as_bytes());
        file.extend_from_slice(&old.bytes);
        file.push(b'\n');
    }
    file
}

/// A line for the key, and for each version; an empty line; the folders, each a name and its files with an empty byte
/// after each and one more; an empty byte; what git printed.
fn write_list(kept: &Kept) -> Vec<u8> {
    let Key { head, prefix, surroundings } = &kept.key;
    let mut list = format!("{head} {} {prefix}\n", surroundings.to_hex()).into_bytes();
    for (id, version) in &kept.adopted {
        list.extend_from_slice(format!("{id} {version}\n").as_bytes());
    }
    list.push(b'\n');
    for (folder, files) in &kept.folders {
        list.extend_from_slice(format!("{folder}\0").as_bytes());
        for (name, id) in files {
            list.extend_from_slice(format!("{id} {name}\0").as_bytes());
        }
        list.push(0);
    }
    list.push(0);
    list.extend_from_slice(&kept.log);
    list
}

/// The list, if it is as it was written, and the texts.
fn parts(file: &[u8]) -> Option<(&[u8], &[u8])> {
    let (schema, file) = until(b'\n', file)?;
    let (hash, file) = until(b'\n', file)?;
    let (length, file) = until(b'\n', file)?;
    let (list, texts) = file.split_at_checked(length.parse().ok()?)?;
    (schema == SCHEMA && hash == Hash::of(list).to_hex()).then_some((list, texts))
}

fn read(list: &[u8]) -> Option<Kept> {
    let (key, mut rest) = until(b'\n', list)?;
    let mut parts = key.splitn(3, ' ');
    let head = ObjectId::parse(parts.next()?.as_bytes())?;
    let surroundings = Hash::from_hex(parts.next()?)?;
    let key = Key { head, prefix: parts.next()?.to_owned(), surroundings };
    let mut adopted = BTreeMap::new();
    while let (entry, after) = until(b'\n', rest)?
        && let Some((id, version)) = entry.split_once(' ')
    {
        rest = after;
        adopted.insert(ObjectId::parse(id.as_bytes())?, Box::from(version));
    }
    let (folders, log) = read_folders(rest.strip_prefix(b"\n")?)?;
    Some(Kept { key, log: log.to_vec(), adopted, folders })
}

fn read_folders(mut rest: &[u8]) -> Option<(Folders, &[u8])> {
    let mut folders = Folders::new();
    let mut next = || {
        let (part, after) = until(0, rest)?;
        rest = after;
        Some(part)
    };
    while let folder = next()?
        && !folder.is_empty()
    {
        let files = folders.entry(folder.to_owned()).or_default();
        while let Some((id, name)) = next()?.split_once(' ') {
            files.push((name.to_owned(), ObjectId::parse(id.as_bytes())?));
        }
    }
    Some((folders, rest))
}

/// The texts that are what their names say.
fn read_texts(texts: &[u8]) -> ById {
    let is_it = |object: &Object<'_>| ObjectId::of_file(object.bytes, object.id.width()) == Some(object.id);
    let all: Vec<_> = objects::all(texts).collect();
    all.into_par_iter().filter(is_it).map(|object| (object.id, Old::new(object.bytes.to_vec()))).collect()
}

/// What stands before a byte, and what after it.
fn until(end: u8, bytes: &[u8]) -> Option<(&str, &[u8])> {
    let at = memchr::memchr(end, bytes)?;
    Some((std::str::from_utf8(&bytes[..at]).ok()?, &bytes[at + 1..]))
}

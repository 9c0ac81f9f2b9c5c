//! What is remembered of a history between runs.
//!
//! In: the list of commits and the versions of old texts. Out: a file beside the content folder that git ignores, and
//! the same again. A file that is broken, of another program or of another content folder is no file; one that cannot
//! be written is none either.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::ObjectId;
use crate::fs::{Existing, put};
use crate::hash::Hash;

/// Changes with what the file holds.
const SCHEMA: &str = "rettesnor history 1";

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

/// What is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub key: Key,
    /// What git printed.
    pub log: Vec<u8>,
    /// The version of every text that says it is adopted.
    pub adopted: BTreeMap<ObjectId, Box<str>>,
}

impl Cache {
    /// The file in a folder, which is made when there is something to keep.
    pub fn beside(folder: &Path) -> Self {
        Self { file: folder.join("history") }
    }

    /// What is kept of the same content folder, perhaps of an earlier commit.
    pub fn load(&self, key: &Key) -> Option<Kept> {
        let data = fs::symlink_metadata(&self.file).ok()?;
        if !data.is_file() || data.len() > LARGEST {
            return None;
        }
        let bytes = fs::read(&self.file).ok()?;
        let kept = read(&bytes)?;
        (kept.key.prefix == key.prefix && kept.key.surroundings == key.surroundings).then_some(kept)
    }

    /// Keeps it, if the folder can be written.
    pub fn store(&self, kept: &Kept) {
        let Some(folder) = self.file.parent() else { return };
        // A folder that leads elsewhere is not ours.
        if [folder.parent().unwrap_or(folder), folder].into_iter().any(Path::is_symlink) {
            return;
        }
        // Whoever keeps the content in git has no wish to keep this there.
        let ignored = put(&folder.join(".gitignore"), b"*\n", Existing::Keep);
        if ignored.is_ok() {
            let _ = put(&self.file, &write(kept), Existing::Replace);
        }
    }
}

/// A line each for the schema, the hash of the rest, the key, and each version; an empty line; the list.
fn write(kept: &Kept) -> Vec<u8> {
    let Key { head, prefix, surroundings } = &kept.key;
    let mut rest = format!("{head} {} {prefix}\n", surroundings.to_hex()).into_bytes();
    for (id, version) in &kept.adopted {
        rest.extend_from_slice(format!("{id} {version}\n").as_bytes());
    }
    rest.push(b'\n');
    rest.extend_from_slice(&kept.log);
    let mut file = format!("{SCHEMA}\n{}\n", Hash::of(&rest).to_hex()).into_bytes();
    file.append(&mut rest);
    file
}

fn read(file: &[u8]) -> Option<Kept> {
    let (schema, file) = line(file)?;
    let (hash, mut rest) = line(file)?;
    if schema != SCHEMA || hash != Hash::of(rest).to_hex() {
        return None;
    }
    let (key, after) = line(rest)?;
    rest = after;
    let mut parts = key.splitn(3, ' ');
    let head = ObjectId::parse(parts.next()?.as_bytes())?;
    let surroundings = Hash::from_hex(parts.next()?)?;
    let key = Key { head, prefix: parts.next()?.to_owned(), surroundings };
    let mut adopted = BTreeMap::new();
    loop {
        let (entry, after) = line(rest)?;
        rest = after;
        let Some((id, version)) = entry.split_once(' ') else { break };
        adopted.insert(ObjectId::parse(id.as_bytes())?, Box::from(version));
    }
    Some(Kept { key, log: rest.to_vec(), adopted })
}

fn line(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((std::str::from_utf8(&bytes[..end]).ok()?, &bytes[end + 1..]))
}

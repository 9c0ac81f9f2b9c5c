//! What git tells of the content's past, as plain data: who changed which text when, and which texts were adopted.
//!
//! In: the list of commits that the edge has read, and what old texts say of their version. Out: a [`History`]: the
//! changes of every file under all its names, and the first text of each adopted version. [`copies`] makes sources of
//! these texts, [`witnesses`] sets them beside what the files say today. Nothing here starts git or reads a file.

mod copies;
mod front;
mod log;
mod trace;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::DateTime;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

use crate::hash::Hash;

pub use copies::{Gone, Witness, copies, gone, witnesses};
pub use front::Front;
pub use log::{FORMAT, Fate, Record, Touched, records};

/// The name of an object in git: a commit, or what a file held.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ObjectId {
    bytes: [u8; 32],
    /// 20 for SHA-1, 32 for SHA-256.
    length: u8,
}

impl ObjectId {
    /// The object that 40 or 64 hexadecimal digits name.
    pub fn parse(hex: &[u8]) -> Option<Self> {
        let mut bytes = [0; 32];
        if !matches!(hex.len(), 40 | 64) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self { bytes, length: if hex.len() == 40 { 20 } else { 32 } })
    }

    /// The name that git gives a file of these bytes, where names have so many bytes.
    pub fn of_file(bytes: &[u8], width: usize) -> Option<Self> {
        let head = format!("blob {}\0", bytes.len());
        match width {
            20 => Self::from_bytes(&Sha1::new_with_prefix(head).chain_update(bytes).finalize()),
            _ => Self::from_bytes(&Sha256::new_with_prefix(head).chain_update(bytes).finalize()),
        }
    }

    /// Whether a file of these bytes has this name; line ends may be those of another system.
    pub fn names(&self, bytes: &[u8]) -> bool {
        let is_it = |bytes: &[u8]| Self::of_file(bytes, self.width()).as_ref() == Some(self);
        is_it(bytes) || bytes.contains(&b'\r') && is_it(&without_returns(bytes))
    }

    /// The object of these 20 or 32 bytes.
    pub fn from_bytes(name: &[u8]) -> Option<Self> {
        let length = u8::try_from(name.len()).ok().filter(|length| matches!(length, 20 | 32))?;
        let mut bytes = [0; 32];
        bytes[..name.len()].copy_from_slice(name);
        Some(Self { bytes, length })
    }

    /// How many bytes the names of this repository have.
    pub fn width(&self) -> usize {
        usize::from(self.length)
    }

    /// Whether this is how git writes that there is no object.
    pub fn is_nothing(&self) -> bool {
        self.bytes == [0; 32]
    }

    /// The first digits, as people write them.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_owned()
    }
}

/// The bytes of a text without those that some systems put before the end of a line.
fn without_returns(text: &[u8]) -> Vec<u8> {
    let is_return = |at: usize| text[at] == b'\r' && text.get(at + 1) == Some(&b'\n');
    (0..text.len()).filter(|at| !is_return(*at)).map(|at| text[at]).collect()
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes[..self.width()].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short())
    }
}

/// How far back the history goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Depth {
    /// To the beginning.
    Whole,
    /// To these commits, which seem to add all that was there before them.
    Shallow(Vec<ObjectId>),
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub id: ObjectId,
    /// When it was written, by the author's clock.
    pub when: DateTime,
    /// The author, as `.mailmap` has the name.
    pub author: Arc<str>,
    /// The first line of the message.
    pub subject: Arc<str>,
}

/// A change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    commit: usize,
    /// The file's name then, below the content folder.
    pub path: Arc<str>,
    /// What it held afterwards; nothing where it was removed.
    pub blob: ObjectId,
}

/// The bytes that a file once held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Old {
    pub bytes: Arc<[u8]>,
    pub hash: Hash,
}

impl Old {
    /// These bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { hash: Hash::of(&bytes), bytes: bytes.into() }
    }
}

/// What git has of an adoption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The adopted text.
    pub text: Option<Old>,
    /// The records beside it by their paths in a content folder.
    pub records: Vec<(Arc<str>, Old)>,
    /// What a file that was removed said last.
    pub last: Option<Old>,
}

/// The first commit at which a text was adopted under a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The file's name today, below the content folder.
    pub file: Arc<str>,
    pub version: Box<str>,
    pub change: Change,
    /// The same version adopted anew with other words, after something else had been in its place.
    pub again: Option<Change>,
    /// The texts; nothing until the edge has read them, or where git has lost them. The records are those of that
    /// commit, by their paths in a content folder: `data/roles.yaml`.
    pub texts: Texts,
}

/// How a file of today stands to git.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Git has no such file.
    New,
    /// Git has another text.
    Changed,
    Committed,
}

/// What git tells of the content's past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    head: ObjectId,
    depth: Depth,
    /// The newest first.
    commits: Vec<Commit>,
    /// By the name of today, or the last one; the newest change first.
    files: BTreeMap<Arc<str>, Vec<Change>>,
    adoptions: Vec<Adoption>,
}

impl History {
    /// The history that ends at `head`, of records with the newest first; `adopted` has the version of every text that
    /// says it is adopted.
    pub fn new(head: ObjectId, depth: Depth, records: &[Record<'_>], adopted: &BTreeMap<ObjectId, Box<str>>) -> Self {
        let commits = trace::commits(records);
        let files = trace::files(records);
        let adoptions = trace::adoptions(&files, adopted);
        let mut history = Self { head, depth, commits, files, adoptions: Vec::new() };
        // What was there when the history was cut off may have been adopted long before, in other words.
        history.adoptions = adoptions.into_iter().filter(|adoption| !history.is_cut(&adoption.change)).collect();
        history
    }

    /// The same with what was read of the adopted texts, by their place in [`adoptions`](Self::adoptions).
    #[must_use]
    pub fn with_texts(mut self, texts: Vec<Texts>) -> Self {
        for (adoption, texts) in self.adoptions.iter_mut().zip(texts) {
            adoption.texts = texts;
        }
        self
    }

    /// The commit that the work tree stands on.
    pub fn head(&self) -> ObjectId {
        self.head
    }

    /// Whether the beginning is missing, so that old dates and versions are not known.
    pub fn is_shallow(&self) -> bool {
        self.depth != Depth::Whole
    }

    /// The commit of a change.
    pub fn commit(&self, change: &Change) -> &Commit {
        &self.commits[change.commit]
    }

    /// How many commits touch the content.
    pub fn commits(&self) -> usize {
        self.commits.len()
    }

    /// The changes of a file below the content folder under all its names, the newest first; of what lies before the
    /// beginning of a history that was cut off nothing is known.
    pub fn changes(&self, file: &str) -> impl DoubleEndedIterator<Item = &Change> {
        self.known(file).filter(|change| !self.is_cut(change))
    }

    /// The last change of a file, if its day is known.
    pub fn last(&self, file: &str) -> Option<&Change> {
        self.known(file).next().filter(|change| !self.is_cut(change))
    }

    /// The change by which a file came, if its day is known.
    pub fn first(&self, file: &str) -> Option<&Change> {
        self.known(file).next_back().filter(|change| !self.is_cut(change))
    }

    /// What the work tree's commit has for a file; nothing where it has no such file.
    pub fn blob(&self, file: &str) -> Option<ObjectId> {
        self.known(file).next().map(|change| change.blob).filter(|blob| !blob.is_nothing())
    }

    /// The last change of a file that was removed before its removal; nothing where the file is still there.
    pub fn last_before_removal(&self, file: &str) -> Option<&Change> {
        let mut changes = self.known(file);
        changes.next().filter(|removal| removal.blob.is_nothing())?;
        changes.find(|change| !change.blob.is_nothing())
    }

    /// How a file with these bytes stands to the commit that is checked out.
    pub fn standing(&self, file: &str, bytes: &[u8]) -> Standing {
        match self.blob(file) {
            None => Standing::New,
            Some(blob) if blob.names(bytes) => Standing::Committed,
            Some(_) => Standing::Changed,
        }
    }

    /// The adopted versions of all files, the oldest of each file first.
    pub fn adoptions(&self) -> &[Adoption] {
        &self.adoptions
    }

    /// The adopted versions of a file, the oldest first.
    pub fn adopted(&self, file: &str) -> impl Iterator<Item = &Adoption> {
        self.adoptions.iter().filter(move |adoption| &*adoption.file == file)
    }

    fn known(&self, file: &str) -> impl DoubleEndedIterator<Item = &Change> {
        self.files.get(file).into_iter().flatten()
    }

    /// Whether a change is none, but the place where the history was cut off.
    fn is_cut(&self, change: &Change) -> bool {
        matches!(&self.depth, Depth::Shallow(ends) if ends.contains(&self.commits[change.commit].id))
    }
}

//! The manifest: what a built site consists of, and how two sites differ.
//!
//! In: the path, digest and size of every output. Out: `manifest.json` as bytes, and a [`Manifest`] read back from
//! such bytes. Nothing here touches the disk or the clock: the same outputs give the same bytes.

mod changes;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use crate::source::{OutPath, SourcePath};

pub use changes::{Changes, Group, in_safe_order, under_way};

/// Name of the manifest in the site.
pub const MANIFEST: &str = "manifest.json";

/// What the manifest says of the program that wrote it.
pub const GENERATOR: &str = concat!("rettesnor ", env!("CARGO_PKG_VERSION"));

/// Folders whose files carry the hash of their content in their names, so that a page that was loaded before the
/// switch asks for files of the release before.
const HASHED: [&str; 2] = ["assets/", "search/"];

/// The SHA-256 of a file: what an archivist can check with the tools of any system.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The digest that 64 hexadecimal digits stand for.
    fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(bytes))
    }

    fn to_hex(self) -> String {
        let digits = |byte: &u8| [byte >> 4, byte & 15].map(|half| char::from(b"0123456789abcdef"[half as usize]));
        self.0.iter().flat_map(digits).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

/// Whether a file belongs to the site as it is, or is kept for those who still have a page of the one before open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Release {
    #[default]
    Current,
    Previous,
}

impl Release {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    fn is_current(&self) -> bool {
        *self == Self::Current
    }
}

/// Which edition of which document a file shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Edition {
    /// The document, as `strategy:sociale-medier`.
    pub document: String,
    /// Where the edition stands: `main`, `draft` or `version`.
    pub slot: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    pub path: OutPath,
    pub sha256: Digest,
    pub size: u64,
    /// The text it was made from, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourcePath>,
    /// The edition that it shows, where it shows one.
    #[serde(flatten)]
    pub edition: Option<Edition>,
    #[serde(skip_serializing_if = "Release::is_current")]
    pub release: Release,
}

impl Entry {
    /// The entry of a file with these bytes.
    pub fn of(path: &OutPath, bytes: &[u8], source: Option<&SourcePath>) -> Self {
        Self {
            path: path.clone(),
            sha256: Digest::of(bytes),
            size: bytes.len() as u64,
            source: source.cloned(),
            edition: None,
            release: Release::Current,
        }
    }

    /// The same entry of a file that shows an edition.
    #[must_use]
    pub fn showing(self, edition: Option<Edition>) -> Self {
        Self { edition, ..self }
    }

    /// Whether two files hold the same bytes.
    pub fn same_bytes(&self, other: &Self) -> bool {
        self.sha256 == other.sha256 && self.size == other.size
    }
}

/// All files of a site but the manifest itself, sorted by path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    generator: String,
    /// The commit that the content is of, if all of it is.
    commit: Option<String>,
    files: Vec<Entry>,
}

impl Manifest {
    /// A manifest of these files, in whatever order they were made.
    pub fn new(mut files: Vec<Entry>) -> Self {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self { generator: GENERATOR.to_owned(), commit: None, files }
    }

    /// The same manifest of content that is of a commit.
    #[must_use]
    pub fn of_commit(self, commit: Option<String>) -> Self {
        Self { commit, ..self }
    }

    /// The commit that the content is of; nothing where it is of none, or not all of it.
    pub fn commit(&self) -> Option<&str> {
        self.commit.as_deref()
    }

    /// The files, sorted by path.
    pub fn files(&self) -> &[Entry] {
        &self.files
    }

    /// The entry of one file.
    pub fn find(&self, path: &str) -> Option<&Entry> {
        self.files.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok().map(|at| &self.files[at])
    }

    /// Whether two manifests describe the same release; what is kept of the one before does not count.
    pub fn same_release(&self, other: &Self) -> bool {
        self.generator == other.generator && self.commit == other.commit && self.current().eq(other.current())
    }

    /// What a new release has to keep of this one: hashed assets that it no longer has itself.
    pub fn assets_to_keep<'a>(&'a self, next: &'a Self) -> impl Iterator<Item = Entry> + 'a {
        self.current()
            .filter(|entry| {
                HASHED.iter().any(|folder| entry.path.as_str().starts_with(folder))
                    && next.find(entry.path.as_str()).is_none()
            })
            .map(|entry| Entry { release: Release::Previous, ..entry.clone() })
    }

    /// How the files that are there differ from those that the manifest tells of. `found` is sorted by path.
    pub fn differences<'a>(&'a self, found: &'a [Entry]) -> Differences<'a> {
        let there = |path: &OutPath| found.binary_search_by(|entry| entry.path.cmp(path)).ok().map(|at| &found[at]);
        let mut differences = Differences::default();
        for entry in &self.files {
            match there(&entry.path) {
                None => differences.missing.push(&entry.path),
                Some(found) if !found.same_bytes(entry) => differences.changed.push(&entry.path),
                Some(_) => {}
            }
        }
        let foreign = found.iter().map(|entry| &entry.path).filter(|path| self.find(path.as_str()).is_none());
        differences.foreign = foreign.collect();
        differences
    }

    /// What made the site, as `rettesnor 0.1.0`.
    pub fn generator(&self) -> &str {
        &self.generator
    }

    /// The manifest as JSON, one file on each line.
    pub fn to_json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut json = Vec::with_capacity(200 * self.files.len() + 100);
        json.extend_from_slice(b"{\"generator\":");
        serde_json::to_writer(&mut json, &self.generator)?;
        if let Some(commit) = &self.commit {
            json.extend_from_slice(b",\"commit\":");
            serde_json::to_writer(&mut json, commit)?;
        }
        json.extend_from_slice(b",\"files\":[");
        for (index, entry) in self.files.iter().enumerate() {
            json.extend_from_slice(if index == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut json, entry)?;
        }
        json.extend_from_slice(b"\n]}\n");
        Ok(json)
    }

    /// The manifest that these bytes hold, if rettesnor wrote them and every path stays in the site.
    pub fn from_json(json: &[u8]) -> Option<Self> {
        let raw: RawManifest = serde_json::from_slice(json).ok()?;
        let ours = raw.generator.starts_with("rettesnor ");
        let mut files = raw.files.into_iter().map(RawEntry::check).collect::<Option<Vec<_>>>()?;
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        ours.then_some(Self { generator: raw.generator, commit: raw.commit, files })
    }

    /// The files of this release, without what is kept of the one before.
    pub fn current(&self) -> impl Iterator<Item = &Entry> {
        self.files.iter().filter(|entry| entry.release.is_current())
    }
}

/// How a folder differs from the manifest in it; each list is sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Differences<'a> {
    pub missing: Vec<&'a OutPath>,
    pub changed: Vec<&'a OutPath>,
    /// What the manifest does not tell of.
    pub foreign: Vec<&'a OutPath>,
}

impl Differences<'_> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.foreign.is_empty()
    }
}

/// Whether a path, joined to a folder, stays in that folder.
pub fn stays_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[derive(Deserialize)]
struct RawManifest {
    generator: String,
    commit: Option<String>,
    files: Vec<RawEntry>,
}

#[derive(Deserialize)]
struct RawEntry {
    path: String,
    sha256: String,
    size: u64,
    source: Option<String>,
    document: Option<String>,
    slot: Option<String>,
    version: Option<String>,
    #[serde(default)]
    release: Release,
}

impl RawEntry {
    fn check(self) -> Option<Entry> {
        let sha256 = Digest::from_hex(&self.sha256)?;
        let source = self.source.map(SourcePath::new);
        let edition = self.document.zip(self.slot);
        let edition = edition.map(|(document, slot)| Edition { document, slot, version: self.version });
        let path = OutPath::new(self.path);
        let entry = Entry { path, sha256, size: self.size, source, edition, release: self.release };
        stays_inside(entry.path.as_str()).then_some(entry)
    }
}

fn digit(byte: u8) -> Option<u8> {
    (byte as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

//! Sources and outputs as plain data: paths, bytes, places in a text.
//!
//! In: what the edge has read. Out: values that every stage may hold. Nothing here touches the disk: a
//! [`SourcePath`] is a name, not a permission to open a file.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::hash::Hash;

/// Path of a source from the site root, with `/` on every system: `content/themes/miljoe.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path from its text, which uses `/`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last component, `miljoe.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The file name up to its last dot, `miljoe`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The ending after the last dot in lower case, `md`; empty where there is none.
    pub fn ending(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

/// A file as it was read: a text of the content, a data file, a template.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: SourcePath,
    pub bytes: Arc<[u8]>,
    pub hash: Hash,
    /// Where it was taken from, if it is no file of today.
    pub past: Option<Arc<Past>>,
}

/// Where in git a source was taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The commit, by its whole name.
    pub commit: String,
    /// The day on which it was made, by the author's clock.
    pub date: Date,
    /// The path below the content folder that the file had then.
    pub path: Arc<str>,
}

impl SourceFile {
    /// A source of these bytes.
    pub fn new(path: SourcePath, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let hash = Hash::of(&bytes);
        Self { path, bytes, hash, past: None }
    }

    /// A source that is no file of today, with the hash of its bytes.
    pub fn past(path: SourcePath, bytes: Arc<[u8]>, hash: Hash, past: Arc<Past>) -> Self {
        Self { path, bytes, hash, past: Some(past) }
    }
}

/// A file that goes into the site as it is; its bytes stay on the disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StaticFile {
    pub path: SourcePath,
    /// Where it goes, from the folder `static` on: `logo.svg`.
    pub out: OutPath,
    /// What a picture tells beside what it shows.
    pub metadata: Metadata,
}

impl StaticFile {
    /// A file without metadata.
    pub fn new(path: SourcePath, out: OutPath) -> Self {
        Self { path, out, metadata: Metadata::default() }
    }
}

/// Blocks about a picture inside its file, as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Metadata {
    /// Exif, from its TIFF header on.
    pub exif: Option<Arc<[u8]>>,
    /// XMP.
    pub xmp: Option<Arc<str>>,
}

/// The files of a site's own theme, which stand over those of the embedded one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// Name of the theme's folder below `themes/`.
    pub folder: String,
    /// Texts by their names within the theme, sorted.
    pub files: Vec<(String, Arc<str>)>,
}

impl Default for OwnTheme {
    fn default() -> Self {
        Self { folder: "default".to_owned(), files: Vec::new() }
    }
}

impl OwnTheme {
    /// The path by which findings name a file of the theme.
    pub fn path(&self, name: &str) -> SourcePath {
        SourcePath::new(format!("themes/{}/{name}", self.folder))
    }

    /// The text of a file by that path.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        let name = path.as_str().strip_prefix("themes/")?.strip_prefix(&self.folder)?.strip_prefix('/')?;
        self.files.iter().find(|(own, _)| own == name).map(|(_, text)| &**text)
    }
}

/// Path of an output from the site's root, with `/`: `temaer/miljoe.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct OutPath(Arc<str>);

impl OutPath {
    /// A path from its text: relative, with `/`, without `..`.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way from this page's folder to the site's root: empty, or `../` once for each folder.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

/// A stretch of a source in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// From `start` up to `end`. Sources longer than 4 GiB do not exist: the edge refuses them.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The stretch as a range of indices.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same stretch, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Line and column of a place, both from 1; columns count characters, not bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Where byte `offset` of `text` is, for a reader.
pub fn position(text: &str, offset: usize) -> Position {
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

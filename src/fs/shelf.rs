//! What the folders hold, kept current while they change.
//!
//! In: what may have changed. Out: the same [`Scan`] that a fresh look at the folders would give, and the paths of what
//! differs. A text is read again when it was touched or when its file is not the one that was read; whether it *has*
//! changed is told by its bytes, never by its time. An edit of known texts costs these texts; anything else costs a
//! walk through the folders.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk, and the clock by which a file's time is judged")]

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::scan::{Links, Scan, read, scan_with};
use super::sieve::{Verdict, judge};
use super::walk::Found;
use super::{Failure, Folders, Theme, Touched};
use crate::source::{SourceFile, SourcePath, StaticFile};

/// How old a file's last change must be before its time tells it from a later one: file systems count in up to two
/// seconds.
const SETTLED: Duration = Duration::from_secs(2);

/// The folders of a site and all that they hold.
#[derive(Debug)]
pub struct Shelf {
    content: PathBuf,
    theme: Theme,
    folders: Folders,
    scan: Scan,
    links: Links,
    marks: Marks,
}

/// By what a file is known to be the one that was read.
type Marks = BTreeMap<SourcePath, Mark>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    size: u64,
    modified: Option<SystemTime>,
    /// Number of the file and time of its last change of any kind, where the system has them.
    identity: (u64, i64, i64),
    /// Whether a later change would show in the times.
    settled: bool,
}

impl Shelf {
    /// Reads all that the folders of a site hold.
    pub fn fill(content: &Path, theme: Theme) -> Result<Self, Failure> {
        let folders = Folders::find(content, &theme)?;
        let mut shelf = Self {
            content: content.to_path_buf(),
            theme,
            folders,
            scan: Scan::default(),
            links: Links::None,
            marks: Marks::new(),
        };
        shelf.walk(&BTreeSet::new());
        Ok(shelf)
    }

    /// All that the folders hold.
    pub fn scan(&self) -> &Scan {
        &self.scan
    }

    /// The folders.
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// Looks at what may have changed; the paths of what did.
    pub fn look(&mut self, touched: &Touched) -> Vec<SourcePath> {
        match touched {
            Touched::Everything => self.look_everywhere(&BTreeSet::new()),
            Touched::Paths(paths) => {
                let paths: BTreeSet<String> = paths.iter().filter_map(|path| self.below(path)).collect();
                self.look_at(&paths).unwrap_or_else(|| self.look_everywhere(&paths))
            }
        }
    }

    /// The path below the content folder if it can matter, or the empty one for what lies elsewhere.
    fn below(&self, path: &Path) -> Option<String> {
        let Ok(below) = path.strip_prefix(&self.folders.real_content) else { return Some(String::new()) };
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let below = parts.join("/");
        (judge(&below) != Verdict::Ignored).then_some(below)
    }

    /// Reads touched texts again; nothing if anything but known texts was touched.
    fn look_at(&mut self, paths: &BTreeSet<String>) -> Option<Vec<SourcePath>> {
        if self.links == Links::Some {
            return paths.is_empty().then(Vec::new);
        }
        let known = |below: &String| {
            let path = SourcePath::new(format!("{}/{below}", self.folders.name));
            let index = self.scan.sources.binary_search_by(|file| file.path.cmp(&path)).ok()?;
            let disk = self.folders.file(&path);
            let is_file = fs::symlink_metadata(&disk).is_ok_and(|data| data.is_file());
            is_file.then(|| (index, Found { disk, below: below.clone(), path }))
        };
        let known: Vec<_> = paths.iter().map(known).collect::<Option<_>>()?;
        let anew = |(index, found): (usize, Found)| Some((index, mark_of(&found), read(found).ok()?));
        let anew: Vec<_> = known.into_iter().map(anew).collect::<Option<_>>()?;
        let mut changed = Vec::new();
        for (index, mark, file) in anew {
            mark.map(|mark| self.marks.insert(file.path.clone(), mark));
            let old = &mut self.scan.sources[index];
            if old.hash != file.hash {
                changed.push(file.path.clone());
                *old = file;
            }
        }
        Some(changed)
    }

    fn look_everywhere(&mut self, touched: &BTreeSet<String>) -> Vec<SourcePath> {
        // While the content folder is away, what was there last is as good an answer as any.
        if let Ok(folders) = Folders::find(&self.content, &self.theme) {
            self.folders = folders;
        }
        let (old, marks) = self.walk(touched);
        let mut changed = differences(&old, &self.scan);
        let is_other = |file: &&StaticFile| {
            let (before, now) = (marks.get(&file.path), self.marks.get(&file.path));
            before != now && before.is_some()
        };
        changed.extend(self.scan.statics.iter().filter(is_other).map(|file| file.path.clone()));
        changed.into_iter().collect()
    }

    /// Walks through the folders and reads what is not known; what was there before.
    fn walk(&mut self, touched: &BTreeSet<String>) -> (Scan, Marks) {
        let marks = Mutex::new(Marks::new());
        let remember = |path: &SourcePath, mark: Option<Mark>| {
            let mut marks = marks.lock().unwrap_or_else(PoisonError::into_inner);
            mark.map(|mark| marks.insert(path.clone(), mark));
        };
        let read_unknown = |found: Found| {
            let mark = mark_of(&found);
            let known = if touched.contains(&found.below) { None } else { self.known(&found.path, mark) };
            remember(&found.path, mark);
            known.map_or_else(|| read(found), Ok)
        };
        let (mut scan, links) = scan_with(&self.folders, &read_unknown);
        for file in &scan.statics {
            remember(&file.path, fs::metadata(self.folders.file(&file.path)).ok().map(|data| Mark::new(&data)));
        }
        keep_bytes(&self.scan, &mut scan);
        self.links = links;
        let marks = marks.into_inner().unwrap_or_else(PoisonError::into_inner);
        (std::mem::replace(&mut self.scan, scan), std::mem::replace(&mut self.marks, marks))
    }

    /// The text that was read, if its file is still that one.
    fn known(&self, path: &SourcePath, mark: Option<Mark>) -> Option<SourceFile> {
        let before = self.marks.get(path).filter(|before| before.settled)?;
        if mark? != *before {
            return None;
        }
        let index = self.scan.sources.binary_search_by(|file| file.path.cmp(path)).ok()?;
        Some(self.scan.sources[index].clone())
    }
}

impl Mark {
    fn new(data: &Metadata) -> Self {
        let modified = data.modified().ok();
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        Self { size: data.len(), modified, identity: identity(data), settled: age.is_some_and(|age| age > SETTLED) }
    }
}

#[cfg(unix)]
fn identity(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_data: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// Taken before the file is read, so that a change meanwhile shows at the next look.
fn mark_of(found: &Found) -> Option<Mark> {
    fs::metadata(&found.disk).ok().map(|data| Mark::new(&data))
}

/// Files that were read again and are the same stay the same in memory.
fn keep_bytes(old: &Scan, new: &mut Scan) {
    for file in &mut new.sources {
        if let Ok(index) = old.sources.binary_search_by(|known| known.path.cmp(&file.path))
            && old.sources[index].hash == file.hash
        {
            file.bytes = Arc::clone(&old.sources[index].bytes);
        }
    }
}

/// Paths of all that is in one scan and not in the other, or not the same.
fn differences(old: &Scan, new: &Scan) -> BTreeSet<SourcePath> {
    let sources = |scan: &Scan| scan.sources.iter().map(|file| (file.path.clone(), Some(file.hash))).collect();
    let statics = |scan: &Scan| scan.statics.iter().map(|file| (file.path.clone(), None)).collect();
    let (before, now): (BTreeSet<_>, BTreeSet<_>) = (sources(old), sources(new));
    let (files_before, files_now): (BTreeSet<_>, BTreeSet<_>) = (statics(old), statics(new));
    let texts = before.symmetric_difference(&now).chain(files_before.symmetric_difference(&files_now));
    let theme = |scan: &Scan| -> BTreeSet<_> {
        scan.theme.files.iter().map(|(name, text)| (scan.theme.path(name), Arc::clone(text))).collect()
    };
    let (theme_before, theme_now) = (theme(old), theme(new));
    let themes = theme_before.symmetric_difference(&theme_now).map(|(path, _)| path.clone());
    let refused = if old.refused == new.refused { &[] } else { new.refused.as_slice() };
    let gone = old.refused.iter().filter(|finding| !new.refused.contains(finding));
    let refused = refused.iter().chain(gone).map(|finding| finding.file.clone());
    texts.map(|(path, _)| path.clone()).chain(themes).chain(refused).collect()
}

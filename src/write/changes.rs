//! How two sites differ, and in which order the difference is safe to bring to readers.
//!
//! In: two manifests. Out: the entries that are new, other or gone. Assets come before the index and the index before
//! the pages that ask for them, so that no reader is given a page whose parts are not there yet.

use crate::write::{Entry, Manifest};

/// What a new site has that the old one has not, and the other way round; each sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes<'a> {
    pub added: Vec<&'a Entry>,
    pub changed: Vec<&'a Entry>,
    pub removed: Vec<&'a Entry>,
}

impl<'a> Changes<'a> {
    /// The difference between the site before, where there was one, and the new one.
    pub fn between(before: Option<&'a Manifest>, new: &'a Manifest) -> Self {
        let old = |entry: &Entry| before.and_then(|before| before.find(entry.path.as_str()));
        let added = new.files().iter().filter(|entry| old(entry).is_none()).collect();
        let differs = |entry: &&Entry| old(entry).is_some_and(|old| !old.same_bytes(entry));
        let changed = new.files().iter().filter(differs).collect();
        let gone = |entry: &&Entry| new.find(entry.path.as_str()).is_none();
        let removed = before.into_iter().flat_map(Manifest::files).filter(gone).collect();
        Self { added, changed, removed }
    }

    /// Whether there is no difference.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// What is to be brought, new and changed, in the safe order.
    pub fn to_bring(&self) -> Vec<&'a Entry> {
        in_safe_order(self.added.iter().chain(&self.changed).copied().collect())
    }
}

/// What a place holds while a site is on its way there: what is being brought may have arrived or not, so that it
/// counts as ours, with bytes that nobody knows.
pub fn under_way(before: Option<&Manifest>, new: &Manifest) -> Manifest {
    let old = before.into_iter().flat_map(Manifest::files);
    let stays = old.filter(|old| new.find(old.path.as_str()).is_none_or(|new| new.same_bytes(old)));
    let is_there =
        |entry: &Entry| before.and_then(|old| old.find(entry.path.as_str())).is_some_and(|o| o.same_bytes(entry));
    let comes = new.files().iter().filter(|entry| !is_there(entry)).map(|entry| Entry::of(&entry.path, b"", None));
    Manifest::new(stays.cloned().chain(comes).collect())
}

/// Files in the order in which they can be brought, so that nothing asks for what is not there yet.
pub fn in_safe_order(mut files: Vec<&Entry>) -> Vec<&Entry> {
    files.sort_by_key(|entry| (Group::of(entry.path.as_str()), entry.path.as_str() == INDEX, &entry.path));
    files
}

/// The one file of the index that keeps its name.
const INDEX: &str = "search/index.js";

/// What a file is to a reader, in the order in which it has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Style, script, pictures and whatever else a page may ask for.
    Assets,
    /// The search index.
    Index,
    /// What readers come to, and what leads them there.
    Pages,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 3] = [Self::Assets, Self::Index, Self::Pages];

    /// The group of a path.
    pub fn of(path: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        if path.starts_with("search/") {
            Self::Index
        } else if matches!(ending, "html" | "xml" | "json" | "ics" | "config" | "htaccess") || path.starts_with('_') {
            Self::Pages
        } else {
            Self::Assets
        }
    }
}

//! The way of each file back through all its names.
//!
//! In: records, the newest first. Out: changes by the file's present name. Branches that were merged stand side by
//! side in the list, so that a file can be changed under its old name after it was given the new one; such changes are
//! those of the same file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Adoption, Change, Commit, Fate, ObjectId, Record, Texts, Touched};

/// The commits of the records.
pub(super) fn commits(records: &[Record<'_>]) -> Vec<Commit> {
    let mut names: BTreeMap<String, Arc<str>> = BTreeMap::new();
    let mut commits = Vec::with_capacity(records.len());
    for record in records {
        if !names.contains_key(record.author) {
            names.insert(record.author.to_owned(), Arc::from(record.author));
        }
        let author = Arc::clone(&names[record.author]);
        commits.push(Commit { id: record.commit, when: record.when, author, subject: Arc::from(record.subject) });
    }
    commits
}

/// A file on its way back.
#[derive(Debug)]
struct Trail {
    /// The last name.
    name: Arc<str>,
    changes: Vec<Change>,
    birth: Birth,
}

/// Whether the way back has met the commit by which a file came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Birth {
    Unseen,
    Added,
}

/// Trails by the name that they have at the place in the list that has been reached.
#[derive(Default)]
struct Tracer<'a> {
    trails: Vec<Trail>,
    at: BTreeMap<&'a str, usize>,
    /// Names that a trail had later than here, and no more here.
    left: BTreeSet<&'a str>,
}

/// The changes of every file by its last name, the newest first.
pub(super) fn files(records: &[Record<'_>]) -> BTreeMap<Arc<str>, Vec<Change>> {
    let mut tracer = Tracer::default();
    for (commit, record) in records.iter().enumerate() {
        for touched in &record.touched {
            tracer.step(commit, touched);
        }
    }
    let mut files: BTreeMap<Arc<str>, Vec<Change>> = BTreeMap::new();
    for mut trail in tracer.trails.into_iter().filter(|trail| !trail.changes.is_empty()) {
        trail.changes.sort_by_key(|change| change.commit);
        // What was there first under a name is another file than what has the name now.
        files.entry(trail.name).or_insert(trail.changes);
    }
    files
}

impl<'a> Tracer<'a> {
    fn step(&mut self, commit: usize, touched: &Touched<'a>) {
        let path = touched.path;
        if touched.fate == Fate::Removed && self.left.remove(path) {
            self.at.remove(path);
        }
        let trail = self.trail(path);
        let change = Change { commit, path: Arc::from(path), blob: touched.blob };
        self.trails[trail].changes.push(change);
        match touched.fate {
            Fate::Added => self.trails[trail].birth = Birth::Added,
            Fate::Renamed(before) => self.rename(trail, before, path),
            Fate::Changed | Fate::Removed => {}
        }
    }

    fn trail(&mut self, path: &'a str) -> usize {
        *self.at.entry(path).or_insert_with(|| {
            self.trails.push(Trail { name: Arc::from(path), changes: Vec::new(), birth: Birth::Unseen });
            self.trails.len() - 1
        })
    }

    /// From here on back the trail goes by the name before.
    fn rename(&mut self, trail: usize, before: &'a str, now: &'a str) {
        // A name that is left may still be met on a branch beside this one.
        self.left.insert(now);
        self.left.remove(before);
        let Some(other) = self.at.insert(before, trail).filter(|other| *other != trail) else { return };
        if self.trails[other].birth == Birth::Unseen {
            // Nobody made a new file of that name: it was changed on a branch beside this one.
            let beside = std::mem::take(&mut self.trails[other].changes);
            self.trails[trail].changes.extend(beside);
        }
    }
}

/// The first adoption of each version of each file.
pub(super) fn adoptions(
    files: &BTreeMap<Arc<str>, Vec<Change>>,
    adopted: &BTreeMap<ObjectId, Box<str>>,
) -> Vec<Adoption> {
    files.iter().flat_map(|(file, changes)| adoptions_of(file, changes, adopted)).collect()
}

fn adoptions_of(file: &Arc<str>, changes: &[Change], adopted: &BTreeMap<ObjectId, Box<str>>) -> Vec<Adoption> {
    let mut found: Vec<Adoption> = Vec::new();
    let mut before = None;
    for change in changes.iter().rev() {
        let version = adopted.get(&change.blob);
        let known = version.and_then(|version| found.iter_mut().find(|adoption| adoption.version == *version));
        match (version, known) {
            (Some(version), None) => found.push(Adoption {
                file: Arc::clone(file),
                version: version.clone(),
                change: change.clone(),
                again: None,
                texts: Texts::default(),
            }),
            (Some(_), Some(first)) if version != before && first.change.blob != change.blob => {
                first.again.get_or_insert_with(|| change.clone());
            }
            _ => {}
        }
        before = version;
    }
    found
}

//! The history of all files below the content folder, in one pass.
//!
//! In: a content folder, and a folder for what is remembered between runs. Out: a [`History`], or nothing where there
//! is no git, no repository or no commit. What is remembered saves time and nothing else: see [`old`] for why nobody
//! learns of a text by it that git does not have in the content folder.

mod list;
mod old;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::{Cache, Kept, Key};
use super::run::{Answer, Git, Named};
use super::{Failure, ObjectId};
use crate::hash::Hash;
use crate::history::{Depth, History, records};
use list::{grown, whole};
pub(super) use old::{ById, Folders};
use old::{Learned, OldTexts, Plans, Wanted};

/// A content folder's past, read again when it has changed.
#[derive(Debug)]
pub struct Archive {
    /// Where the repository may be, the likeliest first.
    places: Vec<Git>,
    cache: Cache,
    last: Option<(Kept, Arc<History>)>,
    texts: OldTexts,
}

/// What there is to know of a repository before its list of commits.
struct Facts {
    git: Git,
    key: Key,
    depth: Depth,
}

impl Archive {
    /// The past of a folder; `beside` is the folder that keeps what is remembered, `named` a repository to be taken
    /// where the folder lies in none.
    pub fn open(content: &Path, beside: &Path, named: Option<&Named>) -> Self {
        let named = named.map(|named| Git::with(content, named));
        let places = std::iter::once(Git::within(content)).chain(named).collect();
        Self { places, cache: Cache::beside(beside), last: None, texts: OldTexts::default() }
    }

    /// The history up to the commit that is checked out now.
    ///
    /// # Errors
    /// Git cannot read its own repository.
    pub fn read(&mut self) -> Result<Option<Arc<History>>, Failure> {
        // While git starts, the memory is read.
        let remembered = || if self.last.is_none() { self.cache.load() } else { None };
        let (facts, remembered) = rayon::join(|| facts_of_first(&self.places), remembered);
        let Some(Facts { git, key, depth }) = facts else { return Ok(None) };
        if let Some((kept, history)) = &self.last
            && kept.key == key
        {
            return Ok(Some(Arc::clone(history)));
        }
        let remembered = remembered.map(|(kept, claimed)| {
            self.texts.claim(claimed);
            kept
        });
        let known = self.last.take().map(|(kept, _)| kept).or(remembered);
        let (mut kept, is_new) = match known.filter(|kept| kept.key.is_of_same_place(&key)) {
            Some(kept) if kept.key == key => (kept, false),
            Some(kept) => (grown(&git, kept, &key)?, true),
            None => (whole(&git, &key)?, true),
        };
        let ((history, plans), vouched) = rayon::join(|| history_of(&kept, depth), || self.texts.vouch(&git));
        vouched?;
        let wanted = Wanted::of(&history, &plans, &kept.key.prefix);
        let learned = self.texts.learn(&git, &wanted, &mut kept.folders)?;
        let texts = self.texts.of(&wanted, &kept.folders);
        let history = Arc::new(history.with_texts(texts));
        if is_new || learned == Learned::Something {
            self.cache.store(&kept, self.texts.all());
        }
        self.last = Some((kept, Arc::clone(&history)));
        Ok(Some(history))
    }
}

/// What the list of commits tells; of the texts that were adopted nothing but their names. And the plans of which it
/// names tables.
fn history_of(kept: &Kept, depth: Depth) -> (History, Plans) {
    let mut list = records(&kept.log, &kept.key.prefix);
    list.retain(|record| !record.touched.is_empty());
    (History::new(kept.key.head, depth, &list, &kept.adopted), old::plans(&list))
}

/// The facts of the first place that is a repository; nothing where nothing was ever committed.
fn facts_of_first(places: &[Git]) -> Option<Facts> {
    let is_there = |git: &Git| matches!(git.ask(&["rev-parse", "--git-dir"], &[]), Ok(Answer::Done(_)));
    for git in places {
        if let Some((key, depth)) = facts(git) {
            return Some(Facts { git: git.clone(), key, depth });
        }
        if is_there(git) {
            return None;
        }
    }
    None
}

/// What is checked out, and how far back it goes; nothing where nothing was ever committed, or there is no git.
fn facts(git: &Git) -> Option<(Key, Depth)> {
    let asked = ["rev-parse", "--show-prefix", "--show-cdup", "--git-path", "shallow", "HEAD^{commit}"];
    // Without a commit git refuses; whatever else is wrong will be told by those who need the repository.
    let Ok(Answer::Done(told)) = git.ask(&asked, &[]) else { return None };
    let told = String::from_utf8_lossy(&told);
    let mut lines = told.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (prefix, up, shallow, head) = (line(), line(), line(), line());
    let head = ObjectId::parse(head.as_bytes())?;
    let ends = fs::read(git.folder().join(shallow)).unwrap_or_default();
    let ends: Vec<_> = ends.split(|byte| *byte == b'\n').filter_map(ObjectId::parse).collect();
    let names = fs::read(git.folder().join(up).join(".mailmap")).unwrap_or_default();
    let ends_text: String = ends.iter().map(ToString::to_string).collect();
    let surroundings = Hash::of_all([names.as_slice(), ends_text.as_bytes()]);
    let depth = if ends.is_empty() { Depth::Whole } else { Depth::Shallow(ends) };
    Some((Key { head, prefix: prefix.to_owned(), surroundings }, depth))
}

/// Where what is remembered between runs lies, beside the content folder.
pub fn memory_of(root: &Path) -> PathBuf {
    root.join(".rettesnor/cache")
}

//! The history of all files below the content folder, in one pass.
//!
//! In: a content folder, and a folder for what is remembered between runs. Out: a [`History`], or nothing where there
//! is no git, no repository or no commit. What is remembered saves time and nothing else: an old text is always read
//! from git by the commit and the path that it is said to have.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::{Cache, Kept, Key};
use super::objects::{self, Object, files_of_tree};
use super::run::{Answer, Git, Named};
use super::{Failure, ObjectId};
use crate::hash::Hash;
use crate::history::{Adoption, Depth, FORMAT, Front, History, Old, Record, Texts, records};

/// A content folder's past, read again when it has changed.
#[derive(Debug)]
pub struct Archive {
    git: Option<Git>,
    cache: Cache,
    last: Option<(Kept, Arc<History>)>,
    /// What files once held, by what they are called in git.
    texts: BTreeMap<ObjectId, Old>,
}

impl Archive {
    /// The past of a folder; `beside` is the folder that keeps what is remembered, `named` a repository to be taken
    /// where the folder lies in none.
    pub fn open(content: &Path, beside: &Path, named: Option<&Named>) -> Self {
        let is_there = |git: &Git| matches!(git.ask(&["rev-parse", "--git-dir"], &[]), Ok(Answer::Done(_)));
        let around = Git::within(content);
        let git = if is_there(&around) {
            Some(around)
        } else {
            named.map(|named| Git::with(content, named)).filter(is_there)
        };
        Self { git, cache: Cache::beside(beside), last: None, texts: BTreeMap::new() }
    }

    /// The history up to the commit that is checked out now.
    ///
    /// # Errors
    /// Git cannot read its own repository.
    pub fn read(&mut self) -> Result<Option<Arc<History>>, Failure> {
        let Some(git) = self.git.clone() else { return Ok(None) };
        let Some((key, depth)) = facts(&git)? else { return Ok(None) };
        if let Some((kept, history)) = &self.last
            && kept.key == key
        {
            return Ok(Some(Arc::clone(history)));
        }
        let known = self.last.take().map(|(kept, _)| kept).or_else(|| self.cache.load(&key));
        let (kept, is_new) = match known {
            Some(kept) if kept.key == key => (kept, false),
            Some(kept) => (grown(&git, kept, &key)?, true),
            None => (whole(&git, &key)?, true),
        };
        let mut list = records(&kept.log, &key.prefix);
        list.retain(|record| !record.touched.is_empty());
        let history = History::new(key.head, depth, &list, &kept.adopted);
        let texts = self.texts(&git, &history, &list, &key.prefix)?;
        let history = Arc::new(history.with_texts(texts));
        if is_new {
            self.cache.store(&kept);
        }
        self.last = Some((kept, Arc::clone(&history)));
        Ok(Some(history))
    }

    /// The adopted texts and the records beside them, in the order of the adoptions.
    fn texts(
        &mut self,
        git: &Git,
        history: &History,
        list: &[Record<'_>],
        prefix: &str,
    ) -> Result<Vec<Texts>, Failure> {
        let tables = tables(list);
        let of = |adoption: &Adoption| {
            let commit = history.commit(&adoption.change).id;
            let (folder, stem) = folder_and_stem(&adoption.change.path);
            let plan = tables.contains(&(folder, stem)).then(|| format!("{commit}:{prefix}{folder}"));
            (format!("{commit}:{prefix}data"), plan)
        };
        let trees: BTreeSet<String> =
            history.adoptions().iter().map(of).flat_map(|(data, plan)| std::iter::once(data).chain(plan)).collect();
        let files = objects::read(git, trees.iter().cloned(), files_of_tree)?;
        let trees: BTreeMap<String, Vec<(String, ObjectId)>> =
            trees.into_iter().zip(files.into_iter().map(Option::unwrap_or_default)).collect();
        let wanted = |adoption: &Adoption| {
            let (data, plan) = of(adoption);
            records_of(adoption, trees.get(&data), plan.and_then(|plan| trees.get(&plan)))
        };
        let wanted: Vec<_> = history.adoptions().iter().map(wanted).collect();
        let records = wanted.iter().flatten().map(|(_, id)| (*id, id.to_string()));
        let texts = history.adoptions().iter().map(|adoption| {
            // By the way to it, which a forged memory could not lead out of the content folder.
            let commit = history.commit(&adoption.change).id;
            (adoption.change.blob, format!("{commit}:{prefix}{}", adoption.change.path))
        });
        let asked: BTreeMap<ObjectId, String> = records.chain(texts).collect();
        self.fetch(git, asked)?;
        Ok(history.adoptions().iter().zip(wanted).map(|(adoption, records)| self.held(adoption, records)).collect())
    }

    /// Reads what is not known yet, and forgets what nobody asks for.
    fn fetch(&mut self, git: &Git, asked: BTreeMap<ObjectId, String>) -> Result<(), Failure> {
        self.texts.retain(|id, _| asked.contains_key(id));
        let new = asked.into_iter().filter(|(id, _)| !self.texts.contains_key(id)).map(|(_, name)| name);
        let new: Vec<_> = new.collect();
        let read = objects::read(git, new.into_iter(), |object: Object<'_>| (object.id, object.bytes.to_vec()))?;
        self.texts.extend(read.into_iter().flatten().map(|(id, bytes)| (id, Old::new(bytes))));
        Ok(())
    }

    fn held(&self, adoption: &Adoption, records: Vec<(Arc<str>, ObjectId)>) -> Texts {
        let text = self.texts.get(&adoption.change.blob);
        let text = text.filter(|old| Front::of(&old.bytes).adopted() == Some(&adoption.version));
        let records = records.into_iter().filter_map(|(path, id)| Some((path, self.texts.get(&id)?.clone())));
        (text.cloned(), records.collect())
    }
}

/// What there is to know of a repository before its list of commits; nothing where nothing was ever committed.
fn facts(git: &Git) -> Result<Option<(Key, Depth)>, Failure> {
    let asked = ["rev-parse", "--show-prefix", "--show-cdup", "--git-path", "shallow", "HEAD^{commit}"];
    // Without a commit git refuses; whatever else is wrong will be told by those who need the repository.
    let Answer::Done(told) = git.ask(&asked, &[])? else { return Ok(None) };
    let told = String::from_utf8_lossy(&told);
    let mut lines = told.lines();
    let mut line = || lines.next().unwrap_or_default();
    let (prefix, up, shallow, head) = (line(), line(), line(), line());
    let Some(head) = ObjectId::parse(head.as_bytes()) else { return Ok(None) };
    let ends = fs::read(git.folder().join(shallow)).unwrap_or_default();
    let ends: Vec<_> = ends.split(|byte| *byte == b'\n').filter_map(ObjectId::parse).collect();
    let names = fs::read(git.folder().join(up).join(".mailmap")).unwrap_or_default();
    let ends_text: String = ends.iter().map(ToString::to_string).collect();
    let surroundings = Hash::of_all([names.as_slice(), ends_text.as_bytes()]);
    let depth = if ends.is_empty() { Depth::Whole } else { Depth::Shallow(ends) };
    Ok(Some((Key { head, prefix: prefix.to_owned(), surroundings }, depth)))
}

/// All commits.
fn whole(git: &Git, key: &Key) -> Result<Kept, Failure> {
    let log = log(git, &key.head.to_string())?;
    let adopted = adopted(git, &records(&log, &key.prefix))?;
    Ok(Kept { key: key.clone(), log, adopted })
}

/// The commits that were known and those made since; all anew, if the known ones are no part of the history any more
/// or the new ones do not all come after them.
fn grown(git: &Git, known: Kept, key: &Key) -> Result<Kept, Failure> {
    let (old, new) = (known.key.head.to_string(), key.head.to_string());
    let same_place = known.key.prefix == key.prefix && known.key.surroundings == key.surroundings;
    let descends = || {
        matches!(git.ask(&["merge-base", "--is-ancestor", "--end-of-options", &old, &new], &[]), Ok(Answer::Done(_)))
    };
    if !same_place || !descends() {
        return whole(git, key);
    }
    let log = log(git, &format!("{old}..{new}"))?;
    let later = records(&log, &key.prefix);
    let newest = records(&known.log, &key.prefix).iter().map(|record| record.recorded).max().unwrap_or(i64::MIN);
    if later.iter().any(|record| record.recorded <= newest) {
        return whole(git, key);
    }
    let mut all = adopted(git, &later)?;
    all.extend(known.adopted);
    Ok(Kept { key: key.clone(), log: [log, known.log].concat(), adopted: all })
}

/// The commits of a range, children before their parents and else the newest first; merges with
/// what they have from no parent. All folders are listed: to ask for one makes git compare everything twice.
fn log(git: &Git, range: &str) -> Result<Vec<u8>, Failure> {
    let format = format!("--format={FORMAT}");
    let how = ["--raw", "--no-abbrev", "-M", "-c", "--date-order", "--no-ext-diff", "--no-textconv"];
    let start = ["log", "-z", "--no-color", "--no-notes", "--no-relative", "--ignore-submodules=all", "-O/dev/null"];
    let asked: Vec<&str> =
        start.into_iter().chain(how).chain([format.as_str(), "--end-of-options", range, "--"]).collect();
    git.ask(&asked, &[])?.done()
}

/// The version of every text among the records that says it is adopted.
fn adopted(git: &Git, list: &[Record<'_>]) -> Result<BTreeMap<ObjectId, Box<str>>, Failure> {
    let touched = list.iter().flat_map(|record| &record.touched);
    let texts = touched.filter(|file| file.path.ends_with(".md") && !file.path.starts_with("editions/"));
    let ids: BTreeSet<ObjectId> = texts.map(|file| file.blob).filter(|blob| !blob.is_nothing()).collect();
    let version = |object: Object<'_>| Front::of(object.bytes).adopted().map(Box::from);
    let versions = objects::read(git, ids.iter().map(ToString::to_string), version)?;
    Ok(ids.into_iter().zip(versions).filter_map(|(id, version)| Some((id, version??))).collect())
}

/// The files whose names say which plan they belong to: `plans/2026.actions.csv` is of `plans/2026`.
fn tables<'a>(list: &[Record<'a>]) -> BTreeSet<(&'a str, &'a str)> {
    let paths = list.iter().flat_map(|record| &record.touched).map(|touched| touched.path);
    let table = |path: &'a str| {
        let (folder, stem) = folder_and_stem(path);
        let (plan, table) = stem.rsplit_once('.')?;
        matches!(table, "actions" | "goals").then_some((folder, plan))
    };
    paths.filter_map(table).collect()
}

fn folder_and_stem(path: &str) -> (&str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    (folder, name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The records of an adopted text: all of `data/`, and the tables of a plan.
fn records_of(
    adoption: &Adoption,
    data: Option<&Vec<(String, ObjectId)>>,
    plan: Option<&Vec<(String, ObjectId)>>,
) -> Vec<(Arc<str>, ObjectId)> {
    let is_table = |name: &str| [".yaml", ".yml", ".csv"].iter().any(|ending| name.ends_with(ending));
    let (_, stem) = folder_and_stem(&adoption.change.path);
    let own = |name: &str| {
        let rest = name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|rest| rest.starts_with("actions.") || rest.starts_with("goals."))
    };
    let data = data.into_iter().flatten().map(|(name, id)| ("data", name, id));
    let plan = plan.into_iter().flatten().filter(|(name, _)| own(name)).map(|(name, id)| ("plans", name, id));
    let tables = data.chain(plan).filter(|(_, name, _)| is_table(name));
    tables.map(|(folder, name, id)| (Arc::from(format!("{folder}/{name}")), *id)).collect()
}

/// Where what is remembered between runs lies, beside the content folder.
pub fn memory_of(root: &Path) -> PathBuf {
    root.join(".rettesnor/cache")
}

//! The texts that were adopted, and the records that lay beside them.
//!
//! In: the adoptions of a history, and what is remembered. Out: their texts. Who can write the memory, but not the
//! content, must not make anything an old version. So whatever the memory does not hold is read from git by the commit
//! and the path in the content folder, and has to be the object that was named; and a text that the memory does hold
//! counts if it is the object that its name says, and git has that object. A forger can name a secret of the
//! repository that he does not know, but it is not shown; and what he invents is no object of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::Failure;
use super::super::objects::{self, Object, files_of_tree};
use super::super::run::Git;
use crate::history::{Adoption, Front, History, ObjectId, Old, Record, Texts};

/// What files once held, by what they are called in git.
pub(in crate::git) type ById = BTreeMap<ObjectId, Old>;

/// The tables in folders, each folder as `commit:path`.
pub(in crate::git) type Folders = BTreeMap<String, Vec<(String, ObjectId)>>;

/// Plans that have tables beside them, as paths without the ending: `plans/2026` for `plans/2026.actions.csv`.
pub(super) type Plans = BTreeSet<String>;

/// Whether git was asked for anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Learned {
    Nothing,
    Something,
}

/// Old texts in memory.
#[derive(Debug, Default)]
pub(super) struct OldTexts {
    held: ById,
    /// From the memory between runs: what their names say, but git may not have them.
    claimed: ById,
}

/// What has to be read for each adoption, in their order.
pub(super) struct Wanted<'a> {
    each: Vec<One<'a>>,
}

struct One<'a> {
    adoption: &'a Adoption,
    /// `commit:path` of the text.
    text: String,
    /// The folder of the tables that every text has.
    data: String,
    /// The folder of a plan's own tables.
    plan: Option<String>,
    /// What a file that was removed said last, and `commit:path` of it.
    last: Option<(ObjectId, String)>,
}

impl<'a> Wanted<'a> {
    /// What is to be read for the adoptions of a history.
    pub fn of(history: &'a History, plans: &Plans, prefix: &str) -> Self {
        let of = |adoption: &'a Adoption| {
            let commit = history.commit(&adoption.change).id;
            let path = &adoption.change.path;
            let (folder, _) = folder_and_name(path);
            let plan = plans.contains(stem_of(path)).then(|| format!("{commit}:{prefix}{folder}"));
            let last = history.last_before_removal(&adoption.file);
            let last = last.map(|last| (last.blob, format!("{}:{prefix}{}", history.commit(last).id, last.path)));
            let (text, data) = (format!("{commit}:{prefix}{path}"), format!("{commit}:{prefix}data"));
            One { adoption, text, data, plan, last }
        };
        Self { each: history.adoptions().iter().map(of).collect() }
    }

    fn folders(&self) -> BTreeSet<&String> {
        self.each.iter().flat_map(|one| std::iter::once(&one.data).chain(&one.plan)).collect()
    }

    /// The way to each text and record, which a forged memory cannot lead out of the content folder.
    fn objects(&self, folders: &Folders) -> BTreeMap<ObjectId, String> {
        let records = self.each.iter().flat_map(|one| one.records(folders));
        let records = records.map(|record| (record.id, record.way()));
        let last = self.each.iter().filter_map(|one| one.last.clone());
        let texts = self.each.iter().map(|one| (one.adoption.change.blob, one.text.clone()));
        records.chain(last).chain(texts).collect()
    }
}

/// A table of an adopted text's time.
struct Table<'a> {
    /// As `commit:path`.
    folder: &'a str,
    name: &'a str,
    id: ObjectId,
    /// The folder's name in a content folder.
    below: &'static str,
}

impl Table<'_> {
    /// As `commit:path`.
    fn way(&self) -> String {
        let slash = if self.folder.ends_with(['/', ':']) { "" } else { "/" };
        format!("{}{slash}{}", self.folder, self.name)
    }
}

impl One<'_> {
    /// The records of an adopted text: all of `data/`, and the tables of a plan.
    fn records<'f>(&'f self, folders: &'f Folders) -> impl Iterator<Item = Table<'f>> {
        let of = |folder: &'f String, below| {
            let files = folders.get(folder).into_iter().flatten();
            files.map(move |(name, id)| Table { folder, name, id: *id, below })
        };
        let (_, stem) = folder_and_name(stem_of(&self.adoption.change.path));
        let is_own = move |table: &Table<'_>| {
            let rest = table.name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|rest| rest.starts_with("actions.") || rest.starts_with("goals."))
        };
        let plan = self.plan.iter().flat_map(move |folder| of(folder, "plans")).filter(is_own);
        of(&self.data, "data").chain(plan)
    }
}

impl OldTexts {
    /// Takes what the memory between runs says that git has.
    pub fn claim(&mut self, texts: ById) {
        self.claimed = texts;
    }

    /// Holds of what is claimed that which git has.
    pub fn vouch(&mut self, git: &Git) -> Result<(), Failure> {
        let mut claimed = std::mem::take(&mut self.claimed);
        let known = objects::known(git, claimed.keys())?;
        claimed.retain(|id, _| known.contains(id));
        self.held.append(&mut claimed);
        Ok(())
    }

    /// Reads what is wanted and not known yet, and forgets what nobody asks for.
    pub fn learn(&mut self, git: &Git, wanted: &Wanted<'_>, folders: &mut Folders) -> Result<Learned, Failure> {
        let asked = wanted.folders();
        folders.retain(|folder, _| asked.contains(folder));
        let new: Vec<String> = asked.into_iter().filter(|folder| !folders.contains_key(*folder)).cloned().collect();
        let files = objects::read(git, new.iter().cloned(), |tree: Object<'_>| tables_of(tree))?;
        let has_new = !new.is_empty();
        folders.extend(new.into_iter().zip(files.into_iter().map(Option::unwrap_or_default)));
        let asked = wanted.objects(folders);
        self.held.retain(|id, _| asked.contains_key(id));
        let missing = asked.into_iter().filter(|(id, _)| !self.held.contains_key(id)).map(|(_, name)| name);
        let missing: Vec<_> = missing.collect();
        let read = objects::read(git, missing.into_iter(), |object| (object.id, Old::new(object.bytes.to_vec())))?;
        let before = self.held.len();
        self.held.extend(read.into_iter().flatten());
        Ok(if has_new || self.held.len() > before { Learned::Something } else { Learned::Nothing })
    }

    /// The adopted texts and the records beside them, in the order of the adoptions.
    pub fn of(&self, wanted: &Wanted<'_>, folders: &Folders) -> Vec<Texts> {
        wanted.each.iter().map(|one| self.of_one(one, folders)).collect()
    }

    fn of_one(&self, one: &One<'_>, folders: &Folders) -> Texts {
        let text = self.held.get(&one.adoption.change.blob);
        let text = text.filter(|old| Front::of(&old.bytes).adopted() == Some(&one.adoption.version));
        let path = |table: &Table<'_>| Arc::from(format!("{}/{}", table.below, table.name));
        let records = one.records(folders).filter_map(|table| Some((path(&table), self.held.get(&table.id)?.clone())));
        let last = one.last.as_ref().and_then(|(id, _)| self.held.get(id)).cloned();
        Texts { text: text.cloned(), records: records.collect(), last }
    }

    /// All that are held.
    pub fn all(&self) -> &ById {
        &self.held
    }
}

/// The plans of which the list names tables.
pub(super) fn plans(list: &[Record<'_>]) -> Plans {
    let paths = list.iter().flat_map(|record| &record.touched).map(|touched| touched.path);
    let plan = |path| {
        let (plan, table) = stem_of(path).rsplit_once('.')?;
        matches!(table, "actions" | "goals").then(|| plan.to_owned())
    };
    paths.filter_map(plan).collect()
}

fn tables_of(tree: Object<'_>) -> Vec<(String, ObjectId)> {
    let is_table = |name: &str| [".yaml", ".yml", ".csv"].iter().any(|ending| name.ends_with(ending));
    files_of_tree(tree).into_iter().filter(|(name, _)| is_table(name)).collect()
}

fn folder_and_name(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// A path without the ending of its name.
fn stem_of(path: &str) -> &str {
    let (_, name) = folder_and_name(path);
    name.rsplit_once('.').map_or(path, |(_, ending)| &path[..path.len() - ending.len() - 1])
}

//! The history that the content lies in: the program `git`, asked for plain objects.
//!
//! In: a folder, the name of a revision. Out: commits, the files below the folder in them, and what differs. A
//! repository is not trusted: nothing that its own configuration names is ever run. So only objects are read
//! (`rev-parse`, `log`, `ls-tree`, `cat-file`) and the files on the disk are compared here; `git status` and `git diff` would
//! run the filters, monitors and converters that a repository asks for. Reading writes nothing and reaches
//! nobody; `save` alone commits and shares, in a manner of its own.

#![expect(clippy::disallowed_methods, reason = "the edge: starts git, and reads the files to compare")]

mod cache;
mod objects;
mod past;
mod run;
mod save;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::fs::Failure;
pub use crate::history::ObjectId;
use objects::Object;
pub use past::{Archive, memory_of};
pub use run::Named;
use run::{Answer, Git};
pub(crate) use run::{LEFT, ask};
pub use save::{Saved, Sharing};

/// A repository, seen from a folder in it.
#[derive(Clone, Debug)]
pub struct Repository {
    git: Git,
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commit(ObjectId);

/// Files by their paths below the folder, with `/`.
pub type Tree = BTreeMap<String, ObjectId>;

impl Repository {
    /// The repository that a folder lies in; it may lie deep in it.
    pub fn around(folder: &Path) -> Result<Self, Failure> {
        Self::of(Git::within(folder), folder)
    }

    /// The same; where the folder lies in none, the one that is named.
    pub fn find(folder: &Path, named: Option<&Named>) -> Result<Self, Failure> {
        let around = Self::around(folder);
        match named {
            Some(named) if around.is_err() => Self::of(Git::with(folder, named), folder),
            _ => around,
        }
    }

    fn of(git: Git, folder: &Path) -> Result<Self, Failure> {
        match git.ask(&["rev-parse", "--git-dir"], &[])? {
            Answer::Done(_) => Ok(Self { git }),
            Answer::Refused(reason) => Err(Failure::usage("no_repository")
                .with("path", folder.display().to_string())
                .with("reason", reason)
                .hint("no_repository.hint")),
        }
    }

    /// The commit that a name means: a branch, a tag, a commit, `HEAD~3`.
    pub fn commit(&self, name: &str) -> Result<Commit, Failure> {
        let wanted = format!("{name}^{{commit}}");
        match self.git.ask(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted], &[])? {
            Answer::Done(id) => ObjectId::parse(id.trim_ascii()).map(Commit).ok_or_else(objects::lost),
            Answer::Refused(_) => {
                let hint = if self.is_shallow()? { "shallow.hint" } else { "unknown_revision.hint" };
                Err(Failure::usage("unknown_revision").with("revision", name).hint(hint))
            }
        }
    }

    /// The address of a remote, as the repository itself has it.
    pub fn remote(&self, name: &str) -> Result<Option<String>, Failure> {
        let key = format!("remote.{name}.url");
        match self.git.ask(&["config", "--local", "--get", &key], &[])? {
            Answer::Done(address) => Ok(Some(String::from_utf8_lossy(&address).trim().to_owned())),
            Answer::Refused(_) => Ok(None),
        }
    }

    /// Whether the repository was fetched without the beginning of its history.
    pub fn is_shallow(&self) -> Result<bool, Failure> {
        let answer = self.git.ask(&["rev-parse", "--is-shallow-repository"], &[])?;
        Ok(matches!(answer, Answer::Done(text) if text.starts_with(b"true")))
    }

    /// The files below the folder in a commit.
    pub fn tree(&self, commit: &Commit) -> Result<Tree, Failure> {
        let list = self.git.ask(&["ls-tree", "-r", "-z", "--end-of-options", &commit.0.to_string()], &[])?.done()?;
        Ok(list.split(|byte| *byte == 0).filter_map(entry).collect())
    }

    /// What files held, in the order of their names.
    pub fn contents(&self, ids: &[&ObjectId]) -> Result<Vec<Vec<u8>>, Failure> {
        let names = ids.iter().map(ToString::to_string);
        objects::read(&self.git, names, |object: Object<'_>| object.bytes.to_vec())?
            .into_iter()
            .map(|bytes| bytes.ok_or_else(objects::lost))
            .collect()
    }

    /// Whether a folder holds what a commit has for it: every file of the commit is there as it was, and the commit has
    /// all of `files`, which are paths below the folder.
    pub fn is_clean(&self, head: ObjectId, folder: &Path, files: &[&str]) -> Result<bool, Failure> {
        let tree = self.tree(&Commit(head))?;
        let is_same =
            |(path, id): (&String, &ObjectId)| content_of(&folder.join(path)).is_some_and(|now| id.names(&now));
        Ok(files.iter().all(|path| tree.contains_key(*path)) && tree.iter().all(is_same))
    }

    /// Those of some files that are not as they were in a commit: changed, new, and also what git does not know.
    ///
    /// Each file is a path below the folder and where it is on this disk. Line ends may differ, since a checkout may
    /// write them as the system has them.
    pub fn changed<'a>(
        &self,
        commit: &Commit,
        files: impl IntoIterator<Item = (&'a str, PathBuf)>,
    ) -> Result<BTreeSet<&'a str>, Failure> {
        let tree = self.tree(commit)?;
        let (known, mut changed): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| tree.contains_key(*path));
        let ids: Vec<_> = known.iter().filter_map(|(path, _)| tree.get(*path)).collect();
        let before = self.contents(&ids)?;
        let differs = |((_, file), before): &((&str, PathBuf), Vec<u8>)| {
            fs::read(file).map_or(true, |now| !without_returns(&now).eq(without_returns(before)))
        };
        changed.extend(known.into_iter().zip(before).filter(differs).map(|(file, _)| file));
        Ok(changed.into_iter().map(|(path, _)| path).collect())
    }
}

/// Makes a folder a repository, empty and on the branch `main`; no template of the machine's comes into it.
pub fn create(folder: &Path) -> Result<(), Failure> {
    Git::within(folder).for_writing().ask(&["init", "--quiet", "--template=", "--initial-branch=main"], &[])?.done()?;
    Ok(())
}

/// What git keeps of a file: its bytes, or where a link leads.
fn content_of(file: &Path) -> Option<Vec<u8>> {
    if fs::symlink_metadata(file).ok()?.is_symlink() {
        return Some(fs::read_link(file).ok()?.into_os_string().into_encoded_bytes());
    }
    fs::read(file).ok()
}

/// The bytes of a text without those that some systems put before the end of a line.
fn without_returns(text: &[u8]) -> impl Iterator<Item = u8> {
    text.iter().enumerate().filter(|(at, byte)| **byte != b'\r' || text.get(at + 1) != Some(&b'\n')).map(|(_, b)| *b)
}

/// A line of `ls-tree`: `mode kind id<tab>path`; nothing for what is no file.
fn entry(line: &[u8]) -> Option<(String, ObjectId)> {
    let line = std::str::from_utf8(line).ok()?;
    let (head, path) = line.split_once('\t')?;
    let mut head = head.split(' ').skip(1);
    let (kind, id) = (head.next()?, head.next()?);
    (kind == "blob").then(|| Some((path.to_owned(), ObjectId::parse(id.as_bytes())?))).flatten()
}

//! Where a site goes: the folder, what may be replaced there, and the names beside it.
//!
//! In: the path the caller gave. Out: a [`Place`], which has been found fit to be written to. Nothing is written here.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::{Failure, Folders};
use crate::write::{MANIFEST, Manifest};

/// What to do where the folder that holds the site's folder cannot be written to.
pub(super) const BESIDE: &str = "beside.hint";

/// The folder that is to hold the site, without symbolic links.
#[derive(Clone, Debug)]
pub struct Place {
    out: PathBuf,
    parent: PathBuf,
    name: String,
}

/// What stands at a place.
#[derive(Debug)]
pub enum Claim {
    Nothing,
    Empty,
    /// A site that rettesnor made.
    Site(Manifest),
}

impl Claim {
    /// What stands in a folder, names that count for nothing left out; a failure if it is not rettesnor's to replace.
    pub fn of(folder: &Path, nothing: &[&str]) -> Result<Self, Failure> {
        let unreadable = |error| Failure::at("cannot_read", folder, error);
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self::Nothing),
            Err(error) => return Err(unreadable(error)),
        };
        if entries.flatten().all(|entry| nothing.iter().any(|name| *name == entry.file_name())) {
            return Ok(Self::Empty);
        }
        match fs::read(folder.join(MANIFEST)).ok().and_then(|json| Manifest::from_json(&json)) {
            Some(manifest) => Ok(Self::Site(manifest)),
            None => {
                Err(Failure::usage("out_not_ours").with("path", folder.display().to_string()).hint("out_not_ours.hint"))
            }
        }
    }

    /// What the site that stands there consists of.
    pub fn manifest(self) -> Option<Manifest> {
        match self {
            Self::Site(manifest) => Some(manifest),
            Self::Nothing | Self::Empty => None,
        }
    }
}

impl Place {
    /// The place at `out`, unless it lies in the content or the content in it.
    pub fn find(out: &Path, folders: &Folders) -> Result<Self, Failure> {
        let real = resolve(out)?;
        let refused = |key: &str| Failure::usage(key).with("path", out.display().to_string());
        let content = &folders.real_content;
        if real.is_file() {
            return Err(refused("out_is_file").hint("out_is_file.hint"));
        }
        if real.starts_with(content) {
            return Err(refused("out_in_content").hint("out_in_content.hint"));
        }
        if content.starts_with(&real) {
            return Err(refused("content_in_out").hint("content_in_out.hint"));
        }
        let name = real.file_name().map(|name| name.to_string_lossy().into_owned());
        match (real.parent(), name) {
            (Some(parent), Some(name)) => Ok(Self { parent: parent.to_path_buf(), name, out: real }),
            _ => Err(refused("out_no_folder")),
        }
    }

    /// The folder that is to hold the site.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// The folder that holds that folder.
    pub fn parent(&self) -> &Path {
        &self.parent
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.parent.join(format!(".{}.rettesnor-lock", self.name))
    }

    /// Where this process puts a new site together.
    pub(super) fn stage(&self) -> PathBuf {
        self.parent.join(format!("{}{}", self.mark(), std::process::id()))
    }

    /// Where the old site goes where two folders cannot be exchanged.
    pub(super) fn aside(&self) -> PathBuf {
        self.parent.join(format!("{}{}-old", self.mark(), std::process::id()))
    }

    /// Folders that killed builds of this site have left: new sites half made, and old ones half removed.
    pub(super) fn leftovers(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.parent).into_iter().flatten().flatten();
        let ours = entries.filter(|entry| self.is_mark(&entry.file_name().to_string_lossy()));
        let folders = ours.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        let mut paths: Vec<_> = folders.map(|entry| entry.path()).collect();
        paths.sort_unstable();
        paths
    }

    /// What stands there; a failure if it is not rettesnor's to replace.
    pub fn claim(&self) -> Result<Claim, Failure> {
        Claim::of(&self.out, &[])
    }

    fn mark(&self) -> String {
        format!(".{}.rettesnor-", self.name)
    }

    fn is_mark(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&self.mark());
        let process = rest.map(|rest| rest.strip_suffix("-old").unwrap_or(rest));
        process.is_some_and(|process| !process.is_empty() && process.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// The path without symbolic links, also where its last parts are still to be made.
fn resolve(out: &Path) -> Result<PathBuf, Failure> {
    let wrong = |error| Failure::at("cannot_find", out, error);
    let whole = std::path::absolute(out).map_err(wrong)?;
    let mut there = whole.as_path();
    loop {
        match (fs::canonicalize(there), there.parent()) {
            (Ok(real), _) => return join(real, &whole, there),
            (Err(error), Some(parent)) if error.kind() == ErrorKind::NotFound => there = parent,
            (Err(error), _) => return Err(wrong(error)),
        }
    }
}

fn join(real: PathBuf, whole: &Path, there: &Path) -> Result<PathBuf, Failure> {
    let rest = whole.strip_prefix(there).unwrap_or(Path::new(""));
    if rest.components().any(|part| part == Component::ParentDir) {
        return Err(Failure::usage("out_through_nothing").with("path", whole.display().to_string()));
    }
    // An empty rest would add a slash, and a name with a slash cannot be renamed.
    Ok(if rest.as_os_str().is_empty() { real } else { real.join(rest) })
}

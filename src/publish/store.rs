//! Releases in a folder: which there are, which one is current, and how another one becomes so.
//!
//! In: the folder. Out: releases with their manifests. A release has its name only once it is whole: until then it lies
//! beside the others under a name that begins with a dot, and so it does again before it is taken away. Names begin
//! with a number that only grows, so that their order is that of publishing, whatever the clock says.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::fs::{Disk, Failure, foreign_files, remove};
use crate::publish::placing::place;
use crate::publish::{Delivery, Manner, Task};
use crate::write::{MANIFEST, Manifest};

/// Name of the folder of releases.
pub(super) const RELEASES: &str = "releases";

/// Name of what leads to the current release: what a web server points at.
pub(super) const CURRENT: &str = "current";

/// The end of names of releases that are not whole.
const PART: &str = ".part";

/// A folder of releases.
pub(super) struct Store {
    root: PathBuf,
}

/// A release that is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// `000012-20261121T161500Z`: the number and the time in UTC.
    pub id: String,
    pub folder: PathBuf,
}

impl Release {
    /// What it consists of.
    pub fn manifest(&self) -> Option<Manifest> {
        Manifest::from_json(&fs::read(self.folder.join(MANIFEST)).ok()?)
    }
}

impl Store {
    /// The store in a folder.
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The releases, the oldest first.
    pub fn releases(&self) -> Vec<Release> {
        let release = |name: String| Release { folder: self.releases_folder().join(&name), id: name };
        let mut all: Vec<_> = self.names().into_iter().filter(|name| number(name).is_some()).map(release).collect();
        all.retain(|release| release.folder.join(MANIFEST).is_file());
        all.sort_by_key(|release| (number(&release.id), release.id.clone()));
        all
    }

    /// The release that `current` leads to or is a copy of.
    pub fn current(&self) -> Option<(Release, Manifest)> {
        let link = self.root.join(CURRENT);
        let found = match fs::read_link(&link) {
            Ok(target) => {
                let name = target.file_name()?.to_string_lossy().into_owned();
                self.releases().into_iter().find(|release| release.id == name)
            }
            Err(_) => {
                let shown = Manifest::from_json(&fs::read(link.join(MANIFEST)).ok()?)?;
                let is_shown = |release: &Release| release.manifest().is_some_and(|own| own.same_release(&shown));
                self.releases().into_iter().rev().find(is_shown)
            }
        }?;
        let manifest = found.manifest()?;
        Some((found, manifest))
    }

    /// A failure if `current` is somebody else's.
    pub fn claim(&self) -> Result<(), Failure> {
        let current = self.root.join(CURRENT);
        let is_ours = match (fs::read_link(&current), fs::symlink_metadata(&current)) {
            (Ok(target), _) => {
                target.parent() == Some(Path::new(RELEASES))
                    && target.file_name().is_some_and(|name| number(&name.to_string_lossy()).is_some())
            }
            (_, Err(error)) if error.kind() == ErrorKind::NotFound => true,
            _ => fs::read(current.join(MANIFEST)).is_ok_and(|json| Manifest::from_json(&json).is_some()),
        };
        let refused = || Failure::usage("out_not_ours").with("path", current.display().to_string());
        if is_ours { Ok(()) } else { Err(refused().hint("target_not_ours.hint")) }
    }

    /// Clears away what killed runs have left.
    pub fn clear(&self) {
        let part = |name: &String| name.strip_prefix('.').and_then(|name| name.strip_suffix(PART)).and_then(number);
        self.names()
            .iter()
            .filter(|name| part(name).is_some())
            .for_each(|name| remove(&self.releases_folder().join(name)));
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let links = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".current.rettesnor-"));
        let links = links.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_symlink()));
        links.for_each(|link| drop(fs::remove_file(link.path())));
    }

    /// The name of the next release.
    pub fn next_id(&self, now: Timestamp) -> String {
        let last =
            self.names().iter().filter_map(|name| number(name.trim_start_matches('.'))).max().unwrap_or_default();
        format!("{:06}-{}", last + 1, now.strftime("%Y%m%dT%H%M%SZ"))
    }

    /// Where a release lies while it is written.
    pub fn draft_folder(&self, id: &str) -> PathBuf {
        self.releases_folder().join(format!(".{id}{PART}"))
    }

    /// Gives a release that is whole its name.
    pub fn admit(&self, draft: &Path, id: &str, disk: &dyn Disk) -> Result<Release, Failure> {
        let folder = self.releases_folder().join(id);
        disk.replace(draft, &folder).map_err(|error| Failure::at("cannot_replace", &folder, error))?;
        Ok(Release { id: id.to_owned(), folder })
    }

    /// Makes a release current: by a link where there are links, else by a copy of it at the place of the link.
    pub fn point(&self, release: &Release, manifest: &Manifest, task: &Task<'_>) -> Result<Manner, Failure> {
        let link = self.root.join(CURRENT);
        let is_folder = fs::symlink_metadata(&link).is_ok_and(|data| data.is_dir());
        if !is_folder {
            match task.disk.point(&link, &Path::new(RELEASES).join(&release.id)) {
                Ok(()) => return Ok(Manner::AtOnce),
                Err(error) if is_no_link(error.kind()) => {}
                Err(error) => return Err(Failure::at("cannot_replace", &link, error)),
            }
        }
        let delivery = Delivery { task, state: &self.root, release: &release.folder, manifest, before: None };
        place(&link, &delivery)
    }

    /// Takes away a release that did not arrive.
    pub fn withdraw(&self, release: &Release) {
        if self.current().is_none_or(|(current, _)| current.id != release.id) {
            self.take_away(release);
        }
    }

    /// Takes away the oldest releases, so that `keep` stay; what holds somebody else's only copy of a file stays too.
    pub fn prune(&self, keep: u32, current: &Release) {
        let mut releases = self.releases();
        let excess = releases.len().saturating_sub(keep as usize);
        releases.retain(|release| release.id != current.id);
        for release in releases.iter().take(excess) {
            let foreign = release.manifest().map(|manifest| foreign_files(&release.folder, &manifest));
            if foreign.is_some_and(|foreign| foreign.iter().all(|path| current.folder.join(path).exists())) {
                self.take_away(release);
            }
        }
    }

    fn take_away(&self, release: &Release) {
        let hidden = self.draft_folder(&release.id);
        if fs::rename(&release.folder, &hidden).is_ok() {
            remove(&hidden);
        }
    }

    fn releases_folder(&self) -> PathBuf {
        self.root.join(RELEASES)
    }

    /// The names of the folders among the releases.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.releases_folder()).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }
}

/// The number of a release's name, if it is such a name.
fn number(name: &str) -> Option<u64> {
    let (number, time) = name.trim_end_matches(PART).split_once('-')?;
    let is_time = time.len() == 16 && time.ends_with('Z') && time.as_bytes()[8] == b'T';
    let is_number = number.len() >= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_time && is_number).then(|| number.parse().ok()).flatten()
}

/// Whether the system says that it has no links, or none for us.
fn is_no_link(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::Unsupported | ErrorKind::PermissionDenied | ErrorKind::InvalidInput)
}

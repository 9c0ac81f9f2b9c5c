//! Publishing: a built site brought to where its readers are.
//!
//! In: a [`Task`] (a target of `site.yaml`, the folders, the disk, the time) and the outputs of a build. Out: a release
//! that readers see as a whole, or a failure and the release before. Every target has a store of releases: the
//! target's own folder, or, where the site goes elsewhere, a folder below `.rettesnor/publish/`. A release is written
//! there, read back against its manifest, delivered in the target's [`Way`], and only then called current. Nothing that
//! no manifest names is touched.

mod command;
mod copying;
mod git;
pub mod host;
pub mod packed;
mod placing;
mod store;
mod zip;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::fs::{Before, Disk, Draft, Failure, Folders, Lock, Outcome, Place, Staged, make_folder, verify};
use crate::model::target::{Target, TargetLayout, Way};
use crate::source::{OutPath, SourcePath};
use crate::write::{Digest, Edition, Manifest};

pub use store::Release;
use store::Store;

/// Name of the folder beside the content that holds what the program remembers.
const OWN_FOLDER: &str = ".rettesnor";

/// What is to be published to.
#[derive(Clone, Copy)]
pub struct Task<'a> {
    /// The target's name in `site.yaml`.
    pub name: &'a str,
    pub target: &'a Target,
    pub folders: &'a Folders,
    pub disk: &'a dyn Disk,
    /// The time that the release is named after.
    pub now: Timestamp,
}

/// How a release came to where readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// At once: readers saw the old release or the new.
    AtOnce,
    /// File by file, in the safe order, since the place cannot be exchanged as a whole.
    FileByFile,
}

/// What was published.
#[derive(Clone, Debug)]
pub struct Published {
    /// The release that readers see.
    pub release: String,
    pub staged: Staged,
    pub manner: Manner,
    /// What a program or another place had to say, for people.
    pub said: Option<String>,
}

/// A release on its way, and what it takes the place of.
pub(crate) struct Delivery<'a> {
    pub task: &'a Task<'a>,
    /// Folder of the store, for what has to be remembered.
    pub state: &'a Path,
    pub release: &'a Path,
    pub manifest: &'a Manifest,
    /// What was delivered before.
    pub before: Option<&'a Manifest>,
}

/// A release that is being written; nobody else publishes to the target meanwhile.
pub struct Publication<'a> {
    task: &'a Task<'a>,
    store: Store,
    /// The release that the draft shares files with.
    base: Option<Release>,
    /// What readers see.
    shown: Option<Manifest>,
    draft: Draft<'a>,
    id: String,
    _lock: Lock,
}

impl<'a> Task<'a> {
    /// Begins a release: takes the lock, clears away what killed runs have left, looks at what is there.
    pub fn begin(&'a self) -> Result<Publication<'a>, Failure> {
        let (store, lock) = self.open()?;
        store.clear();
        store.claim()?;
        let current = store.current();
        // Where nothing is current, the newest release still has most of the files.
        let newest =
            || store.releases().pop().and_then(|release| release.manifest().map(|manifest| (release, manifest)));
        let known = current.clone().or_else(newest);
        let base = known.as_ref().map(|(release, _)| release.clone());
        let before = known.map(|(release, manifest)| Before { folder: release.folder, manifest });
        let id = store.next_id(self.now);
        let draft = Draft::begin(store.draft_folder(&id), before, self.disk)?;
        let shown = current.map(|(_, manifest)| manifest);
        Ok(Publication { task: self, store, base, shown, draft, id, _lock: lock })
    }

    /// The folder that a web server is to show, where the site goes to a folder.
    pub fn shown(&self) -> Option<PathBuf> {
        match &self.target.way {
            Way::Folder { folder, layout: TargetLayout::Releases } => {
                Some(self.below_root(folder).join(store::CURRENT))
            }
            Way::Folder { folder, layout: TargetLayout::Plain } => Some(self.below_root(folder)),
            _ => None,
        }
    }

    /// What readers see now, as far as this machine knows.
    pub fn before(&self) -> Option<Manifest> {
        Store::at(self.root()).current().map(|(_, manifest)| manifest)
    }

    /// The releases that are kept, the oldest first, and which of them readers see.
    pub fn list(&self) -> Vec<(Release, bool)> {
        let store = Store::at(self.root());
        let current = store.current().map(|(release, _)| release.id);
        let with_mark = |release: Release| {
            let is_current = current.as_ref() == Some(&release.id);
            (release, is_current)
        };
        store.releases().into_iter().map(with_mark).collect()
    }

    /// Goes back to the release before the current one; says which that is.
    pub fn roll_back(&self) -> Result<(Release, Manner), Failure> {
        let (store, _lock) = self.open()?;
        store.claim()?;
        let nothing = || Failure::usage("no_release_before").with("target", self.name).hint("no_release_before.hint");
        let (current, now) = store.current().ok_or_else(nothing)?;
        let mut older = store.releases();
        older.retain(|release| release.id < current.id);
        let release = older.pop().ok_or_else(nothing)?;
        let manifest = release.manifest().ok_or_else(nothing)?;
        verify(&release.folder, &manifest)?;
        let (manner, _) = self.deliver(&store, &release, &manifest, Some(&now))?;
        Ok((release, manner))
    }

    /// Brings a release to its readers and calls it current.
    fn deliver(
        &self,
        store: &Store,
        release: &Release,
        manifest: &Manifest,
        before: Option<&Manifest>,
    ) -> Result<(Manner, Option<String>), Failure> {
        let folder = release.folder.as_path();
        let delivery = Delivery { task: self, state: store.root(), release: folder, manifest, before };
        let (manner, said) = match &self.target.way {
            Way::Folder { layout: TargetLayout::Releases, .. } => {
                let manner = store.point(release, manifest, self)?;
                return Ok((manner, None));
            }
            Way::Folder { folder: at, .. } => (placing::place(&self.below_root(at), &delivery)?, None),
            Way::Git { remote, branch } => (Manner::AtOnce, git::push(&delivery, remote, branch)?),
            Way::Command { .. } => (Manner::FileByFile, command::run(&delivery)?),
            Way::Zip { file } => (Manner::AtOnce, zip::write(&delivery, &self.below_root(file))?),
        };
        store.point(release, manifest, self)?;
        Ok((manner, said))
    }

    fn open(&self) -> Result<(Store, Lock), Failure> {
        let root = self.root();
        if let Way::Folder { folder, .. } = &self.target.way {
            self.look_at(&self.below_root(folder))?;
        }
        make_folder(&root)?;
        self.ignore_own_folder();
        let lock = Lock::take(&root.join(".rettesnor-lock"));
        let lock =
            lock.map_err(|failure| if failure.kind() == std::io::ErrorKind::Other { busy(&root) } else { failure })?;
        make_folder(&root.join(store::RELEASES))?;
        Ok((Store::at(root), lock))
    }

    /// A folder that is missing may be made, but not the one above it: a share that is not mounted is not to be
    /// mistaken for a new folder of this disk.
    fn look_at(&self, folder: &Path) -> Result<(), Failure> {
        if folder.file_name().is_some() && folder.parent().is_some() {
            let place = Place::find(folder, self.folders)?;
            if !is_folder(place.parent()) {
                let missing = Failure::world("target_missing").with("path", place.parent().display().to_string());
                return Err(missing.hint("target_missing.hint"));
            }
        }
        Ok(())
    }

    /// Where the releases lie.
    fn root(&self) -> PathBuf {
        match &self.target.way {
            Way::Folder { folder, layout: TargetLayout::Releases } => self.below_root(folder),
            _ => self.folders.root().join(OWN_FOLDER).join("publish").join(file_name(self.name)),
        }
    }

    /// A path of `site.yaml`: relative ones begin where the content folder stands.
    fn below_root(&self, path: &str) -> PathBuf {
        self.folders.root().join(path)
    }

    /// What is remembered is no part of the content: git is told so where nobody has said otherwise.
    fn ignore_own_folder(&self) {
        let folder = self.folders.root().join(OWN_FOLDER);
        if is_folder(&folder) {
            let _ = crate::fs::put(&folder.join(".gitignore"), b"*\n", crate::fs::Existing::Keep);
        }
    }
}

impl Publication<'_> {
    /// The same release of content that is of a commit.
    #[must_use]
    pub fn of_commit(mut self, commit: Option<String>) -> Self {
        self.draft = self.draft.of_commit(commit);
        self
    }

    /// Puts a file into the release, with the text it was made from and the edition that it shows.
    pub fn put(
        &self,
        path: &OutPath,
        bytes: &[u8],
        source: Option<&SourcePath>,
        edition: Option<Edition>,
    ) -> Result<(), Failure> {
        self.draft.put(path, bytes, source, edition)
    }

    /// Puts a file of the content into the release as it is.
    pub fn copy(&self, path: &OutPath, from: &SourcePath) -> Result<(), Failure> {
        self.draft.copy(path, from, self.task.folders)
    }

    /// Reads the release back, brings it to its readers, and takes away what need not be kept.
    pub fn finish(self) -> Result<Published, Failure> {
        let sealed = self.draft.seal()?;
        let before = self.shown.as_ref();
        if let (Outcome::Unchanged, Some(release)) = (sealed.staged.outcome, &self.base) {
            let manifest = release.manifest().unwrap_or(sealed.manifest);
            let (manner, said) = self.task.deliver(&self.store, release, &manifest, before)?;
            return Ok(Published { release: release.id.clone(), staged: sealed.staged, manner, said });
        }
        verify(self.draft.folder(), &sealed.manifest)?;
        let release = self.store.admit(self.draft.folder(), &self.id, self.task.disk)?;
        let delivered = self.task.deliver(&self.store, &release, &sealed.manifest, before);
        // What did not arrive is no release that anybody could go back to.
        let (manner, said) = delivered.inspect_err(|_| self.store.withdraw(&release))?;
        self.store.prune(self.task.target.keep, &release);
        Ok(Published { release: release.id, staged: sealed.staged, manner, said })
    }
}

/// The name as a name of a folder, whatever signs it has.
fn file_name(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !name.is_empty() && name.chars().all(is_plain) {
        return name.to_owned();
    }
    format!("x{}", &Digest::of(name.as_bytes()).to_string()[..16])
}

fn busy(root: &Path) -> Failure {
    Failure::world("publishing").with("path", root.display().to_string()).hint("publishing.hint")
}

#[expect(clippy::disallowed_methods, reason = "the edge to the disk")]
fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

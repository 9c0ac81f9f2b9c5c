//! Git at work beside the content.
//!
//! In: the site's folder. Out: where `HEAD` is told, and whether git is changing files at this moment. No program is
//! started and nothing of the repository is read but the place of its folder.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A lock older than this was left behind by a git that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(30);

/// The folder in which git keeps what it knows of a work tree.
#[derive(Debug)]
pub(super) struct Git {
    folder: PathBuf,
    /// The file that names the last commit of the branch, where one is checked out.
    branch: Option<PathBuf>,
}

impl Git {
    /// The repository that a folder lies in, if it lies in one.
    pub fn find(folder: &Path) -> Option<Self> {
        let found = folder.ancestors().map(|folder| folder.join(".git")).find(|path| path.exists())?;
        if found.is_dir() {
            return Some(Self::of(found));
        }
        // A linked work tree or a submodule names its folder: `gitdir: ../.git/worktrees/side`.
        let text = fs::read_to_string(&found).ok()?;
        let named = found.parent()?.join(text.strip_prefix("gitdir:")?.trim());
        named.is_dir().then(|| Self::of(named))
    }

    fn of(folder: PathBuf) -> Self {
        let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
        // Work trees share their branches with the repository that they are linked to.
        let common = read("commondir").map_or_else(|| folder.clone(), |common| folder.join(common.trim()));
        let branch = read("HEAD").and_then(|head| Some(common.join(head.strip_prefix("ref: ")?.trim())));
        Self { folder, branch }
    }

    /// The folders that tell of another `HEAD`.
    pub fn watched(&self) -> Vec<PathBuf> {
        let branch = self.branch.as_ref().and_then(|branch| branch.parent()).map(Path::to_path_buf);
        let folders = [self.folder.clone(), self.folder.join("logs")];
        folders.into_iter().chain(branch).filter(|folder| folder.is_dir()).collect()
    }

    /// Whether another commit is checked out, or a commit was made: the branch changes, or what is noted of it.
    pub fn is_head(&self, path: &Path) -> bool {
        let is_head = path.file_name().is_some_and(|name| name == "HEAD") && path.starts_with(&self.folder);
        is_head || self.branch.as_deref() == Some(path)
    }

    /// Whether git is changing files, as in the middle of a checkout.
    pub fn is_busy(&self) -> bool {
        let age = |path| fs::metadata(path).ok()?.modified().ok()?.elapsed().ok();
        age(self.folder.join("index.lock")).is_some_and(|age| age < LEFT_BEHIND)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_found_from_below_and_by_its_name() {
        let root = tempfile::tempdir().unwrap();
        let (git, content) = (root.path().join(".git"), root.path().join("site/content"));
        fs::create_dir_all(git.join("logs")).unwrap();
        fs::create_dir_all(git.join("worktrees/side")).unwrap();
        fs::create_dir_all(&content).unwrap();
        let found = Git::find(&content).unwrap();
        assert_eq!(found.watched(), [git.clone(), git.join("logs")]);
        assert!(found.is_head(&git.join("HEAD")) && found.is_head(&git.join("logs/HEAD")));
        assert!(!found.is_head(&git.join("index")) && !found.is_head(&root.path().join("HEAD")));
        fs::write(content.join(".git"), "gitdir: ../../.git/worktrees/side\n").unwrap();
        let linked = Git::find(&content).unwrap();
        assert!(linked.is_head(&content.join("../../.git/worktrees/side/HEAD")));
    }

    #[test]
    fn a_lock_is_git_at_work_unless_it_was_left_behind() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(".git")).unwrap();
        let git = Git::find(root.path()).unwrap();
        assert!(!git.is_busy());
        let lock = fs::File::create(root.path().join(".git/index.lock")).unwrap();
        assert!(git.is_busy());
        lock.set_modified(std::time::SystemTime::now() - 2 * LEFT_BEHIND).unwrap();
        assert!(!git.is_busy());
    }
}

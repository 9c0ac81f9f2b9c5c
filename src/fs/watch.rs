//! Being told of changes.
//!
//! In: the [`Folders`] of a site. Out: again and again, once it has become quiet, what was [`Touched`] since. What is
//! told is a hint where to look, no more: that a file was touched does not say that it changed. Reading a file is no
//! touch. On network drives, where nobody tells, a look at everything each second does.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk, and the time that a writer is given")]

mod gather;
mod git;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Failure, Folders};
use gather::{Gathering, News};
use git::Git;

/// How we come to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The system tells.
    Told,
    /// By looking, again and again.
    Polling,
}

/// What may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// These files or folders.
    Paths(BTreeSet<PathBuf>),
    Everything,
}

/// Time between two looks where nobody tells.
const POLL: Duration = Duration::from_secs(1);

/// Time after which a folder that has come is looked at once more: what was put into it before it was watched is told by
/// nobody.
const ONCE_MORE: Duration = Duration::from_millis(250);

/// A watch over the folders of a site.
#[derive(Debug)]
pub struct Watch {
    news: Receiver<News>,
    /// Folders that have come since the last look.
    fresh: BTreeSet<PathBuf>,
    /// Nothing where we look by ourselves.
    watcher: Option<RecommendedWatcher>,
    places: Places,
    watched: Vec<PathBuf>,
}

/// The places that mean more than what lies in them.
#[derive(Debug, Default)]
struct Places {
    content: PathBuf,
    /// The content folder by the name that was given, and the folders that may hold a theme: if one of these comes,
    /// goes or is replaced, other folders are to be watched.
    doors: Vec<PathBuf>,
    theme: Option<PathBuf>,
    git: Option<Git>,
}

impl Watch {
    /// Begins to watch.
    pub fn begin(folders: &Folders, manner: Manner) -> Result<Self, Failure> {
        let (sender, news) = mpsc::channel();
        let watcher = match manner {
            Manner::Polling => None,
            Manner::Told => {
                let tell = move |told: notify::Result<Event>| gather::tell(told, &sender);
                Some(notify::recommended_watcher(tell).map_err(|error| unwatched(&error))?)
            }
        };
        let mut watch = Self { news, fresh: BTreeSet::new(), watcher, places: Places::default(), watched: Vec::new() };
        watch.follow(folders)?;
        Ok(watch)
    }

    /// Watches the folders of a site from now on, which may be others than before.
    pub fn follow(&mut self, folders: &Folders) -> Result<(), Failure> {
        self.places = Places::of(folders);
        let Some(watcher) = &mut self.watcher else { return Ok(()) };
        for place in self.watched.drain(..) {
            // What is gone is not watched any more.
            let _ = watcher.unwatch(&place);
        }
        for (place, mode) in self.places.watched() {
            match watcher.watch(&place, mode) {
                Ok(()) => self.watched.push(place),
                Err(error) if place == self.places.content => return Err(unwatched(&error)),
                // A theme that has gone meanwhile is told by the folder above it.
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// Whether the system tells, so that what happened while other folders were turned to went untold.
    pub fn is_told(&self) -> bool {
        self.watcher.is_some()
    }

    /// Waits until something was touched and it has become quiet.
    ///
    /// After [`Touched::Everything`] the folders may be others: see [`follow`](Self::follow).
    pub fn wait(&mut self) -> Touched {
        if self.watcher.is_none() {
            std::thread::sleep(POLL);
            return Touched::Everything;
        }
        loop {
            let limit = (!self.fresh.is_empty()).then_some(ONCE_MORE);
            let Some(gathering) = Gathering::collect(&self.news, self.places.git.as_ref(), limit) else {
                return Touched::Paths(std::mem::take(&mut self.fresh));
            };
            if let Some(touched) = self.places.judge(gathering) {
                if let Touched::Paths(paths) = &touched {
                    self.fresh.extend(paths.iter().filter(|path| path.is_dir()).cloned());
                }
                return touched;
            }
        }
    }
}

impl Places {
    fn of(folders: &Folders) -> Self {
        let root = folders.root();
        let doors = vec![root.join(&folders.name), root.join("themes"), root.join("themes/default")];
        let theme = folders.theme.as_ref().and_then(|theme| std::path::absolute(theme).ok());
        Self { content: folders.real_content.clone(), git: Git::find(&root), doors, theme }
    }

    fn watched(&self) -> Vec<(PathBuf, RecursiveMode)> {
        let above = self.doors.iter().filter_map(|door| door.parent());
        let above =
            above.filter(|folder| folder.is_dir()).map(|path| (path.to_path_buf(), RecursiveMode::NonRecursive));
        let own =
            std::iter::once(&self.content).chain(&self.theme).map(|path| (path.clone(), RecursiveMode::Recursive));
        let git = self.git.iter().flat_map(Git::watched).map(|path| (path, RecursiveMode::NonRecursive));
        let mut watched: Vec<_> = above.chain(git).chain(own).collect();
        watched.dedup();
        watched
    }

    /// What the news mean; nothing if they mean nothing to us.
    fn judge(&self, gathering: Gathering) -> Option<Touched> {
        let is_door = |path: &Path| self.doors.iter().any(|door| door == path) || path == self.content;
        let of_git = |path: &Path| self.git.as_ref().is_some_and(|git| git.is_head(path));
        if gathering.lost || gathering.paths.iter().any(|path| is_door(path) || of_git(path)) {
            return Some(Touched::Everything);
        }
        let inside = |path: &PathBuf| {
            path.starts_with(&self.content) || self.theme.as_ref().is_some_and(|theme| path.starts_with(theme))
        };
        let paths: BTreeSet<_> = gathering.paths.into_iter().filter(inside).collect();
        (!paths.is_empty()).then_some(Touched::Paths(paths))
    }
}

fn unwatched(error: &notify::Error) -> Failure {
    Failure::world("cannot_follow").with("reason", error.to_string())
}

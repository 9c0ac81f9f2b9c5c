//! From single events to one touch.
//!
//! In: what the system tells, event by event. Out: all paths of a burst, once writers have closed their files and it
//! has been quiet for a moment: a save is several events, and a checkout hundreds.

#![expect(clippy::disallowed_methods, reason = "the time that a writer is given")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind};

use super::git::Git;

/// Quiet after which a save is over: an editor's next step follows within a millisecond or two.
const QUIET: Duration = Duration::from_millis(8);

/// The same after so many paths that a program must be at work.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(60);
const MANY: usize = 20;

/// Time for a writer to close its file, and for git to end.
const WRITER: Duration = Duration::from_millis(120);
const GIT: Duration = Duration::from_secs(10);

/// A burst without end is looked at in pieces.
const LONGEST: Duration = Duration::from_millis(500);

/// What the system tells.
#[derive(Debug)]
pub(super) enum News {
    Touched(PathBuf),
    /// Written to, and not closed yet.
    Writing(PathBuf),
    Written(PathBuf),
    /// The system has lost count.
    Lost,
}

/// All news of one burst.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub paths: BTreeSet<PathBuf>,
    /// Whether the paths are not all.
    pub lost: bool,
    writing: BTreeSet<PathBuf>,
}

/// Passes on an event, unless it is one of reading.
pub(super) fn tell(told: notify::Result<Event>, news: &Sender<News>) {
    let Ok(event) = told else {
        let _ = news.send(News::Lost);
        return;
    };
    if event.need_rescan() {
        let _ = news.send(News::Lost);
    }
    let news_of: fn(PathBuf) -> News = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => News::Written,
        EventKind::Access(_) => return,
        // Only Linux tells when a file is closed.
        EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => News::Writing,
        _ => News::Touched,
    };
    for path in event.paths {
        // Whoever listened has ended.
        let _ = news.send(news_of(path));
    }
}

impl Gathering {
    /// Waits for the first news, and then until it is quiet; nothing if there are none within `limit`.
    pub fn collect(news: &Receiver<News>, git: Option<&Git>, limit: Option<Duration>) -> Option<Self> {
        let mut gathering = Self::default();
        match news.recv_timeout(limit.unwrap_or(Duration::MAX)) {
            Ok(first) => gathering.add(first),
            Err(RecvTimeoutError::Timeout) => return None,
            // The watcher has ended: nothing will ever be told, and the preview goes on with what it shows.
            Err(RecvTimeoutError::Disconnected) => loop {
                std::thread::park();
            },
        }
        let begun = Instant::now();
        loop {
            match news.recv_timeout(gathering.quiet()) {
                Ok(more) => gathering.add(more),
                Err(RecvTimeoutError::Disconnected) => return Some(gathering),
                Err(RecvTimeoutError::Timeout) if git.is_some_and(Git::is_busy) && begun.elapsed() < GIT => {}
                Err(RecvTimeoutError::Timeout) => return Some(gathering),
            }
            if begun.elapsed() > LONGEST && !git.is_some_and(Git::is_busy) {
                return Some(gathering);
            }
        }
    }

    fn quiet(&self) -> Duration {
        match () {
            () if !self.writing.is_empty() => WRITER,
            () if self.paths.len() > MANY => QUIET_AFTER_MANY,
            () => QUIET,
        }
    }

    fn add(&mut self, news: News) {
        let path = match news {
            News::Lost => {
                self.lost = true;
                return;
            }
            News::Writing(path) => {
                self.writing.insert(path.clone());
                path
            }
            News::Written(path) | News::Touched(path) => {
                self.writing.remove(&path);
                path
            }
        };
        self.paths.insert(path);
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange};

    use super::*;

    fn told(kind: EventKind) -> Vec<News> {
        let (sender, receiver) = std::sync::mpsc::channel();
        tell(Ok(Event::new(kind).add_path(PathBuf::from("a.md"))), &sender);
        drop(sender);
        receiver.iter().collect()
    }

    #[test]
    fn reading_is_no_news() {
        for kind in [AccessKind::Read, AccessKind::Open(AccessMode::Any), AccessKind::Close(AccessMode::Read)] {
            assert!(told(EventKind::Access(kind)).is_empty(), "{kind:?}");
        }
        assert!(matches!(told(EventKind::Create(CreateKind::File))[..], [News::Touched(_)]));
        assert!(matches!(told(EventKind::Access(AccessKind::Close(AccessMode::Write)))[..], [News::Written(_)]));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_is_being_written_is_waited_for() {
        let mut gathering = Gathering::default();
        for news in told(EventKind::Modify(ModifyKind::Data(DataChange::Any))) {
            gathering.add(news);
        }
        assert_eq!(gathering.quiet(), WRITER);
        gathering.add(News::Written(PathBuf::from("a.md")));
        assert_eq!(gathering.quiet(), QUIET);
        (0..=MANY).for_each(|number| gathering.add(News::Touched(PathBuf::from(number.to_string()))));
        assert_eq!(gathering.quiet(), QUIET_AFTER_MANY);
    }

    #[test]
    fn an_error_of_the_system_means_to_look_everywhere() {
        let (sender, receiver) = std::sync::mpsc::channel();
        tell(Err(notify::Error::generic("queue overflow")), &sender);
        assert!(Gathering::collect(&receiver, None, None).unwrap().lost);
    }

    #[test]
    fn no_news_are_not_waited_for_without_end() {
        let (_sender, receiver) = std::sync::mpsc::channel();
        assert!(Gathering::collect(&receiver, None, Some(Duration::from_millis(1))).is_none());
    }
}

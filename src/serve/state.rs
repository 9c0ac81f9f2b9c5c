//! What is shown at the moment, and what is told beside it.
//!
//! In: from the workshop, snapshots and findings. Out: the [`State`] of this moment, for answers; and a number that
//! grows with each state, for those who wait for news.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::sync::watch;

use super::Snapshot;
use super::told::Told;
use crate::source::OutPath;

/// How many of the pages that were asked for last are tried with a new theme.
const LATELY: usize = 8;

/// Whether browsers go to the page that is being edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    #[default]
    Stay,
    Edits,
}

/// What the caller wants of a preview.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    pub follow: Follow,
}

/// What is shown and told, at one moment.
pub(super) struct State {
    /// Grows with each state.
    pub number: u64,
    /// Grows with each snapshot.
    pub site: u64,
    pub shown: Arc<Snapshot>,
    pub told: Arc<Told>,
    /// The page that has just been edited.
    pub edited: Option<OutPath>,
}

/// What is shown at the moment; shared by all who answer.
pub struct Preview {
    /// Tells this run of the program from others, so that a browser that was open meanwhile notices.
    run: String,
    wishes: Wishes,
    current: RwLock<Arc<State>>,
    news: watch::Sender<u64>,
    lately: Mutex<VecDeque<OutPath>>,
}

impl Preview {
    /// A preview that shows this snapshot; `run` is another in each run of the program.
    pub fn new(snapshot: Snapshot, run: String, wishes: Wishes) -> Self {
        let told = Arc::new(Told::of(snapshot.build(), &[], snapshot.folders()));
        let state = State { number: 1, site: 1, shown: Arc::new(snapshot), told, edited: None };
        Self {
            run,
            wishes,
            current: RwLock::new(Arc::new(state)),
            news: watch::Sender::new(1),
            lately: Mutex::default(),
        }
    }

    /// The state of this moment; who holds it sees no other.
    pub(super) fn current(&self) -> Arc<State> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The name by which a browser knows a snapshot.
    pub(super) fn name_of(&self, state: &State) -> String {
        format!("{}-{}", self.run, state.site)
    }

    /// Word of each new state, by its number.
    pub(super) fn news(&self) -> watch::Receiver<u64> {
        self.news.subscribe()
    }

    /// Shows a snapshot and tells these findings from now on; without a snapshot, the one that is shown stays.
    pub(super) fn renew(&self, snapshot: Option<Snapshot>, told: Told, edited: Option<OutPath>) {
        let old = self.current();
        let site = old.site + u64::from(snapshot.is_some());
        let shown = snapshot.map_or_else(|| Arc::clone(&old.shown), Arc::new);
        let edited = edited.filter(|_| self.wishes.follow == Follow::Edits);
        let state = State { number: old.number + 1, site, shown, told: Arc::new(told), edited };
        let number = state.number;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        self.news.send_replace(number);
    }

    /// Remembers that a page was asked for.
    pub(super) fn asked_for(&self, path: &OutPath) {
        let mut lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        lately.retain(|known| known != path);
        lately.push_front(path.clone());
        lately.truncate(LATELY);
    }

    /// The pages that were asked for last.
    pub(super) fn lately(&self) -> Vec<OutPath> {
        self.lately.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

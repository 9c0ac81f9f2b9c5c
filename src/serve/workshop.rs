//! Where snapshots are made, one after another, as the content changes.
//!
//! In: what the folders hold now. Out: into the [`Preview`], the newest site without errors and all that is to be said
//! of the newest content. A file with errors is held back: the site has its last good version and everybody else's
//! newest. Nothing that is wrong with the content or the theme ends the preview.

#![expect(clippy::disallowed_methods, reason = "how long a renewal takes is told to the author")]

mod hold;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::told::Told;
use super::{Preview, Snapshot, Wishes};
use crate::diag::{Located, Severity};
use crate::fs::{Folders, Scan, Shelf, Touched, Watch};
use crate::pipeline::{self, Build, Inputs, Memo};
use crate::source::{OutPath, SourcePath};
use hold::Hold;

/// What inputs a build gets of a scan: the caller's options, what git tells, and the day, which may be another than
/// before.
pub type Ask = Box<dyn Fn(&Scan, Glance) -> Inputs + Send>;

/// How far one looks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glance {
    /// Nobody has committed anything since.
    Files,
    FilesAndGit,
}

/// What has come of a change, for whoever tells the author.
pub struct Report<'a> {
    /// What differs on the disk.
    pub changed: &'a [SourcePath],
    pub shown: Shown,
    /// The build of the newest content, with its findings.
    pub build: &'a Build,
    pub took: Duration,
}

/// What is shown after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The newest content.
    Newest,
    /// The newest content, but the last good version of what has errors.
    WithoutErrors,
    /// What was shown before.
    Unchanged,
}

/// Makes snapshots.
pub struct Workshop {
    ask: Ask,
    memo: Memo,
    /// What the last site without errors was made from.
    good: Option<Inputs>,
    preview: Arc<Preview>,
}

impl Workshop {
    /// Makes the first snapshot, as good as it can be made, and a preview that shows it.
    pub fn open(shelf: &Shelf, ask: Ask, run: String, wishes: Wishes) -> Self {
        let mut memo = Memo::default();
        let inputs = ask(shelf.scan(), Glance::FilesAndGit);
        let build = pipeline::build(&inputs, &mut memo);
        let good = (!build.has_errors()).then(|| inputs.clone());
        let snapshot = Snapshot::new(build, inputs, shelf.folders().clone(), memo.clone());
        let preview = Arc::new(Preview::new(snapshot, run, wishes));
        Self { ask, memo, good, preview }
    }

    /// The preview that shows what is made here.
    pub fn preview(&self) -> Arc<Preview> {
        Arc::clone(&self.preview)
    }

    /// Lets somebody look at the build that is shown.
    pub fn with_build(&self, look: impl FnOnce(&Build)) {
        look(self.snapshot().build());
    }

    /// Makes a snapshot of what the folders hold now, where `changed` differs from before; `tell` gets to know.
    pub fn renew(&mut self, shelf: &Shelf, changed: &[SourcePath], tell: &dyn Fn(&Report<'_>)) {
        let begun = Instant::now();
        let inputs = (self.ask)(shelf.scan(), Glance::Files);
        let build = pipeline::build(&inputs, &mut self.memo);
        let untried = self.good.as_ref().is_some_and(|good| good.theme != inputs.theme);
        let trouble = if untried { self.try_pages(&build) } else { Vec::new() };
        let wrong: BTreeSet<SourcePath> = files_with_errors(build.diagnostics().iter().chain(&trouble));
        let told = Told::of(&build, &trouble, shelf.folders());
        let edited = edited_page(&build, changed);
        if wrong.is_empty() || self.good.is_none() {
            if wrong.is_empty() {
                self.good = Some(inputs.clone());
            }
            // The author wants the page before the words about it.
            let snapshot = Snapshot::new(build, inputs, shelf.folders().clone(), self.memo.clone());
            self.preview.renew(Some(snapshot), told, edited);
            let took = begun.elapsed();
            let shown = self.snapshot();
            return tell(&Report { changed, shown: Shown::Newest, build: shown.build(), took });
        }
        let mended = self.without_errors(&inputs, &wrong, shelf.folders());
        let shown = if mended.is_some() { Shown::WithoutErrors } else { Shown::Unchanged };
        self.preview.renew(mended, told, edited);
        tell(&Report { changed, shown, build: &build, took: begun.elapsed() });
    }

    /// Looks whether git tells of another past than what is shown was made with.
    pub fn has_new_past(&self, shelf: &Shelf) -> bool {
        let new = (self.ask)(shelf.scan(), Glance::FilesAndGit).history;
        let shown = self.snapshot();
        match (&shown.inputs().history, &new) {
            (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
            (old, new) => old.is_some() != new.is_some(),
        }
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.preview.current().shown)
    }

    /// The site with the last good versions of what is wrong, if it is another than that which is shown.
    fn without_errors(&mut self, new: &Inputs, wrong: &BTreeSet<SourcePath>, folders: &Folders) -> Option<Snapshot> {
        let good = self.good.as_ref()?;
        let mended = [Hold::Errors, Hold::ErrorsAndRemovals].into_iter().find_map(|hold| {
            let inputs = hold::back(new, good, wrong, hold);
            if hold::is_same(&inputs, good) {
                return None;
            }
            // A memo of its own, so that the newest texts are not read again at the next change.
            let mut memo = self.memo.clone();
            let build = pipeline::build(&inputs, &mut memo);
            (!build.has_errors()).then_some((build, inputs, memo))
        });
        let (build, inputs, memo) = mended?;
        self.good = Some(inputs.clone());
        Some(Snapshot::new(build, inputs, folders.clone(), memo))
    }

    /// Makes the pages that somebody looks at, since a template's errors show when it is used.
    fn try_pages(&self, build: &Build) -> Vec<Located> {
        let pages = self.preview.lately().into_iter().chain([OutPath::new("index.html")]);
        pages.into_iter().find_map(|path| build.make(&path)?.err()).unwrap_or_default()
    }
}

/// Renews what is shown for as long as the process lives.
pub fn keep_current(mut watch: Watch, mut shelf: Shelf, mut workshop: Workshop, tell: &dyn Fn(&Report<'_>)) {
    loop {
        let touched = watch.wait();
        let mut changed = shelf.look(&touched);
        if touched == Touched::Everything && watch.follow(shelf.folders()).is_ok() && watch.is_told() {
            // What happened while nobody watched.
            changed.extend(shelf.look(&touched));
        }
        let is_committed = touched == Touched::Everything && workshop.has_new_past(&shelf);
        if changed.is_empty() && !is_committed {
            continue;
        }
        // A fault of this program is told on the terminal; the author goes on with what is shown.
        let renewed = catch_unwind(AssertUnwindSafe(|| workshop.renew(&shelf, &changed, tell)));
        if renewed.is_err() {
            workshop.memo = Memo::default();
        }
    }
}

fn files_with_errors<'a>(findings: impl Iterator<Item = &'a Located>) -> BTreeSet<SourcePath> {
    let errors = findings.map(|finding| &finding.diagnostic).filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.file.clone()).collect()
}

/// The page of the one text that was edited.
fn edited_page(build: &Build, changed: &[SourcePath]) -> Option<OutPath> {
    let [one] = changed else { return None };
    build.page_of(one).cloned()
}

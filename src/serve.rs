//! The preview: a site in memory that keeps up with its content, seen from this machine unless asked otherwise.
//!
//! In: [`Snapshot`]s of builds, each of which takes the place of the one before at once; the [`Workshop`] makes them as
//! the content changes. Out: answers to GET and HEAD, and news for the browsers that listen. Pages are made when they
//! are first asked for. No path of a request ever meets the disk: it is looked up among the outputs of the build, and a
//! file that is copied is found by the path that the scan gave it.

mod aids;
mod answer;
mod bare;
mod doors;
mod editor;
mod frame;
mod guard;
mod live;
mod media;
mod own;
mod past;
mod snapshot;
mod state;
mod told;
mod workshop;

#[cfg(test)]
mod tests;

pub use doors::{Doors, Reach, serve};
pub use guard::Visitor;
pub use snapshot::{Missing, Snapshot};
pub use state::{Follow, Preview, Wishes};
pub use workshop::{Glance, Report, Shown, Workshop, keep_current};

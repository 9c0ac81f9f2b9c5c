//! The preview: a site in memory, seen from this machine only.
//!
//! In: a [`Snapshot`] of a build, never changed; a later one takes its place at once. Out: answers to GET and HEAD.
//! No path of a request ever meets the disk: it is looked up among the outputs of the build, and a file that is copied
//! is found by the path that the scan gave it.

#![expect(clippy::disallowed_methods, reason = "reads the files that are copied as they are")]

mod answer;
mod doors;
mod guard;
mod media;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, PoisonError, RwLock};

use crate::diag::Located;
use crate::fs::{Failure, Folders};
use crate::pipeline::{Build, Made};
use crate::source::OutPath;

pub use answer::router;
pub use doors::{Doors, serve};

/// One build, and the pages that someone has asked for.
pub struct Snapshot {
    build: Build,
    folders: Folders,
    made: RwLock<BTreeMap<OutPath, Arc<[u8]>>>,
}

/// Why an output of the build is not there.
#[derive(Debug)]
pub enum Missing {
    /// The build has no such output.
    Unknown,
    /// It cannot be made as the content or the theme is.
    Unmade(Vec<Located>),
    /// Its file is gone from the disk since the build.
    Gone(Failure),
}

impl Snapshot {
    /// A build whose sources lie in these folders.
    pub fn new(build: Build, folders: Folders) -> Self {
        Self { build, folders, made: RwLock::default() }
    }

    /// The build.
    pub fn build(&self) -> &Build {
        &self.build
    }

    /// An output, made now if nobody has asked for it before.
    pub fn output(&self, path: &OutPath) -> Result<Arc<[u8]>, Missing> {
        if let Some(bytes) = self.made.read().unwrap_or_else(PoisonError::into_inner).get(path) {
            return Ok(bytes.clone());
        }
        let bytes = match self.build.make(path).ok_or(Missing::Unknown)?.map_err(Missing::Unmade)? {
            Made::Bytes(bytes) => bytes,
            Made::Copy(from) => {
                let file = self.folders.file(&from);
                let read = fs::read(&file).map_err(|error| Missing::Gone(Failure::at("cannot read", &file, error)));
                return read.map(Arc::from);
            }
        };
        self.made.write().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), bytes.clone());
        Ok(bytes)
    }
}

/// The snapshot that is shown at the moment.
pub struct Preview {
    current: RwLock<Arc<Snapshot>>,
}

impl Preview {
    /// A preview that shows this snapshot.
    pub fn new(snapshot: Snapshot) -> Self {
        Self { current: RwLock::new(Arc::new(snapshot)) }
    }

    /// The snapshot of this moment; who holds it sees no other.
    pub fn current(&self) -> Arc<Snapshot> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows another snapshot from now on.
    pub fn show(&self, snapshot: Snapshot) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(snapshot);
    }
}

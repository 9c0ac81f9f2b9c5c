//! A release in a folder that is to hold the site itself.
//!
//! In: the folder, a release. Out: the folder holds the release: exchanged as a whole where the system can, else
//! filled file by file in the safe order.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use crate::fs::{Failure, Place, Stage};
use crate::publish::{Delivery, Manner, copying};

/// Brings a release into a folder.
pub(super) fn place(at: &Path, delivery: &Delivery<'_>) -> Result<Manner, Failure> {
    if at.file_name().is_some() && !is_mount_point(at) {
        match exchange(at, delivery) {
            Ok(()) => return Ok(Manner::AtOnce),
            Err(failure) if cannot_be_exchanged(failure.kind()) => {}
            Err(failure) => return Err(failure),
        }
    }
    copying::copy(at, delivery).map(|()| Manner::FileByFile)
}

fn exchange(at: &Path, delivery: &Delivery<'_>) -> Result<(), Failure> {
    let place = Place::find(at, delivery.task.folders)?;
    let stage = Stage::begin(&place, delivery.task.disk)?;
    delivery.manifest.files().par_iter().try_for_each(|entry| stage.take(entry, delivery.release))?;
    stage.finish().map(drop)
}

/// Whether the system refuses for a reason that another way may get round.
fn cannot_be_exchanged(kind: ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(kind, E::PermissionDenied | E::ResourceBusy | E::CrossesDevices | E::Unsupported | E::ReadOnlyFilesystem)
}

/// Whether another file system begins here: a mounted share cannot be renamed, and what is put together beside it lies
/// on another disk.
#[cfg(unix)]
fn is_mount_point(at: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|data| data.dev());
    at.parent().is_some_and(|above| matches!((device(at), device(above)), (Ok(own), Ok(above)) if own != above))
}

/// Elsewhere the exchange itself tells.
#[cfg(not(unix))]
fn is_mount_point(_at: &Path) -> bool {
    false
}

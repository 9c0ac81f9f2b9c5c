//! The disk: what is read before a build and what is put in place after it.
//!
//! In: folders. Out of [`scan`]: every source as plain data, and a finding for whatever it would not take. Into
//! [`Stage`]: outputs, one by one and from many threads; they become a site beside the old one, and one rename puts
//! it in place, so that whoever reads sees the old site or the new one, also when the build is killed. Nothing here
//! knows what a document is, and no other module but `git` and `publish` touches the disk.

mod audit;
mod disk;
mod draft;
mod failure;
mod folders;
mod fresh;
mod lock;
mod picture;
mod place;
mod put;
mod refusal;
mod scan;
mod shelf;
mod sieve;
mod stage;
mod switch;
mod together;
mod verify;
mod walk;
mod watch;

pub use audit::{Audit, audit};
pub use disk::{Disk, Native, Portable};
pub use draft::{Before, Draft, Sealed};
pub use failure::{Failure, Fault};
pub use folders::{Folders, Theme};
pub use fresh::FreshFolder;
pub use lock::Lock;
pub use place::{Claim, Place};
pub use put::{Existing, Put, put};
pub use scan::{Scan, scan};
pub use shelf::Shelf;
pub use stage::{Outcome, Stage, Staged};
pub use switch::{foreign_files, remove};
pub use together::{Adopted, put_adopted};
pub use verify::verify;
pub use watch::{Manner, Touched, Watch};

use std::path::Path;

/// Makes a folder and those above it.
#[expect(clippy::disallowed_methods, reason = "the edge to the disk")]
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::at("cannot_make_folder", path, error).hint(place::BESIDE))
}

//! The disk: what is read before a build and what is put in place after it.
//!
//! In: folders. Out of [`scan`]: every source as plain data, and a finding for whatever it would not take. Into
//! [`Stage`]: outputs, one by one and from many threads; they become a site beside the old one, and one rename puts
//! it in place, so that whoever reads sees the old site or the new one, also when the build is killed. Nothing here
//! knows what a document is, and no other module but `git` and `publish` touches the disk.

mod audit;
mod disk;
mod failure;
mod folders;
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
mod walk;
mod watch;

pub use audit::{Audit, audit};
pub use disk::{Disk, Native, Portable};
pub use failure::{Failure, Fault};
pub use folders::{Folders, Theme};
pub use place::Place;
pub use put::{Existing, Put, put};
pub use scan::{Scan, scan};
pub use shelf::Shelf;
pub use stage::{Outcome, Stage, Staged};
pub use together::{Adopted, put_adopted};
pub use watch::{Manner, Touched, Watch};

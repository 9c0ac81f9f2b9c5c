//! What a site is written with: a few operations, done as well as the system can.
//!
//! In: paths. Out: nothing but errors. [`Portable`] uses what every system has; [`Native`] uses one `syncfs` and one
//! exchange of two names where Linux has them. Tests put other disks in their place.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// The operations; what is given here is what every system has.
pub trait Disk: Sync {
    /// Writes a file that does not exist yet, and the folders on its way.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        in_folder(path, || OpenOptions::new().write(true).create_new(true).open(path))?.write_all(bytes)
    }

    /// Gives a file a second name, or makes a copy of it where the file system has only one name for each.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        match in_folder(to, || fs::hard_link(from, to)) {
            Err(error) if error.kind() != ErrorKind::StorageFull => fs::copy(from, to).map(drop),
            done => done,
        }
    }

    /// Gives a file another name, in the place of one that may have that name already.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        in_folder(to, || fs::rename(from, to))
    }

    /// Makes `link` lead to `to`, a path as it is seen from the link's folder; whoever reads sees the old one or the new.
    ///
    /// # Errors
    /// `Unsupported` where there are no links, or where making one is not everybody's right.
    fn point(&self, _link: &Path, _to: &Path) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    /// Waits until the files written in `folder` are on the disk.
    fn sync(&self, _folder: &Path, written: &[PathBuf]) -> io::Result<()> {
        written.par_iter().try_for_each(|path| File::open(path)?.sync_all())
    }

    /// Puts the folder `new` in the place of `old`, which is there, and says where `old` has gone.
    ///
    /// For a moment there is neither; a build that is killed in this moment leaves `aside` to the next one.
    fn exchange(&self, new: &Path, old: &Path, aside: &Path) -> io::Result<PathBuf> {
        fs::rename(old, aside)?;
        let back = |error| fs::rename(aside, old).and(Err(error));
        fs::rename(new, old).or_else(back).map(|()| aside.to_path_buf())
    }
}

/// The disk by the means of every system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Portable;

impl Disk for Portable {}

/// The disk by the best means of this system.
#[derive(Clone, Copy, Debug, Default)]
pub struct Native;

#[cfg(not(unix))]
impl Disk for Native {}

#[cfg(all(unix, not(target_os = "linux")))]
impl Disk for Native {
    fn point(&self, link: &Path, to: &Path) -> io::Result<()> {
        point(link, to)
    }
}

#[cfg(unix)]
fn point(link: &Path, to: &Path) -> io::Result<()> {
    let new = link.with_file_name(format!(".current.rettesnor-{}", std::process::id()));
    let _ = fs::remove_file(&new);
    std::os::unix::fs::symlink(to, &new)?;
    fs::rename(&new, link).inspect_err(|_| drop(fs::remove_file(&new)))
}

#[cfg(target_os = "linux")]
impl Disk for Native {
    fn point(&self, link: &Path, to: &Path) -> io::Result<()> {
        point(link, to)
    }

    fn sync(&self, folder: &Path, written: &[PathBuf]) -> io::Result<()> {
        match rustix::fs::syncfs(File::open(folder)?) {
            Err(rustix::io::Errno::NOSYS | rustix::io::Errno::INVAL) => Portable.sync(folder, written),
            done => Ok(done?),
        }
    }

    fn exchange(&self, new: &Path, old: &Path, aside: &Path) -> io::Result<PathBuf> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            // Some network and overlay file systems know no exchange.
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Portable.exchange(new, old, aside),
            done => Ok(done.map(|()| new.to_path_buf())?),
        }
    }
}

/// Does it, and if the folder is missing makes that and does it again: no one has to remember which folders exist.
fn in_folder<T>(path: &Path, operation: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (operation(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            operation()
        }
        (done, _) => done,
    }
}

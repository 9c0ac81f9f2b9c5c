//! A release as one file.
//!
//! In: a release. Out: a zip file in place by one rename. The same release gives the same bytes: names are sorted, and
//! every file has the first time that the format knows. Nothing of the release before is in it.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::fs::{Failure, make_folder};
use crate::publish::Delivery;
use crate::write::{MANIFEST, Manifest};

/// Rights of every file: to be read by all.
const MODE: u32 = 0o644;

/// Writes the file.
pub(super) fn write(delivery: &Delivery<'_>, file: &Path) -> Result<Option<String>, Failure> {
    let failed = |error| Failure::at("cannot_write", file, error);
    if file.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    if let Some(folder) = file.parent() {
        make_folder(folder)?;
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = Path::new(&beside);
    let written = pack(delivery, beside).and_then(|()| delivery.task.disk.replace(beside, file));
    written.map(|()| None).map_err(|error| {
        let _ = fs::remove_file(beside);
        failed(error)
    })
}

fn pack(delivery: &Delivery<'_>, file: &Path) -> io::Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(MODE);
    let own = Manifest::new(delivery.manifest.current().cloned().collect());
    let mut names: Vec<&str> = own.files().iter().map(|entry| entry.path.as_str()).chain([MANIFEST]).collect();
    names.sort_unstable();
    let mut archive = ZipWriter::new(BufWriter::new(File::create(file)?));
    for name in names {
        archive.start_file(name, options)?;
        let bytes = if name == MANIFEST { own.to_json()? } else { fs::read(delivery.release.join(name))? };
        archive.write_all(&bytes)?;
    }
    let written = archive.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    written.sync_all()
}

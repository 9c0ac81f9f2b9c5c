//! Whether a site on the disk is what its manifest says.
//!
//! In: the folder and its manifest. Out: nothing, or a failure that names a file. Every byte is read.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Failure;
use crate::write::{Digest, Manifest};

/// Reads every file of a site and compares it with the manifest.
pub fn verify(folder: &Path, manifest: &Manifest) -> Result<(), Failure> {
    manifest.files().par_iter().try_for_each(|entry| {
        let file = folder.join(entry.path.as_str());
        let bytes = fs::read(&file).map_err(|error| Failure::at("cannot_read", &file, error))?;
        if Digest::of(&bytes) == entry.sha256 {
            return Ok(());
        }
        let failure = Failure::world("broken_release").with("path", file.display().to_string());
        Err(failure.hint("broken_release.hint"))
    })
}

//! A site that was put in place, as it is on the disk now.
//!
//! In: a folder. Out: its manifest, and an entry for each file that is there. Nothing is followed out of the folder.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::Failure;
use crate::source::OutPath;
use crate::write::{Digest, Entry, MANIFEST, Manifest};

/// A site on the disk.
#[derive(Debug)]
pub struct Audit {
    pub manifest: Manifest,
    /// What the manifest's own bytes are known by.
    pub digest: Digest,
    /// Every file but the manifest, sorted by path. What is no file stands for an empty one.
    pub files: Vec<Entry>,
}

/// Reads all of a site.
pub fn audit(folder: &Path) -> Result<Audit, Failure> {
    let shown = folder.display().to_string();
    if !folder.is_dir() {
        return Err(Failure::usage("no_site").with("path", shown));
    }
    let path = folder.join(MANIFEST);
    let no_manifest = || Failure::usage("no_manifest").with("path", shown.clone()).hint("no_manifest.hint");
    let json = fs::read(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => no_manifest(),
        _ => Failure::at("cannot_read", &path, error),
    })?;
    let manifest = Manifest::from_json(&json).ok_or_else(no_manifest)?;
    let mut found = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_path_buf();
            Failure::at("cannot_read", &path, error.into())
        })?;
        if !entry.file_type().is_dir() && entry.path() != path {
            found.push((entry.path().to_path_buf(), entry.file_type().is_file()));
        }
    }
    let files = found.par_iter().map(|(path, is_file)| {
        let parts = path.strip_prefix(folder).unwrap_or(path).components();
        let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        let bytes = if *is_file { fs::read(path) } else { Ok(Vec::new()) };
        let bytes = bytes.map_err(|error| Failure::at("cannot_read", path, error))?;
        Ok(Entry::of(&OutPath::new(parts.join("/")), &bytes, None))
    });
    let mut files = files.collect::<Result<Vec<_>, Failure>>()?;
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(Audit { manifest, digest: Digest::of(&json), files })
}

//! Reading: content and theme become plain data.
//!
//! In: the [`Folders`] of a site. Out: a [`Scan`], the same for the same bytes whatever order the disk lists them in.
//! Nothing is parsed here, and nothing outside the folders is read: a symbolic link that leads out is refused.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

#[cfg(test)]
mod tests;

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::sieve::{Verdict, judge};
use super::walk::{Found, walk};
use super::{Folders, picture, refusal, sieve};
use crate::diag::Diagnostic;
use crate::source::{Metadata, OwnTheme, SourceFile, StaticFile};

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 100_000_000;

/// All that a site's folders hold.
#[derive(Clone, Debug, Default)]
pub struct Scan {
    /// Name of the content folder, with which the paths of all its files begin.
    pub content: String,
    /// Every text and data file of the content, sorted by path.
    pub sources: Vec<SourceFile>,
    /// The files that are copied as they are, sorted by path.
    pub statics: Vec<StaticFile>,
    /// The site's own theme files.
    pub theme: OwnTheme,
    /// What was not taken, sorted by file.
    pub refused: Vec<Diagnostic>,
}

/// How a text is read that the walk has met; `shelf` remembers those that it knows.
pub(super) type Reader<'a> = &'a (dyn Fn(Found) -> Result<SourceFile, Diagnostic> + Sync);

/// Whether symbolic links were met, behind which a file has more than one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Links {
    #[default]
    None,
    Some,
}

/// Reads all that the folders hold; what cannot be read is a finding, not a failure.
pub fn scan(folders: &Folders) -> Scan {
    scan_with(folders, &read).0
}

/// The same, where `read` reads the texts.
pub(super) fn scan_with(folders: &Folders, read: Reader<'_>) -> (Scan, Links) {
    let walked = walk(&folders.content, &folders.real_content, &folders.name);
    let links = walked.links;
    let mut scan = Scan { content: folders.name.clone(), refused: walked.refused, ..Scan::default() };
    let mut texts = Vec::new();
    for found in walked.files {
        match judge(&found.below) {
            Verdict::Source => texts.push(found),
            Verdict::Static(out) => match size(&found) {
                Ok(_) => scan.statics.push(StaticFile { metadata: metadata(&found), path: found.path, out }),
                Err(finding) => scan.refused.push(finding),
            },
            Verdict::Ignored => {}
            Verdict::NotRead => scan.refused.push(refusal::not_read(&found.path)),
            Verdict::NotPublished => scan.refused.push(refusal::not_published(&found.path)),
        }
    }
    let read: Vec<_> = texts.into_par_iter().map(read).collect();
    scan.sources = kept(read, &mut scan.refused);
    if let Some(theme) = &folders.theme {
        read_theme(theme, &mut scan);
    }
    (scan.sorted(), links)
}

impl Scan {
    fn sorted(mut self) -> Self {
        self.sources.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.statics.sort_unstable();
        self.theme.files.sort_unstable();
        self.refused.sort_by(|a, b| a.file.cmp(&b.file));
        self
    }
}

/// The size of a file that is not too large.
fn size(found: &Found) -> Result<u64, Diagnostic> {
    let data = fs::metadata(&found.disk).map_err(|error| refusal::unreadable(&found.path, &error))?;
    if data.len() > LARGEST { Err(refusal::too_large(&found.path, data.len())) } else { Ok(data.len()) }
}

/// What a picture tells about itself; nothing where it cannot be opened, which copying it will tell.
fn metadata(found: &Found) -> Metadata {
    let open = || File::open(&found.disk).ok();
    picture::form(&found.path.ending())
        .and_then(|form| picture::metadata(form, &mut BufReader::new(open()?)).ok())
        .unwrap_or_default()
}

/// Reads a text from the disk.
pub(super) fn read(found: Found) -> Result<SourceFile, Diagnostic> {
    let size = size(&found)?;
    let bytes = read_bytes(&found.disk, size).map_err(|error| refusal::unreadable(&found.path, &error))?;
    Ok(SourceFile::new(found.path, bytes))
}

/// Reads a file of about this size; one that grows meanwhile is cut off, since nobody can have meant that.
fn read_bytes(path: &Path, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default() + 1);
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_theme(folder: &Path, scan: &mut Scan) {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let walked = walk(folder, &real, &format!("themes/{name}"));
    scan.refused.extend(walked.refused);
    let wanted = |found: &Found| !sieve::is_hidden(&found.below) && !sieve::is_leftover(found.path.file_name());
    let files: Vec<_> = walked.files.into_iter().filter(wanted).map(read_theme_file).collect();
    scan.theme = OwnTheme { folder: name, files: kept(files, &mut scan.refused) };
}

fn read_theme_file(found: Found) -> Result<(String, Arc<str>), Diagnostic> {
    let bytes = fs::read(&found.disk).map_err(|error| refusal::unreadable(&found.path, &error))?;
    let text = String::from_utf8(bytes).map_err(|_| refusal::not_text(&found.path))?;
    Ok((found.below, Arc::from(text)))
}

fn kept<T>(read: Vec<Result<T, Diagnostic>>, refused: &mut Vec<Diagnostic>) -> Vec<T> {
    let keep = |result: Result<T, Diagnostic>| result.map_err(|finding| refused.push(finding)).ok();
    read.into_iter().filter_map(keep).collect()
}

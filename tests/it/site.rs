//! A site on the disk, for tests that run the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rettesnor::write::{Digest, MANIFEST, Manifest};
use tempfile::TempDir;

use crate::fixture::SITE;

/// A folder with content, and the program to run in it.
pub struct Site {
    root: TempDir,
}

impl Site {
    /// A site with a start page, a logo and some pages.
    pub fn new(pages: usize) -> Self {
        let site = Self { root: tempfile::tempdir().unwrap() };
        site.write("content/site.yaml", SITE);
        site.write("content/index.md", "---\ntitle: Velkommen\n---\n\nHej.\n");
        site.write("content/static/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>\n");
        (0..pages).for_each(|page| site.edit(page, "første"));
        site
    }

    /// Writes a page anew.
    pub fn edit(&self, page: usize, word: &str) {
        let text = format!("---\ntitle: Side {page}\n---\n\n{}\n", format!("Her står {word}. ").repeat(200));
        self.write(&format!("content/pages/side-{page}.md"), &text);
    }

    /// Writes any file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A path of the site on this disk.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// The program with these arguments, in the site's folder; `RETTESNOR_BIN` names another build of it.
    pub fn command(&self, arguments: &str) -> Command {
        let own = std::env::var_os("RETTESNOR_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_rettesnor").into());
        let mut command = Command::new(own);
        command.args(arguments.split_whitespace()).current_dir(self.root.path()).env("LC_ALL", "C");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// What the program prints.
    pub fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// The manifest of the site in `public`.
    pub fn manifest(&self) -> Manifest {
        Manifest::from_json(&fs::read(self.path("public").join(MANIFEST)).unwrap()).unwrap()
    }

    /// The files that the manifest names but that are not there with their bytes.
    pub fn broken(&self) -> Vec<String> {
        let public = self.path("public");
        let is_whole =
            |path: &str, sha256: Digest| fs::read(public.join(path)).is_ok_and(|bytes| Digest::of(&bytes) == sha256);
        let manifest = self.manifest();
        let broken = manifest.files().iter().filter(|entry| !is_whole(entry.path.as_str(), entry.sha256));
        broken.map(|entry| entry.path.to_string()).collect()
    }

    /// What lies in the site's folder.
    pub fn names(&self) -> Vec<String> {
        names(self.root.path())
    }
}

/// The sorted names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

/// The text of a stream.
pub fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

//! Where a site's sources lie.
//!
//! In: what the caller says of content and theme. Out: [`Folders`], by which a `SourcePath` finds its file. A source
//! path begins with the name of the content folder, or with `themes/`.

#![expect(clippy::disallowed_methods, reason = "the edge to the disk")]

use std::fs;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::source::{SourceFile, SourcePath};

/// No settings are longer, in bytes; what is longer is for the scan to refuse.
const LONGEST_SETTINGS: u64 = 1_000_000;

/// What a caller may say of the theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The embedded theme, with `themes/default` over it where the site has that folder.
    #[default]
    Default,
    /// A folder of `themes/` by its name, or any folder by its path.
    Named(String),
}

/// The folders of one site.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The content folder as the caller named it.
    pub(super) content: PathBuf,
    /// Its own name, with which source paths begin.
    pub(super) name: String,
    /// The same without symbolic links: nothing outside it is read.
    pub(super) real_content: PathBuf,
    /// The site's own theme, where it has one.
    pub(super) theme: Option<PathBuf>,
}

impl Folders {
    /// The folders of the site whose content lies in `content`.
    pub fn find(content: &Path, theme: &Theme) -> Result<Self, Failure> {
        let real_content = fs::canonicalize(content).ok().filter(|path| path.is_dir());
        let real_content = real_content.ok_or_else(|| no_content(content))?;
        let root = std::path::absolute(content).ok().and_then(|path| path.parent().map(Path::to_path_buf));
        let themes = root.unwrap_or_default().join("themes");
        let name = content.file_name().or(real_content.file_name()).unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { content: content.to_path_buf(), name, real_content, theme: find_theme(&themes, theme)? })
    }

    /// The file on this disk that a source path names.
    pub fn file(&self, path: &SourcePath) -> PathBuf {
        let below = path.as_str().split_once('/').map_or(path.as_str(), |(_, below)| below);
        let below_theme = || below.split_once('/').map_or(below, |(_, below)| below);
        match &self.theme {
            Some(theme) if !self.is_content(path) => theme.join(below_theme()),
            _ => self.content.join(below),
        }
    }

    /// The folder that holds the content, where `themes/` may stand beside it.
    pub fn root(&self) -> PathBuf {
        let content = std::path::absolute(&self.content).unwrap_or_else(|_| self.real_content.clone());
        content.parent().map(Path::to_path_buf).unwrap_or_default()
    }

    /// The site's settings as they stand in `site.yaml`, where there is one that can be read.
    pub fn settings(&self) -> Option<SourceFile> {
        let path = SourcePath::new(format!("{}/site.yaml", self.name));
        let file = self.file(&path);
        let is_readable = fs::metadata(&file).is_ok_and(|data| data.is_file() && data.len() < LONGEST_SETTINGS);
        let bytes = is_readable.then(|| fs::read(&file).ok()).flatten()?;
        Some(SourceFile::new(path, bytes))
    }

    /// The site's own theme, where it has one.
    pub fn theme(&self) -> Option<&Path> {
        self.theme.as_deref()
    }

    /// The content folder's own name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The content folder without symbolic links.
    pub fn real_content(&self) -> &Path {
        &self.real_content
    }

    /// The path of a source below the content folder, if it stands there.
    pub fn below_content<'a>(&self, path: &'a SourcePath) -> Option<&'a str> {
        path.as_str().strip_prefix(self.name.as_str())?.strip_prefix('/')
    }

    fn is_content(&self, path: &SourcePath) -> bool {
        self.below_content(path).is_some()
    }
}

fn find_theme(themes: &Path, theme: &Theme) -> Result<Option<PathBuf>, Failure> {
    let Theme::Named(name) = theme else {
        return Ok(Some(themes.join("default")).filter(|path| path.is_dir()));
    };
    let found = [themes.join(name), PathBuf::from(name)].into_iter().find(|path| path.is_dir());
    match found {
        Some(path) => Ok(Some(path)),
        None if name == "default" => Ok(None),
        None => Err(Failure::usage("no_theme")
            .with("name", name.as_str())
            .with("folder", themes.display().to_string())
            .hint("no_theme.hint")),
    }
}

fn no_content(content: &Path) -> Failure {
    let failure = |key: &str| Failure::usage(key).with("name", content.display().to_string());
    if content.exists() {
        return failure("not_a_folder").hint("not_a_folder.hint");
    }
    failure("no_folder").hint("no_folder.hint")
}

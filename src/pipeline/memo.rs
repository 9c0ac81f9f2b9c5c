//! What earlier builds have made, by what it was made from.
//!
//! Kept: what a source says (by its bytes and the layout), what the rules find in it by itself (by its bytes and the
//! settings), what a document's references name (by the document and
//! the vocabulary), and what search has counted in a page (by the page's record). Not kept: graph, views and pages,
//! since telling whether they are the same costs as much as making them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::link::Links;
use crate::parse::{DocumentSource, Layout, Parsed};
use crate::pipeline::Inputs;
use crate::search::Analysed;
use crate::select::Edition;
use crate::source::{SourceFile, SourcePath};

/// The memory of a series of builds.
#[derive(Debug, Default)]
pub struct Memo {
    layout: Option<Hash>,
    parsed: BTreeMap<SourcePath, (Hash, Arc<Parsed>)>,
    settings: Option<Hash>,
    checked: BTreeMap<SourcePath, (Hash, Arc<Vec<Diagnostic>>)>,
    vocabulary: Option<Hash>,
    links: BTreeMap<SourcePath, (Hash, Arc<Links>)>,
    analysed: BTreeMap<String, (Hash, Arc<Analysed>)>,
}

impl Memo {
    /// Forgets what was read under another layout.
    pub(super) fn keep_for(&mut self, layout: &Layout) {
        let hash = Hash::of(format!("{layout:?}").as_bytes());
        if self.layout.replace(hash) != Some(hash) {
            self.parsed.clear();
        }
    }

    /// What a file says, if it has been read.
    pub(super) fn parsed(&self, file: &SourceFile) -> Option<Arc<Parsed>> {
        self.parsed.get(&file.path).filter(|(hash, _)| *hash == file.hash).map(|(_, parsed)| Arc::clone(parsed))
    }

    /// Keeps what the present sources say, and nothing else.
    pub(super) fn remember_parsed(&mut self, inputs: &Inputs, all: &[(SourcePath, Arc<Parsed>, usize)]) {
        let hashes = inputs.sources.iter().map(|file| file.hash);
        let entries = all.iter().zip(hashes);
        self.parsed = entries.map(|((path, parsed, _), hash)| (path.clone(), (hash, Arc::clone(parsed)))).collect();
    }

    /// Forgets what was found under other settings, on another day or for other readers.
    pub(super) fn keep_checked_for(&mut self, config: &Config) {
        let hash = Hash::of(format!("{:?} {:?}", config.settings, config.options).as_bytes());
        if self.settings.replace(hash) != Some(hash) {
            self.checked.clear();
        }
    }

    /// What the rules have found in a file by itself, if they have looked.
    pub(super) fn checked(&self, file: &SourceFile) -> Option<Arc<Vec<Diagnostic>>> {
        self.checked.get(&file.path).filter(|(hash, _)| *hash == file.hash).map(|(_, found)| Arc::clone(found))
    }

    /// Keeps what was found in the present files, and nothing else.
    pub(super) fn remember_checked(&mut self, inputs: &Inputs, all: &[Arc<Vec<Diagnostic>>]) {
        let entries = inputs.sources.iter().zip(all);
        self.checked = entries.map(|(file, found)| (file.path.clone(), (file.hash, Arc::clone(found)))).collect();
    }

    /// Forgets what was resolved with another vocabulary.
    pub(super) fn keep_links_for(&mut self, vocabulary: Option<Hash>) {
        if self.vocabulary != vocabulary {
            self.vocabulary = vocabulary;
            self.links.clear();
        }
    }

    /// What a document's references name, if they have been resolved.
    pub(super) fn links(&self, source: &DocumentSource) -> Option<Arc<Links>> {
        let known = self.links.get(&source.document.file).filter(|(hash, _)| *hash == source.hash);
        known.map(|(_, links)| Arc::clone(links))
    }

    /// Keeps what the present documents name, and nothing else.
    pub(super) fn remember_links(&mut self, editions: &[Edition], all: &[(Arc<Links>, usize)]) {
        let entry = |(edition, (links, _)): (&Edition, &(Arc<Links>, usize))| {
            (edition.source.document.file.clone(), (edition.source.hash, Arc::clone(links)))
        };
        self.links = editions.iter().zip(all).map(entry).collect();
    }

    /// Keeps what search has counted in the present pages, and nothing else.
    pub(super) fn remember_analysed(&mut self, pages: Vec<(String, Hash, Arc<Analysed>)>) {
        let entries = pages.into_iter().map(|(href, hash, analysed)| (href, (hash, analysed)));
        self.analysed = entries.collect();
    }

    /// What search has counted in the page of a record whose hash is `hash`; made by `make` if it is not known.
    pub(super) fn analysed(&self, href: &str, hash: Hash, make: impl FnOnce() -> Analysed) -> Arc<Analysed> {
        let known = self.analysed.get(href).filter(|(known, _)| *known == hash);
        known.map_or_else(|| Arc::new(make()), |(_, analysed)| Arc::clone(analysed))
    }
}

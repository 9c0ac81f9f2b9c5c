//! What earlier builds have made, by what it was made from.
//!
//! Kept: what a source says (by its bytes and the layout), what the rules find in a file by itself (by its bytes and
//! the settings), what a document's references name (by the document and the names), what is to be said against a
//! document (by the document and its surroundings), the vocabulary (by the surroundings), and the theme (by its files).
//! Not kept: graph, views, pages, and what search counts in them, since telling whether they are the same costs as much
//! as making them. A copy of a memo costs nothing, and goes its own way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::link::Links;
use crate::parse::{DocumentSource, Layout, Parsed};
use crate::pipeline::Inputs;
use crate::render::Theme;
use crate::select::Edition;
use crate::source::{SourceFile, SourcePath};
use crate::vocabulary::Vocabulary;

/// The memory of a series of builds.
#[derive(Clone, Default)]
pub struct Memo {
    layout: Option<Hash>,
    parsed: Known<SourcePath, Arc<Parsed>>,
    own: Arc<BTreeMap<(SourcePath, Hash), Arc<Parsed>>>,
    /// The same of texts that are compared only.
    witnessed: Known<SourcePath, Arc<Parsed>>,
    settings: Option<Hash>,
    judged: Known<SourcePath, Arc<[Diagnostic]>>,
    names: Option<Hash>,
    links: Known<SourcePath, Arc<Links>>,
    surroundings: Option<Hash>,
    vocabulary: Option<Arc<Vocabulary>>,
    checked: Known<SourcePath, Arc<[Diagnostic]>>,
    theme: Option<(Hash, Theme)>,
}

/// Things by name, each with the hash of what it was made from.
type Known<K, V> = Arc<BTreeMap<K, (Hash, V)>>;

impl Memo {
    /// Forgets what was read under another layout.
    pub(super) fn keep_for(&mut self, layout: &Layout) {
        let hash = Hash::of(format!("{layout:?}").as_bytes());
        if self.layout.replace(hash) != Some(hash) {
            self.parsed = Known::default();
            self.own = Arc::default();
            self.witnessed = Known::default();
        }
    }

    /// What a record of a frozen copy says, if these bytes have been read for this place.
    pub(super) fn own(&self, file: &(SourcePath, Hash)) -> Option<Arc<Parsed>> {
        self.own.get(file).map(Arc::clone)
    }

    /// Keeps what the records of the present copies say, and nothing else.
    pub(super) fn remember_own(&mut self, read: BTreeMap<(SourcePath, Hash), Arc<Parsed>>) {
        self.own = Arc::new(read);
    }

    /// What a file says, if it has been read.
    pub(super) fn parsed(&self, file: &SourceFile) -> Option<Arc<Parsed>> {
        self.parsed.get(&file.path).filter(|(hash, _)| *hash == file.hash).map(|(_, parsed)| Arc::clone(parsed))
    }

    /// Keeps what the present sources say, and nothing else.
    pub(super) fn remember_parsed(&mut self, inputs: &Inputs, all: &[(SourcePath, Arc<Parsed>, usize)]) {
        let hashes = inputs.sources.iter().map(|file| file.hash);
        let entries = all.iter().zip(hashes);
        let entries = entries.map(|((path, parsed, _), hash)| (path.clone(), (hash, Arc::clone(parsed))));
        self.parsed = Arc::new(entries.collect());
    }

    /// What a text that is compared only says, if it has been read.
    pub(super) fn witnessed(&self, file: &SourceFile) -> Option<Arc<Parsed>> {
        self.witnessed.get(&file.path).filter(|(hash, _)| *hash == file.hash).map(|(_, parsed)| Arc::clone(parsed))
    }

    /// Keeps what the texts say that are compared now, and nothing else.
    pub(super) fn remember_witnessed<'a>(&mut self, all: impl Iterator<Item = (&'a SourceFile, &'a Arc<Parsed>)>) {
        let entries = all.map(|(file, parsed)| (file.path.clone(), (file.hash, Arc::clone(parsed))));
        self.witnessed = Arc::new(entries.collect());
    }

    /// Forgets what was found under other settings, on another day or for other readers.
    pub(super) fn keep_judged_for(&mut self, config: &Config, public_numbers: &BTreeSet<String>) {
        let hash = Hash::of(format!("{:?} {:?} {public_numbers:?}", config.settings, config.options).as_bytes());
        if self.settings.replace(hash) != Some(hash) {
            self.judged = Known::default();
        }
    }

    /// What the rules have found in a file by itself, if they have looked.
    pub(super) fn judged(&self, file: &SourceFile) -> Option<Arc<[Diagnostic]>> {
        self.judged.get(&file.path).filter(|(hash, _)| *hash == file.hash).map(|(_, found)| Arc::clone(found))
    }

    /// Keeps what was found in the present files, and nothing else; nothing of those that were passed over.
    pub(super) fn remember_judged(
        &mut self,
        inputs: &Inputs,
        all: &[Arc<[Diagnostic]>],
        passed_over: &BTreeSet<SourcePath>,
    ) {
        let entries = inputs.sources.iter().zip(all).filter(|(file, _)| !passed_over.contains(&file.path));
        let entries = entries.map(|(file, found)| (file.path.clone(), (file.hash, Arc::clone(found))));
        self.judged = Arc::new(entries.collect());
    }

    /// Forgets what was resolved with other names.
    pub(super) fn keep_links_for(&mut self, names: Option<Hash>) {
        if self.names != names {
            self.names = names;
            self.links = Known::default();
        }
    }

    /// What an edition's references name, if they have been resolved.
    pub(super) fn links(&self, edition: &Edition) -> Option<Arc<Links>> {
        let known = self.links.get(&edition.source.document.file).filter(|(hash, _)| *hash == link_hash(edition));
        known.map(|(_, links)| Arc::clone(links))
    }

    /// Keeps what the present documents name, and nothing else.
    pub(super) fn remember_links(&mut self, editions: &[Edition], all: &[(Arc<Links>, usize)]) {
        let entry = |(edition, (links, _)): (&Edition, &(Arc<Links>, usize))| {
            (edition.source.document.file.clone(), (link_hash(edition), Arc::clone(links)))
        };
        self.links = Arc::new(editions.iter().zip(all).map(entry).collect());
    }

    /// Forgets what depends on other surroundings: see [`surroundings`](super::surroundings).
    pub(super) fn keep_checks_for(&mut self, surroundings: Hash) {
        if self.surroundings != Some(surroundings) {
            self.surroundings = Some(surroundings);
            self.vocabulary = None;
            self.checked = Known::default();
        }
    }

    /// The vocabulary of these surroundings, gathered by `make` if it is not known.
    pub(super) fn vocabulary(&mut self, make: impl FnOnce() -> Vocabulary) -> Arc<Vocabulary> {
        Arc::clone(self.vocabulary.get_or_insert_with(|| Arc::new(make())))
    }

    /// What is to be said against a document, if it has been checked in these surroundings.
    pub(super) fn checked(&self, source: &DocumentSource) -> Option<Arc<[Diagnostic]>> {
        let known = self.checked.get(&source.document.file).filter(|(hash, _)| *hash == source.hash);
        known.map(|(_, findings)| Arc::clone(findings))
    }

    /// Keeps what is to be said against the present documents, and nothing else.
    pub(super) fn remember_checked(&mut self, sources: &[Arc<DocumentSource>], all: &[(Arc<[Diagnostic]>, usize)]) {
        let entry = |(source, (findings, _)): (&Arc<DocumentSource>, &(Arc<[Diagnostic]>, usize))| {
            (source.document.file.clone(), (source.hash, Arc::clone(findings)))
        };
        self.checked = Arc::new(sources.iter().zip(all).map(entry).collect());
    }

    /// The theme of these files, made ready by `make` if it is not known.
    pub(super) fn theme<E>(&mut self, hash: Hash, make: impl FnOnce() -> Result<Theme, E>) -> Result<Theme, E> {
        if let Some((_, theme)) = self.theme.as_ref().filter(|(known, _)| *known == hash) {
            return Ok(theme.clone());
        }
        let theme = make()?;
        self.theme = Some((hash, theme.clone()));
        Ok(theme)
    }
}

/// What an edition's references depend on besides the names of today: its text, and the names of its own time.
fn link_hash(edition: &Edition) -> Hash {
    match &edition.own {
        Some(own) => Hash::of_all([edition.source.hash.as_bytes(), own.hash.as_bytes()]),
        None => edition.source.hash,
    }
}

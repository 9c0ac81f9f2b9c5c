//! Old texts as sources: an adopted version that nobody has frozen is taken from git.
//!
//! In: the history and the files of today. Out: sources at the paths that frozen copies have, with the records of
//! their time beside them; and what git has for the versions that today's files say they are. What was adopted keeps
//! its address also when the document's file is removed: its copies are named, with what the file said last of who may
//! read it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Adoption, Front, History};
use crate::model::document::Access;
use crate::model::id::{DocKey, Id, Kind};
use crate::parse::{self, Layout, Place};
use crate::source::{Past, SourceFile, SourcePath};

/// What git has for a version, beside the file of today that has or claims it.
#[derive(Clone, Debug)]
pub struct Witness<'a> {
    /// The file of today: the document itself, or a frozen copy.
    pub file: SourcePath,
    /// What git has, as a frozen copy would have it.
    pub text: SourceFile,
    pub adoption: &'a Adoption,
}

/// The files of today, and what they say of themselves.
struct Today<'a> {
    layout: Layout,
    content: &'a str,
    sources: &'a [SourceFile],
    /// Frozen copies by what they are of.
    frozen: BTreeMap<(DocKey, String), &'a SourceFile>,
}

/// The adopted versions that git has and today's files have not, sorted by path; `sources` are sorted too.
pub fn copies(history: &History, sources: &[SourceFile], content: &str) -> Vec<SourceFile> {
    let today = Today::new(sources, content);
    let mut copies = BTreeMap::new();
    for adoption in history.adoptions() {
        let Some(document) = today.document(adoption) else { continue };
        let Some(copy) = document.copy(history, adoption, &today) else { continue };
        let is_there = document.is_it(adoption) || today.frozen.contains_key(&document.version_key(adoption));
        if is_there || copies.contains_key(&copy.path) {
            continue;
        }
        let folder = copy.path.as_str().trim_end_matches(".md").to_owned();
        for (below, old) in &adoption.texts.records {
            let path = SourcePath::new(format!("{folder}/{below}"));
            copies.insert(
                path.clone(),
                SourceFile::past(path, old.bytes.clone(), old.hash, past(history, adoption, below)),
            );
        }
        copies.insert(copy.path.clone(), copy);
    }
    copies.into_values().collect()
}

/// What git has for versions where the file of today has other bytes, sorted by the file.
pub fn witnesses<'a>(history: &'a History, sources: &[SourceFile], content: &str) -> Vec<Witness<'a>> {
    let today = Today::new(sources, content);
    let mut witnesses = Vec::new();
    for adoption in history.adoptions() {
        let Some(document) = today.document(adoption) else { continue };
        let Some(text) = document.copy(history, adoption, &today) else { continue };
        let frozen = today.frozen.get(&document.version_key(adoption)).copied();
        let own = document.file.filter(|_| document.is_it(adoption));
        // A frozen copy is compared by itself; the document is then compared with the copy.
        if let Some(file) = frozen.or(own).filter(|file| file.hash != text.hash) {
            witnesses.push(Witness { file: file.path.clone(), text: text.clone(), adoption });
        }
    }
    witnesses.sort_by(|a, b| a.file.cmp(&b.file));
    witnesses
}

/// A copy of a document whose file was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Where the copy stands among the sources.
    pub copy: SourcePath,
    /// The file that was removed.
    pub file: SourcePath,
    /// Who may read it, as its last text says; nothing where it does not say so plainly.
    pub access: Option<Access>,
}

/// The copies of documents whose files were removed, sorted by the copies.
pub fn gone(history: &History, sources: &[SourceFile], content: &str) -> Vec<Gone> {
    let today = Today::new(sources, content);
    let mut gone = Vec::new();
    for adoption in history.adoptions() {
        let Some(last) = &adoption.texts.last else { continue };
        let copy = today.document(adoption).and_then(|document| document.copy(history, adoption, &today));
        let file = SourcePath::new(format!("{content}/{}", adoption.file));
        if let Some(copy) = copy.filter(|_| find(sources, &file).is_none()) {
            let access = Front::of(&last.bytes).access.and_then(Access::from_key);
            gone.push(Gone { copy: copy.path, file, access });
        }
    }
    gone.sort_by(|a, b| a.copy.cmp(&b.copy));
    gone
}

/// A document of today, or one whose file was removed.
struct Document<'a> {
    /// Nothing where the file was removed.
    file: Option<&'a SourceFile>,
    front: Front<'a>,
    /// What the document is; its old text may say otherwise of itself.
    key: DocKey,
}

impl<'a> Today<'a> {
    fn new(sources: &'a [SourceFile], content: &'a str) -> Self {
        let path = SourcePath::new(format!("{content}/site.yaml"));
        let settings = find(sources, &path).and_then(|file| parse::settings(file).0);
        let layout = Layout::new(content, settings.as_ref());
        let mut today = Self { layout, content, sources, frozen: BTreeMap::new() };
        let folder = format!("{content}/editions/");
        let begin = sources.partition_point(|file| file.path.as_str() < folder.as_str());
        let inside = sources[begin..].iter().take_while(|file| file.path.as_str().starts_with(&folder));
        for file in inside.filter(|file| file.past.is_none()) {
            let keys = today.frozen_keys(file);
            today.frozen.extend(keys.into_iter().map(|key| (key, file)));
        }
        today
    }

    /// What a frozen copy is of: by its name, and by what it says.
    fn frozen_keys(&self, file: &SourceFile) -> BTreeSet<(DocKey, String)> {
        let Place::Document { kind, .. } = self.layout.place(&file.path) else { return BTreeSet::new() };
        let front = Front::of(&file.bytes);
        let folder = file.path.as_str().rsplit('/').nth(1).unwrap_or_default();
        let key = self.key(front, kind, folder);
        let said = front.version.unwrap_or(file.path.stem());
        [file.path.stem(), said].map(|version| (key.clone(), version.to_owned())).into()
    }

    fn key(&self, front: Front<'_>, kind: Kind, name: &str) -> DocKey {
        let kind = front.kind.and_then(Kind::from_key).unwrap_or(kind);
        DocKey { kind, id: Id::from_text(front.id.unwrap_or(name), self.layout.lang) }
    }

    fn document<'b>(&self, adoption: &'b Adoption) -> Option<Document<'b>>
    where
        'a: 'b,
    {
        let path = SourcePath::new(format!("{}/{}", self.content, adoption.file));
        let file = find(self.sources, &path);
        let bytes = file.map(|file| &file.bytes).or(adoption.texts.last.as_ref().map(|last| &last.bytes))?;
        let Place::Document { kind, origin: crate::model::document::Origin::WorkTree } = self.layout.place(&path)
        else {
            return None;
        };
        let front = Front::of(bytes);
        let key = self.key(front, kind, path.stem());
        key.kind.is_governed().then_some(Document { file, front, key })
    }
}

impl Document<'_> {
    /// Whether the document is this version still, as far as it says.
    fn is_it(&self, adoption: &Adoption) -> bool {
        self.file.is_some() && self.front.adopted() == Some(&adoption.version)
    }

    /// A document and a version of it.
    fn version_key(&self, adoption: &Adoption) -> (DocKey, String) {
        (self.key.clone(), adoption.version.to_string())
    }

    /// The text of a version as a frozen copy would have it.
    fn copy(&self, history: &History, adoption: &Adoption, today: &Today<'_>) -> Option<SourceFile> {
        let old = adoption.texts.text.as_ref()?;
        // An old text that names its kind or its id is read as that.
        let DocKey { kind, id } = today.key(Front::of(&old.bytes), self.key.kind, self.key.id.as_str());
        let path = format!("{}/editions/{}/{id}/{}.md", today.content, kind.key(), adoption.version);
        let past = past(history, adoption, &adoption.change.path);
        Some(SourceFile::past(SourcePath::new(path), old.bytes.clone(), old.hash, past))
    }
}

fn past(history: &History, adoption: &Adoption, path: &Arc<str>) -> Arc<Past> {
    let commit = history.commit(&adoption.change);
    Arc::new(Past { commit: commit.id.to_string(), date: commit.when.date(), path: Arc::clone(path) })
}

fn find<'a>(sources: &'a [SourceFile], path: &SourcePath) -> Option<&'a SourceFile> {
    sources.binary_search_by(|file| file.path.cmp(path)).ok().map(|at| &sources[at])
}

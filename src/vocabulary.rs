//! What can be named: every document and record by kind and id, with its title; and the words that are linked by
//! themselves.
//!
//! In: all documents (hidden ones too, so that a link to them is not called broken) and all records. Out: a
//! [`Vocabulary`], which resolves what an author wrote. It holds no bodies.

mod abbreviations;
mod terms;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::config::Config;
use crate::hash::Hash;
use crate::lang::Lang;
use crate::model::data::{Data, PlanData};
use crate::model::document::Origin;
use crate::model::id::{DocKey, Id, Kind, RecordKind, TargetKind};
use crate::model::kinds::Spec;
use crate::parse::DocumentSource;
use crate::select::{Edition, OwnRecords, Slot};
use crate::source::SourcePath;

pub use terms::{Found, Searched, Terms};

/// A thing that can be named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Document(DocKey),
    Record(RecordKind, Id),
}

impl Target {
    /// The id, without its kind.
    pub fn id(&self) -> &Id {
        match self {
            Self::Document(key) => &key.id,
            Self::Record(_, id) => id,
        }
    }

    /// The kind's name as an author writes it.
    pub fn kind_key(&self) -> &'static str {
        match self {
            Self::Document(key) => key.kind.key(),
            Self::Record(kind, _) => kind.key(),
        }
    }
}

/// Why a name leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No such id; the nearest that there is.
    Unknown { nearest: Option<String> },
    /// The word before the colon is no kind.
    UnknownKind { nearest: Option<String> },
    /// Things of several kinds have the id.
    Ambiguous(Vec<Target>),
}

/// Letters from which on the beginning of a title is as good as the whole.
const LEAST_OF_TITLE: usize = 8;

/// How like a title must be (Jaro and Winkler's measure): titles of one kind begin alike.
const LIKE_TITLE: f64 = 0.9;

/// Everything that can be named.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    titles: BTreeMap<Target, String>,
    /// What stands in the content and could not be read.
    unread: BTreeSet<Target>,
    /// Names of one id in all kinds.
    by_id: BTreeMap<Id, Vec<Target>>,
    /// Fragments that a document's headings have.
    anchors: BTreeMap<DocKey, BTreeSet<String>>,
    /// Words for kinds, in English and in the site's language.
    kind_words: BTreeMap<String, TargetKind>,
    /// Which document a Markdown file is.
    files: BTreeMap<SourcePath, DocKey>,
    /// Files that are copied, by their path from the site's root.
    statics: BTreeSet<String>,
    /// Translations by the document they translate.
    translations: BTreeMap<DocKey, BTreeMap<Lang, DocKey>>,
    pub terms: Arc<Terms>,
    /// Words in capitals that stand in the name of something: whoever asks can look it up.
    pub abbreviations: BTreeSet<String>,
    /// The site's language, in which ids are made of words.
    lang: Lang,
    /// Of the names of an old edition: those of today, which stand behind its own.
    today: Option<Arc<Vocabulary>>,
    /// Hash of all by which a reference is resolved; a title that is only shown is no part of it.
    pub hash: Option<Hash>,
}

/// What a vocabulary is made from.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    pub sources: &'a [Arc<DocumentSource>],
    /// Names of what could not be read: a reference to it is not what is wrong.
    pub unread: &'a [Target],
    pub editions: &'a [Edition],
    pub data: &'a Data,
    pub statics: &'a [crate::source::StaticFile],
    pub config: &'a Config,
}

/// Gathers the vocabulary.
pub fn vocabulary(naming: Naming<'_>) -> Vocabulary {
    let mut vocabulary =
        Vocabulary { kind_words: kind_words(naming.config), lang: naming.config.lang(), ..Vocabulary::default() };
    for source in naming.sources {
        vocabulary.add_document(source);
    }
    // What stands at the main address gives the title, whatever a newer draft calls itself.
    for edition in naming.editions.iter().filter(|edition| edition.slot == Slot::Main) {
        let document = &edition.source.document;
        vocabulary.titles.insert(Target::Document(document.key.clone()), document.meta.title.to_string());
    }
    vocabulary.add_records(naming.data, naming.config.lang());
    for target in naming.unread.iter().filter(|target| !vocabulary.titles.contains_key(target)).collect::<Vec<_>>() {
        vocabulary.titles.insert(target.clone(), target.id().to_string());
        vocabulary.unread.insert(target.clone());
    }
    vocabulary.index();
    vocabulary.statics = naming.statics.iter().map(|file| file.out.as_str().nfc().collect()).collect();
    vocabulary.resolve_translations(naming.sources);
    vocabulary.terms = Arc::new(Terms::gather(naming));
    vocabulary.abbreviations = abbreviations::gather(&vocabulary, naming);
    vocabulary.hash = Some(vocabulary.fingerprint());
    vocabulary
}

/// The names as an old edition knew them: its own records and documents, and behind them what is named today. Of its
/// documents only those that `is_open` tell their titles.
pub fn of_that_time(
    today: &Arc<Vocabulary>,
    own: &OwnRecords,
    is_open: impl Fn(&DocumentSource) -> bool,
) -> Vocabulary {
    let mut names = Vocabulary { terms: Arc::clone(&today.terms), lang: today.lang, ..Vocabulary::default() };
    for source in own.documents.iter().filter(|source| is_open(source)) {
        names.add_document(source);
    }
    // Of these, only the names are kept: a link leads to what there is today.
    names.anchors.clear();
    names.files.clear();
    if let Some(data) = &own.data {
        names.add_records(data, today.lang);
    }
    names.add_plans(&own.plans);
    names.index();
    names.hash = Some(Hash::of_all([own.hash.as_bytes(), names.fingerprint().as_bytes()]));
    names.today = Some(Arc::clone(today));
    names
}

/// Goals, actions and purposes belong to a plan or a strategy and are not named in texts.
fn is_nameable(target: &Target) -> bool {
    !matches!(target, Target::Record(RecordKind::Goal | RecordKind::Action | RecordKind::Purpose, _))
}

fn kind_words(config: &Config) -> BTreeMap<String, TargetKind> {
    let lang = config.lang();
    let mut words = BTreeMap::new();
    let documents = Kind::ALL.iter().map(|kind| (kind.key(), TargetKind::Document(*kind)));
    let records = RecordKind::ALL.iter().map(|kind| (kind.key(), TargetKind::Record(*kind)));
    for (key, kind) in documents.chain(records) {
        for word in [key, lang.address_word(key)] {
            words.entry(word.to_owned()).or_insert(kind);
        }
        for label in [format!("kind.{key}"), format!("ref.{key}")] {
            if let Some(text) = lang.text(&label) {
                words.entry(text.to_lowercase()).or_insert(kind);
            }
        }
    }
    words
}

impl Vocabulary {
    fn add_document(&mut self, source: &DocumentSource) {
        let document = &source.document;
        let target = Target::Document(document.key.clone());
        self.titles.entry(target).or_insert_with(|| document.meta.title.to_string());
        let anchors = self.anchors.entry(document.key.clone()).or_default();
        anchors.extend(source.body.headings.iter().map(|heading| heading.anchor.clone()));
        if document.origin == Origin::WorkTree {
            self.files.insert(composed(&document.file), document.key.clone());
        }
        match &document.spec {
            Spec::Strategy(strategy) => {
                for purpose in &strategy.purposes {
                    self.add(RecordKind::Purpose, purpose.id.clone(), &purpose.title);
                }
            }
            Spec::ActionPlan(plan) => {
                for goal in &plan.goals {
                    self.add(RecordKind::Goal, goal.id.clone(), &goal.title);
                }
                for action in &plan.actions {
                    self.add(RecordKind::Action, action.id.clone(), &action.title);
                }
            }
            _ => {}
        }
    }

    fn add_records(&mut self, data: &Data, lang: Lang) {
        macro_rules! add {
            ($($list:ident: $kind:ident, $title:ident;)*) => {
                $(for filed in &data.$list {
                    self.add(RecordKind::$kind, filed.record.id.clone(), &filed.record.$title);
                })*
            };
        }
        add! {
            roles: Role, title;
            org_units: OrgUnit, title;
            accounts: Account, name;
            metrics: Metric, title;
            figures: Figure, label;
            populations: Population, title;
            values: Value, title;
            local_areas: LocalArea, title;
        }
        for metric in crate::metric::BUILT_IN {
            let title = lang.text(metric.title_key).unwrap_or(metric.id);
            self.add(RecordKind::Metric, Id::from_text(metric.id, lang), title);
        }
        for term in &data.glossary {
            self.add(RecordKind::Term, Id::from_text(&term.record.term, lang), &term.record.term);
        }
        self.add_plans(&data.plans);
    }

    fn add_plans(&mut self, plans: &BTreeMap<String, PlanData>) {
        for plan in plans.values() {
            for goal in &plan.goals {
                self.add(RecordKind::Goal, goal.record.id.clone(), &goal.record.title);
            }
            for action in &plan.actions {
                self.add(RecordKind::Action, action.record.id.clone(), &action.record.title);
            }
        }
    }

    fn index(&mut self) {
        for target in self.titles.keys().filter(|target| is_nameable(target)) {
            self.by_id.entry(target.id().clone()).or_default().push(target.clone());
        }
    }

    /// The names of today.
    fn present(&self) -> &Self {
        self.today.as_deref().unwrap_or(self)
    }

    /// Whether a thing is known today, also to an old edition that knows it by another name.
    pub fn is_known_today(&self, target: &Target) -> bool {
        self.present().titles.contains_key(target)
    }

    /// The title that an old edition itself knows a thing by.
    pub fn own_title(&self, target: &Target) -> Option<&str> {
        self.today.as_ref()?;
        self.titles.get(target).map(String::as_str)
    }

    /// The file of the work tree that a document is.
    pub fn file_of(&self, key: &DocKey) -> Option<&SourcePath> {
        self.present().files.iter().find(|(_, own)| *own == key).map(|(file, _)| file)
    }

    fn add(&mut self, kind: RecordKind, id: Id, title: &str) {
        self.titles.entry(Target::Record(kind, id)).or_insert_with(|| title.to_owned());
    }

    fn resolve_translations(&mut self, sources: &[Arc<DocumentSource>]) {
        for source in sources.iter().filter(|source| source.document.origin == Origin::WorkTree) {
            let document = &source.document;
            let Some(original) = &document.meta.translation_of else { continue };
            if let Ok(Target::Document(key)) = self.any_document(original.id()) {
                self.translations.entry(key).or_default().insert(document.lang, document.key.clone());
            }
        }
    }

    fn fingerprint(&self) -> Hash {
        let named = self.titles.keys().flat_map(|target| [target.kind_key(), target.id().as_str()]);
        let files = self.files.iter().flat_map(|(file, key)| [file.as_str(), key.kind.key(), key.id.as_str()]);
        let statics = self.statics.iter().map(String::as_str);
        let small = format!("{:?}{:?}{:?}", self.kind_words, self.lang, self.terms);
        // The counts keep lists apart that would run together.
        let counts = format!("{} {} {}", self.titles.len(), self.files.len(), self.statics.len());
        let all = named.chain(files).chain(statics).chain([small.as_str(), counts.as_str()]);
        Hash::of_all(all.map(str::as_bytes))
    }

    /// The title of a thing.
    pub fn title(&self, target: &Target) -> Option<&str> {
        let own = self.titles.get(target).or_else(|| self.present().titles.get(target));
        own.map(String::as_str)
    }

    /// Whether a record stands in the content and could not be read: a reference to it is not what is wrong.
    pub fn is_unread(&self, kind: RecordKind, id: &str) -> bool {
        self.present()
            .unread
            .iter()
            .any(|target| matches!(target, Target::Record(of, own) if *of == kind && own.as_str() == id))
    }

    /// Whether a document has a heading with this fragment.
    pub fn has_anchor(&self, key: &DocKey, fragment: &str) -> bool {
        self.present().anchors.get(key).is_some_and(|anchors| anchors.contains(fragment))
    }

    /// Fragments of a document, for a proposal.
    pub fn anchors(&self, key: &DocKey) -> impl Iterator<Item = &str> {
        self.present().anchors.get(key).into_iter().flatten().map(String::as_str)
    }

    /// The document that a file is.
    pub fn document_of(&self, file: &SourcePath) -> Option<&DocKey> {
        self.present().files.get(&composed(file))
    }

    /// All Markdown files with the documents that they are, for a proposal.
    pub fn files(&self) -> impl Iterator<Item = &SourcePath> {
        self.present().files.keys()
    }

    /// Whether a file of this path from the site's root is copied into the site.
    pub fn has_static(&self, path: &str) -> bool {
        self.present().statics.contains(path.nfc().collect::<String>().as_str())
    }

    /// Paths of all copied files, for a proposal.
    pub fn statics(&self) -> impl Iterator<Item = &str> {
        self.present().statics.iter().map(String::as_str)
    }

    /// The document itself, or its translation into `lang` where there is one.
    pub fn in_language<'a>(&'a self, key: &'a DocKey, lang: Lang) -> &'a DocKey {
        self.present().translations.get(key).and_then(|languages| languages.get(&lang)).unwrap_or(key)
    }

    /// Translations of a document.
    pub fn translations(&self, key: &DocKey) -> impl Iterator<Item = (Lang, &DocKey)> {
        self.present().translations.get(key).into_iter().flatten().map(|(lang, key)| (*lang, key))
    }

    /// What `[[kind:id]]` names; an empty kind stands for any.
    pub fn resolve(&self, kind: &str, id: &str) -> Result<Target, Unresolved> {
        if kind.is_empty() {
            return self.any(id);
        }
        let kind_words = &self.present().kind_words;
        match kind_words.get(&kind.to_lowercase()) {
            Some(kind) => self.of_kind(*kind, id),
            None => {
                let words = kind_words.keys().map(String::as_str);
                Err(Unresolved::UnknownKind { nearest: crate::diag::nearest(kind, words).map(str::to_owned) })
            }
        }
    }

    /// What an id names where one kind of thing is expected.
    pub fn of_kind(&self, kind: TargetKind, id: &str) -> Result<Target, Unresolved> {
        match kind {
            TargetKind::AnyDocument => self.any_document(id),
            TargetKind::RoleOrWords => self.of_kind(TargetKind::Record(RecordKind::Role), id),
            TargetKind::Document(kind) => self.exactly(id, |target| match target {
                Target::Document(key) => key.kind == kind,
                Target::Record(..) => false,
            }),
            TargetKind::Record(kind) => {
                // Metrics are written as their built-in names are, with underscores.
                let id = if kind == RecordKind::Metric { &id.replace('_', "-") } else { id };
                self.exactly(id, |target| matches!(target, Target::Record(of, _) if *of == kind))
            }
        }
    }

    /// The id that is meant by a wrong one, among things: by their ids, or else by their titles.
    fn meant<'a, I: Iterator<Item = &'a Target>>(&'a self, wrong: &str, known: impl Fn() -> I) -> Option<String> {
        let by_id = self.near(wrong, known().map(|target| target.id().as_str()));
        by_id.or_else(|| self.by_title(wrong, known()))
    }

    /// The known id that is meant by a wrong one: the same words written as an id (`Nærværende` for `naervaerende`),
    /// or the nearest.
    fn near<'a>(&self, wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
        let slug = self.lang.slug(wrong);
        crate::diag::nearest(&slug, known).map(str::to_owned)
    }

    /// The id of what has this title among some things, or one that is nearly so. Whoever has seen a page knows its
    /// title, not its id.
    fn by_title<'a>(&self, wrong: &str, known: impl Iterator<Item = &'a Target>) -> Option<String>
    where
        Self: 'a,
    {
        let wrong = wrong.trim().to_lowercase();
        let letters = wrong.chars().count();
        let likeness = |target: &Target| {
            let title = self.titles.get(target)?.to_lowercase();
            let begins = letters >= LEAST_OF_TITLE && (title.starts_with(&wrong) || wrong.starts_with(&title));
            let likeness = if begins { 1.0 } else { strsim::jaro_winkler(&title, &wrong) };
            (likeness >= LIKE_TITLE).then_some(likeness + if title == wrong { 1.0 } else { 0.0 })
        };
        let found = known.filter_map(|target| Some((likeness(target)?, target)));
        let best = found.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
        best.map(|(_, target)| target.id().to_string())
    }

    fn exactly(&self, id: &str, accepts: impl Fn(&Target) -> bool) -> Result<Target, Unresolved> {
        // Goals and purposes are not among the named, so the titles are searched.
        let named = self.by_id.get(id).into_iter().flatten().find(|target| accepts(target));
        let found = named.or_else(|| self.titles.keys().find(|target| target.id().as_str() == id && accepts(target)));
        if let (None, Some(today)) = (found, &self.today) {
            return today.exactly(id, accepts);
        }
        found.cloned().ok_or_else(|| {
            let known = || self.titles.keys().filter(|target| accepts(target));
            Unresolved::Unknown { nearest: self.meant(id, known) }
        })
    }

    fn any(&self, id: &str) -> Result<Target, Unresolved> {
        match self.by_id.get(id).map(Vec::as_slice) {
            Some([target]) => Ok(target.clone()),
            Some(targets) => Err(Unresolved::Ambiguous(targets.to_vec())),
            None if self.today.is_some() => self.present().any(id),
            None => {
                let known = || self.by_id.values().flatten();
                Err(Unresolved::Unknown { nearest: self.meant(id, known) })
            }
        }
    }

    fn any_document(&self, name: &str) -> Result<Target, Unresolved> {
        let is_document = |target: &&Target| matches!(target, Target::Document(_));
        if let Some((kind, id)) = name.split_once(':') {
            let named = self.resolve(kind, id)?;
            return if is_document(&&named) { Ok(named) } else { Err(Unresolved::Unknown { nearest: None }) };
        }
        let documents: Vec<_> = self.by_id.get(name).into_iter().flatten().filter(is_document).cloned().collect();
        match documents.as_slice() {
            [one] => Ok(one.clone()),
            [] if self.today.is_some() => self.present().any_document(name),
            [] => {
                let known = || self.titles.keys().filter(is_document);
                Err(Unresolved::Unknown { nearest: self.meant(name, known) })
            }
            _ => Err(Unresolved::Ambiguous(documents)),
        }
    }
}

/// A path in NFC: macOS names files in NFD, and authors type links in NFC.
fn composed(path: &SourcePath) -> SourcePath {
    if path.as_str().is_ascii() { path.clone() } else { SourcePath::new(path.as_str().nfc().collect::<String>()) }
}

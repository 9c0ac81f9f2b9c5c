//! Which edition of each document stands at its main address today, which beside it, and which are hidden.
//!
//! In: every document that could be read, work tree and frozen copies alike. Out: editions with their place and
//! state. What `access` or `status` hides leaves only its name, so that a later stage can tell a hidden page from a
//! missing one and show neither.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Config, Profile};
use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::model::data::{Data, PlanData};
use crate::model::document::{Access, Document, Origin, Status, Validity};
use crate::model::id::DocKey;
use crate::parse::DocumentSource;
use crate::source::SourcePath;

/// One edition of a document that is shown.
#[derive(Clone, Debug)]
pub struct Edition {
    pub source: Arc<DocumentSource>,
    pub slot: Slot,
    pub state: State,
    /// The records that the edition shows, where they were kept with it and it is not the one that holds.
    pub own: Option<Arc<OwnRecords>>,
}

/// The records that an adopted version shows: those of its time.
#[derive(Debug)]
pub struct OwnRecords {
    /// By which records are told to be the same.
    pub hash: Hash,
    /// The records of the data files; nothing where none were kept.
    pub data: Option<Arc<Data>>,
    /// Goals and actions, by their plans.
    pub plans: BTreeMap<String, PlanData>,
    /// Documents of that time: their names, and the plans among them.
    pub documents: Vec<Arc<DocumentSource>>,
}

/// A version that the site keeps back, with the reason it gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldVersion {
    pub key: DocKey,
    pub version: String,
    pub reason: String,
}

/// Where an edition stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// At the document's main address.
    Main,
    /// Beside it, as a newer draft.
    Draft,
    /// At the address of its version.
    Version(String),
}

/// What an edition is today; computed, never typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Kinds without status, and governed documents that say none.
    Unstated,
    Draft,
    Consultation,
    /// Adopted, not yet valid.
    Adopted,
    InForce,
    Living,
    Superseded,
    Expired,
    Repealed,
}

impl State {
    /// Whether the document holds no more.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Superseded | Self::Expired | Self::Repealed)
    }

    /// The state as part of a text's key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Unstated => "unstated",
            Self::Draft => "draft",
            Self::Consultation => "consultation",
            Self::Adopted => "adopted",
            Self::InForce => "in_force",
            Self::Living => "living",
            Self::Superseded => "superseded",
            Self::Expired => "expired",
            Self::Repealed => "repealed",
        }
    }
}

/// The editions that are shown, and the names of what is hidden.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Sorted by name, then main, draft, versions.
    pub editions: Vec<Edition>,
    /// Versions of which a page says only that they are kept back.
    pub withheld: Vec<WithheldVersion>,
    pub hidden: BTreeSet<DocKey>,
    pub findings: Vec<Diagnostic>,
}

/// The records kept with frozen copies, by the files of the copies.
pub type KeptRecords = BTreeMap<SourcePath, Arc<OwnRecords>>;

/// What is known of a document whose file was removed after it was adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoneFile {
    /// The file that was removed.
    pub file: SourcePath,
    /// Who may read the document, as its last text says.
    pub access: Option<Access>,
}

/// The removed files, by the copies that git has of what was adopted in them.
pub type Gone = BTreeMap<SourcePath, GoneFile>;

/// Chooses among all documents.
pub fn select(sources: &[Arc<DocumentSource>], kept: &KeptRecords, gone: &Gone, config: &Config) -> Selection {
    let mut selection = Selection::default();
    let mut families: BTreeMap<&DocKey, Vec<&Arc<DocumentSource>>> = BTreeMap::new();
    for source in sources {
        families.entry(&source.document.key).or_default().push(source);
    }
    for (key, family) in families {
        let family = without_twins(&family, &mut selection.findings);
        if let Some(file) = removed(&family, gone) {
            selection.findings.extend(told_of_removed(&family, file, config));
            let editions = place_removed(&family, kept, file, config);
            if !editions.is_empty() {
                selection.withheld.extend(withheld(key, &family, config));
            }
            selection.hidden.insert(key.clone());
            selection.editions.extend(editions);
            continue;
        }
        let editions = place(&family, kept, config);
        if editions.iter().any(|edition| edition.slot == Slot::Main) {
            selection.withheld.extend(withheld(key, &family, config));
        } else {
            selection.hidden.insert(key.clone());
        }
        selection.editions.extend(editions);
    }
    selection.editions.sort_by(|a, b| edition_key(a).cmp(&edition_key(b)));
    selection
}

/// How many drafts there are that are not shown.
pub fn drafts_left_out(sources: &[Arc<DocumentSource>], editions: &[Edition]) -> usize {
    let shown: BTreeSet<&str> = editions.iter().map(|edition| edition.source.document.file.as_str()).collect();
    let documents = sources.iter().map(|source| &source.document);
    let drafts = documents.filter(|document| is_draft(document) && !shown.contains(document.file.as_str()));
    drafts.count()
}

fn is_draft(document: &Document) -> bool {
    document.origin == Origin::WorkTree && document.status() == Some(Status::Draft)
}

fn edition_key(edition: &Edition) -> (&DocKey, &Slot) {
    (&edition.source.document.key, &edition.slot)
}

/// A family without files that claim an id or a version that another file has.
fn without_twins<'a>(
    family: &[&'a Arc<DocumentSource>],
    findings: &mut Vec<Diagnostic>,
) -> Vec<&'a Arc<DocumentSource>> {
    let mut kept: Vec<&Arc<DocumentSource>> = Vec::new();
    for source in family {
        let twin = kept.iter().find(|other| is_twin(&source.document, &other.document));
        match twin {
            Some(twin) => findings.push(
                Diagnostic::error("R06", "duplicate-id", &source.document.file)
                    .at(source.document.meta.places.of("id"))
                    .with("id", source.document.key.id.as_str())
                    .with("other", twin.document.file.as_str())
                    .hint("hint-duplicate-id"),
            ),
            None => kept.push(source),
        }
    }
    step_back(&mut kept);
    kept
}

/// A frozen copy is the edition: the same version in the work tree steps back, unless it is all that can be read.
fn step_back(kept: &mut Vec<&Arc<DocumentSource>>) {
    let adopted = |source: &DocumentSource| source.document.status() == Some(Status::Adopted);
    let work = kept.iter().find(|source| source.document.origin == Origin::WorkTree && adopted(source));
    let Some(work) = work.map(|source| Arc::clone(source)) else { return };
    let is_copy = |source: &DocumentSource| {
        source.document.origin == Origin::Frozen && source.document.version() == work.document.version()
    };
    let legible = |source: &DocumentSource| source.unread.as_ref().is_none_or(|unread| unread.raw.is_none());
    if kept.iter().any(|source| is_copy(source) && legible(source)) {
        kept.retain(|source| source.document.origin == Origin::Frozen);
    } else {
        kept.retain(|source| !is_copy(source));
    }
}

fn is_twin(a: &Document, b: &Document) -> bool {
    a.origin == b.origin && (a.origin == Origin::WorkTree || a.version() == b.version())
}

fn place(family: &[&Arc<DocumentSource>], kept: &KeptRecords, config: &Config) -> Vec<Edition> {
    let today = config.options.today;
    let work = family.iter().find(|source| source.document.origin == Origin::WorkTree).copied();
    let adopted = in_order(family);
    let standing = standing(&adopted, today);
    let over = standing.is_some_and(|at| state(&adopted[at].document, today) == State::Repealed);
    let mut editions = Vec::new();
    let mut show = |source: &Arc<DocumentSource>, slot, state| {
        if is_visible(&source.document, work.map(|source| &source.document), state, config) {
            // What holds shows what holds: how far the actions have come, who answers today.
            let own = if slot == Slot::Main { None } else { kept.get(&source.document.file).cloned() };
            editions.push(Edition { source: Arc::clone(source), slot, state, own });
        }
    };
    for (index, source) in adopted.iter().enumerate() {
        let version = source.document.version().unwrap_or(source.document.file.stem()).to_owned();
        if Some(index) == standing {
            show(source, Slot::Main, state(&source.document, today));
        } else if adopted[standing.unwrap_or_default()].document.version() != Some(version.as_str()) {
            let state = if Some(index) < standing { State::Superseded } else { State::Adopted };
            show(source, Slot::Version(version), state);
        } else if over {
            // The text of what was repealed, as it was adopted.
            show(source, Slot::Version(version), State::Repealed);
        }
    }
    if let Some(work) = work.filter(|source| !is_adopted(&source.document)) {
        let slot = if standing.is_some() { Slot::Draft } else { Slot::Main };
        show(work, slot, state(&work.document, today));
    }
    editions
}

/// The removed file that all texts of a document are of; nothing where any text is kept among the files of today.
fn removed<'a>(family: &[&Arc<DocumentSource>], gone: &'a Gone) -> Option<&'a GoneFile> {
    let of = |source: &&Arc<DocumentSource>| gone.get(&source.document.file);
    family.first().and_then(of).filter(|_| family.iter().all(|source| of(source).is_some()))
}

/// What was adopted in a file that was removed: each version at its own address and none at the main one. The newest
/// was in force until the file was removed, and is repealed.
fn place_removed(
    family: &[&Arc<DocumentSource>],
    kept: &KeptRecords,
    file: &GoneFile,
    config: &Config,
) -> Vec<Edition> {
    let adopted = in_order(family);
    let newest = adopted.len().saturating_sub(1);
    let is_shown = |document: &Document| {
        is_open(document, config) && allows(file.access, config) && !is_withheld(document, config)
    };
    let shown = adopted.iter().enumerate().filter(|(_, source)| is_shown(&source.document));
    let edition = |(index, source): (usize, &&Arc<DocumentSource>)| Edition {
        source: Arc::clone(source),
        slot: Slot::Version(source.document.version().unwrap_or(source.document.file.stem()).to_owned()),
        state: if index == newest { State::Repealed } else { State::Superseded },
        own: kept.get(&source.document.file).cloned(),
    };
    shown.map(edition).collect()
}

/// That a document was removed which was adopted, unless the site withholds all of it.
fn told_of_removed(family: &[&Arc<DocumentSource>], file: &GoneFile, config: &Config) -> Option<Diagnostic> {
    let adopted = in_order(family).into_iter().map(|source| &source.document);
    let kept: Vec<&Document> = adopted.filter(|document| !is_withheld(document, config)).collect();
    let last = kept.last()?;
    let versions: Vec<&str> = kept.iter().filter_map(|document| document.version()).collect();
    let finding = Diagnostic::info("C11", "adopted-removed", &file.file).with("title", last.meta.title.as_str());
    let finding = finding.with("versions", versions.join(", ")).with("document", last.key.to_string());
    Some(finding.hint("hint-adopted-removed"))
}

/// What was adopted, the oldest first. A version without a date comes after the versions before it.
fn in_order<'a>(family: &[&'a Arc<DocumentSource>]) -> Vec<&'a Arc<DocumentSource>> {
    let mut adopted: Vec<_> = family.iter().filter(|source| is_adopted(&source.document)).copied().collect();
    let numbers = |source: &DocumentSource| version_numbers(source.document.version().unwrap_or_default());
    adopted.sort_by_key(|source| (numbers(source), source.document.origin == Origin::WorkTree));
    let mut latest = None;
    let dated = adopted.into_iter().map(|source| {
        let own = source.document.governance.as_ref().and_then(|governance| governance.adopted_on);
        let date = own.or(latest);
        latest = latest.max(date);
        (date, source)
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(date, _)| *date);
    dated.into_iter().map(|(_, source)| source).collect()
}

/// Which of what was adopted stands at the main address: the newest that is valid; where nothing is, the newest still
/// says what holds, as expired, repealed or to come. What the author repeals is over in all its versions.
fn standing(adopted: &[&Arc<DocumentSource>], today: Date) -> Option<usize> {
    let repealed = adopted.iter().rposition(|source| source.document.status() == Some(Status::Repealed));
    let repealed = repealed.filter(|at| adopted[*at].document.origin == Origin::WorkTree);
    let valid = || adopted.iter().rposition(|source| is_valid(&source.document, today));
    repealed.or_else(valid).or(adopted.len().checked_sub(1))
}

/// The versions of a document that the site keeps back, where their own access lets readers know that they are there.
fn withheld(key: &DocKey, family: &[&Arc<DocumentSource>], config: &Config) -> Vec<WithheldVersion> {
    let work = family.iter().find(|source| source.document.origin == Origin::WorkTree);
    let work = work.map(|source| &source.document);
    let is_open = |version: &str| {
        let copy = family
            .iter()
            .find(|source| source.document.origin == Origin::Frozen && source.document.version() == Some(version));
        copy.is_none_or(|copy| is_allowed(&copy.document, work, config))
    };
    let named = config.settings.withheld_versions.iter().filter(|withheld| withheld.is_of(key));
    let open = named.filter(|withheld| is_open(&withheld.version));
    open.map(|withheld| WithheldVersion {
        key: key.clone(),
        version: withheld.version.to_string(),
        reason: withheld.reason.to_string(),
    })
    .collect()
}

/// Whether a document is adopted. Frozen copies are, whatever they say: that is what freezing means.
pub fn is_adopted(document: &Document) -> bool {
    document.origin == Origin::Frozen || matches!(document.status(), Some(Status::Adopted | Status::Repealed))
}

/// The numbers in a version, so that 1.10 comes after 1.9.
pub fn version_numbers(version: &str) -> Vec<u64> {
    version.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

fn is_valid(document: &Document, today: Date) -> bool {
    matches!(state(document, today), State::InForce)
}

/// The state of an edition on a day, seen by itself: whether another has taken its place is left out.
pub fn state(document: &Document, today: Date) -> State {
    let Some(governance) = &document.governance else { return State::Unstated };
    let status = if document.origin == Origin::Frozen { Some(Status::Adopted) } else { governance.status };
    match status {
        None => State::Unstated,
        Some(Status::Draft) => State::Draft,
        Some(Status::Consultation) => State::Consultation,
        Some(Status::Living) => State::Living,
        Some(Status::Repealed) => State::Repealed,
        Some(Status::Adopted) => {
            let from = governance.valid_from.or(governance.adopted_on);
            match governance.valid_until {
                Some(Validity::Until(until)) if until < today => State::Expired,
                _ if from.is_some_and(|from| from > today) => State::Adopted,
                _ => State::InForce,
            }
        }
    }
}

fn is_visible(document: &Document, work: Option<&Document>, state: State, config: &Config) -> bool {
    let shown = state != State::Draft || config.shows_drafts();
    shown && is_allowed(document, work, config) && !is_withheld(document, config)
}

/// Whether `access` lets the readers of this site see a document.
pub fn is_open(document: &Document, config: &Config) -> bool {
    allows(document.meta.access, config)
}

fn allows(access: Option<Access>, config: &Config) -> bool {
    match config.options.profile {
        Profile::Internal => true,
        Profile::Public => access == Some(Access::Public),
    }
}

/// Whether the `access` of an edition and that of the present text let readers see it.
fn is_allowed(document: &Document, work: Option<&Document>, config: &Config) -> bool {
    is_open(document, config) && work.is_none_or(|work| is_open(work, config))
}

fn is_withheld(document: &Document, config: &Config) -> bool {
    let mut withheld = config.settings.withheld_versions.iter();
    document.origin == Origin::Frozen
        && withheld
            .any(|withheld| withheld.is_of(&document.key) && document.version() == Some(withheld.version.as_str()))
}

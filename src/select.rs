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
use crate::model::document::{Access, Document, Origin, Status, Validity};
use crate::model::id::DocKey;
use crate::parse::DocumentSource;

/// One edition of a document that is shown.
#[derive(Clone, Debug)]
pub struct Edition {
    pub source: Arc<DocumentSource>,
    pub slot: Slot,
    pub state: State,
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
    pub hidden: BTreeSet<DocKey>,
    pub findings: Vec<Diagnostic>,
}

/// Chooses among all documents.
pub fn select(sources: &[Arc<DocumentSource>], config: &Config) -> Selection {
    let mut selection = Selection::default();
    let mut families: BTreeMap<&DocKey, Vec<&Arc<DocumentSource>>> = BTreeMap::new();
    for source in sources {
        families.entry(&source.document.key).or_default().push(source);
    }
    for (key, family) in families {
        let family = without_twins(&family, &mut selection.findings);
        let editions = place(&family, config);
        if !editions.iter().any(|edition| edition.slot == Slot::Main) {
            selection.hidden.insert(key.clone());
        }
        selection.editions.extend(editions);
    }
    selection.editions.sort_by(|a, b| edition_key(a).cmp(&edition_key(b)));
    selection
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
    // A frozen copy is the edition; the same version in the work tree steps back.
    let frozen: Vec<_> = kept.iter().filter(|source| source.document.origin == Origin::Frozen).copied().collect();
    kept.retain(|source| {
        source.document.origin == Origin::Frozen
            || source.document.status() != Some(Status::Adopted)
            || !frozen.iter().any(|copy| copy.document.version() == source.document.version())
    });
    kept
}

fn is_twin(a: &Document, b: &Document) -> bool {
    a.origin == b.origin && (a.origin == Origin::WorkTree || a.version() == b.version())
}

fn place(family: &[&Arc<DocumentSource>], config: &Config) -> Vec<Edition> {
    let today = config.options.today;
    let work = family.iter().find(|source| source.document.origin == Origin::WorkTree);
    let mut adopted: Vec<_> = family.iter().filter(|source| is_adopted(&source.document)).copied().collect();
    adopted.sort_by_key(|source| adoption(&source.document));
    let standing = adopted.iter().rposition(|source| is_valid(&source.document, today));
    // Nothing valid: the newest that was adopted still says what holds, as expired or to come.
    let standing = standing.or(adopted.len().checked_sub(1));
    let mut editions = Vec::new();
    let mut show = |source: &Arc<DocumentSource>, slot, state| {
        if is_visible(&source.document, work.map(|source| &source.document), state, config) {
            editions.push(Edition { source: Arc::clone(source), slot, state });
        }
    };
    for (index, source) in adopted.iter().enumerate() {
        let version = source.document.version().unwrap_or_default().to_owned();
        if Some(index) == standing {
            show(source, Slot::Main, state(&source.document, today));
        } else {
            let state = if Some(index) < standing { State::Superseded } else { State::Adopted };
            show(source, Slot::Version(version), state);
        }
    }
    if let Some(work) = work.filter(|source| !is_adopted(&source.document)) {
        let slot = if standing.is_some() { Slot::Draft } else { Slot::Main };
        show(work, slot, state(&work.document, today));
    }
    editions
}

/// Frozen copies are adopted whatever they say: that is what freezing means.
fn is_adopted(document: &Document) -> bool {
    document.origin == Origin::Frozen || matches!(document.status(), Some(Status::Adopted | Status::Repealed))
}

fn adoption(document: &Document) -> (Option<Date>, Vec<u64>) {
    let adopted_on = document.governance.as_ref().and_then(|governance| governance.adopted_on);
    (adopted_on, version_numbers(document.version().unwrap_or_default()))
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
    let public = |document: &Document| document.meta.access == Some(Access::Public);
    let allowed = match config.options.profile {
        Profile::Internal => true,
        // An old edition is public only if the document still is.
        Profile::Public => public(document) && work.is_none_or(public),
    };
    allowed && (state != State::Draft || config.shows_drafts()) && !is_withheld(document, config)
}

fn is_withheld(document: &Document, config: &Config) -> bool {
    let mut withheld = config.settings.withheld_versions.iter();
    document.origin == Origin::Frozen
        && withheld
            .any(|withheld| withheld.is_of(&document.key) && document.version() == Some(withheld.version.as_str()))
}

//! How everything hangs together: addresses, back-links, passages, plans, coverage.
//!
//! In: the editions that are shown, what their references name, the records. Out: one value that later stages ask.
//! It holds names and indices; what a page says about them is for `view`.

mod address;
mod plans;
mod redline;
mod then;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::lang::Lang;
use crate::link::Links;
use crate::model::data::Data;
use crate::model::document::Document;
use crate::model::id::{DocKey, Id, Kind};
use crate::model::kinds::Spec;
use crate::select::{Edition, Slot, WithheldVersion};
use crate::source::OutPath;
use crate::vocabulary::{Target, Vocabulary};

pub use address::{Address, Chapter, file_path};
pub use plans::{Plan, PlannedAction, PlannedGoal};

/// Index of an edition in [`Graph::editions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EditionIndex(pub usize);

/// A passage and the edition it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassageAt {
    pub edition: EditionIndex,
    /// Index into the edition's [`Links::passages`].
    pub passage: usize,
}

/// The site as a graph.
#[derive(Debug)]
pub struct Graph {
    pub editions: Arc<[Edition]>,
    /// Versions that are kept back.
    pub withheld: Vec<WithheldVersion>,
    /// What the references of each edition name, in the same order.
    pub links: Arc<[Arc<Links>]>,
    pub data: Arc<Data>,
    pub vocabulary: Arc<Vocabulary>,
    pub config: Arc<Config>,
    pub plans: Arc<[Plan]>,
    /// The day on which deadlines and the like are judged: today, or that on which an old edition was adopted.
    pub day: Date,
    order: Arc<Order>,
    /// The same site with the records of an edition's own time, for each edition that has them.
    then: BTreeMap<EditionIndex, Graph>,
    /// In the graph of an old edition: what there is today, since links lead there.
    today: Option<Today>,
}

/// Where the editions stand and who names whom: the same at all times.
#[derive(Debug)]
struct Order {
    main: BTreeMap<DocKey, EditionIndex>,
    by_kind: BTreeMap<Kind, Vec<EditionIndex>>,
    paths: Vec<OutPath>,
    back_links: BTreeMap<Target, Vec<EditionIndex>>,
    passages: BTreeMap<Target, Vec<PassageAt>>,
}

/// What there is today, as an old edition needs it.
#[derive(Debug)]
struct Today {
    /// The old edition.
    edition: EditionIndex,
    plans: Arc<[Plan]>,
    figures: Presence,
}

/// Whether the site has a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Present,
    Absent,
}

/// What a graph is made from.
pub struct Parts {
    pub editions: Vec<Edition>,
    pub withheld: Vec<WithheldVersion>,
    pub links: Vec<Arc<Links>>,
    pub data: Arc<Data>,
    pub vocabulary: Arc<Vocabulary>,
    /// The names of each set of records that old editions show, by the hash of the set.
    pub then: BTreeMap<Hash, Arc<Vocabulary>>,
    pub config: Arc<Config>,
}

impl Graph {
    /// The graph of a site.
    pub fn new(parts: Parts) -> Self {
        let Parts { editions, withheld, links, data, vocabulary, then: names, config } = parts;
        let main = indexed(&editions).filter(|(_, edition)| edition.slot == Slot::Main);
        let main: BTreeMap<_, _> = main.map(|(index, edition)| (edition.source.document.key.clone(), index)).collect();
        let mut by_kind: BTreeMap<Kind, Vec<EditionIndex>> = BTreeMap::new();
        for (key, index) in &main {
            by_kind.entry(key.kind).or_default().push(*index);
        }
        let paths = editions.iter().map(|edition| address::path(edition, config.lang())).collect();
        let plans = plans::plans(&editions, &data, &vocabulary).into();
        let (back_links, passages) = (back_links(&editions, &links), passages(&editions, &links));
        let order = Arc::new(Order { main, by_kind, paths, back_links, passages });
        let (editions, links, day) = (editions.into(), links.into(), config.options.today);
        let (then, today) = (BTreeMap::new(), None);
        let mut graph = Self { editions, withheld, links, data, vocabulary, config, plans, day, order, then, today };
        graph.then = then::graphs(&graph, &names);
        graph
    }

    /// The site as an edition shows it: with the records of its own time, where it has them.
    pub fn at(&self, edition: EditionIndex) -> &Self {
        self.then.get(&edition).unwrap_or(self)
    }

    /// An edition.
    pub fn edition(&self, index: EditionIndex) -> &Edition {
        &self.editions[index.0]
    }

    /// The document of an edition.
    pub fn document(&self, index: EditionIndex) -> &Document {
        &self.editions[index.0].source.document
    }

    /// What the references of an edition name.
    pub fn links(&self, index: EditionIndex) -> &Links {
        &self.links[index.0]
    }

    /// Where an edition's page stands.
    pub fn path(&self, index: EditionIndex) -> &OutPath {
        &self.order.paths[index.0]
    }

    /// The edition at a document's main address.
    pub fn main(&self, key: &DocKey) -> Option<EditionIndex> {
        self.order.main.get(key).copied()
    }

    /// The edition at the main address of the document of a kind and id.
    pub fn find(&self, kind: Kind, id: &str) -> Option<EditionIndex> {
        let of_kind = self.order.by_kind.get(&kind)?;
        let at = of_kind.binary_search_by(|index| self.document(*index).key.id.as_str().cmp(id));
        at.ok().map(|at| of_kind[at])
    }

    /// Editions at main addresses of one kind, in the order of their ids.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = EditionIndex> {
        self.order.by_kind.get(&kind).into_iter().flatten().copied()
    }

    /// Documents of one kind in the site's language, or in none that the site has a translation of; in alphabetical
    /// order of their titles.
    pub fn listed(&self, kind: Kind) -> Vec<EditionIndex> {
        let own = |index: &EditionIndex| self.document(*index).meta.translation_of.is_none();
        let mut listed: Vec<_> = self.of_kind(kind).filter(own).collect();
        let order = crate::lang::Order::of(self.config.lang());
        listed.sort_by(|a, b| order.compare(&self.document(*a).meta.title, &self.document(*b).meta.title));
        listed
    }

    /// All editions with their indices.
    pub fn all(&self) -> impl Iterator<Item = (EditionIndex, &Edition)> {
        indexed(&self.editions)
    }

    /// All editions of one document: main, draft, versions.
    pub fn family<'a>(&'a self, key: &'a DocKey) -> impl Iterator<Item = (EditionIndex, &'a Edition)> {
        // Editions are sorted by the names of their documents.
        let start = self.editions.partition_point(|edition| edition.source.document.key < *key);
        self.all().skip(start).take_while(move |(_, edition)| edition.source.document.key == *key)
    }

    /// Editions at main addresses that name a thing, other than the thing itself.
    pub fn mentioned_in(&self, target: &Target) -> &[EditionIndex] {
        self.order.back_links.get(target).map_or(&[], Vec::as_slice)
    }

    /// Passages that mention a thing.
    pub fn passages(&self, target: &Target) -> &[PassageAt] {
        self.order.passages.get(target).map_or(&[], Vec::as_slice)
    }

    /// The title of a thing for a page of a language.
    pub fn title<'a>(&'a self, target: &'a Target, lang: Lang) -> &'a str {
        let title = match target {
            _ if self.vocabulary.own_title(target).is_some() => self.vocabulary.own_title(target),
            Target::Document(key) => {
                let key = self.vocabulary.in_language(key, lang);
                self.main(key).map(|index| self.document(index).meta.title.as_str())
            }
            Target::Record(..) => self.vocabulary.title(target),
        };
        // The vocabulary knows what is hidden too: of that, only the id may be said.
        title.unwrap_or_else(|| target.id().as_str())
    }

    /// A record's title by its id.
    pub fn record_title<'a>(&'a self, kind: crate::model::id::RecordKind, id: &'a str) -> &'a str {
        let target = self.vocabulary.of_kind(crate::model::id::TargetKind::Record(kind), id);
        target.ok().and_then(|target| self.vocabulary.title(&target)).unwrap_or(id)
    }

    /// Findings about two pages at one address.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        let mut taken: BTreeMap<String, EditionIndex> = BTreeMap::new();
        let mut findings = Vec::new();
        for (index, edition) in self.all() {
            // File systems of Windows and macOS do not tell case apart.
            let path = self.path(index).as_str().to_lowercase();
            if let Some(other) = taken.insert(path.clone(), index) {
                findings.push(
                    Diagnostic::error("R06", "same-address", &edition.source.document.file)
                        .at(edition.source.document.meta.places.of("slug"))
                        .with("path", path)
                        .with("other", self.document(other).file.as_str())
                        .hint("hint-same-address"),
                );
            }
        }
        findings
    }

    /// The strategy in force: the one a reader means by "the strategy".
    pub fn strategy(&self) -> Option<EditionIndex> {
        let mut strategies = self.of_kind(Kind::Strategy).filter(|index| {
            matches!(&self.document(*index).spec, Spec::Strategy(strategy) if !strategy.channel_roles.is_empty())
        });
        strategies.next()
    }

    /// The year of the plans that a reader wants first: this year's, or the newest before it.
    pub fn current_year(&self) -> Option<i16> {
        let today = self.day.year();
        let years = || self.plans.iter().map(|plan| plan.year);
        years().filter(|year| *year <= today).max().or_else(|| years().min())
    }

    /// Whether the site has a page of figures: something was counted, or is to be.
    pub fn has_figures(&self) -> bool {
        if let Some(today) = &self.today {
            return today.figures == Presence::Present;
        }
        let data = &self.data;
        let own = [data.figures.len(), data.measurements.len(), data.populations.len(), data.metrics.len()];
        own.iter().any(|records| *records > 0) || self.goals().any(|planned| planned.goal.metric.is_some())
    }

    /// The role of an id.
    pub fn role(&self, id: &str) -> Option<&crate::model::data::Role> {
        self.data.roles.iter().map(|filed| &filed.record).find(|role| role.id.as_str() == id)
    }

    /// Ids of all roles.
    pub fn roles(&self) -> impl Iterator<Item = &Id> {
        self.data.roles.iter().map(|filed| &filed.record.id)
    }
}

fn indexed(editions: &[Edition]) -> impl Iterator<Item = (EditionIndex, &Edition)> {
    editions.iter().enumerate().map(|(index, edition)| (EditionIndex(index), edition))
}

/// Old editions and drafts name things too, but a reader looks for what holds now.
fn current<'a>(
    editions: &'a [Edition],
    links: &'a [Arc<Links>],
) -> impl Iterator<Item = (EditionIndex, Target, &'a Links)> {
    let main = indexed(editions).zip(links).filter(|((_, edition), _)| edition.slot == Slot::Main);
    main.map(|((index, edition), links)| (index, Target::Document(edition.source.document.key.clone()), links.as_ref()))
}

fn back_links(editions: &[Edition], links: &[Arc<Links>]) -> BTreeMap<Target, Vec<EditionIndex>> {
    let mut back_links: BTreeMap<Target, Vec<EditionIndex>> = BTreeMap::new();
    for (index, own, links) in current(editions, links) {
        for target in links.explicit.iter().filter(|target| **target != own) {
            back_links.entry(target.clone()).or_default().push(index);
        }
    }
    back_links
}

fn passages(editions: &[Edition], links: &[Arc<Links>]) -> BTreeMap<Target, Vec<PassageAt>> {
    let mut passages: BTreeMap<Target, Vec<PassageAt>> = BTreeMap::new();
    for (edition, own, links) in current(editions, links) {
        for (passage, found) in links.passages.iter().enumerate() {
            if found.target != own {
                passages.entry(found.target.clone()).or_default().push(PassageAt { edition, passage });
            }
        }
    }
    passages
}

//! Where things stand: paths of pages, fragments of records.

use crate::graph::{EditionIndex, Graph, Plan, Today};
use crate::lang::Lang;
use crate::model::body::Body;
use crate::model::document::{Document, Split};
use crate::model::id::{Kind, RecordKind};
use crate::model::kinds::Spec;
use crate::model::site::is_start_page;
use crate::select::{Edition, Slot, WithheldVersion, is_adopted};
use crate::source::OutPath;
use crate::vocabulary::Target;

/// A page and a place on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    pub path: OutPath,
    /// Empty for the page as a whole.
    pub fragment: String,
}

impl Address {
    /// The page itself.
    pub fn page(path: OutPath) -> Self {
        Self { path, fragment: String::new() }
    }

    /// The address relative to the page at `from`: `../kanaler/facebook.html#svar`.
    pub fn relative_to(&self, from: &OutPath) -> String {
        let fragment = if self.fragment.is_empty() { String::new() } else { format!("#{}", self.fragment) };
        if self.path == *from && !fragment.is_empty() {
            return fragment;
        }
        format!("{}{fragment}", relative(from.as_str(), self.path.as_str()))
    }
}

/// The way from one page to another, both from the site's root.
fn relative(from: &str, to: &str) -> String {
    let (mut from, mut to) = (from, to);
    while let (Some((a, from_rest)), Some((b, to_rest))) = (from.split_once('/'), to.split_once('/')) {
        if a != b {
            break;
        }
        (from, to) = (from_rest, to_rest);
    }
    format!("{}{to}", "../".repeat(from.matches('/').count()))
}

/// A chapter of a document that is split by its headings of level 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chapter {
    pub edition: EditionIndex,
    /// Index into the body's headings.
    pub heading: usize,
}

/// The path of an edition's page.
pub(super) fn path(edition: &Edition, lang: Lang) -> OutPath {
    let document = &edition.source.document;
    if document.key.kind == Kind::Page && is_start_page(&document.key.id) {
        return OutPath::new("index.html");
    }
    let base = base(document, lang);
    match &edition.slot {
        Slot::Main => OutPath::new(format!("{base}.html")),
        Slot::Draft => OutPath::new(format!("{base}/{}.html", lang.address_word("draft"))),
        Slot::Version(version) => version_path(&base, version, lang),
    }
}

/// The path of a document's main page without its ending.
fn base(document: &Document, lang: Lang) -> String {
    let folder = lang.address_word(document.key.kind.key());
    format!("{folder}/{}", name(document, lang))
}

fn version_path(base: &str, version: &str, lang: Lang) -> OutPath {
    OutPath::new(format!("{base}/{}.html", version_name(version, lang)))
}

/// A document's own part of its address.
pub(super) fn name(document: &Document, lang: Lang) -> String {
    let slug = document.meta.slug.as_deref().map(|slug| lang.slug(slug));
    slug.unwrap_or_else(|| document.key.id.to_string())
}

/// A version as part of an address: `2.0` keeps its point.
pub(super) fn version_name(version: &str, lang: Lang) -> String {
    version.split('.').map(|part| lang.slug(part)).collect::<Vec<_>>().join(".")
}

/// Addresses that stay when what stands there changes.
impl Graph {
    /// Where an adopted edition stands for ever: at the address of its version, also while it is the one at the main
    /// address. Nothing for what is not adopted or has no version.
    pub fn permanent_path(&self, index: EditionIndex) -> Option<OutPath> {
        let edition = self.edition(index);
        let document = &edition.source.document;
        match &edition.slot {
            Slot::Version(_) => Some(self.path(index).clone()),
            Slot::Main if is_adopted(document) => {
                Some(version_path(&base(document, self.config.lang()), document.version()?, self.config.lang()))
            }
            Slot::Main | Slot::Draft => None,
        }
    }

    /// Where a version would stand that is kept back; nothing where the document itself is not shown.
    pub fn withheld_path(&self, withheld: &WithheldVersion) -> Option<OutPath> {
        let shown = self.main(&withheld.key).or_else(|| Some(self.family(&withheld.key).next()?.0))?;
        let lang = self.config.lang();
        Some(version_path(&base(self.document(shown), lang), &withheld.version, lang))
    }
}

impl Graph {
    /// The path of a page that every site has.
    pub fn fixed(&self, key: &'static str) -> OutPath {
        OutPath::new(format!("{}.html", self.config.lang().address_word(key)))
    }

    /// The path of the page that lists a kind.
    pub fn hub(&self, kind: &'static str) -> OutPath {
        OutPath::new(format!("{}/index.html", self.config.lang().address_word(kind)))
    }

    /// The path of a role's page.
    pub fn role_path(&self, id: &str) -> OutPath {
        OutPath::new(format!("{}/{id}.html", self.config.lang().address_word("role")))
    }

    /// The path of a chapter's page.
    pub fn chapter_path(&self, chapter: Chapter) -> OutPath {
        let base = self.path(chapter.edition).as_str().trim_end_matches(".html").to_owned();
        let heading = &self.edition(chapter.edition).source.body.headings[chapter.heading];
        OutPath::new(format!("{base}/{}.html", heading.anchor))
    }

    /// The chapters of an edition; none where it is one page.
    pub fn chapters(&self, edition: EditionIndex) -> Vec<Chapter> {
        let source = &self.edition(edition).source;
        if source.document.meta.split != Some(Split::H2) {
            return Vec::new();
        }
        let headings = source.body.headings.iter().enumerate();
        headings.filter(|(_, heading)| heading.level == 2).map(|(heading, _)| Chapter { edition, heading }).collect()
    }

    /// Where a heading of an edition stands.
    pub fn heading_address(&self, edition: EditionIndex, fragment: &str) -> Address {
        let fragment = fragment.to_owned();
        let body = &self.edition(edition).source.body;
        let chapter = self
            .chapters(edition)
            .into_iter()
            .rfind(|chapter| heading_index(body, &fragment).is_some_and(|index| chapter.heading <= index));
        let Some(chapter) = chapter else {
            // An old edition may mean a heading that is no longer there: then it is the page that it means.
            let is_there = heading_index(body, &fragment).is_some();
            let fragment = if is_there { fragment } else { String::new() };
            return Address { path: self.path(edition).clone(), fragment };
        };
        // The chapter's own heading is its page's title.
        let is_own = body.headings[chapter.heading].anchor == fragment;
        Address { path: self.chapter_path(chapter), fragment: if is_own { String::new() } else { fragment } }
    }

    /// Where a thing is shown, on a page of a language; nothing where it is hidden or has no place of its own.
    pub fn address(&self, target: &Target, lang: Lang) -> Option<Address> {
        match target {
            Target::Document(key) => {
                let key = self.vocabulary.in_language(key, lang);
                self.main(key).map(|index| Address::page(self.path(index).clone()))
            }
            // What an old edition knows and nobody else does any more has no place of its own.
            Target::Record(kind, id) => match &self.today {
                Some(today) => self.address_then(today, target, *kind, id.as_str()),
                None => self.record_address(*kind, id.as_str()),
            },
        }
    }

    /// Where an old edition's link to a record leads: to the row on its own page, or to where the record stands today.
    fn address_then(&self, today: &Today, target: &Target, kind: RecordKind, id: &str) -> Option<Address> {
        let plan = match kind {
            RecordKind::Action => self.plan_of_action(id),
            RecordKind::Goal => self.plan_of_goal(id),
            _ if self.vocabulary.is_known_today(target) => return self.record_address(kind, id),
            _ => return None,
        };
        let is_in = |plan: &&Plan| match kind {
            RecordKind::Action => plan.actions.iter().any(|action| action.id.as_str() == id),
            _ => plan.goal(id).is_some(),
        };
        // Only a plan has rows to lead to.
        let has_rows = matches!(self.document(today.edition).spec, Spec::ActionPlan(_));
        let own = plan.filter(|plan| has_rows && *plan == today.edition);
        let plan = own.or_else(|| today.plans.iter().find(is_in).map(|plan| plan.edition))?;
        Some(Address { path: self.path(plan).clone(), fragment: format!("{}-{id}", kind.key()) })
    }

    fn record_address(&self, kind: RecordKind, id: &str) -> Option<Address> {
        let at = |page: &'static str, prefix: &str| {
            Some(Address { path: self.fixed(page), fragment: format!("{prefix}{id}") })
        };
        match kind {
            RecordKind::Role => Some(Address::page(self.role_path(id))),
            RecordKind::Account => at("accounts", ""),
            RecordKind::Term => at("glossary", ""),
            // Some metrics need no definition by the site, and may be named where nothing is counted.
            RecordKind::Metric if !self.has_figures() => None,
            RecordKind::Metric => at("figures", "metric-"),
            RecordKind::Figure => at("figures", "figure-"),
            RecordKind::Population => at("figures", "population-"),
            RecordKind::Value => at("values", ""),
            RecordKind::OrgUnit => at("organisation", ""),
            RecordKind::Action => self
                .plan_of_action(id)
                .map(|plan| Address { path: self.path(plan).clone(), fragment: format!("action-{id}") }),
            RecordKind::Goal => self
                .plan_of_goal(id)
                .map(|plan| Address { path: self.path(plan).clone(), fragment: format!("goal-{id}") }),
            RecordKind::LocalArea | RecordKind::Purpose => None,
        }
    }
}

fn heading_index(body: &Body, fragment: &str) -> Option<usize> {
    body.headings.iter().position(|heading| heading.anchor == fragment)
}

/// Where a copied file stands: below a folder of its own, so that it cannot take a page's address.
pub fn file_path(path: &str) -> OutPath {
    OutPath::new(format!("files/{path}"))
}

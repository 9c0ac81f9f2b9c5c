//! Every output, known before anything is rendered.
//!
//! In: the graph. Out: routes, each with its path. Two routes on one path are an error that `graph` and this module
//! tell together.

mod calendar;

use crate::diag::Diagnostic;
use crate::graph::{Chapter, EditionIndex, Graph};
use crate::model::id::{Id, Kind};
use crate::source::OutPath;

pub use calendar::{CalendarOf, Occasion};

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub path: OutPath,
    pub page: PageKind,
}

/// What a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    Home,
    Document(EditionIndex),
    Chapter(Chapter),
    /// What changed in an edition since the one before it.
    Redline {
        edition: EditionIndex,
        since: EditionIndex,
    },
    Role(Id),
    /// All documents of a kind.
    Hub(Kind),
    Roles,
    /// Channels and audiences, both ways round.
    ChannelAudiences,
    /// Themes and channels with their gaps.
    Coverage,
    Documents,
    /// What is new, by month.
    Changes,
    Accounts,
    Figures,
    AnnualWheel,
    /// The annual wheel of a year, at an address that stays.
    WheelOf(i16),
    Glossary,
    Values,
    Organisation,
    /// All pages in alphabetical order.
    Index,
    /// Levels and cards of the crisis plan on one sheet.
    CrisisSheet,
    /// The same as a file that needs no other.
    CrisisFile,
    Accessibility,
    /// A part of the site without its frame.
    Embed(Embed),
    /// How the parts are shown in other pages.
    Embedding,
    Search,
    NotFound,
    /// What changed, as an Atom feed.
    Feed,
    /// The same as a JSON feed.
    JsonFeed,
    /// Events as a calendar file.
    Calendar(CalendarOf),
    /// A table as a file for a spreadsheet.
    Sheet(SheetOf),
    /// A former address of an edition.
    Moved(EditionIndex),
    /// The address that the edition at the main address keeps when another takes its place there.
    Permanent(EditionIndex),
    /// A version that is kept back, by its index in [`Graph::withheld`].
    Withheld(usize),
}

/// A table that can be kept as a file for a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetOf {
    /// Channels with their audiences.
    ChannelAudiences,
    /// The same the other way round.
    AudienceChannels,
}

impl SheetOf {
    /// Both ways round.
    pub const ALL: [Self; 2] = [Self::ChannelAudiences, Self::AudienceChannels];
}

/// A part of the site that can be shown in a frame on another page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embed {
    ChannelAudiences,
    AnnualWheel,
    Changes,
    /// Actions of the current year.
    Actions,
    /// Whom to reach in a crisis.
    Contacts,
}

impl Embed {
    /// All parts, in the order in which they are listed.
    pub const ALL: [Self; 5] =
        [Self::ChannelAudiences, Self::AnnualWheel, Self::Changes, Self::Actions, Self::Contacts];

    /// Key of the part's word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::ChannelAudiences => "channel_audiences",
            Self::AnnualWheel => "annual_wheel",
            Self::Changes => "changes",
            Self::Actions => "actions",
            Self::Contacts => "contacts",
        }
    }
}

/// The path of the page for addresses that do not exist.
pub const NOT_FOUND: &str = "404.html";

/// The path of the Atom feed.
pub const FEED: &str = "feed.xml";

/// The path of the JSON feed.
pub const JSON_FEED: &str = "feed.json";

/// Kinds that have a page which lists them.
pub const HUBS: &[Kind] = &[
    Kind::Strategy,
    Kind::Policy,
    Kind::ActionPlan,
    Kind::Guideline,
    Kind::Guide,
    Kind::CrisisPlan,
    Kind::ActionCard,
    Kind::Theme,
    Kind::Channel,
    Kind::Audience,
    Kind::Report,
    Kind::Page,
];

/// The routes of a site, sorted by path; and findings about former addresses that are taken.
pub fn plan(graph: &Graph) -> (Vec<Route>, Vec<Diagnostic>) {
    let mut routes = fixed(graph);
    for (index, _) in graph.all() {
        if graph.path(index).as_str() != "index.html" {
            routes.push(Route { path: graph.path(index).clone(), page: PageKind::Document(index) });
        }
        routes.extend(
            graph
                .chapters(index)
                .into_iter()
                .map(|chapter| Route { path: graph.chapter_path(chapter), page: PageKind::Chapter(chapter) }),
        );
    }
    routes.extend(graph.all().filter_map(|(edition, _)| {
        let (path, since) = (graph.redline_path(edition)?, graph.predecessor(edition)?);
        Some(Route { path, page: PageKind::Redline { edition, since } })
    }));
    routes
        .extend(graph.roles().map(|id| Route { path: graph.role_path(id.as_str()), page: PageKind::Role(id.clone()) }));
    routes.sort_by(|a, b| a.path.cmp(&b.path));
    routes.dedup_by(|a, b| a.path == b.path);
    editions(graph, &mut routes);
    let findings = moved(graph, &mut routes);
    (routes, findings)
}

fn fixed(graph: &Graph) -> Vec<Route> {
    let mut routes = vec![
        Route { path: OutPath::new("index.html"), page: PageKind::Home },
        Route { path: OutPath::new(NOT_FOUND), page: PageKind::NotFound },
        Route { path: OutPath::new(FEED), page: PageKind::Feed },
        Route { path: OutPath::new(JSON_FEED), page: PageKind::JsonFeed },
        Route { path: graph.hub("role"), page: PageKind::Roles },
    ];
    let pages = [
        ("search", PageKind::Search),
        ("index", PageKind::Index),
        ("documents", PageKind::Documents),
        ("changes", PageKind::Changes),
        ("accessibility", PageKind::Accessibility),
    ];
    routes.extend(pages.into_iter().map(|(key, page)| Route { path: graph.fixed(key), page }));
    let data = &graph.data;
    let has_channels = graph.of_kind(Kind::Channel).next().is_some();
    let optional = [
        ("channel_audiences", PageKind::ChannelAudiences, graph.strategy().is_some()),
        ("coverage", PageKind::Coverage, !graph.plans.is_empty() && has_channels),
        ("accounts", PageKind::Accounts, !data.accounts.is_empty()),
        ("figures", PageKind::Figures, graph.has_figures()),
        ("annual_wheel", PageKind::AnnualWheel, !data.wheel.is_empty()),
        ("glossary", PageKind::Glossary, !data.glossary.is_empty()),
        ("values", PageKind::Values, !data.values.is_empty()),
        ("organisation", PageKind::Organisation, !data.org_units.is_empty()),
        ("crisis_sheet", PageKind::CrisisSheet, graph.of_kind(Kind::CrisisPlan).next().is_some()),
        ("crisis_file", PageKind::CrisisFile, graph.of_kind(Kind::CrisisPlan).next().is_some()),
    ];
    let present = optional.into_iter().filter(|(_, _, present)| *present);
    routes.extend(present.map(|(key, page, _)| Route { path: page_path(graph, key), page }));
    if graph.strategy().is_some() {
        routes.extend(SheetOf::ALL.map(|of| Route { path: graph.sheet_path(of), page: PageKind::Sheet(of) }));
    }
    let hubs = HUBS.iter().filter(|kind| graph.of_kind(**kind).next().is_some());
    if graph.config.settings.embed.is_some() {
        routes.push(Route { path: graph.hub("embed"), page: PageKind::Embedding });
    }
    routes.extend(
        graph.embeds().into_iter().map(|embed| Route { path: graph.embed_path(embed), page: PageKind::Embed(embed) }),
    );
    routes.extend(
        graph
            .wheel_years()
            .into_iter()
            .map(|year| Route { path: graph.wheel_path(year), page: PageKind::WheelOf(year) }),
    );
    let calendars = graph.calendars().into_iter();
    routes.extend(calendars.map(|of| Route { path: graph.calendar_path(&of), page: PageKind::Calendar(of) }));
    routes.extend(hubs.map(|kind| Route { path: graph.hub(kind.key()), page: PageKind::Hub(*kind) }));
    routes
}

/// The crisis sheet stands with the crisis plan; the other pages at the root.
fn page_path(graph: &Graph, key: &'static str) -> OutPath {
    match key {
        "crisis_sheet" => graph.crisis_sheet(),
        "crisis_file" => graph.crisis_file(),
        key => graph.fixed(key),
    }
}

impl Graph {
    /// The path of the crisis plan on one sheet.
    pub fn crisis_sheet(&self) -> OutPath {
        let lang = self.config.lang();
        OutPath::new(format!("{}/{}.html", lang.address_word("crisis_plan"), lang.address_word("crisis_sheet")))
    }
}

/// The crisis plan as one file, tables as files, and the wheels of years.
impl Graph {
    /// The path of a table as a file.
    pub fn sheet_path(&self, of: SheetOf) -> OutPath {
        let word = match of {
            SheetOf::ChannelAudiences => "channel_audiences",
            SheetOf::AudienceChannels => "audience_channels",
        };
        OutPath::new(format!("{}.csv", self.config.lang().address_word(word)))
    }

    /// The path of the crisis plan as one file.
    pub fn crisis_file(&self) -> OutPath {
        OutPath::new(self.crisis_sheet().as_str().replace(".html", "-offline.html"))
    }

    /// The years that have a wheel: this one, and those of the plans.
    pub fn wheel_years(&self) -> Vec<i16> {
        if self.data.wheel.is_empty() {
            return Vec::new();
        }
        let mut years: Vec<i16> = self.plans.iter().map(|plan| plan.year).collect();
        years.push(self.config.options.today.year());
        years.sort_unstable();
        years.dedup();
        years
    }

    /// The path of a year's wheel.
    pub fn wheel_path(&self, year: i16) -> OutPath {
        OutPath::new(format!("{}/{year}.html", self.config.lang().address_word("annual_wheel")))
    }
}

/// Parts for other pages.
impl Graph {
    /// The parts that have something to show; none where the settings say nothing of embedding.
    pub fn embeds(&self) -> Vec<Embed> {
        let has_actions = || self.actions().any(|own| Some(own.plan.year) == self.current_year());
        let has_data = |embed: &Embed| match embed {
            Embed::ChannelAudiences => self.strategy().is_some(),
            Embed::AnnualWheel => !self.data.wheel.is_empty(),
            Embed::Changes => self.all().any(|(_, edition)| edition.source.document.governance.is_some()),
            Embed::Actions => has_actions(),
            Embed::Contacts => self.of_kind(Kind::CrisisPlan).next().is_some(),
        };
        let wanted = self.config.settings.embed.is_some();
        Embed::ALL.into_iter().filter(|embed| wanted && has_data(embed)).collect()
    }

    /// The path of a part.
    pub fn embed_path(&self, embed: Embed) -> OutPath {
        let lang = self.config.lang();
        OutPath::new(format!("{}/{}.html", lang.address_word("embed"), lang.address_word(embed.word())))
    }
}

/// Adds the permanent addresses of what stands at main addresses, and of what is kept back.
fn editions(graph: &Graph, routes: &mut Vec<Route>) {
    let permanent = graph.all().filter_map(|(index, _)| {
        let path = graph.permanent_path(index).filter(|path| path != graph.path(index))?;
        Some(Route { path, page: PageKind::Permanent(index) })
    });
    let withheld = graph.withheld.iter().enumerate().filter_map(|(at, withheld)| {
        let path = graph.withheld_path(withheld)?;
        Some(Route { path, page: PageKind::Withheld(at) })
    });
    for route in permanent.chain(withheld) {
        if let Err(at) = routes.binary_search_by(|known| known.path.cmp(&route.path)) {
            routes.insert(at, route);
        }
    }
}

/// Adds former addresses, unless something stands there now.
fn moved(graph: &Graph, routes: &mut Vec<Route>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (index, edition) in graph.all().filter(|(_, edition)| edition.slot == crate::select::Slot::Main) {
        let document = &edition.source.document;
        for alias in &document.meta.aliases {
            let path = alias_path(alias);
            match routes.binary_search_by(|route| route.path.cmp(&path)) {
                Ok(_) => findings.push(
                    Diagnostic::error("R06", "alias-taken", &document.file)
                        .at(document.meta.places.of("aliases"))
                        .with("path", path.as_str()),
                ),
                Err(at) => routes.insert(at, Route { path, page: PageKind::Moved(index) }),
            }
        }
    }
    findings
}

/// A former address as a path: without a leading `/`, with an ending, without steps upwards.
fn alias_path(alias: &str) -> OutPath {
    let parts: Vec<&str> = alias.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let path = parts.join("/");
    if path.ends_with(".html") { OutPath::new(path) } else { OutPath::new(format!("{path}.html")) }
}

//! Which folder holds what.

mod misplaced;

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::data;
use crate::model::document::Origin;
use crate::model::id::{DocKey, Id, Kind, RecordKind};
use crate::model::record::Record as _;
use crate::model::shape::Field;
use crate::model::site::Settings;
use crate::source::SourcePath;

/// The folders of a site and the languages it is written in.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The content folder from the site root, `content`.
    pub content: String,
    pub lang: Lang,
    /// Renamed folders: the site's name, and the standard one.
    folders: BTreeMap<String, String>,
}

/// What a source is, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Document {
        kind: Kind,
        origin: Origin,
    },
    Data(Table),
    Settings,
    /// One of the records that a frozen copy shows; read with the others of its copy.
    Own,
    Unknown,
}

/// Where a record of a frozen copy stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPlace {
    /// The copy that shows it, `content/editions/strategy/some/2.0.md`.
    pub copy: SourcePath,
    /// Where it would stand in the content folder, `content/data/roles.yaml`.
    pub inside: SourcePath,
}

/// What a data file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Roles,
    OrgUnits,
    Accounts,
    Metrics,
    Figures,
    Populations,
    Values,
    LocalAreas,
    Glossary,
    Wheel,
    Measurements,
    Goals,
    Actions,
}

impl Table {
    /// The kind of the records, where they are named by ids.
    pub fn kind(self) -> Option<RecordKind> {
        let kind = match self {
            Self::Roles => RecordKind::Role,
            Self::OrgUnits => RecordKind::OrgUnit,
            Self::Accounts => RecordKind::Account,
            Self::Metrics => RecordKind::Metric,
            Self::Figures => RecordKind::Figure,
            Self::Populations => RecordKind::Population,
            Self::Values => RecordKind::Value,
            Self::LocalAreas => RecordKind::LocalArea,
            Self::Goals => RecordKind::Goal,
            Self::Actions => RecordKind::Action,
            Self::Glossary | Self::Wheel | Self::Measurements => return None,
        };
        Some(kind)
    }
}

const FOLDERS: &[(&str, Kind)] = &[
    ("strategies", Kind::Strategy),
    ("plans", Kind::ActionPlan),
    ("guidelines", Kind::Guideline),
    ("crisis", Kind::CrisisPlan),
    ("themes", Kind::Theme),
    ("channels", Kind::Channel),
    ("audiences", Kind::Audience),
    ("reports", Kind::Report),
    ("pages", Kind::Page),
];

const TABLES: &[(&str, Table)] = &[
    ("roles", Table::Roles),
    ("org_units", Table::OrgUnits),
    ("accounts", Table::Accounts),
    ("metrics", Table::Metrics),
    ("figures", Table::Figures),
    ("populations", Table::Populations),
    ("values", Table::Values),
    ("local_areas", Table::LocalAreas),
    ("glossary", Table::Glossary),
    ("wheel", Table::Wheel),
    ("measurements", Table::Measurements),
];

impl Layout {
    /// The layout that the settings describe.
    pub fn new(content: &str, settings: Option<&Settings>) -> Self {
        let folders = settings.map(|settings| settings.folders.0.iter()).into_iter().flatten();
        Self {
            content: content.to_owned(),
            lang: settings.map_or(Lang::default(), |settings| settings.language),
            folders: folders.map(|(own, name)| (own.nfc().collect(), name.value.as_str().to_owned())).collect(),
        }
    }

    /// The standard name of the folder that documents of a kind stand in.
    pub fn folder_for(kind: Kind) -> &'static str {
        let shared = match kind {
            Kind::Policy => Kind::Strategy,
            Kind::Guide => Kind::Guideline,
            Kind::ActionCard => Kind::CrisisPlan,
            own => own,
        };
        FOLDERS.iter().find(|(_, kind)| *kind == shared).map_or("pages", |(name, _)| name)
    }

    /// The kind of documents in a folder of a standard name that do not say their kind.
    pub fn kind_of_folder(name: &str) -> Option<Kind> {
        find(FOLDERS, name)
    }

    /// The standard names of the folders that documents stand in.
    pub fn folder_names() -> impl Iterator<Item = &'static str> {
        FOLDERS.iter().map(|(name, _)| *name)
    }

    /// What a source is.
    pub fn place(&self, path: &SourcePath) -> Place {
        let inside = path.as_str().strip_prefix(self.content.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let Some(inside) = inside else { return Place::Unknown };
        // macOS names files in NFD, and settings are typed in NFC.
        let inside: String = inside.nfc().collect();
        let parts: Vec<&str> = inside.split('/').collect();
        match (parts.as_slice(), path.ending().as_str()) {
            (["site.yaml"], _) => Place::Settings,
            (["index.md"], _) => Place::Document { kind: Kind::Page, origin: Origin::WorkTree },
            // A kind that there is no more is read as a page, so that what was adopted can still be found.
            (["editions", kind, _, _], "md") => {
                Place::Document { kind: Kind::from_key(kind).unwrap_or(Kind::Page), origin: Origin::Frozen }
            }
            (["editions", _, _, _, _, ..], _) => Place::Own,
            (["data", _], "yaml" | "yml" | "csv") => find(TABLES, path.stem()).map_or(Place::Unknown, Place::Data),
            ([folder, .., name], "yaml" | "yml" | "csv") if self.standard(folder) == "plans" => plan_table(name),
            ([folder, _, ..], "md") => match find(FOLDERS, self.standard(folder)) {
                Some(kind) => Place::Document { kind, origin: Origin::WorkTree },
                None => Place::Unknown,
            },
            _ => Place::Unknown,
        }
    }

    /// Where a record of a frozen copy stands; nothing for all other sources.
    pub fn own_place(&self, path: &SourcePath) -> Option<OwnPlace> {
        let inside = path.as_str().strip_prefix(self.content.as_str())?.strip_prefix("/editions/")?;
        let end = inside.match_indices('/').nth(2).map(|(at, _)| at)?;
        let (version, inside) = (&inside[..end], &inside[end + 1..]);
        Some(OwnPlace {
            copy: SourcePath::new(format!("{}/editions/{version}.md", self.content)),
            inside: SourcePath::new(format!("{}/{inside}", self.content)),
        })
    }

    /// Whether a source belongs to an adopted version: a frozen copy, or one of the records it shows.
    pub fn is_of_edition(&self, path: &SourcePath) -> bool {
        let inside = path.as_str().strip_prefix(self.content.as_str());
        inside.is_some_and(|inside| inside.starts_with("/editions/"))
    }

    /// The name that a document has by its file, before anything in it is read.
    pub fn document_key(&self, path: &SourcePath) -> Option<DocKey> {
        match self.place(path) {
            Place::Document { kind, origin: Origin::WorkTree } => {
                Some(DocKey { kind, id: Id::from_text(path.stem(), self.lang) })
            }
            _ => None,
        }
    }

    /// The path of a source below the content folder, with the standard name of its folder, by which it is found
    /// whatever the site calls its folders later.
    pub fn standard_path(&self, path: &SourcePath) -> Option<String> {
        let inside = path.as_str().strip_prefix(self.content.as_str())?.strip_prefix('/')?;
        let (folder, rest) = inside.split_once('/')?;
        let composed: String = folder.nfc().collect();
        Some(format!("{}/{rest}", self.standard(&composed)))
    }

    fn standard<'a>(&'a self, folder: &'a str) -> &'a str {
        self.folders.get(folder).map_or(folder, String::as_str)
    }

    /// The finding that a source stands where nothing is expected.
    pub(super) fn misplaced(&self, path: &SourcePath) -> Diagnostic {
        misplaced::finding(path, self.inside(path))
    }

    /// The path below the content folder.
    fn inside<'a>(&self, path: &'a SourcePath) -> &'a str {
        let rest = path.as_str().strip_prefix(self.content.as_str()).and_then(|rest| rest.strip_prefix('/'));
        rest.unwrap_or(path.as_str())
    }
}

impl Table {
    /// Every table and the name of its file: in `data/`, or of the part behind a plan's name.
    pub fn all() -> impl Iterator<Item = (&'static str, Self)> {
        TABLES.iter().copied().chain([("goals", Self::Goals), ("actions", Self::Actions)])
    }

    /// What can be written in a record of the table.
    pub fn fields(self) -> Vec<Field> {
        match self {
            Self::Roles => data::Role::fields(),
            Self::OrgUnits => data::OrgUnit::fields(),
            Self::Accounts => data::Account::fields(),
            Self::Metrics => data::Metric::fields(),
            Self::Figures => data::Figure::fields(),
            Self::Populations => data::Population::fields(),
            Self::Values => data::Value::fields(),
            Self::LocalAreas => data::LocalArea::fields(),
            Self::Glossary => data::Term::fields(),
            Self::Wheel => data::WheelItem::fields(),
            Self::Measurements => data::Measurement::fields(),
            Self::Goals => data::Goal::fields(),
            Self::Actions => data::Action::fields(),
        }
    }
}

fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

/// `2026.actions.csv` and `2026.goals.yaml`.
fn plan_table(name: &str) -> Place {
    match name.rsplit('.').nth(1) {
        Some("actions") => Place::Data(Table::Actions),
        Some("goals") => Place::Data(Table::Goals),
        _ => Place::Unknown,
    }
}

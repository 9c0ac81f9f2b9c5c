//! The templates that the program carries.
//!
//! In: files at compile time. Out: their names and texts by language. A test holds the list against the folders.

use std::collections::BTreeMap;

use crate::lang::{Lang, Tables};

/// The words for the names of files.
pub(super) const NAMES: &str = "names.yaml";

/// Templates as pairs of name and text.
type Templates = &'static [(&'static str, &'static str)];

macro_rules! folder {
    ($lang:literal $($name:literal)*) => {
        &[$(($name, include_str!(concat!("templates/", $lang, "/", $name)))),*]
    };
}

macro_rules! templates {
    ($($name:literal)*) => {
        /// In the order of [`Lang::ALL`].
        static TEMPLATES: [Templates; Lang::ALL.len()] = [
            folder!("da" $($name)*),
            folder!("sv" $($name)*),
            folder!("nb" $($name)*),
            folder!("nn" $($name)*),
            folder!("en" $($name)*),
        ];
    };
}

templates! {
    "audiences/employees.md"
    "audiences/residents.md"
    "audiences/young.md"
    "channels/facebook.md"
    "channels/intranet.md"
    "channels/website.md"
    "crisis/crisis-plan.md"
    "crisis/first-hour.md"
    "crisis/management.md"
    "data/accounts.yaml"
    "data/glossary.yaml"
    "data/measurements.csv"
    "data/metrics.yaml"
    "data/org_units.yaml"
    "data/roles.yaml"
    "data/values.yaml"
    "data/wheel.csv"
    "guidelines/accessible-posts.md"
    "guidelines/answering-comments.md"
    "guidelines/images.md"
    "guidelines/moderation.md"
    "guidelines/private-profiles.md"
    "index.md"
    "names.yaml"
    "pages/checklist.md"
    "pages/getting-started.md"
    "plans/year.actions.yaml"
    "plans/year.goals.yaml"
    "plans/year.md"
    "site.yaml"
    "strategies/communication.md"
    "themes/climate.md"
    "themes/everyday.md"
}

static NAME_TABLES: Tables = Tables::new([
    include_str!("templates/da/names.yaml"),
    include_str!("templates/sv/names.yaml"),
    include_str!("templates/nb/names.yaml"),
    include_str!("templates/nn/names.yaml"),
    include_str!("templates/en/names.yaml"),
]);

pub(super) const GITHUB: &str = include_str!("templates/ci/github.yml");
pub(super) const GITLAB: &str = include_str!("templates/ci/gitlab.yml");
pub(super) const AZURE: &str = include_str!("templates/ci/azure.yml");

/// The templates of a language.
pub(super) fn of(lang: Lang) -> Templates {
    TEMPLATES[lang as usize]
}

/// The language's own names of files, and remarks in pipelines.
pub(super) fn names(lang: Lang) -> &'static BTreeMap<String, String> {
    NAME_TABLES.of(lang)
}

//! A new site, and a new document: what stands in their files.
//!
//! In: a language, names, the day; for a document its kind and title. Out: paths and texts. The templates lie in
//! `init/templates`, one folder for each language. In them `{{title}}`, `{{municipality}}`, `{{language}}` and the days and
//! years below stand for what is the site's own; in a file's name a word of `names.yaml` stands for the language's own.
//! Nothing is read or written here.

mod document;
mod name;
mod specimen;
mod templates;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::lang::Lang;
use crate::schema::{Editing, editing};

pub use document::{NewDocument, document, folder_of, kind_named};
pub use name::SiteName;
pub use specimen::{SPECIMEN, specimen};

/// What a new site is to be.
#[derive(Clone, Debug)]
pub struct NewSite {
    pub lang: Lang,
    pub title: SiteName,
    pub municipality: SiteName,
    /// The day on which the site is made; the plan is of its year.
    pub today: Date,
    /// Where proposals are checked and the site is published, if anywhere.
    pub host: Option<Host>,
}

/// A code host with a pipeline of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    Github,
    Gitlab,
    Azure,
}

/// Name of the content folder in a new site.
const CONTENT: &str = "content";

/// What git is to leave out: the built site, and what the program remembers.
const IGNORED: &str = "public/\n.rettesnor/\n";

/// The files of a new site: paths from its folder, and texts.
pub fn files(site: &NewSite) -> BTreeMap<String, String> {
    let values = values(site);
    let content = templates::of(site.lang).iter().filter(|(name, _)| *name != templates::NAMES);
    let content = content.map(|(name, text)| (format!("{CONTENT}/{}", path(name, &values)), fill(text, &values)));
    let editor = editing(&Editing { content: CONTENT.to_owned(), plans: vec!["plans".to_owned()] });
    let pipeline = site.host.map(|host| pipeline(host, &values));
    let ignored = [(".gitignore".to_owned(), IGNORED.to_owned())];
    content.chain(editor).chain(pipeline).chain(ignored).collect()
}

/// What the placeholders stand for.
///
/// A deadline is three months ahead, but within the year of the plan; the exercise is half a year ahead.
fn values(site: &NewSite) -> BTreeMap<String, String> {
    let (today, year) = (site.today, site.today.year());
    let year_end = date(year, 12, 31);
    let after = |months: i32| today.saturating_add(months.months());
    let own = [
        ("title", site.title.to_string()),
        ("municipality", site.municipality.to_string()),
        ("language", site.lang.code().to_owned()),
        ("today", today.to_string()),
        ("year", year.to_string()),
        ("year_start", date(year, 1, 1).to_string()),
        ("year_end", year_end.to_string()),
        ("deadline", after(3).min(year_end).to_string()),
        ("exercise", after(6).to_string()),
    ];
    let mut values = templates::names(site.lang).clone();
    values.extend(own.map(|(name, value)| (name.to_owned(), value)));
    values
}

/// Every `{{name}}` of a known name replaced by its value.
fn fill(text: &str, values: &BTreeMap<String, String>) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}

/// A template's path with the language's own name for the file: `plans/year.goals.yaml` as `plans/2026.goals.yaml`.
fn path(template: &str, values: &BTreeMap<String, String>) -> String {
    let (folder, file) = template.rsplit_once('/').map_or(("", template), |(folder, file)| (folder, file));
    let (stem, ending) = file.split_once('.').unwrap_or((file, ""));
    let stem = values.get(stem).map_or(stem, String::as_str);
    if folder.is_empty() { format!("{stem}.{ending}") } else { format!("{folder}/{stem}.{ending}") }
}

fn pipeline(host: Host, values: &BTreeMap<String, String>) -> (String, String) {
    let (path, text) = match host {
        Host::Github => (".github/workflows/rettesnor.yml", templates::GITHUB),
        Host::Gitlab => (".gitlab-ci.yml", templates::GITLAB),
        Host::Azure => ("azure-pipelines.yml", templates::AZURE),
    };
    (path.to_owned(), fill(text, values))
}

//! What the content must satisfy: one rule, one file, which is also the rule's documentation.
//!
//! In: everything that was read, also what `access` and `status` hide, and the vocabulary. Out: findings. A rule
//! changes nothing and reads no file. [`file()`] looks at one file by itself, and its outcome may be remembered;
//! [`document`] looks at one document among the others and may run in parallel with itself; [`site`] looks at what
//! belongs to no single document; [`settle`] does with the findings what the site and its authors want.

mod acceptance;
mod c01_references;
mod c02_plan_chain;
mod c03_coverage;
mod c04_governance;
mod c05_figures;
mod c06_personal_data;
mod c07_responsibility;
mod c08_double_publishing;
mod c09_accessibility;
mod c10_output;
mod c11_editions;
mod c12_commitments;
mod c13_time_words;
mod c14_crisis_plan;
mod c15_plain_language;
mod c16_terms;
mod c17_election;
mod c18_orphans;
mod c19_translations;
mod c20_balance;
mod explanation;
mod plans;
mod prose;
mod r06_duplicates;
mod r07_settings;
mod reading;
mod rule;
mod settle;

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Span;
use jiff::civil::Date;

use crate::config::Config;
use crate::diag::Diagnostic;
use crate::history::History;
use crate::lang::Lang;
use crate::link::Links;
use crate::model::data::Data;
use crate::parse::DocumentSource;
use crate::select::Edition;
use crate::source::{SourcePath, StaticFile};
use crate::vocabulary::Vocabulary;

pub use explanation::{Explanation, explanation, rule};
pub use prose::Prose;
pub use reading::{READING, Reading, reading};
pub use rule::{Default, Examples, File, Frozen, Parameter, Rule};
pub use settle::settle;

/// All rules, in the order of their codes.
pub const RULES: &[&Rule] = &[
    &c01_references::RULE,
    &c02_plan_chain::RULE,
    &c03_coverage::RULE,
    &c04_governance::RULE,
    &c05_figures::RULE,
    &c06_personal_data::RULE,
    &c07_responsibility::RULE,
    &c08_double_publishing::RULE,
    &c09_accessibility::RULE,
    &c10_output::RULE,
    &c11_editions::RULE,
    &c12_commitments::RULE,
    &c13_time_words::RULE,
    &c14_crisis_plan::RULE,
    &c15_plain_language::RULE,
    &c16_terms::RULE,
    &c17_election::RULE,
    &c18_orphans::RULE,
    &c19_translations::RULE,
    &c20_balance::RULE,
];

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Every document that could be read: work tree and frozen copies, hidden ones too.
    pub sources: &'a [Arc<DocumentSource>],
    pub data: &'a Data,
    pub vocabulary: &'a Vocabulary,
    /// The editions that are shown, and what their references name, in the same order.
    pub editions: &'a [Edition],
    pub links: &'a [Arc<Links>],
    /// The files that are copied as they are.
    pub statics: &'a [StaticFile],
    pub config: &'a Config,
    /// The content folder from the site root, `content`.
    pub content: &'a str,
    /// What git tells of the past, where there is git.
    pub history: Option<&'a History>,
    /// What git has for versions where the files of today have other bytes, sorted by the file.
    pub witnesses: &'a [Witnessed],
    /// Documents that were adopted and whose files were removed since.
    pub removed: &'a [crate::model::id::DocKey],
}

/// What git has for an adopted version, beside a file of today with other bytes.
#[derive(Clone, Debug)]
pub struct Witnessed {
    /// The file of today: the document itself, or a frozen copy of the version.
    pub file: SourcePath,
    pub text: Arc<DocumentSource>,
    /// The day of the commit that adopted it.
    pub date: Date,
    /// The first digits of that commit.
    pub commit: String,
}

impl Context<'_> {
    /// The file of the settings.
    fn settings_file(&self) -> SourcePath {
        SourcePath::new(format!("{}/site.yaml", self.content))
    }

    /// The language of messages.
    fn lang(&self) -> Lang {
        self.config.options.lang.unwrap_or(self.config.lang())
    }

    /// A day in words of the language of messages.
    fn day(&self, day: Date) -> String {
        self.lang().date(day)
    }

    /// The day a number of days from today.
    fn after_today(&self, days: f64) -> Date {
        let span = Span::new().try_days(days as i64).ok();
        span.and_then(|span| self.config.options.today.checked_add(span).ok()).unwrap_or(Date::MAX)
    }

    /// The day a number of months before today.
    fn months_ago(&self, months: f64) -> Date {
        let span = Span::new().try_months(months as i64).ok();
        span.and_then(|span| self.config.options.today.checked_sub(span).ok()).unwrap_or(Date::MIN)
    }
}

/// The files in which somebody is named by number, of what the rules find in files.
pub fn personal_data(findings: &[Diagnostic]) -> BTreeSet<SourcePath> {
    c06_personal_data::people(findings)
}

/// Telephone numbers that the site makes public, for [`File`]: without country code and blanks.
pub fn public_numbers(config: &Config, data: &Data) -> BTreeSet<String> {
    c06_personal_data::public_numbers(config, data)
}

/// Findings about one file by itself: a function of the file and the settings.
pub fn file(file: &File<'_>, config: &Config) -> Vec<Diagnostic> {
    let looks = RULES.iter().filter_map(|rule| rule.in_file);
    let mut findings: Vec<_> = looks.flat_map(|look| look(file, config)).collect();
    findings.extend(prose::look(file, config));
    findings
}

/// Findings about one document among all others.
///
/// They are kept as long as the document is the same, and of the others all but their running text: what depends on
/// the text of another document (who mentions whom, say) belongs to [`site`].
pub fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let looks = RULES.iter().filter_map(|rule| rule.in_document);
    let mut findings: Vec<_> = looks.flat_map(|look| look(source, context)).collect();
    findings.extend(r06_duplicates::document(source, context));
    findings.extend(r07_settings::document(source, context));
    findings
}

/// Findings about the site as a whole, the data files and the settings.
pub fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let looks = RULES.iter().filter_map(|rule| rule.in_site);
    let mut findings: Vec<_> = looks.flat_map(|look| look(context)).collect();
    findings.extend(r06_duplicates::site(context));
    findings.extend(r07_settings::site(context));
    findings
}

#[cfg(test)]
mod tests;

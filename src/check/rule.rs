//! What a rule is: its code, its settings, and where it looks.
//!
//! A rule is a constant of this type in a file of its own. Its explanation stands in `explanations/*.yaml` under its
//! code, its examples in `examples/`: one in which it finds nothing, and one with carets under all that it finds.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::check::Context;
use crate::check::prose::Prose;
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::model::scalar::{parse_date, parse_number};
use crate::model::site::Setting;
use crate::parse::{Content, DocumentSource};
use crate::source::SourcePath;

/// A rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Identifier, as `C01`.
    pub code: &'static str,
    /// What `site.yaml` can set beside the severity.
    pub parameters: &'static [Parameter],
    /// What becomes of findings about frozen editions.
    pub frozen: Frozen,
    pub examples: Examples,
    /// Looks at one file by itself; the outcome is remembered until the file or the settings change.
    pub in_file: Option<InFile>,
    /// Looks at the words of one document that is being worked with; remembered likewise.
    pub in_prose: Option<InProse>,
    /// Looks at one document among all others.
    pub in_document: Option<InDocument>,
    /// Looks at the site as a whole, and at the data files.
    pub in_site: Option<InSite>,
}

/// A look at one file by itself.
pub type InFile = fn(&File<'_>, &Config) -> Vec<Diagnostic>;
/// A look at the words of one document.
pub type InProse = fn(&Prose<'_>, &Config) -> Vec<Diagnostic>;
/// A look at one document among all others.
pub type InDocument = fn(&DocumentSource, &Context<'_>) -> Vec<Diagnostic>;
/// A look at the site as a whole.
pub type InSite = fn(&Context<'_>) -> Vec<Diagnostic>;

/// What becomes of findings about frozen editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frozen {
    /// They are notes: what was adopted is not rewritten.
    Notes,
    /// They are as grave as in any other file.
    AsGrave,
}

/// Files in the language of the tests' fixtures.
#[derive(Clone, Copy, Debug)]
pub struct Examples {
    /// Nothing is found.
    pub passing: &'static str,
    /// What is found has carets under it.
    pub failing: &'static str,
}

/// A file that was read.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    pub path: &'a SourcePath,
    /// The whole text, into which places point.
    pub text: &'a str,
    pub content: &'a Content,
    /// Telephone numbers that the settings and the roles make public; see [`crate::check::public_numbers`].
    pub public_numbers: &'a BTreeSet<String>,
}

impl<'a> File<'a> {
    /// The document that the file is, if it is one.
    pub fn document(&self) -> Option<&'a DocumentSource> {
        match self.content {
            Content::Document(source) => Some(source),
            Content::Data(_) | Content::Nothing => None,
        }
    }
}

impl Rule {
    /// A rule that looks nowhere yet, to be filled in.
    pub(super) const fn new(code: &'static str, examples: Examples) -> Self {
        Self {
            code,
            parameters: &[],
            frozen: Frozen::Notes,
            examples,
            in_file: None,
            in_prose: None,
            in_document: None,
            in_site: None,
        }
    }
}

/// Something about a rule that `site.yaml` can set: `checks: {C04: {days_ahead: 30}}`.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub code: &'static str,
    pub name: &'static str,
    pub default: Default,
}

/// What a parameter is, and what holds without a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    Number(f64),
    /// A day, which has no default of its own.
    Day,
    /// Words parted by commas, to which the site adds its own.
    Words,
}

impl Parameter {
    /// A number that a rule compares with.
    pub(super) const fn number(code: &'static str, name: &'static str, default: f64) -> Self {
        Self { code, name, default: Default::Number(default) }
    }

    /// A day that a rule needs.
    pub(super) const fn day(code: &'static str, name: &'static str) -> Self {
        Self { code, name, default: Default::Day }
    }

    /// Words that a rule looks for, or passes over.
    pub(super) const fn words(code: &'static str, name: &'static str) -> Self {
        Self { code, name, default: Default::Words }
    }

    /// The number that holds on this site; zero for what is no number.
    pub(super) fn as_number(&self, config: &Config) -> f64 {
        let default = if let Default::Number(number) = self.default { number } else { 0.0 };
        self.setting(config).and_then(parse_number).unwrap_or(default)
    }

    /// The day that the site gives.
    pub(super) fn as_day(&self, config: &Config) -> Option<Date> {
        self.setting(config).and_then(|text| parse_date(text.trim()))
    }

    /// The words that the site gives.
    pub(super) fn as_words<'a>(&self, config: &'a Config) -> Vec<&'a str> {
        let words = self.setting(config).unwrap_or_default().split(',');
        words.map(str::trim).filter(|word| !word.is_empty()).collect()
    }

    /// Whether a setting can be read as what the parameter is.
    pub(super) fn takes(&self, setting: &str) -> bool {
        match self.default {
            Default::Number(_) => parse_number(setting).is_some(),
            Default::Day => parse_date(setting.trim()).is_some(),
            Default::Words => true,
        }
    }

    fn setting<'a>(&self, config: &'a Config) -> Option<&'a str> {
        match config.settings.checks.0.get(self.code).map(|keyed| &keyed.value) {
            Some(Setting::Words(words)) => words.get(self.name).map(crate::model::scalar::Text::as_str),
            _ => None,
        }
    }
}

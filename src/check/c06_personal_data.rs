//! C06: nobody is named by number, private telephone or private address.
//!
//! **What.** Danish CPR numbers with a date that exists (no modulus test: since 2007 numbers without it are given
//! out), Swedish personal and co-ordination numbers whose check digit fits, Norwegian ones whose two check digits
//! fit, anywhere in a file: the block between the `---` lines, text, text alternatives, data files, frozen editions.
//! Telephone numbers that neither `public_numbers` nor a role gives, e-mail addresses of a person or of another
//! house. In the pictures of `static/` the place where they were taken and the names of people.
//!
//! **Why.** A number that names a person must not be published (databeskyttelsesloven § 11, GDPR article 87), and what
//! has once been on a site is copied by others. A role's mailbox outlives the person who has it today.
//!
//! **Mend.** Take it out. Where it has to stand (a named candidate's address, say), `allow_personal_data` in the
//! document says which kind, under which heading or field, and why; never the number itself.

mod allowed;
mod groups;
mod identity;
mod mail;
mod phones;
mod pictures;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{Context, Examples, File, Frozen, Parameter, Rule};
use crate::config::{Config, Profile};
use crate::diag::{Diagnostic, Severity, masked};
use crate::lang::Lang;
use crate::model::data::Data;
use crate::model::document::{Access, PersonalDataKind};
use crate::parse::Content;
use crate::source::{SourcePath, Span};
use groups::Groups;

#[cfg(test)]
pub(super) use pictures::findings as pictures_of;

const CODE: &str = "C06";

/// Names of mailboxes that are no person's, beside those that are known.
const MAILBOXES: Parameter = Parameter::words(CODE, "mailboxes");

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_file: Some(file),
    in_site: Some(site),
    parameters: &[MAILBOXES],
    frozen: Frozen::AsGrave,
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c06.passing.txt"),
            failing: include_str!("examples/c06.failing.txt"),
        },
    )
};

/// Something that names a person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Hit {
    kind: PersonalDataKind,
    range: Range<usize>,
    certainty: Certainty,
}

/// Whether a number can hardly be anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Certainty {
    Certain,
    Likely,
}

/// Telephone numbers that the settings and the roles make public, without country code and blanks.
pub(super) fn public_numbers(config: &Config, data: &Data) -> BTreeSet<String> {
    let own = config.settings.public_numbers.iter();
    let roles = data.roles.iter().filter_map(|filed| filed.record.phone_main.as_ref());
    own.chain(roles).map(|number| phones::national(number)).collect()
}

/// The files in which somebody is named by number, beyond doubt.
pub(super) fn people(findings: &[Diagnostic]) -> BTreeSet<SourcePath> {
    let is_number = |finding: &&Diagnostic| finding.code == CODE && finding.hint == Some("hint-personal-number");
    let numbers = findings.iter().filter(is_number).filter(|finding| finding.severity == Severity::Error);
    numbers.map(|finding| finding.file.clone()).collect()
}

/// Findings about one file.
fn file(file: &File<'_>, config: &Config) -> Vec<Diagnostic> {
    let lang = file.document().map_or(config.lang(), |source| source.document.lang);
    let mut hits = numbers(file, lang);
    hits.extend(mail::hits(file.text, config));
    let (hits, mut findings) = allowed::take_away(hits, file);
    findings.extend(hits.into_iter().map(|hit| finding(&hit, file, config)));
    findings
}

/// Numbers of people and telephones in a file.
fn numbers(file: &File<'_>, lang: Lang) -> Vec<Hit> {
    let groups = Groups::of(file.text);
    let counts = holds_counts(file.content);
    let mut hits = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let found = identity::at(&groups, at, lang).or_else(|| phones::at(&groups, at, lang, file.public_numbers));
        let Some((found, used)) = found else {
            at += 1;
            continue;
        };
        at += used;
        // Among raw counts a bare number is a count.
        let is_count = counts && found.as_ref().is_some_and(|hit| hit.certainty == Certainty::Likely);
        hits.extend(found.filter(|_| !is_count));
    }
    hits
}

fn holds_counts(content: &Content) -> bool {
    matches!(content, Content::Data(data) if !data.measurements.is_empty())
}

fn finding(hit: &Hit, file: &File<'_>, config: &Config) -> Diagnostic {
    use PersonalDataKind as K;
    let is_public = config.options.profile == Profile::Public && may_be_public(file);
    let (key, hint) = match hit.kind {
        K::Cpr => ("cpr-number", "hint-personal-number"),
        K::Personnummer => ("personnummer", "hint-personal-number"),
        K::Fodselsnummer => ("fodselsnummer", "hint-personal-number"),
        K::Phone => ("private-phone", "hint-private-phone"),
        K::Email => ("private-email", "hint-private-email"),
    };
    let shown = masked(&file.text[hit.range.clone()]);
    let mut finding = Diagnostic::warning(CODE, key, file.path).at(Span::new(hit.range.start, hit.range.end));
    if hit.certainty == Certainty::Certain && !matches!(hit.kind, K::Phone | K::Email) || is_public {
        finding.severity = Severity::Error;
    }
    finding.with("shown", shown).with("kind", hit.kind.key()).hint(hint).secret()
}

/// Whether what stands in a file may come into the public site. Data files and settings are shown on many pages.
fn may_be_public(file: &File<'_>) -> bool {
    file.document().is_none_or(|source| source.document.meta.access == Some(Access::Public))
}

/// Findings about pictures.
fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    context.statics.iter().flat_map(|file| pictures::findings(file, context.config)).collect()
}

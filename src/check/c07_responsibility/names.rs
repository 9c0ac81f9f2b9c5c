//! Persons' names where a role is expected.
//!
//! Two to four words, each with one capital in front, are taken for a name, unless one of them is known: it stands in
//! the name of the municipality, of a unit or of a role, or it is a word for a body or an office. A title before the
//! name does not make it a role. The name itself is not repeated in the message.

use std::collections::BTreeSet;

use crate::check::Context;
use crate::check::c07_responsibility::CODE;
use crate::check::plans::PlanSheet;
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::data::Filed;
use crate::model::document::Status;
use crate::model::id::{Ref, to};
use crate::source::SourcePath;

/// Endings of words for bodies and offices in the five languages.
const BODIES: &[&str] = &[
    "region",
    "regionen",
    "skole",
    "skolen",
    "ministerium",
    "ministeriet",
    "departementet",
    "råd",
    "rådet",
    "udvalg",
    "udvalget",
    "utvalg",
    "utvalget",
    "utval",
    "utvalet",
    "utskott",
    "utskottet",
    "nämnd",
    "nämnden",
    "nemnd",
    "nemnda",
    "styrelse",
    "styrelsen",
    "styre",
    "styret",
    "direktion",
    "direktionen",
    "ledelse",
    "ledelsen",
    "ledning",
    "ledningen",
    "forvaltning",
    "forvaltningen",
    "förvaltning",
    "förvaltningen",
    "afdeling",
    "afdelingen",
    "avdeling",
    "avdelingen",
    "avdelning",
    "avdelningen",
    "sekretariat",
    "sekretariatet",
    "kommune",
    "kommunen",
    "kommun",
    "fullmäktige",
    "formannskap",
    "formannskapet",
    "formannskapen",
    "gruppe",
    "gruppen",
    "grupp",
    "team",
    "center",
    "centret",
    "centeret",
    "kontor",
    "kontoret",
    "council",
    "committee",
    "board",
    "department",
    "office",
    "service",
    "group",
    "management",
    "commission",
    "kommission",
    "stab",
    "staben",
];

/// Titles that stand before a name.
const TITLES: &[&str] = &[
    "borgmester",
    "direktør",
    "kommunaldirektør",
    "kommunikationschef",
    "chef",
    "ordfører",
    "ordførar",
    "rådmann",
    "kommunedirektør",
    "kommundirektör",
    "kommunalråd",
    "ordförande",
    "kommunchef",
    "mayor",
    "director",
    "konsulent",
];

/// Findings about the fields in which a role or words may stand.
pub(super) fn look(context: &Context<'_>, sheets: &[PlanSheet<'_>]) -> Vec<Diagnostic> {
    let known = known_words(context);
    let mut findings = Vec::new();
    let mut look_at = |reference: Option<&Ref<to::RoleOrWords>>, file: &SourcePath, title: &str| {
        if let Some(reference) = reference.filter(|reference| is_name(reference.id(), &known)) {
            let finding = Diagnostic::warning(CODE, "name-for-role", file).at(reference.span);
            findings.push(finding.with("title", title).hint("hint-name-for-role"));
        }
    };
    for document in context.work_tree().filter(|document| document.status() != Some(Status::Repealed)) {
        let adopted_by = document.governance.as_ref().and_then(|own| own.adopted_by.as_ref());
        look_at(adopted_by, &document.file, &document.meta.title);
    }
    for action in sheets.iter().flat_map(|sheet| &sheet.actions) {
        look_at(action.record.commissioned_by.as_ref(), action.file, &action.record.title);
    }
    findings
}

/// Notes about roles that seem to be called after a person, or to be made up of persons. English titles have capitals
/// throughout, so that nothing can be told of them.
pub(super) fn in_roles(context: &Context<'_>) -> Vec<Diagnostic> {
    if context.config.lang() == Lang::En {
        return Vec::new();
    }
    let units = context.data.org_units.iter().map(|filed| filed.record.title.as_str());
    let known = words_of(units.chain([context.config.settings.municipality.as_str()]));
    let mut findings = Vec::new();
    for Filed { file, record } in &context.data.roles {
        let told =
            |key, field| Diagnostic::info(CODE, key, file).at(record.places.of(field)).with("id", record.id.as_str());
        if is_name(&record.title, &known) {
            findings.push(told("role-called-after-person", "title").hint("hint-name-for-role"));
        }
        if record.group_members.iter().any(|member| is_name(member, &known)) {
            findings.push(told("group-of-persons", "group_members").hint("hint-group-of-persons"));
        }
    }
    findings
}

fn words_of<'a>(titles: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    titles.flat_map(str::split_whitespace).map(str::to_lowercase).collect()
}

/// The words of the municipality's name, of units and of roles.
fn known_words(context: &Context<'_>) -> BTreeSet<String> {
    let data = context.data;
    let units = data.org_units.iter().map(|filed| filed.record.title.as_str());
    let roles = data.roles.iter().map(|filed| filed.record.title.as_str());
    words_of(units.chain(roles).chain([context.config.settings.municipality.as_str()]))
}

/// Whether words look like a person's name, whatever is known of units and roles.
pub(in crate::check) fn is_persons_name(words: &str) -> bool {
    is_name(words, &BTreeSet::new())
}

fn is_name(words: &str, known: &BTreeSet<String>) -> bool {
    let lower = words.to_lowercase();
    let mut parts: Vec<(&str, &str)> = words.split_whitespace().zip(lower.split_whitespace()).collect();
    while parts.first().is_some_and(|(_, lower)| TITLES.contains(lower)) {
        parts.remove(0);
    }
    let is_known = |lower: &str| known.contains(lower) || BODIES.iter().any(|body| lower.ends_with(body));
    (2..=4).contains(&parts.len())
        && parts.iter().all(|(word, lower)| is_capitalised(word) && !is_known(lower))
        && parts.iter().any(|(word, _)| word.chars().count() > 2)
}

/// A capital and small letters, as `Anne`, `Anne-Marie`, `O’Brien` or the initial `P.`.
fn is_capitalised(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let part = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    word.split(['-', '’', '\'']).all(part)
}

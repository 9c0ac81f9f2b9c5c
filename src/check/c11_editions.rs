//! C11: what was adopted stays as it was adopted, and one text is in force at a time.
//!
//! **What.** A document that is adopted under a version says the same as the frozen copy of that version. A frozen copy
//! has the version that its file is named after, and a date of adoption. A version stands once among the `changes`,
//! with the day on which it was adopted. What a document in force `replaces` is not in force itself, and a strategy
//! has one adopted plan for a year. Where git knows the words that were adopted, it is asked.
//!
//! **Why.** Whoever asks what was decided has to find the words that were decided (arkivloven, offentlighedsloven);
//! two texts in force are none.
//!
//! **Mend.** Give the changed text a new version, or take the change back; end or repeal what is replaced.

mod git;

use std::collections::BTreeMap;

use crate::check::{Context, Examples, Frozen, Rule};
use crate::diag::Diagnostic;
use crate::model::body::Body;
use crate::model::document::{Document, Governance, Origin, Status};
use crate::model::id::{DocKey, Ref, TargetKind};
use crate::model::kinds::Spec;
use crate::parse::DocumentSource;
use crate::select::{Edition, Slot, State};
use crate::source::Span;
use crate::vocabulary::Target;

const CODE: &str = "C11";

/// The rule. A copy that is named wrongly can be mended without touching its text.
pub(super) const RULE: Rule = Rule {
    in_document: Some(document),
    in_site: Some(site),
    frozen: Frozen::AsGrave,
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c11.passing.txt"),
            failing: include_str!("examples/c11.failing.txt"),
        },
    )
};

fn warning(key: &'static str, document: &Document, span: Span) -> Diagnostic {
    Diagnostic::warning(CODE, key, &document.file).at(span)
}

/// Findings about one document by itself.
fn document(source: &DocumentSource, _context: &Context<'_>) -> Vec<Diagnostic> {
    let document = &source.document;
    let Some(governance) = &document.governance else { return Vec::new() };
    match document.origin {
        Origin::Frozen => frozen(document, governance),
        Origin::WorkTree => changes(document, governance),
    }
}

fn frozen(document: &Document, governance: &Governance) -> Vec<Diagnostic> {
    let (named, version) = (document.file.stem(), document.version().unwrap_or_default());
    let place = |field| {
        if governance.version.is_some() { governance.places.of(field) } else { document.meta.places.of("title") }
    };
    let mut findings = Vec::new();
    if named != version {
        let finding = warning("edition-misnamed", document, place("version")).with("name", named);
        findings.push(finding.with("version", version).hint("hint-edition-misnamed"));
    }
    if governance.adopted_on.is_none() {
        findings.push(warning("edition-without-date", document, place("version")).hint("hint-edition-without-date"));
    }
    findings
}

/// Versions that stand twice, or with another day than that of the adoption.
fn changes(document: &Document, governance: &Governance) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (at, change) in governance.changes.iter().enumerate() {
        let version = change.version.as_str();
        if governance.changes[..at].iter().any(|earlier| earlier.version == change.version) {
            let finding = warning("version-twice", document, change.places.of("version"));
            findings.push(finding.with("version", version).hint("hint-version-twice"));
        }
        let is_own = document.version() == Some(version) && document.status() == Some(Status::Adopted);
        if let (true, Some(date), Some(adopted)) = (is_own, change.date, governance.adopted_on)
            && date != adopted
        {
            let finding = warning("change-date-differs", document, change.places.of("date"));
            findings.push(finding.with("version", version).hint("hint-change-date-differs"));
        }
    }
    findings
}

/// Findings about documents beside each other.
fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = copies(context);
    findings.extend(replaced(context));
    findings.extend(plans(context));
    findings.extend(git::site(context));
    findings
}

/// Adopted documents beside the copies of their versions.
fn copies(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut frozen: BTreeMap<&DocKey, Vec<&DocumentSource>> = BTreeMap::new();
    for source in context.sources.iter().filter(|source| source.document.origin == Origin::Frozen) {
        frozen.entry(&source.document.key).or_default().push(source);
    }
    let work = context.sources.iter().filter(|source| {
        source.document.origin == Origin::WorkTree && source.document.status() == Some(Status::Adopted)
    });
    let beside = |source| {
        let document: &Document = &source_of(source).document;
        let copies = frozen.get(&document.key)?;
        match copies.iter().find(|copy| copy.document.version() == document.version()) {
            Some(copy) => changed(source_of(source), copy),
            // Git keeps what it has seen.
            None => context.history.is_none().then(|| uncopied(document)),
        }
    };
    work.filter_map(beside).collect()
}

fn source_of(source: &std::sync::Arc<DocumentSource>) -> &DocumentSource {
    source
}

/// Where other versions have copies, this one is worth one too.
fn uncopied(document: &Document) -> Diagnostic {
    let place = document.governance.as_ref().map(|governance| governance.places.of("version")).unwrap_or_default();
    let version = document.version().unwrap_or_default();
    Diagnostic::info(CODE, "edition-missing", &document.file)
        .at(place)
        .with("version", version)
        .hint("hint-edition-missing")
}

/// The first difference between a document and the copy of its version.
fn changed(work: &DocumentSource, copy: &DocumentSource) -> Option<Diagnostic> {
    let place = difference(work, copy)?;
    let finding = warning("adopted-changed", &work.document, place).with("copy", copy.document.file.as_str());
    Some(finding.with("version", work.document.version().unwrap_or_default()).hint("hint-adopted-changed"))
}

/// The place in one text of the first adopted field or word that another has not.
fn difference(own: &DocumentSource, other: &DocumentSource) -> Option<Span> {
    changed_field(&own.document, &other.document).or_else(|| changed_words(&own.body, &other.body))
}

/// The place of the first adopted field that differs.
fn changed_field(work: &Document, copy: &Document) -> Option<Span> {
    if work.meta.title != copy.meta.title {
        return Some(work.meta.places.of("title"));
    }
    let (own, other) = (work.governance.as_ref()?, copy.governance.as_ref()?);
    let differing = [
        ("adopted_by", own.adopted_by.as_ref().map(Ref::id) != other.adopted_by.as_ref().map(Ref::id)),
        ("adopted_on", own.adopted_on != other.adopted_on),
        ("decision_reference", own.decision_reference != other.decision_reference),
        ("valid_from", own.valid_from != other.valid_from),
    ];
    let field = differing.into_iter().find(|(_, differs)| *differs);
    field.map(|(name, _)| own.places.of(name)).or_else(|| changed_purpose(work, copy))
}

fn changed_purpose(work: &Document, copy: &Document) -> Option<Span> {
    let (Spec::Strategy(own), Spec::Strategy(other)) = (&work.spec, &copy.spec) else { return None };
    let mut pairs = own.purposes.iter().enumerate().map(|(at, purpose)| (purpose, other.purposes.get(at)));
    let differs = pairs.find(|(own, other)| {
        other.is_none_or(|other| own.id != other.id || own.title != other.title || own.text != other.text)
    });
    let missing = || (own.purposes.len() != other.purposes.len()).then(|| work.meta.places.of("title"));
    differs.map(|(purpose, _)| purpose.places.of("title")).or_else(missing)
}

/// The place of the first word, reference or view of a body that differs.
fn changed_words(own: &Body, other: &Body) -> Option<Span> {
    if own.text != other.text {
        let same = own.text.bytes().zip(other.text.bytes()).take_while(|(a, b)| a == b).count();
        let at = own.text.floor_char_boundary(same);
        let start = own.text[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + 1);
        let word = own.text[start..].split_whitespace().next().unwrap_or_default();
        return Some(own.span(start..start + word.len()));
    }
    let mut references = own.references.iter().enumerate();
    let reference = references.find(|(at, one)| {
        other.references.get(*at).is_none_or(|two| (&one.kind, &one.id, &one.words) != (&two.kind, &two.id, &two.words))
    });
    let mut views = own.views.iter().enumerate();
    let view = views.find(|(at, one)| other.views.get(*at).is_none_or(|two| one.name != two.name));
    reference.map(|(_, one)| one.span).or_else(|| view.map(|(_, one)| one.name_span))
}

/// Documents in force that replace others in force.
fn replaced(context: &Context<'_>) -> Vec<Diagnostic> {
    let in_force = |edition: &&Edition| edition.slot == Slot::Main && edition.state == State::InForce;
    let now: BTreeMap<&DocKey, &Edition> =
        context.editions.iter().filter(in_force).map(|edition| (&edition.source.document.key, edition)).collect();
    let mut findings = Vec::new();
    for edition in now.values() {
        let document = &edition.source.document;
        let Some(governance) = &document.governance else { continue };
        for old in &governance.replaces {
            let Ok(Target::Document(key)) = context.vocabulary.of_kind(TargetKind::AnyDocument, old.id()) else {
                continue;
            };
            if let Some(other) = now.get(&key).filter(|_| key != document.key) {
                let finding = warning("replaced-in-force", document, old.span);
                let title = other.source.document.meta.title.as_str();
                findings.push(finding.with("title", title).hint("hint-replaced-in-force"));
            }
        }
    }
    findings
}

/// Adopted plans of one year that carry out the same strategy.
fn plans(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(i16, &str), &Document> = BTreeMap::new();
    let mut findings = Vec::new();
    for sheet in context.current_plans() {
        let document = &sheet.source.document;
        if document.status() != Some(Status::Adopted) {
            continue;
        }
        let strategy = sheet.plan.strategy.as_ref().map_or("", Ref::id);
        if let Some(other) = first.get(&(sheet.plan.year.0, strategy)) {
            let finding = warning("two-plans", document, sheet.plan.places.of("year"));
            findings.push(finding.with("title", other.meta.title.as_str()).hint("hint-two-plans"));
        } else {
            first.insert((sheet.plan.year.0, strategy), document);
        }
    }
    findings
}

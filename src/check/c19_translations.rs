//! C19: a translation says what its original says today.
//!
//! **What.** A translation was reviewed after its original was adopted or reviewed, has the version of the original if
//! both have one, and as many headings. What it translates is shown.
//!
//! **Why.** Whoever reads the translation cannot see that the original has moved on.
//!
//! **Mend.** Read both beside each other, change the translation, and set its `last_reviewed`.

use jiff::civil::Date;

use crate::check::{Context, Examples, Rule};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::document::{Document, Origin};
use crate::model::id::TargetKind;
use crate::parse::DocumentSource;
use crate::select::Slot;
use crate::source::Span;
use crate::vocabulary::Target;

const CODE: &str = "C19";

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_document: Some(document),
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c19.passing.txt"),
            failing: include_str!("examples/c19.failing.txt"),
        },
    )
};

/// Findings about one translation.
fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let document = &source.document;
    let Some(of) = document.meta.translation_of.as_ref().filter(|_| document.origin == Origin::WorkTree) else {
        return Vec::new();
    };
    // What names nothing is a broken reference, which C01 tells.
    let Ok(Target::Document(key)) = context.vocabulary.of_kind(TargetKind::AnyDocument, of.id()) else {
        return Vec::new();
    };
    let shown =
        |key| context.editions.iter().find(|edition| edition.source.document.key == key && edition.slot == Slot::Main);
    let Some(original) = shown(key) else {
        // As long as the translation is hidden too, nobody is led astray.
        let is_shown = shown(document.key.clone()).is_some();
        let finding = Diagnostic::warning(CODE, "original-hidden", &document.file);
        let finding = finding.at(document.meta.places.of("translation_of")).hint("hint-original-hidden");
        return is_shown.then_some(finding).into_iter().collect();
    };
    beside(source, &original.source, context)
}

fn beside(translation: &DocumentSource, original: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let (own, other) = (&translation.document, &original.document);
    let title = other.meta.title.as_str();
    let told = |finding: Diagnostic, span: Span| finding.at(span).with("title", title);
    let mut findings = Vec::new();
    if let Some(date) = out_of_date(own, other) {
        let lang = context.config.options.lang.unwrap_or(context.config.lang());
        let finding = Diagnostic::warning(CODE, "translation-old", &own.file).with("date", Lang::date(lang, date));
        findings.push(told(finding, place(own)).hint("hint-translation-old"));
    }
    if let (Some(one), Some(two)) = (own.version(), other.version())
        && one != two
    {
        let span = own.governance.as_ref().map(|governance| governance.places.of("version")).unwrap_or_default();
        let finding = Diagnostic::warning(CODE, "translation-version", &own.file).with("version", two);
        findings.push(told(finding, span).hint("hint-translation-old"));
    }
    let (one, two) = (translation.body.headings.len(), original.body.headings.len());
    if one != two {
        let finding = Diagnostic::info(CODE, "translation-headings", &own.file).with("own", one.to_string());
        let finding = finding.with("original", two.to_string());
        findings.push(told(finding, own.meta.places.of("title")).hint("hint-translation-headings"));
    }
    findings
}

/// The place of the day on which a translation was last looked at.
fn place(document: &Document) -> Span {
    let field = if document.meta.last_reviewed.is_some() { "last_reviewed" } else { "translation_of" };
    document.meta.places.of(field)
}

/// The day on which the original was changed or confirmed after the translation was, if that is known of both.
fn out_of_date(translation: &Document, original: &Document) -> Option<Date> {
    let (own, changed) = (last_day(translation)?, last_day(original)?);
    (own < changed).then_some(changed)
}

fn last_day(document: &Document) -> Option<Date> {
    let adopted = document.governance.as_ref().and_then(|governance| governance.adopted_on);
    document.meta.last_reviewed.max(adopted)
}

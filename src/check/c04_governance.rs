//! C04: what governs is adopted, dated, owned, reviewed and valid.
//!
//! **What.** A governed document has a status; an adopted one says by whom, when, in which version it was adopted and
//! who owns it; its review is not overdue (and is told `days_ahead` days before it is due); its validity has not run
//! out without a successor; an adopted one has a day of review or an end, and a draft is not left lying for
//! `draft_months`; its case number has the form of the settings. There is a plan for this year, adopted
//! before the year begins, and from `next_plan_from_month` on one for the next. What is repealed, replaced or of a
//! past year is passed over, as are frozen copies: history is not mended.
//!
//! **Why.** A reader must see whether a text holds. Archives and citizens ask who decided what, when, and under which
//! case. A policy that nobody looks at any more is followed by nobody either.
//!
//! **Mend.** Fill in the fields; review the text and set `last_reviewed`; adopt the next version, or repeal the text.
//!
//! Source: what published strategies carry on their front page (adopted by, on, case number, review); the duty to
//! keep records in each country's public records act.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use regex_lite::Regex;

use crate::check::plans::{PlanSheet, adopted_on};
use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::lang::Lang;
use crate::model::document::{Document, Governance, Origin, Status, Validity};
use crate::model::id::{DocKey, Ref, TargetKind};
use crate::model::kinds::Spec;
use crate::select::{State, state};
use crate::vocabulary::Target;

const CODE: &str = "C04";

/// How many days ahead a review or an end of validity is told.
const DAYS_AHEAD: Parameter = Parameter::number(CODE, "days_ahead", 60.0);

/// The month from which on the next year's plan is missed.
const NEXT_PLAN_FROM: Parameter = Parameter::number(CODE, "next_plan_from_month", 10.0);

/// After how many months a draft that nobody has touched is told.
const DRAFT_MONTHS: Parameter = Parameter::number(CODE, "draft_months", 12.0);

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[DAYS_AHEAD, NEXT_PLAN_FROM, DRAFT_MONTHS],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c04.passing.txt"),
            failing: include_str!("examples/c04.failing.txt"),
        },
    )
};

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let (form, mut findings) = case_number_form(context);
    let looked_at = Look {
        today: context.config.options.today,
        soon: context.after_today(DAYS_AHEAD.as_number(context.config)),
        oldest_draft: context.months_ago(DRAFT_MONTHS.as_number(context.config)),
        replaced: replaced(context),
        frozen: newest_frozen(context),
        form,
        lang: context.lang(),
    };
    findings.extend(context.work_tree().flat_map(|document| looked_at.document(document)));
    findings.extend(plans(context, &looked_at.frozen));
    findings
}

/// The form of case numbers; a finding where the settings give none that can be read.
fn case_number_form(context: &Context<'_>) -> (Option<Regex>, Vec<Diagnostic>) {
    let settings = &context.config.settings;
    let Some(pattern) = &settings.case_number_pattern else { return (None, Vec::new()) };
    // By itself first: between brackets, half an expression could become a whole one.
    match Regex::new(pattern).and_then(|_| Regex::new(&format!("^(?:{pattern})$"))) {
        Ok(form) => (Some(form), Vec::new()),
        Err(reason) => {
            let finding = Diagnostic::error(CODE, "case-number-pattern", &context.settings_file())
                .at(settings.places.of("case_number_pattern"))
                .with("reason", reason.to_string())
                .hint("hint-case-number-pattern");
            (None, vec![finding])
        }
    }
}

/// The documents that another one in force has replaced.
fn replaced(context: &Context<'_>) -> BTreeSet<DocKey> {
    let today = context.config.options.today;
    let documents = context.sources.iter().map(|source| &source.document);
    let in_force = documents.filter(|document| state(document, today) == State::InForce);
    let named = in_force.filter_map(|document| document.governance.as_ref()).flat_map(|own| &own.replaces).map(Ref::id);
    named
        .filter_map(|name| match context.vocabulary.of_kind(TargetKind::AnyDocument, name) {
            Ok(Target::Document(key)) => Some(key),
            _ => None,
        })
        .collect()
}

/// Of each document that has frozen copies, the one adopted last.
fn newest_frozen<'a>(context: &Context<'a>) -> BTreeMap<&'a DocKey, &'a Document> {
    let mut newest: BTreeMap<&DocKey, &Document> = BTreeMap::new();
    let documents = context.sources.iter().map(|source| &source.document);
    for copy in documents.filter(|document| document.origin == Origin::Frozen) {
        let known = newest.entry(&copy.key).or_insert(copy);
        if adopted_on(known) < adopted_on(copy) {
            *known = copy;
        }
    }
    newest
}

/// What a document is held against.
struct Look<'a> {
    today: Date,
    soon: Date,
    /// The day before which a draft that nobody has touched since is told.
    oldest_draft: Date,
    replaced: BTreeSet<DocKey>,
    frozen: BTreeMap<&'a DocKey, &'a Document>,
    form: Option<Regex>,
    /// The language of messages.
    lang: Lang,
}

impl Look<'_> {
    fn document(&self, document: &Document) -> Vec<Diagnostic> {
        let status = document.status();
        let is_of_past_year = matches!(&document.spec, Spec::ActionPlan(plan) if plan.year.0 < self.today.year());
        if status == Some(Status::Repealed) || is_of_past_year || self.replaced.contains(&document.key) {
            return Vec::new();
        }
        let Some(own) = &document.governance else { return self.review(document).into_iter().collect() };
        let findings = [
            without_status(document, own),
            self.incomplete(document, own),
            self.expiry(document, own),
            self.expired_edition(document, own),
            self.review(document),
            unending(document, own),
            self.left_draft(document, own),
            self.case_number(document, own),
        ];
        findings.into_iter().flatten().collect()
    }

    fn incomplete(&self, document: &Document, own: &Governance) -> Option<Diagnostic> {
        let holds = matches!(state(document, self.today), State::InForce | State::Adopted);
        let missing = [
            ("`adopted_by`", own.adopted_by.is_none()),
            ("`adopted_on`", own.adopted_on.is_none()),
            ("`version`", own.version.is_none()),
            ("`owner`", document.meta.owner.is_none()),
        ];
        let is_there = |field: &str| own.places.has(field) || document.meta.places.has(field);
        let missing = missing.iter().filter(|(field, missing)| *missing && !is_there(field.trim_matches('`')));
        let missing: Vec<_> = missing.map(|(field, _)| *field).collect();
        (holds && !missing.is_empty()).then(|| {
            let finding = warning("adoption-incomplete", document).at(own.places.of("status"));
            finding.with("fields", missing.join(", ")).hint("hint-adoption-incomplete")
        })
    }

    /// The end of validity, passed or near. A plan ends with its year, and the next one is asked for by itself.
    fn expiry(&self, document: &Document, own: &Governance) -> Option<Diagnostic> {
        let Some(Validity::Until(until)) = own.valid_until else { return None };
        let is_plan = matches!(document.spec, Spec::ActionPlan(_));
        let finding = match state(document, self.today) {
            State::Expired => warning("validity-over", document),
            State::InForce if until <= self.soon && !is_plan => info("validity-ends", document),
            _ => return None,
        };
        let finding = finding.at(own.places.of("valid_until")).with("date", self.lang.date(until));
        Some(finding.hint("hint-validity"))
    }

    /// A text that is being revised while the edition that was adopted has run out.
    fn expired_edition(&self, document: &Document, own: &Governance) -> Option<Diagnostic> {
        let copy = self.frozen.get(&document.key).filter(|_| own.status != Some(Status::Adopted))?;
        let until = match copy.governance.as_ref()?.valid_until? {
            Validity::Until(until) if state(copy, self.today) == State::Expired => until,
            _ => return None,
        };
        let finding = warning("edition-over", document).at(own.places.of("status"));
        let finding = finding.with("version", copy.version().unwrap_or_default()).with("date", self.lang.date(until));
        Some(finding.hint("hint-edition-over"))
    }

    /// The next review. What is being written or heard is being reviewed.
    fn review(&self, document: &Document) -> Option<Diagnostic> {
        let meta = &document.meta;
        let is_in_work = matches!(document.status(), Some(Status::Draft | Status::Consultation));
        let is_over = state(document, self.today) == State::Expired;
        // Whoever adopts a text has reviewed it.
        let since_adoption = || meta.review_interval?.after(adopted_on(document)?);
        let due =
            meta.next_review().or_else(since_adoption).filter(|due| *due <= self.soon && !is_in_work && !is_over)?;
        let finding =
            if due < self.today { warning("review-overdue", document) } else { info("review-soon", document) };
        let fields = ["review_due", "last_reviewed", "review_interval"];
        let field = fields.into_iter().find(|field| meta.places.has(field)).unwrap_or("title");
        Some(finding.at(meta.places.of(field)).with("date", self.lang.date(due)).hint("hint-review"))
    }

    /// A text that is being written or heard, by what it says itself, for more than a year.
    fn left_draft(&self, document: &Document, own: &Governance) -> Option<Diagnostic> {
        let is_in_work = matches!(own.status, Some(Status::Draft | Status::Consultation));
        let changes = own.changes.iter().filter_map(|change| change.date);
        let touched = changes.chain(document.meta.last_reviewed).chain(own.adopted_on).max()?;
        (is_in_work && touched < self.oldest_draft).then(|| {
            let finding = warning("draft-left", document).at(own.places.of("status"));
            finding.with("date", self.lang.date(touched)).hint("hint-draft-left")
        })
    }

    fn case_number(&self, document: &Document, own: &Governance) -> Option<Diagnostic> {
        let number = own.case_number.as_deref()?;
        let is_formed = self.form.as_ref().is_none_or(|form| form.is_match(number));
        (!is_formed).then(|| {
            let finding = warning("case-number", document).at(own.places.of("case_number"));
            finding.with("found", number).hint("hint-case-number")
        })
    }
}

/// An adopted text that nobody ever has to look at again. A plan ends with its year, and a report is of its own.
fn unending(document: &Document, own: &Governance) -> Option<Diagnostic> {
    let meta = &document.meta;
    let has_day = meta.review_due.is_some() || meta.review_interval.is_some() || own.valid_until.is_some();
    let is_there = ["review_due", "review_interval"].iter().any(|field| meta.places.has(field));
    let is_bounded = matches!(document.spec, Spec::ActionPlan(_) | Spec::Report(_));
    let is_open = own.status == Some(Status::Adopted) && !is_bounded;
    (is_open && !has_day && !is_there && !own.places.has("valid_until")).then(|| {
        let finding = warning("no-review-day", document).at(own.places.of("status"));
        finding.hint("hint-no-review-day")
    })
}

fn without_status(document: &Document, own: &Governance) -> Option<Diagnostic> {
    let finding = || warning("no-status", document).at(document.meta.places.of("title")).hint("hint-no-status");
    (own.status.is_none() && !own.places.has("status")).then(finding)
}

fn warning(key: &'static str, document: &Document) -> Diagnostic {
    Diagnostic::warning(CODE, key, &document.file).with("name", document.meta.title.as_str())
}

fn info(key: &'static str, document: &Document) -> Diagnostic {
    Diagnostic::info(CODE, key, &document.file).with("name", document.meta.title.as_str())
}

/// Whether this year has its plan, and late in the year the next one. A site that never had a plan needs none.
fn plans(context: &Context<'_>, frozen: &BTreeMap<&DocKey, &Document>) -> Vec<Diagnostic> {
    let today = context.config.options.today;
    let sheets: Vec<_> =
        context.plans().into_iter().filter(|sheet| sheet.source.document.status() != Some(Status::Repealed)).collect();
    let Some(newest) = sheets.iter().max_by_key(|sheet| sheet.plan.year) else { return Vec::new() };
    let has = |year: i16| sheets.iter().any(|sheet| sheet.plan.year.0 == year);
    let next_is_due = f64::from(today.month()) >= NEXT_PLAN_FROM.as_number(context.config);
    let mut findings: Vec<_> = sheets.iter().filter_map(|sheet| not_adopted(sheet, today, frozen)).collect();
    let lacking = |finding: Diagnostic, year: i16| {
        let finding = finding.at(newest.plan.places.of("year")).with("year", year.to_string());
        finding.hint("hint-no-plan")
    };
    let file = &newest.source.document.file;
    if !has(today.year()) {
        findings.push(lacking(Diagnostic::warning(CODE, "no-plan", file), today.year()));
    } else if next_is_due && !has(today.year() + 1) {
        findings.push(lacking(Diagnostic::info(CODE, "no-next-plan", file), today.year() + 1));
    }
    findings
}

/// A plan of this year that is not adopted although the year has begun.
fn not_adopted(sheet: &PlanSheet<'_>, today: Date, frozen: &BTreeMap<&DocKey, &Document>) -> Option<Diagnostic> {
    let document = &sheet.source.document;
    let own = document.governance.as_ref()?;
    let is_in_work = matches!(own.status, Some(Status::Draft | Status::Consultation));
    let is_late = sheet.plan.year.0 == today.year() && is_in_work && !frozen.contains_key(&document.key);
    is_late.then(|| {
        let finding = warning("plan-not-adopted", document).at(own.places.of("status"));
        finding.with("year", sheet.plan.year.0.to_string()).hint("hint-plan-not-adopted")
    })
}

//! C12: what was promised is kept.
//!
//! **What.** A commitment that nothing fulfils and whose day has passed; one whose day comes within `days_ahead`; one
//! without a day. A sentence of the text that says what will be made in or by a year, in a document that has no
//! commitment of that year, is worth a note. A commitment is fulfilled by the document that `fulfilled_by` names, once that is more than a draft. The
//! promises of an adopted edition stand while the next one is written, unless that one repeats or fulfils them.
//!
//! **Why.** "A guide will be made in 2016" is read as a guide. A promise without a follow-up costs more trust than none.
//!
//! **Mend.** Write `fulfilled_by`, or another day with the reason in the text. What cannot be kept is taken back in the
//! next version.
//!
//! Source: Albertslund's strategy, which promised a guide on employees' conduct for the same year.

mod promises;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::model::document::{Commitment, Document, Origin, Status};
use crate::model::id::{DocKey, TargetKind};
use crate::select::{State, state};
use crate::vocabulary::Target;

const CODE: &str = "C12";

/// How many days ahead a commitment is told.
const DAYS_AHEAD: Parameter = Parameter::number(CODE, "days_ahead", 60.0);

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    in_prose: Some(promises::look),
    parameters: &[DAYS_AHEAD],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c12.passing.txt"),
            failing: include_str!("examples/c12.failing.txt"),
        },
    )
};

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let promising = || {
        let documents = context.sources.iter().map(|source| &source.document);
        documents.filter(|document| !document.meta.commitments.is_empty())
    };
    if promising().next().is_none() {
        return Vec::new();
    }
    let look = Look {
        today: context.config.options.today,
        soon: context.after_today(DAYS_AHEAD.as_number(context.config)),
        drafts: drafts(context),
        context,
    };
    let work: BTreeMap<&DocKey, &Document> = context.work_tree().map(|document| (&document.key, document)).collect();
    let documents = promising().filter(|document| look.binds(document));
    let mut findings = Vec::new();
    for document in documents {
        let next = work.get(&document.key).filter(|_| document.origin == Origin::Frozen);
        let repeated: Vec<&str> =
            next.into_iter().flat_map(|next| &next.meta.commitments).map(|own| own.text.as_str()).collect();
        let own = document.meta.commitments.iter().filter(|own| !repeated.contains(&own.text.as_str()));
        findings.extend(own.filter_map(|own| look.at(own, document)));
    }
    findings
}

/// Documents of which there is no more than a draft.
fn drafts(context: &Context<'_>) -> BTreeSet<DocKey> {
    let is_draft = |document: &Document| matches!(document.status(), Some(Status::Draft | Status::Consultation));
    let (drafts, others): (Vec<&Document>, Vec<&Document>) =
        context.sources.iter().map(|source| &source.document).partition(|document| is_draft(document));
    let others: BTreeSet<&DocKey> = others.iter().map(|document| &document.key).collect();
    drafts.iter().map(|document| &document.key).filter(|key| !others.contains(key)).cloned().collect()
}

/// What commitments are held against.
struct Look<'a> {
    today: Date,
    soon: Date,
    drafts: BTreeSet<DocKey>,
    context: &'a Context<'a>,
}

impl Look<'_> {
    /// Whether a document promises anything today: text that is worked on does, and a frozen copy in force.
    fn binds(&self, document: &Document) -> bool {
        match state(document, self.today) {
            State::Repealed | State::Expired => false,
            state => document.origin == Origin::WorkTree || state == State::InForce,
        }
    }

    fn at(&self, commitment: &Commitment, document: &Document) -> Option<Diagnostic> {
        if self.is_fulfilled(commitment) {
            return None;
        }
        let (file, places) = (&document.file, &commitment.places);
        let finding = match commitment.due {
            Some(due) if due < self.today => Diagnostic::warning(CODE, "commitment-overdue", file)
                .at(places.of("due"))
                .with("date", self.context.day(due)),
            Some(due) if due <= self.soon => {
                Diagnostic::info(CODE, "commitment-due", file).at(places.of("due")).with("date", self.context.day(due))
            }
            Some(_) => return None,
            None => {
                let finding = Diagnostic::info(CODE, "commitment-without-day", file).at(places.of("text"));
                return Some(finding.with("text", commitment.text.as_str()).hint("hint-commitment-without-day"));
            }
        };
        Some(finding.with("text", commitment.text.as_str()).hint("hint-commitment"))
    }

    /// Whether something fulfils it that is more than a draft; what is unknown is told by C01.
    fn is_fulfilled(&self, commitment: &Commitment) -> bool {
        commitment.fulfilled_by.as_ref().is_some_and(|by| {
            match self.context.vocabulary.of_kind(TargetKind::AnyDocument, by.id()) {
                Ok(Target::Document(key)) => !self.drafts.contains(&key),
                _ => true,
            }
        })
    }
}

//! Findings that an author accepts with a reason, in a document or in a record; and acceptances that accept nothing.

use std::collections::BTreeMap;

use crate::check::{Context, rule};
use crate::diag::{Diagnostic, Severity};
use crate::model::document::Acceptance;
use crate::model::kinds::Spec;
use crate::model::record::Places;
use crate::source::SourcePath;

/// All acceptances of a site, and which of them have accepted something.
pub(super) struct Acceptances<'a> {
    by_file: BTreeMap<&'a SourcePath, Vec<Entry<'a>>>,
}

struct Entry<'a> {
    acceptance: &'a Acceptance,
    /// The record it stands in; the whole document, if none.
    within: Option<&'a Places>,
    used: bool,
}

impl<'a> Acceptances<'a> {
    /// The acceptances of all documents and records.
    pub fn gather(context: &Context<'a>) -> Self {
        let mut all = Self { by_file: BTreeMap::new() };
        for source in context.sources {
            let document = &source.document;
            all.add(&document.file, &document.meta.accept, None);
            if let Spec::ActionPlan(plan) = &document.spec {
                plan.goals.iter().for_each(|goal| all.add(&document.file, &goal.accept, Some(&goal.places)));
                plan.actions.iter().for_each(|action| all.add(&document.file, &action.accept, Some(&action.places)));
            }
        }
        let data = context.data;
        macro_rules! add_all {
            ($($list:expr),* $(,)?) => {
                $($list.iter().for_each(|filed| all.add(&filed.file, &filed.record.accept, Some(&filed.record.places)));)*
            };
        }
        add_all![data.roles, data.accounts, data.metrics, data.figures, data.populations, data.wheel];
        for plan in data.plans.values() {
            add_all![plan.goals, plan.actions];
        }
        all
    }

    fn add(&mut self, file: &'a SourcePath, accepted: &'a [Acceptance], within: Option<&'a Places>) {
        if !accepted.is_empty() {
            let entries = accepted.iter().map(|acceptance| Entry { acceptance, within, used: false });
            self.by_file.entry(file).or_default().extend(entries);
        }
    }

    /// Whether a finding is accepted. An error cannot be.
    pub fn take(&mut self, finding: &Diagnostic) -> bool {
        let Some(entries) = self.by_file.get_mut(&finding.file) else { return false };
        let mut taken = false;
        for entry in entries.iter_mut().filter(|entry| entry.covers(finding)) {
            entry.used |= finding.severity != Severity::Error;
            taken |= entry.used;
        }
        taken
    }

    /// Warnings about acceptances that accepted nothing, unless their rule is off.
    pub fn without_effect(self, is_off: &dyn Fn(&str) -> bool) -> Vec<Diagnostic> {
        let unused = self.by_file.into_iter().flat_map(|(file, entries)| {
            entries.into_iter().filter(|entry| !entry.used).map(move |entry| (file, entry.acceptance))
        });
        unused
            .filter(|(_, acceptance)| !is_off(&acceptance.check))
            .map(|(file, acceptance)| {
                let code = acceptance.check.as_str();
                let key = if rule(code).is_some() { "acceptance-without-effect" } else { "unknown-rule" };
                Diagnostic::warning("R09", key, file)
                    .at(acceptance.places.of("check"))
                    .with("found", code)
                    .hint("hint-remove-acceptance")
            })
            .collect()
    }
}

impl Entry<'_> {
    fn covers(&self, finding: &Diagnostic) -> bool {
        let here = self.within.is_none_or(|places| finding.span.is_some_and(|span| places.hold(span)));
        here && &*self.acceptance.check == finding.code
    }
}

//! C01: everything that is named exists.
//!
//! **What.** Every reference in a text (`[[…]]`, links, pictures, `#` fragments), in the block between the `---`
//! lines, in `view` blocks, in decision flows, in the data files and in `site.yaml` leads to something. Goals of an
//! action stand in its own plan, its purposes in the plan's strategy, and the channels it is treated on among its
//! channels. Addresses have a scheme that may stand in a page.
//!
//! **Why.** A broken reference is a reader who does not get on, and, in a plan, an action that is counted nowhere.
//! An address like `javascript:` runs as a program with the reader's rights.
//!
//! **Mend.** Write the id that is proposed, or make the thing that is named. If two kinds have the id, write the kind
//! in front: `[[channel:facebook]]`. In a frozen edition the findings are notes and need no mending.

mod flow;
mod links;
mod plans;
mod views;

use crate::check::c07_responsibility::is_persons_name;
use crate::check::{Context, Examples, Rule};
use crate::diag::Diagnostic;
use crate::model::body::Reference;
use crate::model::data::Filed;
use crate::model::id::{Kind, RecordKind, TargetKind};
use crate::model::kinds::Spec;
use crate::model::record::{Decode, RefUse};
use crate::parse::DocumentSource;
use crate::source::{SourcePath, Span};
use crate::vocabulary::{Target, Unresolved};

const CODE: &str = "C01";

/// How many roles are proposed.
const MOST_ROLES: usize = 12;

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_document: Some(document),
    in_site: Some(site),
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c01.passing.txt"),
            failing: include_str!("examples/c01.failing.txt"),
        },
    )
};

/// Findings about one document.
fn document(source: &DocumentSource, context: &Context<'_>) -> Vec<Diagnostic> {
    let document = &source.document;
    let mut search = Search::new(context, &document.file);
    source.body.references.iter().for_each(|reference| search.in_text(reference));
    document.visit_refs(&mut |used| search.field(used));
    links::body(&mut search, source);
    links::laws(&mut search, &document.meta.legal_basis);
    source.body.views.iter().for_each(|call| views::call(&mut search, call));
    match &document.spec {
        Spec::ActionPlan(plan) => plans::plan(&mut search, document, plan),
        Spec::Guideline(guideline) => flow::flow(&mut search, &guideline.flow),
        _ => {}
    }
    search.findings
}

/// Findings about the data files and the settings.
fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = records(context);
    findings.extend(plans::without_plan(context));
    findings.extend(links::records(context));
    let file = context.settings_file();
    let mut search = Search::new(context, &file);
    let settings = &context.config.settings;
    // A version can be withheld of a document whose file was removed: it is read at its address still.
    let is_removed = |used: &RefUse<'_>| {
        let mut withheld = settings.withheld_versions.iter().filter(|own| own.document.span == used.span);
        withheld.any(|own| context.removed.iter().any(|key| own.is_of(key)))
    };
    settings.references(&mut |used| {
        if !is_removed(&used) {
            search.field(used);
        }
    });
    links::settings(&mut search);
    findings.extend(search.findings);
    findings
}

fn records(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    macro_rules! look_through {
        ($($list:expr),* $(,)?) => { $(look_through(context, $list, &mut findings);)* };
    }
    let data = context.data;
    look_through![
        &data.roles,
        &data.org_units,
        &data.accounts,
        &data.metrics,
        &data.figures,
        &data.populations,
        &data.values,
        &data.local_areas,
        &data.glossary,
        &data.wheel,
        &data.measurements,
    ];
    for plan in data.plans.values() {
        look_through![&plan.goals, &plan.actions];
    }
    findings
}

fn look_through<T: Decode>(context: &Context<'_>, filed: &[Filed<T>], findings: &mut Vec<Diagnostic>) {
    for Filed { file, record } in filed {
        let mut search = Search::new(context, file);
        record.visit_refs(&mut |used| search.field(used));
        findings.append(&mut search.findings);
    }
}

/// The references of one file being looked up.
struct Search<'a> {
    context: &'a Context<'a>,
    file: &'a SourcePath,
    findings: Vec<Diagnostic>,
}

impl<'a> Search<'a> {
    fn new(context: &'a Context<'a>, file: &'a SourcePath) -> Self {
        Self { context, file, findings: Vec::new() }
    }

    /// A new finding at a place, to be added to.
    fn error(&self, key: &'static str, span: Span) -> Diagnostic {
        Diagnostic::error(CODE, key, self.file).at(span)
    }

    /// A `[[reference]]`.
    fn in_text(&mut self, reference: &Reference) {
        match self.context.vocabulary.resolve(&reference.kind, &reference.id) {
            Ok(target) => self.fragment(&target, &reference.fragment, reference.span),
            Err(unresolved) => {
                let told = match reference.kind.as_str() {
                    "" => reference.id.clone(),
                    kind => format!("{kind}:{}", reference.id),
                };
                let finding = self.unresolved(&told, None, unresolved).at(reference.span);
                self.findings.push(finding);
            }
        }
    }

    /// A heading of what a reference names.
    fn fragment(&mut self, target: &Target, fragment: &str, span: Span) {
        let vocabulary = self.context.vocabulary;
        let known = match target {
            _ if fragment.is_empty() => true,
            Target::Document(key) => vocabulary.has_anchor(key, fragment),
            Target::Record(..) => false,
        };
        if !known {
            let finding = self.error("unknown-fragment", span).with("name", target.id().as_str());
            let finding = finding.with("fragment", fragment).hint("hint-fragment");
            self.findings.push(match target {
                Target::Document(key) => finding.did_you_mean(fragment, vocabulary.anchors(key)),
                Target::Record(..) => finding,
            });
        }
    }

    /// A reference in a field. Goals and purposes are looked up where they belong, in [`plans`].
    fn field(&mut self, used: RefUse<'_>) {
        use TargetKind as T;
        if matches!(used.target, T::RoleOrWords | T::Record(RecordKind::Goal | RecordKind::Purpose)) {
            return;
        }
        if let Err(unresolved) = self.context.vocabulary.of_kind(used.target, used.id) {
            let finding = self.unresolved(used.id, Some(used.target), unresolved).at(used.span);
            self.findings.push(finding);
        }
    }

    fn unresolved(&self, name: &str, expected: Option<TargetKind>, why: Unresolved) -> Diagnostic {
        let error = |key| Diagnostic::error(CODE, key, self.file).with("name", name);
        match why {
            Unresolved::Unknown { nearest } => {
                let finding = match expected.and_then(|kind| self.kind_word(kind)) {
                    Some(kind) => error("unknown-of-kind").with("kind", kind),
                    None => error("unknown-name"),
                };
                if nearest.is_none() && expected == Some(TargetKind::Record(RecordKind::Role)) && is_persons_name(name)
                {
                    return self.person(finding);
                }
                // What was written with its kind is proposed with its kind.
                let kind = name.split_once(':').map(|(kind, _)| format!("{kind}:")).unwrap_or_default();
                proposing(finding, nearest.map(|nearest| format!("{kind}{nearest}")), "hint-unknown-name")
            }
            Unresolved::UnknownKind { nearest } => {
                let (kind, _) = name.split_once(':').unwrap_or((name, ""));
                proposing(error("unknown-kind").with("kind", kind), nearest, "hint-unknown-kind")
            }
            Unresolved::Ambiguous(targets) => {
                let full = |target: &Target| format!("{}:{}", target.kind_key(), target.id());
                let choices: Vec<_> = targets.iter().map(|target| format!("`{}`", full(target))).collect();
                let first = targets.first().map(full).unwrap_or_default();
                error("ambiguous-name").with("choices", choices.join(", ")).with("first", first).hint("hint-ambiguous")
            }
        }
    }

    /// A person's name where a role is expected: the roles that there are.
    fn person(&self, finding: Diagnostic) -> Diagnostic {
        let roles: Vec<_> = self.context.data.roles.iter().map(|filed| format!("`{}`", filed.record.id)).collect();
        let finding = finding.with("known", roles.iter().take(MOST_ROLES).cloned().collect::<Vec<_>>().join(", "));
        finding.hint(if roles.is_empty() { "hint-person-no-roles" } else { "hint-person-for-role" })
    }

    /// What a kind is called in the language of messages.
    fn kind_word(&self, kind: TargetKind) -> Option<String> {
        let key = match kind {
            TargetKind::Document(kind) => Kind::key(kind),
            TargetKind::Record(kind) => RecordKind::key(kind),
            TargetKind::AnyDocument => "document",
            TargetKind::RoleOrWords => return None,
        };
        let config = self.context.config;
        let texts = config.texts(config.options.lang.unwrap_or(config.lang()));
        [format!("ref.{key}"), format!("kind.{key}")].into_iter().find_map(|label| {
            let word = texts.get(&label);
            (word != label).then(|| word.to_lowercase())
        })
    }
}

/// The finding with what may be meant, or else with a cure.
fn proposing(finding: Diagnostic, nearest: Option<String>, cure: &'static str) -> Diagnostic {
    match nearest {
        Some(nearest) => finding.with("nearest", nearest).hint("hint-did-you-mean"),
        None => finding.hint(cure),
    }
}

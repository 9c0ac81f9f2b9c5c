//! C14: the crisis plan works on the day it is needed.
//!
//! **What.** A crisis plan has levels, each led by a role and with a spokesperson, and action cards for operations and
//! for management; each card says for whom it is, and what to do. A plan that is adopted was tested within `tested_within_months`,
//! and its next exercise has not passed. The roles named in levels and cards can be reached: they have a mailbox and
//! a telephone.
//!
//! **Why.** In the first hour nobody looks for who decides. A plan that was never tried is a plan for the drawer, and
//! a card whose role has no number stops at its first step.
//!
//! **Mend.** Complete the level, write the card that is missing, hold the exercise and set `tested_on`; give the role
//! a number that is always answered.
//!
//! Source: Seismonaut's advice on two levels of crisis plan (management's strategy, operations' visual cards);
//! Rebild's action cards.

use std::collections::BTreeMap;

use crate::check::{Context, Examples, Parameter, Rule};
use crate::diag::Diagnostic;
use crate::model::body::{Element, Node};
use crate::model::data::{Filed, Role};
use crate::model::document::{Document, Origin, Status};
use crate::model::id::{Ref, to};
use crate::model::kinds::{ActionCard, CardLevel, CrisisLevel, CrisisPlan, Spec};
use crate::parse::DocumentSource;
use crate::select::{State, state};

const CODE: &str = "C14";

/// How many months after its last test a plan is to be tested again.
const TESTED_WITHIN: Parameter = Parameter::number(CODE, "tested_within_months", 12.0);

/// The rule.
pub(super) const RULE: Rule = Rule {
    in_site: Some(site),
    parameters: &[TESTED_WITHIN],
    ..Rule::new(
        CODE,
        Examples {
            passing: include_str!("examples/c14.passing.txt"),
            failing: include_str!("examples/c14.failing.txt"),
        },
    )
};

/// The action cards by their ids.
type Cards<'a> = BTreeMap<&'a str, (&'a Document, &'a ActionCard)>;

/// The roles that are called in a crisis, each with the title of what calls it first.
type Called<'a> = BTreeMap<&'a str, &'a str>;

fn site(context: &Context<'_>) -> Vec<Diagnostic> {
    let cards: Cards<'_> = context
        .work_tree()
        .filter_map(|document| match &document.spec {
            Spec::ActionCard(card) => Some((document.key.id.as_str(), (document, card))),
            _ => None,
        })
        .collect();
    let mut called = Called::new();
    let mut findings = Vec::new();
    for (document, plan) in plans(context) {
        findings.extend(plan.levels.iter().flat_map(|level| of_level(level, document)));
        findings.extend(without_levels(document, plan));
        findings.extend(missing_cards(document, plan, &cards));
        findings.extend(untested(document, plan, context));
        call(plan, &cards, &mut called);
    }
    findings.extend(cards.values().filter_map(|(document, card)| without_level(document, card)));
    findings.extend(context.sources.iter().filter_map(|source| without_steps(source)));
    findings.extend(context.data.roles.iter().filter_map(|role| unreachable(role, &called)));
    findings
}

/// The crisis plans that hold, or are being written.
fn plans<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Document, &'a CrisisPlan)> {
    let today = context.config.options.today;
    context.work_tree().filter_map(move |document| match &document.spec {
        Spec::CrisisPlan(plan) if !matches!(state(document, today), State::Repealed | State::Expired) => {
            Some((document, plan))
        }
        _ => None,
    })
}

fn warning(key: &'static str, document: &Document) -> Diagnostic {
    Diagnostic::warning(CODE, key, &document.file).with("name", document.meta.title.as_str())
}

fn of_level(level: &CrisisLevel, document: &Document) -> Vec<Diagnostic> {
    let missing = [
        ("level-without-lead", level.led_by.is_none(), "hint-level-without-lead"),
        ("level-without-spokesperson", level.spokesperson.is_none(), "hint-level-without-spokesperson"),
    ];
    let missing = missing.into_iter().filter(|(_, missing, _)| *missing);
    missing
        .map(|(key, _, hint)| {
            let finding = warning(key, document).at(level.places.of("title"));
            finding.with("level", level.title.as_str()).hint(hint)
        })
        .collect()
}

fn without_levels(document: &Document, plan: &CrisisPlan) -> Option<Diagnostic> {
    let finding = || warning("crisis-without-levels", document).at(document.meta.places.of("title"));
    plan.levels.is_empty().then(|| finding().hint("hint-crisis-without-levels"))
}

/// Levels of which no card of the plan is. A card that says none is told by itself.
fn missing_cards(document: &Document, plan: &CrisisPlan, cards: &Cards<'_>) -> Vec<Diagnostic> {
    let levels: Vec<Option<CardLevel>> =
        plan.cards.iter().filter_map(|card| cards.get(card.id())).map(|(_, card)| card.level).collect();
    let wanted = [
        (CardLevel::Operational, "no-operational-card", "hint-no-operational-card"),
        (CardLevel::Management, "no-management-card", "hint-no-management-card"),
    ];
    let missing = wanted.into_iter().filter(|(level, ..)| !levels.contains(&Some(*level)));
    let field = if plan.cards.is_empty() { document.meta.places.of("title") } else { plan.places.of("cards") };
    missing.map(|(_, key, hint)| warning(key, document).at(field).hint(hint)).collect()
}

fn without_level(document: &Document, card: &ActionCard) -> Option<Diagnostic> {
    let finding = || warning("card-without-level", document).at(document.meta.places.of("title"));
    card.level.is_none().then(|| finding().hint("hint-card-without-level"))
}

/// A card that does not say what to do, in `steps` or in a list of its text.
fn without_steps(source: &DocumentSource) -> Option<Diagnostic> {
    let document = &source.document;
    let Spec::ActionCard(card) = &document.spec else { return None };
    let is_worked_with = document.origin == Origin::WorkTree && document.status() != Some(Status::Repealed);
    let has_list = || source.body.nodes.iter().any(|node| matches!(node, Node::Open(Element::List(_))));
    let is_bare = is_worked_with && card.steps.is_empty() && !card.places.has("steps") && !has_list();
    is_bare.then(|| {
        warning("card-without-steps", document).at(document.meta.places.of("title")).hint("hint-card-without-steps")
    })
}

/// Tests of a plan that holds; what is being written cannot be tested yet.
fn untested(document: &Document, plan: &CrisisPlan, context: &Context<'_>) -> Option<Diagnostic> {
    if matches!(document.status(), Some(Status::Draft | Status::Consultation)) {
        return None;
    }
    let today = context.config.options.today;
    let oldest = context.months_ago(TESTED_WITHIN.as_number(context.config));
    let missed = plan.next_exercise.filter(|day| *day < today && plan.tested_on.is_none_or(|tested| tested < *day));
    let finding = match (plan.tested_on, missed) {
        (_, Some(day)) => warning("exercise-missed", document)
            .at(plan.places.of("next_exercise"))
            .with("date", context.day(day))
            .hint("hint-exercise-missed"),
        (None, _) => {
            warning("crisis-never-tested", document).at(document.meta.places.of("title")).hint("hint-crisis-tested")
        }
        (Some(day), _) if day < oldest => warning("crisis-test-old", document)
            .at(plan.places.of("tested_on"))
            .with("date", context.day(day))
            .hint("hint-crisis-tested"),
        (Some(_), _) => return None,
    };
    Some(finding)
}

/// Adds the roles that a plan's levels and cards name.
fn call<'a>(plan: &'a CrisisPlan, cards: &Cards<'a>, called: &mut Called<'a>) {
    let mut add = |role: Option<&'a Ref<to::Role>>, title: &'a str| {
        if let Some(role) = role {
            called.entry(role.id()).or_insert(title);
        }
    };
    for level in &plan.levels {
        add(level.led_by.as_ref(), level.title.as_str());
        add(level.spokesperson.as_ref(), level.title.as_str());
    }
    for (document, card) in plan.cards.iter().filter_map(|card| cards.get(card.id())) {
        card.steps.iter().for_each(|step| add(step.who.as_ref(), document.meta.title.as_str()));
    }
}

fn unreachable(filed: &Filed<Role>, called: &Called<'_>) -> Option<Diagnostic> {
    let Filed { file, record } = filed;
    let by = called.get(record.id.as_str())?;
    let missing = [("`mailbox`", record.mailbox.is_none()), ("`phone_main`", record.phone_main.is_none())];
    let missing: Vec<_> = missing.iter().filter(|(_, missing)| *missing).map(|(field, _)| *field).collect();
    (!missing.is_empty()).then(|| {
        let finding = Diagnostic::warning(CODE, "role-not-reachable", file).at(record.places.of("title"));
        let finding = finding.with("name", record.title.as_str()).with("by", *by);
        finding.with("fields", missing.join(", ")).hint("hint-role-not-reachable")
    })
}

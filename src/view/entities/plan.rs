//! A year's plan: how far it has come, its themes, its actions seen from three sides, its goals.

use std::borrow::Cow;

use crate::chart;
use crate::graph::{EditionIndex, Graph, Plan, PlannedAction, PlannedGoal};
use crate::model::data::ActionStatus;
use crate::model::id::{Kind, Ref, to};
use crate::model::kinds::{ActionPlan, Spec};
use crate::model::view_call::{ViewName, ViewRequest};
use crate::view::build::{edition_of, item, list_section, section, table_section, views};
use crate::view::entities::Sheet;
use crate::view::filter::filter_of;
use crate::view::tables::{self, Anchors};
use crate::view::{Card, Fact, Link, Part, Progress, ProgressSegment, Section, Tone, Words, Writer};

/// The plan that an edition is, also where it is not at its main address.
pub fn own_plan(graph: &Graph, index: EditionIndex) -> Option<Cow<'_, Plan>> {
    graph.own_plan(index)
}

/// Whether a plan is one page, so that its text may hold the rows which links to its records lead to.
pub fn has_own_actions(graph: &Graph, index: EditionIndex) -> bool {
    graph.chapters(index).is_empty()
}

/// Whether a block on a plan's page shows all of the plan's own records of one sort.
pub fn shows_own(graph: &Graph, host: EditionIndex, request: &ViewRequest, view: ViewName) -> bool {
    let document = graph.document(host);
    let own = &request.parameters;
    let Spec::ActionPlan(spec) = &document.spec else { return false };
    let names_host = match &own.plan {
        Some(named) => named.id() == document.key.id.as_str(),
        None => own.year.is_none_or(|year| year == spec.year),
    };
    request.view == view && names_host && !request.is_narrowed()
}

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, spec: &ActionPlan) -> Sheet {
    let graph = writer.graph;
    let Some(plan) = own_plan(graph, index) else { return Sheet::default() };
    let actions: Vec<_> = plan.actions.iter().map(|action| PlannedAction { plan: &plan, action }).collect();
    let shown =
        |view| has_own_actions(graph, index) && views(graph, index).any(|(_, own)| shows_own(graph, index, &own, view));
    let mut after: Vec<Section> = Vec::new();
    after.extend(themes(writer, &actions, &graph.document(index).meta.themes));
    if !shown(ViewName::ThemeMatrix) {
        let table = tables::theme_matrix(writer, &plan, |_| true, |_| true);
        after.extend(table_section(writer, "page.coverage", table));
    }
    if !shown(ViewName::Actions) {
        after.extend(section(writer, "plan.by_theme", actions_by_theme(writer, &actions, Anchors::Here)));
    }
    after.extend(ways(writer, "plan.by_channel", tables::actions_by_channel(writer, &actions)));
    after.extend(ways(writer, "plan.by_responsible", tables::actions_by_responsible(writer, &actions)));
    if !shown(ViewName::Goals) {
        after.extend(goals(writer, &plan));
    }
    let progress = section(writer, "plan.progress", vec![Part::Progress(progress(writer, &actions))]);
    let before = progress.into_iter().filter(|_| !actions.is_empty()).collect();
    Sheet { facts: facts(writer, spec), before, after }
}

/// The ways to the same actions seen from another side.
fn ways(writer: &Writer<'_>, key: &str, lines: Vec<Words>) -> Option<Section> {
    list_section(writer, key, lines.into_iter().map(|line| item(line, Words::default())).collect())
}

fn facts(writer: &Writer<'_>, spec: &ActionPlan) -> Vec<Fact> {
    [
        writer.fact("year", "plan.year", Words::plain(spec.year.0.to_string())),
        writer.fact("strategy", "kind.strategy", writer.optional(spec.strategy.as_ref())),
        writer.fact("report", "kind.report", writer.optional(spec.report.as_ref())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn goals(writer: &Writer<'_>, plan: &Plan) -> Option<Section> {
    let list: Vec<_> = plan.goals.iter().map(|goal| PlannedGoal { plan, goal }).collect();
    let caption = writer.texts().fill("table.goals", &[("year", &plan.year.to_string())]);
    section(writer, "plan.goals", vec![Part::Table(tables::goals(writer, caption, &list, Anchors::Here))])
}

/// How far actions have come; overdue ones are counted by themselves.
pub fn progress(writer: &Writer<'_>, actions: &[PlannedAction<'_>]) -> Progress {
    let overdue = actions.iter().filter(|own| writer.graph.is_overdue(own.action)).count();
    let in_time = |status: ActionStatus| {
        let own = actions.iter().filter(|own| !writer.graph.is_overdue(own.action));
        own.filter(|own| own.action.status.unwrap_or(ActionStatus::Planned) == status).count()
    };
    let order = [
        (ActionStatus::Done, Tone::Good),
        (ActionStatus::InProgress, Tone::Attention),
        (ActionStatus::Planned, Tone::Neutral),
        (ActionStatus::Postponed, Tone::Neutral),
        (ActionStatus::Cancelled, Tone::Neutral),
    ];
    let mut counts: Vec<(Tone, &str, usize)> =
        order.into_iter().map(|(status, tone)| (tone, status.key(), in_time(status))).collect();
    counts.insert(1, (Tone::Bad, "overdue", overdue));
    counts.retain(|(_, _, count)| *count > 0);
    drawn_progress(writer, &counts)
}

fn drawn_progress(writer: &Writer<'_>, counts: &[(Tone, &str, usize)]) -> Progress {
    let labels: Vec<String> = counts.iter().map(|(_, key, _)| writer.choice("plan.status", key)).collect();
    let segments: Vec<chart::Segment<'_>> = counts
        .iter()
        .zip(&labels)
        .map(|((tone, _, count), label)| chart::Segment { label, count: *count, class: fill(*tone) })
        .collect();
    let title = writer.text("plan.actions");
    let drawing = chart::progress(&title, &segments, writer.texts());
    let listed = |(index, own): (usize, &chart::Segment<'_>)| ProgressSegment {
        mark: chart::swatch(index, own.class),
        label: own.label.to_owned(),
        count: own.count,
    };
    Progress {
        svg: drawing.map(|drawing| drawing.svg).unwrap_or_default(),
        segments: segments.iter().enumerate().map(listed).collect(),
        total: counts.iter().map(|(_, _, count)| count).sum(),
        label: title,
    }
}

/// The class of a segment's colour.
fn fill(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "fill-neutral",
        Tone::Good => "fill-good",
        Tone::Attention => "fill-attention",
        Tone::Bad => "fill-bad",
    }
}

fn themes(writer: &Writer<'_>, actions: &[PlannedAction<'_>], themes: &[Ref<to::Theme>]) -> Option<Section> {
    let items = theme_cards(writer, actions, themes);
    if items.is_empty() { None } else { section(writer, "strategy.themes", vec![Part::Cards { items }]) }
}

/// Themes with their messages and how many actions they have.
pub fn theme_cards(writer: &Writer<'_>, actions: &[PlannedAction<'_>], themes: &[Ref<to::Theme>]) -> Vec<Card> {
    let card = |theme: &Ref<to::Theme>| {
        let own = || actions.iter().filter(|own| own.has_theme(theme.id()));
        let done = own().filter(|own| own.action.status == Some(ActionStatus::Done)).count();
        let count = writer.texts().count("count.actions", own().count());
        let done = writer.texts().fill("plan.done_of", &[("actions", &count), ("done", &done.to_string())]);
        let name = writer.reference(theme).0.into_iter().next();
        Card {
            kicker: String::new(),
            title: name.map_or_else(|| plain(theme.id()), |run| Link { text: run.text, href: run.href }),
            text: message(writer, theme),
            tags: Words::plain(done),
        }
    };
    themes.iter().map(card).collect()
}

fn plain(text: &str) -> Link {
    Link { text: text.to_owned(), href: None }
}

/// A theme's message, or what its page says first.
fn message(writer: &Writer<'_>, theme: &Ref<to::Theme>) -> String {
    let Some(index) = edition_of(writer.graph, theme) else { return String::new() };
    let document = writer.graph.document(index);
    let own = match &document.spec {
        Spec::Theme(theme) => theme.message.as_deref(),
        _ => None,
    };
    own.or(document.meta.summary.as_deref()).unwrap_or_default().to_owned()
}

/// Actions in full, a table for each theme; those without a theme come last.
pub fn actions_by_theme(writer: &Writer<'_>, actions: &[PlannedAction<'_>], anchors: Anchors) -> Vec<Part> {
    let mut themes: Vec<Option<&str>> = Vec::new();
    for own in actions {
        let theme = own.action.theme.as_ref().map(Ref::id);
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    themes.sort_by_key(Option::is_none);
    let table = |theme: Option<&str>| {
        let own: Vec<_> =
            actions.iter().filter(|own| own.action.theme.as_ref().map(Ref::id) == theme).copied().collect();
        tables::action_details(writer, theme_title(writer, theme), &own, anchors)
    };
    let tables: Vec<_> = match themes.as_slice() {
        [] => vec![tables::action_details(writer, writer.text("plan.actions"), &[], anchors)],
        themes => themes.iter().copied().map(table).collect(),
    };
    let filter = filter_of(writer, &tables).into_iter().flat_map(|section| section.parts);
    filter.chain(tables.into_iter().map(Part::Table)).collect()
}

fn theme_title(writer: &Writer<'_>, theme: Option<&str>) -> String {
    match theme {
        Some(id) => writer.document(Kind::Theme, id).0.into_iter().map(|run| run.text).collect(),
        None => writer.text("plan.no_theme"),
    }
}

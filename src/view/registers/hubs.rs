//! All documents of one kind: guidelines by task, themes by year, channels by type, the rest by title.

use std::collections::BTreeMap;

use crate::graph::EditionIndex;
use crate::model::id::Kind;
use crate::model::kinds::{Activity, ChannelType, Guideline, Spec, Topic};
use crate::select::State;
use crate::view::build::{item, list, section, table_section, titled};
use crate::view::entities::{card_cards, crisis_levels, crisis_roles, progress};
use crate::view::registers::Content;
use crate::view::tables;
use crate::view::{ListItem, Part, Section, Tone, Words, Writer};

pub(super) fn page(writer: &Writer<'_>, kind: Kind) -> Content {
    let listed = writer.graph.listed(kind);
    let sections = match kind {
        Kind::Guideline | Kind::Guide => by_task(writer, &listed),
        Kind::Theme => by_year(writer, &listed),
        Kind::Channel => by_type(writer, &listed),
        Kind::Audience => by_group(writer, &listed),
        Kind::ActionPlan => plans(writer),
        Kind::CrisisPlan => crisis(writer, &listed),
        Kind::ActionCard => cards(writer, &listed),
        Kind::Strategy | Kind::Policy | Kind::Report | Kind::Page => plain(writer, &listed, kind),
    };
    Content::register(writer, &format!("hub.{}", kind.key()), sections)
}

/// A document with its state and its summary.
pub(super) fn entry(writer: &Writer<'_>, index: EditionIndex) -> ListItem {
    let state = writer.state(writer.graph.edition(index).state);
    let summary = writer.graph.document(index).meta.summary.as_deref().unwrap_or_default();
    item(writer.edition(index).and(" ", state), Words::plain(summary))
}

fn entries(writer: &Writer<'_>, list: &[EditionIndex]) -> Vec<ListItem> {
    list.iter().map(|index| entry(writer, *index)).collect()
}

fn unheaded(parts: Vec<Part>) -> Section {
    Section { anchor: String::new(), title: String::new(), parts }
}

fn plain(writer: &Writer<'_>, listed: &[EditionIndex], kind: Kind) -> Vec<Section> {
    let mut sections = vec![unheaded(vec![list(entries(writer, listed), writer.text("empty.documents"))])];
    if kind == Kind::Strategy && writer.graph.strategy().is_some() {
        let words = Words::link(
            writer.text("page.channel_audiences"),
            writer.href_to(&writer.graph.fixed("channel_audiences")),
        );
        sections.push(unheaded(vec![Part::Note { words }]));
    }
    sections
}

/// Guidelines by what an employee wants to do, in groups of topics.
fn by_task(writer: &Writer<'_>, listed: &[EditionIndex]) -> Vec<Section> {
    let mut topics: BTreeMap<Topic, Vec<ListItem>> = BTreeMap::new();
    for index in listed {
        if let Spec::Guideline(guideline) = &writer.graph.document(*index).spec {
            let topic = guideline.topic.unwrap_or(Topic::Other);
            topics.entry(topic).or_default().push(task(writer, *index, guideline));
        }
    }
    let group = |(topic, items): (Topic, Vec<ListItem>)| {
        let key = format!("topic.{}", topic.key());
        section(writer, &key, vec![list(items, String::new())])
    };
    topics.into_iter().filter_map(group).collect()
}

/// A guideline by its task in the employee's words, with its title below, and its state where it does not hold.
pub(super) fn task(writer: &Writer<'_>, index: EditionIndex, guideline: &Guideline) -> ListItem {
    match guideline.task.as_deref() {
        Some(task) => {
            let href = writer.href_to(writer.graph.path(index));
            let title = Words::plain(writer.graph.document(index).meta.title.as_str());
            let state = writer.graph.edition(index).state;
            let holds = matches!(state, State::Unstated | State::Living | State::InForce);
            let state = if holds { Words::default() } else { writer.state(state) };
            item(Words::link(task, href), title.and(" ", state))
        }
        None => entry(writer, index),
    }
}

fn by_year(writer: &Writer<'_>, listed: &[EditionIndex]) -> Vec<Section> {
    let mut years: BTreeMap<i16, Vec<ListItem>> = BTreeMap::new();
    let mut without: Vec<ListItem> = Vec::new();
    for index in listed {
        let Spec::Theme(theme) = &writer.graph.document(*index).spec else { continue };
        for year in &theme.years {
            years.entry(year.0).or_default().push(entry(writer, *index));
        }
        if theme.years.is_empty() {
            without.push(entry(writer, *index));
        }
    }
    let year = |(year, items): (i16, Vec<ListItem>)| {
        titled(&format!("year-{year}"), year.to_string(), vec![list(items, String::new())])
    };
    // The year that is now, then the others from the newest on.
    let current = writer.graph.current_year().unwrap_or_default();
    let mut years: Vec<_> = years.into_iter().rev().collect();
    years.sort_by_key(|(year, _)| *year != current);
    let mut sections: Vec<_> = years.into_iter().filter_map(year).collect();
    if !without.is_empty() || sections.is_empty() {
        sections.extend(section(writer, "theme.no_year", vec![list(without, writer.text("empty.documents"))]));
    }
    sections
}

fn by_type(writer: &Writer<'_>, listed: &[EditionIndex]) -> Vec<Section> {
    let mut types: BTreeMap<ChannelType, Vec<ListItem>> = BTreeMap::new();
    for index in listed {
        let document = writer.graph.document(*index);
        if let Spec::Channel(channel) = &document.spec {
            let summary = document.meta.summary.as_deref().unwrap_or_default();
            let words = writer.edition(*index).and(" ", activity(writer, channel.activity));
            types.entry(channel.r#type).or_default().push(item(words, Words::plain(summary)));
        }
    }
    let group = |(of, items): (ChannelType, Vec<ListItem>)| {
        section(writer, &format!("channel.type.{}", of.key()), vec![list(items, String::new())])
    };
    types.into_iter().filter_map(group).collect()
}

/// How much a channel is used, as a tag; active channels need none.
fn activity(writer: &Writer<'_>, activity: Option<Activity>) -> Words {
    match activity {
        None | Some(Activity::Active) => Words::default(),
        Some(activity) => {
            let tone = if activity == Activity::Closed { Tone::Neutral } else { Tone::Attention };
            writer.tag(writer.choice("channel.activity", activity.key()), tone)
        }
    }
}

fn by_group(writer: &Writer<'_>, listed: &[EditionIndex]) -> Vec<Section> {
    let mut groups: BTreeMap<&str, Vec<EditionIndex>> = BTreeMap::new();
    for index in listed {
        let Spec::Audience(audience) = &writer.graph.document(*index).spec else { continue };
        groups.entry(audience.group.as_deref().unwrap_or_default()).or_default().push(*index);
    }
    let group = |(group, own): (&str, Vec<EditionIndex>)| {
        let title = if group.is_empty() { writer.text("strategy.audiences") } else { group.to_owned() };
        let parts = vec![list(entries(writer, &own), String::new())];
        titled(&format!("group-{}", writer.lang.slug(group)), title, parts)
    };
    groups.into_iter().filter_map(group).collect()
}

/// Plans, newest first, with how far they have come.
fn plans(writer: &Writer<'_>) -> Vec<Section> {
    let graph = writer.graph;
    let plan = |plan: &crate::graph::Plan| {
        let id = graph.document(plan.edition).key.id.as_str();
        let actions: Vec<_> = graph.actions().filter(|own| own.plan.edition == plan.edition).collect();
        let mut parts = vec![list(vec![entry(writer, plan.edition)], String::new())];
        if !actions.is_empty() {
            parts.push(Part::Progress(progress(writer, &actions)));
        }
        titled(&format!("plan-{id}"), plan.year.to_string(), parts)
    };
    graph.plans.iter().filter_map(plan).collect()
}

fn crisis(writer: &Writer<'_>, listed: &[EditionIndex]) -> Vec<Section> {
    let graph = writer.graph;
    let sheet = Words::link(writer.text("page.crisis_sheet"), writer.href_to(&graph.crisis_sheet()));
    let mut items = entries(writer, listed);
    items.push(item(sheet, Words::plain(writer.text("page.crisis_sheet.summary"))));
    let mut sections = vec![unheaded(vec![list(items, String::new())])];
    for index in listed {
        if let Spec::CrisisPlan(plan) = &graph.document(*index).spec {
            let key = format!("levels-{}", graph.document(*index).key.id);
            let table = crisis_levels(writer, plan);
            sections.extend(titled(&key, writer.text("crisis.levels"), vec![Part::Table(table)]));
        }
    }
    sections.extend(section(writer, "crisis.cards", card_cards(writer, &graph.listed(Kind::ActionCard))));
    sections
}

/// Action cards, those of the operations apart from those of the management.
fn cards(writer: &Writer<'_>, listed: &[EditionIndex]) -> Vec<Section> {
    let mut levels: BTreeMap<&str, Vec<EditionIndex>> = BTreeMap::new();
    for index in listed {
        let Spec::ActionCard(card) = &writer.graph.document(*index).spec else { continue };
        levels.entry(card.level.map_or("", |level| level.key())).or_default().push(*index);
    }
    // Operations come first: they are who needs a card at once.
    let levels = levels.into_iter().rev();
    let group = |(level, own): (&str, Vec<EditionIndex>)| {
        let key = if level.is_empty() { "crisis.cards".to_owned() } else { format!("crisis.card_level.{level}") };
        section(writer, &key, card_cards(writer, &own))
    };
    let mut sections: Vec<_> = levels.filter_map(group).collect();
    let roles: Vec<_> = writer.graph.of_kind(Kind::CrisisPlan).collect();
    let mut roles: Vec<_> = roles.iter().flat_map(|plan| crisis_roles(writer.graph, *plan)).collect();
    roles.sort_by(|a, b| a.id().cmp(b.id()));
    roles.dedup_by(|a, b| a.id() == b.id());
    sections.extend(table_section(writer, "crisis.contacts", tables::contacts(writer, &roles)));
    sections
}

//! A role: how it is reached, what it answers for, what it owns, what it does in a crisis.

use crate::graph::EditionIndex;
use crate::model::data::Role;
use crate::model::document::Document;
use crate::model::id::{Id, RecordKind, Ref, to};
use crate::model::kinds::{CrisisPlan, Spec};
use crate::plan::CalendarOf;
use crate::view::build::{is, item, list_section, naming, phone, plain_items, section, table_section};
use crate::view::calendar::calendar_section;
use crate::view::registers::Content;
use crate::view::tables::{self, Anchors};
use crate::view::{Fact, ListItem, Part, Section, Words, Writer};
use crate::vocabulary::Target;

/// The page of a role; nothing where there is no such role.
pub fn role(writer: &Writer<'_>, id: &Id) -> Option<Content> {
    let role = writer.graph.role(id.as_str())?;
    let responsibilities = plain_items(&role.responsibilities);
    let members = plain_items(&role.group_members);
    let sections = [
        list_section(writer, "role.responsibilities", responsibilities),
        list_section(writer, "role.members", members),
        list_section(writer, "role.crisis", crisis(writer, id)),
        actions(writer, id),
        list_section(writer, "role.documents", documents(writer, id)),
        list_section(writer, "strategy.channels", channels(writer, id)),
        accounts(writer, id),
        list_section(writer, "role.wheel", wheel(writer, id)),
        calendar_section(writer, &CalendarOf::Role(id.clone())),
        list_section(writer, "role.deputy_for", deputy_for(writer, id)),
    ];
    Some(Content {
        title: role.title.to_string(),
        summary: String::new(),
        kind_label: writer.text("plan.role"),
        template: "entity",
        facts: facts(writer, role),
        sections: sections.into_iter().flatten().collect(),
        keywords: Vec::new(),
    })
}

fn facts(writer: &Writer<'_>, role: &Role) -> Vec<Fact> {
    let phone = role.phone_main.as_deref().map(phone).unwrap_or_default();
    [
        writer.fact("org_unit", "role.org_unit", writer.optional(role.org_unit.as_ref())),
        writer.fact("mailbox", "role.mailbox", writer.mailbox(role)),
        writer.fact("phone_main", "role.phone", phone),
        writer.fact("deputy", "role.deputy", writer.reach(role.deputy.as_ref())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Editions that name the role, of whatever kind.
fn named_by<'a>(writer: &Writer<'a>, id: &Id) -> impl Iterator<Item = (EditionIndex, &'a Document)> {
    let graph = writer.graph;
    let target = Target::Record(RecordKind::Role, id.clone());
    let found: Vec<_> = naming(graph, &target, |_| true).collect();
    found.into_iter().map(move |index| (index, graph.document(index)))
}

/// Documents that the role owns, answers questions about, or follows up.
fn documents(writer: &Writer<'_>, id: &Id) -> Vec<ListItem> {
    let own = named_by(writer, id).filter_map(|(index, document)| {
        let meta = &document.meta;
        let duties: [(&Option<Ref<to::Role>>, &str); 3] =
            [(&meta.owner, "doc.owner"), (&meta.contact, "doc.contact"), (&meta.follow_up_by, "plan.follow_up")];
        let duties: Vec<_> = duties
            .into_iter()
            .filter(|(role, _)| is(role.as_ref(), id.as_str()))
            .map(|(_, key)| writer.text(key))
            .collect();
        let kind = writer.choice("kind", document.key.kind.key());
        (!duties.is_empty())
            .then(|| item(writer.edition(index), Words::plain(format!("{kind} · {}", duties.join(", ")))))
    });
    own.collect()
}

fn channels(writer: &Writer<'_>, id: &Id) -> Vec<ListItem> {
    let own = named_by(writer, id).filter(|(_, document)| match &document.spec {
        Spec::Channel(channel) => is(channel.responsible.as_ref(), id.as_str()),
        _ => false,
    });
    own.map(|(index, _)| item(writer.edition(index), Words::default())).collect()
}

fn actions(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let year = writer.graph.current_year()?;
    let list: Vec<_> =
        writer.graph.actions().filter(|own| own.plan.year >= year && own.involves(id.as_str())).collect();
    let responsible = |own: &&crate::graph::PlannedAction<'_>| is(own.action.responsible.as_ref(), id.as_str());
    let own: Vec<_> = list.iter().filter(responsible).copied().collect();
    let others: Vec<_> = list.iter().filter(|own| !responsible(own)).copied().collect();
    let mut parts = Vec::new();
    if !own.is_empty() {
        parts.push(Part::Table(tables::actions(writer, writer.text("role.actions"), &own)));
    }
    if !others.is_empty() {
        parts.push(Part::Table(tables::actions(writer, writer.text("role.contributes"), &others)));
    }
    section(writer, "plan.actions", parts)
}

fn accounts(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let accounts = writer.graph.data.accounts.iter().map(|filed| &filed.record);
    let list: Vec<_> = accounts.filter(|account| is(account.responsible.as_ref(), id.as_str())).collect();
    let key = "strategy.accounts";
    table_section(writer, key, tables::accounts(writer, writer.text(key), &list, Anchors::Elsewhere))
}

/// What the role does in a crisis: leads, speaks, or has steps on a card.
fn crisis(writer: &Writer<'_>, id: &Id) -> Vec<ListItem> {
    let mut items = Vec::new();
    for (index, document) in named_by(writer, id) {
        match &document.spec {
            Spec::CrisisPlan(plan) => {
                items.extend(duties(writer, plan, id).map(|duty| item(writer.edition(index), Words::plain(duty))));
            }
            Spec::ActionCard(card) => {
                let own = card.steps.iter().filter(|step| is(step.who.as_ref(), id.as_str()));
                let steps: Vec<_> = own.map(|step| step.r#do.to_string()).collect();
                if !steps.is_empty() {
                    items.push(item(writer.edition(index), Words::plain(steps.join(" "))));
                }
            }
            _ => {}
        }
    }
    items
}

fn duties(writer: &Writer<'_>, plan: &CrisisPlan, id: &Id) -> impl Iterator<Item = String> {
    let duty = |level: &crate::model::kinds::CrisisLevel, key: &str| format!("{}: {}", level.title, writer.text(key));
    plan.levels.iter().flat_map(move |level| {
        let leads = is(level.led_by.as_ref(), id.as_str()).then(|| duty(level, "crisis.led_by"));
        let speaks = is(level.spokesperson.as_ref(), id.as_str()).then(|| duty(level, "plan.spokesperson"));
        leads.into_iter().chain(speaks)
    })
}

fn wheel(writer: &Writer<'_>, id: &Id) -> Vec<ListItem> {
    let items = writer.graph.data.wheel.iter().map(|filed| &filed.record);
    let own = items.filter(|entry| is(entry.responsible.as_ref(), id.as_str()));
    own.map(|entry| item(writer.wheel_item(entry), month(writer, entry.month))).collect()
}

fn month(writer: &Writer<'_>, month: Option<crate::model::scalar::Month>) -> Words {
    month.map(|month| Words::plain(writer.lang.month(month.0))).unwrap_or_default()
}

fn deputy_for(writer: &Writer<'_>, id: &Id) -> Vec<ListItem> {
    let roles = writer.graph.data.roles.iter().map(|filed| &filed.record);
    let own = roles.filter(|role| is(role.deputy.as_ref(), id.as_str()));
    own.map(|role| item(writer.record(RecordKind::Role, role.id.as_str()), Words::default())).collect()
}

//! Roles and the organisation they belong to.

use std::collections::BTreeMap;

use crate::model::data::{OrgUnit, Role};
use crate::model::id::{RecordKind, Ref, to};
use crate::view::build::{columns, is, phone, register, stacked};
use crate::view::{Cell, Row, Table, Words, Writer};

/// Roles with what they answer for and how they are reached.
pub fn roles(writer: &Writer<'_>, caption: impl Into<String>, list: &[&Role]) -> Table {
    let row = |role: &&Role| {
        let lines = role.responsibilities.iter().map(|line| Words::plain(line.as_str()));
        let members: Vec<_> = role.group_members.iter().map(ToString::to_string).collect();
        let members = writer.labelled("role.members", Words::plain(members.join(", ")));
        let cells = vec![
            Cell::lines(lines.chain([members])),
            writer.optional(role.org_unit.as_ref()).into(),
            contact(writer, role),
            writer.optional(role.deputy.as_ref()).into(),
        ];
        let unit = writer.mark("of_unit", &writer.optional(role.org_unit.as_ref()));
        Row::new(writer.record(RecordKind::Role, role.id.as_str()), cells).marked(unit)
    };
    let keys = ["plan.role", "role.responsibilities", "role.org_unit", "doc.contact", "role.deputy"];
    register(stacked(caption, columns(writer, &keys), list.iter().map(row).collect(), writer.text("empty.roles")))
}

fn contact(writer: &Writer<'_>, role: &Role) -> Cell {
    let phone = role.phone_main.as_deref().map(phone).unwrap_or_default();
    Cell::lines([writer.mailbox(role), phone])
}

/// Roles with how they and their deputies are reached.
pub fn contacts(writer: &Writer<'_>, list: &[&Ref<to::Role>]) -> Table {
    let row = |reference: &&Ref<to::Role>| {
        let role = writer.graph.role(reference.id());
        let cells = vec![
            role.map(|role| contact(writer, role)).unwrap_or_default(),
            writer.reach(role.and_then(|role| role.deputy.as_ref())).into(),
        ];
        Row::new(writer.reference(reference), cells)
    };
    let keys = ["plan.role", "doc.contact", "role.deputy"];
    let rows = list.iter().map(row).collect();
    stacked(writer.text("table.contacts"), columns(writer, &keys), rows, writer.text("empty.roles"))
}

/// Units in the order of the tree, each with the units above it, its roles and its accounts.
pub fn org_units(writer: &Writer<'_>) -> Table {
    let data = &writer.graph.data;
    let units: Vec<&OrgUnit> = data.org_units.iter().map(|filed| &filed.record).collect();
    let mut roles: BTreeMap<&str, Vec<Words>> = BTreeMap::new();
    for role in data.roles.iter().map(|filed| &filed.record) {
        if let Some(unit) = &role.org_unit {
            roles.entry(unit.id()).or_default().push(writer.record(RecordKind::Role, role.id.as_str()));
        }
    }
    let mut accounts: BTreeMap<&str, Vec<Words>> = BTreeMap::new();
    for account in data.accounts.iter().map(|filed| &filed.record) {
        if let Some(unit) = &account.owner_unit {
            accounts.entry(unit.id()).or_default().push(writer.record(RecordKind::Account, account.id.as_str()));
        }
    }
    let list = |map: &mut BTreeMap<&str, Vec<Words>>, id: &str| Cell(map.remove(id).unwrap_or_default());
    let rows = in_tree(&units).into_iter().map(|(unit, above)| {
        let above = above.iter().rev().map(|unit| writer.record(RecordKind::OrgUnit, unit.id.as_str()));
        let above = above.fold(Words::default(), |path, unit| path.and(" › ", unit));
        let id = unit.id.as_str();
        let cells = vec![above.into(), list(&mut roles, id), list(&mut accounts, id)];
        Row::new(Words::plain(unit.title.as_str()), cells).at(id)
    });
    let keys = ["org.unit", "org.parent", "plan.roles", "strategy.accounts"];
    stacked(writer.text("org.units"), columns(writer, &keys), rows.collect(), writer.text("empty.org_units"))
}

/// Each unit after its parent, with the units above it; units of a circle come last, with none above.
fn in_tree<'a>(units: &[&'a OrgUnit]) -> Vec<(&'a OrgUnit, Vec<&'a OrgUnit>)> {
    let has_parent = |unit: &OrgUnit| units.iter().any(|other| is(unit.parent.as_ref(), other.id.as_str()));
    let mut ordered: Vec<(&OrgUnit, Vec<&OrgUnit>)> = Vec::with_capacity(units.len());
    let mut waiting: Vec<(&OrgUnit, Vec<&OrgUnit>)> =
        units.iter().rev().filter(|unit| !has_parent(unit)).map(|unit| (*unit, Vec::new())).collect();
    while let Some((unit, above)) = waiting.pop() {
        let below: Vec<_> = std::iter::once(unit).chain(above.iter().copied()).collect();
        let children = units.iter().rev().filter(|child| is(child.parent.as_ref(), unit.id.as_str()));
        waiting.extend(children.map(|child| (*child, below.clone())));
        ordered.push((unit, above));
    }
    let missing = units.iter().filter(|unit| !ordered.iter().any(|(known, _)| known.id == unit.id));
    let missing: Vec<_> = missing.map(|unit| (*unit, Vec::new())).collect();
    ordered.extend(missing);
    ordered
}

//! Channels and their audiences, both ways round, and the purposes behind them.

use crate::model::id::{Kind, Ref, to};
use crate::model::kinds::{ChannelRole, Purpose, Spec, Strategy};
use crate::model::scalar::Switch;
use crate::view::build::{columns, is, names, stacked};
use crate::view::{Align, Cell, Column, Layout, Row, Table, Words, Writer};

/// The part of a strategy's channel roles that a filter lets through.
pub fn channel_roles(strategy: &Strategy, wants: impl Fn(&ChannelRole) -> bool) -> Vec<&ChannelRole> {
    strategy.channel_roles.iter().filter(|role| wants(role)).collect()
}

/// What each channel is for: breadth, audiences, benefits, voice.
pub fn channel_audiences(writer: &Writer<'_>, roles: &[&ChannelRole]) -> Table {
    let keys = ["strategy.channel", "strategy.breadth", "strategy.audiences", "strategy.advantages", "strategy.voice"];
    let mut heads = columns(writer, &keys);
    let has_notes = roles.iter().any(|role| role.note.is_some());
    if has_notes {
        heads.extend(columns(writer, &["note.note"]));
    }
    let row = |role: &&ChannelRole| {
        let mut cells = vec![
            Words::plain(breadth(writer, role)).into(),
            audiences(writer, role),
            Cell(role.benefits.iter().map(|benefit| Words::plain(benefit.as_str())).collect()),
            Words::plain(role.voice.as_deref().unwrap_or_default()).into(),
        ];
        if has_notes {
            cells.push(Words::plain(role.note.as_deref().unwrap_or_default()).into());
        }
        Row::new(writer.reference(&role.channel), cells)
    };
    let rows = roles.iter().map(row).collect();
    stacked(writer.text("table.channel_audiences"), heads, rows, writer.text("empty.channel_audiences"))
}

fn breadth(writer: &Writer<'_>, role: &ChannelRole) -> String {
    role.breadth.map(|breadth| writer.choice("strategy.breadth", breadth.key())).unwrap_or_default()
}

fn audiences(writer: &Writer<'_>, role: &ChannelRole) -> Cell {
    writer.reference_cell(&role.audiences)
}

/// The same the other way round: which channels reach each audience, and how broadly.
pub fn audience_channels(writer: &Writer<'_>, roles: &[&ChannelRole], wants: impl Fn(&str) -> bool) -> Table {
    let head = Column { title: Words::plain(writer.text("strategy.audience")), align: Align::Start };
    let channel = |role: &&ChannelRole| Column { title: writer.reference(&role.channel), align: Align::Start };
    let audiences = in_order(roles).into_iter().filter(|audience| wants(audience.id()));
    let rows = audiences.map(|audience| {
        let cells = roles.iter().map(|role| reach(writer, role, audience.id()).into()).collect();
        Row::new(writer.reference(audience), cells)
    });
    Table {
        caption: writer.text("table.audience_channels"),
        columns: std::iter::once(head).chain(roles.iter().map(channel)).collect(),
        rows: rows.collect(),
        layout: Layout::Matrix,
        empty: writer.text("empty.channel_audiences"),
    }
}

/// Audiences as they are first named.
fn in_order<'a>(roles: &[&'a ChannelRole]) -> Vec<&'a Ref<to::Audience>> {
    let mut seen: Vec<&Ref<to::Audience>> = Vec::new();
    for audience in roles.iter().flat_map(|role| &role.audiences) {
        if !seen.iter().any(|known| known.id() == audience.id()) {
            seen.push(audience);
        }
    }
    seen
}

/// How a channel reaches an audience, in words; nothing where it does not.
fn reach(writer: &Writer<'_>, role: &ChannelRole, audience: &str) -> Words {
    if !names(&role.audiences, audience) {
        return Words::default();
    }
    let breadth = breadth(writer, role);
    let partial = if role.partial == Switch::On { writer.text("strategy.partial") } else { String::new() };
    let words = Words::plain(breadth).and(", ", Words::plain(partial));
    if words.is_empty() { Words::plain(writer.text("strategy.reached")) } else { words }
}

/// The channels that reach one audience.
pub fn one_audience(writer: &Writer<'_>, roles: &[&ChannelRole], audience: &str) -> Table {
    let own: Vec<_> = roles.iter().filter(|role| names(&role.audiences, audience)).copied().collect();
    let keys = ["strategy.channel", "strategy.breadth", "strategy.advantages", "strategy.voice", "note.note"];
    let row = |role: &&ChannelRole| {
        let cells = vec![
            reach(writer, role, audience).into(),
            Cell(role.benefits.iter().map(|benefit| Words::plain(benefit.as_str())).collect()),
            Words::plain(role.voice.as_deref().unwrap_or_default()).into(),
            Words::plain(role.note.as_deref().unwrap_or_default()).into(),
        ];
        Row::new(writer.reference(&role.channel), cells)
    };
    let rows = own.iter().map(row).collect();
    stacked(writer.text("table.one_audience"), columns(writer, &keys), rows, writer.text("empty.one_audience"))
}

/// Purposes with their channels, and how many actions of the newest plan serve them.
pub fn purposes(writer: &Writer<'_>, strategy: &Strategy, id: &str) -> Table {
    let graph = writer.graph;
    let year = graph.current_year();
    let plan = graph.plans.iter().find(|plan| Some(plan.year) == year && plan.strategy.as_deref() == Some(id));
    let row = |purpose: &Purpose| {
        let actions = plan.into_iter().flat_map(|plan| &plan.actions);
        let count = actions.filter(|action| names(&action.purposes, purpose.id.as_str())).count();
        let served = plan.map_or_else(String::new, |_| writer.texts().count("count.actions", count));
        let cells = vec![
            Words::plain(purpose.text.as_deref().unwrap_or_default()).into(),
            writer.reference_cell(&purpose.channels),
            Words::plain(served).into(),
        ];
        Row::new(Words::plain(purpose.title.as_str()), cells)
    };
    let keys = ["strategy.purpose", "table.meaning", "strategy.channels", "plan.actions"];
    let rows = strategy.purposes.iter().map(row).collect();
    stacked(writer.text("table.purposes"), columns(writer, &keys), rows, writer.text("empty.purposes"))
}

impl Writer<'_> {
    /// The title of a purpose, which has no page: looked up in the strategies.
    pub(in crate::view) fn purpose(&self, strategy: Option<&str>, purpose: &Ref<to::Purpose>) -> Words {
        let strategies = self
            .graph
            .of_kind(Kind::Strategy)
            .filter(|index| strategy.is_none_or(|id| self.graph.document(*index).key.id.as_str() == id));
        let found = strategies.into_iter().find_map(|index| match &self.graph.document(index).spec {
            Spec::Strategy(spec) => {
                spec.purposes.iter().find(|own| is(Some(purpose), own.id.as_str())).map(|own| own.title.to_string())
            }
            _ => None,
        });
        Words::plain(found.unwrap_or_else(|| purpose.id().to_owned()))
    }
}

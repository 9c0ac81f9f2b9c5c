//! Themes and channels with what happens where, and with what does not.

use crate::graph::{Plan, PlannedAction};
use crate::model::data::Action;
use crate::model::id::{Kind, Ref, to};
use crate::model::kinds::Spec;
use crate::view::build::is;
use crate::view::{Align, Cell, Column, Layout, Row, Table, Words, Writer};

/// The matrix of a plan: themes as rows, channels as columns. A cell without actions stays, and stays empty.
pub fn theme_matrix(
    writer: &Writer<'_>,
    plan: &Plan,
    wants_theme: impl Fn(&str) -> bool,
    wants_channel: impl Fn(&str) -> bool,
) -> Table {
    let themes: Vec<_> = themes(writer, plan).into_iter().filter(|theme| wants_theme(theme)).collect();
    let channels: Vec<_> = channels(writer, plan).into_iter().filter(|channel| wants_channel(channel)).collect();
    let head = Column { title: Words::plain(writer.text("strategy.theme")), align: Align::Start };
    let columns =
        channels.iter().map(|channel| Column { title: writer.document(Kind::Channel, channel), align: Align::Start });
    let rows = themes.iter().map(|theme| {
        let own: Vec<_> = plan.actions.iter().filter(|action| is(action.theme.as_ref(), theme)).collect();
        let cells = channels.iter().map(|channel| cell(writer, plan, &own, channel)).collect();
        Row::new(writer.document(Kind::Theme, theme), cells)
    });
    Table {
        caption: writer.texts().fill("table.theme_matrix", &[("year", &plan.year.to_string())]),
        rows: rows.collect(),
        columns: std::iter::once(head).chain(columns).collect(),
        layout: Layout::Matrix,
        empty: writer.text("empty.theme_matrix"),
    }
}

fn cell(writer: &Writer<'_>, plan: &Plan, actions: &[&Action], channel: &str) -> Cell {
    let own = actions.iter().map(|action| PlannedAction { plan, action }).filter(|own| own.uses_channel(channel));
    Cell(own.map(|own| treated(writer, own, channel)).collect())
}

/// An action and what it does on a channel; its title alone on the page of the plan, where it stands in full.
fn treated(writer: &Writer<'_>, own: PlannedAction<'_>, channel: &str) -> Words {
    if writer.path == writer.graph.path(own.plan.edition) {
        return writer.action(own.action);
    }
    let treatment = own.action.treatment.get(channel).map(|text| Words::plain(text.as_str()));
    writer.action(own.action).and(": ", treatment.unwrap_or_default())
}

/// The year's themes: those that the plan names, then those that only its actions have.
pub(super) fn themes(writer: &Writer<'_>, plan: &Plan) -> Vec<String> {
    let document = writer.graph.document(plan.edition);
    let of_actions = plan.actions.iter().filter_map(|action| action.theme.as_ref());
    distinct(document.meta.themes.iter().chain(of_actions))
}

/// The strategy's channels in its order, then those that only actions have.
pub(super) fn channels(writer: &Writer<'_>, plan: &Plan) -> Vec<String> {
    let graph = writer.graph;
    let strategy = plan.strategy.as_deref().and_then(|id| graph.find(Kind::Strategy, id));
    let roles = strategy.map(|index| &graph.document(index).spec).into_iter().flat_map(|spec| match spec {
        Spec::Strategy(strategy) => strategy.channel_roles.as_slice(),
        _ => &[],
    });
    let of_actions = plan.actions.iter().flat_map(|action| &action.channels);
    distinct::<to::Channel>(roles.map(|role| &role.channel).chain(of_actions))
}

fn distinct<'a, T: crate::model::id::Target + 'a>(references: impl Iterator<Item = &'a Ref<T>>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for reference in references {
        if !seen.iter().any(|known| known == reference.id()) {
            seen.push(reference.id().to_owned());
        }
    }
    seen
}

//! Themes and channels with how many actions there are on each: where a plan is thin, at a glance.

use crate::chart::heat;
use crate::graph::{Plan, PlannedAction};
use crate::model::id::Kind;
use crate::view::tables::matrix::{channels, themes};
use crate::view::{Align, Column, HeatCell, HeatRow, HeatTable, Words, Writer};

/// The counts of a plan; nothing where it has no themes or no channels.
pub fn coverage(writer: &Writer<'_>, plan: &Plan) -> Option<HeatTable> {
    let (themes, channels) = (themes(writer, plan), channels(writer, plan));
    let count = |theme: &String, channel: &String| {
        let own = plan.actions.iter().map(|action| PlannedAction { plan, action });
        own.filter(|own| own.has_theme(theme) && own.uses_channel(channel)).count()
    };
    let counts: Vec<Vec<usize>> =
        themes.iter().map(|theme| channels.iter().map(|channel| count(theme, channel)).collect()).collect();
    let heat = heat(&counts);
    if heat.cells == 0 {
        return None;
    }
    let rows = themes.iter().zip(counts.iter().zip(&heat.steps)).map(|(theme, (counts, steps))| HeatRow {
        head: writer.document(Kind::Theme, theme),
        cells: counts.iter().zip(steps).map(|(count, step)| HeatCell { count: *count, step: *step }).collect(),
    });
    let head = Column { title: Words::plain(writer.text("strategy.theme")), align: Align::Start };
    let named = channels.iter().map(|id| Column { title: writer.document(Kind::Channel, id), align: Align::Start });
    let (empty, cells) = (heat.empty.to_string(), heat.cells.to_string());
    Some(HeatTable {
        caption: writer.texts().fill("coverage.counts", &[("year", &plan.year.to_string())]),
        rows: rows.collect(),
        columns: std::iter::once(head).chain(named).collect(),
        note: writer.texts().fill("coverage.empty", &[("empty", &empty), ("cells", &cells)]),
    })
}

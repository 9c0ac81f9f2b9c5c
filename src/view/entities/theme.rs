//! A theme: its message, what happens on each channel, its goals, where it is mentioned, its other years.

use crate::graph::{EditionIndex, PlannedAction};
use crate::model::id::{Id, Kind};
use crate::model::kinds::Theme;
use crate::view::build::{is, names, own_target, section, titled};
use crate::view::entities::{Sheet, mentions};
use crate::view::tables::{self, Anchors};
use crate::view::{Fact, Part, Section, Tone, Words, Writer};

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, theme: &Theme) -> Sheet {
    let document = writer.graph.document(index);
    let id = &document.key.id;
    let message = theme.message.as_deref().map(|message| {
        let words = Words::plain(message);
        vec![Part::Callout { tone: Tone::Neutral, title: writer.text("strategy.message"), words }]
    });
    let message = message.map(|parts| Section { anchor: String::new(), title: String::new(), parts });
    let mut after: Vec<Section> = Vec::new();
    after.extend(this_year(writer, id));
    after.extend(other_years(writer, id));
    after.extend(goals(writer, id));
    after.extend(section(writer, "theme.mentioned", mentions::mentions(writer, &own_target(document))));
    Sheet { facts: facts(writer, theme, index), before: message.into_iter().collect(), after }
}

fn facts(writer: &Writer<'_>, theme: &Theme, index: EditionIndex) -> Vec<Fact> {
    let meta = &writer.graph.document(index).meta;
    let kind = theme.r#type.map(|kind| writer.choice("theme.type", kind.key())).unwrap_or_default();
    let years: Vec<_> = theme.years.iter().map(|year| year.0.to_string()).collect();
    [
        writer.fact("type", "kind.kind", Words::plain(kind)),
        writer.fact("years", "theme.years", Words::plain(years.join(", "))),
        writer.fact("audiences", "strategy.audiences", writer.references(&meta.audiences)),
        writer.fact("channels", "strategy.channels", writer.references(&meta.channels)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_year<'a>(writer: &Writer<'a>, id: &Id, year: i16) -> Vec<PlannedAction<'a>> {
    writer.graph.actions().filter(|own| own.plan.year == year && own.has_theme(id.as_str())).collect()
}

/// What happens on each channel in the current plan; said also where nothing does.
fn this_year(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let year = writer.graph.current_year()?;
    let actions = of_year(writer, id, year);
    let title = writer.texts().fill("theme.on_channels", &[("year", &year.to_string())]);
    let silent = silent_channels(writer, id, &actions);
    let mut parts = vec![Part::Table(tables::theme_on_channels(writer, title.clone(), &actions))];
    if !silent.is_empty() && !actions.is_empty() {
        let words = writer.labelled("theme.silent", crate::view::joined(silent.into_iter()));
        parts.push(Part::Note { words });
    }
    titled("on-channels", title, parts)
}

/// Channels that the theme names and on which nothing is planned.
fn silent_channels(writer: &Writer<'_>, id: &Id, actions: &[PlannedAction<'_>]) -> Vec<Words> {
    let Some(index) = writer.graph.find(Kind::Theme, id.as_str()) else { return Vec::new() };
    let channels = &writer.graph.document(index).meta.channels;
    let silent = channels.iter().filter(|channel| !actions.iter().any(|own| own.uses_channel(channel.id())));
    silent.map(|channel| writer.reference(channel)).collect()
}

fn other_years(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let graph = writer.graph;
    let other = graph.plans.iter().filter(|plan| Some(plan.year) != graph.current_year());
    let parts = other.filter_map(|plan| {
        let actions: Vec<_> =
            graph.actions().filter(|own| own.plan.edition == plan.edition && own.has_theme(id.as_str())).collect();
        let caption = graph.document(plan.edition).meta.title.to_string();
        (!actions.is_empty()).then(|| Part::Table(tables::actions(writer, caption, &actions)))
    });
    section(writer, "theme.other_years", parts.collect())
}

/// Goals that name the theme, and those that its actions work for.
fn goals(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let year = writer.graph.current_year()?;
    let actions = of_year(writer, id, year);
    let serves = |goal: &str| actions.iter().any(|own| names(&own.action.goals, goal));
    let goals: Vec<_> = writer
        .graph
        .goals()
        .filter(|own| own.plan.year == year)
        .filter(|own| is(own.goal.theme.as_ref(), id.as_str()) || serves(own.goal.id.as_str()))
        .collect();
    let caption = writer.texts().fill("table.goals", &[("year", &year.to_string())]);
    let table = tables::goals(writer, caption, &goals, Anchors::Elsewhere);
    if goals.is_empty() { None } else { section(writer, "plan.goals", vec![Part::Table(table)]) }
}

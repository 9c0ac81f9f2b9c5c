//! A strategy: purposes, what each channel is for, the style theme, values, and the plans that carry it out.

use crate::graph::EditionIndex;
use crate::model::kinds::{Strategy, StyleTheme};
use crate::model::view_call::ViewName;
use crate::select::Slot;
use crate::view::build::{is_shown, item, list, list_section, names, plain_items, section, table_section};
use crate::view::entities::Sheet;
use crate::view::tables::{self, Anchors};
use crate::view::{Part, Section, Tone, Words, Writer};

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, strategy: &Strategy) -> Sheet {
    let id = writer.graph.document(index).key.id.as_str();
    let is_in_its_place = writer.graph.edition(index).slot == Slot::Main;
    let max = strategy.max_themes_per_year.map(|max| max.to_string()).unwrap_or_default();
    let facts = [writer.fact("max_themes_per_year", "strategy.max_themes", Words::plain(max))];
    let style = style_theme(writer, strategy);
    let values = tables::values(writer, |value| names(&strategy.values, value.id.as_str()), Anchors::Elsewhere);
    let after = [
        table_section(writer, "strategy.purposes", tables::purposes(writer, strategy, id)),
        channels(writer, index, strategy),
        section(writer, "strategy.style_theme", style),
        table_section(writer, "strategy.values", values),
        // Today's plans carry out the strategy in force, not what it replaced.
        if is_in_its_place { plans(writer, id) } else { None },
    ];
    Sheet {
        facts: facts.into_iter().flatten().collect(),
        before: Vec::new(),
        after: after.into_iter().flatten().collect(),
    }
}

/// The channel table, both ways round, unless the text shows it.
fn channels(writer: &Writer<'_>, index: EditionIndex, strategy: &Strategy) -> Option<Section> {
    let roles = tables::channel_roles(strategy, |_| true);
    let mut parts = Vec::new();
    if !roles.is_empty() && !is_shown(writer.graph, index, ViewName::ChannelAudiences) {
        parts.push(Part::Table(tables::channel_audiences(writer, &roles)));
    }
    if !roles.is_empty() && !is_shown(writer.graph, index, ViewName::AudienceChannels) {
        parts.push(Part::Table(tables::audience_channels(writer, &roles, |_| true)));
    }
    section(writer, "page.channel_audiences", parts)
}

/// The style theme with its examples; nothing where there is none.
pub(super) fn style_theme(writer: &Writer<'_>, strategy: &Strategy) -> Vec<Part> {
    let Some(StyleTheme { name, description, examples, .. }) = &strategy.style_theme else { return Vec::new() };
    let words = Words::plain(description.as_deref().unwrap_or_default());
    let words = if words.is_empty() { Words::plain(writer.text("strategy.style_theme")) } else { words };
    let mut parts = vec![Part::Callout { tone: Tone::Neutral, title: name.to_string(), words }];
    if !examples.is_empty() {
        parts.push(list(plain_items(examples), String::new()));
    }
    parts
}

fn plans(writer: &Writer<'_>, id: &str) -> Option<Section> {
    let own = writer.graph.plans.iter().filter(|plan| plan.strategy.as_deref() == Some(id));
    let items = own.map(|plan| {
        let actions = writer.texts().count("count.actions", plan.actions.len());
        item(
            writer.edition(plan.edition),
            writer.state(writer.graph.edition(plan.edition).state).and(" ", Words::plain(actions)),
        )
    });
    list_section(writer, "strategy.plans", items.collect())
}

//! What is not filled in: for each kind of document the fields without which its page leaves a reader's question open.
//!
//! No rule asks for them, since a first draft may lack them; an author wants to see them together.

use crate::graph::Graph;
use crate::model::document::Document;
use crate::model::id::Kind;
use crate::model::kinds::{Audience, Channel, Guideline, Spec, Theme};
use crate::select::Slot;
use crate::view::build::{columns, note, section as titled_section, stacked};
use crate::view::{Part, Row, Section, Words, Writer};

/// The table of documents and what they lack.
pub(super) fn section(writer: &Writer<'_>) -> Option<Section> {
    let rows: Vec<_> = shown(writer.graph)
        .filter_map(|(words, lacking)| {
            let lacking: Vec<_> = lacking.iter().map(|key| writer.text(key)).collect();
            (!lacking.is_empty())
                .then(|| Row::new(writer.edition(words), vec![Words::plain(lacking.join(", ")).into()]))
        })
        .collect();
    let part = if rows.is_empty() {
        note(Words::plain(writer.text("health.nothing_lacking")))
    } else {
        let keys = ["kind.document", "health.lacking"];
        Part::Table(stacked(writer.text("health.gaps"), columns(writer, &keys), rows, String::new()))
    };
    titled_section(writer, "health.gaps", vec![part])
}

fn shown(graph: &Graph) -> impl Iterator<Item = (crate::graph::EditionIndex, Vec<&'static str>)> {
    let main = graph.all().filter(|(_, edition)| edition.slot == Slot::Main && !edition.state.is_over());
    main.map(|(index, edition)| (index, lacking(&edition.source.document)))
}

/// Keys of the labels of what a document lacks.
fn lacking(document: &Document) -> Vec<&'static str> {
    let meta = &document.meta;
    let own = match &document.spec {
        Spec::Channel(channel) => of_channel(channel),
        Spec::Audience(audience) => of_audience(audience),
        Spec::Theme(theme) => of_theme(theme),
        Spec::Guideline(guideline) => of_guideline(guideline),
        _ => Vec::new(),
    };
    let answered = document.key.kind.is_governed() || matches!(document.key.kind, Kind::Guide);
    let common = [
        ("health.summary_field", meta.summary.is_none() && document.key.kind != Kind::ActionCard),
        ("doc.owner", answered && meta.owner.is_none()),
    ];
    common.into_iter().chain(own).filter(|(_, lacks)| *lacks).map(|(key, _)| key).collect()
}

type Gap = (&'static str, bool);

fn of_channel(channel: &Channel) -> Vec<Gap> {
    if channel.closed.is_some() {
        return Vec::new();
    }
    vec![
        ("channel.use_for", channel.use_for.is_empty()),
        ("channel.not_for", channel.not_for.is_empty()),
        ("channel.tone", channel.tone.is_none()),
        ("channel.frequency", channel.frequency.is_none()),
        ("plan.responsible", channel.responsible.is_none()),
    ]
}

fn of_audience(audience: &Audience) -> Vec<Gap> {
    vec![("audience.group", audience.group.is_none()), ("strategy.persona", audience.persona.is_none())]
}

fn of_theme(theme: &Theme) -> Vec<Gap> {
    vec![("strategy.message", theme.message.is_none()), ("theme.years", theme.years.is_empty())]
}

fn of_guideline(guideline: &Guideline) -> Vec<Gap> {
    vec![("guide.topic", guideline.topic.is_none()), ("guide.task", guideline.task.is_none())]
}

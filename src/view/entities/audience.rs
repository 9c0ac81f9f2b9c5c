//! An audience: how many they are, a typical member, which channels reach them, what is done for them.

use crate::graph::EditionIndex;
use crate::model::id::Id;
use crate::model::kinds::{Audience, Spec};
use crate::view::build::{is, list_section, names, section, table_section};
use crate::view::entities::Sheet;
use crate::view::tables::{self, Anchors};
use crate::view::{Fact, Part, Section, Words, Writer};

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, audience: &Audience) -> Sheet {
    let id = &writer.graph.document(index).key.id;
    let after = [channels(writer, id), actions(writer, id), accounts(writer, id), figures(writer, id)];
    Sheet {
        facts: facts(writer, audience),
        before: persona(writer, audience).into_iter().collect(),
        after: after.into_iter().flatten().collect(),
    }
}

fn facts(writer: &Writer<'_>, audience: &Audience) -> Vec<Fact> {
    let size = audience.size.as_ref().map(|size| {
        let mut figures = writer.graph.data.figures.iter().map(|filed| &filed.record);
        let figure = figures.find(|figure| figure.id.as_str() == size.id());
        let value = figure.and_then(|figure| writer.figure_value(figure)).unwrap_or_default();
        let date = writer.optional_date(figure.and_then(|figure| figure.as_of));
        let (before, after) = (Words::plain(value), writer.reference(size));
        before.and(" (", after.and(", ", date)).then(Words::plain(")"))
    });
    [
        writer.text_fact("group", "audience.group", audience.group.as_deref()),
        writer.fact("size", "audience.size", size.unwrap_or_default()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The five questions.
fn persona(writer: &Writer<'_>, audience: &Audience) -> Option<Section> {
    let persona = audience.persona.as_ref()?;
    let items = [
        writer.text_fact("interests", "persona.interests", persona.interests.as_deref()),
        writer.text_fact("questions", "persona.questions", persona.questions.as_deref()),
        writer.text_fact("influencers", "persona.influencers", persona.influencers.as_deref()),
        writer.text_fact("situations", "persona.situations", persona.situations.as_deref()),
        writer.text_fact("engaging_content", "persona.engaging_content", persona.engaging_content.as_deref()),
    ];
    let items: Vec<_> = items.into_iter().flatten().collect();
    if items.is_empty() { None } else { section(writer, "strategy.persona", vec![Part::Facts { items }]) }
}

/// Which channels reach the audience; said also where none does.
fn channels(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let index = writer.graph.strategy()?;
    let Spec::Strategy(strategy) = &writer.graph.document(index).spec else { return None };
    let roles = tables::channel_roles(strategy, |_| true);
    section(writer, "audience.channels", vec![Part::Table(tables::one_audience(writer, &roles, id.as_str()))])
}

fn actions(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let year = writer.graph.current_year()?;
    let own = writer.graph.actions().filter(|own| own.plan.year == year);
    let list: Vec<_> = own.filter(|own| names(&own.action.audiences, id.as_str())).collect();
    let caption = writer.texts().fill("table.actions", &[("year", &year.to_string())]);
    section(writer, "plan.actions", vec![Part::Table(tables::actions(writer, caption, &list))])
}

fn accounts(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let accounts = writer.graph.data.accounts.iter().map(|filed| &filed.record);
    let own = accounts.filter(|account| names(&account.audiences, id.as_str()));
    let items = own.map(|account| {
        let name = writer.record(crate::model::id::RecordKind::Account, account.id.as_str());
        let purpose = Words::plain(account.purpose.as_deref().unwrap_or_default());
        crate::view::build::item(name, writer.reference(&account.channel).and(" · ", purpose))
    });
    list_section(writer, "strategy.accounts", items.collect())
}

fn figures(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let figures = writer.graph.data.figures.iter().map(|filed| &filed.record);
    let list: Vec<_> = figures.filter(|figure| is(figure.audience.as_ref(), id.as_str())).collect();
    let key = "figure.key_figures";
    table_section(writer, key, tables::figures(writer, writer.text(key), &list, Anchors::Elsewhere))
}

//! The channel sheet: who it is for, what for and what not, tone, response time, rules, current actions.

use crate::graph::EditionIndex;
use crate::model::id::{Id, Kind};
use crate::model::kinds::{Channel, Frequency, PrivacyAssessment, Spec};
use crate::model::view_call::ViewName;
use crate::plan::CalendarOf;
use crate::view::build::{is, is_shown, item, list_section, naming, own_target, section, table_section, titled, views};
use crate::view::calendar::calendar_section;
use crate::view::entities::Sheet;
use crate::view::tables::{self, Anchors};
use crate::view::{DoDont, Fact, Part, Section, Words, Writer};

pub(super) fn sheet(writer: &Writer<'_>, index: EditionIndex, channel: &Channel) -> Sheet {
    let id = &writer.graph.document(index).key.id;
    let before = [uses(writer, channel), audiences(writer, index, id)];
    let after = [
        actions(writer, index, id),
        accounts(writer, index, id),
        goals(writer, id),
        figures(writer, index, id),
        calendar_section(writer, &CalendarOf::Channel(id.clone())),
        guidelines(writer, index),
        style(writer),
    ];
    Sheet {
        facts: facts(writer, channel),
        before: before.into_iter().flatten().collect(),
        after: after.into_iter().flatten().collect(),
    }
}

fn facts(writer: &Writer<'_>, channel: &Channel) -> Vec<Fact> {
    let kind = writer.choice("channel.type", channel.r#type.key());
    let activity = channel.activity.map(|activity| writer.choice("channel.activity", activity.key()));
    let former: Vec<_> = channel.former_names.iter().map(ToString::to_string).collect();
    let response = channel.response_time.map(|time| writer.duration(time)).unwrap_or_default();
    let frequency = channel.frequency.as_ref().map(|often| frequency(writer, often)).unwrap_or_default();
    let privacy = channel.privacy_assessment.as_ref().map(|own| privacy(writer, own)).unwrap_or_default();
    [
        writer.fact("type", "kind.kind", Words::plain(kind)),
        writer.text_fact("platform", "channel.platform", channel.platform.as_deref()),
        writer.fact("former_names", "channel.former_names", Words::plain(former.join(", "))),
        writer.fact("activity", "channel.activity", Words::plain(activity.unwrap_or_default())),
        writer.fact("opened", "account.opened", writer.optional_date(channel.opened)),
        writer.fact("closed", "account.closed", writer.optional_date(channel.closed)),
        writer.fact("responsible", "plan.responsible", writer.reach(channel.responsible.as_ref())),
        writer.text_fact("tone", "channel.tone", channel.tone.as_deref()),
        writer.fact("frequency", "channel.frequency", Words::plain(frequency)),
        writer.fact("response_time", "figure.response_time", Words::plain(response)),
        writer.text_fact("staffed_hours", "figure.staffed_hours", channel.staffed_hours.as_deref()),
        writer.text_fact("time_budget", "channel.time_budget", channel.time_budget.as_deref()),
        writer.fact("privacy_assessment", "channel.privacy_assessment", privacy),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How often something is published: `18–26 gange om måneden`.
fn frequency(writer: &Writer<'_>, often: &Frequency) -> String {
    let number = |number: f64| writer.lang.short_number(number);
    let count = match (often.min, often.max) {
        (Some(min), Some(max)) if min != max => format!("{}–{}", number(min.0), number(max.0)),
        (Some(one), Some(_)) => number(one.0),
        (Some(min), None) => writer.texts().fill("goal.at_least", &[("value", &number(min.0))]),
        (None, Some(max)) => writer.texts().fill("goal.at_most", &[("value", &number(max.0))]),
        (None, None) => return String::new(),
    };
    let last = often.max.or(often.min).map(|end| number(end.0));
    let key = if last == Some(number(1.0)) { "channel.times.one" } else { "channel.times.other" };
    let times = writer.texts().fill(key, &[("n", &count)]);
    match often.per {
        Some(per) => format!("{times} {}", writer.choice("period.per", per.key())),
        None => times,
    }
}

fn privacy(writer: &Writer<'_>, own: &PrivacyAssessment) -> Words {
    let outcome = Words::plain(own.outcome.as_deref().unwrap_or_default());
    let reference = Words::plain(own.reference.as_deref().unwrap_or_default());
    let source = writer.optional_date(own.date).and(", ", reference);
    if outcome.is_empty() { source } else { outcome.and(" (", source).then(Words::plain(")")) }
}

fn uses(writer: &Writer<'_>, channel: &Channel) -> Option<Section> {
    if channel.use_for.is_empty() && channel.not_for.is_empty() {
        return None;
    }
    let lines = |list: &[crate::model::scalar::Text]| list.iter().map(ToString::to_string).collect();
    let part = Part::DoDont(DoDont {
        do_title: writer.text("channel.use_for"),
        dos: lines(&channel.use_for),
        dont_title: writer.text("channel.not_for"),
        donts: lines(&channel.not_for),
    });
    section(writer, "channel.uses", vec![part])
}

/// Whom the channel is for, as the strategy says; else as the sheet itself says.
fn audiences(writer: &Writer<'_>, index: EditionIndex, id: &Id) -> Option<Section> {
    let graph = writer.graph;
    let strategy = graph.strategy().map(|index| &graph.document(index).spec);
    let roles = match strategy {
        Some(Spec::Strategy(strategy)) => tables::channel_roles(strategy, |role| role.channel.id() == id.as_str()),
        _ => Vec::new(),
    };
    if !roles.is_empty() {
        let table = tables::channel_audiences(writer, &roles);
        return section(writer, "strategy.audiences", vec![Part::Table(table)]);
    }
    let own = graph.document(index).meta.audiences.iter();
    list_section(writer, "strategy.audiences", own.map(|a| item(writer.reference(a), Words::default())).collect())
}

fn actions(writer: &Writer<'_>, index: EditionIndex, id: &Id) -> Option<Section> {
    let graph = writer.graph;
    let year = graph.current_year()?;
    if is_shown(graph, index, ViewName::Actions) {
        return None;
    }
    let list: Vec<_> = graph.actions().filter(|own| own.plan.year == year && own.uses_channel(id.as_str())).collect();
    let title = writer.texts().fill("table.actions", &[("year", &year.to_string())]);
    titled("actions", title.clone(), vec![Part::Table(tables::actions_on_channel(writer, title, &list, id.as_str()))])
}

fn accounts(writer: &Writer<'_>, index: EditionIndex, id: &Id) -> Option<Section> {
    // A block on a channel's own page is about this channel, named or not.
    if views(writer.graph, index).any(|(_, request)| request.view == ViewName::Accounts) {
        return None;
    }
    let accounts = writer.graph.data.accounts.iter().map(|filed| &filed.record);
    let list: Vec<_> = accounts.filter(|account| account.channel.id() == id.as_str()).collect();
    let title = writer.text("strategy.accounts");
    table_section(writer, "strategy.accounts", tables::accounts(writer, title, &list, Anchors::Elsewhere))
}

fn goals(writer: &Writer<'_>, id: &Id) -> Option<Section> {
    let graph = writer.graph;
    let year = graph.current_year()?;
    let accounts = graph.data.accounts.iter().map(|filed| &filed.record);
    let own: Vec<_> =
        accounts.filter(|account| account.channel.id() == id.as_str()).map(|account| account.id.as_str()).collect();
    let list: Vec<_> = graph
        .goals()
        .filter(|planned| planned.plan.year == year)
        .filter(|planned| {
            let account = planned.goal.account.as_ref().is_some_and(|account| own.contains(&account.id()));
            account || is(planned.goal.channel.as_ref(), id.as_str())
        })
        .collect();
    let caption = writer.texts().fill("table.goals", &[("year", &year.to_string())]);
    table_section(writer, "plan.goals", tables::goals(writer, caption, &list, Anchors::Elsewhere))
}

fn figures(writer: &Writer<'_>, index: EditionIndex, id: &Id) -> Option<Section> {
    if is_shown(writer.graph, index, ViewName::Figures) {
        return None;
    }
    let figures = writer.graph.data.figures.iter().map(|filed| &filed.record);
    let list: Vec<_> = figures.filter(|figure| is(figure.channel.as_ref(), id.as_str())).collect();
    let key = "figure.key_figures";
    let mut parts = Vec::new();
    let measured = tables::account_summaries(writer, |account| account.channel.id() == id.as_str());
    if !list.is_empty() {
        parts.push(Part::Table(tables::figures(writer, writer.text(key), &list, Anchors::Elsewhere)));
    }
    if !measured.rows.is_empty() {
        parts.push(Part::Table(measured));
    }
    let accounts = writer.graph.data.accounts.iter().map(|filed| &filed.record);
    let own = accounts.filter(|account| account.channel.id() == id.as_str());
    // What the author has drawn in the text is not drawn again.
    let drawn: Vec<_> = views(writer.graph, index)
        .filter(|(_, request)| request.view == ViewName::Chart)
        .filter_map(|(_, request)| request.parameters.metric)
        .collect();
    let wanted = |metric: &str| !drawn.iter().any(|own| crate::metric::same(own.id(), metric));
    parts.extend(own.flat_map(|account| tables::goal_charts(writer, account.id.as_str(), wanted)));
    section(writer, key, parts)
}

/// Guidelines that name the channel, in front matter or text.
fn guidelines(writer: &Writer<'_>, index: EditionIndex) -> Option<Section> {
    let graph = writer.graph;
    let target = own_target(graph.document(index));
    let is_guideline = |kind: Kind| matches!(kind, Kind::Guideline | Kind::Guide);
    let mut found: Vec<_> = naming(graph, &target, |document| is_guideline(document.key.kind)).collect();
    let mentioned = graph.passages(&target).iter().map(|at| at.edition);
    found.extend(mentioned.filter(|edition| is_guideline(graph.document(*edition).key.kind)));
    found.sort_unstable();
    found.dedup();
    let items = found.into_iter().map(|index| {
        let summary = graph.document(index).meta.summary.as_deref().unwrap_or_default();
        item(writer.edition(index), Words::plain(summary))
    });
    list_section(writer, "channel.guidelines", items.collect())
}

/// The form that runs through every channel.
fn style(writer: &Writer<'_>) -> Option<Section> {
    let index = writer.graph.strategy()?;
    let Spec::Strategy(strategy) = &writer.graph.document(index).spec else { return None };
    let parts = super::strategy::style_theme(writer, strategy);
    if parts.is_empty() { None } else { section(writer, "strategy.style_theme", parts) }
}

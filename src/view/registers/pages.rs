//! Registers of records: each a page of tables.

use crate::graph::Graph;
use crate::model::id::{Kind, RecordKind};
use crate::model::kinds::{ChannelRole, Spec};
use crate::plan::SheetOf;
use crate::select::{Edition, Slot, State};
use crate::source::OutPath;
use crate::view::build::{item, list, list_section, note, outside, section, table_section, titled};
use crate::view::csv::csv;
use crate::view::filter::filter_of;
use crate::view::page::hub_link;
use crate::view::registers::Content;
use crate::view::tables::{self, Anchors};
use crate::view::{ListItem, Part, Run, Section, Table, Words, Writer};

/// A page of one table, which says itself when it is empty.
fn one_table(writer: &Writer<'_>, key: &'static str, table: Table) -> Content {
    let parts = vec![Part::Table(table)];
    Content::register(writer, key, [Section { anchor: String::new(), title: String::new(), parts }])
}

/// The same after a form that narrows it, where there is enough to narrow.
fn narrowed(writer: &Writer<'_>, mut content: Content) -> Content {
    let parts = content.sections.iter().flat_map(|section| &section.parts);
    let tables = parts.filter_map(|part| if let Part::Table(table) = part { Some(table) } else { None });
    let filter = filter_of(writer, tables);
    let before =
        content.sections.iter().position(|section| section.parts.iter().any(|part| matches!(part, Part::Table(_))));
    let at = before.unwrap_or_default();
    content.sections.splice(at..at, filter);
    content
}

pub(super) fn roles(writer: &Writer<'_>) -> Content {
    let order = crate::lang::Order::of(writer.lang);
    let mut list: Vec<_> = writer.graph.data.roles.iter().map(|filed| &filed.record).collect();
    list.sort_by(|a, b| order.compare(&a.title, &b.title));
    narrowed(writer, one_table(writer, "page.roles", tables::roles(writer, writer.text("plan.roles"), &list)))
}

pub(super) fn accounts(writer: &Writer<'_>) -> Content {
    let graph = writer.graph;
    let accounts = || graph.data.accounts.iter().map(|filed| &filed.record);
    let known = graph.listed(Kind::Channel);
    let sections = known.iter().filter_map(|index| {
        let document = graph.document(*index);
        let id = document.key.id.as_str();
        let own: Vec<_> = accounts().filter(|account| account.channel.id() == id).collect();
        let title = document.meta.title.to_string();
        let table = tables::accounts(writer, title.clone(), &own, Anchors::Here);
        if own.is_empty() { None } else { titled(&format!("channel-{id}"), title, vec![Part::Table(table)]) }
    });
    let sections: Vec<_> = sections.collect();
    let is_known = |channel: &str| known.iter().any(|index| graph.document(*index).key.id.as_str() == channel);
    let others: Vec<_> = accounts().filter(|account| !is_known(account.channel.id())).collect();
    let table = tables::accounts(writer, writer.text("strategy.accounts"), &others, Anchors::Here);
    let others = if others.is_empty() && !sections.is_empty() {
        None
    } else {
        section(writer, "strategy.accounts", vec![Part::Table(table)])
    };
    narrowed(writer, Content::register(writer, "page.accounts", sections.into_iter().chain(others)))
}

/// The channel roles of the strategy that the site follows.
fn channel_roles<'a>(writer: &Writer<'a>) -> Vec<&'a ChannelRole> {
    let spec = writer.graph.strategy().map(|index| &writer.graph.document(index).spec);
    match spec {
        Some(Spec::Strategy(strategy)) => tables::channel_roles(strategy, |_| true),
        _ => Vec::new(),
    }
}

/// A table as the text of a file for a spreadsheet, in the site's language.
pub fn sheet(graph: &Graph, path: &OutPath, of: SheetOf) -> String {
    let writer = &Writer::new(graph, path, graph.config.lang());
    let roles = channel_roles(writer);
    csv(&match of {
        SheetOf::ChannelAudiences => tables::channel_audiences(writer, &roles),
        SheetOf::AudienceChannels => tables::audience_channels(writer, &roles, |_| true),
    })
}

/// The way to a table's file.
fn to_sheet(writer: &Writer<'_>, of: SheetOf) -> Part {
    let path = writer.graph.sheet_path(of);
    let link = Run {
        href: Some(writer.href_to(&path)),
        download: Some(path.to_string()),
        ..Run::plain(writer.text("table.csv"))
    };
    note(Words(vec![link]))
}

pub(super) fn channel_audiences(writer: &Writer<'_>) -> Content {
    let roles = channel_roles(writer);
    if roles.is_empty() {
        return Content::register(writer, "page.channel_audiences", []);
    }
    let by_channel = tables::channel_audiences(writer, &roles);
    let by_audience = tables::audience_channels(writer, &roles, |_| true);
    let partial = roles.iter().any(|role| role.partial == crate::model::scalar::Switch::On);
    let mut parts = vec![Part::Table(by_channel)];
    if partial {
        parts.push(note(Words::plain(writer.text("strategy.partial_note"))));
    }
    parts.push(to_sheet(writer, SheetOf::ChannelAudiences));
    let by_audience = vec![Part::Table(by_audience), to_sheet(writer, SheetOf::AudienceChannels)];
    let sections = [
        section(writer, "table.channel_audiences", parts),
        section(writer, "table.audience_channels", by_audience),
        section(writer, "page.source", vec![note(source(writer))].into_iter().chain(compared(writer)).collect()),
    ];
    Content::register(writer, "page.channel_audiences", sections.into_iter().flatten())
}

/// What changed in it: since the edition before, and in a newer draft.
fn compared(writer: &Writer<'_>) -> Option<Part> {
    let graph = writer.graph;
    let strategy = graph.strategy()?;
    let editions = graph.family(&graph.document(strategy).key);
    let newer = editions.filter(|(index, edition)| *index == strategy || edition.slot == Slot::Draft);
    let links = newer.filter_map(|(index, _)| {
        let path = graph.redline_path(index)?;
        let document = graph.document(index);
        let version = document.version().unwrap_or_default();
        let title = writer.texts().fill("redline.title", &[("title", document.meta.title.as_str())]);
        Some(item(Words::link(title, writer.href_to(&path)), Words::plain(version)))
    });
    let items: Vec<_> = links.collect();
    (!items.is_empty()).then(|| list(items, String::new()))
}

/// The document that the channel table stands in.
fn source(writer: &Writer<'_>) -> Words {
    let strategy = writer.graph.strategy();
    strategy
        .map(|index| writer.edition(index).and(" ", writer.state(writer.graph.edition(index).state)))
        .unwrap_or_default()
}

pub(super) fn coverage(writer: &Writer<'_>) -> Content {
    let graph = writer.graph;
    let current = graph.current_year();
    let mut plans: Vec<_> = graph.plans.iter().collect();
    // The current plan first, then the others, newest first.
    plans.sort_by_key(|plan| Some(plan.year) != current);
    let sections = plans.into_iter().filter_map(|plan| {
        // What happens where in other years stands in their plans.
        let matrix = || Part::Table(tables::theme_matrix(writer, plan, |_| true, |_| true));
        let matrix = (Some(plan.year) == current).then(matrix);
        let plan_link = writer.edition(plan.edition).and(" ", writer.state(graph.edition(plan.edition).state));
        let counts = tables::coverage(writer, plan).map(Part::Heat);
        let parts = [note(plan_link)].into_iter().chain(counts).chain(matrix).collect();
        titled(&format!("year-{}-{}", plan.year, graph.document(plan.edition).key.id), plan.year.to_string(), parts)
    });
    Content::register(writer, "page.coverage", sections)
}

pub(super) fn documents(writer: &Writer<'_>) -> Content {
    let graph = writer.graph;
    let kinds = Kind::ALL.iter().copied().filter(|kind| kind.is_governed());
    let listed: Vec<_> = kinds.map(|kind| (kind, graph.listed(kind))).filter(|(_, own)| !own.is_empty()).collect();
    let links = listed.iter().map(|(kind, _)| {
        let hub = hub_link(writer, *kind);
        Words(vec![Run { href: hub.href, ..Run::plain(hub.text) }])
    });
    let links = links.fold(Words::default(), |line, link| line.and(" · ", link));
    let all: Vec<_> = listed.into_iter().flat_map(|(_, own)| own).collect();
    let mut content =
        one_table(writer, "page.documents", tables::documents(writer, writer.text("page.documents"), &all));
    if !links.is_empty() {
        content.sections.insert(0, Section { anchor: String::new(), title: String::new(), parts: vec![note(links)] });
    }
    // Of a document whose file was removed nothing stands at its main address.
    let is_removed =
        |edition: &Edition| edition.state == State::Repealed && graph.main(&edition.source.document.key).is_none();
    let removed: Vec<_> = graph.all().filter(|(_, edition)| is_removed(edition)).map(|(index, _)| index).collect();
    let removed = tables::documents(writer, writer.text("doc.removed"), &removed);
    content.sections.extend(table_section(writer, "doc.removed", removed));
    narrowed(writer, content)
}

pub(super) fn figures(writer: &Writer<'_>) -> Content {
    let data = &writer.graph.data;
    let mut sections: Vec<Section> = Vec::new();
    for (group, figures) in tables::groups(writer) {
        let title = tables::group_title(writer, group);
        let parts = tables::bars(writer, &title, &figures, Anchors::Here);
        sections.extend(titled(&format!("group-{}", writer.lang.slug(group)), title, parts));
    }
    let single: Vec<_> =
        data.figures.iter().map(|filed| &filed.record).filter(|figure| figure.group.is_none()).collect();
    let key = "figure.key_figures";
    sections.extend(table_section(writer, key, tables::figures(writer, writer.text(key), &single, Anchors::Here)));
    sections.extend(table_section(writer, "figure.accounts", tables::account_summaries(writer, |_| true)));
    sections.extend(targets(writer));
    sections.extend(list_section(writer, "chart.trend", trends(writer)));
    sections.extend(table_section(writer, "figure.metrics", tables::metrics(writer)));
    sections.extend(table_section(writer, "figure.populations", tables::populations(writer)));
    Content::register(writer, "page.figures", sections)
}

/// The channels on whose sheets the course of this year's goals is drawn, each with what is drawn there.
fn trends(writer: &Writer<'_>) -> Vec<ListItem> {
    let accounts = writer.graph.data.accounts.iter().map(|filed| &filed.record);
    let listed = accounts.filter_map(|account| {
        let metrics = tables::charted(writer, account.id.as_str()).into_iter();
        let titles: Vec<_> = metrics.map(|metric| writer.graph.record_title(RecordKind::Metric, metric)).collect();
        let words = writer.reference(&account.channel).and(": ", Words::plain(account.name.as_str()));
        (!titles.is_empty()).then(|| item(words, Words::plain(titles.join(", "))))
    });
    listed.collect()
}

/// The current year's targets and results.
fn targets(writer: &Writer<'_>) -> Option<Section> {
    let year = writer.graph.current_year()?;
    let goals: Vec<_> = writer.graph.goals().filter(|own| own.plan.year == year).collect();
    let caption = writer.texts().fill("table.goals", &[("year", &year.to_string())]);
    table_section(writer, "report.targets", tables::goals(writer, caption, &goals, Anchors::Elsewhere))
}

pub(super) fn glossary(writer: &Writer<'_>) -> Content {
    one_table(writer, "page.glossary", tables::glossary(writer, Anchors::Here))
}

pub(super) fn values(writer: &Writer<'_>) -> Content {
    one_table(writer, "page.values", tables::values(writer, |_| true, Anchors::Here))
}

pub(super) fn organisation(writer: &Writer<'_>) -> Content {
    let units = section(writer, "org.units", vec![Part::Table(tables::org_units(writer))]);
    let areas = table_section(writer, "table.local_areas", tables::local_areas(writer));
    Content::register(writer, "page.organisation", units.into_iter().chain(areas))
}

pub(super) fn accessibility(writer: &Writer<'_>) -> Content {
    let settings = &writer.graph.config.settings;
    let own = settings.accessibility.as_ref();
    let mut parts = Vec::new();
    if let Some(text) = own.and_then(|own| own.text.as_deref()) {
        parts.extend(text.split("\n\n").map(|paragraph| note(Words::plain(paragraph.trim()))));
    }
    let url = own.and_then(|own| own.url.as_deref());
    let statement = url.map(|url| outside(&writer.text("law.accessibility_statement"), Some(url)));
    let contact = own.and_then(|own| own.contact.as_deref()).map(contact_words).unwrap_or_default();
    let privacy = settings.privacy.as_deref().map(|url| outside(url, Some(url))).unwrap_or_default();
    let assessed = writer.optional_date(own.and_then(|own| own.assessed_on));
    let items: Vec<_> = [
        writer.fact("statement", "law.accessibility_statement", statement.unwrap_or_default()),
        writer.fact("assessed_on", "accessibility.assessed_on", assessed),
        writer.fact("contact", "doc.contact", contact),
        writer.fact("privacy", "law.privacy", privacy),
    ]
    .into_iter()
    .flatten()
    .collect();
    if own.is_none() {
        parts.push(note(Words::plain(writer.text("empty.accessibility"))));
    }
    if !items.is_empty() {
        parts.push(Part::Facts { items });
    }
    Content::register(writer, "page.accessibility", section(writer, "law.accessibility_statement", parts))
}

/// A contact as a link, where it is an address of mail or of a page.
fn contact_words(contact: &str) -> Words {
    if contact.contains('@') && !contact.contains(' ') {
        Words::link(contact, format!("mailto:{contact}"))
    } else if contact.starts_with("https://") {
        Words::link(contact, contact)
    } else {
        Words::plain(contact)
    }
}

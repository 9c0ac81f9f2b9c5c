//! The start page: what holds, what is new, what is due, and a way in for each reader.

use jiff::civil::Date;

use crate::graph::EditionIndex;
use crate::model::id::Kind;
use crate::model::kinds::Spec;
use crate::select::{Slot, State};
use crate::view::build::{days_from, item, list, list_section, note, section};
use crate::view::entities::theme_cards;
use crate::view::registers::{Content, hubs, index};
use crate::view::tables;
use crate::view::{Card, Link, ListItem, Part, Section, Words, Writer};

/// How many entries each list of the start page has room for.
const MOST: usize = 6;

/// How many days back something counts as new, and ahead as due soon.
const DAYS: i64 = 60;

pub(super) fn page(writer: &Writer<'_>) -> Content {
    let settings = &writer.graph.config.settings;
    let sections = [
        tasks(writer),
        readers(writer),
        themes(writer),
        in_force(writer),
        new(writer),
        due(writer),
        month(writer),
        languages(writer),
    ];
    Content {
        title: settings.title.to_string(),
        summary: String::new(),
        kind_label: String::new(),
        template: "home",
        facts: Vec::new(),
        sections: sections.into_iter().flatten().collect(),
        keywords: Vec::new(),
    }
}

/// What employees come to do, in their own words.
fn tasks(writer: &Writer<'_>) -> Option<Section> {
    let graph = writer.graph;
    let guidelines = graph.listed(Kind::Guideline).into_iter().chain(graph.listed(Kind::Guide));
    let holds = |index: &EditionIndex| !matches!(graph.edition(*index).state, State::Repealed | State::Expired);
    let task = |index| match &graph.document(index).spec {
        Spec::Guideline(guideline) if guideline.task.is_some() => Some((guideline, index)),
        _ => None,
    };
    let mut tasks: Vec<_> = guidelines.filter(holds).filter_map(task).collect();
    // The topics stand in the order of how often employees meet them; what has none comes last.
    tasks.sort_by_key(|(guideline, _)| (guideline.topic.is_none(), guideline.topic));
    let tasks = tasks.into_iter().take(MOST * 2);
    let items: Vec<_> = tasks.map(|(guideline, index)| hubs::task(writer, index, guideline)).collect();
    if items.is_empty() {
        return None;
    }
    let more = Words::link(writer.text("hub.guideline"), writer.href_to(&graph.hub("guideline")));
    let has_hub = graph.of_kind(Kind::Guideline).next().is_some();
    let more = has_hub.then(|| note(more));
    section(writer, "home.tasks", std::iter::once(list(items, String::new())).chain(more).collect())
}

/// A way in for editors, for managers and politicians, and for whoever is in a crisis.
fn readers(writer: &Writer<'_>) -> Option<Section> {
    let graph = writer.graph;
    let fixed = index::fixed_pages(graph);
    let page = |key: &str| {
        let found = fixed.iter().find(|(known, _)| *known == key);
        found.map(|(known, path)| Words::link(writer.text(known), writer.href_to(path))).unwrap_or_default()
    };
    let hub = |kind: Kind| {
        let present = graph.of_kind(kind).next().is_some();
        let link = || Words::link(writer.choice("hub", kind.key()), writer.href_to(&graph.hub(kind.key())));
        present.then(link).unwrap_or_default()
    };
    let entries = [
        (
            "home.editor",
            vec![hub(Kind::Channel), hub(Kind::Audience), page("page.accounts"), page("page.annual_wheel")],
        ),
        (
            "home.manager",
            vec![
                hub(Kind::Strategy),
                hub(Kind::Policy),
                hub(Kind::ActionPlan),
                hub(Kind::Report),
                page("page.figures"),
                page("page.documents"),
            ],
        ),
        ("home.crisis", vec![hub(Kind::CrisisPlan), hub(Kind::ActionCard), page("page.crisis_sheet")]),
    ];
    let items = entries.into_iter().filter_map(|(key, links)| {
        let tags = links.into_iter().fold(Words::default(), |line, link| line.and(" · ", link));
        let title = Link { text: writer.text(key), href: None };
        let text = writer.text(&format!("{key}.text"));
        (!tags.is_empty()).then_some(Card { kicker: String::new(), title, text, tags })
    });
    let items: Vec<_> = items.collect();
    if items.is_empty() { None } else { section(writer, "home.readers", vec![Part::Cards { items }]) }
}

fn themes(writer: &Writer<'_>) -> Option<Section> {
    let graph = writer.graph;
    let plan = graph.plan(graph.current_year()?)?;
    let actions: Vec<_> = graph.actions().filter(|own| own.plan.edition == plan.edition).collect();
    let items = theme_cards(writer, &actions, &graph.document(plan.edition).meta.themes);
    let title = writer.texts().fill("home.themes", &[("year", &plan.year.to_string())]);
    let parts = vec![Part::Cards { items }, note(writer.edition(plan.edition))];
    if graph.document(plan.edition).meta.themes.is_empty() {
        return None;
    }
    crate::view::build::titled("themes", title, parts)
}

fn main_editions<'a>(writer: &Writer<'a>) -> impl Iterator<Item = EditionIndex> + 'a {
    let graph = writer.graph;
    graph.all().filter(|(_, edition)| edition.slot == Slot::Main).map(|(index, _)| index)
}

/// What was adopted and holds today.
fn in_force(writer: &Writer<'_>) -> Option<Section> {
    let graph = writer.graph;
    let steering = [Kind::Strategy, Kind::Policy, Kind::ActionPlan, Kind::CrisisPlan];
    let holds = |index: &EditionIndex| graph.edition(*index).state == State::InForce;
    let own = steering.iter().flat_map(|kind| graph.listed(*kind)).filter(holds);
    let items = own.map(|index| item(writer.edition(index), adopted(writer, index))).collect();
    section(writer, "home.in_force", vec![list(items, writer.text("empty.in_force"))])
}

fn adopted(writer: &Writer<'_>, index: EditionIndex) -> Words {
    let document = writer.graph.document(index);
    let kind = Words::plain(writer.choice("kind", document.key.kind.key()));
    let version = document.version().map(|version| format!("{} {version}", writer.text("doc.version").to_lowercase()));
    let on = document.governance.as_ref().and_then(|governance| governance.adopted_on);
    kind.and(" · ", Words::plain(version.unwrap_or_default()))
        .and(" · ", writer.labelled("doc.adopted_on", writer.optional_date(on)))
}

fn new(writer: &Writer<'_>) -> Option<Section> {
    let since = days_from(writer.today(), -DAYS);
    let items = changes(writer).into_iter().take_while(|(date, _)| *date >= since).take(MOST);
    let all = Words::link(writer.text("page.changes"), writer.href_to(&writer.graph.fixed("changes")));
    let items = items.map(|(_, item)| item).collect();
    section(writer, "home.new", vec![list(items, writer.text("empty.new")), note(all)])
}

/// What was adopted, changed or reviewed until today, newest first, with the day.
pub fn changes(writer: &Writer<'_>) -> Vec<(Date, ListItem)> {
    let mut found: Vec<_> = main_editions(writer)
        .filter_map(|index| touched(writer, index).map(|(date, key)| (date, key, index)))
        .filter(|(date, _, _)| *date <= writer.today())
        .collect();
    found.sort_by_key(|(date, _, index)| (std::cmp::Reverse(*date), *index));
    let entry = |(date, key, index)| (date, item(writer.edition(index), writer.labelled(key, writer.date(date))));
    found.into_iter().map(entry).collect()
}

/// The last day on which something was done to a document, and what.
fn touched(writer: &Writer<'_>, index: EditionIndex) -> Option<(Date, &'static str)> {
    let document = writer.graph.document(index);
    let governance = document.governance.as_ref();
    let adopted = governance.and_then(|own| own.adopted_on).map(|date| (date, "doc.adopted_on"));
    let changed = governance.and_then(|own| own.changes.iter().filter_map(|change| change.date).max());
    let changed = changed.map(|date| (date, "doc.last_updated"));
    let reviewed = document.meta.last_reviewed.map(|date| (date, "doc.last_reviewed"));
    // Of the same day, adoption says most.
    [reviewed, changed, adopted].into_iter().flatten().max_by_key(|(date, _)| *date)
}

/// Deadlines and reviews that are overdue or come within two months.
fn due(writer: &Writer<'_>) -> Option<Section> {
    let until = days_from(writer.today(), DAYS);
    let reviews = main_editions(writer).filter_map(|index| {
        let document = writer.graph.document(index);
        let due = document.meta.next_review().filter(|due| *due <= until)?;
        let detail = writer.labelled("doc.review_due", writer.review_due(document));
        Some((due, item(writer.edition(index), detail)))
    });
    let actions = writer.graph.actions().filter(|own| is_open(writer, own.action));
    let actions = actions.filter_map(|own| {
        let due = own.action.deadline.filter(|due| *due <= until)?;
        let who = writer.optional(own.action.responsible.as_ref());
        let detail = writer.labelled("plan.deadline", writer.deadline(own.action)).and(" · ", who);
        Some((due, item(writer.action(own.action), detail)))
    });
    let mut found: Vec<(Date, ListItem)> = reviews.chain(actions).collect();
    found.sort_by_key(|(due, _)| *due);
    let items = found.into_iter().take(MOST + 2).map(|(_, item)| item).collect();
    section(writer, "home.due", vec![list(items, writer.text("empty.due"))])
}

fn is_open(writer: &Writer<'_>, action: &crate::model::data::Action) -> bool {
    use crate::model::data::ActionStatus::{InProgress, Planned};
    writer.graph.is_overdue(action) || matches!(action.status, None | Some(Planned | InProgress))
}

/// This month in the annual wheel.
fn month(writer: &Writer<'_>) -> Option<Section> {
    let month = writer.today().month();
    let items: Vec<_> =
        tables::month_items(writer, month).into_iter().map(|words| item(words, Words::default())).collect();
    if writer.graph.data.wheel.is_empty() {
        return None;
    }
    let title = writer.texts().fill("home.month", &[("month", writer.lang.month(month))]);
    let more = Words::link(writer.text("page.annual_wheel"), writer.href_to(&writer.graph.fixed("annual_wheel")));
    crate::view::build::titled("month", title, vec![list(items, writer.text("empty.month")), note(more)])
}

/// Pages in the site's other languages, for those who read no other.
fn languages(writer: &Writer<'_>) -> Option<Section> {
    let graph = writer.graph;
    let others = graph.config.settings.languages.iter().filter(|lang| **lang != writer.lang);
    let pages = others.flat_map(|lang| {
        let own = main_editions(writer).filter(|index| graph.document(*index).lang == *lang);
        own.map(|index| item(writer.edition(index), Words::plain(lang.name())))
    });
    list_section(writer, "home.languages", pages.collect())
}

//! The page that shows every part of the theme in every state it has, which the preview shows and no published site has.
//!
//! In: the graph of a site that has one of everything, its routes, and the colours of the theme as [`Shade`]s. Out: a page
//! whose parts are those that the views of that site made: none is written for it but what no site need have. The
//! template `style.html` adds what is no part of a section: banners, languages, the large search form.

use std::collections::BTreeMap;

use crate::chart;
use crate::graph::Graph;
use crate::model::id::Kind;
use crate::model::site::Colour;
use crate::plan::{PageKind, Route};
use crate::source::OutPath;
use crate::view::build::{columns, list, note, stacked};
use crate::view::page::{self, empty};
use crate::view::{
    Cell, ChartForm, ContentsEntry, Fact, Indexing, Layout, Page, Part, Row, Section, Table, Tone, Words, Writer,
};

/// Two colours of the theme that meet on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// Name of the property of what is seen.
    pub name: &'static str,
    /// Name of the property of what it stands on.
    pub on: &'static str,
    /// The contrast it must have, from 1 to 21.
    pub wanted: f64,
    pub light: ShadeIn,
    pub dark: ShadeIn,
}

/// The same in the light, or in the dark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShadeIn {
    pub colour: Colour,
    pub ground: Colour,
    /// From 1 to 21.
    pub contrast: f64,
}

const TONES: [(&str, Tone); 4] = [
    ("style.neutral", Tone::Neutral),
    ("style.good", Tone::Good),
    ("style.attention", Tone::Attention),
    ("style.bad", Tone::Bad),
];

/// The page of a site's theme, to stand at `path`; `specimen` is the id of the texts that are there for its sake.
pub fn style(graph: &Graph, routes: &[Route], path: &OutPath, specimen: &str, shades: &[Shade]) -> Page {
    let writer = Writer::new(graph, path, graph.config.lang());
    // As if every page stood here, so that its links lead right from here.
    let shown = |route: &Route| (route.page.clone(), page::page(graph, &Route { path: path.clone(), ..route.clone() }));
    let pages: Vec<_> = routes.iter().map(shown).collect();
    let is = |index, kind| {
        let key = &graph.document(index).key;
        key.kind == kind && key.id.as_str() == specimen
    };
    let find = |wanted: &dyn Fn(&PageKind) -> bool| pages.iter().find(|(kind, _)| wanted(kind)).map(|(_, page)| page);
    let sections_of = |page: Option<&Page>| page.map(|page| page.sections.clone()).unwrap_or_default();
    let text = sections_of(find(&|page| matches!(page, PageKind::Document(index) if is(*index, Kind::Page))));
    let changes = find(&|page| matches!(page, PageKind::Redline { edition, .. } if is(*edition, Kind::Policy)));
    let changes = sections_of(changes);
    let edition = find(&|page| matches!(page, PageKind::Document(index) if is(*index, Kind::Policy)));
    let gathered = gathered(&pages);
    let of = |group| gathered.iter().filter(move |((own, _), _)| *own == group).map(|(_, part)| part.clone());
    let nothing = list(Vec::new(), writer.text("block.nothing"));
    let section = |key: &str, parts: Vec<Part>| Section {
        anchor: format!("part-{}", key.replace('.', "-")),
        title: writer.text(key),
        parts,
    };
    let mut sections = vec![
        section("style.colours", vec![Part::Table(colours(&writer, shades))]),
        section("style.states", states(&writer)),
        section("style.text", Vec::new()),
    ];
    sections.extend(text);
    sections.push(section("style.changes", Vec::new()));
    sections.extend(changes);
    sections.extend([
        section("style.facts", vec![Part::Facts { items: most_facts(&pages) }]),
        section("style.lists", of(Group::Lists).chain([nothing]).collect()),
        section("style.tables", of(Group::Tables).collect()),
        section("style.steps", of(Group::Steps).collect()),
        section("style.charts", of(Group::Charts).collect()),
        section("style.search", Vec::new()),
    ]);
    let mut page = page_of(&writer, sections, &pages);
    page.about = edition.map(|page| page.about.clone()).unwrap_or_default();
    page
}

/// The page around its sections.
fn page_of(writer: &Writer<'_>, sections: Vec<Section>, pages: &[(PageKind, Page)]) -> Page {
    let mut page = empty(writer, writer.text("style.title"));
    page.template = "style";
    page.kind_label = writer.graph.config.settings.title.to_string();
    page.summary = writer.text("style.summary");
    page.indexing = Indexing::Hidden;
    page.breadcrumb = page::breadcrumb(writer, None, &page.title);
    let is_own = |entry: &ContentsEntry| entry.level == 3 || entry.anchor.starts_with("part-style");
    page.contents = page::contents(&sections).into_iter().filter(is_own).collect();
    page.facts = most_facts(pages).into_iter().take(3).collect();
    page.feedback = pages.iter().find_map(|(_, page)| page.feedback.clone());
    page.sections = sections;
    page
}

/// The facts of the page that has most of them.
fn most_facts(pages: &[(PageKind, Page)]) -> Vec<Fact> {
    pages.iter().map(|(_, page)| &page.facts).max_by_key(|facts| facts.len()).cloned().unwrap_or_default()
}

/// Under which heading a part is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Lists,
    Tables,
    Steps,
    Charts,
}

/// The first part of every sort that the pages have, the sorts by number.
fn gathered(pages: &[(PageKind, Page)]) -> BTreeMap<(Group, u8), Part> {
    let mut all = BTreeMap::new();
    let sections = pages.iter().flat_map(|(_, page)| page.sections.iter().chain(&page.about));
    for part in sections.flat_map(|section| &section.parts) {
        if let Some(sort) = sort(part) {
            all.entry(sort).or_insert_with(|| part.clone());
        }
    }
    all
}

/// The sort of a part; nothing for what is shown in all its states anyway.
fn sort(part: &Part) -> Option<(Group, u8)> {
    let sort = match part {
        Part::Prose(_) | Part::Note { .. } | Part::Callout { .. } | Part::Code { .. } | Part::Facts { .. } => {
            return None;
        }
        Part::List(list) if list.items.is_empty() => return None,
        Part::List(list) => (Group::Lists, u8::from(list.items.iter().any(|item| !item.detail.is_empty()))),
        Part::Cards { items } => (Group::Lists, 2 + u8::from(items.iter().any(|card| !card.tags.is_empty()))),
        Part::Filter(_) => (Group::Lists, 4),
        Part::News { .. } => (Group::Lists, 5),
        Part::Table(table) if table.rows.is_empty() => (Group::Tables, 5),
        Part::Table(table) if has_picture(table) => (Group::Tables, 7),
        Part::Table(table) => match table.layout {
            Layout::Stacked => (Group::Tables, u8::from(table.columns.len() > 5)),
            Layout::Scrolled => (Group::Tables, 2),
            Layout::Matrix => (Group::Tables, 3),
            Layout::Entries => (Group::Tables, 4),
            Layout::Register => (Group::Tables, 8),
        },
        Part::Heat(_) => (Group::Tables, 6),
        Part::DoDont(_) => (Group::Steps, 0),
        Part::Steps { items } => (Group::Steps, 1 + u8::from(items.iter().any(|step| !step.who.is_empty()))),
        Part::Flow { .. } => (Group::Steps, 3),
        Part::Progress(_) => (Group::Charts, 0),
        Part::Chart(chart) => match chart.form {
            ChartForm::Plot => (Group::Charts, 1 + u8::from(chart.table.is_some())),
            ChartForm::Ring => (Group::Charts, 3),
        },
    };
    Some(sort)
}

/// Whether a table has small pictures among its words.
fn has_picture(table: &Table) -> bool {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    cells.flat_map(|cell| &cell.0).flat_map(|words| &words.0).any(|run| run.picture.is_some())
}

/// Marks, messages and notes, one of each tone.
fn states(writer: &Writer<'_>) -> Vec<Part> {
    let tags = TONES.map(|(key, tone)| writer.tag(writer.text(key), tone));
    let tags = tags.into_iter().fold(Words::default(), |line, tag| line.and(" ", tag));
    let callouts = TONES.map(|(key, tone)| {
        let words = Words::plain(writer.text("style.message"));
        Part::Callout { tone, title: writer.text(key), words }
    });
    let code = Part::Code { text: "rettesnor build --content content --out public".to_owned() };
    [note(tags)].into_iter().chain(callouts).chain([note(Words::plain(writer.text("block.wrong"))), code]).collect()
}

/// A row for each pair of colours, with its contrast in the light and in the dark.
fn colours(writer: &Writer<'_>, shades: &[Shade]) -> Table {
    let cell = |shade: &ShadeIn, wanted: f64| {
        let text = writer.lang.quantity((shade.contrast * 10.0).floor() / 10.0, ": 1");
        let picture = Words::picture(chart::colours(&shade.colour.css(), &shade.ground.css()), text);
        let weak = (shade.contrast < wanted).then(|| writer.tag(writer.text("style.weak"), Tone::Bad));
        Cell::from(picture.and(" ", weak.unwrap_or_default()))
    };
    let row = |shade: &Shade| {
        let wanted = Words::plain(writer.lang.quantity(shade.wanted, ": 1"));
        let cells = vec![
            Words::plain(shade.on).into(),
            wanted.into(),
            cell(&shade.light, shade.wanted),
            cell(&shade.dark, shade.wanted),
        ];
        Row::new(Words::plain(shade.name), cells)
    };
    let keys = ["style.colour", "style.ground", "style.wanted", "style.light", "style.dark"];
    let rows = shades.iter().map(row).collect();
    stacked(writer.text("style.colours"), columns(writer, &keys), rows, writer.text("block.nothing"))
}

//! All pages in alphabetical order, with the words that people also use for them.

use crate::graph::Graph;
use crate::lang::{Lang, Order};
use crate::model::id::RecordKind;
use crate::plan::HUBS;
use crate::select::Slot;
use crate::source::OutPath;
use crate::view::build::{item, list, titled};
use crate::view::registers::Content;
use crate::view::{ListItem, Section, Words, Writer};

/// A line of the list: the words it stands under, and what it shows.
struct Line {
    words: String,
    item: ListItem,
}

pub(super) fn page(writer: &Writer<'_>) -> Content {
    let order = Order::of(writer.lang);
    let mut lines = documents(writer);
    lines.extend(roles(writer));
    lines.extend(hubs(writer));
    lines.extend(terms(writer));
    lines.sort_by(|a, b| order.compare(&a.words, &b.words));
    let mut letters: Vec<(String, Vec<ListItem>)> = Vec::new();
    for line in lines {
        let letter = letter(&line.words, writer.lang);
        match letters.last_mut() {
            Some((last, items)) if *last == letter => items.push(line.item),
            _ => letters.push((letter, vec![line.item])),
        }
    }
    Content::register(writer, "page.index", sections(letters, writer))
}

fn sections(letters: Vec<(String, Vec<ListItem>)>, writer: &Writer<'_>) -> Vec<Section> {
    if letters.is_empty() {
        return titled("all", String::new(), vec![list(Vec::new(), writer.text("empty.documents"))])
            .into_iter()
            .collect();
    }
    let section = |(letter, items): (String, Vec<ListItem>)| {
        let key = if letter.starts_with('0') { "digits".to_owned() } else { letter.to_lowercase() };
        titled(&key, letter, vec![list(items, String::new())])
    };
    letters.into_iter().filter_map(section).collect()
}

/// Documents by their titles, and by their synonyms with the title behind.
fn documents(writer: &Writer<'_>) -> Vec<Line> {
    let main = writer.graph.all().filter(|(_, edition)| edition.slot == Slot::Main);
    main.flat_map(|(index, edition)| {
        let document = &edition.source.document;
        let kind = Words::plain(writer.choice("kind", document.key.kind.key()));
        let title = Line { words: document.meta.title.to_string(), item: item(writer.edition(index), kind) };
        let synonyms = document.meta.synonyms.iter().map(move |synonym| {
            synonym_line(
                synonym,
                Words::plain(writer.text("index.see").replace("{title}", &document.meta.title)),
                writer.href_to(writer.graph.path(index)),
            )
        });
        std::iter::once(title).chain(synonyms)
    })
    .collect()
}

fn synonym_line(synonym: &str, see: Words, href: String) -> Line {
    Line { words: synonym.to_owned(), item: item(Words::link(synonym, href), see) }
}

fn roles(writer: &Writer<'_>) -> Vec<Line> {
    let roles = writer.graph.data.roles.iter().map(|filed| &filed.record);
    roles
        .map(|role| {
            let words = writer.record(RecordKind::Role, role.id.as_str());
            Line { words: role.title.to_string(), item: item(words, Words::plain(writer.text("plan.role"))) }
        })
        .collect()
}

fn terms(writer: &Writer<'_>) -> Vec<Line> {
    let terms = writer.graph.data.glossary.iter().map(|filed| &filed.record);
    let path = writer.graph.fixed("glossary");
    terms
        .map(|term| {
            let id = crate::view::build::term_id(writer, &term.term);
            let href = format!("{}#{id}", writer.href_to(&path));
            let kind = Words::plain(writer.text("kind.glossary"));
            Line { words: term.term.to_string(), item: item(Words::link(term.term.as_str(), href), kind) }
        })
        .collect()
}

/// Pages that no author writes.
fn hubs(writer: &Writer<'_>) -> Vec<Line> {
    let line = |text: String, path: &OutPath| Line {
        item: item(Words::link(text.clone(), writer.href_to(path)), Words::default()),
        words: text,
    };
    let graph = writer.graph;
    let kinds = HUBS.iter().filter(|kind| graph.of_kind(**kind).next().is_some());
    let kinds = kinds.map(|kind| line(writer.choice("hub", kind.key()), &graph.hub(kind.key())));
    let fixed = fixed_pages(graph).into_iter().map(|(key, path)| line(writer.text(key), &path));
    kinds.chain(fixed).collect()
}

/// Fixed pages that the site has, with the keys of their titles.
pub(super) fn fixed_pages(graph: &Graph) -> Vec<(&'static str, OutPath)> {
    let data = &graph.data;
    let has_crisis = graph.of_kind(crate::model::id::Kind::CrisisPlan).next().is_some();
    let has_channels = graph.of_kind(crate::model::id::Kind::Channel).next().is_some();
    let pages = [
        ("page.documents", graph.fixed("documents"), true),
        ("page.changes", graph.fixed("changes"), true),
        ("page.accessibility", graph.fixed("accessibility"), true),
        ("page.roles", graph.hub("role"), true),
        ("page.channel_audiences", graph.fixed("channel_audiences"), graph.strategy().is_some()),
        ("page.coverage", graph.fixed("coverage"), !graph.plans.is_empty() && has_channels),
        ("page.accounts", graph.fixed("accounts"), !data.accounts.is_empty()),
        ("page.figures", graph.fixed("figures"), graph.has_figures()),
        ("page.annual_wheel", graph.fixed("annual_wheel"), !data.wheel.is_empty()),
        ("page.glossary", graph.fixed("glossary"), !data.glossary.is_empty()),
        ("page.values", graph.fixed("values"), !data.values.is_empty()),
        ("page.organisation", graph.fixed("organisation"), !data.org_units.is_empty()),
        ("page.crisis_sheet", graph.crisis_sheet(), has_crisis),
        ("page.embed", graph.hub("embed"), graph.config.settings.embed.is_some()),
    ];
    pages.into_iter().filter(|(_, _, present)| *present).map(|(key, path, _)| (key, path)).collect()
}

/// The letter that words stand under: the language's own, or the plain letter of a foreign one.
fn letter(words: &str, lang: Lang) -> String {
    let mut letters = words.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return "0–9".to_owned() };
    let first = first.to_uppercase().next().unwrap_or(first);
    let own = match lang {
        Lang::Da | Lang::Nb | Lang::Nn => "ÆØÅ",
        Lang::Sv => "ÅÄÖ",
        Lang::En => "",
    };
    // Danish and Norwegian order `aa` as `å`.
    let second = letters.next().map(|c| c.to_lowercase().next().unwrap_or(c));
    if first == 'A' && second == Some('a') && own == "ÆØÅ" {
        return "Å".to_owned();
    }
    if first.is_ascii_alphabetic() || own.contains(first) {
        return first.to_string();
    }
    if first.is_numeric() {
        return "0–9".to_owned();
    }
    lang.slug(&first.to_string()).chars().next().map_or("0–9".to_owned(), |base| base.to_uppercase().to_string())
}

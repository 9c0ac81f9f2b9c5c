//! What pages are narrowed and sorted by.

use super::graph;
use crate::plan::{PageKind, Route};
use crate::view::{Layout, Page, Part, page};

const ROLES: &str = "- {id: chef, title: Chef}\n- {id: redaktoer, title: Redaktør}\n";
const ACCOUNTS: &str = "id;channel;name;type;responsible\na;facebook;A;main;chef\nb;facebook;B;local;redaktoer\nc;facebook;C;local;redaktoer\nd;x;D;main;chef\ne;x;E;local;chef\nf;x;F;local;\n";

fn accounts(lines: usize) -> Page {
    let table: String = ACCOUNTS.split_inclusive('\n').take(lines + 1).collect();
    let graph = graph(&[
        ("channels/facebook.md", "---\ntitle: Facebook\ntype: social\n---\n"),
        ("channels/x.md", "---\ntitle: X\ntype: social\n---\n"),
        ("data/roles.yaml", ROLES),
        ("data/accounts.csv", &table),
    ]);
    page(&graph, &Route { path: graph.fixed("accounts"), page: PageKind::Accounts })
}

#[test]
fn rows_are_found_by_what_they_say() {
    let page = accounts(6);
    let parts: Vec<_> = page.sections.iter().flat_map(|section| &section.parts).collect();
    let [Part::Filter(filter), Part::Table(first), ..] = parts.as_slice() else { panic!("{parts:?}") };
    let choices: Vec<_> = filter.choices.iter().map(|choice| (choice.name, choice.options.len())).collect();
    assert_eq!(choices, [("kanal", 2), ("slags", 2), ("ansvarlig", 2)]);
    assert_eq!((filter.since, filter.words, filter.told.as_str()), ("", "ord", "Viser 6"));
    let marks: Vec<_> = first.rows[0].marks.iter().map(|mark| mark.value.as_str()).collect();
    assert_eq!(marks, ["kanal:facebook", "slags:hovedprofil", "ansvarlig:chef"]);
    assert_eq!(first.layout, Layout::Register);
    let offered = |value: &str| filter.choices.iter().any(|choice| choice.options.iter().any(|(own, _)| own == value));
    assert!(first.rows.iter().flat_map(|row| &row.marks).all(|mark| offered(&mark.value)), "{filter:?}");
}

#[test]
fn a_short_list_has_no_form_and_no_marks() {
    let page = accounts(3);
    for part in page.sections.iter().flat_map(|section| &section.parts) {
        assert!(!matches!(part, Part::Filter(_)), "{part:?}");
        if let Part::Table(table) = part {
            assert!(table.rows.iter().all(|row| row.marks.is_empty()), "{table:?}");
        }
    }
}

#[test]
fn an_action_says_in_brief_how_it_stands() {
    let plan = "---\ntitle: Plan\nyear: 2026\nactions:\n  - {id: a1, title: Sortering, responsible: chef, deadline: 2026-12-01, status: planned}\n---\n";
    let graph = graph(&[("plans/2026.md", plan), ("data/roles.yaml", ROLES)]);
    let index = graph.plans[0].edition;
    let page = page(&graph, &Route { path: graph.path(index).clone(), page: PageKind::Document(index) });
    let tables = page.sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Table(table) if table.layout == Layout::Entries => Some(table),
        _ => None,
    });
    let row = &tables.flat_map(|table| &table.rows).next().expect("the action is there");
    let brief: Vec<_> = row.brief.0.iter().map(|run| (run.text.as_str(), run.href.is_some())).collect();
    assert_eq!(row.anchor, "action-a1");
    assert_eq!(
        brief,
        [("Planlagt", false), (" ", false), ("1.\u{a0}december 2026", false), (" · ", false), ("Chef", false)]
    );
}

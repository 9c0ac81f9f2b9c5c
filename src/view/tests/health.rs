use jiff::civil::date;

use crate::source::{OutPath, SourcePath};
use crate::view::tests::graph;
use crate::view::{Complaint, Duty, Gravity, Page, Part, Table, health};

const ROLES: &str = "- id: redaktoer\n  title: Redaktør\n";
const CHANNEL: &str = "---\ntitle: Facebook\ntype: social\nowner: redaktoer\ntone: Rolig\n---\n";

fn page(complaints: &[Complaint], duties: &[Duty]) -> Page {
    let graph = graph(&[("data/roles.yaml", ROLES), ("channels/facebook.md", CHANNEL)]);
    health(&graph, &OutPath::new("_rettesnor/health.html"), complaints, duties)
}

/// All tables of a page as text, a line for each row.
fn told(page: &Page) -> String {
    let tables = page.sections.iter().flat_map(|section| &section.parts).filter_map(|part| match part {
        Part::Table(table) => Some(table),
        _ => None,
    });
    tables.map(as_text).collect::<String>().replace('\u{a0}', " ")
}

fn as_text(table: &Table) -> String {
    let words = |words: &crate::view::Words| words.0.iter().map(|run| run.text.as_str()).collect::<String>();
    let mut text = format!("# {}\n", table.caption);
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| cell.0.iter().map(words).collect::<Vec<_>>().join(" / "));
        text += &[words(&row.head)].into_iter().chain(cells).collect::<Vec<_>>().join(" | ");
        text.push('\n');
    }
    text
}

#[test]
fn a_site_in_order_says_so() {
    let page = page(&[], &[]);
    let Part::Note { words } = &page.sections[0].parts[0] else { panic!("{page:?}") };
    assert!(words.0[0].text.starts_with("Reglerne finder intet"), "{words:?}");
}

#[test]
fn findings_stand_by_document_and_owner_the_gravest_first() {
    let complaint = |gravity, file: &str, message: &str| Complaint {
        gravity,
        code: "C04",
        message: message.to_owned(),
        file: SourcePath::new(file),
        line: Some(3),
    };
    let page = page(
        &[
            complaint(Gravity::Note, "content/channels/facebook.md", "noget om `x`"),
            complaint(Gravity::Warning, "content/channels/facebook.md", "mere"),
            complaint(Gravity::Error, "content/data/roles.yaml", "galt `"),
        ],
        &[],
    );
    insta::assert_snapshot!(told(&page), @r"
    # Fund efter dokument
    content/data/roles.yaml | Fejl galt ` (C04, linje 3) | 
    Facebook | Note noget om »x« (C04, linje 3) / Advarsel mere (C04, linje 3) | Redaktør
    # Efter ansvarlig
    Ingen ansvarlig | 1 | 0 | 0
    Redaktør | 0 | 2 | 0
    # Ikke udfyldt
    Facebook | Resumé, Brug den til, Brug den ikke til, Hyppighed, Ansvarlig
    ");
}

#[test]
fn what_is_due_stands_in_its_stretch_of_time() {
    let duty = |date, title: &str| Duty {
        date,
        task: "gennemgang".to_owned(),
        title: title.to_owned(),
        file: SourcePath::new("content/channels/facebook.md"),
        role: Some("Redaktør".to_owned()),
    };
    let page = page(
        &[],
        &[
            duty(date(2026, 11, 1), "Facebook"),
            duty(date(2026, 11, 20), "i dag"),
            duty(date(2026, 12, 20), "om 30 dage"),
            duty(date(2026, 12, 21), "om 31 dage"),
            duty(date(2027, 2, 18), "om 90 dage"),
            duty(date(2027, 2, 19), "om 91 dage"),
        ],
    );
    insta::assert_snapshot!(told(&page), @r"
    # Fund efter dokument
    # Efter ansvarlig
    Redaktør | 0 | 0 | 5
    # Fristen er overskredet
    1. november 2026 | gennemgang | Facebook | Redaktør
    # Inden for 30 dage
    20. november 2026 | gennemgang | i dag – Facebook | Redaktør
    20. december 2026 | gennemgang | om 30 dage – Facebook | Redaktør
    # Inden for 60 dage
    21. december 2026 | gennemgang | om 31 dage – Facebook | Redaktør
    # Inden for 90 dage
    18. februar 2027 | gennemgang | om 90 dage – Facebook | Redaktør
    # Ikke udfyldt
    Facebook | Resumé, Brug den til, Brug den ikke til, Hyppighed, Ansvarlig
    ");
}

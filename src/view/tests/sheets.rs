//! Sheets and registers.

use super::{dump, graph};
use crate::model::id::Kind;
use crate::plan::{PageKind, plan};
use crate::view::Writer;
use crate::view::entities::sheet;
use crate::view::registers::page;

#[test]
fn a_theme_page_quotes_passages_with_the_words_of_their_references() {
    let graph = graph(&[
        ("themes/miljoe.md", "---\ntitle: Miljø\nyears: 2026\nmessage: Gør det let.\n---\n"),
        (
            "pages/om.md",
            "---\ntitle: Om\n---\n## Valg {#valg}\n\nFørst noget. Vi valgte [[theme:miljoe]] og [[page:om|os selv]].\n",
        ),
    ]);
    let index = graph.find(Kind::Theme, "miljoe").expect("the theme is there");
    let writer = Writer::new(&graph, graph.path(index), graph.config.lang());
    let sheet = sheet(&writer, index);
    insta::assert_snapshot!(dump::sections(&sheet.after), @r#"
    ## Omtalt i {#part-theme-mentioned}
    - [Om: Valg](../sider/om.html#valg) // Vi valgte Miljø og os selv.
    "#);
}

#[test]
fn a_flow_leads_from_answer_to_step() {
    let guideline = "---\ntitle: Svar\nflow:\n  - {id: vred, ask: Er de vrede?, answers: [{label: Ja, go: ro}, {label: Nej, go: svar}]}\n  - {id: ro, do: Træk vejret, go: svar}\n  - {id: svar, do: Svar, end: true}\n---\n";
    let graph = graph(&[("guidelines/svar.md", guideline)]);
    let index = graph.find(Kind::Guideline, "svar").expect("the guideline is there");
    let writer = Writer::new(&graph, graph.path(index), graph.config.lang());
    insta::assert_snapshot!(dump::sections(&sheet(&writer, index).before), @r#"
    ## Hjælp til at vælge {#part-flow-flow}
    1 #step-vred Er de vrede? end=false Ja → 2=#step-ro Nej → 3=#step-svar
    2 #step-ro Træk vejret end=false Gå videre → 3=#step-svar
    3 #step-svar Svar end=true
    "#);
}

#[test]
fn the_list_of_pages_is_in_the_order_of_the_language() {
    let titles = ["Årshjul", "Aarhus", "Zoo", "Ærlighed", "Øl", "1. maj"];
    let files: Vec<_> = titles
        .iter()
        .enumerate()
        .map(|(index, title)| (format!("pages/p{index}.md"), format!("---\ntitle: {title}\nsynonyms: [Bil]\n---\n")))
        .collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let graph = graph(&files);
    let path = graph.fixed("index");
    let content = page(&Writer::new(&graph, &path, graph.config.lang()), &PageKind::Index).expect("a page");
    let letters: Vec<_> = content.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(letters, ["0–9", "A", "B", "N", "R", "T", "Z", "Æ", "Ø", "Å"]);
}

#[test]
fn every_route_that_no_author_writes_has_content_also_on_an_empty_site() {
    let graph = graph(&[]);
    for route in plan(&graph).0 {
        let writer = Writer::new(&graph, &route.path, graph.config.lang());
        if let Some(content) = page(&writer, &route.page) {
            assert!(!content.title.is_empty() && !content.title.contains("page."), "{:?}", route.page);
        }
    }
}

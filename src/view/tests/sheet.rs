//! The audience table as a file, and compared with the edition before.

use super::{dump, graph};
use crate::model::id::Kind;
use crate::plan::{PageKind, Route, SheetOf, plan};
use crate::view::{page, sheet};

const STRATEGY: &str = "---\ntitle: Strategi\nchannel_roles:\n  - {channel: facebook, breadth: broad, audiences: [borgere, unge], benefits: ['=SUM(1)', 'a; \"b\"']}\n  - {channel: x, breadth: narrow, audiences: [unge], voice: '-vi'}\n---\n";
const CHANNEL: &str = "---\ntitle: Facebook\ntype: social\n---\n";

fn site() -> crate::graph::Graph {
    graph(&[
        ("strategies/s.md", STRATEGY),
        ("channels/facebook.md", CHANNEL),
        ("channels/x.md", "---\ntitle: X\ntype: social\n---\n"),
        ("audiences/borgere.md", "---\ntitle: Borgere\n---\n"),
        ("audiences/unge.md", "---\ntitle: Unge\n---\n"),
    ])
}

#[test]
fn both_tables_are_files_that_excel_opens_and_does_not_compute() {
    let graph = site();
    let text = |of| sheet(&graph, &graph.sheet_path(of), of);
    let [channels, audiences] = SheetOf::ALL.map(text);
    assert_eq!(
        channels,
        "\u{feff}Kanal;Bredde;Målgrupper;Fordele;Hvem taler\r\n\
         Facebook;Bred;Borgere, Unge;\"'=SUM(1), a; \"\"b\"\"\";\r\n\
         X;Smal;Unge;;'-vi\r\n"
    );
    assert_eq!(audiences, "\u{feff}Målgruppe;Facebook;X\r\nBorgere;Bred;\r\nUnge;Bred;Smal\r\n");
}

#[test]
fn the_page_leads_to_both_files() {
    let graph = site();
    let path = graph.fixed("channel_audiences");
    let shown = page(&graph, &Route { path, page: PageKind::ChannelAudiences });
    let (routes, _) = plan(&graph);
    let text = dump::sections(&shown.sections);
    for of in SheetOf::ALL {
        let path = graph.sheet_path(of);
        assert!(text.contains(&format!("]({path})")), "{path} in {text}");
        assert!(routes.iter().any(|route| route.path == path && route.page == PageKind::Sheet(of)), "{path}");
    }
    assert!(graph.find(Kind::Strategy, "s").is_some());
}

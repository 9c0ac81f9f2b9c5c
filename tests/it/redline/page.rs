//! The page of what changed: views by their titles, stretches without changes shut, each section named once.

use crate::fixture::Fixture;

const LONG: &str = "Vi svarer i hverdagene, og vi skriver, hvornår svaret kommer. Den, der spørger om en sag, får et svar i \
    sagen. Den, der er utryg, bliver ringet op. Alle andre får svar på siden, så andre kan læse med.";

/// A page with two versions, their texts and what the plan they show says of each of two times.
fn site(old: &str, new: &str) -> Fixture {
    let front = |version: &str, kind: &str| {
        format!(
            "---\ntitle: Vagt\n{kind}status: adopted\nadopted_on: 2026-01-0{version}\nversion: \"{version}\"\n---\n"
        )
    };
    Fixture::new(&format!(
        "//- editions/guideline/vagt/1.md\n{}{old}\n//- guidelines/vagt.md\n{}{new}\n\
         //- themes/klima.md\n---\ntitle: Klima\n---\n\
         //- plans/2026.md\n---\ntitle: Årets plan\nyear: 2026\n---\n\
         //- plans/2026.actions.csv\nid;title;deadline\nfilm;Film om skolen;2026-10-01\nuge;Cykeluge;2026-11-01\n\
         //- editions/guideline/vagt/1/plans/2026.md\n---\ntitle: Planen\nyear: 2026\n---\n\
         //- editions/guideline/vagt/1/plans/2026.actions.csv\nid;title;deadline\nfilm;Film om skolen;2026-08-01\n\
         messe;Seniormesse;2026-11-01\n",
        front("1", ""),
        front("2", "kind: guideline\n"),
    ))
}

fn main(site: &Fixture) -> String {
    let page = String::from_utf8(site.outputs()["retningslinjer/vagt/2-aendringer.html"].clone()).unwrap();
    page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0.to_owned()
}

#[test]
fn a_view_has_the_title_that_readers_know() {
    let page = main(&site(
        "Se her.\n\n```view theme-matrix\nplan: 2026\n```\n",
        "Se her.\n\n```view theme-matrix\nplan: 2026\ntheme: [klima]\n```\n",
    ));
    let inserted = "<ins><span class=\"visually-hidden\">indsat: </span>, Klima</ins>";
    assert!(page.contains("Her vises: Temaer og kanaler (Årets plan") && page.contains(inserted), "{page}");
    assert!(!page.contains("theme-matrix") && !page.contains("plan:"), "{page}");
}

#[test]
fn what_a_view_shows_otherwise_is_told_in_words() {
    let view = "```view actions\nplan: 2026\n```\n";
    let page = main(&site(view, view));
    assert!(page.contains("Ændret: Film om skolen. Nyt: Cykeluge. Fjernet: Seniormesse.</p>"), "{page}");
    assert!(page.contains("Der er ikke ændret noget i teksten."), "{page}");
}

#[test]
fn text_without_changes_is_shut_and_a_change_has_its_neighbours() {
    let text = |words: &str| {
        format!(
            "{LONG}\n\n{LONG}\n\n## Om vagten\n\nFør.\n\n{words}\n\nEfter.\n\n{LONG}\n\n## Om svar\n\n{LONG}\n\n## Om tone\n\n{LONG}\n"
        )
    };
    let page = main(&site(&text("Vi er to."), &text("Vi er tre.")));
    let shut: Vec<&str> = page.match_indices("<summary>").map(|(at, _)| &page[at + 9..]).collect();
    let labels: Vec<&str> = shut.iter().map(|rest| rest.split_once("</summary>").unwrap().0).collect();
    assert_eq!(labels, ["Uændret tekst, 78 ord", "Uændret tekst, 121 ord: Om svar · Om tone"], "{page}");
    let open = page.split_once("</details>").unwrap().1.split_once("<details").unwrap().0;
    let order =
        ["Om vagten</h2>", "<p>Før.</p>", "to</del>", "tre</ins>", "<p>Efter.</p>"].map(|words| open.find(words));
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{order:?} {open}");
    assert!(!open.contains("hverdagene"), "{open}");
}

#[test]
fn each_section_is_named_once_before_the_text() {
    let page = main(&site("## A\n\nHer.\n\n## B\n\nDer.\n", "## A\n\nHer og nu.\n\n## B\n\nDer nu.\n\n## C\n\nNyt.\n"));
    let before = page.split_once("id=\"part-redline-text\"").unwrap().0;
    for anchor in ["#a", "#b", "#c"] {
        assert_eq!(before.matches(&format!("href=\"{anchor}\"")).count(), 1, "{anchor} {before}");
    }
    assert!(
        before.contains("2 ændrede afsnit")
            && before.contains("1 nyt afsnit")
            && !before.contains("<nav class=\"contents\"")
    );
}

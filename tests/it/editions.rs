//! Adopted versions: where they stand, which records they show, what becomes of those that cannot be read.

use rettesnor::config::{Drafts, Profile};
use rettesnor::pipeline::{Memo, build};

use crate::fixture::{Fixture, outputs};

/// A strategy with a draft and two adopted versions, the older one with records of its own.
const SITE: &str = "\
//- index.md
---
title: Forside
---
Hej.
//- data/roles.yaml
- {id: chef, title: Kommunikationschef, mailbox: ny@proeve.example}
//- data/figures.yaml
- {id: andel, label: Andel, value: 40, unit: '%', as_of: 2026-10-01, source: Nyt}
//- channels/facebook.md
---
title: Facebook i dag
type: social
---
Her.
//- plans/2026.md
---
title: Plan 2026
year: 2026
---
Tekst.
//- strategies/some.md
---
title: Strategi
status: draft
version: '3.0'
owner: chef
access: public
---
Ny tekst.
//- editions/strategy/some/2.0.md
---
title: Strategi
status: adopted
version: '2.0'
adopted_by: Byrådet
adopted_on: 2025-01-01
decision_reference: Punkt 7
owner: chef
access: public
changes: [{version: '2.0', date: 2025-01-01, summary: Kortere.}]
---
Tekst i kraft.
//- editions/strategy/some/1.0.md
---
title: Strategi
status: adopted
version: '1.0'
adopted_by: Byrådet
adopted_on: 2021-01-01
owner: chef
access: public
---
Spørg [[role:chef]] og [[role:sekretaer]] på [[facebook]] eller [[twitter]]. Vi når [[figure:andel]] og [[borte]].

```view actions
```
//- editions/strategy/some/1.0/data/roles.yaml
- {id: chef, title: Informationschef, mailbox: gammel@proeve.example}
- {id: sekretaer, title: Sekretær}
//- editions/strategy/some/1.0/data/figures.yaml
- {id: andel, label: Andel, value: 12, unit: '%', as_of: 2020-10-01, source: Gammelt}
//- editions/strategy/some/1.0/channels/facebook.md
---
title: Facebook dengang
type: social
---
//- editions/strategy/some/1.0/channels/twitter.md
---
title: Twitter
type: social
---
//- editions/strategy/some/1.0/plans/2021.md
---
title: Plan 2021
year: 2021
---
//- editions/strategy/some/1.0/plans/2021.actions.csv
id;title;responsible;deadline
maerke;Mærkesag;sekretaer;2021-06-01
";

fn text(site: &Fixture, path: &str) -> String {
    let outputs = site.outputs();
    let page = outputs.get(path).unwrap_or_else(|| panic!("no `{path}` among {:?}", outputs.keys()));
    String::from_utf8(page.clone()).unwrap()
}

fn main(page: &str) -> &str {
    let (_, rest) = page.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0
}

#[test]
fn every_version_has_its_address_from_the_first_day() {
    let mut site = Fixture::new(SITE);
    let in_force = text(&site, "strategier/some.html");
    assert!(in_force.contains("Tekst i kraft") && in_force.contains("some/2.0.html\">Permanent adresse"), "{in_force}");
    let permanent = text(&site, "strategier/some/2.0.html");
    assert!(permanent.contains("content=\"0; url=../some.html\""), "{permanent}");
    assert!(!site.outputs().contains_key("strategier/some/udkast.html"));
    site.drafts = Some(Drafts::Shown);
    assert!(text(&site, "strategier/some/udkast.html").contains("Ny tekst"));
    // When the next version is adopted, the text is where its permanent address always was.
    let next = site.files["editions/strategy/some/2.0.md"].replace("2.0", "3.0").replace("2025-01-01", "2026-11-01");
    site.files.insert("editions/strategy/some/3.0.md".to_owned(), next);
    let old = text(&site, "strategier/some/2.0.html");
    assert!(old.contains("Tekst i kraft") && old.contains("href=\"../some.html\">Se version 3.0, som gælder i dag"));
    assert!(text(&site, "strategier/some/3.0.html").contains("url=../some.html"));
}

#[test]
fn an_old_version_shows_the_records_of_its_time() {
    let site = Fixture::new(SITE);
    let page = text(&site, "strategier/some/1.0.html");
    let old = main(&page);
    assert!(old.contains("<a href=\"../../roller/chef.html\">Informationschef</a> og Sekretær på"), "{old}");
    assert!(old.contains("<a href=\"../../kanaler/facebook.html\">Facebook dengang</a> eller Twitter."), "{old}");
    assert!(old.contains("12\u{a0}%") && !old.contains("40\u{a0}%"), "{old}");
    assert!(old.contains(">borte") || old.contains("og borte."), "{old}");
    assert!(old.contains("Mærkesag") && old.contains("Planlagt") && !old.contains("Overskredet"), "{old}");
    assert!(old.contains("er fra dengang, versionen blev vedtaget"), "{old}");
    // Whoever answers today gets the mail about an old page.
    assert!(page.contains("ny@proeve.example") && !page.contains("gammel@"), "{page}");
    assert!(main(&text(&site, "strategier/some.html")).contains("Kommunikationschef"));
}

#[test]
fn an_old_version_without_records_says_that_they_are_todays() {
    let mut site = Fixture::new(SITE);
    site.files.retain(|path, _| !path.starts_with("editions/strategy/some/1.0/"));
    let old = text(&site, "strategier/some/1.0.html");
    assert!(old.contains("Kommunikationschef") && old.contains("på siden er dagens"), "{old}");
    let findings = site.findings();
    assert!(findings.contains("1.0.md:10:24: info[C01]"), "{findings}");
    assert!(!site.build().has_errors());
}

#[test]
fn own_and_present_access_decide_together() {
    let mut site = Fixture::new(SITE);
    site.profile = Some(Profile::Public);
    assert!(site.outputs().contains_key("strategier/some/1.0.html"));
    let hide = |site: &Fixture, file: &str| {
        let mut site = site.clone();
        let text = site.files[file].replace("access: public", "access: internal");
        site.files.insert(file.to_owned(), text);
        site.outputs()
    };
    let outputs = hide(&site, "editions/strategy/some/1.0.md");
    assert!(!outputs.contains_key("strategier/some/1.0.html") && outputs.contains_key("strategier/some.html"));
    let outputs = hide(&site, "strategies/some.md");
    assert!(!outputs.keys().any(|path| path.starts_with("strategier/some")), "{:?}", outputs.keys());
    // What a channel was called then is said only where the channel may be read about.
    let outputs = site.outputs();
    assert!(outputs.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Facebook dengang")));
}

#[test]
fn a_version_that_is_kept_back_says_so_and_why() {
    let mut site = Fixture::new(SITE);
    let withheld = "withheld_versions: [{document: some, version: '1.0', reason: Indeholder en fejl.}]\n";
    site.files.get_mut("site.yaml").unwrap().push_str(withheld);
    let page = text(&site, "strategier/some/1.0.html");
    assert!(page.contains("Tilbageholdt") && page.contains("Indeholder en fejl."), "{page}");
    assert!(site.outputs().values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Informationschef")));
    assert!(text(&site, "strategier/some.html").contains("some/1.0.html\">Hvorfor?"));
    // Where the version may not be known of, neither may its being kept back.
    site.profile = Some(Profile::Public);
    let own = site.files["editions/strategy/some/1.0.md"].replace("access: public", "access: internal");
    site.files.insert("editions/strategy/some/1.0.md".to_owned(), own);
    assert!(!site.outputs().contains_key("strategier/some/1.0.html"));
}

#[test]
fn what_was_repealed_is_over_in_all_its_versions() {
    let mut site = Fixture::new(SITE);
    let work = site.files["editions/strategy/some/2.0.md"].replace("status: adopted", "status: repealed");
    site.files.insert("strategies/some.md".to_owned(), work);
    assert!(main(&text(&site, "strategier/some.html")).contains("Ophævet"));
    assert!(text(&site, "strategier/some/2.0.html").contains("Tekst i kraft"));
}

#[test]
fn an_old_version_is_read_as_far_as_it_can_be() {
    let mut site = Fixture::new(SITE);
    let odd = "---\ntitle: Strategi\nstatus: vedtaget\nkanaltabel: [a]\nversion: '1.0'\nadopted_on: forleden\n\
               readers: [nobody]\npurposes: [{id: a}]\n---\nGammel tekst.\n";
    site.files.insert("editions/strategy/some/1.0.md".to_owned(), odd.to_owned());
    let build = site.build();
    assert!(!build.has_errors(), "{}", site.findings());
    assert!(site.findings().contains("1.0.md:4:1: info[R03]"), "{}", site.findings());
    let page = text(&site, "strategier/some/1.0.html");
    assert!(page.contains("Gammel tekst") && page.contains("linje 4 (kanaltabel)"), "{page}");
    // Not what stands there: it may be what nobody should see.
    assert!(!main(&page).contains("forleden"), "{page}");
    assert!(text(&site, "strategier/some.html").contains("Tekst i kraft"));
}

#[test]
fn a_broken_version_still_has_a_page() {
    let mut site = Fixture::new(SITE);
    for front in ["- a\n- b\n", "title: [\nversion: '1.0'\n", "&a : *b\n", ""] {
        site.files.insert("editions/strategy/some/1.0.md".to_owned(), format!("---\n{front}---\nGammel tekst.\n"));
        assert!(!site.build().has_errors(), "{}", site.findings());
        let page = text(&site, "strategier/some/1.0.html");
        assert!(page.contains("Gammel tekst") && page.contains("kan ikke læses"), "{front}{page}");
    }
    let gone = site.files["editions/strategy/some/2.0.md"].clone();
    site.files.insert("editions/bulletin/some/1.0.md".to_owned(), gone);
    assert!(!site.build().has_errors(), "{}", site.findings());
    assert!(text(&site, "sider/bulletin-some.html").contains("Tekst i kraft"));
}

#[test]
fn a_version_that_is_no_text_shows_what_it_holds() {
    let site = Fixture::new(SITE);
    let mut inputs = site.inputs();
    let path = "content/editions/strategy/some/1.0.md";
    let file = inputs.sources.iter_mut().find(|file| file.path.as_str() == path).unwrap();
    *file = rettesnor::source::SourceFile::new(file.path.clone(), &b"---\ntitle: R\xf8d <b>\n---\n\xe6bler\n"[..]);
    let mut memo = Memo::default();
    let build = build(&inputs, &mut memo);
    assert!(!build.has_errors(), "{:?}", build.diagnostics());
    let outputs = outputs(&build);
    let page = String::from_utf8(outputs["strategier/some/1.0.html"].clone()).unwrap();
    assert!(page.contains("title: Rød &lt;b&gt;") && page.contains("æbler"), "{page}");
}

#[test]
fn the_same_records_are_read_once() {
    let mut site = Fixture::new(SITE);
    let before = build(&site.inputs(), &mut Memo::default()).stats().parsed;
    let own: Vec<_> = site.files.iter().filter(|(path, _)| path.starts_with("editions/strategy/some/1.0")).collect();
    let more: Vec<_> =
        own.into_iter().map(|(path, text)| (path.replace("1.0", "1.1"), text.replace("1.0", "1.1"))).collect();
    site.files.extend(more);
    assert_eq!(build(&site.inputs(), &mut Memo::default()).stats().parsed, before + 1);
    assert!(text(&site, "strategier/some/1.1.html").contains("Mærkesag"));
}

#[test]
fn a_changed_record_of_an_old_version_changes_its_page() {
    let mut site = Fixture::new(SITE);
    let mut memo = Memo::default();
    build(&site.inputs(), &mut memo);
    let roles = "- {id: chef, title: Pressechef}\n- {id: sekretaer, title: Sekretær}\n";
    site.files.insert("editions/strategy/some/1.0/data/roles.yaml".to_owned(), roles.to_owned());
    site.files.insert("editions/strategy/some/1.0/channels/mastodon.md".to_owned(), "---\ntitle: M\n---\n".to_owned());
    let next = build(&site.inputs(), &mut memo);
    assert_eq!(outputs(&next), site.outputs());
    assert!(text(&site, "strategier/some/1.0.html").contains("Pressechef"));
}

const NEWS: &str = "\
//- index.md
---
title: Forside
---
Hej.
//- themes/klima.md
---
title: Klima
years: [2026]
---
Tekst.
//- themes/trivsel.md
---
title: Trivsel
years: [2026]
---
Tekst.
//- strategies/some.md
---
title: Strategi
status: draft
version: '3.0'
themes: [klima]
changes: [{version: '3.0', date: 2026-11-02, summary: Ny retning.}]
---
Tekst.
//- editions/strategy/some/2.0.md
---
title: Strategi
version: '2.0'
adopted_on: 2026-10-05
themes: [trivsel]
changes: [{version: '0.9', date: 2020-02-03, summary: Forløber.}, {version: '2.0', date: 2026-10-05, summary: Kortere.}]
---
Tekst.
//- policies/ny.md
---
title: Politik
status: adopted
version: '1'
adopted_on: 2026-12-24
---
Tekst.
//- plans/2027.md
---
title: Plan
year: 2027
status: consultation
last_reviewed: 2026-11-10
---
Tekst.
";

#[test]
fn what_is_new_is_told_by_month_and_can_be_narrowed() {
    let mut site = Fixture::new(NEWS);
    site.files.insert("strategies/politik.md".to_owned(), site.files["policies/ny.md"].clone());
    site.files.remove("policies/ny.md");
    let page = text(&site, "aendringer.html");
    let months: Vec<_> = page.match_indices("<h2 id=\"part-").map(|(at, _)| &page[at + 13..at + 20]).collect();
    assert_eq!(months, ["2026-11", "2026-10", "2020-02"]);
    assert!(page.contains("I høring: <time datetime=\"2026-11-10\">") && page.contains("<p>Kortere.</p>"), "{page}");
    // Neither what is hidden nor what is still to come.
    assert!(!page.contains("Ny retning.") && !page.contains("2026-12-24"), "{page}");
    assert!(page.contains("data-date=\"2026-10-05\" data-marks=\"strategy theme:trivsel \""), "{page}");
    assert!(page.contains("<input type=\"date\" name=\"siden\">") && page.contains("<option value=\"action_plan\">"));
    site.drafts = Some(Drafts::Shown);
    let page = text(&site, "aendringer.html");
    assert!(page.contains("<p>Ny retning.</p>") && page.contains("strategier/some/udkast.html"), "{page}");
    assert!(page.contains("<option value=\"theme:klima\">Klima</option>"), "{page}");
}

#[test]
fn a_feed_of_nothing_is_the_same_every_day() {
    let site = Fixture::new("//- index.md\n---\ntitle: Forside\n---\nHej.\n");
    assert!(text(&site, "feed.xml").contains("<updated>1970-01-01T00:00:00Z</updated>"));
    assert!(text(&site, "aendringer.html").contains("Der er ikke beskrevet ændringer."));
}

/// A plan with a version behind it, each with actions of its own.
const PLANS: &str = "
//- plans/2026.md
---
title: Plan
year: 2026
status: adopted
version: '1.1'
adopted_on: 2026-06-01
---
Tekst.
//- plans/2026.actions.csv
id;title;deadline
film;Film om skolen;2026-10-01
vagt;Vagt om aftenen;2026-11-01
//- editions/action_plan/2026/1.0.md
---
title: Plan
year: 2026
status: adopted
version: '1.0'
adopted_on: 2025-12-01
---
Tekst.
//- editions/action_plan/2026/1.0/plans/2026.actions.csv
id;title;deadline
film;Film om skolen;2026-08-01
uge;Cykeluge;2026-09-01
";

#[test]
fn a_comparison_of_plans_shows_the_actions_of_each_time() {
    let page = text(&Fixture::new(PLANS), "handleplaner/2026/1.1-aendringer.html");
    let compared = main(&page).split_once("<caption class=\"visually-hidden\">Handlinger").unwrap().1;
    let [film, new, dropped] = ["Film om skolen", "Vagt om aftenen", "Cykeluge"].map(|title| {
        let row = compared
            .split_once(&format!("<th scope=\"row\">{title}"))
            .unwrap_or_else(|| panic!("{title}: {compared}"))
            .1;
        row.split_once("</tr>").unwrap().0
    });
    assert!(film.contains("august 2026</del>") && film.contains("oktober 2026</ins>"), "{film}");
    assert!(new.contains("Nyt") && dropped.contains("Fjernet"), "{new} {dropped}");
}

#[test]
fn a_plan_shows_its_actions_once_and_leads_to_the_other_views() {
    let page = text(&Fixture::new(PLANS), "handleplaner/2026.html");
    let entries = main(&page).matches("<details id=\"action-").count();
    let ids: std::collections::BTreeSet<_> = main(&page).split("<details id=\"").skip(1).collect();
    assert!(entries > 0 && ids.len() == entries, "{page}");
    assert!(page.contains("id=\"part-plan-by-channel\"") || page.contains("id=\"part-plan-by-responsible\""), "{page}");
}

//! The two properties that everything else stands on, and what the stages do together.

use proptest::prelude::*;
use rettesnor::config::{Drafts, Profile};
use rettesnor::diag::{Format, report};
use rettesnor::lang::Lang;
use rettesnor::pipeline::{MakeError, Memo, build};

use crate::fixture::{Fixture, outputs};

/// A small site in which everything refers to everything.
const SITE: &str = "\
//- index.md
---
title: Forside
---
Velkommen til [[facebook]].
//- themes/klima.md
---
title: Klima
years: [2026]
---
Temaet om klimaet, se [[strategy:sociale-medier]].
//- channels/facebook.md
---
title: Facebook
type: social
activity: limited
---
Her er vi.
//- audiences/borgere.md
---
title: Borgere
---
Alle.
//- strategies/sociale-medier.md
---
title: Strategi
status: adopted
version: '1.0'
adopted_by: Byrådet
adopted_on: 2025-01-01
owner: kommunikation
review_due: 2030-01-01
themes: [klima]
channel_roles:
  - channel: facebook
    audiences: [borgere]
---
Om Facebook og klima.
//- plans/2026.md
---
title: Handleplan
year: 2026
status: adopted
version: '1'
adopted_by: Direktionen
adopted_on: 2026-01-01
owner: kommunikation
strategy: sociale-medier
goals: [{id: pris, title: Pris, metric: cost_per_enquiry, target: {max: 45}, due: 2026-12-31}]
accept: [{check: C04, reason: Planen for 2027 bliver lagt frem i december.}]
---
Planen.
//- plans/2026.actions.csv
id;title;theme;channels;goals;deadline;status
a1;Film om klima;klima;facebook;pris;2026-05-01;done
//- guidelines/svar.md
---
title: Svar på kommentarer
status: living
do: [Svar hurtigt]
owner: kommunikation
---
## Første trin

Skriv på [[facebook|siden]].
//- data/roles.yaml
- id: kommunikation
  title: Kommunikation
  group_members: [Redaktionen]
//- data/glossary.yaml
- term: journalisering
  definition: at gemme
";

/// A change of one file: new text at the end of the body, another title, gone, or back again.
#[derive(Clone, Debug)]
enum Edit {
    Body(usize, String),
    Title(usize, String),
    Remove(usize),
    Restore(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let words = "[a-zæøå ]{1,12}";
    prop_oneof![
        (any::<usize>(), words).prop_map(|(file, text)| Edit::Body(file, text)),
        (any::<usize>(), words).prop_map(|(file, text)| Edit::Title(file, text)),
        any::<usize>().prop_map(Edit::Remove),
        any::<usize>().prop_map(Edit::Restore),
    ]
}

fn apply(site: &mut Fixture, original: &Fixture, edit: &Edit) {
    let name = |index: usize| original.files.keys().nth(index % original.files.len()).unwrap().clone();
    match edit {
        Edit::Body(index, text) => {
            if let Some(file) = site.files.get_mut(&name(*index)).filter(|file| file.starts_with("---")) {
                file.push_str(&format!("\n{text} klima Facebook\n"));
            }
        }
        Edit::Title(index, title) => {
            if let Some(file) = site.files.get_mut(&name(*index)) {
                let line = file.lines().find(|line| line.starts_with("title:")).map(str::to_owned);
                *file = line.map_or(file.clone(), |line| file.replacen(&line, &format!("title: x{title}"), 1));
            }
        }
        Edit::Remove(index) => {
            site.files.remove(&name(*index));
        }
        Edit::Restore(index) => {
            let name = name(*index);
            site.files.insert(name.clone(), original.files[&name].clone());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// After any series of edits an incremental build has the same findings and the same bytes as a full one.
    #[test]
    fn incremental_is_full(edits in prop::collection::vec(edit(), 1..12)) {
        let original = Fixture::new(SITE);
        let mut site = original.clone();
        let mut memo = Memo::default();
        build(&site.inputs(), &mut memo).make_all(&|_| Ok(())).unwrap();
        for edit in &edits {
            apply(&mut site, &original, edit);
            let incremental = build(&site.inputs(), &mut memo);
            let full = site.build();
            prop_assert_eq!(incremental.diagnostics(), full.diagnostics());
            prop_assert_eq!(outputs(&incremental), outputs(&full));
        }
    }
}

#[test]
fn two_full_builds_are_equal() {
    let site = Fixture::new(SITE);
    assert_eq!(site.outputs(), site.outputs());
}

#[test]
fn making_one_output_is_making_all() {
    let site = Fixture::new(SITE);
    let (build, all) = (site.build(), site.outputs());
    for (path, bytes) in &all {
        let made = build.make(&rettesnor::source::OutPath::new(path.as_str()));
        match made.unwrap().unwrap() {
            rettesnor::pipeline::Made::Bytes(made) => assert_eq!(&*made, bytes.as_slice(), "{path}"),
            rettesnor::pipeline::Made::Copy(_) => {}
        }
    }
}

#[test]
fn an_edit_of_a_body_costs_one_file() {
    let mut site = Fixture::new(SITE);
    let mut memo = Memo::default();
    assert_eq!(build(&site.inputs(), &mut memo).stats().parsed, site.files.len());
    site.files.get_mut("channels/facebook.md").unwrap().push_str("\nOg her.\n");
    let stats = *build(&site.inputs(), &mut memo).stats();
    assert_eq!((stats.parsed, stats.linked, stats.checked), (1, 1, 1));
    let stats = *build(&site.inputs(), &mut memo).stats();
    assert_eq!((stats.parsed, stats.linked, stats.checked), (0, 0, 0));
}

#[test]
fn a_title_that_nothing_is_resolved_by_costs_the_checks_only() {
    let mut site = Fixture::new(SITE);
    let mut memo = Memo::default();
    let documents = build(&site.inputs(), &mut memo).stats().documents;
    let guideline = site.files.get_mut("guidelines/svar.md").unwrap();
    *guideline = guideline.replace("title: Svar på kommentarer", "title: Svar på spørgsmål");
    let stats = *build(&site.inputs(), &mut memo).stats();
    assert_eq!((stats.parsed, stats.linked, stats.checked), (1, 1, documents));
}

#[test]
fn a_copy_of_a_memo_goes_its_own_way() {
    let mut site = Fixture::new(SITE);
    let mut memo = Memo::default();
    build(&site.inputs(), &mut memo);
    site.profile = Some(Profile::Public);
    let stats = *build(&site.inputs(), &mut memo.clone()).stats();
    assert_eq!(stats.parsed, 0, "what a text says is the same for everyone");
    site.profile = None;
    assert_eq!(build(&site.inputs(), &mut memo).stats().linked, 0);
}

#[test]
fn what_is_hidden_is_nowhere() {
    let mut site = Fixture::new(SITE);
    site.files.insert(
        "guidelines/hemmelig.md".to_owned(),
        "---\ntitle: Zebrastribe\nstatus: draft\nthemes: [klima]\n---\nZebrastribe om Facebook.\n".to_owned(),
    );
    site.files.get_mut("index.md").unwrap().push_str("\nSe [[guideline:hemmelig]].\n");
    let holds = |site: &Fixture| {
        site.outputs().iter().any(|(path, bytes)| {
            path.contains("hemmelig") || String::from_utf8_lossy(bytes).to_lowercase().contains("zebrastribe")
        })
    };
    let findings = site.findings();
    assert_eq!(findings.lines().count(), 1, "a link to a hidden page is not broken: {findings}");
    assert!(findings.starts_with("content/index.md:6:4: warning[C10]"), "{findings}");
    assert!(!holds(&site));
    site.drafts = Some(Drafts::Shown);
    assert!(holds(&site));
    site.profile = Some(Profile::Public);
    assert!(!holds(&site));
}

#[test]
fn a_document_that_cannot_be_read_is_told_once() {
    let mut site = Fixture::new(SITE);
    let channel = site.files.get_mut("channels/facebook.md").unwrap();
    *channel = channel.replace("type: social", "type: socal");
    let findings = site.findings();
    assert_eq!(findings.lines().count(), 1, "{findings}");
    assert!(findings.starts_with("content/channels/facebook.md:3:7: error[R02]"), "{findings}");
    assert!(findings.contains("`social`"), "{findings}");
}

#[test]
fn rates_are_computed_and_levels_are_not_averaged() {
    let mut site = Fixture::new(SITE);
    let files = [
        ("data/accounts.csv", "id;channel;name\nfb;facebook;Siden\n"),
        ("data/populations.yaml", "- id: alle\n  title: Alle\n  value: 44000\n  as_of: 2026-01-01\n  source: Talt\n"),
        (
            "data/measurements.csv",
            "date;period;account;followers;posts\n2026-01-31;month;fb;4400;10\n2026-02-28;month;fb;6000;20\n",
        ),
        (
            "plans/2026.goals.yaml",
            "- id: andel\n  title: Andel\n  metric: follower_share\n  account: fb\n  target: {min: 20}\n  unit: '%'\n\
             - id: opslag\n  title: Opslag\n  metric: posts_per_month\n  account: fb\n  target: {min: 12}\n",
        ),
    ];
    for (path, text) in files {
        site.files.insert(path.to_owned(), text.to_owned());
    }
    assert!(!site.findings().contains("error["), "{}", site.findings());
    let outputs = site.outputs();
    let page = String::from_utf8_lossy(&outputs["handleplaner/2026.html"]).into_owned();
    // 6,000 of 44,000 is 13.6 per cent, the last value and not the mean of two; posts are the mean of the months.
    assert!(page.contains("13,6\u{a0}%"), "{page}");
    assert!(!page.contains("11,8\u{a0}%"));
    assert!(page.contains(">15"), "{page}");
}

#[test]
fn a_site_sets_how_grave_a_rule_is_and_an_author_accepts_a_finding() {
    let mut site = Fixture::new(SITE);
    let guideline = site.files.get_mut("guidelines/svar.md").unwrap();
    *guideline = guideline.replace("status: living\n", "");
    assert!(site.findings().contains("warning[C04]"), "{}", site.findings());
    let plain = site.files["site.yaml"].clone();
    let mut with = |setting: &str| {
        site.files.insert("site.yaml".to_owned(), plain.replace("{C18: off}", &format!("{{C18: off, {setting}}}")));
        site.findings()
    };
    assert_eq!(with("C04: off"), "");
    assert!(with("C04: error").contains("error[C04]"));
    assert!(with("C04: sometimes").contains("content/site.yaml:4:20: error[R02]"), "{}", with("C04: sometimes"));
    assert!(with("R02: off").contains("error[R02]"));
    site.files.insert("site.yaml".to_owned(), plain);
    let guideline = site.files.get_mut("guidelines/svar.md").unwrap();
    *guideline =
        guideline.replace("do: [", "accept: [{check: C04, reason: den bliver ved med at være et notat}]\ndo: [");
    assert_eq!(site.findings(), "");
}

#[test]
fn a_name_in_the_words_of_its_title_is_proposed_as_an_id() {
    let mut site = Fixture::new(SITE);
    site.files.get_mut("guidelines/svar.md").unwrap().push_str("\nTil [[Borgere]] om [[Sociale medier]].\n");
    let findings = site.findings();
    assert!(findings.contains("`borgere`") && findings.contains("`sociale-medier`"), "{findings}");
}

#[test]
fn the_feed_tells_what_changed_and_nothing_hidden() {
    let mut site = Fixture::new(SITE);
    site.files.insert(
        "guidelines/ny.md".to_owned(),
        "---\ntitle: Hemmelig\nstatus: draft\nlast_reviewed: 2026-11-01\n---\nTekst.\n".to_owned(),
    );
    let feed = String::from_utf8(site.outputs()["feed.xml"].clone()).unwrap();
    assert!(feed.contains("<updated>2026-01-01T00:00:00Z</updated>\n<author>"), "{feed}");
    // An entry leads to the version that was adopted, for ever.
    assert!(feed.contains("<link rel=\"alternate\" type=\"text/html\" href=\"handleplaner/2026/1.html\"/>"), "{feed}");
    assert!(feed.contains("<id>urn:rettesnor:proeve-kommune:action_plan:2026:1:adopted</id>"), "{feed}");
    assert_eq!(feed.matches("<entry>").count(), 2, "{feed}");
    assert!(!feed.contains("Hemmelig"));
}

#[test]
fn both_feeds_say_the_same() {
    let mut site = Fixture::new(SITE);
    site.files.insert(
        "guidelines/ny.md".to_owned(),
        "---\ntitle: Svar på \"spam\" & \\o/\nstatus: living\nlast_reviewed: 2026-11-01\n---\nTekst.\n".to_owned(),
    );
    let outputs = site.outputs();
    let feed: serde_json::Value = serde_json::from_slice(&outputs["feed.json"]).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["title"], "Prøve – Nyt og ændret");
    assert_eq!((&feed["home_page_url"], &feed["feed_url"]), (&"index.html".into(), &"feed.json".into()));
    assert_eq!((&feed["language"], &feed["authors"][0]["name"]), (&"da".into(), &"Prøve Kommune".into()));
    let items = feed["items"].as_array().unwrap();
    assert_eq!(items[0]["title"], "Svar på \"spam\" & \\o/");
    assert_eq!(items[0]["date_modified"], "2026-11-01T00:00:00Z");
    assert_eq!(items[0]["content_text"], "Sidst gennemgået: 1.\u{a0}november 2026 · Retningslinje");
    let atom = String::from_utf8(outputs["feed.xml"].clone()).unwrap();
    assert_eq!(items.len(), atom.matches("<entry>").count());
    for item in items {
        assert!(outputs.contains_key(item["url"].as_str().unwrap()), "{item}");
        assert!(atom.contains(&format!("<id>{}</id>", item["id"].as_str().unwrap())), "{item}");
    }
    let start = String::from_utf8(outputs["index.html"].clone()).unwrap();
    assert!(start.contains("type=\"application/feed+json\" title=\"Nyt og ændret\" href=\"feed.json\""), "{start}");
}

#[test]
fn parts_for_other_pages_are_made_where_they_are_wanted_and_have_data() {
    let mut site = Fixture::new(SITE);
    let parts = |site: &Fixture| {
        let paths = site.outputs().into_keys();
        paths.filter_map(|path| path.strip_prefix("indlejring/").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(parts(&site).is_empty());
    assert!(!text(&site, "index.html").contains("indlejring/"));
    let hosts = "embed:\n  allowed_ancestors: [https://intranet.example, 'https://*.kommune.example:8443']\n";
    site.files.get_mut("site.yaml").unwrap().push_str(hosts);
    assert_eq!(parts(&site), ["aendringer.html", "handlinger.html", "index.html", "kanaler-og-maalgrupper.html"]);
    assert!(text(&site, "index.html").contains("<a href=\"indlejring/index.html\">Indlejring</a>"));

    let page = text(&site, "indlejring/index.html");
    let header = "Content-Security-Policy: frame-ancestors &#39;self&#39; https://intranet.example https://*.kommune.example:8443<";
    assert!(page.contains(header), "{page}");
    assert!(
        page.contains("&lt;iframe src=&quot;https://…/indlejring/handlinger.html&quot; title=&quot;Handlinger&quot;")
    );

    let part = text(&site, "indlejring/kanaler-og-maalgrupper.html");
    assert!(part.contains("<base target=\"_top\">") && part.contains("content=\"noindex\""), "{part}");
    for frame in ["<header", "<footer", "<nav", "class=\"skip\"", "<form"] {
        assert!(!part.contains(frame), "{frame} in {part}");
    }
    assert!(!text(&site, "a-aa.html").contains("indlejring/kanaler"));
}

fn text(site: &Fixture, path: &str) -> String {
    String::from_utf8(site.outputs()[path].clone()).unwrap()
}

#[test]
fn a_font_of_the_site_is_loaded_from_the_site() {
    let mut site = Fixture::new(SITE);
    site.files.insert("static/skrift/fira.woff2".to_owned(), String::new());
    site.files.get_mut("site.yaml").unwrap().push_str("font: skrift/fira.woff2\n");
    let style = site.outputs().into_iter().find(|(path, _)| path.starts_with("assets/style-")).unwrap();
    let style = String::from_utf8(style.1).unwrap();
    assert!(style.contains("src:url(\"../files/skrift/fira.woff2\")"), "{style}");
    assert!(style.ends_with(":root{--brand-font:\"site-font\";}\n"), "{style}");
    assert!(style.contains("--sans:var(--brand-font),"), "{style}");
    assert!(site.outputs().contains_key("files/skrift/fira.woff2"));
}

#[test]
fn the_start_page_leads_to_pages_in_the_languages_of_the_site() {
    let mut site = Fixture::new(SITE);
    let english = "---\ntitle: For new colleagues\nlanguage: en\n---\nText.\n";
    site.files.insert("pages/new.md".to_owned(), english.to_owned());
    let heading = "På andre sprog";
    assert!(!text(&site, "index.html").contains(heading));
    site.files.get_mut("site.yaml").unwrap().push_str("languages: [da, en, sv]\n");
    let start = text(&site, "index.html");
    let (_, section) = start.split_once(heading).unwrap();
    let link = "<a href=\"sider/new.html\">For new colleagues</a><span class=\"detail\">English</span>";
    assert!(section.contains(link), "{section}");
}

#[test]
fn a_broken_template_is_told_with_its_line() {
    let mut inputs = Fixture::new(SITE).inputs();
    inputs.theme.files = vec![("home.html".to_owned(), "a\n{{ nothing.at.all }}".into())];
    let build = build(&inputs, &mut Memo::default());
    let Err(rettesnor::pipeline::MakeError::Content(findings)) = build.make_all(&|_| Ok(())) else {
        panic!("a broken template makes no site");
    };
    assert_eq!(findings[0].diagnostic.file.as_str(), "themes/default/home.html");
    assert_eq!(findings[0].position.map(|place| (place.line, place.column)), Some((2, 1)));
    let told = findings[0].diagnostic.message(rettesnor::lang::Lang::Da);
    assert!(told.starts_with("skabelonen kan ikke bruges, linje 2: "), "{told}");
}

/// What making a site with these files of its own theme says; nothing where it is made.
fn told_of_theme(site: &Fixture, theme: &[(&str, &str)]) -> String {
    let mut inputs = site.inputs();
    inputs.theme.files = theme.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
    let build = build(&inputs, &mut Memo::default());
    assert!(!build.has_errors());
    match build.make_all(&|_| Ok(())) {
        Err(MakeError::Content(findings)) => {
            report(&findings, Format::Short, Lang::En, &|path| build.source_text(path))
        }
        Err(MakeError::Sink(error)) => panic!("{error}"),
        Ok(_) => String::new(),
    }
}

#[test]
fn a_theme_that_asks_another_host_makes_no_site() {
    let site = Fixture::new(SITE);
    let footer = |text: &str| told_of_theme(&site, &[("parts/footer.html", text)]);
    assert_eq!(footer("<p>fine</p>"), "");
    let told = footer("<p>a</p>\n<script src=\"https://cdn.example/count.js\"></script>");
    let expected = "themes/default/parts/footer.html:2:14: error[C10]: the page loads something from elsewhere, or sends it there: \
        `https://cdn.example/count.js`, on 28 page(s), first `404.html`";
    assert!(told.starts_with(expected), "{told}");
    let told = footer("<p onclick=\"go()\">a</p>");
    assert!(
        told.starts_with(
            "themes/default/parts/footer.html:1:4: error[C10]: the page has script or style in itself: `onclick=`"
        ),
        "{told}"
    );
    let told = footer("<a href=\"{{ page.root }}nope.html\">a</a> <a href=\"{{ page.root }}index.html#nope\">a</a>");
    assert!(
        told.contains("themes/default/parts/footer.html:1:25: error[C10]: `nope.html` leads to no file of the site"),
        "{told}"
    );
    assert!(told.contains("`index.html#nope` leads to a place that is not on the page"), "{told}");
    let told = told_of_theme(&site, &[("style.css", "@import \"https://fonts.example/a.css\";")]);
    assert!(
        told.starts_with("themes/default/style.css:1:10: error[C10]: the page loads something from elsewhere"),
        "{told}"
    );
}

#[test]
fn a_theme_that_links_to_what_is_hidden_makes_no_site() {
    let mut site = Fixture::new(SITE);
    site.files.insert(
        "guidelines/hemmelig.md".to_owned(),
        "---\ntitle: Hemmelig\naccess: internal\n---\nTekst.\n".to_owned(),
    );
    let theme = [("parts/footer.html", "<a href=\"{{ page.root }}retningslinjer/hemmelig.html\">a</a>")];
    assert_eq!(told_of_theme(&site, &theme), "");
    site.profile = Some(Profile::Public);
    let told = told_of_theme(&site, &theme);
    assert!(told.contains("retningslinjer/hemmelig.html` leads to no file of the site"), "{told}");
}

#[test]
fn an_old_edition_may_mean_a_heading_that_is_gone() {
    let mut site = Fixture::new(SITE);
    let frozen =
        "---\ntitle: Strategi\nversion: '0.9'\nstatus: adopted\nadopted_on: 2024-01-01\n---\nSe [[facebook#borte]].\n";
    site.files.insert("editions/strategy/sociale-medier/0.9.md".to_owned(), frozen.to_owned());
    let old = text(&site, "strategier/sociale-medier/0.9.html");
    assert!(old.contains("href=\"../../kanaler/facebook.html\""), "{old}");
}

#[test]
fn the_mark_of_an_empty_footnote_leads_somewhere() {
    let mut site = Fixture::new(SITE);
    let note = "---\ntitle: B\n---\nOrd[^1].\n\n[^1]: <script>x</script>\n";
    site.files.insert("pages/b.md".to_owned(), note.to_owned());
    assert!(text(&site, "sider/b.html").contains("<li id=\"fn-1\""));
}

#[test]
fn a_tab_is_told_where_it_stands() {
    let mut site = Fixture::new(SITE);
    for front in
        ["title: B\n\tsummary: x\n", "title: B\nreaders:\n\t- managers\n", "title: B\nsummary: x\n\towner: y\n"]
    {
        site.files.insert("pages/b.md".to_owned(), format!("---\n{front}---\n"));
        let line = 2 + front.lines().position(|line| line.starts_with('\t')).unwrap();
        let findings = site.findings();
        assert!(findings.starts_with(&format!("content/pages/b.md:{line}:1: error[R02]: ")), "{findings}");
        assert!(findings.contains("tabulator"), "{findings}");
    }
}

#[test]
fn a_chapter_has_the_footnotes_that_it_marks_wherever_they_stand() {
    let mut site = Fixture::new(SITE);
    let guide = "---\ntitle: Lang\nsplit: h2\n---\n## Et\n\nFørst.[^a]\n\n## To\n\nSå.[^b]\n\n[^a]: Note om _et_.[^c]\n[^b]: Note om to.\n[^c]: Note om noten.\n";
    site.files.insert("pages/lang.md".to_owned(), guide.to_owned());
    let outputs = site.outputs();
    let chapter = |word: &str| {
        let (_, bytes) = outputs.iter().find(|(path, _)| path.contains("lang") && path.contains(word)).unwrap();
        String::from_utf8(bytes.clone()).unwrap()
    };
    let (one, two) = (chapter("et"), chapter("to"));
    assert!(one.contains("Note om <em>et</em>.") && one.contains("Note om noten."), "{one}");
    assert!(!one.contains("Note om to."), "{one}");
    assert!(two.contains("Note om to.") && !two.contains("Note om <em>"), "{two}");
}

/// A chapter's heading is the title of its page: what stands below it begins at the second level there.
#[test]
fn headings_of_a_chapter_skip_no_level() {
    let text = "//- index.md\n---\ntitle: Forside\n---\n\n[[bog]]\n//- pages/bog.md\n---\ntitle: Bog\nsplit: h2\n---\n\n\
        ## Kapitel\n\n### Afsnit\n\n#### Under afsnit\n\n## Kapitel to\n\nTekst.\n";
    let outputs = Fixture::new(text).outputs();
    let chapter = String::from_utf8(outputs["sider/bog/kapitel.html"].clone()).unwrap();
    assert!(chapter.contains("<h1>Kapitel</h1>"), "{chapter}");
    assert!(chapter.contains("<h2 id=\"afsnit\">Afsnit</h2>"), "{chapter}");
    assert!(chapter.contains("<h3 id=\"under-afsnit\">Under afsnit</h3>"), "{chapter}");
    let whole = Fixture::new(&text.replace("split: h2\n", "")).outputs();
    assert!(String::from_utf8(whole["sider/bog.html"].clone()).unwrap().contains("<h3 id=\"afsnit\">Afsnit</h3>"));
}

#[test]
fn no_heading_takes_the_name_of_another_element_of_the_page() {
    let headings = ["Main", "Menu", "Search", "Search large", "About", "Om dokumentet", "Search", "Mål"];
    let text: String = headings.iter().map(|heading| format!("## {heading}\n\nTekst.\n\n")).collect();
    let site = Fixture::new(&format!("{SITE}//- guidelines/navne.md\n---\ntitle: Navne\n---\n\n{text}"));
    for (path, bytes) in site.outputs().into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes).unwrap();
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let different: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), different.len(), "{path}: {ids:?}");
    }
}

use crate::model::site::Colour;

use super::*;
use crate::lang::Lang;
use crate::view::{
    Assets, Banner, Fact, Indexing, Link, List, ListItem, NewsItem, Part, Prose, Run, Section, Tone, Words,
};

const EVIL: &str = "<script>alert(1)</script>\"onload='x'&";

fn own(files: &[(&str, &str)]) -> Vec<(String, Arc<str>)> {
    files.iter().map(|(name, text)| ((*name).to_owned(), Arc::from(*text))).collect()
}

fn faults(files: &[(&str, &str)]) -> Vec<TemplateError> {
    Theme::new(&own(files)).err().unwrap_or_default()
}

fn link(text: &str, href: &str) -> Link {
    Link { text: text.to_owned(), href: Some(href.to_owned()) }
}

fn site() -> Site {
    Site {
        title: EVIL.to_owned(),
        municipality: "Albertslund".to_owned(),
        lang: Lang::Da,
        logo: None,
        navigation: vec![link("Kanaler", "kanaler/index.html")],
        footer: vec![link("Was", "https://was.digst.dk/x"), link("Alle", "alle.html"), link("Post", "mailto:a@b.dk")],
        assets: Assets {
            style: "s.css".to_owned(),
            paper: "p.css".to_owned(),
            script: "s.js".to_owned(),
            lists: "l.js".to_owned(),
            search: "f.js".to_owned(),
            search_index: "i.js".to_owned(),
        },
        search_page: "soeg.html".to_owned(),
        index_page: "alle.html".to_owned(),
        home_page: "index.html".to_owned(),
        feed: "feed.xml".to_owned(),
        json_feed: "feed.json".to_owned(),
    }
}

fn page(template: &'static str) -> Page {
    Page {
        template,
        lang: Lang::Da,
        kind: "page",
        kind_label: EVIL.to_owned(),
        root: "../".to_owned(),
        address: "kanaler/facebook.html".to_owned(),
        title: EVIL.to_owned(),
        summary: EVIL.to_owned(),
        banner: Some(Banner {
            tone: Tone::Attention,
            label: EVIL.to_owned(),
            text: EVIL.to_owned(),
            link: Some(link(EVIL, "../ny.html")),
        }),
        breadcrumb: vec![link("Kanaler", "../kanaler/index.html"), Link { text: EVIL.to_owned(), href: None }],
        facts: vec![Fact { key: "owner", label: EVIL.to_owned(), value: words() }],
        contents: vec![],
        sections: vec![section(vec![
            Part::News { items: vec![news()] },
            Part::Prose(Prose { html: "<p id=\"raw\">As it is</p>".to_owned(), passages: vec![], headings: vec![] }),
        ])],
        about: vec![section(vec![list()])],
        translations: vec![],
        feedback: Some(link(EVIL, "mailto:a@b.dk")),
        metadata: vec![],
        indexing: Indexing::Hidden,
        keywords: vec![],
        answer: None,
        facets: vec![],
    }
}

fn section(parts: Vec<Part>) -> Section {
    Section { anchor: "om".to_owned(), title: EVIL.to_owned(), parts }
}

fn list() -> Part {
    Part::List(List { items: vec![ListItem { words: words(), detail: words() }], empty: String::new() })
}

fn news() -> NewsItem {
    let evil = || EVIL.to_owned();
    NewsItem {
        id: evil(),
        date: evil(),
        words: words(),
        href: evil(),
        detail: words(),
        text: evil(),
        marks: vec![evil()],
    }
}

fn words() -> Words {
    let evil = || Some(EVIL.to_owned());
    Words(vec![
        Run { href: evil(), tone: Some(Tone::Good), date: evil(), ..Run::plain(EVIL) },
        Run { tone: Some(Tone::Bad), ..Run::plain(EVIL) },
        Run::plain(EVIL),
    ])
}

/// The interface texts of a language, as its file has them.
fn texts(file: &str) -> BTreeMap<&str, &str> {
    let pairs = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    pairs.map(|(key, text)| (key, text.trim_matches('"'))).collect()
}

fn danish() -> BTreeMap<&'static str, &'static str> {
    texts(include_str!("../lang/da.yaml"))
}

fn rendered(theme: &Theme, page: &Page) -> Result<String, TemplateError> {
    theme.renderer(&site(), &danish()).and_then(|renderer| renderer.render(page))
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the one look at the folder behind the table")]
fn the_table_is_the_folder() {
    fn walk(folder: &std::path::Path, root: &std::path::Path, names: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, names);
            } else {
                names.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let mut names = Vec::new();
    walk(&root, &root, &mut names);
    names.sort();
    let table: Vec<_> = embedded::FILES.iter().map(|(name, _)| *name).collect();
    assert_eq!(table, names);
}

#[test]
fn every_template_renders_in_every_language() {
    let theme = Theme::new(&[]).unwrap();
    let files = [
        include_str!("../lang/da.yaml"),
        include_str!("../lang/sv.yaml"),
        include_str!("../lang/nb.yaml"),
        include_str!("../lang/nn.yaml"),
        include_str!("../lang/en.yaml"),
    ];
    for file in files {
        let renderer = theme.renderer(&site(), &texts(file)).unwrap();
        for template in ["page", "document", "entity", "register", "home", "search", "not-found", "moved"] {
            renderer.render(&page(template)).unwrap();
        }
    }
}

#[test]
fn what_an_author_wrote_is_escaped() {
    let html = rendered(&Theme::new(&[]).unwrap(), &page("document")).unwrap();
    assert!(!html.contains("<script>"), "{html}");
    assert!(!html.contains("\"onload"), "{html}");
    assert!(html.contains("<p id=\"raw\">As it is</p>"), "{html}");
}

#[test]
fn words_carry_links_marks_and_dates() {
    let mut shown = page("document");
    let runs = vec![
        Run { href: Some("a.html".to_owned()), ..Run::plain("A & B") },
        Run { tone: Some(Tone::Bad), ..Run::plain("Aflyst") },
        Run { date: Some("2016-03-08".to_owned()), ..Run::plain("8. marts 2016") },
    ];
    shown.facts = vec![Fact { key: "owner", label: "Ejer".to_owned(), value: Words(runs) }];
    let html = rendered(&Theme::new(&[]).unwrap(), &shown).unwrap();
    let expected = "<dd><a href=\"a.html\">A &amp; B</a><span class=\"tag tag-bad\">Aflyst</span> \
                    <time datetime=\"2016-03-08\">8. marts 2016</time></dd>";
    assert!(html.contains(expected), "{html}");
}

#[test]
fn links_of_the_frame_start_at_the_root() {
    let html = rendered(&Theme::new(&[]).unwrap(), &page("document")).unwrap();
    for expected in [
        "href=\"../s.css\"",
        "src=\"../s.js\"",
        "href=\"../alle.html\"",
        "href=\"https://was.digst.dk/x\"",
        "href=\"mailto:a@b.dk\"",
        "<a href=\"../kanaler/index.html\" aria-current=\"true\">",
    ] {
        assert!(html.contains(expected), "{expected} in {html}");
    }
}

#[test]
fn no_template_breaks_the_policy_of_every_page() {
    for (name, text) in embedded::FILES.iter().filter(|(name, _)| name.ends_with(".html")) {
        // These have their style in themselves, and its hash in their policy.
        let text = if matches!(*name, "anywhere.html" | "file.html") {
            text.replace("<style>", "")
        } else {
            (*text).to_owned()
        };
        for forbidden in [" style=", " onclick=", "<style", "javascript:", "src=\"http", "href=\"http"] {
            assert!(!text.contains(forbidden), "{forbidden} in {name}");
        }
    }
    let html = rendered(&Theme::new(&[]).unwrap(), &page("page")).unwrap();
    assert!(html.contains("content=\"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'\""));
}

#[test]
fn the_style_sheet_stays_small_and_asks_for_nothing() {
    let style = Theme::new(&[]).unwrap().style("");
    assert!(style.len() <= 30_000, "{} bytes", style.len());
    assert!(!style.contains("url(") && !style.contains("@import"));
}

#[test]
fn a_sites_own_file_takes_the_place_of_ours() {
    let files = own(&[("parts/note.html", "<p>own {{ part.words | words }}</p>"), ("site.js", "own()")]);
    let theme = Theme::new(&files).unwrap();
    let mut shown = page("document");
    shown.sections = vec![section(vec![Part::Note { words: Words::plain("note") }])];
    assert!(rendered(&theme, &shown).unwrap().contains("<p>own note</p>"));
    assert_eq!(theme.script(), "own()\n");
}

#[test]
fn broken_templates_are_told_with_their_line() {
    let cases = [
        ("parts/note.html", "<p>\n{{ part.words | }}</p>", 2),
        ("parts/note.html", "\n\n{% if part %}", 3),
        ("parts/note.html", "a\n{{ part.words | wrods }}", 2),
        ("parts/note.html", "a\n\n{% include \"parts/nothing.html\" %}", 3),
        ("parts/note.html", "{{ <nothing /> }}", 1),
        ("document.html", "{% extends \"nothing.html\" %}", 1),
        ("document.html", "{% extends \"page.html\" %}\n{% block mian %}{% endblock mian %}", 2),
    ];
    for (name, text, line) in cases {
        let faults = faults(&[(name, text)]);
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert_eq!((faults[0].template.as_str(), faults[0].line), (name, line), "{text}: {}", faults[0]);
    }
}

#[test]
fn all_unreadable_templates_are_told_at_once() {
    let faults = faults(&[("parts/note.html", "{% if %}"), ("parts/list.html", "\n{{ ( }}")]);
    let places: Vec<_> = faults.iter().map(|fault| (fault.template.as_str(), fault.line)).collect();
    assert_eq!(places, [("parts/list.html", 2), ("parts/note.html", 1)]);
}

#[test]
fn a_template_that_uses_itself_is_an_error() {
    let cases: [&[(&str, &str)]; 5] = [
        &[("parts/note.html", "\n{% include \"parts/note.html\" %}")],
        &[
            ("parts/note.html", "{% include \"parts/list.html\" %}"),
            ("parts/list.html", "{% include \"parts/note.html\" %}"),
        ],
        &[("parts/note.html", "{% include \"parts/section.html\" %}")],
        &[("document.html", "{% extends \"document.html\" %}")],
        &[("page.html", "{% extends \"document.html\" %}")],
    ];
    for case in cases {
        let faults = faults(case);
        assert_eq!(faults.len(), 1, "{case:?}: {faults:?}");
        assert!(faults[0].line > 0 && faults[0].message.contains("uses itself"), "{case:?}: {}", faults[0]);
    }
}

/// The library gives up at a depth of 20, which an unoptimised build needs more than a test's two megabytes for.
#[test]
fn a_component_without_end_is_an_error() {
    let run = || {
        let around = "{% component around() %}{% include \"parts/note.html\" %}{% endcomponent %}";
        for text in ["{% component again() %}\n{{ <again /> }}{% endcomponent %}{{ <again /> }}", "{{ <around /> }}"] {
            let theme = Theme::new(&own(&[("parts/note.html", text), ("parts/around.html", around)])).unwrap();
            let mut shown = page("document");
            shown.sections = vec![section(vec![Part::Note { words: Words::plain("note") }])];
            let fault = rendered(&theme, &shown).unwrap_err();
            assert!(fault.message.contains("recursion"), "{fault}");
        }
    };
    std::thread::Builder::new().stack_size(16 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn a_field_that_a_page_lacks_is_told_with_its_line() {
    let theme = Theme::new(&own(&[("parts/intro.html", "<h1>\n{{ page.titel }}</h1>")])).unwrap();
    let fault = rendered(&theme, &page("document")).unwrap_err();
    assert_eq!((fault.template.as_str(), fault.line), ("parts/intro.html", 2), "{fault}");
    assert!(fault.message.starts_with("field `titel` is not defined"), "{fault}");
}

#[test]
fn a_template_that_does_not_exist_is_told() {
    let fault = rendered(&Theme::new(&[]).unwrap(), &page("nothing")).unwrap_err();
    assert_eq!(fault.to_string(), "nothing.html:0:0: template does not exist");
}

#[test]
fn colours_become_readable_properties() {
    assert_eq!(brand(None, None), "");
    let yellow = brand(Some(Colour([0xff, 0xd1, 0x00])), None);
    assert!(yellow.starts_with(":root{--brand-primary:#ffd100;--brand-on-primary:#0f161c;"), "{yellow}");
    assert!(!yellow.contains("accent"));
    let black = brand(None, Some(Colour([0, 0, 0])));
    assert!(black.starts_with(":root{--brand-accent:#000000;--brand-accent-dark:#"), "{black}");
    assert!(!black.ends_with("accent-dark:#000000;}\n"), "black does not stand out from a dark ground");
}

fn brand(primary: Option<Colour>, accent: Option<Colour>) -> String {
    brand_style(&Brand { primary, accent, ..Brand::default() })
}

#[test]
fn a_font_is_a_name_or_a_file_and_nothing_else() {
    let style = |font| brand_style(&Brand { font: Some(font), ..Brand::default() });
    assert_eq!(style(Font::Named("Fira Sans")), ":root{--brand-font:\"Fira Sans\";}\n");
    assert_eq!(style(Font::Named("x\";}@import url(//evil)")), ":root{--brand-font:\"ximport urlevil\";}\n");
    assert_eq!(
        style(Font::File("../files/skrift (1)\".woff2")),
        "@font-face{font-family:\"site-font\";src:url(\"../files/skrift%20%281%29%22.woff2\");font-display:optional}\n\
         :root{--brand-font:\"site-font\";}\n"
    );
    let bold = |font| brand_style(&Brand { font: Some(font), bold: Some("../files/b.woff2"), ..Brand::default() });
    let face = "{font-family:\"site-font\";font-weight:600 900;src:url(\"../files/b.woff2\");font-display:optional}";
    assert!(bold(Font::File("../files/a.woff2")).contains(face), "{}", bold(Font::File("../files/a.woff2")));
    assert!(!bold(Font::Named("Fira Sans")).contains("b.woff2"), "a font of the reader's has its own bold letters");
}

use html5gum::{DefaultEmitter, Token, Tokenizer};
use proptest::prelude::*;

use super::*;

const PATHS: [&str; 4] = ["index.html", "kanaler/facebook.html", "kanaler/index.html", "files/logo.svg"];

fn paths() -> Paths {
    Paths::new(PATHS.map(OutPath::new).iter())
}

/// The faults of a page at `kanaler/facebook.html`.
fn faults(html: &str) -> Vec<(Fault, String)> {
    let path = OutPath::new("kanaler/facebook.html");
    let mut census = Census::default();
    census.add(&path, page(&path, html, &paths()));
    let other = OutPath::new("kanaler/index.html");
    census.add(&other, page(&other, "<h2 id=svar>", &paths()));
    census.findings().into_iter().map(|finding| (finding.fault, finding.found)).collect()
}

#[track_caller]
fn check(html: &str, expected: &[(Fault, &str)]) {
    let found = faults(html);
    let found: Vec<_> = found.iter().map(|(fault, found)| (*fault, found.as_str())).collect();
    assert_eq!(found, expected, "{html}");
}

#[test]
fn a_page_of_the_site_has_no_faults() {
    check(
        "<!DOCTYPE html><html lang=da><head><link rel=alternate type=application/atom+xml href=../index.html>
         <link rel=icon href=\"../files/logo.svg\"><script type=\"application/ld+json\">{}</script></head>
         <body><!-- <script src=https://cdn.example></script> --><h1 id=top>A</h1><a href=#top>B</a><a href=\"#\">C</a>
         <a href=index.html#svar>D</a><a href=facebook.html?q=1#top>E</a><a href=\"https://cdn.example/x\">F</a>
         <a href=\"mailto:a@b.example\">G</a><a href=tel:10203040>H</a><img src=../files/logo.svg alt=''>
         <textarea><img src=//x></textarea><a href=\"../kanaler/./facebook.html\">I</a></body></html>",
        &[],
    );
}

#[test]
fn what_asks_another_host_is_told() {
    for html in [
        "<script src=\"https://cdn.example/a.js\" defer></script>",
        "<LINK REL=stylesheet HREF='https://cdn.example/a.js'>",
        "<link rel=\"preconnect alternate\" href=https://cdn.example/a.js>",
        "<link href=https://cdn.example/a.js>",
        "<img alt=\"\" srcset=\"../files/logo.svg 1x, https://cdn.example/a.js 2x\">",
        "<video poster=https://cdn.example/a.js>",
        "<iframe src=https://cdn.example/a.js></iframe>",
        "<object data=https://cdn.example/a.js></object>",
        "<form action=https://cdn.example/a.js></form>",
        "<button formaction=https://cdn.example/a.js>",
        "<a href=index.html ping=https://cdn.example/a.js>",
        "<svg><use xlink:href=https://cdn.example/a.js /></svg>",
        "<base href=https://cdn.example/a.js>",
        "<meta http-equiv=Refresh content=\"0; URL=https://cdn.example/a.js\">",
    ] {
        check(html, &[(Fault::Foreign, "https://cdn.example/a.js")]);
    }
    check("<img src=//cdn.example/a.png>", &[(Fault::Foreign, "//cdn.example/a.png")]);
    check("<img src=\"ht\ntps://cdn.example\">", &[(Fault::Foreign, "ht\ntps://cdn.example")]);
    check("<img src=data:image/png;base64,AA>", &[(Fault::Foreign, "data:image/png;base64,AA")]);
}

#[test]
fn what_runs_in_the_page_itself_is_told() {
    check("<script>alert(1)</script>", &[(Fault::Inline, "<script>")]);
    check("<style>a{}</style>", &[(Fault::Inline, "<style>")]);
    // A page that is a single file names its style by its hash.
    check("<meta http-equiv=Content-Security-Policy content=\"style-src 'sha256-abc='\"><style>a{}</style>", &[]);
    check("<p title=\"style-src 'sha256-abc='\"><style>a{}</style>", &[(Fault::Inline, "<style>")]);
    check("<p STYLE=\"color:red\">", &[(Fault::Inline, "style=")]);
    check("<p onClick=a()>", &[(Fault::Inline, "onclick=")]);
    check("<svg/onload=a()>", &[(Fault::Inline, "onload=")]);
    check("<a href=\"java\tscript:a()\">", &[(Fault::Inline, "java\tscript:a()")]);
    check("<a href=\"javascript&colon;a()\">", &[(Fault::Inline, "javascript&colon;a()")]);
}

#[test]
fn what_leads_nowhere_is_told() {
    check("<a href=../skjult/udkast.html>", &[(Fault::Nowhere, "skjult/udkast.html")]);
    check("<a href=../../index.html>", &[(Fault::Nowhere, "../../index.html")]);
    check("<a href=/index.html>", &[(Fault::Nowhere, "/index.html")]);
    check("<img src=logo.svg>", &[(Fault::Nowhere, "kanaler/logo.svg")]);
    check("<a href=#b>", &[(Fault::NoElement, "#b")]);
    check("<a href=index.html#top id=top>", &[(Fault::NoElement, "kanaler/index.html#top")]);
    check("<a href=\"#bl%C3%A5\"><p id=blå>", &[]);
}

#[test]
fn a_fault_is_told_once_with_its_first_page() {
    let mut census = Census::default();
    for path in ["b.html", "a.html", "c.html"] {
        let path = OutPath::new(path);
        census.add(&path, page(&path, "<p onclick=a><p onclick=b>", &paths()));
    }
    let found = "onclick=".to_owned();
    assert_eq!(census.findings(), [Finding { fault: Fault::Inline, found, page: OutPath::new("a.html"), pages: 3 }]);
}

#[test]
fn a_style_sheet_asks_nobody() {
    let path = OutPath::new("assets/style.css");
    let css = "@import 'https://a.example/x.css'; a { background: url(\"//b.example/x\") } \
               b { src: url(../files/logo.svg); mask: url(#m) } c { src: url(font.woff2) }";
    let mut census = Census::default();
    census.add(&path, style(&path, css, &paths()));
    let found: Vec<_> = census.findings().into_iter().map(|finding| (finding.fault, finding.found)).collect();
    let expected = [
        (Fault::Foreign, "//b.example/x"),
        (Fault::Foreign, "https://a.example/x.css"),
        (Fault::Nowhere, "assets/font.woff2"),
    ];
    assert_eq!(found, expected.map(|(fault, found)| (fault, found.to_owned())));
}

#[test]
fn the_rule_explains_itself() {
    let text = explanation();
    assert!(text.starts_with("C10: ") && text.contains("\n**Why.** ") && text.ends_with("`style.css`."), "{text}");
}

/// Tags as a complete tokenizer reads them.
fn standard(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let tags = Tokenizer::new_with_emitter(html, emitter).flatten().filter_map(|token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
            Some((text(&tag.name), attributes.collect()))
        }
        _ => None,
    });
    tags.collect()
}

/// The same as this module reads them; of two attributes of one name the first counts.
fn own(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    scan::tags(html, &mut |name, attributes| {
        let mut found = std::collections::BTreeMap::new();
        for (name, value) in attributes {
            found.entry(name.to_ascii_lowercase()).or_insert_with(|| scan::decoded(value).into_owned());
        }
        tags.push((name.to_ascii_lowercase(), found.into_iter().collect()));
    });
    tags
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn tags_are_read_as_browsers_read_them(html in MARKUP) {
        prop_assert_eq!(own(&html), standard(&html));
    }
}

/// Pieces of markup in any order, whole and broken.
const MARKUP: &str = "(<|</|>|/|/>|=|\"|'| |\n|a|IMG|src|href|x=\"1\"|y='2>'|z=3|<p |<p>|<!--|-->|--!>|->|!|<!|<\\?|--|\
                      &amp;|&lt;|æ|<script>|</script>|</SCRIPT |<title>|</title|<textarea a=b>|</textarea>|<style>|</style>){0,14}";

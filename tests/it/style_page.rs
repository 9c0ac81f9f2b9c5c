//! The page that shows every part of the theme shows every part of the theme, in each language.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rettesnor::diag::{Format, report};
use rettesnor::lang::Lang;
use rettesnor::pipeline::{Build, Inputs, Memo, build};
use rettesnor::source::OutPath;

use crate::fixture::Fixture;

/// Classes that are of a whole page of another sort than this one, each with the page that has it.
const ELSEWHERE: &[&str] = &[
    "hero",          // start page
    "watermark",     // drafts, on paper
    "aside-end",     // channel, theme, role
    "contents-row",  // registers
    "kind-embed",    // frames on other pages
    "kind-report",   // reports, on paper
    "kind-sheet",    // crisis plan on a sheet
    "choice",        // search page
    "kind-register", // registers
    "flow-all",      // flows, after the script has shown one step
    "unchanged",     // redlines
];

/// Classes that the script writes when somebody searches; `matrix.test.mjs` looks at them.
const SEARCHING: &str = "search-";

fn inputs(lang: Lang) -> (Inputs, Build) {
    let site = format!(
        "//- site.yaml\ntitle: \"A\\\\b\"\nmunicipality: Prøve\nlanguage: {}\ncolours: {{primary: \"#ffd100\"}}\nfont: Fira Sans\n\
         logo: {{file: static/logo.svg, alt: Prøve}}\n//- static/logo.svg\n<svg/>\n",
        lang.code()
    );
    let inputs = Fixture::new(&site).inputs();
    let built = build(&inputs, &mut Memo::default());
    (inputs, built)
}

fn specimen(lang: Lang) -> Build {
    let (inputs, built) = inputs(lang);
    build(&inputs.for_style(built.graph()).unwrap(), &mut Memo::default())
}

fn page(lang: Lang) -> String {
    specimen(lang).style_page(&OutPath::new("style.html")).unwrap()
}

/// What stands between `start` and the next `end`, each time.
fn between<'a>(text: &'a str, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(move |rest| rest.split_once(end).map(|(inside, _)| inside))
}

fn classes(html: &str) -> BTreeSet<&str> {
    between(html, "class=\"", "\"").flat_map(str::split_whitespace).collect()
}

fn files(folder: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| fs::read_to_string(entry.path()).ok()).collect()
}

/// The classes that a style sheet, a template or Rust code names: words of letters and hyphens. What is put together
/// from parts (`tone-{{ tone }}`) ends in a hyphen, and stands for all that begin so.
fn named() -> BTreeSet<String> {
    let style = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/style.css")).unwrap();
    let selectors: String =
        style.split('}').filter_map(|rule| rule.rsplit_once('{')).map(|(before, _)| before).collect();
    let mut all: BTreeSet<String> = selectors.split('.').skip(1).map(leading_word).collect();
    for text in files("themes/default/parts").iter().chain(&files("src/view")).chain(&files("src/chart")) {
        let text = without_expressions(&text.replace("\\\"", "\""));
        for list in between(&text, "class=\"", "\"") {
            let fixed = list.split_whitespace().filter(|word| word.starts_with(|sign: char| sign.is_ascii_lowercase()));
            all.extend(fixed.map(leading_word));
        }
    }
    all.remove("");
    all
}

/// A template without what is put in by the template library.
fn without_expressions(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some(at) = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min() {
        let end = if rest[at..].starts_with("{{") { "}}" } else { "%}" };
        text.push_str(&rest[..at]);
        rest = rest[at..].split_once(end).map_or("", |(_, after)| after);
    }
    text + rest
}

fn leading_word(text: &str) -> String {
    let is_part = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-';
    let word: String = text.chars().take_while(|sign| is_part(*sign)).collect();
    // A number of the style sheet, `.5rem`, is no class.
    if word.starts_with(|sign: char| sign.is_ascii_lowercase()) { word } else { String::new() }
}

#[test]
fn every_class_of_the_theme_is_on_the_page() {
    let html = page(Lang::Da);
    let shown = classes(&html);
    let named = named();
    assert!(named.len() > 100, "{named:?}");
    let is_shown = |class: &&String| match class.strip_suffix('-') {
        Some(_) => shown.iter().any(|own| own.starts_with(class.as_str())),
        None => shown.contains(class.as_str()),
    };
    let left_out = |class: &&String| ELSEWHERE.contains(&class.as_str()) || class.starts_with(SEARCHING);
    let missing: Vec<_> = named.iter().filter(|class| !is_shown(class) && !left_out(class)).collect();
    assert!(missing.is_empty(), "the page of the theme's parts does not show {missing:?}");
    let shown_after_all: Vec<_> = ELSEWHERE.iter().filter(|class| shown.contains(*class)).collect();
    assert!(shown_after_all.is_empty(), "{shown_after_all:?} need not be left out");
}

#[test]
fn the_page_is_whole_in_every_language() {
    for lang in Lang::ALL {
        let specimen = specimen(*lang);
        let told = report(specimen.diagnostics(), Format::Short, Lang::En, &|_| None);
        assert!(!specimen.has_errors(), "{lang:?}: {told}");
        let html = specimen.style_page(&OutPath::new("style.html")).unwrap();
        assert!(html.contains(&format!("<html lang=\"{}\">", lang.code())));
        assert!(html.contains(lang.text("style.colours").unwrap()), "{lang:?}");
        let ids: Vec<_> = between(&html, " id=\"", "\"").collect();
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{lang:?}: an id stands twice in {ids:?}");
        for anchor in between(&html, " href=\"#", "\"") {
            assert!(ids.contains(&anchor), "{lang:?}: nothing has the id {anchor}");
        }
        let known: BTreeSet<_> = specimen.outputs().map(ToString::to_string).collect();
        for href in between(&html, "<a href=\"", "\"").filter(|href| !href.contains(':') && !href.starts_with('#')) {
            let path = href.split('#').next().unwrap();
            assert!(known.contains(path), "{lang:?}: {href} leads nowhere");
        }
        assert_eq!(classes(&html), classes(&page(Lang::Da)), "{lang:?}");
    }
}

#[test]
fn the_page_has_the_looks_of_the_site_and_no_site_has_the_page() {
    let specimen = specimen(Lang::Sv);
    let style = specimen.style().unwrap();
    let Some(Ok(rettesnor::pipeline::Made::Bytes(bytes))) = specimen.make(style) else { panic!("no style") };
    let style = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(style.contains("--brand-primary:#ffd100") && style.contains("--brand-font:\"Fira Sans\""), "{style}");
    let (_, built) = inputs(Lang::Sv);
    assert!(built.outputs().chain(specimen.outputs()).all(|path| !path.as_str().contains("style.html")));
}

#[test]
fn a_colour_that_is_too_weak_is_told() {
    let html = page(Lang::En);
    assert!(!html.contains(Lang::En.text("style.weak").unwrap()), "the theme's own colours are strong enough");
    let (mut inputs, built) = inputs(Lang::En);
    let weak = ":root { --text: #eee; --ground: #fff; }".into();
    inputs.theme.files.push(("style.css".to_owned(), weak));
    let own = build(&inputs.for_style(built.graph()).unwrap(), &mut Memo::default());
    let html = own.style_page(&OutPath::new("style.html")).unwrap();
    assert!(html.contains(Lang::En.text("style.weak").unwrap()), "{html}");
}

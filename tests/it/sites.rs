//! The example sites in Swedish and Norwegian: nothing to remark, and no word of another language on their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rettesnor::lang::Lang;

use crate::fixture::Fixture;

/// The site of a language, from its folder.
fn site(lang: Lang) -> Fixture {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(lang.code());
    let files = walkdir::WalkDir::new(&root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        (path, fs::read_to_string(entry.path()).unwrap())
    };
    Fixture { files: files.map(read).collect(), ..Fixture::default() }
}

const SITES: [Lang; 2] = [Lang::Sv, Lang::Nb];

/// What a reader meets of a page, piece by piece: the texts between tags, and the values of attributes.
fn pieces(html: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        let values = tag.split('"').skip(1).step_by(2);
        all.extend(values.chain([text]).map(|piece| piece.trim().to_owned()));
    }
    all
}

/// A text with what is filled in as gaps: the words that stand fast.
fn fast(text: &str) -> Vec<&str> {
    text.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after)).collect()
}

/// Whether a piece is a text, whatever has been filled in.
fn is(piece: &str, text: &str) -> bool {
    let parts = fast(text);
    let [first, .., last] = parts.as_slice() else { return piece == text };
    let Some(mut rest) = piece.strip_prefix(first).and_then(|rest| rest.strip_suffix(last)) else { return false };
    for part in &parts[1..parts.len() - 1] {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

/// The texts of other languages that a language does not have itself, with what stands fast in them long enough to know
/// them by.
fn foreign(lang: Lang) -> BTreeMap<&'static str, Lang> {
    let own: BTreeSet<_> = lang.text_keys().filter_map(|key| lang.text(key)).collect();
    let others = Lang::ALL.iter().filter(|other| **other != lang).flat_map(|other| {
        let texts = other.text_keys().filter_map(|key| other.text(key));
        texts.map(|text| (text, *other))
    });
    let is_told =
        |text: &str| fast(text).iter().any(|part| part.chars().filter(|sign| sign.is_alphabetic()).count() > 3);
    others.filter(|(text, _)| !own.contains(text) && is_told(text)).collect()
}

/// The pieces that are texts of other languages, but for what the author wrote.
fn leaks(lang: Lang, pieces: &BTreeSet<String>, written: &str) -> Vec<String> {
    let foreign = foreign(lang);
    let (filled, whole): (Vec<_>, Vec<_>) = foreign.iter().partition(|(text, _)| text.contains('{'));
    let whole: BTreeSet<_> = whole.into_iter().map(|(text, _)| *text).collect();
    let own: Vec<_> = lang.text_keys().filter_map(|key| lang.text(key)).collect();
    let told = pieces.iter().filter(|piece| {
        let is_foreign = whole.contains(piece.as_str()) || filled.iter().any(|(text, _)| is(piece, text));
        is_foreign && !own.iter().any(|text| is(piece, text)) && !written.contains(piece.as_str())
    });
    told.cloned().collect()
}

#[test]
fn the_sites_have_nothing_to_remark() {
    for lang in SITES {
        let site = site(lang);
        assert!(site.files.len() > 25, "{}", site.files.len());
        let findings = site.findings();
        let grave: Vec<_> = findings.lines().filter(|line| !line.contains(": info[")).collect();
        assert!(grave.is_empty(), "{lang:?}: {grave:#?}");
    }
}

#[test]
fn the_pages_are_in_their_language_throughout() {
    for lang in SITES {
        let site = site(lang);
        let written: String = site.files.values().map(String::as_str).collect();
        let pages: Vec<_> = site.outputs().into_iter().filter(|(path, _)| path.ends_with(".html")).collect();
        assert!(pages.len() > 50, "{}", pages.len());
        let mut all = BTreeSet::new();
        for (path, bytes) in pages {
            let html = String::from_utf8(bytes).unwrap();
            assert!(html.contains(&format!("<html lang=\"{}\">", lang.code())), "{path}");
            all.extend(pieces(&html));
        }
        let leaks = leaks(lang, &all, &written);
        assert!(leaks.is_empty(), "{lang:?}: {leaks:#?}");
    }
}

#[test]
fn a_word_of_another_language_is_noticed() {
    let leaks = |html| leaks(Lang::Sv, &pieces(html), "Skrivet av någon: Målgrupper, Retningslinjer");
    assert_eq!(leaks("<p>Riktlinjer</p><p>Retningslinjer</p><a title=\"Målgrupper\">3 april</a>"), [""; 0]);
    assert_eq!(leaks("<p>Handleplaner</p>").len(), 1);
    assert_eq!(leaks("<button aria-label=\"Udskriv\">x</button>").len(), 1);
    let filled = Lang::Da.text("health.within").unwrap().replace("{n}", "30");
    assert_eq!(leaks(&format!("<td>{filled}</td>")).len(), 1, "{filled}");
}

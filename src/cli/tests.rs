//! Tests of the arguments.

use clap::CommandFactory;

use super::*;
use crate::lang::Lang;

#[test]
fn the_arguments_hold_together() {
    Arguments::command().debug_assert();
}

#[test]
fn common_options_stand_before_and_after_the_command() {
    for line in ["rettesnor --lang nb check --deny warnings", "rettesnor check --date 2026-02-28 --format short"] {
        assert!(Arguments::try_parse_from(line.split(' ')).is_ok(), "{line}");
    }
    for line in ["rettesnor", "rettesnor check --lang xx", "rettesnor build --date 28-02-2026", "rettesnor bild"] {
        assert!(Arguments::try_parse_from(line.split(' ')).is_err(), "{line}");
    }
}

fn placeholders(text: &str) -> std::collections::BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn texts_are_complete() {
    let english = super::texts::table(Lang::En);
    assert!(english.len() > 50);
    for lang in Lang::ALL {
        let own = super::texts::table(*lang);
        assert!(own.keys().eq(english.keys()), "{}", lang.code());
        for (key, text) in own {
            assert_eq!(placeholders(text), placeholders(&english[key]), "{} {key}", lang.code());
            assert!(!text.is_empty() && !text.ends_with(' '), "{} {key}", lang.code());
        }
    }
    let keys: Vec<_> = english.keys().collect();
    let one = keys.iter().filter_map(|key| key.strip_suffix(".one"));
    assert!(one.clone().count() > 4);
    assert!(one.into_iter().all(|key| english.contains_key(&format!("{key}.other"))));
}

/// Every text that is asked for is there, and every text is asked for.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests read the sources")]
fn texts_are_used_and_there() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let code =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs"));
    let source: String = code.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let english = super::texts::table(Lang::En);
    for key in english.keys() {
        let whole = key.trim_end_matches(".one").trim_end_matches(".other");
        let group = whole.split('.').next().unwrap();
        let is_used = source.contains(&format!("\"{whole}\"")) || source.contains(&format!("\"{group}.{{"));
        assert!(is_used, "{key}");
    }
    for call in ["texts.get(\"", "texts.fill(\"", "progress(\""] {
        for (at, _) in source.match_indices(call) {
            let key = source[at + call.len()..].split('"').next().unwrap();
            assert!(english.contains_key(key), "{key}");
        }
    }
    for call in ["texts.count(\"", "texts.count_with(\""] {
        for (at, _) in source.match_indices(call) {
            let key = source[at + call.len()..].split('"').next().unwrap();
            assert!(english.contains_key(&format!("{key}.one")), "{key}");
        }
    }
}

#[test]
fn locales_are_languages() {
    for (locale, lang) in [
        ("da_DK.UTF-8", Some(Lang::Da)),
        ("nn_NO", Some(Lang::Nn)),
        ("no_NO.utf8", Some(Lang::Nb)),
        ("sv", Some(Lang::Sv)),
        ("en_GB.UTF-8", Some(Lang::En)),
        ("C.UTF-8", None),
        ("de_DE", None),
    ] {
        assert_eq!(super::options::locale_language(locale), lang, "{locale}");
    }
}

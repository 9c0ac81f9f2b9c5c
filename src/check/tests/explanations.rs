use std::collections::BTreeSet;

use crate::check::explanation::{explanation, keys};
use crate::check::{READING, RULES, reading};
use crate::lang::Lang;

/// Every rule says in every language what it wants, and nothing is explained that is no rule's.
#[test]
fn explanations_are_complete() {
    for lang in Lang::ALL {
        let mut expected = BTreeSet::new();
        for rule in RULES {
            let parts = ["title", "what", "why", "mend", "source"];
            let names = rule.parameters.iter().map(|parameter| parameter.name);
            expected.extend(parts.into_iter().chain(names).map(|part| format!("{}.{part}", rule.code)));
        }
        let found: BTreeSet<_> = keys(*lang).into_iter().map(str::to_owned).collect();
        assert_eq!(found, expected, "{}", lang.code());
    }
}

/// A sentence begins with a capital and ends with a full stop; a title has none.
#[test]
fn explanations_are_sentences() {
    for (lang, rule) in Lang::ALL.iter().flat_map(|lang| RULES.iter().map(move |rule| (lang, rule))) {
        let told = explanation(rule, *lang);
        let parameters = told.parameters.iter().map(|(_, text)| *text);
        for text in [told.what, told.why, told.mend, told.source].into_iter().chain(parameters) {
            let place = format!("{} {}: {text}", lang.code(), rule.code);
            assert!(
                text.ends_with('.') && text.starts_with(|first: char| first.is_uppercase() || first == '`'),
                "{place}"
            );
        }
        assert!(!told.title.is_empty() && !told.title.ends_with('.'), "{} {}", lang.code(), rule.code);
    }
}

#[test]
fn codes_are_in_order() {
    assert!(RULES.windows(2).all(|pair| pair[0].code < pair[1].code));
}

/// What cannot be read is explained in every language, under every code that is told anywhere.
#[test]
fn what_cannot_be_read_is_explained() {
    for lang in Lang::ALL {
        let parts = |code: &&str| ["title", "what", "mend"].map(|part| format!("{code}.{part}"));
        let expected: BTreeSet<_> = READING.iter().flat_map(parts).collect();
        let found: BTreeSet<_> = reading::keys(*lang).into_iter().map(str::to_owned).collect();
        assert_eq!(found, expected, "{}", lang.code());
        for code in READING {
            let told = reading(code, *lang);
            let is_sentence = |text: &str| text.ends_with('.') && !text.starts_with(char::is_lowercase);
            assert!(is_sentence(told.what) && is_sentence(told.mend), "{} {code}", lang.code());
            assert!(!told.title.is_empty() && !told.title.ends_with('.'), "{} {code}", lang.code());
        }
    }
}

#[test]
fn every_code_is_explained() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut told = BTreeSet::new();
    for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
        if entry.path().extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let codes = text.match_indices("\"R").map(|(at, _)| text[at + 1..].chars().take(4).collect::<String>());
            told.extend(codes.filter_map(|code| {
                let code = code.strip_suffix('"')?;
                code[1..].bytes().all(|byte| byte.is_ascii_digit()).then(|| code.to_owned())
            }));
        }
    }
    assert_eq!(told, READING.iter().map(|code| (*code).to_owned()).collect());
}

use std::collections::BTreeSet;

use crate::check::RULES;
use crate::check::explanation::{explanation, keys};
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

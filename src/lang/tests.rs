#![expect(clippy::disallowed_methods, reason = "tests read the tables")]

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use crate::lang::{Lang, Order, Texts, fill};
use crate::model::id::{Kind, RecordKind};

/// No-break spaces as `_`, so that a test shows them.
fn shown(text: &str) -> String {
    text.replace('\u{a0}', "_")
}

#[track_caller]
fn check_each(expected: [&str; 5], make: impl Fn(Lang) -> String) {
    let found: Vec<_> = Lang::ALL.iter().map(|lang| shown(&make(*lang))).collect();
    assert_eq!(found, expected);
}

#[test]
fn dates() {
    let leap = date(2024, 2, 29);
    check_each(
        ["29._februar 2024", "29_februari 2024", "29._februar 2024", "29._februar 2024", "29_February 2024"],
        |lang| lang.date(leap),
    );
    check_each(["1._maj", "1_maj", "1._mai", "1._mai", "1_May"], |lang| lang.day_of_year(5, 1));
    for lang in Lang::ALL {
        let months: BTreeSet<_> = (1..=12).map(|month| lang.month(month)).collect();
        assert_eq!(months.len(), 12, "{lang:?}");
    }
}

#[test]
fn numbers() {
    check_each(["1.234,5", "1234,5", "1234,5", "1234,5", "1,234.5"], |lang| lang.number(1234.5, 1));
    check_each(["12.345", "12_345", "12_345", "12_345", "12,345"], |lang| lang.whole(12_345.0));
    check_each(["1.234.567", "1_234_567", "1_234_567", "1_234_567", "1,234,567"], |lang| lang.whole(1_234_567.0));
    check_each(["−5,25", "−5,25", "−5,25", "−5,25", "−5.25"], |lang| lang.short_number(-5.25));
    check_each(["0", "0", "0", "0", "0"], |lang| lang.number(-0.2, 0));
    check_each(["4,5_%", "4,5_%", "4,5_%", "4,5_%", "4.5_%"], |lang| lang.quantity(4.5, "%"));
    check_each(["12", "12", "12", "12", "12"], |lang| lang.quantity(12.0, ""));
}

#[test]
fn lists_and_quotes() {
    let items = ["a", "b", "c"].map(str::to_owned);
    check_each(["a, b og c", "a, b och c", "a, b og c", "a, b og c", "a, b and c"], |lang| lang.list(&items));
    check_each(["a", "a", "a", "a", "a"], |lang| lang.list(&items[..1]));
    check_each(["»a«", "”a”", "«a»", "«a»", "“a”"], |lang| lang.quoted("a"));
}

#[track_caller]
fn check_slug(lang: Lang, words: &str, expected: &str) {
    assert_eq!(lang.slug(words), expected, "{lang:?} {words}");
}

#[test]
fn slugs() {
    check_slug(Lang::Da, "Æbler, Ørsted & Åen", "aebler-oersted-aaen");
    check_slug(Lang::Nb, "Æbler, Ørsted & Åen", "aebler-orsted-aen");
    check_slug(Lang::Nn, "Ærleg øving på ås", "aerleg-oving-pa-as");
    check_slug(Lang::Sv, "Återvinning för äldre", "atervinning-for-aldre");
    check_slug(Lang::Da, "A\u{30a}en", "aaen");
    check_slug(Lang::Da, "Crème brûlée", "creme-brulee");
    check_slug(Lang::Da, "  -- 1.10 --  ", "1-10");
    check_slug(Lang::Da, "Straße und Þór", "strasse-und-thor");
    check_slug(Lang::Da, "日本", "");
    check_slug(Lang::Sv, "İstanbul", "istanbul");
}

#[track_caller]
fn check_order(lang: Lang, sorted: &[&str]) {
    let order = Order::of(lang);
    let mut words = sorted.to_vec();
    words.reverse();
    words.sort_by(|a, b| order.compare(a, b));
    assert_eq!(words, sorted, "{lang:?}");
}

#[test]
fn alphabets() {
    check_order(Lang::Da, &["Albertslund", "Odense", "Zoo", "Ærø", "Ørsted", "Aabenraa", "Aarhus", "Ås"]);
    check_order(Lang::Nb, &["Oslo", "Zoo", "Ærlig", "Øst", "Ås"]);
    check_order(Lang::Sv, &["Oskar", "Zoo", "Åmål", "Älvdalen", "Öland"]);
    check_order(Lang::En, &["Å", "Beta"]);
    check_order(Lang::Da, &["Bilag 2", "Bilag 10"]);
    assert_eq!(Order::of(Lang::Da).compare("plan", "plan"), Ordering::Equal);
}

#[test]
fn tags() {
    for lang in Lang::ALL {
        assert_eq!(Lang::from_code(lang.code()), Some(*lang));
    }
    assert_eq!(Lang::from_code("no"), None);
}

// Addresses stay for ever.

#[test]
fn every_kind_has_a_word_for_its_addresses() {
    for lang in Lang::ALL {
        let words: Vec<_> = Kind::ALL.iter().map(|kind| lang.address_word(kind.key())).collect();
        let different: BTreeSet<_> = words.iter().collect();
        assert_eq!(words.len(), different.len(), "{lang:?} {words:?}");
        for word in words {
            assert_eq!(lang.slug(word), word, "{lang:?}");
        }
    }
    assert_eq!(Lang::Da.address_word(Kind::Guideline.key()), "retningslinjer");
    assert_eq!(Lang::Da.address_word(RecordKind::Role.key()), "roller");
}

// Interface texts.

#[test]
fn placeholders_are_filled() {
    assert_eq!(fill("{n} af {m}", [("n", "1"), ("m", "2")]), "1 af 2");
    let own = BTreeMap::from([("nav.home".to_owned(), "Start".to_owned())]);
    let texts = Texts::new(Lang::Da, Arc::new(own));
    assert_eq!(texts.get("nav.home"), "Start");
    assert_eq!(texts.get("nav.unknown"), "nav.unknown");
}

fn table(lang: Lang) -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/lang/{}.yaml", lang.code()));
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[test]
fn tables_are_complete() {
    let danish = table(Lang::Da);
    for lang in Lang::ALL {
        let own = table(*lang);
        let keys = |table: &BTreeMap<String, String>| table.keys().cloned().collect::<BTreeSet<_>>();
        let differing: Vec<_> = keys(&own).symmetric_difference(&keys(&danish)).cloned().collect();
        assert!(differing.is_empty(), "{lang:?}: {differing:?}");
        assert_eq!(lang.text_keys().count(), danish.len(), "{lang:?}");
        for (key, text) in &own {
            assert_eq!(placeholders(text), placeholders(&danish[key]), "{lang:?} {key}");
            assert!(!text.trim().is_empty(), "{lang:?} {key}");
        }
    }
}

#[test]
fn counts_have_both_forms() {
    for key in table(Lang::Da).keys() {
        // `topic.other` is a topic, not a form.
        if key == "topic.other" {
            continue;
        }
        let other = match (key.strip_suffix(".one"), key.strip_suffix(".other")) {
            (Some(stem), _) => format!("{stem}.other"),
            (_, Some(stem)) => format!("{stem}.one"),
            _ => continue,
        };
        assert!(Lang::Da.text(&other).is_some(), "{key}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slugs_are_ascii_and_stable(text in "(?s).{0,40}") {
        for lang in Lang::ALL {
            let slug = lang.slug(&text);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug}");
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"), "{slug}");
            prop_assert_eq!(&lang.slug(&slug), &slug);
        }
    }

    #[test]
    fn order_is_total(words in prop::collection::vec("(?s).{0,8}", 3)) {
        for lang in Lang::ALL {
            let order = Order::of(*lang);
            let [a, b, c] = [&words[0], &words[1], &words[2]];
            prop_assert_eq!(order.compare(a, b), order.compare(b, a).reverse());
            let falls = order.compare(a, b) != Ordering::Greater && order.compare(b, c) != Ordering::Greater;
            prop_assert!(!falls || order.compare(a, c) != Ordering::Greater);
        }
    }

    #[test]
    fn numbers_never_panic(number in any::<f64>(), decimals in 0..4_usize) {
        for lang in Lang::ALL {
            lang.number(number, decimals);
            lang.short_number(number);
        }
    }
}

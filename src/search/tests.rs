use super::*;

fn record(href: &str, title: &str, text: &str) -> Record {
    Record {
        href: href.into(),
        lang: Lang::Da,
        kind: "guideline".into(),
        kind_label: "Retningslinjer".into(),
        title: title.into(),
        summary: String::new(),
        synonyms: Vec::new(),
        names: Vec::new(),
        explains: Vec::new(),
        sections: vec![Section { anchor: String::new(), heading: String::new(), text: text.into(), form: Form::Prose }],
        facets: vec![(Facet::Theme, "Klima".into())],
        answer: None,
        sort: Sort::Text,
        edition: Edition::Current,
    }
}

fn pages(count: usize) -> Vec<Record> {
    let text =
        |n: usize| format!("Beredskab og kommunikation nr. {n}, sag {n}/14. {}", "Ord og flere ord. ".repeat(n % 90));
    (0..count).map(|n| record(&format!("sider/{n:04}.html"), &format!("Side {n}"), &text(n))).collect()
}

fn file<'a>(index: &'a Index, start: &str) -> &'a str {
    let path = format!("search/{start}");
    let found = index.files.iter().find(|file| file.path.starts_with(&path)).expect("a file");
    std::str::from_utf8(&found.bytes).expect("UTF-8")
}

/// The JSON in a file of the index.
fn value(text: &str) -> serde_json::Value {
    let json = text.split_once(',').and_then(|(_, rest)| rest.strip_suffix(")\n")).expect("a call of put");
    serde_json::from_str(json).expect("JSON")
}

fn vocabulary(analysed: &[Analysed]) -> merge::Vocabulary {
    let pages: Vec<&Analysed> = analysed.iter().collect();
    merge::merge(&pages, &Forms::new(&pages, &[]))
}

#[test]
fn words_are_cut_at_everything_but_letters_digits_and_soft_hyphens() {
    assert_eq!(terms("Vi svarer – altid: »24 timer«!"), ["vi", "svarer", "altid", "24", "timer"]);
    assert_eq!(terms("kommu\u{ad}nen (ja)"), ["kommunen", "ja"]);
    assert!(terms(" — … \u{ad} ").is_empty());
}

#[test]
fn numbers_and_hyphenated_words_are_also_kept_whole() {
    assert_eq!(terms("sak 54/14"), ["sak", "54", "14", "54/14"]);
    assert_eq!(terms("2016–2020"), ["2016", "2020", "2016-2020"]);
    assert_eq!(terms("Facebook-side og/eller"), ["facebook", "side", "facebookside", "og", "eller"]);
    assert_eq!(terms("jf. § 239 a"), ["jf", "§239", "239", "a"]);
}

#[test]
fn one_word_has_one_spelling() {
    for spelling in ["Åbenrå", "AABENRAA", "a\u{30a}benra\u{30a}", "aabenraa"] {
        assert_eq!(terms(spelling), ["aabenraa"], "{spelling}");
    }
    assert_eq!(terms("køre kör Ærø café"), ["koere", "koer", "aeroe", "cafe"]);
}

#[test]
fn overlong_words_are_data() {
    assert!(terms(&"x".repeat(65)).is_empty());
    assert_eq!(terms(&format!("{} ja", "ab1".repeat(70_000))), ["ja"]);
}

#[test]
fn every_language_has_its_stemmer() {
    let same = |lang, words: &[&str]| {
        let stems: Vec<String> = words.iter().map(|word| stem(lang, word)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{words:?}: {stems:?}");
    };
    same(Lang::Da, &["strategi", "strategien", "strategier", "strategiernes"]);
    same(Lang::Da, &["høring", "høringen", "høringerne"]);
    same(Lang::Sv, &["kommun", "kommunen", "kommuner", "kommunernas"]);
    same(Lang::Sv, &["åtgärd", "åtgärder", "åtgärderna"]);
    same(Lang::Nb, &["melding", "meldingen", "meldinger", "meldingene"]);
    same(Lang::Nn, &["melding", "meldingar", "meldingane"]);
    same(Lang::En, &["policy", "policies"]);
    same(Lang::En, &["guideline", "guidelines"]);
}

#[test]
fn a_stem_keeps_what_makes_a_new_word() {
    assert_eq!(stem(Lang::Da, "sikkerheden"), "sikkerhed");
    assert_eq!(stem(Lang::Da, "mulighederne"), "mulighed");
    assert_eq!(stem(Lang::Nb, "muligheten"), "mulighet");
}

#[test]
fn the_order_of_records_does_not_matter() {
    let mut records = pages(600);
    let one = index(&records, &[]);
    records.reverse();
    records.swap(3, 500);
    assert_eq!(one.files, index(&records, &[]).files);
}

#[test]
fn threads_do_not_matter() {
    let records = pages(600);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| index(&records, &[]).files)
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn analysing_apart_and_together_is_the_same() {
    struct Kept(std::sync::Arc<Analysed>);
    impl Borrow<Analysed> for Kept {
        fn borrow(&self) -> &Analysed {
            &self.0
        }
    }
    let records = pages(30);
    let kept: Vec<Kept> = records.iter().map(|record| Kept(std::sync::Arc::new(analyse(record)))).collect();
    assert_eq!(assemble(&kept, &[]).files, index(&records, &[]).files);
}

#[test]
fn a_changed_page_leaves_most_texts_alone() {
    let mut records = pages(400);
    let before = index(&records, &[]);
    records[200].sections[0].text.push_str(" Mere.");
    records.insert(100, record("sider/0099a.html", "Ny side", "Ny tekst."));
    let after = index(&records, &[]);
    let texts = |index: &Index| {
        index.files.iter().filter(|file| file.path.starts_with("search/t")).cloned().collect::<Vec<_>>()
    };
    let (before, after) = (texts(&before), texts(&after));
    let new = after.iter().filter(|file| !before.contains(file)).count();
    assert!(before.len() > 8 && new <= 4, "{new} of {}", after.len());
}

#[test]
fn the_entry_lists_every_file() {
    let index = index(&pages(100), &[]);
    let entry = file(&index, "index");
    assert_eq!(index.entry, "search/index.js");
    for shard in &index.files {
        let name = shard.path.trim_start_matches("search/").trim_end_matches(".js");
        assert!(entry.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn postings_hold_distance_and_class() {
    let records = [record("a.html", "A", "ugle"), record("b.html", "B", "ravn"), record("c.html", "Ugle", "ugle ugle")];
    let analysed: Vec<_> = records.iter().map(analyse).collect();
    let vocabulary = vocabulary(&analysed);
    let at = vocabulary.terms.iter().position(|term| term.text == "ugle").expect("a term");
    let start: usize = vocabulary.terms[..at].iter().map(|term| term.bytes).sum();
    // Page 0 once in the body; two pages on, twenty for the title and four for two in the body: class 6.
    assert_eq!(vocabulary.postings[start..start + vocabulary.terms[at].bytes], [1, 2 * 8 + 6]);
}

#[test]
fn spellings_that_fold_to_one_term_are_one_posting() {
    let records = [record("a.html", "A", "Aabenraa Åbenrå åbenrå")];
    let analysed: Vec<_> = records.iter().map(analyse).collect();
    let vocabulary = vocabulary(&analysed);
    let term = vocabulary.terms.iter().find(|term| term.text == "aabenraa").expect("a term");
    assert_eq!(term.bytes, 1);
}

#[test]
fn base64_is_that_of_the_rfc() {
    for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
        assert_eq!(encode::base64(plain.as_bytes()), coded);
    }
}

#[test]
fn texts_stay_texts() {
    let nasty = "</script>\u{2028}\"\\ <b>&amp;\u{0}";
    let index = index(&[record("a.html", nasty, nasty)], &[]);
    assert_eq!(value(file(&index, "t"))[0][2][0][2], nasty);
    assert_eq!(value(file(&index, "d"))[0][1], nasty);
}

#[test]
fn older_editions_are_marked() {
    let mut old = record("a/1.0.html", "A", "tekst");
    old.edition = Edition::Older("1.0".into());
    let index = index(&[record("a.html", "A", "tekst"), old], &[]);
    let documents = value(file(&index, "d"));
    assert_eq!((&documents[0][5], &documents[1][5]), (&"".into(), &"1.0".into()));
}

#[test]
fn facets_are_listed_once() {
    let index = index(&pages(20), &[]);
    let facets = &value(file(&index, "index"))["facets"];
    assert_eq!(*facets, serde_json::json!([["kind", "Retningslinjer", "guideline"], ["theme", "Klima", "Klima"]]));
}

#[test]
fn synonyms_are_folded_phrase_by_phrase() {
    let words = ["SoMe", "De sociale medier", ""].map(String::from).to_vec();
    let index = index(&pages(1), &[Synonyms { lang: Lang::Da, words }]);
    let alternatives = &value(file(&index, "index"))["alternatives"];
    assert_eq!(
        alternatives[alternatives.as_array().map_or(0, |all| all.len() - 1)],
        serde_json::json!(["some", "de sociale medier"])
    );
}

#[test]
fn an_empty_site_has_an_empty_index() {
    let index = index(&[], &[]);
    assert_eq!(value(file(&index, "index"))["pages"], 0);
}

fn found(records: &[Record], query: &str) -> Vec<String> {
    let analysed: Vec<Analysed> = records.iter().map(analyse).collect();
    let engine = query::Engine::new(&analysed, &[]);
    let answer = engine.search(query, &query::Wish::default());
    answer.hits.iter().map(|hit| engine.href(hit).to_owned()).collect()
}

#[test]
fn a_word_is_taken_apart_by_the_words_of_the_site() {
    let texts =
        [("krise", "Krise"), ("plan", "Planer"), ("beredskab", "Beredskab"), ("hel", "Kriseberedskabsplanerne")];
    let records: Vec<Record> = texts.iter().map(|(href, text)| record(href, "Side", text)).collect();
    let analysed: Vec<Analysed> = records.iter().map(analyse).collect();
    let vocabulary = vocabulary(&analysed);
    let parts: Vec<&str> = vocabulary.terms[vocabulary.words..].iter().map(|term| term.text.as_str()).collect();
    assert_eq!(parts, ["~beredskab", "~kris", "~plan"]);
}

#[test]
fn a_compound_comes_before_letters_in_common() {
    let records = [
        record("a.html", "Side", "skoldning og skoldkopper"),
        record("b.html", "Side", "folkeskolen og andet, her for sig"),
        record("c.html", "Side", "skolen og folket, folke for sig"),
    ];
    assert_eq!(found(&records, "skole"), ["c.html", "b.html", "a.html"]);
}

#[test]
fn what_is_named_comes_first() {
    let mut channel = record("kanal.html", "Facebook", "kort");
    channel.answer = Some("Svartid: 24 timer".into());
    let mut task = record("opgave.html", "Regler", "tekst");
    task.names = vec!["Jeg skal svare på en kommentar".into()];
    let mut words = record("ord.html", "Ordliste", "");
    let row = |anchor: &str, text: &str| Section {
        anchor: anchor.into(),
        heading: anchor.into(),
        text: text.into(),
        form: Form::Data,
    };
    words.sections = vec![row("svartid", "Hvor længe det varer."), row("fagsvar", "Det faglige.")];
    words.explains = vec![("svartid".into(), "svartid".into()), ("responstid".into(), "svartid".into())];
    let other = record("tekst.html", "Tekst", &"Facebook, svartid, responstid, svare, kommentar. ".repeat(9));
    let records = [channel, task, words, other];
    for (query, first) in [
        ("facebook", "kanal.html"),
        ("hvordan svarer jeg på en kommentar", "opgave.html"),
        ("svartiden", "ord.html"),
        ("responstid", "ord.html"),
    ] {
        assert_eq!(found(&records, query)[0], first, "{query}");
    }
    let analysed: Vec<Analysed> = records.iter().map(analyse).collect();
    let engine = query::Engine::new(&analysed, &[]);
    let answer = engine.search("responstid", &query::Wish::default());
    let excerpt = engine.excerpt(&answer, &answer.hits[0]);
    assert_eq!((excerpt.anchor.as_str(), excerpt.pieces[0].0.as_str()), ("svartid", "Hvor længe det varer."));
}

#[test]
fn older_editions_are_found_on_request() {
    let mut old = record("a/1.0.html", "Strategi", "strategi");
    old.edition = Edition::Older("1.0".into());
    let analysed: Vec<Analysed> = [record("a.html", "Strategi", "strategi"), old].iter().map(analyse).collect();
    let engine = query::Engine::new(&analysed, &[]);
    let count = |older| engine.search("strategi", &query::Wish { older, ..query::Wish::default() }).hits.len();
    assert_eq!((count(None), count(Some(query::Older))), (1, 2));
}

#[test]
fn the_definite_form_of_a_swedish_word_goes_with_the_word() {
    let page = |href: &str, text: &str| Record { lang: Lang::Sv, ..record(href, "Sida", text) };
    let records = [page("a.html", "skolan"), page("b.html", "skola"), page("c.html", "orkan"), page("d.html", "ork")];
    assert_eq!(found(&records, "skolan"), ["a.html", "b.html"]);
    assert_eq!(found(&records, "orkan"), ["c.html"]);
}

#[test]
fn no_query_is_too_odd() {
    let records = pages(3);
    for query in
        ["", " ", "\"", "»«", "§", "§ ", "-", "a", "å", "\u{ad}", "😀", "ΣΊΣ", "1/", "~plan", &"x".repeat(5_000)]
    {
        found(&records, query);
    }
}

proptest::proptest! {
    #[test]
    fn lower_case_is_that_of_the_composed_word(word in "[A-Za-zÀ-ÿĀ-ſΑ-Ω\u{300}-\u{310}\u{ad}İẞ]{0,12}|\\PC{0,8}") {
        use unicode_normalization::UnicodeNormalization;
        let plain = word.nfc().filter(|letter| *letter != '\u{ad}').collect::<String>().to_lowercase();
        proptest::prop_assert_eq!(fold::lower(&word), plain);
    }
}

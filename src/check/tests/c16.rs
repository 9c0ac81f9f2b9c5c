use crate::check::tests::{check_rule, findings, findings_on};
use crate::lang::Lang;
use crate::parse::tests::fixture::files;

/// The words found in a page of this language.
fn found(lang: Lang, body: &str) -> Vec<String> {
    let text = format!("//- content/pages/a.md\n---\ntitle: A\nlanguage: {}\n---\n\n{body}\n", lang.code());
    let found = findings(&files(&text)).into_iter().filter(|finding| finding.code == "C16");
    found.map(|finding| finding.args[0].1.clone()).collect()
}

#[test]
fn words_of_each_language() {
    for (lang, text, expected) in [
        (
            Lang::Da,
            "Handicappede, NemID og Statsforvaltningens sager. På Twitter-profilen.",
            &["Handicappede", "NemID", "Statsforvaltningens", "Twitter"][..],
        ),
        (
            Lang::Sv,
            "PUL, sekretesslagen, Datainspektionen, SKL, landstinget, MSB och handikappade.",
            &["PUL", "sekretesslagen", "Datainspektionen", "SKL", "landstinget", "MSB", "handikappade"],
        ),
        (
            Lang::Nb,
            "Offentlighetsloven. Arkivloven av 1992. Fylkesmannen, Difi, målloven, rådmannen.",
            &["Offentlighetsloven", "Arkivloven av 1992", "Fylkesmannen", "Difi", "målloven", "rådmannen"],
        ),
        (Lang::Nn, "Arkivlova frå 1992. Fylkesmannen og mållova.", &["Arkivlova frå 1992", "Fylkesmannen", "mållova"]),
        (Lang::En, "Twitter and the Data Protection Directive.", &["Data Protection Directive", "Twitter"]),
    ] {
        assert_eq!(found(lang, text), expected, "{}", lang.code());
    }
}

/// Words that look like one of the table, and are none or are right.
#[test]
fn false_friends() {
    for (lang, text) in [
        (
            Lang::Da,
            "Loyalitet, handicaprådet, handicapparkering, persondata og persondatapolitik. X (Twitter). Det tidligere Twitter.",
        ),
        (
            Lang::Da,
            "Se twitter.com/kommunen og @twitter. `Twitter`. [X](https://twitter.com/kommunen). »Twitter«. Offentlighedsloven.",
        ),
        (Lang::Da, "Vi følger lojalitetsplikten i Norge, landstinget på Grønland og Fylkesmannen."),
        (Lang::Sv, "Offentlighets- och sekretesslagen. Puls, handikappanpassad, landstingsman. X (tidigare Twitter)."),
        (Lang::Nb, "Lojalitetsplikt. Arkivlova. Personopplysningsloven. Fylkesmannsembetet. Twitter (nå X)."),
        (Lang::Nn, "Lojalitetsplikt. Arkivlova. Offentleglova. Målform."),
        (Lang::En, "A handicap in golf. Twittering birds. Data protection."),
    ] {
        assert!(found(lang, text).is_empty(), "{}: {:?}", lang.code(), found(lang, text));
    }
}

#[test]
fn history_is_not_mended() {
    check_rule(
        "C16",
        "
//- content/channels/x.md
---
title: X
type: social
activity: closed
---

Twitter.
//- content/editions/guideline/a/1.0.md
---
title: A
version: \"1.0\"
---

Twitter.
",
    );
}

#[test]
fn former_names_of_channels_and_terms_of_the_site() {
    check_rule(
        "C16",
        "
//- content/site.yaml
title: A
municipality: B
language: da
checks:
  C16: {terms: \"stakeholder: interessent, på sigt: senere\", allow: twitter}
//- content/channels/threads.md
---
title: Traade
type: social
platform: Threads
former_names: [Instatekst, Twitter]
---

Instatekst hed den.
//- content/pages/a.md
---
title: A
---

Skriv på Instatekst og Twitter. Threads (tidligere Instatekst). Vores Stakeholder får svar på sigt.
         ^^^^^^^^^^ C16 term-former-name note
#                                                                     ^^^^^^^^^^^ C16 term-own note
#                                                                                          ^^^^^^^ C16 term-own note
",
    );
}

/// The documents and messages found on a day.
fn on(today: jiff::civil::Date, fixture: &str) -> Vec<(String, &'static str)> {
    let found = findings_on(today, &files(fixture)).into_iter().filter(|finding| finding.code == "C16");
    found.map(|finding| (finding.file.stem().to_owned(), finding.key)).collect()
}

const TWITTER: &str = "
//- content/pages/side.md
---
title: Side
---

Vi er på Twitter. NemID bruges. Også Twitter.
//- content/pages/tal.md
---
title: Tal
---

Per januar 2013 var 20 % på Twitter, og i 2022 havde alle NemID.
//- content/strategies/gammel.md
---
title: Gammel
status: adopted
adopted_on: 2022-03-01
---

Vi bruger Twitter.
";

/// Before the change the name was right, and so it is in a text from before it and in a sentence about then.
#[test]
fn a_name_is_outdated_from_its_day_on() {
    use jiff::civil::date;
    assert_eq!(on(date(2016, 3, 1), TWITTER), []);
    assert_eq!(on(date(2023, 7, 23), TWITTER), []);
    assert_eq!(on(date(2023, 7, 24), TWITTER), [("side".to_owned(), "term-renamed")]);
    let both = [("side".to_owned(), "term-replaced"), ("side".to_owned(), "term-renamed")];
    assert_eq!(on(date(2023, 10, 31), TWITTER), both);
}

/// A channel of the former name is told at its title; what mentions it is told once it has `former_names`.
#[test]
fn a_platform_is_told_at_its_channel() {
    let with = |channel: &str| {
        let found = findings(&files(&format!("{TWITTER}//- content/channels/kvidder.md\n---\n{channel}\n---\n")));
        let told = found.into_iter().filter(|finding| finding.code == "C16" && finding.key != "term-replaced");
        told.map(|finding| (finding.file.stem().to_owned(), finding.key)).collect::<Vec<_>>()
    };
    let own = [("kvidder".to_owned(), "term-renamed")];
    assert_eq!(with("title: Twitter\ntype: social"), own);
    assert_eq!(with("title: Kvidder\nplatform: Twitter\ntype: social"), own);
    let former = with("title: X\ntype: social\nformer_names: [Twitter]");
    assert!(former.contains(&("side".to_owned(), "term-former-name")), "{former:?}");
    assert!(!former.iter().any(|(file, _)| file == "kvidder"), "{former:?}");
}

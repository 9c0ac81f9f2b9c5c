use crate::check::tests::{check_rule, findings};
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
            "Offentlighetsloven, arkivloven av 1992, Fylkesmannen, Difi, målloven.",
            &["Offentlighetsloven", "arkivloven av 1992", "Fylkesmannen", "Difi", "målloven"],
        ),
        (Lang::Nn, "Arkivlova frå 1992, fylkesmannen og mållova.", &["Arkivlova frå 1992", "fylkesmannen", "mållova"]),
        (Lang::En, "Twitter and the Data Protection Directive.", &["Twitter", "Data Protection Directive"]),
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

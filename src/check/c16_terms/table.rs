//! The words of each language: what not to say, what to say instead, and where that comes from.
//!
//! A word stands here only with a law, a decision or an authority's advice behind it. Inflected forms are written out,
//! since a rule that guesses them calls innocent words outdated.

use jiff::civil::{Date, date};

use crate::lang::Lang;

/// A word that is not to be used.
#[derive(Debug)]
pub(super) struct Term {
    pub lang: Lang,
    /// All forms, parted by semicolons.
    pub forms: &'static str,
    pub instead: &'static str,
    pub why: Why,
    pub source: &'static str,
    /// The day from which on it is told: before, the word was the right one.
    pub since: Option<Date>,
}

impl Term {
    /// The same, told from a day on.
    const fn since(self, year: i16, month: i8, day: i8) -> Self {
        Self { since: Some(date(year, month, day)), ..self }
    }
}

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It has another name.
    Renamed,
    /// A law, an authority or a service that is no more.
    Replaced,
    /// It leads to mistakes about what is lawful.
    Misleading,
    /// A word about people that they do not use of themselves.
    People,
    /// Nothing: it holds another word of the table.
    Right,
}

const fn term(lang: Lang, forms: &'static str, instead: &'static str, why: Why, source: &'static str) -> Term {
    Term { lang, forms, instead, why, source, since: None }
}

/// All words, by language.
pub(super) const TERMS: &[Term] = {
    use Lang::{Da, En, Nb, Nn, Sv};
    use Why::{Misleading, People, Renamed, Replaced, Right};
    &[
        term(
            Da,
            "persondataloven; persondatalovens; persondatalov",
            "databeskyttelsesforordningen og databeskyttelsesloven",
            Replaced,
            "lov nr. 502 af 23. maj 2018",
        )
        .since(2018, 5, 25),
        term(
            Da,
            "loyalitetspligt; loyalitetspligten; loyalitetspligtens",
            "ytringsfrihed og tavshedspligt",
            Misleading,
            "Folketingets Ombudsmand, januar 2017; lov om offentligt ansattes ytringsfrihed",
        ),
        term(
            Da,
            "handicappet; handicappede; handicappedes; handikappet; handikappede; handikappedes",
            "person med handicap",
            People,
            "FN's handicapkonvention",
        ),
        term(Da, "nemid", "MitID", Replaced, "lukket 31. oktober 2023").since(2023, 10, 31),
        term(Da, "statsforvaltningen; statsforvaltningens", "Familieretshuset", Replaced, "1. april 2019")
            .since(2019, 4, 1),
        term(
            Da,
            "offentlighedsloven af 1985; offentlighedsloven fra 1985",
            "offentlighedsloven",
            Replaced,
            "lov nr. 606 af 12. juni 2013",
        )
        .since(2014, 1, 1),
        term(
            Da,
            "amtskommune; amtskommunen; amtskommuner; amtskommunerne",
            "region",
            Replaced,
            "kommunalreformen 2007",
        )
        .since(2007, 1, 1),
        term(
            Sv,
            "personuppgiftslagen; personuppgiftslagens; pul",
            "dataskyddsförordningen (GDPR)",
            Replaced,
            "25 maj 2018",
        )
        .since(2018, 5, 25),
        term(Sv, "offentlighets- och sekretesslagen; offentlighets- och sekretesslagens", "", Right, ""),
        term(Sv, "sekretesslagen; sekretesslagens", "offentlighets- och sekretesslagen", Replaced, "lag (2009:400)")
            .since(2009, 6, 30),
        term(
            Sv,
            "datainspektionen; datainspektionens",
            "Integritetsskyddsmyndigheten (IMY)",
            Renamed,
            "1 januari 2021",
        )
        .since(2021, 1, 1),
        term(
            Sv,
            "sveriges kommuner och landsting; skl",
            "Sveriges Kommuner och Regioner (SKR)",
            Renamed,
            "november 2019",
        )
        .since(2019, 11, 27),
        term(Sv, "landsting; landstinget; landstingets; landstingen", "region", Replaced, "prop. 2018/19:162")
            .since(2020, 1, 1),
        term(
            Sv,
            "myndigheten för samhällsskydd och beredskap; msb",
            "Myndigheten för civilt försvar",
            Renamed,
            "1 januari 2026",
        )
        .since(2026, 1, 1),
        term(
            Sv,
            "handikapp; handikappet; handikappad; handikappade; handikappades",
            "person med funktionsnedsättning",
            People,
            "Socialstyrelsens termbank",
        ),
        term(
            Nb,
            "offentlighetsloven; offentlighetslovens; offentlighetslova",
            "offentleglova",
            Replaced,
            "lov 19. mai 2006 nr. 16",
        )
        .since(2009, 1, 1),
        term(
            Nb,
            "arkivlova av 1992; arkivloven av 1992; arkivlova fra 1992; arkivloven fra 1992",
            "arkivlova",
            Replaced,
            "ny arkivlov 1. januar 2026",
        )
        .since(2026, 1, 1),
        term(Nb, "fylkesmannen; fylkesmannens", "statsforvalteren", Renamed, "1. januar 2021").since(2021, 1, 1),
        term(
            Nb,
            "rådmann; rådmannen; rådmannens; rådmenn; rådmennene",
            "kommunedirektør",
            Renamed,
            "kommuneloven 2018 § 13-1, i kraft høsten 2019",
        )
        .since(2019, 10, 1),
        term(Nb, "difi; difis", "Digdir", Replaced, "1. januar 2020").since(2020, 1, 1),
        term(
            Nb,
            "diskriminerings- og tilgjengelighetsloven; tilgjengelighetsloven",
            "likestillings- og diskrimineringsloven",
            Replaced,
            "lov 16. juni 2017 nr. 51",
        )
        .since(2018, 1, 1),
        term(Nb, "mållova; målloven; mållovens", "språklova", Replaced, "lov 21. mai 2021 nr. 42").since(2022, 1, 1),
        term(
            Nb,
            "personopplysningsloven av 2000; personopplysningsloven fra 2000",
            "personopplysningsloven",
            Replaced,
            "lov 15. juni 2018 nr. 38",
        )
        .since(2018, 7, 20),
        term(
            Nb,
            "handikappet; handikappede; handikappedes",
            "person med nedsatt funksjonsevne",
            People,
            "FN-konvensjonen om rettighetene til mennesker med nedsatt funksjonsevne",
        ),
        term(Nn, "offentlegheitslova; offentlegheitsloven", "offentleglova", Replaced, "lov 19. mai 2006 nr. 16")
            .since(2009, 1, 1),
        term(Nn, "arkivlova av 1992; arkivlova frå 1992", "arkivlova", Replaced, "ny arkivlov 1. januar 2026")
            .since(2026, 1, 1),
        term(Nn, "fylkesmannen", "statsforvaltaren", Renamed, "1. januar 2021").since(2021, 1, 1),
        term(
            Nn,
            "rådmann; rådmannen; rådmenn; rådmennene",
            "kommunedirektør",
            Renamed,
            "kommunelova 2018 § 13-1, i kraft hausten 2019",
        )
        .since(2019, 10, 1),
        term(Nn, "difi", "Digdir", Replaced, "1. januar 2020").since(2020, 1, 1),
        term(
            Nn,
            "diskriminerings- og tilgjengelegheitslova; tilgjengelegheitslova",
            "likestillings- og diskrimineringslova",
            Replaced,
            "lov 16. juni 2017 nr. 51",
        )
        .since(2018, 1, 1),
        term(Nn, "mållova", "språklova", Replaced, "lov 21. mai 2021 nr. 42").since(2022, 1, 1),
        term(
            Nn,
            "handikappa; handikappet",
            "person med nedsett funksjonsevne",
            People,
            "FN-konvensjonen om rettane til menneske med nedsett funksjonsevne",
        ),
        term(
            En,
            "handicapped",
            "person with a disability",
            People,
            "UN Convention on the Rights of Persons with Disabilities",
        ),
        term(
            En,
            "data protection directive",
            "General Data Protection Regulation",
            Replaced,
            "Regulation (EU) 2016/679",
        )
        .since(2018, 5, 25),
    ]
};

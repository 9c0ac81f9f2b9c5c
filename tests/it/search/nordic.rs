//! A small site in Swedish, both kinds of Norwegian and English, with queries for the ladder in each language.
//!
//! Written after the ranking and never used for tuning it.

use std::collections::BTreeSet;

use rettesnor::lang::Lang;
use rettesnor::search::{Edition, Record, Section};

use super::corpus::Query;

/// Address, title, text; the language is the folder.
const PAGES: &str = "
sv/riktlinjer|Riktlinjer för sociala medier|Riktlinjerna gäller alla medarbetare. Svara alltid vänligt.
sv/beredskap|Krisberedskapsplan|Planen övas varje år. Krisen kräver en tydlig plan.
sv/bocker|Böcker på biblioteket|Låna böckerna gratis.
sv/bok|Boken om staden|En bok om torget och hamnen.
sv/atervinning|Återvinningscentral|Öppettider för återvinningscentralerna i kommunen.
sv/forskola|Förskolor|Ansök om plats i förskolan.
sv/omsorg|Äldreomsorg|Hemtjänst för äldre som bor hemma. Vi tjänar dem som behöver omsorg.
sv/arshjul|Årshjul|Årshjulet visar årets kampanjer.
sv/cykel|Cykelvägar|Nya cykelvägar längs kusten.
sv/grad|Engagemangsgrad|Reaktioner per följare, diarienummer KS 2026/118.
nb/retningslinjer|Retningslinjer for sosiale medier|Retningslinjene gjelder alle ansatte.
nb/plan|Kriseplan|Beredskapsplanene øves hvert år.
nb/barnehage|Barnehager|Barna starter i barnehagen.
nb/boker|Bøker|Bøkene står i hylla.
nb/kulturskole|Kulturskole|Kulturskolen har åpent hus. Kultur for alle.
nb/snobroyting|Snøbrøyting|Veiene brøytes når det snør.
nb/arkiv|Arkivplikt|Kommentarer skal arkiveres. Arkivplikten følger av offentleglova § 10.
nb/horing|Høringer|Høringsuttalelser sendes innen fristen.
nb/sykkel|Sykler til utlån|Du kan låne syklene i en uke.
nn/retningsliner|Retningsliner for tilsette|Retningslinene gjeld for alle. Meldingar vert svara på same dag.
nn/strategi|Kommunikasjonsstrategi|Kommunikasjonsstrategien gjeld frå 2027.
nn/innbyggjar|Innbyggjarar|Innbyggjarane får svar når dei spør.
nn/skule|Skuleruta|Elevane har fri i vinterferien.
en/policy|Social media policy|Our policies apply to every employee. Complaints are answered within one day.
en/children|Children and families|Daycare for young children.
en/meeting|Meetings of the council|The council is meeting in the town hall.
";

/// Class, query, pages.
const QUERIES: &[(&str, &str, &str)] = &[
    ("sv inflection", "riktlinje", "sv/riktlinjer"),
    ("sv inflection", "kampanjernas", "sv/arshjul"),
    ("sv compound", "beredskap", "sv/beredskap nb/plan"),
    ("sv compound", "omsorg", "sv/omsorg"),
    ("sv letters", "atervinning", "sv/atervinning"),
    ("sv letters", "forskola", "sv/forskola"),
    ("sv letters", "oppettider", "sv/atervinning"),
    ("sv letters", "arshjul", "sv/arshjul"),
    ("sv irregular", "bok", "sv/bok sv/bocker nb/boker"),
    ("sv irregular", "böcker", "sv/bok sv/bocker"),
    ("sv prefix", "cykelv", "sv/cykel"),
    ("sv typing error", "engagemangsgard", "sv/grad"),
    ("sv typing error", "hemtjäsnt", "sv/omsorg"),
    ("sv split compound", "hem tjänst", "sv/omsorg"),
    ("sv number", "2026/118", "sv/grad"),
    ("nb inflection", "retningslinje", "nb/retningslinjer"),
    ("nb inflection", "høringene", "nb/horing"),
    ("nb compound", "skole", "nb/kulturskole"),
    ("nb compound", "uttalelse", "nb/horing"),
    ("nb letters", "snobroyting", "nb/snobroyting"),
    ("nb letters", "hoering", "nb/horing"),
    ("nb irregular", "barn", "nb/barnehage"),
    ("nb irregular", "sykkel", "nb/sykkel"),
    ("nb typing error", "retingslinjer", "nb/retningslinjer"),
    ("nb number", "§10", "nb/arkiv"),
    ("nn inflection", "retningslina", "nn/retningsliner"),
    ("nn inflection", "innbyggjar", "nn/innbyggjar"),
    ("nn inflection", "melding", "nn/retningsliner"),
    ("nn compound", "strategi", "nn/strategi"),
    ("nn prefix", "vinterf", "nn/skule"),
    ("en inflection", "policies", "en/policy"),
    ("en inflection", "complaint", "en/policy"),
    ("en irregular", "child", "en/children"),
    ("en phrase", "\"social media\"", "en/policy"),
];

/// The pages.
pub fn records() -> Vec<Record> {
    PAGES.lines().filter(|line| !line.is_empty()).map(record).collect()
}

fn record(line: &str) -> Record {
    let fields: Vec<&str> = line.split('|').collect();
    let lang = match &fields[0][..2] {
        "sv" => Lang::Sv,
        "nb" => Lang::Nb,
        "nn" => Lang::Nn,
        _ => Lang::En,
    };
    Record {
        href: format!("{}.html", fields[0]),
        lang,
        kind: "guide".into(),
        kind_label: String::new(),
        title: fields[1].into(),
        summary: String::new(),
        tags: Vec::new(),
        synonyms: Vec::new(),
        sections: vec![Section { anchor: String::new(), heading: String::new(), text: fields[2].into() }],
        facets: Vec::new(),
        answer: None,
        edition: Edition::Current,
    }
}

/// The queries.
pub fn queries() -> Vec<Query> {
    let right = |pages: &str| -> BTreeSet<String> { pages.split(' ').map(|page| format!("{page}.html")).collect() };
    QUERIES.iter().map(|&(class, query, pages)| Query { class, query, right: right(pages), held: true }).collect()
}

//! Danish-like pages made up for the search tests and the search benchmark.
//!
//! In: a number of pages and of words on each. Out: records whose noise is Zipf-distributed words, inflected and
//! compounded, and, for the tests, groups of words planted on known pages with the queries that must find them. The
//! same numbers always give the same pages. A third of the queries is held out: it is for the final figure, not for
//! tuning the ranking.

use std::collections::{BTreeMap, BTreeSet};

use rettesnor::lang::Lang;
use rettesnor::search::{Edition, Facet, Record, Section, Synonyms};
use serde::Serialize;

/// A query with the addresses of the pages that it must find.
#[derive(Serialize)]
pub struct Query {
    pub class: &'static str,
    pub query: &'static str,
    pub right: BTreeSet<String>,
    pub held: bool,
}

/// Pages, glossary and queries of the test.
pub struct Corpus {
    pub records: Vec<Record>,
    pub glossary: Vec<Synonyms>,
    pub queries: Vec<Query>,
}

/// A small linear congruential generator (Knuth's MMIX constants).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % end
    }
}

const FUNCTION_WORDS: &str = "og i at det er på til af en der de for med som ikke den har et vi kan om fra skal så \
    men eller også ved når være hvor hvis efter under alle deres dette blive man nu hvad sig vil over mod hver";

const NOUNS: &str = "borger kommune by råd udvalg plan mål krise opgave medarbejder leder afdeling møde sag \
    brev svar spørgsmål besked dialog kanal indhold opslag kommentar billede video tekst sprog tone stemme følger side \
    profil gruppe konto adgang kode system data tal figur måling rapport analyse resultat effekt værdi formål ramme \
    regel lov aftale kontrakt ansvar rolle team netværk partner forening virksomhed erhverv handel turisme kultur musik \
    teater museum idræt natur park skov sø strand havn vej bro trafik bus tog energi varme el luft jord \
    bygning bolig hus have grund areal projekt proces metode model værktøj skema form bilag arkiv journal post mappe \
    uge måned dag time periode frist dato start slut del trin niveau krav behov ønske mulighed risiko problem løsning \
    idé forslag beslutning budget regnskab midler støtte tilskud afgift pris betaling bank fond indsats tilbud ydelse \
    hjælp pleje sundhed læge hospital medicin træning kost familie forælder unge elev lærer klasse fag kursus \
    uddannelse job arbejde løn ferie fravær vagt nød alarm brand politi presse avis radio kampagne historie nyhed \
    tema emne mærke design farve logo skilt kort rute zone område center torv plads marked butik kunde service sikring \
    reform svarfrist struktur kvalitet udvikling forskning viden teknik maskine robot software licens server";

const VERBS: &str = "svar arbejd udarbejd vedtag følg sikr styrk udvikl skab hold mød tal skriv læs send modtag vis \
    forklar beskriv vurder planlæg gennemfør evaluer juster godkend behandl registrer gem slet del oprett luk åbn \
    start afslut bestil betal kontakt informer inddrag koordiner prioriter afgør anvend benyt tilbyd foreslå bemærk";

const ADJECTIVES: &str = "ny god vigtig lokal åben tydelig enkel klar fælles særlig digital faglig politisk årlig \
    daglig løbende aktiv bred smal hurtig langsom sikker stærk svag fleksibel konkret almindelig offentlig privat";

/// Words of the noise, the most frequent first.
pub fn vocabulary(size: usize) -> Vec<String> {
    let nouns: Vec<&str> = NOUNS.split_whitespace().collect();
    let mut words: Vec<String> =
        FUNCTION_WORDS.split_whitespace().chain(nouns.iter().copied()).map(String::from).collect();
    let inflect = |stems: &str, endings: &[&str]| -> Vec<String> {
        stems.split_whitespace().flat_map(|s| endings.iter().map(move |e| format!("{s}{e}"))).collect()
    };
    words.extend(inflect(VERBS, &["e", "er", "ede", "et", "ende"]));
    words.extend(inflect(ADJECTIVES, &["", "t", "e", "ere"]));
    words.extend(inflect(NOUNS, &["en", "er", "erne", "ens"]));
    let mut dice = Dice::new(7);
    let mut seen: BTreeSet<String> = words.iter().cloned().collect();
    while words.len() < size {
        let depth = 2 + usize::from(dice.below(4) == 0);
        let mut word = String::new();
        for part in 0..depth {
            word.push_str(nouns[dice.below(nouns.len())]);
            if part + 1 < depth {
                word.push_str(["s", "", "e", "s"][dice.below(4)]);
            }
        }
        word.push_str(["", "en", "er", "erne", "s"][dice.below(5)]);
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// Draws words by Zipf's law.
pub struct Noise {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Noise {
    pub fn new(words: Vec<String>) -> Self {
        let mut sum = 0.0;
        let sums = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 3.0);
                sum
            })
            .collect();
        Self { words, sums }
    }

    pub fn word(&self, dice: &mut Dice) -> &str {
        let at = dice.below(1 << 30) as f64 / (1u64 << 30) as f64 * self.sums[self.sums.len() - 1];
        &self.words[self.sums.partition_point(|&sum| sum < at).min(self.words.len() - 1)]
    }

    pub fn text(&self, words: usize, dice: &mut Dice) -> String {
        let mut text = String::with_capacity(words * 8);
        let mut fresh = true;
        for left in (0..words).rev() {
            let word = self.word(dice);
            let mut chars = word.chars();
            match chars.next() {
                Some(first) if fresh => text.extend(first.to_uppercase().chain(chars)),
                _ => text.push_str(word),
            }
            fresh = left == 0 || dice.below(14) == 0;
            text.push_str(if fresh { ". " } else { " " });
        }
        text
    }
}

/// `pages` pages of about `words` words in six sections.
pub fn records(pages: usize, words: usize, vocabulary_size: usize) -> Vec<Record> {
    let noise = Noise::new(vocabulary(vocabulary_size));
    let mut dice = Dice::new(42);
    (0..pages).map(|number| record(number, words, &noise, &mut dice)).collect()
}

fn record(number: usize, words: usize, noise: &Noise, dice: &mut Dice) -> Record {
    let section = |at: usize, dice: &mut Dice| Section {
        anchor: if at == 0 { String::new() } else { format!("afsnit-{at}") },
        heading: if at == 0 { String::new() } else { noise.text(3, dice) },
        text: noise.text(words / 6, dice),
    };
    let kinds = [("guideline", "Retningslinjer"), ("strategy", "Strategi"), ("channel", "Kanal")];
    let (kind, kind_label) = kinds[number % kinds.len()];
    Record {
        href: format!("mappe-{}/side-{number}.html", number % 20),
        lang: Lang::Da,
        kind: kind.into(),
        kind_label: kind_label.into(),
        title: noise.text(4, dice),
        summary: noise.text(15, dice),
        tags: Vec::new(),
        synonyms: Vec::new(),
        sections: (0..6).map(|at| section(at, dice)).collect(),
        facets: vec![(Facet::Theme, format!("Tema {}", number % 24)), (Facet::Year, (2020 + number % 8).to_string())],
        answer: None,
        edition: Edition::Current,
    }
}

/// Groups of planted forms: name, then the forms that take turns on its pages.
const GROUPS: &str = "
beredskabsplan: beredskabsplan beredskabsplanen beredskabsplaner
kriseberedskab: kriseberedskabsplan kriseberedskabsplanen
beredskabet: beredskabet beredskab
folkeskole: folkeskolereformen folkeskolereform
tilpasning: klimatilpasningsplan klimatilpasning klimatilpasningen
klimaplan: klimaplan klimaplanen klimaplaner
trafiksikkerhed: trafiksikkerhed trafiksikkerheden trafiksikkerhedsudvalg
databeskyttelse: databeskyttelse databeskyttelsesrådgiver miljøbeskyttelse
cykelsti: supercykelsti supercykelstier cykelstien
kyst: kystsikring kystlinje kystsikringen
ældre: ældreomsorg ældrepleje ældrerådet
høring: høring høringen høringer høringerne
lokalplan: lokalplan lokalplanen lokalplanerne
bibliotek: bibliotek biblioteket bibliotekerne bibliotekar
genbrug: genbrugsplads genbrugspladsen genbrugsstation
daginstitution: daginstitution daginstitutioner daginstitutionerne
køreplan: køreplan køreplanen køreplaner
økonomi: økonomiaftale økonomiaftalen økonomi
Åbenrå: Åbenrå Aabenraa Åbenrås
gård: Skovgården Skovgaarden skovgård
rådhus: rådhus rådhuset rådhusets
grøn: grøn grønne grønt
digitalisering: digitalisering digitaliseringen digitaliserings
akkreditering: akkreditering akkrediteringen akkrediteringer
barn: børn børnene barnet barn
bog: bøger bøgerne bogen bog
mand: mænd mændene manden mand
cykel: cykler cyklen cyklerne
affaldssortering: affaldssortering affaldssorteringen
vandforsyning: vandforsyning vandforsyningen
some: SoMe
sociale: sociale_medier de_sociale_medier sociale_mediers
beholder: affaldsbeholder affaldsbeholdere affaldsbeholderen
skrald: skraldespand skraldespanden skraldespande
sagsnummer: 2027-1234 sagsnr._2027-1234
anden_sag: 2027-1235
paragraf: §_239 §239
anden_paragraf: §_240
punkt: sak_54/14
årstal: 1998
skole: skolen skole skoler skolebus
skold: skoldning skoldkopper
integration: integration integrationen integrationsindsats
fællesskab: stærke_fællesskaber_i_bydelen
fællesskaber: fællesskaber_er_stærke
ytringsfrihed: ytringsfrihed ytringsfriheden ytringsfrihedens
velkomst: velkomstpakke velkomstmøde velkomst
konkurrence: konkurrence konkurrencer konkurrencen konkurrenceregler
svømmehal: svømmehal svømmehallen svømmehaller
plejehjem: plejehjem plejehjemmet
embede: embedslægen embedsværk
";

/// Class, query and the groups that are right. A leading `*` holds the query out.
const QUERIES: &[(&str, &str, &str)] = &[
    ("exact and compound", "beredskabsplan", "beredskabsplan kriseberedskab"),
    ("exact and compound", "*plejehjem", "plejehjem"),
    ("exact and compound", "ytringsfrihed", "ytringsfrihed"),
    ("compound, first part", "kyst", "kyst"),
    ("compound, first part", "ældre", "ældre"),
    ("compound, first part", "*velkomst", "velkomst"),
    ("compound, middle part", "beredskab", "beredskabsplan kriseberedskab beredskabet"),
    ("compound, middle part", "tilpasning", "tilpasning"),
    ("compound, middle part", "*skole", "skole folkeskole"),
    ("compound, last part", "sikkerhed", "trafiksikkerhed"),
    ("compound, last part", "beskyttelse", "databeskyttelse"),
    ("compound, last part", "cykelsti", "cykelsti"),
    ("compound, last part", "*forsyning", "vandforsyning"),
    ("inflection", "høringernes", "høring"),
    ("inflection", "lokalplaners", "lokalplan"),
    ("inflection", "*konkurrencernes", "konkurrence"),
    ("inflection", "integrationens", "integration"),
    ("prefix", "bibliot", "bibliotek"),
    ("prefix", "dagins", "daginstitution"),
    ("prefix", "*genbru", "genbrug"),
    ("ae and oe", "koereplan", "køreplan"),
    ("ae and oe", "aeldreomsorg", "ældre1"),
    ("ae and oe", "*oekonomiaftalen", "økonomi2"),
    ("aa and å", "Aabenraa", "Åbenrå"),
    ("aa and å", "åbenrå", "Åbenrå"),
    ("aa and å", "*skovgård", "gård"),
    ("å typed as a", "radhuset", "rådhus"),
    ("å typed as a", "Abenra", "Åbenrå"),
    ("å typed as a", "*gronne", "grøn"),
    ("typing error", "beredksabsplan", "beredskabsplan kriseberedskab"),
    ("typing error", "biblotek", "bibliotek"),
    ("typing error", "*akreditering", "akkreditering"),
    ("typing error", "digitalisernig", "digitalisering"),
    ("typing error", "*klimatilpassnig", "tilpasning"),
    ("typing error", "svømehal", "svømmehal"),
    ("irregular plural", "barn", "barn"),
    ("irregular plural", "bøger", "bog"),
    ("irregular plural", "*mand", "mand"),
    ("irregular plural", "cykel", "cykel cykelsti"),
    ("split compound", "klima plan", "klimaplan"),
    ("split compound", "*affalds sortering", "affaldssortering"),
    ("split compound", "vand forsyning", "vandforsyning"),
    ("split compound", "folke skole reform", "folkeskole"),
    ("synonym", "some", "some sociale"),
    ("synonym", "sociale medier", "some sociale"),
    ("synonym", "*skraldespand", "skrald beholder"),
    ("number", "2027-1234", "sagsnummer"),
    ("number", "§ 239", "paragraf"),
    ("number", "*54/14", "punkt"),
    ("number", "1998", "årstal"),
    ("false friend", "skol", "skole folkeskole"),
    ("phrase", "\"stærke fællesskaber\"", "fællesskab"),
    ("phrase", "*\"sociale medier\"", "sociale12"),
    ("two words", "rådhus køreplan", "rådhus&køreplan"),
];

/// The test's pages: noise of `words` words with every group planted on a dozen of them.
pub fn corpus(pages: usize, words: usize) -> Corpus {
    let mut records = records(pages, words, 6_000);
    let mut dice = Dice::new(2026);
    let mut planted: BTreeMap<(&str, usize), BTreeSet<String>> = BTreeMap::new();
    for line in GROUPS.lines().filter(|line| !line.is_empty()) {
        let (name, forms) = line.split_once(": ").expect("a group has a name");
        let forms: Vec<&str> = forms.split(' ').collect();
        for turn in 0..12 {
            let record = &mut records[dice.below(pages)];
            plant(record, &forms[turn % forms.len()].replace('_', " "), &mut dice);
            planted.entry((name, turn % forms.len() + 1)).or_default().insert(record.href.clone());
        }
    }
    plant_both(&mut records, &mut planted, &mut dice);
    let queries = QUERIES.iter().map(|&(class, query, right)| Query {
        class,
        query: query.trim_start_matches('*'),
        right: right.split(' ').flat_map(|name| pages_of(name, &planted)).collect(),
        held: query.starts_with('*'),
    });
    Corpus { records, glossary: glossary(), queries: queries.collect() }
}

fn glossary() -> Vec<Synonyms> {
    let group = |words: [&str; 2]| Synonyms { lang: Lang::Da, words: words.map(String::from).to_vec() };
    vec![group(["SoMe", "sociale medier"]), group(["affaldsbeholder", "skraldespand"])]
}

/// Three pages more that hold the words of the query with two words.
fn plant_both(records: &mut [Record], planted: &mut BTreeMap<(&str, usize), BTreeSet<String>>, dice: &mut Dice) {
    for _ in 0..3 {
        let at = dice.below(records.len());
        plant(&mut records[at], "rådhuset", dice);
        plant(&mut records[at], "køreplaner", dice);
        planted.entry(("rådhus", 1)).or_default().insert(records[at].href.clone());
        planted.entry(("køreplan", 1)).or_default().insert(records[at].href.clone());
    }
}

/// The pages of a group, of some of its forms (`name12`), or of two groups at once (`a&b`).
fn pages_of(name: &str, planted: &BTreeMap<(&str, usize), BTreeSet<String>>) -> BTreeSet<String> {
    if let Some((a, b)) = name.split_once('&') {
        return &pages_of(a, planted) & &pages_of(b, planted);
    }
    let group = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let forms = &name[group.len()..];
    let wanted = |form: usize| forms.is_empty() || forms.contains(&form.to_string());
    let found = planted.iter().filter(|((of, form), _)| *of == group && wanted(*form));
    let pages: BTreeSet<String> = found.flat_map(|(_, pages)| pages.iter().cloned()).collect();
    assert!(!pages.is_empty(), "no group {name}");
    pages
}

/// Puts a form into a place of the text, now and then into a heading or the title.
fn plant(record: &mut Record, form: &str, dice: &mut Dice) {
    let section = dice.below(record.sections.len());
    let text = &mut record.sections[section].text;
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    text.insert_str(spaces[dice.below(spaces.len())], &format!(" {form}"));
    match dice.below(8) {
        0 => record.title = format!("{form} {}", record.title),
        1 if section > 0 => record.sections[section].heading.push_str(form),
        _ => {}
    }
}

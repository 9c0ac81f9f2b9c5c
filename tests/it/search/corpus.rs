//! Pages made up for the search tests and measurements, in any language.
//!
//! In: `tests/search/<language>.corpus.txt` and a number of pages and of words on each. Out: records whose noise is
//! Zipf-distributed words, inflected and compounded, with groups of words planted on a dozen known pages each. The
//! same numbers always give the same pages.

use std::collections::{BTreeMap, BTreeSet};

use rettesnor::lang::Lang;
use rettesnor::search::{Edition, Facet, Form, Record, Section, Sort, Synonyms};

/// Pages with planted words, and where they are.
pub struct Corpus {
    pub records: Vec<Record>,
    pub glossary: Vec<Synonyms>,
    /// Group and form (from 1), with the addresses of the pages that hold it.
    planted: BTreeMap<(String, usize), BTreeSet<String>>,
}

/// How large a corpus is.
#[derive(Clone, Copy)]
pub struct Size {
    pub pages: usize,
    /// About how many words a page has.
    pub words: usize,
    /// Different words of the noise.
    pub vocabulary: usize,
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

/// The words of a language, as its corpus file lists them.
pub struct Tongue {
    lang: Lang,
    lists: BTreeMap<&'static str, Vec<&'static str>>,
    glossary: Vec<&'static str>,
    groups: Vec<(&'static str, Vec<&'static str>)>,
}

impl Tongue {
    /// Reads the text of a corpus file.
    pub fn new(lang: Lang, text: &'static str) -> Self {
        let mut tongue = Self { lang, lists: BTreeMap::new(), glossary: Vec::new(), groups: Vec::new() };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (name, words) = line.split_once(": ").expect("a line has a name");
            match name.strip_prefix("group ") {
                Some(group) => tongue.groups.push((group, words.split(' ').collect())),
                None if name == "glossary" => tongue.glossary.push(words),
                None => _ = tongue.lists.insert(name, words.split(' ').map(|word| word.trim_matches('-')).collect()),
            }
        }
        tongue
    }

    fn inflected(&self, stems: &str, endings: &str) -> impl Iterator<Item = String> {
        let endings = &self.lists[endings];
        self.lists[stems].iter().flat_map(move |stem| endings.iter().map(move |ending| format!("{stem}{ending}")))
    }

    /// Words of the noise, the most frequent first.
    pub fn vocabulary(&self, size: usize) -> Vec<String> {
        let nouns = &self.lists["nouns"];
        let mut words: Vec<String> =
            self.lists["function"].iter().chain(nouns).map(|&word| String::from(word)).collect();
        words.extend(self.inflected("verbs", "verb endings"));
        words.extend(self.inflected("adjectives", "adjective endings"));
        words.extend(self.inflected("nouns", "noun endings"));
        let mut dice = Dice::new(7);
        let mut seen: BTreeSet<String> = words.iter().cloned().collect();
        while words.len() < size {
            let word = self.compound(&mut dice);
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        words
    }

    fn compound(&self, dice: &mut Dice) -> String {
        let pick = |list: &str, dice: &mut Dice| self.lists[list][dice.below(self.lists[list].len())];
        let depth = 2 + usize::from(dice.below(4) == 0);
        let mut word = String::new();
        for part in 0..depth {
            word.push_str(pick("nouns", dice));
            word.push_str(if part + 1 < depth { pick("links", dice) } else { pick("last endings", dice) });
        }
        word
    }

    /// Pages of noise in six sections.
    fn records(&self, size: Size) -> Vec<Record> {
        let noise = Noise::new(self.vocabulary(size.vocabulary));
        let mut dice = Dice::new(42);
        (0..size.pages).map(|number| self.record(number, size.words, &noise, &mut dice)).collect()
    }

    fn record(&self, number: usize, words: usize, noise: &Noise, dice: &mut Dice) -> Record {
        let section = |at: usize, dice: &mut Dice| Section {
            anchor: if at == 0 { String::new() } else { format!("afsnit-{at}") },
            heading: if at == 0 { String::new() } else { noise.text(3, dice) },
            text: noise.text(words / 6, dice),
            form: Form::Prose,
        };
        let kinds = [("guideline", "A"), ("strategy", "B"), ("channel", "C")];
        let (kind, kind_label) = kinds[number % kinds.len()];
        let year = (2020 + number % 8).to_string();
        Record {
            href: format!("mappe-{}/side-{number}.html", number % 20),
            lang: self.lang,
            kind: kind.into(),
            kind_label: kind_label.into(),
            title: noise.text(4, dice),
            summary: noise.text(15, dice),
            synonyms: Vec::new(),
            names: Vec::new(),
            explains: Vec::new(),
            sections: (0..6).map(|at| section(at, dice)).collect(),
            facets: vec![(Facet::Theme, format!("Tema {}", number % 24)), (Facet::Year, year)],
            answer: None,
            sort: Sort::Text,
            edition: Edition::Current,
        }
    }

    /// Pages of noise with every group planted on a dozen of them, and each of `pairs` of groups on three pages more.
    pub fn corpus(&self, size: Size, pairs: &[(String, String)]) -> Corpus {
        let mut corpus = Corpus {
            records: self.records(size),
            glossary: self.glossary.iter().map(|words| synonyms(self.lang, words)).collect(),
            planted: BTreeMap::new(),
        };
        let mut dice = Dice::new(2026);
        for (name, forms) in &self.groups {
            for turn in 0..12 {
                let form = turn % forms.len();
                let page = dice.below(size.pages);
                corpus.plant((name, form + 1), forms[form], page, &mut dice);
            }
        }
        let forms = |name: &str| &self.groups.iter().find(|(group, _)| *group == name).expect("a group").1;
        for (one, other) in pairs {
            for _ in 0..3 {
                let page = dice.below(size.pages);
                corpus.plant((one, 1), forms(one)[0], page, &mut dice);
                corpus.plant((other, 1), forms(other)[0], page, &mut dice);
            }
        }
        corpus
    }
}

fn synonyms(lang: Lang, words: &str) -> Synonyms {
    Synonyms { lang, words: words.split(", ").map(String::from).collect() }
}

impl Corpus {
    /// Puts a form into a place of a page's text, now and then into a heading or the title.
    fn plant(&mut self, (group, number): (&str, usize), form: &str, page: usize, dice: &mut Dice) {
        let form = form.replace('_', " ");
        let record = &mut self.records[page];
        let section = dice.below(record.sections.len());
        let text = &mut record.sections[section].text;
        let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        text.insert_str(spaces[dice.below(spaces.len())], &format!(" {form}"));
        match dice.below(8) {
            0 => record.title = format!("{form} {}", record.title),
            1 if section > 0 => record.sections[section].heading.push_str(&form),
            _ => {}
        }
        self.planted.entry((group.to_owned(), number)).or_default().insert(record.href.clone());
    }

    /// The pages of a group, of some of its forms (`name12`), or of two groups at once (`a&b`).
    pub fn pages_of(&self, name: &str) -> BTreeSet<String> {
        if let Some((a, b)) = name.split_once('&') {
            return &self.pages_of(a) & &self.pages_of(b);
        }
        let group = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let forms = &name[group.len()..];
        let wanted = |form: usize| forms.is_empty() || forms.contains(&form.to_string());
        let found = self.planted.iter().filter(|((of, form), _)| *of == group && wanted(*form));
        let pages: BTreeSet<String> = found.flat_map(|(_, pages)| pages.iter().cloned()).collect();
        assert!(!pages.is_empty(), "no group {name}");
        pages
    }
}

/// Draws words by Zipf's law.
struct Noise {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Noise {
    fn new(words: Vec<String>) -> Self {
        let mut sum = 0.0;
        let sums = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 3.0);
                sum
            })
            .collect();
        Self { words, sums }
    }

    fn word(&self, dice: &mut Dice) -> &str {
        let at = dice.below(1 << 30) as f64 / (1u64 << 30) as f64 * self.sums[self.sums.len() - 1];
        &self.words[self.sums.partition_point(|&sum| sum < at).min(self.words.len() - 1)]
    }

    fn text(&self, words: usize, dice: &mut Dice) -> String {
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

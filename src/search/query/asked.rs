//! What a query asks for.
//!
//! In: the query as typed. Out: its words with all that each may stand for: forms, parts of compounds, synonyms, the compound
//! that two of them make, two words for one that is written together, words without typing errors.

use super::ladder::{Found, Ladder, Rung, add, is_number};
use super::lexicon::{Lexicon, joined};
use crate::search::compound::{LINKS, length};
use crate::search::rank::RANK;
use crate::search::{fold, token};

/// Longest query that is read, in characters, and most words of it.
const LONGEST: usize = 300;
const MOST: usize = 12;

/// A word of the query.
#[derive(Debug)]
pub struct Unit {
    pub word: String,
    pub role: Role,
    /// Ways to find it; any will do.
    pub options: Vec<Way>,
}

/// What a word does in the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It says what is looked for.
    Topic,
    /// It is the verb of a question, which a page about the topic may say otherwise.
    Verb,
}

impl Unit {
    /// What the word counts beside the others of the query.
    pub fn factor(&self) -> f64 {
        if self.role == Role::Verb { RANK.verb } else { 1.0 }
    }
}

/// A way to find a word: pages that have something of each of these, by their places in [`Asked::found`].
#[derive(Clone, Debug)]
pub struct Way {
    pub weight: f64,
    pub found: Vec<usize>,
}

/// A query, understood.
#[derive(Debug)]
pub struct Asked {
    pub units: Vec<Unit>,
    pub found: Vec<Found>,
    /// How many words were passed over because they say nothing by themselves.
    pub plain: usize,
}

/// Understands a query.
pub fn asked(query: &str, ladder: &Ladder<'_>) -> Asked {
    let words = words(query, ladder);
    let is_stop = |word: &str| ladder.little.has(word);
    let telling = words.iter().filter(|(word, _)| !is_stop(word)).count();
    let plain = if telling > 0 { words.len() - telling } else { 0 };
    let mut asked = Asked { units: Vec::new(), found: Vec::new(), plain };
    let mut before: Option<String> = None;
    for (at, (word, found)) in words.into_iter().enumerate() {
        let acts = before.is_some_and(|before| ladder.little.precedes_verb(&before, at));
        before = Some(word.clone());
        if telling > 0 && is_stop(&word) || asked.units.len() == MOST {
            continue;
        }
        let found = found.unwrap_or_else(|| ladder.climb(&word));
        let own = asked.push(found);
        let role = if acts && asked.is_question() && !is_number(&word) { Role::Verb } else { Role::Topic };
        asked.units.push(Unit { word, role, options: vec![Way { weight: 1.0, found: vec![own] }] });
    }
    // A query of verbs only is about what they say.
    if asked.units.iter().all(|unit| unit.role == Role::Verb) {
        asked.units.iter_mut().for_each(|unit| unit.role = Role::Topic);
    }
    for at in 0..asked.units.len() {
        for size in 1..=3 {
            asked.together(at, size, ladder);
        }
        if !asked.found[asked.own(at)].values().any(|one| one.weight > RANK.letters) {
            asked.rescue(at, ladder);
        }
    }
    asked
}

/// The words of a query; a number that a page has is one with all its marks.
fn words(query: &str, ladder: &Ladder<'_>) -> Vec<(String, Option<Found>)> {
    let term = |text: &str| fold::fold(&fold::lower(text));
    let query: String = query.chars().take(LONGEST).collect();
    let mut words = Vec::new();
    for run in token::runs(&query) {
        let number = run.words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit()));
        let whole = run.paragraph.or(run.joined.filter(|_| number)).map(|whole| term(&whole));
        let exact = whole.map(|whole| (ladder.climb(&whole), whole)).filter(|(found, _)| !found.is_empty());
        match exact {
            Some((found, whole)) => words.push((whole, Some(found))),
            None => {
                words
                    .extend(run.words.iter().map(|word| term(word)).filter(|t| !t.is_empty()).map(|term| (term, None)));
            }
        }
    }
    words
}

impl Asked {
    /// Whether it is put as people speak, with words that say nothing by themselves.
    pub fn is_question(&self) -> bool {
        self.plain > 1
    }

    fn push(&mut self, found: Found) -> usize {
        self.found.push(found);
        self.found.len() - 1
    }

    /// The place of what a word itself stands for.
    pub fn own(&self, unit: usize) -> usize {
        self.units[unit].options[0].found[0]
    }

    fn own_of(&self, at: usize, size: usize) -> Vec<usize> {
        (at..at + size).map(|unit| self.own(unit)).collect()
    }

    /// Other words for `size` words from `at`: synonyms and irregular forms; and the compound that they make together.
    fn together(&mut self, at: usize, size: usize, ladder: &Ladder<'_>) {
        if at + size > self.units.len() {
            return;
        }
        let words: Vec<String> = self.units[at..at + size].iter().map(|unit| unit.word.clone()).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let own = self.own_of(at, size);
        self.synonyms(&words, &own, at..at + size, ladder);
        if size < 2 || words.iter().any(|word| word.bytes().any(|byte| byte.is_ascii_digit())) {
            return;
        }
        let last = ladder.lexicon.stem_of(words[size - 1]);
        for word in joined(&words, &last) {
            self.compound(&word, &own, ladder);
        }
    }

    /// Adds to what some words stand for.
    fn add(&mut self, own: &[usize], more: &Found, (factor, least): (f64, f64), rung: Option<Rung>) {
        for own in own {
            add(&mut self.found[*own], more, factor, least, rung);
        }
    }

    fn compound(&mut self, word: &str, own: &[usize], ladder: &Ladder<'_>) {
        let others = ladder.lexicon.others(&[word]).iter().map(String::as_str);
        for other in std::iter::once(word).chain(others.filter(|other| *other != word && !other.contains(' '))) {
            let (factor, rung) =
                if other == word { (RANK.joined, Rung::Joined) } else { (RANK.synonym, Rung::Synonym) };
            let more = ladder.joined(other);
            self.add(own, &more, (factor, RANK.inside), Some(rung));
        }
    }

    fn synonyms(&mut self, words: &[&str], own: &[usize], units: std::ops::Range<usize>, ladder: &Ladder<'_>) {
        let whole = words.join(" ");
        let others = ladder.lexicon.others(words);
        let synonym = if others.contains(&whole) { RANK.synonym } else { RANK.kindred };
        for other in others {
            let mut targets: Vec<Found> = other.split(' ').map(|word| ladder.climb(word)).collect();
            if targets.len() == 1 {
                let more = targets.remove(0);
                let rung = if *other == whole { None } else { Some(Rung::Synonym) };
                // `rækkevidde` for `organisk rækkevidde` says less than what was asked.
                let less = words.len() > 1 && words.contains(&other.as_str());
                self.add(own, &more, (if less { RANK.less } else { synonym }, RANK.least), rung);
            } else if *other != whole {
                let found: Vec<usize> = targets.into_iter().map(|found| self.push(found)).collect();
                let way = Way { weight: synonym, found };
                self.units[units.clone()].iter_mut().for_each(|unit| unit.options.push(way.clone()));
            }
        }
    }

    /// A word that nothing was found for: two words in the text, or misspelt.
    fn rescue(&mut self, at: usize, ladder: &Ladder<'_>) {
        let word = self.units[at].word.clone();
        let own = self.own(at);
        let Some((first, last)) = apart(&word, ladder.lexicon) else {
            let more = ladder.misspelt(&word);
            return add(&mut self.found[own], &more, 1.0, 0.0, None);
        };
        let sure = |word: &str| -> Found {
            ladder.climb(word).into_iter().filter(|(_, one)| one.weight >= RANK.part).collect()
        };
        let found = vec![self.push(sure(first)), self.push(sure(last))];
        self.units[at].options.push(Way { weight: RANK.apart, found });
        self.synonyms(&[first, last], &[own], at..at + 1, ladder);
    }
}

/// Two words of the site that are written as one, the last as short as can be.
fn apart<'a>(word: &'a str, lexicon: &Lexicon) -> Option<(&'a str, &'a str)> {
    let known = |part: &str| length(part) > 2 && lexicon.has_stem(&lexicon.stem_of(part));
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    let within = cuts.iter().skip(3).take(cuts.len().saturating_sub(5));
    within.rev().find_map(|&at| {
        let (start, last) = word.split_at(at);
        let first = LINKS.iter().filter_map(|link| start.strip_suffix(link)).find(|first| known(first))?;
        known(last).then_some((first, last))
    })
}

//! The ladder: which terms a word of a query stands for, and how surely. It ranks; it does not hide.
//!
//! In: a word, the lexicon, how many pages have each term. Out: terms with weights, and by which rung each was reached.

use std::borrow::Cow;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::lexicon::{Lexicon, Term};
use super::little::Little;
use crate::search::compound::{Standing, length};
use crate::search::fold::loose;
use crate::search::rank::RANK;

/// How a term was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// The word itself.
    Exact,
    /// Another form of it.
    Form,
    /// A compound that it is part of.
    Part,
    /// A longer word that begins with it.
    Prefix,
    /// The word typed without the letters `æ ø å`.
    Loose,
    /// A stretch of a longer word.
    Inside,
    /// Letters in common.
    Letters,
    /// The word without a typing error.
    Typing,
    /// A synonym or an irregular form.
    Synonym,
    /// The compound that several words of the query make.
    Joined,
}

/// How surely a term is meant.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    pub weight: f64,
    pub rung: Rung,
}

/// The terms that a word stands for.
pub type Found = IndexMap<Term, Match, FxBuildHasher>;

/// What the ladder stands on.
#[derive(Clone, Copy, Debug)]
pub struct Ladder<'a> {
    pub lexicon: &'a Lexicon,
    /// Length of every term's postings, in bytes: about how many pages have it.
    pub sizes: &'a [usize],
    pub pages: usize,
    pub little: &'a Little,
    /// Whether postings are loaded by parts, so that terms that mean little are passed over.
    pub is_large: bool,
}

/// A number, a case number, a paragraph of a law.
pub fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c == '§' || c.is_ascii_digit())
}

/// Adds what is surer than what is there: all of `more` that weigh at least `least`, times `factor`.
pub fn add(found: &mut Found, more: &Found, factor: f64, least: f64, rung: Option<Rung>) {
    for (&term, one) in more.iter().filter(|(_, one)| one.weight >= least) {
        put(found, term, one.weight * factor, rung.unwrap_or(one.rung));
    }
}

fn put(found: &mut Found, term: Term, weight: f64, rung: Rung) {
    let entry = found.entry(term).or_insert(Match { weight, rung });
    if entry.weight < weight {
        *entry = Match { weight, rung };
    }
}

/// A word on its way up the ladder.
struct Climb<'a> {
    word: &'a str,
    stem: &'a str,
    /// What compounds are looked through for: the stem, unless it is too short.
    part: &'a str,
    known: Option<Term>,
    compounds: Option<Term>,
    found: Found,
    weak: Vec<Term>,
}

impl Ladder<'_> {
    /// The stem of a word, unless that says nothing by itself: `some` is no form of `som`.
    fn stem_of<'a>(&'a self, word: &'a str) -> Cow<'a, str> {
        let stem = self.lexicon.stem_of(word);
        if self.little.has(&stem) { word.into() } else { stem }
    }

    /// What a word stands for.
    pub fn climb(&self, word: &str) -> Found {
        let stem = self.stem_of(word);
        let mut climb = self.direct(word, &stem);
        if is_number(word) {
            return climb.found;
        }
        self.contract(&mut climb);
        climb.into_found(self)
    }

    /// Forms of the word that another stem stands for.
    fn contract(&self, climb: &mut Climb<'_>) {
        for form in self.lexicon.contracted(climb.word, climb.stem) {
            let more = self.direct(&form, &form).into_found(self);
            add(&mut climb.found, &more, RANK.contracted, RANK.inside, Some(Rung::Form));
        }
    }

    /// What two words stand for that are written as one, where little is to be found.
    pub fn joined(&self, word: &str) -> Found {
        let stem = self.stem_of(word);
        let mut climb = self.strictly(word, &stem);
        if climb.found.is_empty() {
            self.loosely(&mut climb);
        }
        climb.into_found(self)
    }

    /// What a word stands for that no term is like: words that are typed nearly the same.
    pub fn misspelt(&self, word: &str) -> Found {
        let stem = self.stem_of(word);
        let mut climb = self.direct(word, &stem);
        if climb.found.is_empty() {
            for (form, distance) in self.lexicon.misspelt(word, &stem) {
                let factor = RANK.typing - RANK.typing_step * distance as f64;
                add(&mut climb.found, &self.climb(&form), factor, 0.0, Some(Rung::Typing));
            }
        }
        self.contract(&mut climb);
        climb.into_found(self)
    }

    fn direct<'a>(&'a self, word: &'a str, stem: &'a str) -> Climb<'a> {
        let mut climb = self.strictly(word, stem);
        if !is_number(word) {
            self.loosely(&mut climb);
        }
        climb
    }

    /// With the letters as typed.
    fn strictly<'a>(&'a self, word: &'a str, stem: &'a str) -> Climb<'a> {
        let part = if length(stem) > 2 { stem } else { word };
        let (known, compounds) = (self.lexicon.place(word), self.lexicon.compounds(stem));
        let mut climb = Climb { word, stem, part, known, compounds, found: Found::default(), weak: Vec::new() };
        if is_number(word) {
            self.number(&mut climb);
            return climb;
        }
        if let Some(compounds) = climb.compounds {
            put(&mut climb.found, compounds, RANK.part, Rung::Part);
        }
        self.lexicon.scan(part, |term, text, at| self.holding(&mut climb, term, text, at));
        climb
    }

    fn number(&self, climb: &mut Climb<'_>) {
        self.lexicon.scan(climb.word, |term, text, at| {
            if text == climb.word {
                put(&mut climb.found, term, RANK.exact, Rung::Exact);
            } else if at == 0 && length(climb.word) > 2 {
                put(&mut climb.found, term, RANK.inside, Rung::Prefix);
            }
        });
    }

    /// A term that holds the stem at `at`.
    fn holding(&self, climb: &mut Climb<'_>, term: Term, text: &str, at: usize) {
        let ends = self.lexicon.words().ends_at(text, at + climb.part.len());
        if at == 0 && text == climb.word {
            return put(&mut climb.found, term, RANK.exact, Rung::Exact);
        }
        if at == 0 && self.is_form(climb, term, text) {
            let (weight, rung) =
                if self.is_foreign(climb, term) { (RANK.letters, Rung::Letters) } else { (RANK.stem, Rung::Form) };
            return put(&mut climb.found, term, weight, rung);
        }
        if length(climb.part) < 2 || at == 1 {
            return;
        }
        if at == 0 && ends {
            return put(&mut climb.found, term, RANK.ending, Rung::Form);
        }
        self.longer(climb, term, text, (at, ends));
    }

    fn is_form(&self, climb: &Climb<'_>, term: Term, text: &str) -> bool {
        let stem = self.lexicon.stem_at(term);
        stem == climb.stem || stem == climb.word || text == climb.stem
    }

    /// `some` is not `som`: a word on half the pages is no form of a rare one.
    fn is_foreign(&self, climb: &Climb<'_>, term: Term) -> bool {
        let size = self.sizes[term as usize];
        climb.known.is_some_and(|known| 2 * size > self.pages && size > 4 * self.sizes[known as usize])
    }

    fn longer(&self, climb: &mut Climb<'_>, term: Term, text: &str, (at, ends): (usize, bool)) {
        let sure = self.lexicon.around(text, at, climb.word, climb.part);
        let part = length(climb.part);
        if sure >= Standing::Inner && part > 2 {
            // Where the stem has its own term for compounds, this one is among them.
            if climb.compounds.is_none() {
                put(&mut climb.found, term, RANK.part, Rung::Part);
            }
            return;
        }
        let composed = || self.lexicon.words().is_composed(text);
        if at == 0 && text.starts_with(climb.word) && length(climb.word) > 2 {
            let weight = match self.lexicon.has_stem(climb.stem) {
                false if length(climb.word) > 3 => RANK.prefix,
                false => RANK.begins,
                true if length(self.lexicon.stem_at(term)) > length(climb.word) + 2 && !composed() => RANK.begins,
                true => RANK.longer,
            };
            return put(&mut climb.found, term, weight, Rung::Prefix);
        }
        // Where the letters stand across the parts of a compound, they are no part of it: `skol` in `musikskolonne`.
        let open = at > 0 && part > 3 && (part > 5 || sure > Standing::Letters || ends);
        if open && !composed() {
            put(&mut climb.found, term, RANK.inside, Rung::Inside);
        } else if part > 3 || part > 2 && ends {
            climb.weak.push(term);
        }
    }

    /// Terms that are like the word but for `æ ø å`.
    fn loosely(&self, climb: &mut Climb<'_>) {
        let (word, part) = (loose(climb.word), loose(climb.part));
        if length(&part) <= 2 {
            return;
        }
        // Who types `å` means it, where the word is known; and what words begin with as typed is meant so.
        let is_known = climb.known.is_some() || self.lexicon.has_stem(climb.stem);
        let plain = climb.found.values().any(|one| one.weight >= RANK.prefix);
        let sure = if plain || word != climb.word && is_known { RANK.typed } else { 1.0 };
        for &term in self.lexicon.loose_compounds(&part) {
            if Some(term) != climb.compounds {
                put(&mut climb.found, term, RANK.loose_part * sure, Rung::Loose);
            }
        }
        self.lexicon.scan_loose(&part, |term, text, at| {
            let is_same = || part == climb.part && self.lexicon.text(term) == text;
            if climb.found.contains_key(&term) || is_same() {
                return;
            }
            let cut = length(&self.lexicon.text(term)) - length(self.lexicon.stem_at(term));
            let weight = match at {
                0 if text == word => RANK.loose,
                0 if length(text) - cut == length(&part) => RANK.loose_stem,
                0 if text.starts_with(&word) || length(&part) > 4 => RANK.loose_part,
                _ if self.lexicon.around(text, at, &word, &part) >= Standing::Inner => RANK.inside,
                _ => return,
            };
            put(&mut climb.found, term, weight * sure, Rung::Loose);
        });
    }
}

impl Climb<'_> {
    /// All that was found. Mere letters in common come last; in a large index they are not worth loading where much else was found.
    fn into_found(self, ladder: &Ladder<'_>) -> Found {
        let Self { mut found, weak, word, .. } = self;
        let reach: usize = found.keys().map(|term| ladder.sizes[*term as usize]).sum();
        if !ladder.is_large || reach < RANK.reach {
            for term in weak {
                put(&mut found, term, RANK.letters, Rung::Letters);
            }
        }
        if ladder.is_large { within(found, word, ladder) } else { found }
    }
}

/// In a large index, of terms that stand far from the word, and of those that are but longer, only the surest: their
/// postings are in many files.
fn within(found: Found, word: &str, ladder: &Ladder<'_>) -> Found {
    let often = |(i, a): &(Term, Match), (j, b): &(Term, Match)| {
        let size = |term: Term| ladder.sizes[term as usize];
        b.weight.total_cmp(&a.weight).then_with(|| size(*j).cmp(&size(*i))).then_with(|| i.cmp(j))
    };
    let begins = |text: &str| text.chars().take(2).eq(word.chars().take(2));
    let mut all: Vec<(Term, Match)> = found.into_iter().collect();
    all.sort_by(often);
    let (mut far, mut longer) = (RANK.most, RANK.most_longer);
    all.retain(|(term, one)| {
        let left = match ladder.lexicon.part(*term) {
            Some(_) => return true,
            None if !begins(&ladder.lexicon.text(*term)) => &mut far,
            None if one.weight <= RANK.prefix => &mut longer,
            None => return true,
        };
        let kept = *left > 0;
        *left = left.saturating_sub(1);
        kept
    });
    all.into_iter().collect()
}

//! The words of a site as a query meets them.
//!
//! In: the vocabulary, and what is known of its languages. Out: the stem of any word, the terms that hold some letters,
//! and the terms nearest to a word that is misspelt. The same rules as in `engine.js`.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::search::compound::{LINKS, Standing, Words, length};
use crate::search::fold::loose;
use crate::search::forms::{Forms, seen_endings};
use crate::search::merge::{PART, Vocabulary};

/// Number of a term.
pub type Term = u32;

/// All words with what belongs to them.
#[derive(Debug)]
pub struct Lexicon {
    /// Words in alphabetical order, and the same without what stands for `æ ø å`.
    terms: Vec<String>,
    loose_terms: Vec<String>,
    /// Length of each word's stem, in bytes.
    stems_end: Vec<usize>,
    /// Stems that are part of compounds; their terms come after the words.
    parts: IndexSet<String, FxBuildHasher>,
    loose_parts: IndexMap<String, Vec<Term>, FxBuildHasher>,
    stems: IndexSet<String, FxBuildHasher>,
    words: Words,
    endings: Vec<String>,
    all_endings: Vec<String>,
    alternatives: IndexMap<String, Vec<String>, FxBuildHasher>,
}

impl Lexicon {
    /// The lexicon of a vocabulary.
    pub fn new(vocabulary: &Vocabulary, forms: &Forms) -> Self {
        let words = vocabulary.words();
        let pairs = || words.iter().map(|term| (term.text.as_str(), term.stem()));
        let mut parts = IndexSet::default();
        let mut loose_parts: IndexMap<String, Vec<Term>, FxBuildHasher> = IndexMap::default();
        for (at, term) in vocabulary.terms.iter().enumerate().skip(words.len()) {
            let part = term.text.trim_start_matches(PART);
            parts.insert(part.to_owned());
            loose_parts.entry(loose(part)).or_default().push(at as Term);
        }
        let endings: Vec<String> = forms.endings.split_whitespace().map(String::from).collect();
        let seen = seen_endings(words);
        let mut lexicon = Self {
            terms: words.iter().map(|term| term.text.clone()).collect(),
            loose_terms: words.iter().map(|term| loose(&term.text)).collect(),
            stems_end: words.iter().map(|term| term.stem().len()).collect(),
            parts,
            loose_parts,
            stems: pairs().flat_map(|(_, stem)| [stem.to_owned(), loose(stem)]).collect(),
            words: Words::new(pairs(), forms),
            all_endings: longest_first(endings.iter().map(String::as_str).chain(seen.split_whitespace())),
            endings,
            alternatives: IndexMap::default(),
        };
        lexicon.know(&forms.alternatives);
        lexicon
    }

    fn know(&mut self, groups: &[Vec<String>]) {
        for group in groups {
            for word in group {
                let stemmed: Vec<String> = word.split(' ').map(|word| self.stem_of(word).into_owned()).collect();
                for key in IndexSet::<_, FxBuildHasher>::from_iter([word.clone(), stemmed.join(" ")]) {
                    let all = self.alternatives.entry(key).or_default();
                    all.extend(group.iter().filter(|other| !all.contains(other)).cloned().collect::<Vec<_>>());
                }
            }
        }
    }

    /// What else stands for some words together: synonyms, irregular forms.
    pub fn others(&self, words: &[&str]) -> &[String] {
        let stemmed = || words.iter().map(|word| self.stem_of(word)).collect::<Vec<_>>().join(" ");
        let found = self.alternatives.get(&words.join(" ")).or_else(|| self.alternatives.get(&stemmed()));
        found.map_or(&[], Vec::as_slice)
    }

    /// The number of a word.
    pub fn place(&self, word: &str) -> Option<Term> {
        self.terms.binary_search_by(|term| term.as_str().cmp(word)).ok().map(|at| at as Term)
    }

    /// The word of a number; for a part of compounds with the mark before it.
    pub fn text(&self, term: Term) -> String {
        let at = term as usize;
        self.terms.get(at).cloned().unwrap_or_else(|| format!("{PART}{}", self.part(term).unwrap_or_default()))
    }

    /// The stem that a term stands for as a part of compounds.
    pub fn part(&self, term: Term) -> Option<&str> {
        self.parts.get_index((term as usize).checked_sub(self.terms.len())?).map(String::as_str)
    }

    /// The term for the compounds of a stem.
    pub fn compounds(&self, stem: &str) -> Option<Term> {
        self.parts.get_index_of(stem).map(|at| (self.terms.len() + at) as Term)
    }

    /// The same for stems that are alike without `æ ø å`.
    pub fn loose_compounds(&self, stem: &str) -> &[Term] {
        self.loose_parts.get(stem).map_or(&[], Vec::as_slice)
    }

    /// The stem of a term that is a word.
    pub fn stem_at(&self, term: Term) -> &str {
        &self.terms[term as usize][..self.stems_end[term as usize]]
    }

    /// Whether a word of the site has this stem.
    pub fn has_stem(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }

    /// The words that compounds are made of.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// What a word or its stem is of the term in which it begins at `at`, whichever is more.
    pub fn around(&self, term: &str, at: usize, word: &str, part: &str) -> Standing {
        let whole = if term[at..].starts_with(word) {
            self.words.standing(term, at, at + word.len())
        } else {
            Standing::Letters
        };
        if whole >= Standing::Inner || word == part {
            return whole;
        }
        whole.max(self.words.standing(term, at, at + part.len()))
    }

    /// The stem of a word: the index's own, else by an ending that leaves a stem of the index, else by a regular one.
    pub fn stem_of<'a>(&'a self, word: &'a str) -> std::borrow::Cow<'a, str> {
        if let Some(known) = self.place(word) {
            return self.stem_at(known).into();
        }
        if self.has_stem(word) {
            return word.into();
        }
        let stems = without(word, &self.all_endings, 3);
        let found = stems.iter().find(|stem| self.has_stem(stem)).map(|stem| (*stem).to_owned());
        let single = || stems.iter().filter_map(|stem| single(stem)).find(|stem| self.has_stem(stem));
        if let Some(found) = found.or_else(single) {
            return found.into();
        }
        let derived = word.ends_with('t') || ["is", "us", "xs", "ss"].iter().any(|end| word.ends_with(end));
        let regular = || without(word, &self.endings, 4).first().copied();
        if derived { word.into() } else { regular().unwrap_or(word).into() }
    }

    /// Hands every place of some letters to `each`: term, its text, bytes before.
    pub fn scan<'a>(&'a self, part: &str, each: impl FnMut(Term, &'a str, usize)) {
        scan(&self.terms, part, each);
    }

    /// The same in words without what stands for `æ ø å`.
    pub fn scan_loose<'a>(&'a self, part: &str, each: impl FnMut(Term, &'a str, usize)) {
        scan(&self.loose_terms, part, each);
    }

    /// Other stems of a word that loses its e when inflected, or doubles a consonant: cykel, cykler; hjem, hjemmet.
    pub fn contracted(&self, word: &str, stem: &str) -> IndexSet<String, FxBuildHasher> {
        let forms = |word: &str| {
            // `vattn` of `vatten` may stand in no word but `dricksvattnet`.
            let loses = |form: &str| form.len() > 4 && form.len() < word.len() && word[..word.len() - 1].ends_with('e');
            let mut forms = contractions(word);
            forms.retain(|form| form != word && length(form) > 2 && (self.has_stem(form) || loses(form)));
            forms
        };
        forms(stem).into_iter().chain(forms(word)).collect()
    }

    /// Beginnings of terms nearest to a word that no term has, with their distance.
    pub fn misspelt(&self, word: &str, stem: &str) -> Vec<(String, usize)> {
        let typed = if word == stem { vec![word] } else { vec![word, stem] };
        for typed in typed {
            let (forms, distance) = self.near(typed);
            let forms = rather(forms, |form| self.words.has(form));
            // Of a word that is mistyped the last letter is mostly right.
            let forms = rather(forms, |form| form.chars().next_back() == typed.chars().next_back());
            if !forms.is_empty() {
                return forms.into_iter().take(6).map(|form| (form, distance)).collect();
            }
        }
        Vec::new()
    }

    fn near(&self, typed: &str) -> (Vec<String>, usize) {
        let typed: Vec<char> = typed.chars().collect();
        let mut most = match typed.len() {
            0..4 => return (Vec::new(), 0),
            4..8 => 1,
            _ => 2,
        };
        let mut forms: IndexSet<String, FxBuildHasher> = IndexSet::default();
        for text in &self.terms {
            let term: Vec<char> = text.chars().collect();
            let (a, b, c, e) = (term.first(), term.get(1), typed.first(), typed.get(1));
            if term.len() + most < typed.len() || (a != c && b != e && b != c && a != e) {
                continue;
            }
            let Some((distance, shared)) = super::distance::distance(&typed, &term, most) else { continue };
            if distance < most {
                most = distance;
                forms.clear();
            }
            forms.insert(term[..shared].iter().collect());
        }
        (forms.into_iter().collect(), most)
    }
}

/// Those that please, if there are any.
fn rather(all: Vec<String>, pleases: impl Fn(&str) -> bool) -> Vec<String> {
    let some: Vec<String> = all.iter().filter(|one| pleases(one)).cloned().collect();
    if some.is_empty() { all } else { some }
}

/// The compounds that some words may make together, with every link between them.
pub fn joined(words: &[&str], last: &str) -> Vec<String> {
    let mut all = vec![words[0].to_owned()];
    for word in words[1..words.len() - 1].iter().chain([&last]) {
        all = all.iter().flat_map(|start| LINKS.iter().map(move |link| format!("{start}{link}{word}"))).collect();
    }
    all
}

fn longest_first<'a>(endings: impl Iterator<Item = &'a str>) -> Vec<String> {
    let all: IndexSet<&str, FxBuildHasher> = endings.collect();
    let mut all: Vec<String> = all.into_iter().map(String::from).collect();
    all.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    all
}

/// What endings leave of a word, of at least `least` characters.
fn without<'a>(word: &'a str, endings: &[String], least: usize) -> Vec<&'a str> {
    let left = endings.iter().filter_map(|ending| word.strip_suffix(ending.as_str()));
    left.filter(|stem| length(stem) >= least).collect()
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// A stem without the doubling of its last consonant.
fn single(stem: &str) -> Option<String> {
    let mut back = stem.chars().rev();
    let (last, before) = (back.next()?, back.next()?);
    (last == before && !is_vowel(last)).then(|| stem[..stem.len() - last.len_utf8()].to_owned())
}

fn contractions(stem: &str) -> Vec<String> {
    let letters: Vec<char> = stem.chars().collect();
    let back = |n: usize| letters.len().checked_sub(n).map(|at| letters[at]);
    let with = |keep: usize, end: &[char]| -> String { letters[..letters.len() - keep].iter().chain(end).collect() };
    let liquid = |c: char| "lrn".contains(c);
    let consonant = |c: Option<char>| c.filter(|c| !is_vowel(*c));
    let mut forms = Vec::new();
    let Some(last) = back(1) else { return forms };
    if liquid(last)
        && back(2) == Some('e')
        && let Some(before) = consonant(back(3))
    {
        forms.push(with(2, &[last]));
        if back(4) == Some(before) {
            forms.push(with(3, &[last]));
        }
    }
    if liquid(last)
        && let Some(before) = consonant(back(2))
    {
        forms.push(with(1, &['e', last]));
        forms.push(with(1, &[before, 'e', last]));
    }
    if let Some(before) = back(2) {
        if before == last && !is_vowel(last) {
            forms.push(with(1, &[]));
        }
        if is_vowel(before) && "bdfgklmnprst".contains(last) {
            forms.push(with(0, &[last]));
        }
    }
    forms
}

fn scan<'a>(terms: &'a [String], part: &str, mut each: impl FnMut(Term, &'a str, usize)) {
    let step = part.chars().next().map_or(1, char::len_utf8);
    for (number, term) in terms.iter().enumerate() {
        let mut from = 0;
        while let Some(at) = term.get(from..).and_then(|rest| rest.find(part)) {
            each(number as Term, term, from + at);
            from += at + step;
        }
    }
}

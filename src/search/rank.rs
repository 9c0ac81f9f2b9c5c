//! What a match is worth: the one table of numbers by which pages are ranked.
//!
//! In: nothing. Out: [`Rank`], which `query` uses and which goes into the index for `engine.js`. A weight says how surely
//! a word of a page is what the reader asked for, 1 being the word itself.

use serde::Serialize;

/// The numbers of the ranking.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rank {
    /// The very word.
    pub exact: f64,
    /// Another form of the word.
    pub stem: f64,
    /// What looks like another form, by an ending that the stemmer does not know there.
    pub ending: f64,
    /// A compound of which the word is a part.
    pub part: f64,
    /// A longer word, where the word asked for is only the beginning of words. Of what is less sure than this, many
    /// mentions say no more than one.
    pub prefix: f64,
    /// The same for three letters; and a longer word that the word asked for, a word of the site, may make with something
    /// that is not one.
    pub begins: f64,
    /// Any other longer word, where the word asked for is a word of the site: `natur` for `nat`.
    pub longer: f64,
    /// The word with `a`, `o` typed for `å æ`, `ø`.
    pub loose: f64,
    pub loose_stem: f64,
    pub loose_part: f64,
    /// Factor for these where the word as typed is a word of the site.
    pub typed: f64,
    /// A part of a word whose other parts are not known.
    pub inside: f64,
    /// Letters in common, as `skol` in `skoldning`.
    pub letters: f64,
    /// A word with `d` typing errors counts as `typing - typing_step * d`.
    pub typing: f64,
    pub typing_step: f64,
    /// Factor for forms that lose a vowel or double a consonant.
    pub contracted: f64,
    /// Factor for synonyms and irregular forms.
    pub synonym: f64,
    /// The same where the word asked for is only of one stem with the one that has synonyms: `arkiv` is not `arkivere`.
    pub kindred: f64,
    /// Factor for a synonym of several words that is one of them.
    pub less: f64,
    /// Factor for the verb of a question.
    pub verb: f64,
    /// Factor for the compound that words of the query make together; above 1, as it is what they mean.
    pub joined: f64,
    /// Factor for two words of the text that the query writes as one.
    pub apart: f64,
    /// How surely a form must stand for a word to stand for its synonyms too.
    pub least: f64,
    /// Factor for numbers, which are always meant.
    pub number: f64,
    /// Factors for what a page is, in the order of `Sort`; that of lists holds unless the query is their title, that of
    /// gathered pages unless the title is named at least as much as `named`, and those above 1 do not where the query has a number.
    pub sorts: [f64; 7],
    pub named: f64,
    /// A title that names all of the query, and nothing else, multiplies the points by one more than this.
    pub title: f64,
    /// A page whose title is named as a whole counts as having all words.
    pub whole: f64,
    /// What a place that explains the query in another form counts, as if it were that much of the title.
    pub explained: f64,
    /// What remains of it where the title has many other words.
    pub title_base: f64,
    /// Factor for a title of which only what stands before a preposition is named: `Strategi` in `Strategi for sociale
    /// medier`.
    pub front: f64,
    /// Factor for a name that is not the title, as a guideline's task.
    pub task: f64,
    /// Factors for a word of a text of which the last part is meant, which says what a thing is, or the first.
    pub last: f64,
    pub first: f64,
    /// What a word counts in a title that says nothing by itself and that the query does not have: `Efter krisen`.
    pub little: f64,
    /// Of how many pages titles are looked at.
    pub titles: usize,
    /// BM25: how soon more mentions count no more, and how much a long page is held against it (Robertson and Zaragoza,
    /// *The Probabilistic Relevance Framework*, 2009).
    pub k1: f64,
    pub b: f64,
    /// The least rarity of a word that is the title of a page, as if one page in seven had it.
    pub topic: f64,
    /// How much a second form of the word in the same page adds.
    pub more: f64,
    /// Typical weighted counts of the classes in `encode`.
    pub counts: [f64; 8],
    /// Of how many pages the texts are read for a phrase.
    pub phrases: usize,
    /// Factor for facts and tables as the place that an excerpt shows.
    pub data: f64,
    /// In a large index, how many terms count that do not begin as the word does, and how many that are but longer.
    pub most: usize,
    pub most_longer: usize,
    /// In a large index, letters in common count only where fewer bytes of postings than this were found.
    pub reach: usize,
}

/// The ranking.
pub(super) const RANK: Rank = Rank {
    exact: 1.0,
    stem: 0.9,
    ending: 0.7,
    part: 0.6,
    prefix: 0.45,
    begins: 0.35,
    longer: 0.1,
    loose: 0.6,
    loose_stem: 0.55,
    loose_part: 0.3,
    inside: 0.3,
    letters: 0.05,
    typed: 0.3,
    typing: 0.6,
    typing_step: 0.1,
    contracted: 0.85,
    synonym: 0.8,
    kindred: 0.4,
    less: 0.3,
    verb: 0.4,
    joined: 1.5,
    apart: 0.4,
    least: 0.3,
    number: 2.0,
    sorts: [1.0, 0.6, 0.7, 1.25, 0.85, 0.7, 0.6],
    named: 0.6,
    title: 3.0,
    whole: 0.85,
    explained: 0.6,
    title_base: 0.2,
    front: 0.9,
    task: 0.8,
    last: 1.4,
    first: 1.3,
    little: 0.5,
    titles: 200,
    k1: 1.2,
    b: 0.75,
    topic: 2.0,
    more: 0.1,
    counts: [0.5, 1.0, 2.0, 3.5, 6.0, 9.5, 14.5, 24.0],
    phrases: 50,
    data: 0.25,
    most: 3,
    most_longer: 100,
    reach: 50,
};

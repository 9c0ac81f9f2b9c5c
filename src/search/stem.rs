//! Stems, in a form that the script can use without a stemmer of its own.
//!
//! In: a word and its language. Out: how many characters of the folded term are the stem. The Snowball stemmers for
//! Danish, Swedish and Norwegian only ever shorten a word (<https://snowballstem.org/algorithms/>, each language's
//! page: every step deletes), so a stem is the beginning of its word, and a number per term ships all of them. English
//! rewrites endings (`policies`, `policy` to `polici`); there the stem is cut to what it shares with the word, without
//! a closing `i`. A word of a query that no page has is stemmed in the script by `Family::endings` and those seen in the site.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::fold;
use crate::lang::Lang;

/// Languages that share a stemmer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Family {
    Danish,
    Swedish,
    Norwegian,
    English,
}

impl Family {
    pub(super) fn of(lang: Lang) -> Self {
        match lang {
            Lang::Da => Self::Danish,
            Lang::Sv => Self::Swedish,
            Lang::Nb | Lang::Nn => Self::Norwegian,
            Lang::En => Self::English,
        }
    }

    fn algorithm(self) -> Algorithm {
        match self {
            Self::Danish => Algorithm::Danish,
            Self::Swedish => Algorithm::Swedish,
            Self::Norwegian => Algorithm::Norwegian,
            Self::English => Algorithm::English,
        }
    }

    /// Folded inflectional endings, those of Snowball's step 1 that inflect rather than derive.
    pub(super) fn endings(self) -> &'static str {
        match self {
            Self::Danish => {
                "erendes erende ernes erens erets endes ende erne eren erer eret ered enes eres ene ens ers ets \
                 en er es et e s t"
            }
            Self::Swedish => {
                "arnas ernas ornas andes andet arens arna erna orna ande arne aste aren aden ades erns ade are ens \
                 het ans an ast as ar er es or at ad en et a e s n t"
            }
            Self::Norwegian => {
                "endes ande ende edes enes erte ane ene ens ers ets ast ert ane ar er et en es as a e s t"
            }
            Self::English => "ings ing edly ed ies ers er ly es s",
        }
    }
}

/// Folded endings that make a new word, which Snowball takes off and a search should keep: a reader of `sikkerhed` does
/// not look for `sikker`. What follows them inflects the new word, and is cut.
const DERIVING: [&str; 10] = ["elig", "hed", "het", "els", "lig", "leg", "eig", "ig", "slov", "lov"];

/// Stemmers hold no state worth sharing; each caller makes its own.
pub(super) struct Cutter(Family, Stemmer);

impl Cutter {
    pub(super) fn new(family: Family) -> Self {
        Self(family, Stemmer::create(family.algorithm()))
    }

    /// How many characters at the end of `term` are not its stem; `term` is `lower` folded.
    pub(super) fn cut(&self, lower: &str, term: &str) -> usize {
        if !lower.chars().all(char::is_alphabetic) {
            return 0;
        }
        let stem = self.1.stem(lower);
        let mut stem = fold::fold(&stem);
        if self.0 == Family::English && stem.ends_with('i') {
            stem.pop();
        }
        let shared: usize = term.chars().zip(stem.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let mut ending = &term[shared..];
        while let Some(rest) = DERIVING.iter().find_map(|deriving| ending.strip_prefix(deriving)) {
            ending = rest;
        }
        ending.chars().count()
    }
}

/// The folded stem of a word, as the index has it.
pub fn stem(lang: Lang, word: &str) -> String {
    let lower: Cow<'_, str> = fold::lower(word);
    let term = fold::fold(&lower);
    let cut = Cutter::new(Family::of(lang)).cut(&lower, &term);
    let keep = term.chars().count() - cut;
    term.chars().take(keep).collect()
}

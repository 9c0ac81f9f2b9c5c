//! How hard a text is to read, in numbers: what C15 asks of every text.

use super::glance::Glance;
use super::split::Split;
use super::walk::{Stretch, walk};
use super::{Glue, Manner, SentenceKind, Word};
use crate::model::body::Body;

/// Letters from which on a word is long, by the definition of LIX.
const LONG: u32 = 7;

/// The running text of a document in numbers. Compounds with a hyphen are one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    pub sentences: usize,
    pub words: usize,
    /// Words of more than six letters.
    pub long: usize,
    /// Words of the longest sentence.
    pub longest: usize,
}

impl Measure {
    /// LIX: words in a sentence, plus the share of long words in per cent; 0 without words.
    pub fn lix(self) -> f64 {
        self.words_per_sentence() + self.long_share()
    }

    /// Words in a sentence, the mean.
    pub fn words_per_sentence(self) -> f64 {
        self.words as f64 / self.sentences.max(1) as f64
    }

    /// Long words in per cent of all.
    pub fn long_share(self) -> f64 {
        100.0 * self.long as f64 / self.words.max(1) as f64
    }

    /// The numbers of a body at a glance: words are counted, the others are bounds. There are at least as many sentences
    /// as are said, at most as many long words, and no longer sentence.
    pub(super) fn at_a_glance(body: &Body, lower: &[u8]) -> Self {
        let glance = Glance::of(body.text.as_bytes());
        let mut measure = Self::default();
        walk(body, &mut |stretch| {
            if stretch.kind == SentenceKind::Running {
                let seen = glance.at(stretch, &body.text, lower);
                measure.add(seen.unwrap_or_else(|| Self::of_stretch(stretch, &body.text, lower)));
            }
        });
        measure
    }

    /// The numbers of one sentence.
    pub(super) fn of_sentence(words: &[Word]) -> Self {
        let (mut count, mut long, mut letters) = (0, 0, 0);
        for word in words.iter().filter(|word| word.manner != Manner::Aside) {
            if matches!(word.glue, Glue::Hyphen | Glue::Dot) && count > 0 {
                // Long as soon as its parts are, and once only.
                long += usize::from(letters < LONG && letters + word.letters >= LONG);
                letters += word.letters;
                continue;
            }
            count += 1;
            letters = word.letters;
            long += usize::from(letters >= LONG);
        }
        Self { sentences: usize::from(count > 0), words: count, long, longest: count }
    }

    /// The numbers of a stretch that is split.
    fn of_stretch(stretch: &Stretch<'_>, text: &str, lower: &[u8]) -> Self {
        let mut split = Split::default();
        split.add(stretch, text, lower);
        let sentences = split.sentences.iter().map(|sentence| &split.words[sentence.words.clone()]);
        sentences.map(Self::of_sentence).collect()
    }

    pub(super) fn add(&mut self, other: Self) {
        self.sentences += other.sentences;
        self.words += other.words;
        self.long += other.long;
        self.longest = self.longest.max(other.longest);
    }
}

impl FromIterator<Self> for Measure {
    fn from_iter<T: IntoIterator<Item = Self>>(parts: T) -> Self {
        let mut whole = Self::default();
        parts.into_iter().for_each(|part| whole.add(part));
        whole
    }
}

//! Which block of one edition is which of the other.
//!
//! In: blocks in a row, by number and by the words in them. Out: steps through both rows. What reads the same is found
//! first; between such blocks those of most words in common are the same block, changed. Blocks are compared only with
//! those that share a rare word with them, so that the work grows with the text and not with its square.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::FxHasher;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::redline::Side;

/// One block of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: u32,
    pub class: u8,
}

/// A step through both rows; the first index is the old row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Same(usize, usize),
    Pair(usize, usize),
    Deleted(usize),
    Inserted(usize),
}

impl Step {
    /// The same step in rows that have one more block before it.
    pub fn after_one(self) -> Self {
        match self {
            Self::Same(i, j) => Self::Same(i + 1, j + 1),
            Self::Pair(i, j) => Self::Pair(i + 1, j + 1),
            Self::Deleted(i) => Self::Deleted(i + 1),
            Self::Inserted(j) => Self::Inserted(j + 1),
        }
    }
}

/// The words of a block with their weights, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    class: u8,
    pub weight: u32,
    words: Vec<(u64, u32)>,
}

/// A word in more blocks than this tells little.
const RARE: usize = 12;

/// So many bytes of a word tell it from others.
const STEM: usize = 6;

/// Rows of so few blocks are compared each with each.
const FEW: usize = 400;

impl Bag {
    /// A bag of a class of blocks, to be filled.
    pub fn new(class: u8) -> Self {
        Self { class, ..Self::default() }
    }

    /// Adds all words of a text.
    pub fn add(&mut self, text: &str) {
        for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
            // Of a long word its beginning: endings change with the grammar of what stands around it.
            self.put(&word[..word.floor_char_boundary(STEM)], u32::try_from(word.len().min(12)).unwrap_or(12));
        }
    }

    /// Adds something by which the block is known, worth as much as all words so far.
    pub fn add_name(&mut self, name: &impl Hash) {
        let weight = self.weight.max(20);
        self.put(&("name", name), weight);
    }

    fn put(&mut self, word: &(impl Hash + ?Sized), weight: u32) {
        let mut hasher = FxHasher::default();
        word.hash(&mut hasher);
        self.weight += weight;
        self.words.push((hasher.finish(), weight));
    }

    /// The bag, filled.
    pub fn sorted(mut self) -> Self {
        self.words.sort_unstable();
        self
    }

    /// How much two bags have in common, in thousandths of both.
    pub fn likeness(&self, other: &Self) -> u32 {
        let both = u64::from(self.weight) + u64::from(other.weight);
        if self.class != other.class || both == 0 {
            return 0;
        }
        let (mut a, mut b) = (self.words.iter().peekable(), other.words.iter().peekable());
        let mut common = 0_u64;
        while let (Some((left, weight)), Some((right, other_weight))) = (a.peek(), b.peek()) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    common += u64::from(*weight.min(other_weight));
                    a.next();
                    b.next();
                }
            }
        }
        u32::try_from(common * 2000 / both).unwrap_or(1000)
    }
}

/// The steps from one row to the other; `bag` gives the words of a block.
pub(super) fn align(old: &[Entry], new: &[Entry], bag: &dyn Fn(Side, usize) -> Bag) -> Vec<Step> {
    let ids = |row: &[Entry]| row.iter().map(|entry| entry.id).collect::<Vec<_>>();
    let mut steps = Vec::with_capacity(old.len().max(new.len()));
    let (mut before, mut after) = (0, 0);
    for op in capture_diff_slices(Algorithm::Patience, &ids(old), &ids(new)) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            gap(before..old_index, after..new_index, bag, &mut steps);
            steps.extend((0..len).map(|at| Step::Same(old_index + at, new_index + at)));
            (before, after) = (old_index + len, new_index + len);
        }
    }
    gap(before..old.len(), after..new.len(), bag, &mut steps);
    steps
}

/// Steps through blocks of which none reads the same.
fn gap(old: Range<usize>, new: Range<usize>, bag: &dyn Fn(Side, usize) -> Bag, steps: &mut Vec<Step>) {
    let mut chosen = Vec::new();
    if !old.is_empty() && !new.is_empty() {
        let bags = |side, row: &Range<usize>| row.clone().map(|index| bag(side, index)).collect::<Vec<_>>();
        // What stands alone between the same neighbours is likely the same.
        let least = if old.len() == 1 && new.len() == 1 { 250 } else { 400 };
        chosen = in_order(&pairs(&bags(Side::Old, &old), &bags(Side::New, &new), least), new.len());
    }
    let (mut before, mut after) = (old.start, new.start);
    let end = std::iter::once((old.len(), new.len()));
    for (i, j) in chosen.iter().copied().chain(end) {
        steps.extend((before..old.start + i).map(Step::Deleted));
        steps.extend((after..new.start + j).map(Step::Inserted));
        if i < old.len() {
            steps.push(Step::Pair(old.start + i, new.start + j));
        }
        (before, after) = (old.start + i + 1, new.start + j + 1);
    }
}

/// A block of each row and their likeness.
pub(super) type Pair = (usize, usize, u32);

/// The pairs of blocks that are at least so much alike, by the first block.
pub(super) fn pairs(old: &[Bag], new: &[Bag], least: u32) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut add = |i: usize, j: usize| {
        let likeness = old[i].likeness(&new[j]);
        if likeness >= least {
            pairs.push((i, j, likeness));
        }
    };
    if old.len() * new.len() <= FEW {
        (0..old.len()).for_each(|i| (0..new.len()).for_each(|j| add(i, j)));
        return pairs;
    }
    let mut postings: Vec<(u64, usize)> =
        new.iter().enumerate().flat_map(|(j, bag)| bag.words.iter().map(move |(word, _)| (*word, j))).collect();
    postings.sort_unstable();
    postings.dedup();
    let mut votes: Vec<u32> = vec![0; new.len()];
    for (i, bag) in old.iter().enumerate() {
        let mut met = Vec::new();
        for (word, weight) in &bag.words {
            let start = postings.partition_point(|(known, _)| known < word);
            let own = postings[start..].iter().take(RARE + 1).take_while(|(known, _)| known == word);
            let own: Vec<usize> = own.map(|(_, j)| *j).collect();
            for j in own.iter().copied().filter(|_| own.len() <= RARE) {
                if votes[j] == 0 {
                    met.push(j);
                }
                votes[j] += weight;
            }
        }
        met.sort_unstable_by_key(|j| (std::cmp::Reverse(votes[*j]), *j));
        for j in &met {
            votes[*j] = 0;
        }
        met.truncate(RARE);
        for j in met {
            add(i, j);
        }
    }
    pairs
}

/// The pairs of greatest likeness in all that stand in the same order in both rows.
fn in_order(pairs: &[Pair], new_len: usize) -> Vec<(usize, usize)> {
    let mut sorted = pairs.to_vec();
    // Of one block later partners first, so that it is not its own predecessor.
    sorted.sort_unstable_by_key(|(i, j, _)| (*i, std::cmp::Reverse(*j)));
    let mut best = Best::new(new_len);
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sorted.len());
    let mut top: (u64, Option<usize>) = (0, None);
    for (index, (_, j, likeness)) in sorted.iter().enumerate() {
        let (sum, previous) = best.below(*j);
        let own = (sum + u64::from(*likeness), Some(index));
        before.push(previous);
        best.put(*j, own);
        if own.0 > top.0 {
            top = own;
        }
    }
    let mut chosen = Vec::new();
    let mut at = top.1;
    while let Some(index) = at {
        chosen.push((sorted[index].0, sorted[index].1));
        at = before[index];
    }
    chosen.reverse();
    chosen
}

/// The greatest sum that ends below an index (a Fenwick tree of maxima).
struct Best(Vec<(u64, Option<usize>)>);

impl Best {
    fn new(len: usize) -> Self {
        Self(vec![(0, None); len + 1])
    }

    fn below(&self, index: usize) -> (u64, Option<usize>) {
        let mut best = (0, None);
        let mut at = index;
        while at > 0 {
            if self.0[at].0 > best.0 {
                best = self.0[at];
            }
            at &= at - 1;
        }
        best
    }

    fn put(&mut self, index: usize, value: (u64, Option<usize>)) {
        let mut at = index + 1;
        while at < self.0.len() {
            if value.0 > self.0[at].0 {
                self.0[at] = value;
            }
            at += at & at.wrapping_neg();
        }
    }
}

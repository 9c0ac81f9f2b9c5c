//! Passages that stand elsewhere now.
//!
//! In: blocks that were taken out and blocks that were put in. Out: which of them are the same, unchanged or nearly so.

use std::collections::BTreeMap;

use crate::redline::Kind;
use crate::redline::align::{Bag, pairs};
use crate::redline::tree::Source;

/// Likeness, in thousandths, from which a passage is the same elsewhere.
const NEARLY: u32 = 750;

/// A passage has at least this weight: about five words. Less is said twice by chance.
const LEAST: u32 = 24;

/// Whether a block can be told as moved; a row or a cell has its place in its table only.
pub(super) fn is_movable(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Head
            | Kind::Row
            | Kind::Cell
            | Kind::Gap
            | Kind::Footnote
            | Kind::DefinitionTitle
            | Kind::DefinitionText
            | Kind::Rule
            | Kind::Line
    )
}

/// For each block that was taken out the block that it has become, if any.
pub(super) fn moves(gone: &[&Source], come: &[&Source], bag: &dyn Fn(&Source) -> Bag) -> Vec<Option<usize>> {
    let mut moved: Vec<Option<usize>> = vec![None; gone.len()];
    let mut taken = vec![false; come.len()];
    let bags = |row: &[&Source]| row.iter().map(|source| bag(source)).collect::<Vec<_>>();
    let (before, after) = (bags(gone), bags(come));
    let (old, new) = (by_number(gone), by_number(come));
    for (id, own) in &old {
        if let ([i], Some([j])) = (own.as_slice(), new.get(id).map(Vec::as_slice))
            && (before[*i].weight >= LEAST || matches!(gone[*i].kind, Kind::Heading { .. }))
        {
            moved[*i] = Some(*j);
            taken[*j] = true;
        }
    }
    let mut alike = pairs(&before, &after, NEARLY);
    alike.sort_by_key(|(i, j, likeness)| (std::cmp::Reverse(*likeness), *i, *j));
    for (i, j, _) in alike {
        if moved[i].is_none() && !taken[j] && before[i].weight >= LEAST && after[j].weight >= LEAST {
            moved[i] = Some(j);
            taken[j] = true;
        }
    }
    moved
}

fn by_number(row: &[&Source]) -> BTreeMap<u32, Vec<usize>> {
    let mut known: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, source) in row.iter().enumerate() {
        known.entry(source.id).or_default().push(index);
    }
    known
}

/// The passage of each move: neighbours that moved together have one number.
pub(super) fn passages(moved: &[Option<usize>]) -> Vec<usize> {
    let mut passages = Vec::with_capacity(moved.len());
    let mut passage = 0;
    for (index, target) in moved.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| moved[before]);
        let follows = matches!((before, target), (Some(before), Some(target)) if before + 1 == *target);
        passage += usize::from(!follows);
        passages.push(passage);
    }
    passages
}

//! Stretches of a text in which nothing changed, shut until they are asked for.
//!
//! In: the blocks at the top of a redline. Out: which of them can be shut, and what is written over them. What stands
//! right before or after a change stays open, and so does every heading that a change stands under: a reader sees where
//! each change is, on paper too, where nothing can be opened.

use std::ops::Range;

use crate::redline::{Block, Change, Kind, Side};
use crate::view::redline::html::Walk;
use crate::view::redline::views;

/// Shorter than this, a stretch takes less room than what would be written over it.
const SHORTEST: usize = 30;

/// Neighbours of a change that are longer say no more about where it stands.
const LONGEST_NEIGHBOUR: usize = 120;

/// Titles that are named over a stretch; of more, the first ones.
const TITLES: usize = 5;

/// Stretches that can be shut, in their order.
pub(super) fn stretches(walk: &Walk<'_>, blocks: &[Block]) -> Vec<Range<usize>> {
    let open = open(walk, blocks);
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for index in (0..blocks.len()).filter(|index| !open[*index]) {
        match stretches.last_mut() {
            Some(last) if last.end == index => last.end = index + 1,
            _ => stretches.push(index..index + 1),
        }
    }
    stretches.retain(|stretch| blocks[stretch.clone()].iter().map(words).sum::<usize>() >= SHORTEST);
    stretches
}

/// What is written over a stretch: how long it is, and the headings in it.
pub(super) fn label(walk: &Walk<'_>, stretch: &[Block]) -> String {
    let label = walk.writer.texts().count("redline.unchanged", stretch.iter().map(words).sum());
    let level = |block: &Block| if let Kind::Heading { level, .. } = block.kind { Some(level) } else { None };
    let highest = stretch.iter().filter_map(level).min();
    let headings = stretch.iter().filter(|block| level(block).is_some() && level(block) == highest);
    let titles: Vec<String> = headings.map(|block| block.words(Side::New)).collect();
    match titles.len() {
        0 => label,
        1..=TITLES => format!("{label}: {}", titles.join(" · ")),
        _ => format!("{label}: {} …", titles[..TITLES].join(" · ")),
    }
}

fn words(block: &Block) -> usize {
    block.words(Side::New).split_whitespace().count()
}

/// For each block whether it stays open.
fn open(walk: &Walk<'_>, blocks: &[Block]) -> Vec<bool> {
    let is_view = |block: &Block| block.kind == Kind::View;
    let differs =
        |block: &Block| block.change != Change::Same || is_view(block) && views::changed(walk, block).is_some();
    let changed: Vec<bool> = blocks.iter().map(differs).collect();
    let is_near = |at: Option<usize>| at.and_then(|at| changed.get(at)).is_some_and(|changed| *changed);
    let is_neighbour = |index: usize| {
        let is_short =
            !matches!(blocks[index].kind, Kind::Heading { .. }) && words(&blocks[index]) <= LONGEST_NEIGHBOUR;
        is_short && (is_near(index.checked_sub(1)) || is_near(Some(index + 1)))
    };
    let mut open: Vec<bool> = (0..blocks.len()).map(|index| changed[index] || is_neighbour(index)).collect();
    let mut above: Vec<(u8, usize)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if let Kind::Heading { level, .. } = block.kind {
            above.retain(|(other, _)| *other < level);
            above.push((level, index));
        }
        if changed[index] {
            for (_, heading) in &above {
                open[*heading] = true;
            }
        }
    }
    open
}

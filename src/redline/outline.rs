//! What became of each section.

use crate::redline::{Block, Change, Kind, Redline, Side};

/// A section of either edition and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index of its heading among the redline's blocks; nothing for what stands before the first.
    pub heading: Option<usize>,
    pub title: String,
    pub change: SectionChange,
}

/// What became of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionChange {
    Same,
    Changed,
    Inserted,
    Deleted,
    Moved,
}

/// The sections of both editions, by the headings of the highest level.
pub fn sections(redline: &Redline) -> Vec<Section> {
    let level = |block: &Block| match &block.kind {
        Kind::Heading { level, .. } if !matches!(block.change, Change::Away(_)) => Some(*level),
        _ => None,
    };
    let highest = redline.blocks.iter().filter_map(level).min();
    let mut sections = Vec::new();
    for (index, block) in redline.blocks.iter().enumerate() {
        if level(block).is_some_and(|level| Some(level) == highest) {
            sections.push(opened(index, block));
            continue;
        }
        if sections.is_empty() {
            sections.push(Section { heading: None, title: String::new(), change: SectionChange::Same });
        }
        let last = sections.last_mut().filter(|last| last.change == SectionChange::Same);
        if let Some(last) = last.filter(|_| block.change != Change::Same) {
            last.change = SectionChange::Changed;
        }
    }
    sections
}

fn opened(index: usize, block: &Block) -> Section {
    let (change, side) = match block.change {
        Change::Same => (SectionChange::Same, Side::New),
        Change::Within => (SectionChange::Changed, Side::New),
        Change::Inserted => (SectionChange::Inserted, Side::New),
        Change::Here(_) => (SectionChange::Moved, Side::New),
        Change::Deleted | Change::Away(_) => (SectionChange::Deleted, Side::Old),
    };
    Section { heading: Some(index), title: block.words(side), change }
}

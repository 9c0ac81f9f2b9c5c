//! Counts in rows and columns as heat: how much each cell has of what the fullest has, in a few steps.
//!
//! The table itself is the page's; the steps are marked by a word for nothing, by the number, and by how thick the
//! cell's edge is, so that colour only helps.

/// Counts by row and column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// The step of each cell: 0 for nothing, up to 3 for three and more.
    pub steps: Vec<Vec<u8>>,
    /// How many cells have nothing, and how many there are.
    pub empty: usize,
    pub cells: usize,
}

/// How many steps there are above nothing.
const STEPS: usize = 3;

/// The steps of counts. Steps are of one each up to three, so that the same count looks the same in every year.
pub fn heat(counts: &[Vec<usize>]) -> Heat {
    let steps: Vec<Vec<u8>> =
        counts.iter().map(|row| row.iter().map(|count| (*count).min(STEPS) as u8).collect()).collect();
    let all = || counts.iter().flatten();
    Heat { steps, empty: all().filter(|count| **count == 0).count(), cells: all().count() }
}

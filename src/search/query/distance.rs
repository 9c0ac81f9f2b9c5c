//! How many typing errors lie between two words.

/// Largest word that is compared, in characters.
const LONGEST: usize = 63;
const FAR: usize = 99;

/// Damerau-Levenshtein distance in a band of `most` (Damerau 1964; Ukkonen 1985), where `b` may go on after what is
/// compared. Gives the distance and how many characters of `b` are meant; nothing if it is more than `most`.
pub fn distance(a: &[char], b: &[char], most: usize) -> Option<(usize, usize)> {
    if a.len() > LONGEST {
        return None;
    }
    let mut rows = [[FAR; 2 * LONGEST]; 3];
    for (at, cell) in rows[1].iter_mut().enumerate().take(most + 2) {
        *cell = at;
    }
    for i in 1..=a.len() {
        let (start, end) = (i.saturating_sub(most).max(1), b.len().min(i + most));
        if fill(&mut rows, (a, b), i, start..=end) > most {
            return None;
        }
        rows.rotate_left(1);
    }
    nearest(&rows[1], (a.len(), b.len()), most)
}

/// Fills the row of the `i`th character of `a`; gives its smallest distance.
fn fill(
    rows: &mut [[usize; 2 * LONGEST]; 3],
    (a, b): (&[char], &[char]),
    i: usize,
    columns: std::ops::RangeInclusive<usize>,
) -> usize {
    let [before, row, next] = rows;
    let (start, end) = (*columns.start(), *columns.end());
    next[start - 1] = if start > 1 { FAR } else { i };
    let mut best = next[start - 1];
    for j in columns {
        let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        let mut d = row[j - 1] + usize::from(a[i - 1] != b[j - 1]);
        d = d.min(row[j] + 1).min(next[j - 1] + 1);
        if swapped {
            d = d.min(before[j - 2] + 1);
        }
        next[j] = d;
        best = best.min(d);
    }
    next[end + 1] = FAR;
    best
}

/// The last of the smallest distances in the last row.
fn nearest(row: &[usize], (a, b): (usize, usize), most: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (j, &d) in row.iter().enumerate().take(b.min(a + most) + 1).skip(a.saturating_sub(most)) {
        if best.is_none_or(|(least, _)| d <= least) {
            best = Some((d, j));
        }
    }
    best.filter(|(d, _)| *d <= most)
}

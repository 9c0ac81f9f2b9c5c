//! How well queries were answered: figures for each class, and what they must reach.
//!
//! Recall is the share of the right pages that were found, wherever. p@10 is the share of the first places that right
//! pages take, over as many places as there are right pages, at most ten. The reciprocal rank is that of the page meant
//! (1 for the first place, 1/2 for the second …), 0 if it was not found. All are means over queries.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::queries::Query;

/// A query with its figures.
pub struct Row {
    corpus: &'static str,
    query: Query,
    recall: f64,
    p10: f64,
    reciprocal: Option<f64>,
    first: Vec<String>,
}

/// The figures of one corpus, from the addresses that were found for each query, best first.
pub fn rows(corpus: &'static str, queries: &[Query], found: &[Vec<String>]) -> Vec<Row> {
    assert_eq!(queries.len(), found.len());
    queries.iter().zip(found).map(|(query, found)| row(corpus, query, found)).collect()
}

fn row(corpus: &'static str, query: &Query, found: &[String]) -> Row {
    let right = |found: &[String]| found.iter().filter(|href| query.right.contains(*href)).count() as f64;
    let places = query.right.len().min(10);
    let rank = |page: &String| found.iter().position(|href| href == page).map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
    Row {
        corpus,
        recall: right(found) / query.right.len() as f64,
        p10: right(&found[..places.min(found.len())]) / places as f64,
        reciprocal: query.meant.as_ref().map(rank),
        first: found.iter().take(10).cloned().collect(),
        query: query.clone(),
    }
}

/// Means over some rows.
struct Figures {
    count: usize,
    recall: f64,
    p10: f64,
    reciprocal: Option<f64>,
}

fn figures<'a>(rows: impl Iterator<Item = &'a Row>) -> Figures {
    let rows: Vec<&Row> = rows.collect();
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let reciprocal: Vec<f64> = rows.iter().filter_map(|row| row.reciprocal).collect();
    Figures {
        count: rows.len(),
        recall: mean(rows.iter().map(|row| row.recall).collect()),
        p10: mean(rows.iter().map(|row| row.p10).collect()),
        reciprocal: (!reciprocal.is_empty()).then(|| mean(reciprocal)),
    }
}

/// Prints the figures and fails where they are too low. `SEARCH_VERBOSE=1` also shows the open queries that are not
/// answered in full.
pub fn judge(rows: &[Row]) {
    let low = print(rows);
    assert!(low.is_empty(), "too low: {}", low.join(", "));
}

/// The same for the figures of all queries only.
pub fn judge_large(rows: &[Row]) {
    let low: Vec<String> = print(rows).into_iter().filter(|name| name == "all").collect();
    assert!(low.is_empty(), "too low");
}

/// Prints the figures; gives what is too low.
#[expect(clippy::print_stderr, reason = "the figures are for people to read")]
fn print(rows: &[Row]) -> Vec<String> {
    let mut table = String::new();
    let mut low = Vec::new();
    let _ = writeln!(table, "{:<28} {:>4} {:>7} {:>7} {:>7}", "class", "n", "recall", "p@10", "MRR");
    let classes: BTreeSet<&str> = rows.iter().map(|row| row.query.class.as_str()).collect();
    for class in classes {
        let figures = figures(rows.iter().filter(|row| row.query.class == class));
        line(&mut table, class, &figures);
        let least = if EASY.0.contains(&class) { EASY.1 } else { CLASS };
        if figures.recall < least[0] || figures.p10 < least[1] {
            low.push(class.to_owned());
        }
    }
    for corpus in rows.iter().map(|row| row.corpus).collect::<BTreeSet<_>>() {
        line(&mut table, &format!("[{corpus}]"), &figures(rows.iter().filter(|row| row.corpus == corpus)));
    }
    for (name, sealed) in [("open", [false].as_slice()), ("sealed", &[true]), ("all", &[false, true])] {
        let figures = figures(rows.iter().filter(|row| sealed.contains(&row.query.sealed)));
        line(&mut table, name, &figures);
        if figures.recall < RECALL || figures.p10 < P10 || figures.reciprocal.is_some_and(|figure| figure < MRR) {
            low.push(name.to_owned());
        }
    }
    eprintln!("{table}");
    if std::env::var_os("SEARCH_VERBOSE").is_some() {
        eprintln!("{}", weak(rows));
    }
    low
}

/// Of all, of the open and of the sealed queries.
const RECALL: f64 = 0.98;
const P10: f64 = 0.95;
const MRR: f64 = 0.9;
/// Recall and p@10 of every class, and of those that are answered nearly in full.
const CLASS: [f64; 2] = [0.9, 0.895];
const EASY: (&[&str], [f64; 2]) = (
    &[
        "answer",
        "compound first",
        "compound last",
        "compound middle",
        "exact",
        "facet",
        "folding",
        "inflection",
        "phrase",
    ],
    [0.98, 0.98],
);

fn line(table: &mut String, name: &str, figures: &Figures) {
    let reciprocal = figures.reciprocal.map_or(String::new(), |figure| format!("{figure:.3}"));
    let Figures { count, recall, p10, .. } = figures;
    let _ = writeln!(table, "{name:<28} {count:>4} {recall:>7.3} {p10:>7.3} {reciprocal:>7}");
}

fn weak(rows: &[Row]) -> String {
    let weak = |row: &&Row| row.recall * row.p10 * row.reciprocal.unwrap_or(1.0) < 1.0;
    let mut text = String::new();
    for row in rows.iter().filter(|row| !row.query.sealed).filter(weak) {
        let Row { corpus, query, recall, p10, reciprocal, first } = row;
        let missed: Vec<_> = query.right.iter().filter(|page| !first.contains(page)).take(4).collect();
        let _ = writeln!(
            text,
            "{corpus} {}: {} ({recall:.2} {p10:.2} {reciprocal:?})\n  found {first:?}\n  not first {missed:?}",
            query.class, query.query
        );
    }
    text
}

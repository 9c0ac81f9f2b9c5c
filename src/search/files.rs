//! Lays the index out in files.
//!
//! In: analysed pages, their vocabulary, the glossary. Out: an [`Index`]. Every file is one call of the script's
//! function `put`, with the file's own name and JSON; the entry's name is fixed and lists the others:
//!
//! - `e…` the engine that reads and ranks, `engine.js`;
//! - `w…` words: the front-coded dictionary, all of it loaded by the first search;
//! - `d…` documents: addresses, titles and facets, all of them loaded by the first search;
//! - `p…` postings, those loaded that a query needs: the forms of a word stand together, and so do the parts of
//!   compounds, of which each stands for all its compounds, so that a query of one word reads a handful of files;
//! - `t…` texts that excerpts are cut from, for a few neighbouring pages each, loaded for results shown.

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::Serialize;

use super::analyse::Analysed;
use super::forms::Forms;
use super::merge::{Term, Vocabulary};
use super::rank::{RANK, Rank};
use super::{Edition, Facet, Index, Shard, encode, forms};
use crate::hash::Hash;

/// Path of the script that lists the others.
pub const ENTRY: &str = "search/index.js";

const ENGINE: &str = include_str!("engine.js");

/// Postings up to this length in all, in bytes before base64, stay in one file.
const WHOLE: usize = 768 * 1024;
/// Aim for a file of postings beyond that, in bytes before base64.
const SLICE: usize = 8 * 1024;
/// Aim for a file of the dictionary, in terms, and of documents, in pages.
const TERMS: usize = 40_000;
const PAGES: usize = 4_000;
/// Bounds of a file of texts, in bytes.
const TEXT: std::ops::Range<usize> = 20 * 1024..40 * 1024;

/// Writes all files.
pub(super) fn write(pages: &[&Analysed], vocabulary: &Vocabulary, forms: Forms) -> Index {
    let mut files = Vec::new();
    let postings = postings(vocabulary, &mut files);
    let (texts, text_files) = texts(pages);
    let facets = facets(pages);
    let entry = Entry {
        pages: pages.len(),
        average: average(pages),
        large: is_large(vocabulary),
        rank: RANK,
        engine: engine(&mut files),
        words: words(&vocabulary.terms, &mut files),
        documents: documents(pages, &facets, &mut files),
        postings,
        texts,
        facets: facets.iter().map(|value| (facet_key(value.0), value.2, value.1)).collect(),
        endings: forms.endings,
        seen: forms::seen_endings(vocabulary.words()),
        stop: forms::stop_words(pages),
        questions: forms::question_words(pages),
        subjects: forms::subject_words(pages),
        alternatives: forms.alternatives,
        names: forms::explained(pages),
    };
    files.push(Shard { path: ENTRY.into(), bytes: script("index", &json(&entry)) });
    files.extend(text_files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    // Two groups of pages with the same text share a file.
    files.dedup_by(|a, b| a.path == b.path);
    Index { entry: ENTRY, files }
}

/// What the script reads first. Names of files are without folder and ending.
#[derive(Serialize)]
struct Entry<'a> {
    pages: usize,
    /// Words in a page, on average.
    average: u32,
    engine: String,
    large: bool,
    rank: Rank,
    words: Vec<String>,
    documents: Vec<String>,
    /// Files of postings, each with the place of its first byte among all.
    postings: Slices,
    /// Files of texts, each with its number of pages.
    texts: Vec<(usize, String)>,
    /// Filter, label and value in addresses, for every filter value; documents refer to them by place.
    facets: Vec<(&'static str, &'a str, &'a str)>,
    endings: String,
    seen: String,
    stop: String,
    questions: String,
    subjects: String,
    alternatives: Vec<Vec<String>>,
    /// Phrases that a place of a page explains.
    names: Vec<(String, usize, &'a str)>,
}

fn json<T: Serialize>(value: &T) -> String {
    // Strings, numbers and lists of them cannot fail to be written.
    serde_json::to_string(value).unwrap_or_default()
}

fn script(name: &str, json: &str) -> Vec<u8> {
    ["rettesnorSearch.put(\"", name, "\",", json, ")\n"].concat().into_bytes()
}

/// The script that reads all this, which a theme therefore cannot have in another version.
fn engine(files: &mut Vec<Shard>) -> String {
    let name = format!("e{}", Hash::of(ENGINE.as_bytes()).short());
    files.push(Shard { path: format!("search/{name}.js"), bytes: ENGINE.into() });
    name
}

/// A file named by its sort and its content, and that name.
fn file(sort: char, json: &str) -> (String, Shard) {
    let name = format!("{sort}{}", Hash::of(json.as_bytes()).short());
    let shard = Shard { path: format!("search/{name}.js"), bytes: script(&name, json) };
    (name, shard)
}

fn words(terms: &[Term], files: &mut Vec<Shard>) -> Vec<String> {
    let made: Vec<_> = terms
        .par_chunks(TERMS)
        .map(|terms| file('w', &json(&(encode::words(terms), encode::lengths(terms)))))
        .collect();
    keep(made, files)
}

fn keep(made: Vec<(String, Shard)>, files: &mut Vec<Shard>) -> Vec<String> {
    made.into_iter()
        .map(|(name, shard)| {
            files.push(shard);
            name
        })
        .collect()
}

type Slices = Vec<(usize, String)>;

/// Files of postings, cut between terms.
fn postings(vocabulary: &Vocabulary, files: &mut Vec<Shard>) -> Slices {
    let size = if is_large(vocabulary) { SLICE } else { WHOLE };
    let mut slices: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for term in &vocabulary.terms {
        match slices.last_mut() {
            Some((start, end)) if at + term.bytes - *start <= size => *end = at + term.bytes,
            _ => slices.push((at, at + term.bytes)),
        }
        at += term.bytes;
    }
    let coded =
        |&(start, end): &(usize, usize)| (start, file('p', &json(&encode::base64(&vocabulary.postings[start..end]))));
    let made: Vec<_> = slices.par_iter().map(coded).collect();
    let starts: Vec<usize> = made.iter().map(|(start, _)| *start).collect();
    starts.into_iter().zip(keep(made.into_iter().map(|(_, made)| made).collect(), files)).collect()
}

/// Whether the postings are too many to be loaded as a whole.
pub(super) fn is_large(vocabulary: &Vocabulary) -> bool {
    vocabulary.postings.len() > WHOLE
}

/// Files of texts. Where one ends is a matter of the pages in it, not of their number before: a page that is added
/// or changed leaves the files of all but its neighbours as they were.
fn texts(pages: &[&Analysed]) -> (Slices, Vec<Shard>) {
    let mut groups: Vec<&[&Analysed]> = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, page) in pages.iter().enumerate() {
        size += page.text.len();
        if size >= TEXT.end || size >= TEXT.start && ends_group(&page.href) || at + 1 == pages.len() {
            groups.push(&pages[start..=at]);
            (start, size) = (at + 1, 0);
        }
    }
    groups
        .par_iter()
        .map(|group| {
            let texts: Vec<&str> = group.iter().map(|page| &*page.text).collect();
            let (name, shard) = file('t', &format!("[{}]", texts.join(",")));
            ((group.len(), name), shard)
        })
        .unzip()
}

/// About every second page.
fn ends_group(href: &str) -> bool {
    Hash::of(href.as_bytes()).as_bytes()[0] & 1 == 0
}

/// Filter, value in addresses and label of all filter values, each once.
type Facets<'a> = IndexSet<(Option<Facet>, &'a str, &'a str), FxBuildHasher>;

fn facets<'a>(pages: &[&'a Analysed]) -> Facets<'a> {
    let mut all: Facets<'a> = pages.iter().flat_map(|page| facets_of(page)).collect();
    all.sort_unstable();
    all
}

fn facets_of(page: &Analysed) -> impl Iterator<Item = (Option<Facet>, &str, &str)> {
    let kind = (!page.kind.1.is_empty()).then_some((None, &*page.kind.0, &*page.kind.1));
    kind.into_iter().chain(page.facets.iter().map(|(facet, label)| (Some(*facet), &**label, &**label)))
}

/// Name of a filter in addresses and attributes; the kind is the one without [`Facet`].
pub(super) fn facet_key(facet: Option<Facet>) -> &'static str {
    match facet {
        None => "kind",
        Some(Facet::Theme) => "theme",
        Some(Facet::Channel) => "channel",
        Some(Facet::Audience) => "audience",
        Some(Facet::Year) => "year",
        Some(Facet::Status) => "status",
    }
}

/// Address, title, language, length, filter values, version of an older edition, other names, sort.
type Document<'a> = (&'a str, &'a str, &'static str, u32, Vec<usize>, &'a str, &'a [String], u8);

fn documents(pages: &[&Analysed], facets: &Facets<'_>, files: &mut Vec<Shard>) -> Vec<String> {
    let made: Vec<_> = pages
        .par_chunks(PAGES)
        .map(|pages| file('d', &json(&pages.iter().map(|page| document(page, facets)).collect::<Vec<_>>())))
        .collect();
    keep(made, files)
}

fn document<'a>(page: &'a Analysed, facets: &Facets<'_>) -> Document<'a> {
    let values = facets_of(page).filter_map(|value| facets.get_index_of(&value)).collect();
    let older = match &page.edition {
        Edition::Current => "",
        Edition::Older(version) => version,
    };
    (&page.href, &page.title, page.lang.code(), length(page), values, older, &page.names, page.sort as u8)
}

/// Words of a page in tens, which is as good for ranking, and stays the same under most edits.
pub(super) fn length(page: &Analysed) -> u32 {
    (page.length + 5) / 10 * 10
}

/// Words in a page, on average.
pub(super) fn average(pages: &[&Analysed]) -> u32 {
    let total: u64 = pages.iter().map(|page| u64::from(page.length)).sum();
    u32::try_from(total / pages.len().max(1) as u64).unwrap_or(u32::MAX).max(1)
}

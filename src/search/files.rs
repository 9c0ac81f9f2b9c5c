//! Lays the index out in files.
//!
//! In: analysed pages, their vocabulary, the glossary. Out: an [`Index`]. Every file is one call of the script's
//! function `put`, with the file's own name and JSON; the entry's name is fixed and lists the others:
//!
//! - `e…` the engine that reads and ranks, `engine.js`;
//! - `w…` words: the front-coded dictionary, all of it loaded by the first search;
//! - `d…` documents: addresses, titles and facets, all of them loaded by the first search;
//! - `r…`, `c…` postings of rare and of common words, those loaded that a query needs: the rare ones, among which
//!   most compounds are, lie close together, so that a part of a compound does not call for every file;
//! - `t…` texts that excerpts are cut from, for a few neighbouring pages each, loaded for results shown.

use indexmap::IndexSet;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;
use serde::Serialize;

use super::analyse::Analysed;
use super::merge::{Term, Vocabulary};
use super::{Edition, Facet, Index, Shard, Synonyms, encode, forms};
use crate::hash::Hash;
use crate::lang::Lang;

/// Path of the script that lists the others.
pub const ENTRY: &str = "search/index.js";

const ENGINE: &str = include_str!("engine.js");

/// The shortest postings that make this many bytes together are the rare ones.
const RARE: usize = 192 * 1024;
/// Postings up to this length in all, in bytes before base64, stay in one file of each sort.
const WHOLE: usize = 768 * 1024;
/// Aim for a file of postings beyond that, in bytes before base64.
const SLICE: usize = 24 * 1024;
/// Aim for a file of the dictionary, in terms, and of documents, in pages.
const TERMS: usize = 40_000;
const PAGES: usize = 4_000;
/// Bounds of a file of texts, in bytes.
const TEXT: std::ops::Range<usize> = 20 * 1024..40 * 1024;

/// Writes all files.
pub(super) fn write(pages: &[&Analysed], vocabulary: &Vocabulary, glossary: &[Synonyms]) -> Index {
    let mut files = Vec::new();
    let rare_bytes = rare_bytes(&vocabulary.terms);
    let (rare, common) = postings(vocabulary, rare_bytes, &mut files);
    let (texts, text_files) = texts(pages);
    let facets = facets(pages);
    let entry = Entry {
        pages: pages.len(),
        average: average(pages),
        rare_bytes,
        engine: engine(&mut files),
        words: words(&vocabulary.terms, &mut files),
        documents: documents(pages, &facets, &mut files),
        rare,
        common,
        texts,
        facets: facets.iter().map(|value| (facet_key(value.0), value.2, value.1)).collect(),
        endings: forms::endings(pages),
        seen: forms::seen_endings(&vocabulary.terms),
        alternatives: forms::alternatives(pages, vocabulary, glossary),
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
    #[serde(rename = "rareBytes")]
    rare_bytes: usize,
    words: Vec<String>,
    documents: Vec<String>,
    /// Files of postings, each with the place of its first byte among all of its sort.
    rare: Vec<(usize, String)>,
    common: Vec<(usize, String)>,
    /// Files of texts, each with its number of pages.
    texts: Vec<(usize, String)>,
    /// Filter, label and value in addresses, for every filter value; documents refer to them by place.
    facets: Vec<(&'static str, &'a str, &'a str)>,
    endings: String,
    seen: String,
    alternatives: Vec<Vec<String>>,
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

/// The longest postings that are rare ones, in bytes.
fn rare_bytes(terms: &[Term]) -> usize {
    let mut lengths: Vec<usize> = terms.iter().map(|term| term.bytes).collect();
    lengths.sort_unstable();
    let mut total = 0;
    let of_length = lengths.chunk_by(|a, b| a == b);
    of_length
        .take_while(|group| {
            total += group.iter().sum::<usize>();
            total <= RARE
        })
        .last()
        .map_or(0, |group| group[0])
}

/// Files of the rare and of the common postings.
fn postings(vocabulary: &Vocabulary, rare_bytes: usize, files: &mut Vec<Shard>) -> (Slices, Slices) {
    let (mut rare, mut common) = (Sort::new('r'), Sort::new('c'));
    let size = if vocabulary.postings.len() > WHOLE { SLICE } else { WHOLE };
    let mut rest = &vocabulary.postings[..];
    for term in &vocabulary.terms {
        let (bytes, after) = rest.split_at(term.bytes);
        rest = after;
        if term.bytes <= rare_bytes { rare.add(bytes, size) } else { common.add(bytes, size) }
    }
    (rare.finish(files), common.finish(files))
}

/// Postings of one sort, cut into files between terms.
struct Sort {
    letter: char,
    slices: Vec<(usize, Vec<u8>)>,
    total: usize,
}

impl Sort {
    fn new(letter: char) -> Self {
        Self { letter, slices: Vec::new(), total: 0 }
    }

    fn add(&mut self, bytes: &[u8], size: usize) {
        if self.slices.last().is_none_or(|(_, slice)| slice.len() + bytes.len() > size) {
            self.slices.push((self.total, Vec::new()));
        }
        if let Some((_, slice)) = self.slices.last_mut() {
            slice.extend_from_slice(bytes);
        }
        self.total += bytes.len();
    }

    fn finish(self, files: &mut Vec<Shard>) -> Slices {
        let letter = self.letter;
        let made: Vec<_> = self
            .slices
            .into_par_iter()
            .map(|(start, bytes)| (start, file(letter, &json(&encode::base64(&bytes)))))
            .collect();
        made.into_iter()
            .map(|(start, (name, shard))| {
                files.push(shard);
                (start, name)
            })
            .collect()
    }
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
fn facet_key(facet: Option<Facet>) -> &'static str {
    match facet {
        None => "kind",
        Some(Facet::Theme) => "theme",
        Some(Facet::Channel) => "channel",
        Some(Facet::Audience) => "audience",
        Some(Facet::Year) => "year",
        Some(Facet::Status) => "status",
    }
}

/// Address, title, language, length, filter values, version of an older edition.
type Document<'a> = (&'a str, &'a str, &'static str, u32, Vec<usize>, &'a str);

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
    // A length in tens is as good for ranking, and stays the same under most edits.
    (&page.href, &page.title, tag(page.lang), (page.length + 5) / 10 * 10, values, older)
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Da => "da",
        Lang::Sv => "sv",
        Lang::Nb => "nb",
        Lang::Nn => "nn",
        Lang::En => "en",
    }
}

fn average(pages: &[&Analysed]) -> u32 {
    let total: u64 = pages.iter().map(|page| u64::from(page.length)).sum();
    u32::try_from(total / pages.len().max(1) as u64).unwrap_or(u32::MAX).max(1)
}

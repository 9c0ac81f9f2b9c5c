//! A small site as text, taken through every stage up to the view.

mod blocks;
mod calendar;
mod dump;
mod filter;
mod health;
mod sheet;
mod sheets;

use std::sync::Arc;

use jiff::civil::date;

use crate::config::{Config, Drafts, Options, Profile};
use crate::graph::{Graph, Parts};
use crate::link::link;
use crate::model::data::Data;
use crate::parse::{Content, Layout, parse, settings};
use crate::select::{Gone, KeptRecords, select};
use crate::source::{SourceFile, SourcePath};
use crate::vocabulary::{Naming, vocabulary};

/// The graph of a site whose files are given with their paths below `content/`.
pub(super) fn graph(files: &[(&str, &str)]) -> Graph {
    let source =
        |(path, text): &(&str, &str)| SourceFile::new(SourcePath::new(format!("content/{path}")), text.as_bytes());
    let site = source(&("site.yaml", "title: Prøve\nmunicipality: Prøve Kommune\nlanguage: da\n"));
    let settings = settings(&site).0.expect("settings are well formed");
    let layout = Layout::new("content", Some(&settings));
    let options = Options { today: date(2026, 11, 20), profile: Profile::Internal, drafts: Drafts::Shown, lang: None };
    let config = Arc::new(Config::new(settings, options));
    let (mut sources, mut data) = (Vec::new(), Data::default());
    for file in files {
        let parsed = parse(&source(file), &layout);
        assert!(parsed.findings.is_empty(), "{}: {:?}", file.0, parsed.findings);
        match parsed.content {
            Content::Document(document) => sources.push(document),
            Content::Data(own) => data.add(&own),
            Content::Nothing => {}
        }
    }
    let editions = select(&sources, &KeptRecords::default(), &Gone::new(), &config).editions;
    let naming =
        Naming { sources: &sources, unread: &[], editions: &editions, data: &data, statics: &[], config: &config };
    let vocabulary = vocabulary(naming);
    let links = editions.iter().map(|edition| Arc::new(link(&edition.source, &vocabulary, "content"))).collect();
    let (withheld, then) = (Vec::new(), std::collections::BTreeMap::new());
    let (data, vocabulary) = (Arc::new(data), Arc::new(vocabulary));
    Graph::new(Parts { editions, withheld, links, data, vocabulary, then, config })
}

proptest::proptest! {
    #[test]
    fn white_space_becomes_one_space(text in "[a-zæ \\n\\t\u{a0}]{0,60}") {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        proptest::prop_assert_eq!(super::prose::collapsed(&text), words.join(" "));
    }
}

//! Words in capitals that stand in names: `FB` among a channel's synonyms, `IPM` as a metric.
//!
//! In: the names of all documents and records, their synonyms and former names. Out: the words of at least two
//! capitals among them. What they stand for is for the page of the thing to say.

use std::collections::BTreeSet;

use super::{Naming, Target, Vocabulary};
use crate::model::id::RecordKind;
use crate::model::kinds::Spec;

/// All words in capitals of the site's names. The id of a metric is known in capitals too.
pub(super) fn gather(vocabulary: &Vocabulary, naming: Naming<'_>) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for (target, title) in &vocabulary.titles {
        add(title, &mut known);
        if let Target::Record(RecordKind::Metric, id) = target {
            add(&id.as_str().to_uppercase(), &mut known);
        }
    }
    for document in naming.sources.iter().map(|source| &source.document) {
        document.meta.synonyms.iter().for_each(|synonym| add(synonym, &mut known));
        if let Spec::Channel(channel) = &document.spec {
            channel.former_names.iter().for_each(|name| add(name, &mut known));
        }
    }
    let synonyms = naming.data.glossary.iter().flat_map(|filed| &filed.record.synonyms);
    synonyms.for_each(|synonym| add(synonym, &mut known));
    known
}

fn add(name: &str, known: &mut BTreeSet<String>) {
    let words = name.split(|sign: char| !sign.is_alphanumeric());
    let in_capitals = |word: &&str| word.len() >= 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    known.extend(words.filter(in_capitals).map(str::to_owned));
}

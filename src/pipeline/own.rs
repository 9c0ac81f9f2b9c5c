//! The records that frozen copies show: what stands in the folder beside a copy.
//!
//! In: the sources below `content/editions/<kind>/<id>/<version>/`, laid out like a content folder in small. Out: for
//! each copy its records, and findings. Versions share most of their records, so that a file is read once however many
//! copies have the same bytes, and copies with the same files share one set of records.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::hash::Hash;
use crate::model::data::{Data, PlanData};
use crate::parse::{self, Content, Layout, OwnPlace, Parsed};
use crate::pipeline::{Inputs, Memo, Stats};
use crate::select::{KeptRecords, OwnRecords};
use crate::source::{SourceFile, SourcePath};

/// A file beside a copy: where it would stand, and what its bytes are.
type OwnFile = (SourcePath, Hash);

/// The records of all copies, by the files of the copies; and what is to be said against them.
pub(super) fn read(
    inputs: &Inputs,
    layout: &Layout,
    memo: &mut Memo,
    stats: &mut Stats,
) -> (KeptRecords, Vec<Diagnostic>) {
    let mut folders: BTreeMap<SourcePath, Vec<OwnFile>> = BTreeMap::new();
    let mut without_copy: Vec<Diagnostic> = Vec::new();
    let mut distinct: BTreeMap<OwnFile, &SourceFile> = BTreeMap::new();
    for file in &inputs.sources {
        let Some(OwnPlace { copy, inside }) = layout.own_place(&file.path) else { continue };
        if !folders.contains_key(&copy) && inputs.sources.binary_search_by(|other| other.path.cmp(&copy)).is_err() {
            without_copy.push(interrupted(file, &copy));
        }
        folders.entry(copy).or_default().push((inside.clone(), file.hash));
        distinct.entry((inside, file.hash)).or_insert(file);
    }
    let known = &*memo;
    let parse = |((inside, hash), file): (&OwnFile, &&SourceFile)| {
        let key = (inside.clone(), *hash);
        match known.own(&key) {
            Some(parsed) => (key, parsed, 0),
            None => (key, Arc::new(parsed(inside, file, layout)), 1),
        }
    };
    let all: Vec<_> = distinct.par_iter().map(parse).collect();
    stats.parsed += all.iter().map(|(_, _, anew)| anew).sum::<usize>();
    let read: BTreeMap<OwnFile, Arc<Parsed>> = all.into_iter().map(|(key, parsed, _)| (key, parsed)).collect();
    let findings = read.values().flat_map(|parsed| parsed.findings.iter().cloned()).chain(without_copy).collect();
    let mut sets: BTreeMap<Hash, Arc<OwnRecords>> = BTreeMap::new();
    let kept = folders.into_iter().map(|(copy, files)| {
        let texts = files.iter().flat_map(|(inside, hash)| [inside.as_str().as_bytes(), hash.as_bytes()]);
        let hash = Hash::of_all(texts);
        let set = sets.entry(hash).or_insert_with(|| Arc::new(gather(hash, &files, &read, layout)));
        (copy, Arc::clone(set))
    });
    let kept = kept.collect();
    memo.remember_own(read);
    (kept, findings)
}

/// That records were kept for a version, but not the version: whoever adopted it was interrupted.
fn interrupted(file: &SourceFile, copy: &SourcePath) -> Diagnostic {
    let id = copy.as_str().rsplit('/').nth(1).unwrap_or_default();
    let finding = Diagnostic::warning("C11", "adoption-interrupted", &file.path).with("copy", copy.as_str());
    finding.with("document", id).with("version", copy.stem()).hint("hint-adoption-interrupted")
}

/// What a file says where it would stand; its findings are about where it stands.
fn parsed(inside: &SourcePath, file: &SourceFile, layout: &Layout) -> Parsed {
    let moved =
        SourceFile { path: inside.clone(), bytes: Arc::clone(&file.bytes), hash: file.hash, past: file.past.clone() };
    let mut parsed = parse::parse(&moved, layout);
    for finding in &mut parsed.findings {
        finding.file = file.path.clone();
    }
    parsed
}

fn gather(hash: Hash, files: &[OwnFile], read: &BTreeMap<OwnFile, Arc<Parsed>>, layout: &Layout) -> OwnRecords {
    let tables = format!("{}/data/", layout.content);
    let (mut data, mut plans) = (Data::default(), BTreeMap::<String, PlanData>::new());
    let (mut documents, mut has_data) = (Vec::new(), false);
    for key in files {
        match read.get(key).map(|parsed| &parsed.content) {
            Some(Content::Document(source)) => documents.push(Arc::clone(source)),
            Some(Content::Data(records)) if key.0.as_str().starts_with(&tables) => {
                has_data = true;
                data.add(records);
            }
            Some(Content::Data(records)) => {
                for (plan, own) in &records.plans {
                    let plan = plans.entry(plan.clone()).or_default();
                    plan.goals.extend_from_slice(&own.goals);
                    plan.actions.extend_from_slice(&own.actions);
                }
            }
            Some(Content::Nothing) | None => {}
        }
    }
    data.plans.clone_from(&plans);
    OwnRecords { hash, data: has_data.then(|| Arc::new(data)), plans, documents }
}

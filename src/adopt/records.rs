//! Which records are kept with a frozen copy.
//!
//! All data files, since a table shows a role by its unit, a figure by the measurements it is computed from, and a
//! measurement by its account: whoever picks records one by one breaks such a chain, and most files are small. Of the
//! documents those that the adopted one names, for their titles. Where it shows actions or goals, the plans with the
//! tables beside them, and what these name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::graph::{EditionIndex, Graph};
use crate::model::document::Document;
use crate::model::id::{DocKey, Kind};
use crate::model::record::{Decode, RefUse};
use crate::parse::{Layout, Place};
use crate::source::{SourceFile, SourcePath};
use crate::vocabulary::Target;

/// A file that is kept with a copy: where it stands below the folder of the version, and its bytes.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// From the folder of the version on, `data/roles.yaml`.
    pub inside: String,
    pub bytes: Arc<[u8]>,
}

/// Where the frozen copy of a version stands.
pub fn copy_path(layout: &Layout, key: &DocKey, version: &str) -> SourcePath {
    SourcePath::new(format!("{}/editions/{}/{}/{version}.md", layout.content, key.kind.key(), key.id))
}

/// The files whose records an edition shows, sorted by where they are kept.
pub fn kept_files(graph: &Graph, edition: EditionIndex, sources: &[SourceFile], layout: &Layout) -> Vec<KeptFile> {
    let mut named = Named { graph, own: &graph.document(edition).key, documents: BTreeSet::new() };
    named.explicit(edition);
    let plans: Vec<EditionIndex> = if shows_plans(graph, edition) {
        graph.plans.iter().map(|plan| plan.edition).filter(|plan| *plan != edition).collect()
    } else {
        Vec::new()
    };
    for plan in plans.iter().copied().chain([edition]) {
        named.plan(plan);
    }
    let mut kept = BTreeSet::new();
    let stems: BTreeSet<&str> = plans.iter().chain([&edition]).map(|plan| stem(graph, graph.document(*plan))).collect();
    for (at, file) in sources.iter().enumerate() {
        let Some(inside) = layout.standard_path(&file.path) else { continue };
        let is_kept = match layout.place(&file.path) {
            Place::Data(_) if inside.starts_with("data/") => true,
            Place::Data(_) => stems.contains(plan_of(&file.path)),
            _ => false,
        };
        if is_kept {
            kept.insert((inside, at));
        }
    }
    let at_main = named.documents.iter().filter_map(|key| graph.main(key)).chain(plans);
    for index in at_main {
        let document = graph.document(index);
        // What stands at the main address may itself be a frozen copy; it is kept under the name it is worked on by.
        let file = graph.vocabulary.file_of(&document.key).unwrap_or(&document.file);
        let source = sources.binary_search_by(|source| source.path.cmp(&document.file));
        if let (Some(inside), Ok(at)) = (layout.standard_path(file), source) {
            kept.insert((inside, at));
        }
    }
    kept.into_iter().map(|(inside, at)| KeptFile { inside, bytes: Arc::clone(&sources[at].bytes) }).collect()
}

/// Strategies list what their plans do; other documents show it where their authors put a block.
fn shows_plans(graph: &Graph, edition: EditionIndex) -> bool {
    let source = &graph.edition(edition).source;
    source.document.key.kind == Kind::Strategy || !source.body.views.is_empty()
}

/// The stem of the file that a plan is worked on by, with which the names of its tables begin.
fn stem<'a>(graph: &'a Graph, document: &'a Document) -> &'a str {
    graph.vocabulary.file_of(&document.key).map_or(document.key.id.as_str(), SourcePath::stem)
}

/// The plan beside which a table stands: `2026` for `2026.actions.csv`.
fn plan_of(path: &SourcePath) -> &str {
    path.stem().rsplit_once('.').map_or(path.stem(), |(plan, _)| plan)
}

/// The documents that are named by what is shown.
struct Named<'a> {
    graph: &'a Graph,
    own: &'a DocKey,
    documents: BTreeSet<DocKey>,
}

impl Named<'_> {
    fn explicit(&mut self, edition: EditionIndex) {
        for target in &self.graph.links(edition).explicit {
            self.add(target);
        }
    }

    /// What a plan's goals and actions name.
    fn plan(&mut self, edition: EditionIndex) {
        let Some(plan) = self.graph.own_plan(edition) else { return };
        let graph = self.graph;
        let mut visit = |used: RefUse<'_>| {
            if let Ok(target) = graph.vocabulary.of_kind(used.target, used.id) {
                self.add(&target);
            }
        };
        plan.actions.iter().for_each(|action| action.visit_refs(&mut visit));
        plan.goals.iter().for_each(|goal| goal.visit_refs(&mut visit));
    }

    fn add(&mut self, target: &Target) {
        if let Target::Document(key) = target
            && key != self.own
        {
            self.documents.insert(key.clone());
        }
    }
}

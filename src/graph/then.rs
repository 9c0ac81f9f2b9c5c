//! The site as an old edition shows it: where pages stand is of today, what records say is of its time.
//!
//! In: the site of today, and for each set of records the names of its time. Out: a graph for each edition that has
//! records of its own. It shares with the first all but data, names and plans, so that it costs next to nothing, and
//! a view needs to know nothing of time.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::graph::plans::{beside, plan};
use crate::graph::{EditionIndex, Graph, Plan, Presence, Today};
use crate::hash::Hash;
use crate::select::{Edition, OwnRecords};
use crate::vocabulary::Vocabulary;

/// The graphs of all editions that have records of their own.
pub(super) fn graphs(present: &Graph, names: &BTreeMap<Hash, Arc<Vocabulary>>) -> BTreeMap<EditionIndex, Graph> {
    let own = present.all().filter_map(|(index, edition)| {
        let own = edition.own.as_ref()?;
        Some((index, graph(present, (index, edition), own, Arc::clone(names.get(&own.hash)?))))
    });
    own.collect()
}

fn graph(
    present: &Graph,
    (index, edition): (EditionIndex, &Edition),
    own: &OwnRecords,
    vocabulary: Arc<Vocabulary>,
) -> Graph {
    let figures = if present.has_figures() { Presence::Present } else { Presence::Absent };
    let today = Today { edition: index, plans: Arc::clone(&present.plans), figures };
    let governance = edition.source.document.governance.as_ref();
    Graph {
        editions: Arc::clone(&present.editions),
        withheld: Vec::new(),
        links: Arc::clone(&present.links),
        data: own.data.as_ref().map_or_else(|| Arc::clone(&present.data), Arc::clone),
        plans: plans(present, (index, edition), own).into(),
        vocabulary,
        config: Arc::clone(&present.config),
        day: governance.and_then(|governance| governance.adopted_on).unwrap_or(present.day),
        order: Arc::clone(&present.order),
        then: BTreeMap::new(),
        today: Some(today),
    }
}

/// The plans of that time: the edition itself, and those kept with it. Where next to nothing was kept, today's.
fn plans(present: &Graph, (index, edition): (EditionIndex, &Edition), own: &OwnRecords) -> Vec<Plan> {
    let document = &edition.source.document;
    let itself = plan(index, document, beside(document, &own.plans, &present.vocabulary));
    let others = own.documents.iter().filter(|source| source.document.key != document.key);
    let others = others.filter_map(|source| {
        let other = &source.document;
        // What is no longer on the site is told of on the edition's own page.
        plan(present.main(&other.key).unwrap_or(index), other, own.plans.get(other.file.stem()))
    });
    let mut plans: Vec<_> = itself.into_iter().chain(others).collect();
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.year));
    // Where all records were kept, no plan means that there was none.
    if plans.is_empty() && own.data.is_none() { present.plans.to_vec() } else { plans }
}

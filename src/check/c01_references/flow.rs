//! Decision flows: every answer leads on, every step can be reached, and everybody comes to an end.

use std::collections::BTreeSet;

use crate::check::c01_references::Search;
use crate::diag::Diagnostic;
use crate::model::id::Id;
use crate::model::kinds::FlowNode;
use crate::model::scalar::Switch;
use crate::source::Span;

/// A guideline's flow.
pub(super) fn flow(search: &mut Search<'_>, nodes: &[FlowNode]) {
    let known: Vec<&str> = nodes.iter().map(|node| node.id.as_str()).collect();
    for (go, span) in nodes.iter().flat_map(ways) {
        if !known.contains(&go.as_str()) {
            let finding = search.error("flow-unknown-step", span).with("name", go.as_str());
            search.findings.push(finding.hint("hint-flow-unknown-step").did_you_mean(go.as_str(), known.clone()));
        }
    }
    let reached = reached(nodes);
    let ending = ending(nodes);
    for node in nodes {
        let trouble = match node.id.as_str() {
            id if !reached.contains(id) => ("flow-unreachable", "hint-flow-unreachable"),
            _ if is_dead_end(node) => ("flow-dead-end", "hint-flow-dead-end"),
            id if !ending.contains(id) => ("flow-loop", "hint-flow-loop"),
            _ => continue,
        };
        let finding = Diagnostic::warning(super::CODE, trouble.0, search.file).at(node.places.of("id"));
        search.findings.push(finding.with("name", node.id.as_str()).hint(trouble.1));
    }
}

/// Where one can go from a step, and where that is written.
fn ways(node: &FlowNode) -> impl Iterator<Item = (&Id, Span)> {
    let answers = node.answers.iter().map(|answer| (&answer.go, answer.places.of("go")));
    answers.chain(node.go.iter().map(|go| (go, node.places.of("go"))))
}

fn is_dead_end(node: &FlowNode) -> bool {
    node.end == Switch::Off && ways(node).next().is_none()
}

/// Steps that can be reached from the first.
fn reached(nodes: &[FlowNode]) -> BTreeSet<&str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = nodes.first().map(|node| node.id.as_str()).into_iter().collect();
    while let Some(id) = next.pop() {
        if reached.insert(id) {
            let node = nodes.iter().find(|node| node.id.as_str() == id);
            next.extend(node.into_iter().flat_map(ways).map(|(go, _)| go.as_str()));
        }
    }
    reached
}

/// Steps from which an end can be reached. What leads to an unknown step or a dead end counts: that is told by itself.
fn ending(nodes: &[FlowNode]) -> BTreeSet<&str> {
    let known: BTreeSet<&str> = nodes.iter().map(|node| node.id.as_str()).collect();
    let mut ending = BTreeSet::new();
    loop {
        let before = ending.len();
        for node in nodes {
            let leads = |go: &str| ending.contains(go) || !known.contains(go);
            let ends = node.end == Switch::On || is_dead_end(node) || ways(node).any(|(go, _)| leads(go.as_str()));
            if ends {
                ending.insert(node.id.as_str());
            }
        }
        if ending.len() == before {
            return ending;
        }
    }
}

//! Fenced `view` blocks: the view exists, takes its parameters, and what they name exists.

use crate::check::c01_references::Search;
use crate::diag::Diagnostic;
use crate::model::body::ViewCall;
use crate::model::view_call::{Problem, ViewName, ViewProblem, parse};

/// One block.
pub(super) fn call(search: &mut Search<'_>, call: &ViewCall) {
    match parse(call) {
        Ok(request) => request.references(&mut |used| search.field(used)),
        Err(problems) => {
            let findings: Vec<_> = problems.iter().map(|problem| finding(search, problem)).collect();
            search.findings.extend(findings);
        }
    }
}

fn finding(search: &Search<'_>, problem: &ViewProblem) -> Diagnostic {
    let (key, cure) = match problem.problem {
        Problem::UnknownView if problem.found.is_empty() => ("view-without-name", "hint-unknown-view"),
        Problem::UnknownView => ("unknown-view", "hint-unknown-view"),
        Problem::UnknownParameter => ("unknown-parameter", "hint-unknown-parameter"),
        Problem::WrongValue(_) => ("view-wrong-value", "hint-view-wrong-value"),
    };
    let finding = search.error(key, problem.span).with("found", problem.found.as_str());
    let known: Vec<_> = ViewName::ALL.iter().map(|view| format!("`{}`", view.key())).collect();
    let finding = if cure == "hint-unknown-view" { finding.with("known", known.join(", ")) } else { finding };
    super::proposing(finding, problem.nearest.clone(), cure)
}

//! `rettesnor diff`: what changed between two editions of a document, word by word.

mod alone;
mod told;

use std::path::PathBuf;

use clap::Args;

use super::Ending;
use super::console::{Console, Look, Stream};
use super::interrupt;
use super::options::Common;
use crate::config::Drafts;
use crate::diag::nearest;
use crate::fs::{Existing, Failure, put};
use crate::graph::{EditionIndex, Graph};
use crate::model::id::DocKey;
use crate::pipeline::{self, Build, Memo};
use crate::redline::redline;
use crate::select::Slot;

const EXAMPLES: &str = "\
Examples:
  rettesnor diff sociale-medier                  what the draft changes in what is in force, or the newest edition in the one before
  rettesnor diff sociale-medier 1.0 2.0          between two versions
  rettesnor diff strategy:sociale-medier 2.0     from version 2.0 to the newest edition
  rettesnor diff content/plans/2026.md --html --out changes.html   one page that needs no other file

Deleted words are shown as [-words-] and inserted ones as {+words+} where there is no terminal with colours.";

/// Show what changed between two editions of a document, word by word.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The document: its id, its kind and id (`strategy:sociale-medier`), or its file
    #[arg(value_name = "DOCUMENT")]
    document: String,

    /// The version to begin with; `draft` for the draft
    #[arg(value_name = "FROM")]
    from: Option<String>,

    /// The version to end with
    #[arg(value_name = "TO")]
    to: Option<String>,

    /// Write one HTML page that needs no other file
    #[arg(long)]
    html: bool,

    /// Write to a file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Compares and tells.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    console.progress("progress.reading");
    let inputs = common.inputs(&folders, Drafts::Shown, console);
    let build = pipeline::build(&inputs, &mut Memo::default());
    let key = document(own, &build)?;
    let (old, new) = editions(own, build.graph(), &key)?;
    let text = if own.html {
        match alone::page(&build, old, new) {
            Ok(html) => html,
            Err(findings) => {
                console.findings(Stream::Error, &findings, &build);
                return Ok(Ending::Findings);
            }
        }
    } else {
        let look = if own.out.is_some() { Look::Plain } else { Look::of_output() };
        told::told(&build, (old, new), look)
    };
    match &own.out {
        Some(file) => console.put(file, put(file, text.as_bytes(), Existing::Replace)?),
        None => console.data(text.trim_end()),
    }
    let graph = build.graph();
    let names = [("old", label(graph, old)), ("new", label(graph, new)), ("title", title(graph, new))];
    let values: Vec<(&str, &str)> = names.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let body = |index| &graph.edition(index).source.body;
    let key = if redline(body(old), body(new)).is_empty() { "diff.same" } else { "diff.done" };
    let text = console.texts.fill(key, &values);
    console.say(&console.texts.fill("tally.after", &[("text", &text), ("time", &console.time())]));
    Ok(Ending::Done)
}

fn title(graph: &Graph, index: EditionIndex) -> String {
    graph.document(index).meta.title.to_string()
}

/// The document that is meant: by id, kind and id, or file.
fn document(own: &Arguments, build: &Build) -> Result<DocKey, Failure> {
    let graph = build.graph();
    let wanted = own.document.trim_start_matches("./");
    let is_meant = |index: &EditionIndex| {
        let document = graph.document(*index);
        let key = &document.key;
        key.id.as_str() == wanted || key.to_string() == wanted || is_file(document.file.as_str(), wanted)
    };
    let all = || graph.all().map(|(index, _)| index);
    let mut keys: Vec<&DocKey> = all().filter(is_meant).map(|index| &graph.document(index).key).collect();
    keys.dedup();
    match keys.as_slice() {
        [key] => Ok((*key).clone()),
        [] => {
            let names: Vec<String> = all()
                .flat_map(|index| {
                    let key = &graph.document(index).key;
                    [key.id.to_string(), key.to_string()]
                })
                .collect();
            let unknown = Failure::usage("unknown_document").with("document", wanted);
            Err(match nearest(wanted, names.iter().map(String::as_str)) {
                Some(near) => unknown.with("nearest", near).hint("unknown_document.nearest"),
                None => unknown.hint("unknown_document.hint"),
            })
        }
        several => {
            let names = several.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            Err(Failure::usage("several_documents")
                .with("document", wanted)
                .with("known", names)
                .hint("several_documents.hint"))
        }
    }
}

/// Whether a file is the wanted one, however much of its path is given.
fn is_file(path: &str, wanted: &str) -> bool {
    let wanted = wanted.replace('\\', "/");
    wanted.contains('.')
        && (path == wanted || path.ends_with(&format!("/{wanted}")) || wanted.ends_with(&format!("/{path}")))
}

/// The two editions to compare, older first.
fn editions(own: &Arguments, graph: &Graph, key: &DocKey) -> Result<(EditionIndex, EditionIndex), Failure> {
    let newest = newest(graph, key);
    let find = |version: &String| {
        let mut family = graph.family(key);
        let found = family.find(|(index, edition)| {
            let is_draft = edition.slot == Slot::Draft && is_draft_word(graph, version);
            is_draft || graph.document(*index).version() == Some(version)
        });
        found.map(|(index, _)| index).ok_or_else(|| unknown(graph, key, version))
    };
    let before = |index| {
        graph.predecessor(index).ok_or_else(|| {
            Failure::usage("one_edition")
                .with("document", key.to_string())
                .with("known", known(graph, key))
                .hint("one_edition.hint")
        })
    };
    match (&own.from, &own.to) {
        (Some(from), Some(to)) => Ok((find(from)?, find(to)?)),
        (Some(from), None) => match (find(from)?, newest) {
            (from, Some(newest)) if newest != from => Ok((from, newest)),
            (from, _) => Ok((before(from)?, from)),
        },
        (None, _) => {
            let newest = newest.ok_or_else(|| unknown(graph, key, ""))?;
            Ok((before(newest)?, newest))
        }
    }
}

/// The draft, or else the edition that was adopted last.
fn newest(graph: &Graph, key: &DocKey) -> Option<EditionIndex> {
    let family: Vec<EditionIndex> = graph.family(key).map(|(index, _)| index).collect();
    let draft = family.iter().find(|index| graph.edition(**index).slot == Slot::Draft);
    let followed: Vec<_> = family.iter().filter_map(|index| graph.predecessor(*index)).collect();
    draft.or_else(|| family.iter().find(|index| !followed.contains(index))).copied()
}

fn is_draft_word(graph: &Graph, word: &str) -> bool {
    word == "draft" || word == graph.config.lang().address_word("draft")
}

fn unknown(graph: &Graph, key: &DocKey, version: &str) -> Failure {
    let failure = Failure::usage("unknown_version").with("version", version).with("document", key.to_string());
    let failure = failure.with("known", known(graph, key));
    let labels: Vec<String> = graph.family(key).map(|(index, _)| label(graph, index)).collect();
    match nearest(version, labels.iter().map(String::as_str)) {
        Some(near) => failure.with("nearest", near).hint("unknown_version.nearest"),
        None => failure.hint("unknown_version.hint"),
    }
}

/// All versions of a document that are there.
fn known(graph: &Graph, key: &DocKey) -> String {
    let mut labels: Vec<String> = graph.family(key).map(|(index, _)| format!("`{}`", label(graph, index))).collect();
    labels.sort();
    labels.join(", ")
}

/// The version of an edition, or that it is the draft.
fn label(graph: &Graph, index: EditionIndex) -> String {
    let version = graph.document(index).version();
    version.unwrap_or_else(|| graph.config.lang().address_word("draft")).to_owned()
}

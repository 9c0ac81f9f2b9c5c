//! `rettesnor check`: all findings, and nothing written.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::console::{Console, Stream};
use super::due::{self, Horizon};
use super::options::Common;
use super::{Ending, explain, interrupt};
use crate::diag::{Located, Severity};
use crate::fs::{Failure, Folders};
use crate::git::Repository;
use crate::pipeline::{self, Memo};
use crate::source::SourcePath;

const EXAMPLES: &str = "\
Examples:
  rettesnor check                              everything that is wrong, missing or late
  rettesnor check --deny warnings              warnings too make it end with 1
  rettesnor check --format short | head        one line for each finding
  rettesnor check --format gitlab > quality.json   a report for a merge request; `sarif` for others
  rettesnor check --changed main               only files that differ from the branch `main`
  rettesnor check --explain                    all rules; `--explain C03 R02` says more about some
  rettesnor check --due 60d                    what is due within 60 days, and who answers for it
  rettesnor check --due '3 months' --ics due.ics   the same as a calendar
  rettesnor check --lang en                    messages in English

Findings go to standard output, their count to standard error. `--due` ends with 0 whether something is due or not.";

/// Find what is wrong, missing or late in the content.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What counts as an error besides errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Tell only of files that differ from a git revision, committed or not
    #[arg(long, value_name = "REVISION")]
    changed: Option<String>,

    /// Say what codes mean, such as C03; without one, list them all
    #[arg(long, value_name = "CODE", num_args = 0.., conflicts_with_all = ["changed", "due", "deny"])]
    explain: Option<Vec<String>>,

    /// List what is due within a time, such as 60d, `8 weeks` or P2M, instead of findings
    #[arg(long, value_name = "TIME", value_parser = due::horizon, conflicts_with_all = ["changed", "deny"])]
    due: Option<Horizon>,

    /// Write what is due as a calendar to a file; `-` is standard output
    #[arg(long, value_name = "FILE", requires = "due")]
    ics: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
    /// Warnings and notes
    Notes,
}

impl Deny {
    /// The least grave severity that fails the check.
    fn least(self) -> Severity {
        match self {
            Self::Warnings => Severity::Warning,
            Self::Notes => Severity::Info,
        }
    }
}

/// Checks and tells.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    if let Some(codes) = &own.explain {
        return explain::explain(codes, console).map(|()| Ending::Done);
    }
    interrupt::watch()?;
    let folders = common.folders()?;
    console.progress("progress.reading");
    let inputs = common.inputs(&folders, common.wish_for_drafts(), console);
    let documents = inputs.sources.iter().filter(|file| file.path.ending() == "md").count();
    let build = pipeline::build(&inputs, &mut Memo::default());
    if let Some(horizon) = own.due {
        return due::tell(build.due(), horizon, own.ics.as_deref(), &due::Site { common, console, build: &build });
    }
    let changed = own.changed.as_deref().map(|name| changed(build.diagnostics(), name, &folders)).transpose()?;
    let findings = changed.as_deref().unwrap_or(build.diagnostics());
    console.findings(Stream::Output, findings, &build);
    console.say(&summary(findings, &Scope { documents, changed: own.changed.as_deref() }, console));
    let least = own.deny.map_or(Severity::Error, Deny::least);
    let denied = findings.iter().any(|finding| finding.diagnostic.severity <= least);
    Ok(if denied { Ending::Findings } else { Ending::Done })
}

/// The findings about files that differ from a revision.
fn changed(findings: &[Located], revision: &str, folders: &Folders) -> Result<Vec<Located>, Failure> {
    let files: BTreeSet<&SourcePath> = findings.iter().map(|finding| &finding.diagnostic.file).collect();
    let repository = Repository::around(folders.real_content())?;
    let commit = repository.commit(revision)?;
    let below = files.iter().filter_map(|path| Some((folders.below_content(path)?, folders.file(path))));
    let changed = repository.changed(&commit, below)?;
    // A theme outside the content may lie in no repository; what is wrong with it is always told.
    let is_changed =
        |finding: &&Located| folders.below_content(&finding.diagnostic.file).is_none_or(|path| changed.contains(path));
    Ok(findings.iter().filter(is_changed).cloned().collect())
}

/// What was looked at.
struct Scope<'a> {
    /// Texts, also those that cannot be read.
    documents: usize,
    /// The revision that files had to differ from.
    changed: Option<&'a str>,
}

/// How much was found, and in what.
fn summary(findings: &[Located], scope: &Scope<'_>, console: &Console) -> String {
    let texts = console.texts;
    let tally = console.tally(findings);
    let documents = texts.count("count.documents", scope.documents);
    let text = match scope.changed {
        Some(revision) => texts.fill("tally.in_changed", &[("tally", &tally), ("revision", revision)]),
        None if scope.documents == 0 => tally,
        None => texts.fill("tally.in", &[("tally", &tally), ("documents", &documents)]),
    };
    texts.fill("tally.after", &[("text", &text), ("time", &console.time())])
}

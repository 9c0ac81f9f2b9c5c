//! `rettesnor check`: all findings, and nothing written.

use clap::{Args, ValueEnum};

use super::Ending;
use super::console::{Console, Stream, count, tally};
use super::interrupt;
use super::options::Common;
use crate::diag::Severity;
use crate::fs::Failure;
use crate::pipeline::{self, Memo};

const EXAMPLES: &str = "\
Examples:
  rettesnor check                              everything that is wrong, missing or late
  rettesnor check --deny warnings              warnings too make it end with 1
  rettesnor check --format short | head        one line for each finding
  rettesnor check --lang en                    messages in English

Findings go to standard output, their count to standard error.";

/// Find what is wrong, missing or late in the content.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What counts as an error besides errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

/// Checks and tells.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    console.progress("reading the content");
    let inputs = common.inputs(&folders, common.wish_for_drafts());
    let build = pipeline::build(&inputs, &mut Memo::default());
    let findings = build.diagnostics();
    console.findings(Stream::Output, findings, &build);
    let documents = count(build.stats().documents, "document");
    console.say(&format!("{} in {documents}, in {}", tally(findings), console.time()));
    let gravest_allowed = own.deny.map_or(Severity::Warning, |Deny::Warnings| Severity::Info);
    let denied = findings.iter().any(|finding| finding.diagnostic.severity < gravest_allowed);
    Ok(if denied { Ending::Findings } else { Ending::Done })
}

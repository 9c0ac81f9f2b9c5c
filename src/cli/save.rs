//! `rettesnor save`: what was done becomes part of the history, and goes to where the others find it.

use clap::Args;

use super::console::{Console, Stream};
use super::options::{Common, repository};
use super::{Ending, interrupt};
use crate::fs::Failure;
use crate::git::{Saved, Sharing};
use crate::pipeline::{self, Memo};

const EXAMPLES: &str = "\
Examples:
  rettesnor save \"Nye aabningstider\"    check, save, and share with the others

Only the site's own files are saved: the content folder, and `themes/` beside it. What has errors is not saved. The
others get it at once where the folder has a place to share (a git remote). Hooks of the repository do not run, nor do
programs that its own settings name.";

/// Save what you did, and share it with those who work on the same content.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What you did, in a few words
    #[arg(value_name = "WHAT", value_parser = words)]
    message: String,
}

fn words(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("say in a few words what you did".to_owned()) } else { Ok(text.to_owned()) }
}

/// Checks, saves and tells.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    let repository = repository(folders.real_content()).map_err(no_git)?;
    console.progress("progress.reading");
    let inputs = common.inputs(&folders, common.wish_for_drafts(), console);
    let build = pipeline::build(&inputs, &mut Memo::default());
    if build.has_errors() {
        console.findings(Stream::Error, build.diagnostics(), &build);
        let tally = console.tally(build.diagnostics());
        console.say(&console.texts.fill("save.errors", &[("tally", &tally)]));
        return Ok(Ending::Findings);
    }
    console.progress("save.saving");
    let themes = folders.root().join("themes");
    let saved = repository.save(&[folders.real_content(), &themes], &own.message)?;
    console.say(&told(&saved, console));
    Ok(match saved.sharing {
        Sharing::Conflict(_) | Sharing::Failed(_) => Ending::Findings,
        _ => Ending::Done,
    })
}

/// Whoever does not know git is told what is missing.
fn no_git(failure: Failure) -> Failure {
    if failure.is_about("no_repository") { failure.hint("save_no_git.hint") } else { failure }
}

/// What was saved and where it is now, a line each.
fn told(saved: &Saved, console: &Console) -> String {
    let texts = console.texts;
    let mut lines = match saved.files.len() {
        0 => vec![texts.get("save.nothing").to_owned()],
        count => vec![texts.count("save.done", count)],
    };
    lines.extend(saved.files.iter().take(LISTED).map(|file| format!("  {file}")));
    if saved.files.len() > LISTED {
        lines.push(texts.count("save.more", saved.files.len() - LISTED));
    }
    match &saved.sharing {
        Sharing::Nowhere => lines.push(texts.get("save.nowhere").to_owned()),
        Sharing::Shared(place) => lines.push(texts.fill("save.shared", &[("place", place)])),
        Sharing::SharedWithOthers(place) => lines.push(texts.fill("save.taken_in", &[("place", place)])),
        Sharing::Conflict(files) => {
            lines.push(texts.get("save.conflict").to_owned());
            lines.extend(files.iter().map(|file| format!("  {file}")));
            lines.push(texts.fill("save.conflict_cure", &[("branch", &saved.branch)]));
        }
        Sharing::Failed(reason) => {
            lines.push(texts.fill("save.failed", &[("reason", reason)]));
            lines.push(texts.get("save.failed_cure").to_owned());
        }
    }
    lines.join("\n")
}

/// Files that are named.
const LISTED: usize = 20;

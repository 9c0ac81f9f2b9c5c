//! The command line: arguments become inputs, results become text and an exit code.
//!
//! In: arguments, the terminal, the day. Out: what the commands print, and 0 when done, 1 when the content has errors,
//! 2 for a wrong request, 3 when the world failed, 130 or 143 when stopped. The only place that prints, reads the
//! environment or asks for the date.

mod adopt;
mod build;
mod check;
mod completions;
mod console;
mod diff;
mod due;
mod explain;
mod help;
mod history;
mod init;
mod interrupt;
mod manual;
mod new;
mod options;
mod preview;
mod publish;
mod save;
mod schema;
mod search;
mod texts;
mod verify;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::fs::{Failure, Fault};
use crate::lang::Lang;
use console::Console;
use interrupt::Stop;
use options::Common;

const EXAMPLES: &str = "\
Examples:
  rettesnor init site                  make a new site of templates to be filled in
  rettesnor serve                      see the site in a browser while you write
  rettesnor check                      find broken references, wrong fields, ids used twice ...
  rettesnor build --out public         write the site to the folder `public`
  rettesnor publish                    bring it to its readers, as `site.yaml` says
  rettesnor search beredskab           find what readers of the site will find
  rettesnor diff sociale-medier        see what the draft changes in what is in force
  rettesnor history sociale-medier     versions and changes of a document
  rettesnor save \"Nye telefontider\"    check, save and share what you did

Exit codes: 0 done, 1 the content has errors, 2 wrong usage, 3 disk or network failed.";

/// Turns a folder of Markdown into the intranet site by which a municipality steers its communication.
#[derive(Debug, Parser)]
#[command(name = "rettesnor", version, after_help = EXAMPLES, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Serve(preview::Arguments),
    Publish(publish::Arguments),
    Search(search::Arguments),
    Adopt(adopt::Arguments),
    Verify(verify::Arguments),
    Diff(diff::Arguments),
    Schema(schema::Arguments),
    History(history::Arguments),
    Save(save::Arguments),
    Init(init::Arguments),
    New(new::Arguments),
    Completions(completions::Arguments),
    Manual(manual::Arguments),
}

/// How a command ended, where nothing failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done,
    /// The content has findings that the caller counts as errors.
    Findings,
    Stopped(Stop),
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = match arguments() {
        Ok(arguments) => arguments,
        Err(code) => return ExitCode::from(code),
    };
    let console = Console::new(&arguments.common);
    let ending = match &arguments.command {
        Command::Build(own) => build::run(own, &arguments.common, &console),
        Command::Check(own) => check::run(own, &arguments.common, &console),
        Command::Serve(own) => preview::run(own, &arguments.common, &console),
        Command::Publish(own) => publish::run(own, &arguments.common, &console),
        Command::Search(own) => search::run(own, &arguments.common, &console),
        Command::Adopt(own) => adopt::run(own, &arguments.common, &console),
        Command::Verify(own) => verify::run(own, &console),
        Command::Diff(own) => diff::run(own, &arguments.common, &console),
        Command::History(own) => history::run(own, &arguments.common, &console),
        Command::Save(own) => save::run(own, &arguments.common, &console),
        Command::Init(own) => init::run(own, &arguments.common, &console),
        Command::New(own) => new::run(own, &arguments.common, &console),
        Command::Schema(own) => schema::run(own, &arguments.common, &console),
        Command::Completions(own) => Ok(completions::run(own, &console)),
        Command::Manual(own) => manual::run(own, &console),
    };
    ExitCode::from(match ending {
        Ok(Ending::Done) => 0,
        Ok(Ending::Findings) => 1,
        Ok(Ending::Stopped(stop)) => stop.exit_code(),
        Err(failure) => tell(&failure, &console),
    })
}

/// The commands with their help in a language.
fn commands(lang: Lang) -> clap::Command {
    help::told(command(), lang)
}

/// The command line as it is defined, with its texts in English: for whoever describes it, and checks the description.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// The arguments, or the exit code after help was shown or told what is wrong.
fn arguments() -> Result<Arguments, u8> {
    let words: Vec<_> = std::env::args_os().collect();
    let lang = options::language_of(&words);
    let mut command = commands(lang);
    let parsed = command.try_get_matches_from_mut(words);
    let parsed = parsed.and_then(|matches| Arguments::from_arg_matches(&matches));
    parsed.map_err(|error| answer(&error, lang))
}

/// Shows what `clap` has to say, and gives the exit code.
fn answer(error: &clap::Error, lang: Lang) -> u8 {
    match help::refused(error, lang) {
        Some((message, cure)) => console::refused(&message, cure.as_deref(), lang),
        // A reader that has gone away is no failure of ours.
        None => error.print().unwrap_or_default(),
    }
    if error.use_stderr() { 2 } else { 0 }
}

fn tell(failure: &Failure, console: &Console) -> u8 {
    console.failure(failure);
    match failure.fault {
        Fault::Usage => 2,
        Fault::World => 3,
    }
}

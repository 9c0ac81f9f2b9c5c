//! The command line: arguments become inputs, results become text and an exit code.
//!
//! In: arguments, the terminal, the day. Out: what the commands print, and 0 when done, 1 when the content has errors,
//! 2 for a wrong request, 3 when the world failed, 130 or 143 when stopped. The only place that prints, reads the
//! environment or asks for the date.

mod build;
mod check;
mod console;
mod due;
mod explain;
mod interrupt;
mod options;
mod preview;
mod schema;
mod search;
mod texts;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::fs::{Failure, Fault};
use console::Console;
use interrupt::Stop;
use options::Common;

const EXAMPLES: &str = "\
Examples:
  rettesnor serve                      see the site in a browser while you write
  rettesnor check                      find broken references, wrong fields, ids used twice ...
  rettesnor build --out public         write the site to the folder `public`
  rettesnor search beredskab           find what readers of the site will find

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
    Search(search::Arguments),
    Schema(schema::Arguments),
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
    let arguments = Arguments::parse();
    let console = Console::new(&arguments.common);
    let ending = match &arguments.command {
        Command::Build(own) => build::run(own, &arguments.common, &console),
        Command::Check(own) => check::run(own, &arguments.common, &console),
        Command::Serve(own) => preview::run(own, &arguments.common, &console),
        Command::Search(own) => search::run(own, &arguments.common, &console),
        Command::Schema(own) => schema::run(own, &arguments.common, &console),
    };
    ExitCode::from(match ending {
        Ok(Ending::Done) => 0,
        Ok(Ending::Findings) => 1,
        Ok(Ending::Stopped(stop)) => stop.exit_code(),
        Err(failure) => tell(&failure, &console),
    })
}

fn tell(failure: &Failure, console: &Console) -> u8 {
    console.failure(failure);
    match failure.fault {
        Fault::Usage => 2,
        Fault::World => 3,
    }
}

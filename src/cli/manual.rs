//! `rettesnor manual`: the pages of the manual, for the program `man`.
//!
//! In: the commands with their help in a language. Out: a page for the program and one for each command. Headings are
//! those that every manual has.

use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;

use super::Ending;
use super::console::Console;
use crate::fs::{Existing, Failure, put};

const EXAMPLES: &str = "\
Examples:
  rettesnor manual | man -l -              read the page of the program
  rettesnor manual --out man/man1          write a page for the program and one for each command";

/// Print the manual page, or write one for each command.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder for the pages, a file each
    #[arg(short, long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Prints the page, or writes all.
pub(super) fn run(own: &Arguments, console: &Console) -> Result<Ending, Failure> {
    let mut command = super::commands(console.texts.lang).disable_help_subcommand(true);
    // So that the pages of commands have the options that all commands have.
    command.build();
    let Some(folder) = &own.out else {
        console.data(page(command)?.trim_end());
        return Ok(Ending::Done);
    };
    let name = command.get_name().to_owned();
    let of_commands = command.get_subcommands().map(|own| {
        let called = format!("{name}-{}", own.get_name());
        own.clone().name(called.clone()).display_name(called).bin_name(format!("{name} {}", own.get_name()))
    });
    let commands: Vec<Command> = of_commands.chain([command.clone()]).collect();
    for command in commands {
        let path = folder.join(format!("{}.1", command.get_name()));
        let done = put(&path, page(command)?.as_bytes(), Existing::Replace)?;
        console.put(&path, done);
    }
    Ok(Ending::Done)
}

/// A page of the manual. What stands after the help is written line by line: it is examples, which must not be filled.
fn page(command: Command) -> Result<String, Failure> {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut bytes = Vec::new();
    let page = Man::new(command.after_help("")).date("");
    page.render(&mut bytes).map_err(|error| Failure::at("cannot_write", Path::new("-"), error))?;
    let mut text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
    if !after.is_empty() {
        text.push_str("\n.SH EXAMPLES\n.nf\n");
        text.extend(after.lines().map(|line| format!("{}\n", literal(line))));
        text.push_str(".fi");
    }
    Ok(text + "\n")
}

/// A line that `man` shows as it is.
fn literal(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-");
    if line.starts_with(['.', '\'']) { format!("\\&{line}") } else { line }
}

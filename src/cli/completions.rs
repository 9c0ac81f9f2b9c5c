//! `rettesnor completions`: what a shell has to know to complete commands, options and their values.

use clap::Args;
use clap_complete::{Shell, generate};

use super::Ending;
use super::console::Console;

const EXAMPLES: &str = "\
Examples:
  rettesnor completions bash > ~/.local/share/bash-completion/completions/rettesnor
  rettesnor completions zsh > ~/.zfunc/_rettesnor       in a folder that `fpath` names
  rettesnor completions fish > ~/.config/fish/completions/rettesnor.fish
  rettesnor completions powershell >> $PROFILE";

/// Print completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(own: &Arguments, console: &Console) -> Ending {
    let mut command = super::commands(console.texts.lang);
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    generate(own.shell, &mut command, name, &mut script);
    console.data(String::from_utf8_lossy(&script).trim_end());
    Ending::Done
}

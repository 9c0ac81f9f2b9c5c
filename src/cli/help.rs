//! The command line's own help and its refusals, in the language of the site.
//!
//! In: the commands as `clap` derives them, with their English texts. Out: the same commands with the texts of another
//! language, and what `clap` refuses as a message with a cure. A command or an option that a table does not know is
//! shown in English; a test keeps that from happening.

mod refused;

#[cfg(test)]
mod tests;

use clap::builder::ValueRange;
use clap::{Arg, ArgAction, Command};

use crate::lang::{Lang, Tables};

pub(super) use refused::{Reason, refused};

/// English stands with the commands; its table has only what `clap` would say without them.
static TEXTS: Tables = Tables::new([
    include_str!("help/da.yaml"),
    include_str!("help/sv.yaml"),
    include_str!("help/nb.yaml"),
    include_str!("help/nn.yaml"),
    include_str!("help/en.yaml"),
]);

fn text(lang: Lang, key: &str) -> Option<&'static str> {
    TEXTS.of(lang).get(key).map(String::as_str)
}

/// A label; empty where there is none, which a test keeps from happening.
fn label(lang: Lang, key: &str) -> &'static str {
    text(lang, key).unwrap_or_default()
}

/// The commands with their help in a language.
pub(super) fn told(command: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return command;
    }
    let name = command.get_name().to_owned();
    let told = Told { lang };
    told.command(command.disable_help_subcommand(true), &name).mut_subcommands(|own| {
        let key = own.get_name().to_owned();
        told.command(own, &format!("{name} {key}"))
    })
}

struct Told {
    lang: Lang,
}

impl Told {
    /// A command by the words with which it is called.
    fn command(&self, command: Command, called: &str) -> Command {
        let key = called.rsplit(' ').next().unwrap_or_default().to_owned();
        let label = |key| label(self.lang, key);
        let usage = self.usage(&command, called);
        let template =
            format!("{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}", label("label.usage"));
        let has_version = command.get_arguments().any(|argument| argument.get_id() == "version");
        let mut command = command
            .help_template(template)
            .override_usage(usage)
            .subcommand_help_heading(label("label.commands"))
            .disable_help_flag(true)
            .disable_version_flag(true)
            .mut_args(|own| self.argument(own, &key))
            .arg(self.flag("help", 'h', ArgAction::Help));
        // A command may call something else its version.
        if !has_version {
            command = command.arg(self.flag("version", 'V', ArgAction::Version));
        }
        if let Some(about) = text(self.lang, &format!("{key}.about")) {
            command = command.about(about).long_about(None);
        }
        if let Some(after) = text(self.lang, &format!("{key}.after")) {
            command = command.after_help(after);
        }
        command
    }

    fn argument(&self, argument: Arg, command: &str) -> Arg {
        let group = if argument.is_global_set() { "common" } else { command };
        let heading = match (argument.is_positional(), group) {
            (true, _) => "label.arguments",
            (false, "common") => "label.common",
            (false, _) => "label.options",
        };
        let help = text(self.lang, &format!("{group}.{}", argument.get_id()));
        let mut told =
            help.map_or_else(|| argument.get_help().map(ToString::to_string).unwrap_or_default(), str::to_owned);
        let takes_value = argument.get_action().takes_values();
        let choices: Vec<_> = if takes_value { argument.get_possible_values() } else { Vec::new() };
        if !choices.is_empty() {
            let names: Vec<_> = choices.iter().map(clap::builder::PossibleValue::get_name).collect();
            told.push_str(&format!(" [{}: {}]", label(self.lang, "label.choices"), names.join(", ")));
        }
        if let [default] = argument.get_default_values()
            && takes_value
        {
            told.push_str(&format!(" [{}: {}]", label(self.lang, "label.default"), default.to_string_lossy()));
        }
        let values = self.value_names(&argument);
        let argument = argument.help(told).long_help(None).help_heading(label(self.lang, heading));
        if takes_value {
            argument.value_names(values).hide_default_value(true).hide_possible_values(true)
        } else {
            argument
        }
    }

    /// A flag in the place of the one that `clap` would add with an English text.
    fn flag(&self, name: &'static str, short: char, action: ArgAction) -> Arg {
        let help = label(self.lang, if name == "help" { "label.help" } else { "label.version" });
        let heading = label(self.lang, "label.options");
        Arg::new(name).long(name).short(short).action(action).help(help).help_heading(heading)
    }

    /// What stands for an option's value, in the language: `MAPPE` for `FOLDER`.
    fn value_names(&self, argument: &Arg) -> Vec<String> {
        let names = argument.get_value_names().unwrap_or_default();
        let told = |part: &str| text(self.lang, &format!("value.{part}")).unwrap_or(part).to_owned();
        names.iter().map(|name| name.split('|').map(told).collect::<Vec<_>>().join("|")).collect()
    }

    fn usage(&self, command: &Command, called: &str) -> String {
        let mut usage = format!("{called} [{}]", label(self.lang, "label.some_options"));
        for argument in command.get_positionals() {
            let name = self.value_names(argument).join(" ");
            let more = if argument.get_num_args().is_some_and(|range| range != ValueRange::SINGLE)
                || matches!(argument.get_action(), ArgAction::Append)
            {
                "..."
            } else {
                ""
            };
            usage.push_str(&if argument.is_required_set() {
                format!(" <{name}>{more}")
            } else {
                format!(" [{name}]{more}")
            });
        }
        if command.has_subcommands() {
            usage.push_str(&format!(" <{}>", label(self.lang, "label.some_command")));
        }
        usage
    }
}

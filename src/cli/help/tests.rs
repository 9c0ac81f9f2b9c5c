use std::collections::BTreeSet;

use clap::{CommandFactory, FromArgMatches};

use super::*;
use crate::cli::Arguments;

/// Keys of the texts that the commands need.
fn keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut add = |command: &Command| {
        let name = command.get_name();
        keys.insert(format!("{name}.about"));
        keys.extend(command.get_after_help().map(|_| format!("{name}.after")));
        for argument in command.get_arguments() {
            let group = if argument.is_global_set() { "common" } else { name };
            keys.insert(format!("{group}.{}", argument.get_id()));
            let names = argument.get_value_names().filter(|_| argument.get_action().takes_values()).unwrap_or_default();
            keys.extend(names.iter().flat_map(|name| name.split('|')).map(|name| format!("value.{name}")));
        }
    };
    let command = Arguments::command();
    add(&command);
    command.get_subcommands().for_each(add);
    keys
}

fn translated() -> impl Iterator<Item = Lang> {
    Lang::ALL.iter().copied().filter(|lang| *lang != Lang::En)
}

#[test]
fn every_language_has_the_help_of_every_command() {
    let wanted = keys();
    assert!(wanted.len() > 40, "{wanted:?}");
    let general = ["label.", "reason.", "refused."];
    for lang in translated() {
        let there: BTreeSet<_> = TEXTS.of(lang).keys().cloned().collect();
        let own: BTreeSet<_> =
            there.iter().filter(|key| !general.iter().any(|group| key.starts_with(group))).cloned().collect();
        assert_eq!(own, wanted, "{lang:?}");
        assert!(TEXTS.of(Lang::Da).keys().eq(there.iter()), "{lang:?}");
        assert!(TEXTS.of(lang).values().all(|text| !text.is_empty()), "{lang:?}");
    }
    let reasons = |lang| TEXTS.of(lang).keys().filter(|key| key.starts_with("reason.")).collect::<Vec<_>>();
    assert_eq!(reasons(Lang::En), reasons(Lang::Da));
}

/// The examples of a language run the same commands as the English ones, apart from words that are translated.
#[test]
fn examples_are_command_lines_that_are_understood() {
    for lang in Lang::ALL {
        let command = told(Arguments::command(), *lang);
        let helps = std::iter::once(&command).chain(command.get_subcommands());
        let lines: Vec<_> = helps.filter_map(|own| own.get_after_help()).map(ToString::to_string).collect();
        let lines: Vec<_> = lines.iter().flat_map(|text| text.lines()).map(str::trim).collect();
        let examples: Vec<_> = lines.into_iter().filter(|line| line.starts_with("rettesnor ")).collect();
        assert!(examples.len() > 25, "{lang:?}");
        for example in examples {
            // What follows two spaces says what it is for.
            let line = example.split("   ").next().unwrap().split(['|', '>', '\\']).next().unwrap();
            let words = words(line);
            let understood = Arguments::command().try_get_matches_from(&words);
            assert!(understood.is_ok(), "{lang:?} {words:?}: {}", understood.unwrap_err());
        }
    }
}

/// The words of a command line, with quotation marks as a shell takes them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for letter in line.trim().chars() {
        match (letter, quote) {
            ('"' | '\'', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            (' ', None) => words.push(String::new()),
            (letter, _) => words.last_mut().unwrap().push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn the_commands_take_the_same_words_in_every_language() {
    for lang in translated() {
        told(Arguments::command(), lang).debug_assert();
        let mut command = told(Arguments::command(), lang);
        let matches =
            command.try_get_matches_from_mut(["rettesnor", "--lang", "nb", "check", "--deny", "warnings"]).unwrap();
        assert!(Arguments::from_arg_matches(&matches).is_ok());
        let error = command.try_get_matches_from_mut(["rettesnor", "build", "--help"]).unwrap_err();
        let help = error.to_string();
        assert!(!help.contains("Usage") && !help.contains("Print") && !help.contains("default:"), "{help}");
        assert!(help.contains(label(lang, "label.common")) && help.contains("public"), "{help}");
    }
}

#[test]
fn what_is_wrong_is_told_with_a_cure() {
    let say = |words: &[&str]| {
        let error = told(Arguments::command(), Lang::Da).try_get_matches_from(words).unwrap_err();
        let (message, cure) = refused(&error, Lang::Da).unwrap_or_default();
        format!("{message} / {}", cure.unwrap_or_default())
    };
    let told = [
        say(&["rettesnor", "bild"]),
        say(&["rettesnor", "build", "--dato", "x"]),
        say(&["rettesnor", "build", "--ud", "x"]),
        say(&["rettesnor", "build", "--date", "28-02-2026"]),
        say(&["rettesnor", "check", "--deny", "alt"]),
        say(&["rettesnor", "build", "--out"]),
        say(&["rettesnor", "check", "--ics", "x"]),
        say(&["rettesnor", "check", "--due", "60d", "--changed", "main"]),
        say(&["rettesnor", "check", "--due", "snart"]),
        say(&["rettesnor", "search"]),
    ];
    insta::assert_snapshot!(told.join("\n"), @r"
    ukendt kommando `bild` / mente du `build`?
    ukendt valg `--dato` / mente du `--date`?
    ukendt valg `--ud` / se mere med `rettesnor build --help`
    `--date <ÅÅÅÅ-MM-DD>` kan ikke være `28-02-2026` / den dag findes ikke; skriv den som 2026-02-28
    `--deny <HVAD>` kan ikke være `alt` / skriv en af: `warnings`, `notes`
    `--out <MAPPE>` mangler en værdi / 
    der mangler `--due <TIDSRUM>` / se mere med `rettesnor check --help`
    `--due <TIDSRUM>` kan ikke bruges sammen med `--changed <REVISION>` / se mere med `rettesnor check --help`
    `--due <TIDSRUM>` kan ikke være `snart` / skriv et tidsrum som 60d, `8 uger`, `3 måneder` eller P2M
    der mangler `<ORD>...` / se mere med `rettesnor search --help`
    ");
}

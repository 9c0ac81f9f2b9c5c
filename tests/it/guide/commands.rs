//! The command line and what the guide says of it.

use std::collections::BTreeSet;

use clap::error::ErrorKind;
use clap::{Arg, Command};

use super::texts::{Page, TONGUES, code, guide, page, rows};

/// The page on the command line, by language.
fn reference(lang: &'static str) -> Page {
    page(lang, if lang == "da" { "pages/kommandolinje.md" } else { "pages/command-line.md" })
}

/// Every way in which an option can be written.
fn names(option: &Arg) -> Vec<String> {
    let long = option.get_long().map(|name| format!("--{name}"));
    long.into_iter().chain(option.get_short().map(|name| format!("-{name}"))).collect()
}

fn options(command: &Command) -> Vec<&Arg> {
    command.get_arguments().filter(|argument| !argument.is_positional()).collect()
}

/// The options that a section's table has in its first column.
fn told(text: &str) -> BTreeSet<String> {
    let firsts: Vec<_> = rows(text).into_iter().map(|row| row[0].clone()).collect();
    let words = firsts.iter().flat_map(|cell| code(cell)).filter(|word| word.starts_with('-'));
    words.map(|word| word.split(' ').next().unwrap().to_owned()).collect()
}

/// The options of a command are told in its section, all of them and no others, with their values.
fn compare(what: &str, options: &[&Arg], text: &str, more: &[&str]) {
    let expected = options.iter().flat_map(|option| names(option)).chain(more.iter().map(|name| (*name).to_owned()));
    assert_eq!(told(text), expected.collect(), "{what}");
    for option in options.iter().filter(|option| option.get_action().takes_values()) {
        for value in option.get_possible_values() {
            assert!(code(text).contains(&value.get_name()), "{what}: `{}` of {:?}", value.get_name(), names(option));
        }
    }
}

#[test]
fn the_reference_has_every_command_and_every_option() {
    let program = rettesnor::cli::command();
    for lang in TONGUES {
        let sections = reference(lang).sections();
        let of = |title: &str| sections.iter().find(|(name, _)| name == title).map(|(_, text)| text.as_str());
        let common = of(if lang == "da" { "Fælles valg" } else { "Common options" }).unwrap();
        compare("common", &options(&program), common, &["-h", "--help", "-V", "--version"]);
        for command in program.get_subcommands() {
            let name = command.get_name();
            let text = of(name).unwrap_or_else(|| panic!("{lang}: no section on `{name}`"));
            compare(&format!("{lang} {name}"), &options(command), text, &[]);
        }
        let commands = program.get_subcommands().count();
        let small =
            sections.iter().filter(|(title, _)| title.chars().all(|letter| letter.is_ascii_lowercase())).count();
        assert_eq!(small, commands, "{lang}: a section on a command that is gone");
    }
}

#[test]
fn the_exit_codes_are_those_of_the_program() {
    for lang in TONGUES {
        let sections = reference(lang).sections();
        let codes: Vec<_> = rows(&sections[0].1).into_iter().map(|row| row[0].clone()).collect();
        assert_eq!(codes, ["0", "1", "2", "3", "130, 143"], "{lang}");
    }
}

/// What the page says of the codes of single commands.
#[test]
fn the_commands_end_as_the_reference_says() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let ends = |words: &str, code: i32| {
        let place = if words.starts_with("init") { folder.path() } else { &site };
        assert_eq!(super::run(place, &words.split(' ').collect::<Vec<_>>()).status.code(), Some(code), "{words}");
    };
    ends("init site --yes --lang en", 0);
    ends("init site --yes --lang en", 2);
    ends("check --deny notes", 0);
    ends("check --due 1y", 0);
    ends("adopt communication --version 1.0 --by Council", 0);
    ends("adopt communication --version 1.0 --by Council", 2);
    ends("save Done", 2);
    ends("publish", 2);
    ends("build", 0);
    ends("verify", 0);
    std::fs::write(site.join("public/index.html"), "changed").unwrap();
    ends("verify", 1);
    std::fs::write(site.join("content/pages/wrong.md"), "---\ntitel: Wrong\n---\n").unwrap();
    for words in ["check", "build", "check --changed HEAD", "adopt communication --version 2.0 --by Council"] {
        ends(words, if words.contains("HEAD") { 2 } else { 1 });
    }
    std::fs::write(folder.path().join("file"), "").unwrap();
    ends("check --due 1y --ics ../file/due.ics", 3);
}

/// The words of a line as a shell parts them; what follows ` #` is a remark.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for letter in line.chars() {
        match (quote, letter) {
            (Some(mark), _) if letter == mark => quote = None,
            (None, '"' | '\'') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, '#') if word.is_none() => break,
            (None, ' ') => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "a quotation mark is open: {line}");
    words.into_iter().chain(word).collect()
}

fn parse(line: &str) -> Result<(), clap::Error> {
    rettesnor::cli::command().try_get_matches_from(words(line)).map(drop)
}

#[test]
fn every_command_in_an_example_can_be_given() {
    let mut lines = 0;
    for page in TONGUES.into_iter().flat_map(guide) {
        for example in page.examples().into_iter().filter(|example| example.info == "sh") {
            for line in example.text.lines().filter(|line| line.starts_with("rettesnor ")) {
                lines += 1;
                let is_help = |kind| matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
                let wrong = parse(line).err().filter(|error| !is_help(error.kind()));
                assert!(wrong.is_none(), "{}\n{line}\n{}", example.place, wrong.unwrap());
            }
        }
    }
    assert!(lines > 150, "only {lines} commands were found");
}

#[test]
fn every_command_in_a_sentence_exists() {
    let may_be = |kind| {
        use ErrorKind as Kind;
        matches!(kind, Kind::DisplayHelp | Kind::MissingRequiredArgument | Kind::InvalidValue)
    };
    let mut spans = 0;
    for page in TONGUES.into_iter().flat_map(guide) {
        let prose = page.prose();
        for line in code(&prose).into_iter().filter(|word| word.starts_with("rettesnor ")) {
            spans += 1;
            let wrong = parse(line).err().filter(|error| !may_be(error.kind()));
            assert!(wrong.is_none(), "{}: {line}\n{}", page.path.display(), wrong.unwrap());
        }
    }
    assert!(spans > 20, "only {spans} commands were found");
}

/// A command that is gone, an option that never was, and a value that is none are told.
#[test]
fn what_cannot_be_given_is_refused() {
    for line in ["rettesnor bild", "rettesnor build --fast", "rettesnor init x --ci jenkins", "rettesnor diff"] {
        assert!(parse(line).is_err(), "{line}");
    }
    assert_eq!(words("a \"b c\" --d='e f' # g"), ["a", "b c", "--d=e f"]);
    assert_eq!(
        told("| Option | What |\n|---|---|\n| `-o`, `--out DIR` | x |\n"),
        ["--out", "-o"].map(str::to_owned).into()
    );
}

//! Standard output and standard error: data on the one, everything else on the other.

#![expect(clippy::disallowed_methods, reason = "only here is the clock and the environment read for people")]

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::explain;
use super::options::{Common, FormatName};
use super::texts::Texts;
use crate::diag::{self, Format, Located, ReportColour as Colour, Severity, Telling};
use crate::fs::{Failure, Put};
use crate::lang::Lang;
use crate::pipeline::Build;
use crate::source::SourcePath;

/// Where findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    Output,
    Error,
}

/// What a command prints with.
#[derive(Clone, Debug)]
pub(super) struct Console {
    pub texts: Texts,
    format: FormatName,
    speech: Speech,
    started: Instant,
    /// The way from here to the folder that holds the content folder, with which paths begin.
    base: String,
}

/// How text may look: with bold words and wrapped, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Lively,
    Plain,
}

/// Width of text on a terminal, in characters.
const WIDTH: usize = 84;

impl Look {
    /// How text on standard output may look.
    pub fn of_output() -> Self {
        if colour(Stream::Output) == Colour::Shown { Self::Lively } else { Self::Plain }
    }

    /// A text that stands out.
    pub fn strong(self, text: &str) -> String {
        match self {
            Self::Lively => format!("\x1b[1m{text}\x1b[0m"),
            Self::Plain => text.to_owned(),
        }
    }

    /// A text in lines that are not too long, each after `indent`.
    pub fn wrapped(self, text: &str, indent: &str) -> String {
        if self == Self::Plain {
            return format!("{indent}{text}");
        }
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let last = lines.last_mut().map_or(0, |line| line.chars().count());
            match lines.last_mut() {
                Some(line) if last > 0 && indent.len() + last + 1 + word.chars().count() <= WIDTH => {
                    line.push(' ');
                    line.push_str(word);
                }
                Some(line) if line.is_empty() => line.push_str(word),
                _ => lines.push(word.to_owned()),
            }
        }
        lines.iter().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speech {
    Quiet,
    Plain,
    /// On a terminal, where a line can be written over.
    Lively,
}

/// Clears the line that progress was shown on.
const CLEAR: &str = "\r\x1b[K";

impl Console {
    /// The console that the options ask for, in the language that the site or the caller speaks.
    pub fn new(common: &Common) -> Self {
        let speech = match common.quiet {
            true => Speech::Quiet,
            false if io::stderr().is_terminal() => Speech::Lively,
            false => Speech::Plain,
        };
        let texts = Texts { lang: common.speech() };
        Self { texts, format: common.format, speech, started: Instant::now(), base: common.base() }
    }

    /// What is going on, by the key of its text, on a terminal; the next line takes its place.
    pub fn progress(&self, doing: &str) {
        if self.speech == Speech::Lively {
            write(Stream::Error, &format!("{CLEAR}{} …", self.texts.get(doing)));
        }
    }

    /// A line for people, unless they want quiet.
    pub fn say(&self, line: &str) {
        if self.speech != Speech::Quiet {
            write(Stream::Error, &format!("{}{line}\n", self.clear()));
        }
    }

    /// A question; what is typed stands behind it.
    pub fn ask(&self, question: &str) {
        write(Stream::Error, &format!("{}{question} ", self.clear()));
    }

    /// A line of data.
    pub fn data(&self, line: &str) {
        write(Stream::Error, self.clear());
        write(Stream::Output, &format!("{line}\n"));
    }

    /// What failed, and the cure.
    pub fn failure(&self, failure: &Failure) {
        let Texts { lang } = self.texts;
        let label = |key: &str| self.texts.get(&format!("label.{key}"));
        let hint = failure.cure(lang).map(|hint| format!("{}: {hint}\n", label("hint"))).unwrap_or_default();
        let message = failure.message(lang);
        write(Stream::Error, &format!("{}{}: {message}\n{hint}", self.clear(), label("error")));
    }

    /// Findings in the format that was asked for, with the lines of the sources they are about.
    pub fn findings(&self, stream: Stream, findings: &[Located], build: &Build) {
        let is_document = matches!(self.format, FormatName::Json | FormatName::Gitlab | FormatName::Sarif);
        if !findings.is_empty() || is_document {
            let text = |path: &SourcePath| build.source_text(path);
            let rules = explain::rule_texts(build.lang());
            let telling = Telling { lang: build.lang(), text: &text, rules: &rules, base: &self.base };
            write(Stream::Error, self.clear());
            write(stream, &diag::tell(findings, self.format(stream), &telling));
        }
    }

    /// Whether data is to be written for a program to read.
    pub fn is_for_programs(&self) -> bool {
        self.format == FormatName::Json
    }

    /// What became of a file.
    pub fn put(&self, path: &Path, done: Put) {
        let key = match done {
            Put::Written => "file.written",
            Put::Same => "file.same",
            Put::Replaced => "file.replaced",
            Put::Kept => "file.kept",
        };
        self.say(&self.texts.fill(key, &[("path", &format!("`{}`", path.display()))]));
    }

    /// The time since the program was started, for people.
    pub fn time(&self) -> String {
        self.seconds(self.started.elapsed())
    }

    /// A time for people.
    pub fn seconds(&self, time: Duration) -> String {
        if time < Duration::from_secs(1) {
            return format!("{} ms", time.as_millis());
        }
        format!("{} s", self.texts.lang.number(time.as_secs_f64(), 1))
    }

    /// How many errors and warnings there are, in words.
    pub fn tally(&self, findings: &[Located]) -> String {
        let number = |severity| findings.iter().filter(|finding| finding.diagnostic.severity == severity).count();
        let kinds =
            [(Severity::Error, "tally.errors"), (Severity::Warning, "tally.warnings"), (Severity::Info, "tally.notes")];
        let counts = kinds.map(|(severity, key)| (number(severity), key)).into_iter();
        let told: Vec<_> =
            counts.filter(|(number, _)| *number > 0).map(|(number, key)| self.texts.count(key, number)).collect();
        if told.is_empty() { self.texts.get("tally.none").to_owned() } else { self.texts.lang.list(&told) }
    }

    fn format(&self, stream: Stream) -> Format {
        match self.format {
            FormatName::Human => Format::Human(colour(stream)),
            FormatName::Short => Format::Short,
            FormatName::Json => Format::Json,
            FormatName::Github => Format::Github,
            FormatName::Gitlab => Format::Gitlab,
            FormatName::Sarif => Format::Sarif,
        }
    }

    fn clear(&self) -> &'static str {
        if self.speech == Speech::Lively { CLEAR } else { "" }
    }
}

/// What is wrong with the command line, before it is known how to speak.
pub(super) fn refused(message: &str, cure: Option<&str>, lang: Lang) {
    let texts = Texts { lang };
    let hint = cure.map(|cure| format!("{}: {cure}\n", texts.get("label.hint"))).unwrap_or_default();
    write(Stream::Error, &format!("{}: {message}\n{hint}", texts.get("label.error")));
}

/// <https://no-color.org>: any value but the empty one means plain text.
fn colour(stream: Stream) -> Colour {
    let terminal = match stream {
        Stream::Output => io::stdout().is_terminal(),
        Stream::Error => io::stderr().is_terminal(),
    };
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if terminal && !unwanted { Colour::Shown } else { Colour::Plain }
}

/// Writes; a reader that has gone away, as `head` does, is no failure of ours.
fn write(stream: Stream, text: &str) {
    let _ = match stream {
        Stream::Output => io::stdout().lock().write_all(text.as_bytes()),
        Stream::Error => io::stderr().lock().write_all(text.as_bytes()),
    };
}

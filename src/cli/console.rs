//! Standard output and standard error: data on the one, everything else on the other.

#![expect(clippy::disallowed_methods, reason = "only here is the clock and the environment read for people")]

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use super::options::{Common, FormatName};
use crate::diag::{self, Format, Located, ReportColour as Colour, Severity};
use crate::fs::Failure;
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
    format: FormatName,
    speech: Speech,
    started: Instant,
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
    /// The console that the options ask for.
    pub fn new(common: &Common) -> Self {
        let speech = match common.quiet {
            true => Speech::Quiet,
            false if io::stderr().is_terminal() => Speech::Lively,
            false => Speech::Plain,
        };
        Self { format: common.format, speech, started: Instant::now() }
    }

    /// What is going on, on a terminal; the next line takes its place.
    pub fn progress(&self, doing: &str) {
        if self.speech == Speech::Lively {
            write(Stream::Error, &format!("{CLEAR}{doing} …"));
        }
    }

    /// A line for people, unless they want quiet.
    pub fn say(&self, line: &str) {
        if self.speech != Speech::Quiet {
            write(Stream::Error, &format!("{}{line}\n", self.clear()));
        }
    }

    /// A line of data.
    pub fn data(&self, line: &str) {
        write(Stream::Error, self.clear());
        write(Stream::Output, &format!("{line}\n"));
    }

    /// What failed, and the cure.
    pub fn failure(&self, failure: &Failure) {
        let hint = failure.cure().map(|hint| format!("hint: {hint}\n")).unwrap_or_default();
        write(Stream::Error, &format!("{}error: {failure}\n{hint}", self.clear()));
    }

    /// Findings in the format that was asked for, with the lines of the sources they are about.
    pub fn findings(&self, stream: Stream, findings: &[Located], build: &Build) {
        if !findings.is_empty() || self.format == FormatName::Json {
            let text = |path: &SourcePath| build.source_text(path);
            write(Stream::Error, self.clear());
            write(stream, &diag::report(findings, self.format(stream), build.lang(), &text));
        }
    }

    /// The time since the program was started, for people.
    pub fn time(&self) -> String {
        seconds(self.started.elapsed())
    }

    fn format(&self, stream: Stream) -> Format {
        match self.format {
            FormatName::Human => Format::Human(colour(stream)),
            FormatName::Short => Format::Short,
            FormatName::Json => Format::Json,
            FormatName::Github => Format::Github,
        }
    }

    fn clear(&self) -> &'static str {
        if self.speech == Speech::Lively { CLEAR } else { "" }
    }
}

/// A count with its noun: `1 page`, `2 pages`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// How many errors and warnings there are, in words.
pub(super) fn tally(findings: &[Located]) -> String {
    let number = |severity| findings.iter().filter(|finding| finding.diagnostic.severity == severity).count();
    let (errors, warnings, notes) = (number(Severity::Error), number(Severity::Warning), number(Severity::Info));
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let told: Vec<_> = counts.into_iter().filter(|(number, _)| *number > 0).map(|(n, noun)| count(n, noun)).collect();
    if told.is_empty() { "no findings".to_owned() } else { told.join(", ") }
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        return format!("{} ms", time.as_millis());
    }
    format!("{:.1} s", time.as_secs_f64())
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

//! `rettesnor init`: a new site, in a folder of its own.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Ending;
use super::console::Console;
use super::options::Common;
use super::texts::Texts;
use crate::fs::{Failure, FreshFolder};
use crate::git;
use crate::init::{Host, NewSite, SiteName, files};
use crate::lang::Lang;
use crate::schema::{self, Subject};

const EXAMPLES: &str = "\
Examples:
  rettesnor init guideline-site            asks for language, municipality and title
  rettesnor init site --lang nb --municipality \"Nordvik kommune\"
  rettesnor init site --yes --git --ci gitlab   asks nothing; with git, and a pipeline for GitLab

Writes a site of templates that can be built at once: strategy, this year's plan with
goals and actions, guidelines, crisis plan with action cards, channels, audiences, themes,
roles, wheel, glossary and a checklist. Remarks in the files say what belongs there.
A folder that is not empty is left alone.";

/// Make a new site of templates that are to be filled in
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The new site's folder: new, or empty
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// The site's title
    #[arg(long, value_name = "NAME")]
    title: Option<String>,

    /// The municipality's name
    #[arg(long, value_name = "NAME")]
    municipality: Option<String>,

    /// Make the folder a git repository
    #[arg(long)]
    git: bool,

    /// Set up checks, previews and publishing on a code host
    #[arg(long, value_name = "HOST")]
    ci: Option<HostName>,

    /// Ask nothing: what is not given gets a name that can be changed later
    #[arg(long)]
    yes: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum HostName {
    Gitlab,
    Github,
    Azure,
}

/// How what is not given is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Terminal,
    Nobody,
}

/// What is asked for a name, and the stand-in, by the keys of their texts.
#[derive(Clone, Copy, Debug)]
struct Question {
    ask: &'static str,
    proposed: &'static str,
}

const MUNICIPALITY: Question = Question { ask: "init.ask.municipality", proposed: "init.proposed.municipality" };
const TITLE: Question = Question { ask: "init.ask.title", proposed: "init.proposed.title" };

/// Makes the site.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    // Told before anything is asked.
    let fresh = FreshFolder::begin(&own.folder)?;
    let asking = if own.yes || !io::stdin().is_terminal() { Asking::Nobody } else { Asking::Terminal };
    let lang = language(common, asking, console)?;
    let texts = Texts { lang };
    let municipality = name(own.municipality.as_deref(), MUNICIPALITY, (asking, texts), console)?;
    let title = name(own.title.as_deref(), TITLE, (asking, texts), console)?;
    let host = own.ci.map(|host| match host {
        HostName::Gitlab => Host::Gitlab,
        HostName::Github => Host::Github,
        HostName::Azure => Host::Azure,
    });
    let files = files(&NewSite { lang, title, municipality, today: common.today(), host });
    for (path, text) in &files {
        fresh.put(path, text.as_bytes())?;
    }
    for subject in Subject::all() {
        let json = schema::schema(subject, lang).json;
        fresh.put(&format!("{}/{}", schema::FOLDER, subject.file_name()), format!("{json:#}\n").as_bytes())?;
    }
    if own.git {
        git::create(fresh.stage())?;
    }
    fresh.finish()?;
    tell(&own.folder, files.len(), texts, console);
    Ok(Ending::Done)
}

/// The site's language: as asked for, or as answered, or as the environment has it.
fn language(common: &Common, asking: Asking, console: &Console) -> Result<Lang, Failure> {
    let proposed = console.texts.lang;
    match (common.lang, asking) {
        (Some(lang), _) => Ok(lang),
        (None, Asking::Nobody) => Ok(proposed),
        (None, Asking::Terminal) => loop {
            let question = console.texts.fill("init.ask.language", &[("proposed", proposed.code())]);
            let answer = answer(&question, console)?;
            if answer.is_empty() {
                return Ok(proposed);
            }
            if let Some(lang) = Lang::from_code(&answer.to_lowercase()) {
                return Ok(lang);
            }
        },
    }
}

/// A name: as given, or as answered, or a stand-in.
fn name(
    given: Option<&str>,
    question: Question,
    (asking, texts): (Asking, Texts),
    console: &Console,
) -> Result<SiteName, Failure> {
    let odd = |typed: &str| Failure::usage("init_name").with("name", typed.to_owned()).hint("init_name.hint");
    let proposed = texts.get(question.proposed);
    match (given, asking) {
        (Some(given), _) => SiteName::new(given).ok_or_else(|| odd(given)),
        (None, Asking::Nobody) => SiteName::new(proposed).ok_or_else(|| odd(proposed)),
        (None, Asking::Terminal) => loop {
            let answer = answer(&texts.fill(question.ask, &[("proposed", proposed)]), console)?;
            let typed = if answer.is_empty() { proposed } else { &answer };
            if let Some(name) = SiteName::new(typed) {
                return Ok(name);
            }
            console.say(&odd(typed).message(texts.lang));
        },
    }
}

/// A line that somebody types after a question.
fn answer(question: &str, console: &Console) -> Result<String, Failure> {
    console.ask(question);
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).map_err(Failure::from)?;
    if read == 0 {
        return Err(Failure::usage("init_no_answer").hint("init_no_answer.hint"));
    }
    Ok(line.trim().to_owned())
}

/// What is there now, and what to do next.
fn tell(folder: &Path, files: usize, texts: Texts, console: &Console) {
    let (folder, files) = (folder.display().to_string(), texts.count("count.files", files));
    console.say(&texts.fill("init.done", &[("folder", &folder), ("files", &files), ("time", &console.time())]));
    console.say(&texts.fill("init.next", &[("folder", &folder)]));
}

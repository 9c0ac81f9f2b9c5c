//! The options that all commands share, and the inputs they lead to.

#![expect(
    clippy::disallowed_methods,
    reason = "asks for the date and the language, where the caller and the site do not give them"
)]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::help::Reason;
use crate::config::{Drafts, Options, Profile};
use crate::fs::{self, Failure, Folders, Scan, Theme};
use crate::git::{Archive, Named, Repository, memory_of};
use crate::history::History;
use crate::lang::Lang;
use crate::parse;
use crate::pipeline::Inputs;

use super::console::Console;

/// The content folder, unless another is named.
const CONTENT: &str = "content";

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// Folder with the texts: `site.yaml`, `data/` and the rest
    #[arg(long, global = true, value_name = "FOLDER", default_value = CONTENT)]
    pub content: PathBuf,

    /// Theme: the name of a folder in `themes/` beside the content, or the path of any folder
    #[arg(long, global = true, value_name = "NAME|FOLDER")]
    pub theme: Option<String>,

    /// For whom: `public` takes only what says `access: public`. This chooses what is built; it protects nothing
    #[arg(long, global = true, value_name = "NAME", default_value = "internal")]
    pub profile: ProfileName,

    /// Show drafts too (`serve` always does; the public profile never)
    #[arg(long, global = true)]
    pub drafts: bool,

    /// The day that counts as today, such as 2026-02-28: what is in force, late or due
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Date>,

    /// Language of the messages, if not the site's own
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Lang>,

    /// Print findings and failures only
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// How findings are written
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub format: FormatName,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ProfileName {
    /// Everything but drafts
    Internal,
    /// Only what says `access: public`
    Public,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    /// With the line and the place underlined
    Human,
    /// One line each: `file:line:column: error[C01]: …`
    Short,
    /// One JSON array
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// A Code Quality report for GitLab
    Gitlab,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

impl Common {
    /// The folders of the site.
    pub fn folders(&self) -> Result<Folders, Failure> {
        Folders::find(&self.content, &self.theme())
    }

    /// The way to the folder that holds the content folder: empty where that is here, or with `/` at its end.
    pub fn base(&self) -> String {
        let parent = match self.content.file_name() {
            Some(_) => self.content.parent().map(Path::to_path_buf).unwrap_or_default(),
            // `.` and `..` have no name of their own.
            None => self.content.join(".."),
        };
        let parent = parent.to_string_lossy().replace('\\', "/");
        match parent.trim_start_matches("./") {
            "" | "." => String::new(),
            parent if parent.ends_with('/') => parent.to_owned(),
            parent => format!("{parent}/"),
        }
    }

    /// What the caller says of the theme.
    pub fn theme(&self) -> Theme {
        self.theme.clone().map_or(Theme::Default, Theme::Named)
    }

    /// Whether drafts are shown, unless the command always shows them.
    pub fn wish_for_drafts(&self) -> Drafts {
        if self.drafts { Drafts::Shown } else { Drafts::Hidden }
    }

    /// All that a build needs: what the folders hold now, what git tells of the past, and what the caller asked for.
    pub fn inputs(&self, folders: &Folders, drafts: Drafts, console: &Console) -> Inputs {
        let inputs = self.inputs_of(fs::scan(folders), drafts);
        inputs.with_history(history(folders, console))
    }

    /// The same, of what the folders were found to hold.
    pub fn inputs_of(&self, scan: Scan, drafts: Drafts) -> Inputs {
        let profile = match self.profile {
            ProfileName::Internal => Profile::Internal,
            ProfileName::Public => Profile::Public,
        };
        let options = Options { today: self.today(), profile, drafts, lang: self.message_language() };
        let Scan { content, sources, statics, theme, refused } = scan;
        Inputs { content, sources, statics, theme, options, refused, history: None }
    }

    /// Language of what is said: as asked for, or the site's, or the environment's, or English.
    pub fn speech(&self) -> Lang {
        speech(self.lang, &self.content)
    }

    /// Language of the messages, unless the site has one of its own.
    fn message_language(&self) -> Option<Lang> {
        self.lang.or_else(|| site_language(&self.content).is_none().then(|| self.speech()))
    }

    /// The day that counts as today.
    pub fn today(&self) -> Date {
        self.date.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

/// Language in which a command line is answered that may not be understood: as its words say, as far as they can be read.
pub(super) fn language_of(words: &[OsString]) -> Lang {
    let value = |name: &str| {
        words.iter().enumerate().find_map(|(at, word)| {
            let word = word.to_str()?;
            let joined = word.strip_prefix(name).and_then(|rest| rest.strip_prefix('='));
            joined.map(OsString::from).or_else(|| (word == name).then(|| words.get(at + 1).cloned())?)
        })
    };
    let asked = value("--lang").and_then(|code| Lang::from_code(code.to_str()?));
    speech(asked, Path::new(&value("--content").unwrap_or_else(|| CONTENT.into())))
}

fn speech(asked: Option<Lang>, content: &Path) -> Lang {
    asked.or_else(|| site_language(content)).or_else(environment).unwrap_or(Lang::En)
}

/// The language that `site.yaml` gives, whatever else is wrong with it.
fn site_language(content: &Path) -> Option<Lang> {
    // A theme that is missing is no reason to tell of it in another language.
    parse::language(&Folders::find(content, &Theme::Default).ok()?.settings()?)
}

/// What git tells; that it cannot is said, and is no reason to stop.
fn history(folders: &Folders, console: &Console) -> Option<Arc<History>> {
    archive(folders).read().unwrap_or_else(|failure| {
        console.say(&failure.message(console.texts.lang));
        None
    })
}

/// The repository that a folder lies in, or that the environment names.
pub(super) fn repository(folder: &Path) -> Result<Repository, Failure> {
    Repository::find(folder, named_repository().as_ref())
}

/// Where the content's past is read from.
pub(super) fn archive(folders: &Folders) -> Archive {
    Archive::open(folders.real_content(), &memory_of(&folders.root()), named_repository().as_ref())
}

/// The repository that the environment names, as where a hook of a bare one starts us.
fn named_repository() -> Option<Named> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let here = std::env::current_dir().ok()?;
    let repository = here.join(variable("GIT_DIR")?);
    Some(Named { repository, work_tree: here.join(variable("GIT_WORK_TREE").unwrap_or_default()) })
}

/// The language that the environment asks programs to speak: the first variable that is set decides.
fn environment() -> Option<Lang> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(std::env::var_os);
    let locale = set.map(|value| value.to_string_lossy().into_owned()).find(|value| !value.is_empty())?;
    locale_language(&locale)
}

/// The language of a locale: `da` of `da_DK.UTF-8`; `no` is the Norwegian that most write.
pub(super) fn locale_language(locale: &str) -> Option<Lang> {
    let code = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if code == "no" { Some(Lang::Nb) } else { Lang::from_code(code) }
}

/// A day as it is written in an option.
pub(super) fn day(text: &str) -> Result<Date, Reason> {
    text.parse().map_err(|_| Reason("reason.day"))
}

fn language(code: &str) -> Result<Lang, Reason> {
    Lang::from_code(code).ok_or(Reason("reason.language"))
}

//! The options that all commands share, and the inputs they lead to.

#![expect(clippy::disallowed_methods, reason = "asks for today's date, where the caller does not give it")]

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::config::{Drafts, Options, Profile};
use crate::fs::{self, Failure, Folders, Scan, Theme};
use crate::lang::Lang;
use crate::pipeline::Inputs;

#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Common options")]
pub(super) struct Common {
    /// Folder with the texts: `site.yaml`, `data/` and the rest
    #[arg(long, global = true, value_name = "FOLDER", default_value = "content")]
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
}

impl Common {
    /// The folders of the site.
    pub fn folders(&self) -> Result<Folders, Failure> {
        Folders::find(&self.content, &self.theme())
    }

    /// What the caller says of the theme.
    pub fn theme(&self) -> Theme {
        self.theme.clone().map_or(Theme::Default, Theme::Named)
    }

    /// Whether drafts are shown, unless the command always shows them.
    pub fn wish_for_drafts(&self) -> Drafts {
        if self.drafts { Drafts::Shown } else { Drafts::Hidden }
    }

    /// All that a build needs: what the folders hold now, and what the caller asked for.
    pub fn inputs(&self, folders: &Folders, drafts: Drafts) -> Inputs {
        self.inputs_of(fs::scan(folders), drafts)
    }

    /// The same, of what the folders were found to hold.
    pub fn inputs_of(&self, scan: Scan, drafts: Drafts) -> Inputs {
        let profile = match self.profile {
            ProfileName::Internal => Profile::Internal,
            ProfileName::Public => Profile::Public,
        };
        let options = Options { today: self.today(), profile, drafts, lang: self.lang };
        let Scan { content, sources, statics, theme, refused } = scan;
        Inputs { content, sources, statics, theme, options, refused }
    }

    fn today(&self) -> Date {
        self.date.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "no such day; write it as 2026-02-28".to_owned())
}

fn language(code: &str) -> Result<Lang, String> {
    let known = || Lang::ALL.iter().map(|lang| lang.code()).collect::<Vec<_>>().join(", ");
    Lang::from_code(code).ok_or_else(|| format!("the interface speaks {}", known()))
}

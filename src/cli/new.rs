//! `rettesnor new`: one more document, with the fields of its kind.

use clap::Args;

use super::Ending;
use super::console::Console;
use super::options::Common;
use crate::fs::{Existing, Failure, put, scan};
use crate::init::{NewDocument, document, folder_of, kind_named};
use crate::lang::Lang;
use crate::model::id::{DocKey, Id, Kind, Ref};
use crate::model::site::Settings;
use crate::parse::{self, Layout};
use crate::source::SourcePath;

const EXAMPLES: &str = "\
Examples:
  rettesnor new guideline \"Competitions\"   a guideline, `content/guidelines/competitions.md`
  rettesnor new channel Instagram
  rettesnor new action_card \"Power cut\" --id power-cut

The kind is written in English or in the site's language: strategy, policy, action_plan,
guideline, guide, crisis_plan, action_card, theme, channel, audience, report, page. Fields
that can wait stand as remarks. What is there already is never changed.";

/// Add a document with the fields of its kind
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// What it is: `guideline`, `channel`, …, also in the site's language
    #[arg(value_name = "KIND")]
    kind: String,

    /// Its title
    #[arg(value_name = "TITLE")]
    title: String,

    /// Its id and file name; made from the title, if not given
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

/// Adds the document.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    let folders = common.folders()?;
    let settings = folders.settings().and_then(|file| parse::settings(&file).0).unwrap_or_else(parse::plain_settings);
    let lang = settings.language;
    let kind = kind_named(&own.kind, lang).ok_or_else(|| unknown(&own.kind, lang))?;
    let id = id(own, lang)?;
    let path = SourcePath::new(format!("{}/{}/{id}.md", folders.name(), folder_of(kind, &settings)));
    let layout = Layout::new(folders.name(), Some(&settings));
    let scan = scan(&folders);
    let key = DocKey { kind, id: id.clone() };
    for source in &scan.sources {
        let known = match parse::parse(source, &layout).content {
            parse::Content::Document(read) => Some(read.document.key.clone()),
            _ => None,
        };
        if source.path == path || known.as_ref() == Some(&key) && !layout.is_of_edition(&source.path) {
            let failure = Failure::usage("new_there").with("id", id.as_str()).with("path", source.path.as_str());
            return Err(failure.hint("new_there.hint"));
        }
    }
    let new = NewDocument { kind, title: own.title.trim(), id, lang, today: common.today(), owner: owner(&settings) };
    let file = folders.file(&path);
    let done = put(&file, document(&new).as_bytes(), Existing::Keep)?;
    console.put(&file, done);
    console.say(console.texts.get("new.next"));
    Ok(Ending::Done)
}

/// The id that is asked for, or that the title gives.
fn id(own: &Arguments, lang: Lang) -> Result<Id, Failure> {
    let title = own.title.trim();
    if title.is_empty() || title.contains(char::is_control) {
        return Err(Failure::usage("new_title").hint("new_title.hint"));
    }
    let wanted = own.id.as_deref().unwrap_or(title);
    let slug = lang.slug(wanted);
    if slug.is_empty() || own.id.as_ref().is_some_and(|id| *id != slug) {
        return Err(Failure::usage("new_id").with("id", wanted).with("nearest", slug).hint("new_id.hint"));
    }
    Ok(Id::from_text(&slug, lang))
}

/// The role that readers' remarks go to; it can be changed in the file.
fn owner(settings: &Settings) -> Option<&str> {
    settings.feedback.as_ref().map(Ref::id)
}

fn unknown(word: &str, lang: Lang) -> Failure {
    let name = |kind: &Kind| lang.text(&format!("kind.{}", kind.key())).unwrap_or(kind.key()).to_lowercase();
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| format!("`{}` ({})", kind.key(), name(kind))).collect();
    Failure::usage("new_kind").with("kind", word).with("kinds", kinds.join(", ")).hint("new_kind.hint")
}

//! `rettesnor history`: the versions and the changes of a document.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Value, json};

use super::Ending;
use super::console::{Console, Look};
use super::options::{Common, archive, repository};
use crate::fs::{self, Failure, Folders};
use crate::history::{Adoption, Change, Front, History, Standing};
use crate::model::document::Origin;
use crate::model::id::{Id, Kind};
use crate::parse::{self, Layout, Place};
use crate::source::SourceFile;

const EXAMPLES: &str = "\
Examples:
  rettesnor history sociale-medier                               by the id of the document
  rettesnor history strategy:sociale-medier                      where two documents share an id
  rettesnor history content/strategies/sociale-medier.md         or by its file
  rettesnor history sociale-medier --format json                 for a program

What git knows of the document under all names that its file has had: when each version was adopted, and every change.";

/// List the versions and the changes of a document.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Id, kind and id, or file of the document
    #[arg(value_name = "DOCUMENT")]
    document: String,
}

/// The document that is asked about.
struct Document {
    file: SourceFile,
    /// The path below the content folder.
    below: String,
    kind: Kind,
    id: Id,
}

/// Finds the document and tells.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    let folders = common.folders()?;
    repository(folders.real_content()).map_err(|failure| failure.hint("history_no_git.hint"))?;
    let document = find(&own.document, &folders, common)?;
    let history = archive(&folders).read()?.ok_or_else(|| Failure::usage("history_empty"))?;
    let told = Told { document: &document, history: &history, console };
    if console.is_for_programs() {
        console.data(&format!("{:#}", told.json(&common.base())));
    } else {
        told.table();
    }
    Ok(Ending::Done)
}

fn find(asked: &str, folders: &Folders, common: &Common) -> Result<Document, Failure> {
    let scan = fs::scan(folders);
    let settings = folders.settings().and_then(|file| parse::settings(&file).0);
    let layout = Layout::new(&scan.content, settings.as_ref());
    let asked_path = asked.replace('\\', "/");
    let asked_path = asked_path.trim_start_matches("./");
    let base = common.base();
    let document = |file: SourceFile| {
        let Place::Document { kind, origin: Origin::WorkTree } = layout.place(&file.path) else { return None };
        let front = Front::of(&file.bytes);
        let kind = front.kind.and_then(Kind::from_key).unwrap_or(kind);
        let id = Id::from_text(front.id.unwrap_or(file.path.stem()), layout.lang);
        let below = folders.below_content(&file.path)?.to_owned();
        Some(Document { file, below, kind, id })
    };
    let is_meant = |document: &Document| {
        let path = document.file.path.as_str();
        document.id.as_str() == asked
            || format!("{}:{}", document.kind.key(), document.id) == asked
            || [path, document.below.as_str()].contains(&asked_path)
            || format!("{base}{path}") == asked_path
    };
    let mut found: Vec<Document> = scan.sources.into_iter().filter_map(document).filter(is_meant).collect();
    let failure = |key: &str| Failure::usage(key).with("document", asked);
    match found.len() {
        0 => Err(failure("history_unknown").hint("history_unknown.hint")),
        1 => Ok(found.remove(0)),
        _ => {
            let names = found.iter().map(|document| format!("`{}:{}`", document.kind.key(), document.id));
            let names = names.collect::<Vec<_>>().join(", ");
            Err(failure("history_several").with("names", names).hint("history_several.hint"))
        }
    }
}

struct Told<'a> {
    document: &'a Document,
    history: &'a History,
    console: &'a Console,
}

impl Told<'_> {
    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.history.changes(&self.document.below)
    }

    /// Versions by the commit that adopted them.
    fn versions(&self) -> BTreeMap<String, &Adoption> {
        let all = self.history.adopted(&self.document.below);
        all.map(|adoption| (self.history.commit(&adoption.change).id.to_string(), adoption)).collect()
    }

    fn table(&self) {
        let texts = self.console.texts;
        let versions = self.versions();
        let head = ["history.date", "history.version", "history.author", "history.subject"];
        let head = head.map(|key| texts.get(key).to_owned());
        let row = |change: &Change| {
            let commit = self.history.commit(change);
            let version = versions.get(&commit.id.to_string()).map(|adoption| adoption.version.to_string());
            let what = format!("{} ({})", commit.subject, commit.id.short());
            [commit.when.date().to_string(), version.unwrap_or_default(), commit.author.to_string(), what]
        };
        let rows: Vec<_> = std::iter::once(head).chain(self.changes().map(row)).collect();
        if rows.len() > 1 {
            self.console.data(&lines(&rows));
        }
        let standing = match self.history.standing(&self.document.below, &self.document.file.bytes) {
            Standing::New => Some("history.new"),
            Standing::Changed => Some("history.changed"),
            Standing::Committed => None,
        };
        if let Some(key) = standing {
            self.console.say(texts.get(key));
        }
        for adoption in versions.values().filter(|adoption| adoption.again.is_some()) {
            self.console.say(&texts.fill("history.again", &[("version", &adoption.version)]));
        }
        if self.history.is_shallow() {
            self.console.say(texts.get("history.cut_off"));
        }
    }

    fn json(&self, base: &str) -> Value {
        let change = |change: &Change| {
            let commit = self.history.commit(change);
            json!({
                "date": commit.when.date().to_string(),
                "author": &*commit.author,
                "subject": &*commit.subject,
                "commit": commit.id.to_string(),
                "path": &*change.path,
            })
        };
        let version = |adoption: &Adoption| {
            let mut version = change(&adoption.change);
            version["version"] = json!(&*adoption.version);
            version["again"] = adoption.again.as_ref().map_or(Value::Null, change);
            version
        };
        let standing = match self.history.standing(&self.document.below, &self.document.file.bytes) {
            Standing::New => "new",
            Standing::Changed => "changed",
            Standing::Committed => "committed",
        };
        json!({
            "document": format!("{}:{}", self.document.kind.key(), self.document.id),
            "file": format!("{base}{}", self.document.file.path),
            "standing": standing,
            "complete": !self.history.is_shallow(),
            "versions": self.history.adopted(&self.document.below).map(version).collect::<Vec<_>>(),
            "changes": self.changes().map(change).collect::<Vec<_>>(),
        })
    }
}

/// Columns as wide as their widest cell.
fn lines(rows: &[[String; 4]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<_> = (0..4).map(width).collect();
    let line = |(index, row): (usize, &[String; 4])| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ").trim_end().to_owned();
        if index == 0 { Look::of_output().strong(&line) } else { line }
    };
    rows.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

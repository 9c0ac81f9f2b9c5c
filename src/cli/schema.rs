//! `rettesnor schema`: JSON Schemas for editors, an editor's set-up, and the page of all fields and rules.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::Ending;
use super::console::Console;
use super::options::Common;
use crate::fs::{Existing, Failure, Put, put};
use crate::parse;
use crate::schema::{self, Editing, Subject, editing, reference};

const EXAMPLES: &str = "\
Examples:
  rettesnor schema                         all schemas as one JSON object
  rettesnor schema --out schemas           a file for each, as `data.roles.schema.json`
  rettesnor schema --editor vscode         the schemas, and a set-up of Visual Studio Code that uses them
  rettesnor schema --reference > fields.md     all fields and rules as a page
  rettesnor schema --reference --lang en   the same in English

The schemas are draft-07. They bind YAML files: `site.yaml`, the tables in `data/`, goals and actions beside plans. No
extension for YAML looks at the block above Markdown; there `rettesnor check` tells what is wrong, also as a task of
the editor. A file of the editor's set-up that is there already is never changed.";

/// Write JSON Schemas of all fields, for editors.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder for the schemas, a file each
    #[arg(short, long, value_name = "FOLDER", conflicts_with_all = ["editor", "reference"])]
    out: Option<PathBuf>,

    /// Set up an editor beside the content folder
    #[arg(long, value_name = "EDITOR", conflicts_with = "reference")]
    editor: Option<EditorName>,

    /// Print the page of all fields and rules, in Markdown
    #[arg(long)]
    reference: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EditorName {
    /// Visual Studio Code, with the YAML extension of Red Hat
    Vscode,
}

/// Writes what is asked for.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    if own.reference {
        console.data(reference(console.texts.lang).trim_end());
    } else if own.editor.is_some() {
        set_up(common, console)?;
    } else if let Some(folder) = &own.out {
        write_schemas(folder, console)?;
    } else {
        let all: BTreeMap<_, _> = schemas(console).into_iter().collect();
        console.data(&format!("{:#}", serde_json::json!(all)));
    }
    Ok(Ending::Done)
}

/// File names and schemas.
fn schemas(console: &Console) -> Vec<(String, serde_json::Value)> {
    let all = Subject::all().map(|subject| (subject.file_name(), schema::schema(subject, console.texts.lang).json));
    all.collect()
}

fn write_schemas(folder: &Path, console: &Console) -> Result<(), Failure> {
    for (name, json) in schemas(console) {
        let path = folder.join(name);
        let done = put(&path, format!("{json:#}\n").as_bytes(), Existing::Replace)?;
        console.put(&path, done);
    }
    Ok(())
}

/// Schemas and settings in the folder that holds the content folder, which is the one to open in the editor.
fn set_up(common: &Common, console: &Console) -> Result<(), Failure> {
    let folders = common.folders()?;
    let base = common.base();
    let folder = Path::new(if base.is_empty() { "." } else { &base });
    write_schemas(&folder.join(schema::FOLDER), console)?;
    let settings = folders.settings().and_then(|file| parse::settings(&file).0);
    let own = settings.map(|settings| settings.folders.0).unwrap_or_default();
    let renamed = own.iter().filter(|(_, standard)| standard.value.as_str() == "plans").map(|(own, _)| own.clone());
    let plans = ["plans".to_owned()].into_iter().chain(renamed).collect();
    for (name, text) in editing(&Editing { content: folders.name().to_owned(), plans }) {
        let path = folder.join(name);
        let done = put(&path, text.as_bytes(), Existing::Keep)?;
        console.put(&path, done);
        if done == Put::Kept {
            console.data(text.trim_end());
        }
    }
    console.say(&console.texts.fill("schema.editor", &[("folder", &format!("`{}`", folder.display()))]));
    Ok(())
}

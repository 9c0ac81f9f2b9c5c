//! The set-up of an editor that uses the schemas: Visual Studio Code, which most who write Markdown have.
//!
//! In: where the site's files are. Out: the files of the folder `.vscode`, as text.

use serde_json::{Map, Value, json};

use crate::schema::Subject;

/// Folder of the schemas, from the folder that the editor opens.
pub const FOLDER: &str = ".vscode/rettesnor";

/// Where a site's files are, from the folder that the editor opens.
#[derive(Clone, Debug)]
pub struct Editing {
    /// The content folder, `content`.
    pub content: String,
    /// Names of the folders that hold plans, `plans` or what the site calls it.
    pub plans: Vec<String>,
}

/// The files of an editor's set-up: path and text.
///
/// The YAML extension reads no block above Markdown; there the task that runs `rettesnor check` marks what is wrong.
pub fn editing(site: &Editing) -> Vec<(String, String)> {
    let files = [
        (".vscode/settings.json", settings(site)),
        (".vscode/extensions.json", json!({ "recommendations": ["redhat.vscode-yaml"] })),
        (".vscode/tasks.json", tasks(site)),
    ];
    files.map(|(path, json)| (path.to_owned(), format!("{json:#}\n"))).into()
}

fn settings(site: &Editing) -> Value {
    let mut schemas = Map::new();
    for subject in Subject::all() {
        let files = files(subject, site);
        if !files.is_empty() {
            schemas.insert(format!("./{FOLDER}/{}", subject.file_name()), json!(files));
        }
    }
    json!({
        "yaml.schemas": schemas,
        "yaml.validate": true,
        "[yaml]": { "editor.insertSpaces": true, "editor.tabSize": 2 },
        "[markdown]": { "editor.wordWrap": "on", "files.trimTrailingWhitespace": false },
        "files.encoding": "utf8",
    })
}

/// The YAML files that a schema is for; none for what stands above Markdown.
fn files(subject: Subject, site: &Editing) -> Vec<String> {
    let content = &site.content;
    match subject {
        Subject::Site => vec![format!("{content}/site.yaml")],
        Subject::Table(name @ ("goals" | "actions"), _) => {
            let folders = site.plans.iter();
            folders.map(|folder| format!("{content}/{folder}/**/*.{name}.{{yaml,yml}}")).collect()
        }
        Subject::Table(name, _) => vec![format!("{content}/data/{name}.{{yaml,yml}}")],
        Subject::Document(_) => Vec::new(),
    }
}

/// Findings as the editor's problems, at their lines.
fn tasks(site: &Editing) -> Value {
    let matcher = json!({
        "owner": "rettesnor",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": r"^(.+?):(\d+):(\d+): (error|warning|info)\[([A-Z]\d+)\]: (.*)$",
            "file": 1, "line": 2, "column": 3, "severity": 4, "code": 5, "message": 6,
        },
    });
    json!({
        "version": "2.0.0",
        "tasks": [{
            "label": "rettesnor check",
            "type": "process",
            "command": "rettesnor",
            "args": ["check", "--content", site.content, "--format", "short"],
            "group": { "kind": "test", "isDefault": true },
            "presentation": { "reveal": "silent", "clear": true },
            "problemMatcher": matcher,
        }],
    })
}

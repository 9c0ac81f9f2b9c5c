//! Links that open a text where its author writes.
//!
//! In: `editor_link` of the settings, such as `vscode://file/{file}:{line}:{column}`, and a place in a text. Out: an
//! address, or nothing where the pattern would lead a browser anywhere but to an editor.

use std::path::Path;

use crate::fs::Folders;
use crate::source::{Position, SourcePath};

/// What is used where the settings name no other.
const PATTERN: &str = "vscode://file/{file}:{line}:{column}";

/// Editors, and web addresses for those who edit at a forge. Everything else (`javascript:`, `data:` …) is refused.
const SCHEMES: [&str; 18] = [
    "https",
    "http",
    "vscode",
    "vscode-insiders",
    "vscodium",
    "cursor",
    "windsurf",
    "zed",
    "idea",
    "jetbrains",
    "subl",
    "sublime",
    "txmt",
    "mvim",
    "nvim",
    "emacs",
    "org-protocol",
    "obsidian",
];

/// The pattern of a site's links to its editor.
#[derive(Clone, Debug)]
pub(super) struct Editor {
    pattern: String,
}

impl Editor {
    /// The editor of the settings; nothing where they name what is none.
    pub fn of(setting: Option<&str>) -> Option<Self> {
        let pattern = setting.unwrap_or(PATTERN);
        let (scheme, _) = pattern.split_once(':')?;
        SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()).then(|| Self { pattern: pattern.to_owned() })
    }

    /// The address that opens a text at a place: `{file}` is its way from the disk's root, `{path}` that from the
    /// site's.
    pub fn link(&self, source: &SourcePath, at: Option<Position>, folders: &Folders) -> Option<String> {
        let file = std::path::absolute(folders.file(source)).ok()?;
        let Position { line, column } = at.unwrap_or(Position { line: 1, column: 1 });
        let link =
            self.pattern.replace("{file}", &encoded(&file)).replace("{path}", &encoded(Path::new(source.as_str())));
        Some(link.replace("{line}", &line.to_string()).replace("{column}", &column.to_string()))
    }
}

/// A path as part of an address, without its first slash.
fn encoded(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let letter = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.trim_start_matches('/').bytes().map(letter).collect()
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "makes a folder of its own")]
mod tests {
    use super::*;
    use crate::fs::Theme;

    #[test]
    fn a_place_opens_in_the_editor() {
        let root = tempfile::tempdir().unwrap();
        let content = root.path().join("content");
        std::fs::create_dir(&content).unwrap();
        let folders = Folders::find(&content, &Theme::Default).unwrap();
        let (source, at) = (SourcePath::new("content/pages/år 1.md"), Some(Position { line: 3, column: 7 }));
        let link = |setting| Editor::of(setting).and_then(|editor| editor.link(&source, at, &folders));
        let file = content.display().to_string();
        let expected = format!("vscode://file/{}/pages/%C3%A5r%201.md:3:7", file.trim_start_matches('/'));
        assert_eq!(link(None), Some(expected));
        let forge = "https://git.example/edit/main/{path}#L{line}";
        assert_eq!(link(Some(forge)).unwrap(), "https://git.example/edit/main/content/pages/%C3%A5r%201.md#L3");
    }

    #[test]
    fn only_editors_are_opened() {
        for pattern in ["javascript:alert(1)//{file}", "JaVaScript:{file}", "data:text/html,{file}", "{file}", ""] {
            assert!(Editor::of(Some(pattern)).is_none(), "{pattern}");
        }
    }
}

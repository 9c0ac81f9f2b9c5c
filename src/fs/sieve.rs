//! Which files are taken, judged by their names alone.
//!
//! In: a path below the content folder. Out: a [`Verdict`]. The disk is not asked.

use unicode_normalization::UnicodeNormalization;

use crate::source::OutPath;

/// What becomes of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Read as text or data.
    Source,
    /// Copied to this place in the site.
    Static(OutPath),
    /// Passed over in silence: what systems and editors leave behind.
    Ignored,
    /// Passed over, and the author is told.
    NotRead,
    /// In `static/`, but not published; the author is told.
    NotPublished,
}

const SOURCES: [&str; 4] = ["md", "yaml", "yml", "csv"];

const PUBLISHED: [&str; 22] = [
    "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp",
    "csv", "txt", "ics", "woff2", "woff", "ttf", "otf",
];

const LITTER: [&str; 5] = [".ds_store", "thumbs.db", "desktop.ini", ".gitkeep", ".gitignore"];

/// What becomes of the file at `path`, which has `/` and begins below the content folder.
pub(super) fn judge(path: &str) -> Verdict {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = ending(name);
    match path.strip_prefix("static/") {
        _ if is_litter(name) => Verdict::Ignored,
        Some(_) if is_hidden(path) || is_leftover(name) => Verdict::NotPublished,
        Some(out) if PUBLISHED.contains(&ending.as_str()) => {
            Verdict::Static(OutPath::new(out.nfc().collect::<String>()))
        }
        Some(_) => Verdict::NotPublished,
        None if is_hidden(path) || is_leftover(name) => Verdict::Ignored,
        None if SOURCES.contains(&ending.as_str()) => Verdict::Source,
        None => Verdict::NotRead,
    }
}

/// Whether a folder's name is that of a text.
pub(super) fn looks_like_text(name: &str) -> bool {
    SOURCES.contains(&ending(name).as_str())
}

/// Whether a path has a hidden component.
pub(super) fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.'))
}

/// Whether a name is that of an editor's or an office program's lock, backup or half-written copy.
pub(super) fn is_leftover(name: &str) -> bool {
    let endings = ["~", ".swp", ".swo", ".orig", ".bak", ".tmp", ".part", ".crdownload"];
    name.starts_with("~$") || name.starts_with(".~lock") || endings.iter().any(|ending| name.ends_with(ending))
}

fn is_litter(name: &str) -> bool {
    name.starts_with("._") || LITTER.contains(&name.to_lowercase().as_str())
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide() {
        let cases = [
            ("site.yaml", Verdict::Source),
            ("guidelines/Svar på kommentarer.MD", Verdict::Source),
            ("editions/strategy/sociale-medier/1.0.md", Verdict::Source),
            ("static/logo.SVG", Verdict::Static(OutPath::new("logo.SVG"))),
            ("static/bilag/A\u{30a}rshjul.pdf", Verdict::Static(OutPath::new("bilag/Årshjul.pdf"))),
            ("static/.env", Verdict::NotPublished),
            ("static/~$notat.docx", Verdict::NotPublished),
            ("static/plan.pdf.orig", Verdict::NotPublished),
            ("static/script.js", Verdict::NotPublished),
            ("static/.DS_Store", Verdict::Ignored),
            ("static/Thumbs.db", Verdict::Ignored),
            (".obsidian/a.md", Verdict::Ignored),
            ("pages/.a.md.swp", Verdict::Ignored),
            ("pages/~$a.docx", Verdict::Ignored),
            ("pages/a.md~", Verdict::Ignored),
            ("pages/a.md.orig", Verdict::Ignored),
            ("pages/a.docx", Verdict::NotRead),
        ];
        for (path, verdict) in cases {
            assert_eq!(judge(path), verdict, "{path}");
        }
    }
}

//! The guide as text: its pages, their sections, tables, examples and words of code.

use std::fs;
use std::path::{Path, PathBuf};

/// The languages of the guide, as its folders are called.
pub const TONGUES: [&str; 2] = ["da", "en"];

/// A page of the guide.
pub struct Page {
    pub lang: &'static str,
    /// Below the folder of the language.
    pub path: PathBuf,
    text: String,
}

/// A block of code.
pub struct Example {
    /// What stands behind the opening marks: a language, and a file if the example is one.
    pub info: String,
    pub text: String,
    /// Where it stands, for messages.
    pub place: String,
}

/// Folder of the guide.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide")
}

/// All pages of a language, by path.
pub fn guide(lang: &'static str) -> Vec<Page> {
    let folder = root().join(lang);
    let below = ["", "guidelines", "pages"].map(|name| folder.join(name));
    let files = below.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let texts = files.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let mut pages: Vec<_> =
        texts.map(|path| page(lang, path.strip_prefix(&folder).unwrap().to_str().unwrap())).collect();
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    pages
}

/// One page.
pub fn page(lang: &'static str, path: &str) -> Page {
    let text = fs::read_to_string(root().join(lang).join(path)).unwrap();
    Page { lang, path: path.into(), text }
}

impl Page {
    /// The text below the fields.
    fn body(&self) -> &str {
        self.text.split_once("\n---\n").unwrap().1
    }

    /// Every block of code.
    pub fn examples(&self) -> Vec<Example> {
        let mut open: Option<(&str, Example)> = None;
        let mut all = Vec::new();
        for line in self.body().lines() {
            let marks = &line[..line.len() - line.trim_start_matches('`').len()];
            match open.take() {
                Some((closing, example)) if line == closing => all.push(example),
                Some((closing, mut example)) => {
                    example.text.push_str(line);
                    example.text.push('\n');
                    open = Some((closing, example));
                }
                None if marks.len() >= 3 => {
                    let info = line.trim_start_matches('`').to_owned();
                    let place = format!("{}/{}: {info}", self.lang, self.path.display());
                    open = Some((marks, Example { info, text: String::new(), place }));
                }
                None => {}
            }
        }
        assert!(open.is_none(), "{} has a block that does not end", self.path.display());
        all
    }

    /// The text without its blocks of code.
    pub fn prose(&self) -> String {
        let mut closing = None;
        let mut prose = String::new();
        for line in self.body().lines() {
            let marks = &line[..line.len() - line.trim_start_matches('`').len()];
            match closing {
                Some(end) if line == end => closing = None,
                Some(_) => {}
                None if marks.len() >= 3 => closing = Some(marks),
                None => {
                    prose.push_str(line);
                    prose.push('\n');
                }
            }
        }
        prose
    }

    /// What stands under each heading of the second level, without its blocks of code and its name in curly brackets.
    pub fn sections(&self) -> Vec<(String, String)> {
        let prose = self.prose();
        let parts = prose.split("\n## ").skip(1).map(|part| part.split_once('\n').unwrap());
        parts.map(|(title, text)| (title.split(" {#").next().unwrap().into(), text.into())).collect()
    }
}

/// The rows of all tables of a text without their heads, as cells.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<_> = text.lines().collect();
    let is_line = |at: usize| lines.get(at).is_some_and(|line| line.starts_with("|---"));
    let rows = (0..lines.len()).filter(|at| lines[*at].starts_with('|') && !is_line(*at) && !is_line(at + 1));
    rows.map(|at| cells(lines[at])).collect()
}

fn cells(line: &str) -> Vec<String> {
    let kept = line.replace("\\|", "\u{0}");
    let inner = kept.trim().trim_matches('|').split('|');
    inner.map(|cell| cell.trim().replace('\u{0}', "|")).collect()
}

/// The words between backticks.
pub fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

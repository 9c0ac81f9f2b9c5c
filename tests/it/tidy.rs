//! The house rules that no compiler keeps: module edges, sizes, headers, documentation, complete languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rettesnor::lang::Lang;

/// Which modules a module may use; the table of `src/lib.rs` and nothing else.
const EDGES: &[(&str, &[&str])] = &[
    ("hash", &[]),
    ("lang", &[]),
    ("source", &["hash"]),
    ("diag", &["hash", "lang", "source"]),
    ("model", &["hash", "diag", "lang", "source"]),
    ("config", &["model", "diag", "lang"]),
    ("metric", &["model", "config"]),
    ("redline", &["model"]),
    ("chart", &["lang"]),
    ("calendar", &[]),
    ("bits", &[]),
    ("parse", &["model", "source", "config", "diag", "lang", "hash"]),
    ("select", &["model", "parse", "diag", "config", "lang", "source", "hash"]),
    ("vocabulary", &["bits", "model", "parse", "select", "metric", "diag", "config", "lang", "source", "hash"]),
    ("link", &["model", "parse", "vocabulary", "source", "diag", "lang"]),
    ("graph", &["model", "parse", "select", "vocabulary", "link", "diag", "config", "lang", "source", "hash"]),
    ("plan", &["model", "graph", "select", "diag", "config", "lang", "source"]),
    (
        "check",
        &[
            "bits",
            "model",
            "parse",
            "select",
            "vocabulary",
            "link",
            "graph",
            "metric",
            "config",
            "diag",
            "lang",
            "source",
            "search",
            "history",
        ],
    ),
    (
        "view",
        &[
            "bits",
            "model",
            "select",
            "vocabulary",
            "link",
            "graph",
            "plan",
            "metric",
            "chart",
            "calendar",
            "config",
            "lang",
            "source",
            "parse",
            "redline",
        ],
    ),
    ("adopt", &["model", "parse", "graph", "vocabulary", "source", "lang"]),
    ("init", &["lang", "model", "parse", "schema"]),
    ("inspect", &["source"]),
    ("due", &["model", "parse", "config", "hash", "source"]),
    ("history", &["hash", "source", "model", "parse"]),
    ("git", &["fs", "history", "hash"]),
    ("schema", &["model", "parse", "check", "lang"]),
    ("search", &["bits", "lang", "hash"]),
    ("render", &["bits", "view", "model", "lang", "diag"]),
    (
        "pipeline",
        &[
            "hash",
            "source",
            "lang",
            "diag",
            "model",
            "config",
            "parse",
            "select",
            "vocabulary",
            "link",
            "graph",
            "check",
            "due",
            "plan",
            "view",
            "render",
            "inspect",
            "search",
            "metric",
            "history",
            "calendar",
            "init",
        ],
    ),
    ("write", &["source", "hash"]),
    ("fs", &["source", "write", "diag", "lang"]),
    ("serve", &["pipeline", "fs", "diag", "source", "lang", "hash", "history"]),
    ("publish", &["fs", "git", "write", "model", "source", "lang"]),
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn is_test(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("tests.rs" | "tests")))
}

/// The module a file belongs to: the first part of its path below `src`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    below.components().next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_use_only_what_they_may() {
    let mut wrong = BTreeSet::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let own = module(path);
        let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == own) else { continue };
        for part in text.split("crate::").skip(1) {
            let used: String = part.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            if !used.is_empty() && used != own && !allowed.contains(&used.as_str()) {
                wrong.insert(format!("{own} uses {used} ({})", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_its_place_in_the_table() {
    let free = ["main", "lib", "cli", "git"];
    let missing: BTreeSet<_> = sources().iter().map(|(path, _)| module(path)).collect();
    let known = |name: &String| free.contains(&name.as_str()) || EDGES.iter().any(|(known, _)| known == name);
    let missing: Vec<_> = missing.into_iter().filter(|name| !known(name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn libraries_stay_in_their_modules() {
    let homes: &[(&str, &str)] = &[
        ("pulldown_cmark::", "parse"),
        ("granit_parser::", "parse"),
        ("encoding_rs::", "parse"),
        ("tera::", "render"),
        ("annotate_snippets::", "diag"),
        ("axum::", "serve"),
        ("icu_collator::", "lang"),
        ("html5gum::", "inspect"),
        ("clap::", "cli"),
        ("icalendar::", "calendar"),
        ("notify::", "fs"),
        ("regex_lite::", "check"),
        ("similar::", "redline"),
        ("zip::", "publish"),
        ("aho_corasick::", "check"),
    ];
    for (path, text) in sources() {
        for (library, home) in homes {
            assert!(module(&path) == *home || !text.contains(library), "{} uses {library}", path.display());
        }
    }
}

#[test]
fn files_are_short_and_have_a_header() {
    let mut lengths = Vec::new();
    for (path, text) in sources() {
        if path.ends_with("src/main.rs") || !is_test(&path) {
            assert!(text.starts_with("//!"), "{} has no header", path.display());
        }
        if !is_test(&path) {
            let lines = text.lines().count();
            assert!(lines <= 500, "{} has {lines} lines", path.display());
            lengths.push(lines);
        }
    }
    lengths.sort_unstable();
    let p90 = lengths[lengths.len() * 9 / 10];
    assert!(p90 <= 300, "nine files in ten have at most {p90} lines");
}

#[test]
fn public_functions_and_types_are_documented() {
    let mut bare = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let mut before = "";
        let mut in_macro = false;
        for line in text.lines().map(str::trim_start) {
            in_macro |= line.starts_with("macro_rules!");
            let item = ["pub fn ", "pub struct ", "pub enum ", "pub trait ", "pub type ", "pub const "];
            let documented = before.starts_with("///") || before.starts_with("#[") || before.starts_with(")]");
            if !in_macro && item.iter().any(|start| line.starts_with(start)) && !documented {
                bare.push(format!("{}: {line}", path.display()));
            }
            if line == "}" {
                in_macro = false;
            }
            before = line;
        }
    }
    assert!(bare.is_empty(), "{bare:#?}");
}

#[test]
fn no_marks_are_left_over() {
    // Written apart, so that this file does not find itself.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX"), concat!("todo", "!(")];
    for (path, text) in sources() {
        for mark in marks {
            assert!(!text.contains(mark), "{mark} in {}", path.display());
        }
    }
}

#[test]
fn every_text_that_is_asked_for_is_there() {
    let mut missing = BTreeSet::new();
    let known: BTreeSet<_> = Lang::Da.text_keys().collect();
    for (path, text) in sources().iter().filter(|(path, _)| module(path) == "view" && !is_test(path)) {
        for (at, _) in text.match_indices("text(\"") {
            let key = text[at + 6..].split('"').next().unwrap();
            if !known.contains(key) {
                missing.insert(format!("{key} ({})", path.display()));
            }
        }
    }
    for (name, text) in templates() {
        for (at, _) in text.match_indices("t[\"") {
            let key = text[at + 3..].split('"').next().unwrap();
            // A key that ends in a point is put together by the template.
            let is_there = |whole: &&str| *whole == key || key.ends_with('.') && whole.starts_with(key);
            if !known.iter().any(is_there) {
                missing.insert(format!("{key} ({name})"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn templates() -> Vec<(String, String)> {
    let theme = root().join("themes/default");
    let folders = [theme.clone(), theme.join("parts")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let html = files.filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    html.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn style_and_script_are_small() {
    let size = |name: &str| fs::metadata(root().join("themes/default").join(name)).unwrap().len();
    assert!(size("style.css") <= 30_000, "{} bytes of style", size("style.css"));
    assert!(size("paper.css") <= 2_000, "{} bytes of style for dense paper", size("paper.css"));
    let scripts = size("site.js") + size("lists.js") + size("search.js");
    assert!(scripts <= 20_000, "{scripts} bytes of script");
}

#[test]
fn languages_are_complete() {
    let reference: BTreeSet<_> = Lang::En.text_keys().collect();
    for lang in Lang::ALL {
        let keys: BTreeSet<_> = lang.text_keys().collect();
        assert_eq!(reference, keys, "{}", lang.code());
    }
}

/// The compiler of the container and of the releases is the one that `Cargo.toml` names.
#[test]
fn what_is_handed_out_is_made_by_the_compiler_that_is_named() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let manifest = read("Cargo.toml");
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = \"")?.strip_suffix('"')).unwrap();
    assert!(read("Containerfile").contains(&format!("/rust:{version}-slim")), "{version}");
    assert!(
        read(".github/workflows/release.yml").contains(&format!("rustup toolchain install {version} ")),
        "{version}"
    );
    // What the container is built of is let into it.
    let (container, ignored) = (read("Containerfile"), read(".containerignore"));
    let copied = container.lines().filter_map(|line| line.strip_prefix("COPY ")).filter(|line| !line.starts_with("--"));
    let copied = copied.flat_map(|line| line.split(' ').rev().skip(1).map(str::to_owned).collect::<Vec<_>>());
    for path in copied {
        let known = ignored
            .lines()
            .any(|line| line == format!("!{path}") || line == "!LICENSE-*" && path.starts_with("LICENSE"));
        assert!(known && root().join(&path).exists(), "{path}");
    }
    assert_eq!(read(".dockerignore"), ignored);
}

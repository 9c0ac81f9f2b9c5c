//! New sites and new documents: what is made builds, in every language, and nothing is ever overwritten.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rettesnor::lang::Lang;
use rettesnor::model::id::Kind;

use crate::site::text;

/// Runs the program in a folder.
fn run(folder: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rettesnor")).current_dir(folder).args(words).output().unwrap()
}

/// A new site in a folder `site`.
fn made(lang: Lang, more: &[&str]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let words = ["init", "site", "--yes", "--lang", lang.code(), "--municipality", "Nørreby Kommune"];
    let made = run(root.path(), &[&words[..], more].concat());
    assert_eq!(made.status.code(), Some(0), "{}", text(&made.stderr));
    root
}

#[test]
fn a_new_site_is_clean_on_every_day_of_the_year() {
    for lang in Lang::ALL {
        for day in ["2026-01-01", "2026-11-20", "2027-12-31", "2028-02-29"] {
            let root = made(*lang, &["--date", day]);
            let check =
                run(&root.path().join("site"), &["check", "--date", day, "--deny", "notes", "--format", "short"]);
            assert_eq!(check.status.code(), Some(0), "{lang:?} {day} {}", text(&check.stdout));
        }
    }
}

#[test]
fn a_new_site_has_its_pages_in_its_language() {
    let pages: [(Lang, &[&str]); 5] = [
        (
            Lang::Da,
            &[
                "strategier/kommunikation",
                "handleplaner/2026",
                "retningslinjer/svar-paa-kommentarer",
                "krise/krisekommunikation",
                "kanaler-og-maalgrupper",
            ],
        ),
        (
            Lang::Sv,
            &[
                "strategier/kommunikation",
                "handlingsplaner/2026",
                "riktlinjer/svara-pa-kommentarer",
                "kris/kriskommunikation",
                "kanaler-och-malgrupper",
            ],
        ),
        (
            Lang::Nb,
            &[
                "strategier/kommunikasjon",
                "handlingsplaner/2026",
                "retningslinjer/svare-pa-kommentarer",
                "krise/krisekommunikasjon",
                "kanaler-og-malgrupper",
            ],
        ),
        (
            Lang::Nn,
            &[
                "strategier/kommunikasjon",
                "handlingsplaner/2026",
                "retningslinjer/svare-pa-kommentarar",
                "krise/krisekommunikasjon",
                "kanaler-og-malgrupper",
            ],
        ),
        (
            Lang::En,
            &[
                "strategies/communication",
                "action-plans/2026",
                "guidelines/answering-comments",
                "crisis/crisis-communication",
                "channels-and-audiences",
            ],
        ),
    ];
    for (lang, pages) in pages {
        let root = made(lang, &["--date", "2026-11-20"]);
        let site = root.path().join("site");
        let build = run(&site, &["build", "--date", "2026-11-20"]);
        assert_eq!(build.status.code(), Some(0), "{}", text(&build.stderr));
        for page in pages {
            let page = site.join("public").join(format!("{page}.html"));
            let html = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
            assert!(html.contains(&format!("<html lang=\"{}\"", lang.code())), "{}", page.display());
        }
        assert!(site.join("public/search/index.js").is_file(), "{lang:?}");
    }
}

#[test]
fn a_folder_that_is_not_empty_is_refused() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("site")).unwrap();
    fs::write(root.path().join("site/mine.txt"), "x").unwrap();
    let refused = run(root.path(), &["init", "site", "--yes", "--lang", "da"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("`mine.txt`"), "{}", text(&refused.stderr));
    assert_eq!(fs::read_dir(root.path().join("site")).unwrap().count(), 1);
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    let odd = run(root.path(), &["init", "other", "--yes", "--lang", "da", "--title", "a\"b"]);
    assert_eq!(odd.status.code(), Some(2));
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[test]
fn git_and_pipelines_come_when_asked_for() {
    let files =
        [("github", ".github/workflows/rettesnor.yml"), ("gitlab", ".gitlab-ci.yml"), ("azure", "azure-pipelines.yml")];
    for (host, file) in files {
        let root = made(Lang::Nb, &["--git", "--ci", host]);
        let site = root.path().join("site");
        let pipeline = fs::read_to_string(site.join(file)).unwrap();
        assert!(serde_yaml::from_str::<serde_yaml::Value>(&pipeline).is_ok(), "{host}");
        assert!(pipeline.contains("rettesnor check") && pipeline.contains("rettesnor publish"), "{host}");
        assert!(site.join(".git/HEAD").is_file() && site.join(".gitignore").is_file());
        assert!(site.join(".vscode/rettesnor/site.schema.json").is_file());
    }
    assert!(!made(Lang::Nb, &[]).path().join("site/.git").exists());
}

#[test]
fn a_new_document_of_every_kind_builds() {
    for lang in [Lang::Da, Lang::En] {
        let root = made(lang, &[]);
        let site = root.path().join("site");
        for kind in Kind::ALL {
            let key = format!("kind.{}", kind.key());
            let name = lang.text(&key).unwrap_or_default().to_lowercase();
            let made = run(&site, &["new", &name, &format!("Prøve: {name} \"x\"")]);
            assert_eq!(made.status.code(), Some(0), "{name} {}", text(&made.stderr));
            let again = run(&site, &["new", kind.key(), &format!("Prøve: {name} \"x\"")]);
            assert_eq!(again.status.code(), Some(2), "{name}");
        }
        let build = run(&site, &["build", "--drafts"]);
        assert_eq!(build.status.code(), Some(0), "{}", text(&build.stdout));
    }
}

#[test]
fn a_new_document_follows_the_folders_of_the_site() {
    let root = made(Lang::Da, &[]);
    let site = root.path().join("site");
    let settings = site.join("content/site.yaml");
    let text_before = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{text_before}folders:\n  kanaler: channels\n")).unwrap();
    fs::rename(site.join("content/channels"), site.join("content/kanaler")).unwrap();
    assert_eq!(run(&site, &["new", "kanal", "Åbent møde"]).status.code(), Some(0));
    assert!(site.join("content/kanaler/aabent-moede.md").is_file());
    assert_eq!(run(&site, &["new", "kanal", "Møde", "--id", "Møde"]).status.code(), Some(2));
    assert_eq!(run(&site, &["new", "kanal", "Møde", "--id", "facebook"]).status.code(), Some(2));
    assert_eq!(run(&site, &["new", "kanl", "Møde"]).status.code(), Some(2));
    assert_eq!(run(&site, &["check"]).status.code(), Some(0));
}

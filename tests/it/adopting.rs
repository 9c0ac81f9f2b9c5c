//! `adopt` and `verify`, on a site on the disk.

use std::collections::BTreeMap;
use std::fs;
use std::process::Output;

use crate::site::Site;

const DRAFT: &str = "---\r\ntitle: Strategi for medier\r\nstatus: draft # til byrådet\r\nversion: '2.0'\r\nowner: chef\r\n\
    channels: [facebook]\r\n---\r\n\r\nSpørg [[role:chef]].\r\n";

fn site() -> Site {
    let site = Site::new(1);
    site.write("content/data/roles.yaml", "- {id: chef, title: Chef}\n");
    site.write("content/channels/facebook.md", "---\ntitle: Facebook\ntype: social\n---\nHer.\n");
    site.write("content/channels/ubrugt.md", "---\ntitle: Ubrugt\ntype: social\n---\nHer.\n");
    site.write("content/plans/2026.md", "---\ntitle: Plan\nyear: 2026\nstrategy: medier\n---\n");
    site.write("content/plans/2026.actions.csv", "id;title;responsible\na;Gør noget;chef\n");
    site.write("content/strategies/medier.md", DRAFT);
    site
}

fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let root = site.path("content");
    let all = walkdir::WalkDir::new(&root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let name = |path: &std::path::Path| path.strip_prefix(&root).unwrap().display().to_string();
    all.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

const ADOPT: &str = "adopt medier --version 2.0 --on 2026-11-01 --by Byrådet --date 2026-11-20";

#[test]
fn a_decision_is_written_and_kept_with_what_it_shows() {
    let site = site();
    let before = files(&site);
    let output = site.run(ADOPT);
    assert!(output.status.success(), "{}", said(&output));
    let mut after = files(&site);
    let work = String::from_utf8(after["strategies/medier.md"].clone()).unwrap();
    let expected = DRAFT
        .replace("status: draft #", "status: adopted #")
        .replace("owner:", "adopted_by: Byrådet\r\nadopted_on: 2026-11-01\r\nowner:");
    assert_eq!(work, expected);
    let new: Vec<_> = after.keys().filter(|path| !before.contains_key(*path)).cloned().collect();
    let folder = "editions/strategy/medier/2.0";
    let kept = ["channels/facebook.md", "data/roles.yaml", "plans/2026.actions.csv", "plans/2026.md"];
    let kept: Vec<_> = std::iter::once(format!("{folder}.md"))
        .chain(kept.map(|path| format!("{folder}/{path}")))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect();
    assert_eq!(new, kept);
    assert_eq!(after[&format!("{folder}.md")], work.as_bytes());
    after.retain(|path, _| before.contains_key(path) && path != "strategies/medier.md");
    assert!(after.iter().all(|(path, bytes)| before[path] == *bytes));
    let told = said(&output);
    assert!(told.contains("  - status: draft # til byrådet") && told.contains("+ adopted_by: Byrådet"), "{told}");
    assert!(told.contains("`content/editions/strategy/medier/2.0.md`") && told.contains("(4 filer)"), "{told}");
    assert!(site.run("check --date 2026-11-20").status.success());
}

#[test]
fn telling_what_would_be_done_does_nothing() {
    let site = site();
    let before = files(&site);
    let output = site.run(&format!("{ADOPT} --dry-run"));
    assert!(output.status.success() && said(&output).contains("intet er skrevet"), "{}", said(&output));
    assert_eq!(files(&site), before);
}

#[test]
fn what_cannot_be_adopted_is_not() {
    let site = site();
    let refused = |arguments: &str, code: i32, reason: &str| {
        let before = files(&site);
        let output = site.run(arguments);
        let told = said(&output);
        assert!(output.status.code() == Some(code) && told.contains(reason), "{arguments}: {told}");
        assert_eq!(files(&site), before);
    };
    refused("adopt medie --by B", 2, "mente du `medier`?");
    refused("adopt facebook --version 1 --by B", 2, "bliver ikke vedtaget");
    refused("adopt medier", 2, "hvem der har vedtaget");
    refused("adopt medier --by B --version ../2", 2, "kan ikke være et versionsnummer");
    refused("adopt medier --by B --on 2026-13-01", 2, "");
    site.write("content/pages/fejl.md", "---\ntitle: Fejl\n---\n[[ingenting]]\n");
    refused(ADOPT, 1, "intet er skrevet");
    fs::remove_file(site.path("content/pages/fejl.md")).unwrap();
    assert!(site.run(ADOPT).status.success());
    refused(ADOPT, 2, "findes allerede");
    refused(&ADOPT.replace("adopt medier", "adopt content/strategies/medier.md"), 2, "findes allerede");
}

#[test]
fn an_adoption_that_was_interrupted_is_told_of_and_finished() {
    let site = site();
    assert!(site.run(ADOPT).status.success());
    let all = files(&site);
    let copy = site.path("content/editions/strategy/medier/2.0.md");
    // What stands there between two steps: the records alone, then the text too.
    for text in [DRAFT.as_bytes(), &all["strategies/medier.md"]] {
        fs::remove_file(&copy).unwrap();
        fs::write(site.path("content/strategies/medier.md"), text).unwrap();
        let checked = site.run("check --date 2026-11-20 --lang en");
        let told = said(&checked);
        assert!(
            checked.status.success() && told.contains("the adoption of version 2.0 of `medier` was interrupted"),
            "{told}"
        );
        assert!(told.contains("run `rettesnor adopt medier --version 2.0` again"), "{told}");
        let output = site.run(ADOPT);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(files(&site), all);
        assert!(!said(&site.run("check --date 2026-11-20 --lang en")).contains("interrupted"));
    }
}

#[test]
fn an_adopted_text_that_has_no_copy_gets_one() {
    let site = site();
    assert!(site.run(ADOPT).status.success());
    let all = files(&site);
    fs::remove_file(site.path("content/editions/strategy/medier/2.0.md")).unwrap();
    let output = site.run(ADOPT);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(files(&site), all);
}

#[test]
fn a_published_folder_is_compared_with_its_manifest() {
    let site = site();
    assert!(site.run("build --drafts").status.success());
    let output = site.run("verify");
    assert!(output.status.success() && said(&output).contains("er, som det blev lagt på plads"), "{}", said(&output));
    fs::remove_file(site.path("public/404.html")).unwrap();
    site.write("public/index.html", "<p>Andet</p>");
    site.write("public/nyt/a.txt", "a");
    let output = site.run("verify public");
    let told = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told, "mangler: 404.html\nændret: index.html\nfremmed: nyt/a.txt\n");
    let json: serde_json::Value = serde_json::from_slice(&site.run("verify public --format json").stdout).unwrap();
    assert_eq!((&json["missing"][0], &json["foreign"][0]), (&"404.html".into(), &"nyt/a.txt".into()));
    assert_eq!(json["manifest_sha256"].as_str().unwrap().len(), 64);
    assert_eq!(site.run("verify content").status.code(), Some(2));
    assert_eq!(site.run("verify ingen").status.code(), Some(2));
}

//! What one can ask the program about a site: explanations, what is due, what changed, schemas.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::site::{Site, text};

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn rules_explain_themselves() {
    let site = Site::new(0);
    let all = site.run("check --explain");
    let told = text(&all.stdout);
    assert_eq!(all.status.code(), Some(0));
    assert!(told.starts_with("Regler\n  C01  Alt, der henvises til, findes\n"), "{told}");
    assert!(told.contains("\n  R09  En accept har ingen virkning\n"), "{told}");
    let some = site.run("check --explain c01 R02 --lang en");
    let told = text(&some.stdout);
    for part in
        ["C01: Everything that is named exists\n", "\nWhy\n", "\nHow to mend\n", "^^^^", "\nR02: A value cannot"]
    {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(!told.contains('\x1b') && told.lines().any(|line| line.len() > 100), "plain in a pipe: {told}");
    let unknown = site.run("check --explain C77");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).starts_with("fejl: `C77` er hverken"), "{}", text(&unknown.stderr));
}

#[test]
fn notes_fail_only_when_asked_to() {
    let site = Site::new(1);
    // Windows-1252 is read, and told in a note.
    fs::create_dir_all(site.path("content/data")).unwrap();
    fs::write(site.path("content/data/local_areas.csv"), b"id;title\nnord;Nord\xe5\n").unwrap();
    for (arguments, code) in [("", 0), ("--deny warnings", 0), ("--deny notes", 1)] {
        let check = site.run(&format!("check {arguments}"));
        assert_eq!(check.status.code(), Some(code), "{arguments}");
        assert!(text(&check.stderr).starts_with("1 oplysning i 2 dokumenter ("), "{}", text(&check.stderr));
    }
}

#[test]
fn the_language_is_that_of_the_site_then_of_the_caller() {
    let site = Site::new(0);
    let with = |arguments: &str, locale: &str| {
        let mut command = site.command(arguments);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", locale);
        text(&command.output().unwrap().stderr).to_owned()
    };
    assert!(with("check", "nn_NO.UTF-8").starts_with("ingen fund i 1 dokument ("));
    assert!(with("check --lang sv", "nn_NO.UTF-8").starts_with("inga anmärkningar i 1 dokument ("));
    assert!(with("check --content x", "nn_NO.UTF-8").starts_with("feil: det finst inga mappe `x` her\nhjelp: "));
    assert!(with("check --content x", "de_DE.UTF-8").starts_with("error: there is no folder `x` here\nhint: "));
    // Settings that are wrong still say in which language to tell it.
    site.write("content/site.yaml", "language: sv\ntitel: x\n");
    let told = with("check", "nn_NO.UTF-8");
    assert!(told.contains(" fel"), "{told}");
    fs::remove_file(site.path("content/site.yaml")).unwrap();
    assert!(with("check", "nn_NO.UTF-8").contains("1 feil i 1 dokument"));
}

#[test]
fn findings_for_programs() {
    let site = Site::new(0);
    site.write("dybt/nede/site.yaml", "title: x\nmunicipality: y\nlanguage: en\nchecks: {C10: off, C18: off}\n");
    site.write("dybt/nede/pages/æ.md", "---\ntitle: a\ntitel: b\n---\n");
    let gitlab = site.run("check --content dybt/nede --format gitlab");
    let issue = &json(&gitlab.stdout)[0];
    assert_eq!(issue["location"]["path"], "dybt/nede/pages/æ.md");
    assert_eq!((&issue["location"]["lines"]["begin"], &issue["check_name"]), (&Value::from(3), &Value::from("R03")));
    let sarif = json(&site.run("check --content dybt/nede --format sarif").stdout);
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let index = usize::try_from(run["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!((&rules[0]["id"], &rules[index]["id"]), (&Value::from("C01"), &Value::from("R03")));
    let found = json(&site.run("check --content dybt/nede --format json").stdout);
    assert_eq!((&found[0]["end_line"], &found[0]["end_column"]), (&Value::from(3), &Value::from(6)));
    assert_eq!(found[0]["title"], "A field does not belong here");
    let short = site.run("check --content dybt/nede --format short");
    assert!(text(&short.stdout).starts_with("dybt/nede/pages/æ.md:3:1: error[R03]: "), "{}", text(&short.stdout));
    assert_eq!(json(&site.run("check --format sarif").stdout)["runs"][0]["results"], Value::Array(vec![]));
}

fn git(site: &Site, arguments: &str) {
    let mut command = Command::new("git");
    command.current_dir(site.path("")).args(arguments.split(' '));
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Test").env(format!("GIT_{who}_EMAIL"), "test@example.org");
    }
    assert!(command.output().unwrap().status.success(), "{arguments}");
}

#[test]
fn only_what_changed_is_told() {
    let site = Site::new(0);
    let wrong = |name: &str, field: &str| site.write(name, &format!("---\ntitle: {name}\n{field}: y\n---\n"));
    wrong("content/pages/gammel.md", "gammelt");
    wrong("content/pages/aendret.md", "uaendret");
    git(&site, "init --quiet --initial-branch=main");
    git(&site, "add --all");
    git(&site, "commit --quiet --message=a");
    let none = site.run("check --changed main --format short");
    assert_eq!((none.status.code(), text(&none.stdout)), (Some(0), ""));
    wrong("content/pages/aendret.md", "aendret");
    wrong("content/pages/ny.md", "nyt");
    let some = site.run("check --changed HEAD --format short");
    assert_eq!(some.status.code(), Some(1));
    let files: Vec<_> = text(&some.stdout).lines().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(files, ["content/pages/aendret.md", "content/pages/ny.md"]);
    assert!(text(&some.stderr).contains("2 fejl i filer, som er ændret siden `HEAD`"), "{}", text(&some.stderr));
    let unknown = site.run("check --changed findes-ikke");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("git kender ikke `findes-ikke`"));
}

#[test]
fn without_a_repository_nothing_is_compared() {
    let site = Site::new(0);
    let refused = site.run("check --changed main");
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("ligger ikke i et git-arkiv"), "{}", text(&refused.stderr));
    let mut command = site.command("check --changed main");
    let missing = command.env("PATH", site.path("")).output().unwrap();
    assert_eq!(missing.status.code(), Some(3));
    assert!(text(&missing.stderr).contains("`git` kan ikke startes"), "{}", text(&missing.stderr));
}

#[test]
fn what_is_due_is_listed() {
    let site = Site::new(0);
    site.write("content/data/roles.yaml", "- {id: chef, title: Chef, mailbox: chef@x.example}\n");
    let page = |name: &str, due: &str| {
        site.write(
            &format!("content/pages/{name}.md"),
            &format!("---\ntitle: {name}\nowner: chef\nreview_due: {due}\n---\n"),
        );
    };
    page("sent", "2026-11-01");
    page("snart", "2026-12-20");
    page("siden", "2027-06-01");
    let asked = |arguments: &str| site.run(&format!("check --date 2026-11-20 {arguments}"));
    let list = asked("--due 60d");
    assert_eq!(list.status.code(), Some(0));
    let lines: Vec<_> = text(&list.stdout).lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).collect();
    assert_eq!(lines[1], ["2026-11-01", "(overskredet)", "Gennemgang", "sent", "Chef", "chef@x.example"]);
    assert_eq!((lines.len(), lines[2][0]), (3, "2026-12-20"));
    assert!(text(&list.stderr).contains("2 frister inden"), "{}", text(&list.stderr));
    for horizon in ["8w", "P2M", "2m"] {
        assert_eq!(asked(&format!("--due {horizon}")).stdout, list.stdout, "{horizon}");
    }
    let found = json(&asked("--due 1y --format json").stdout);
    // The accessibility statement is due too.
    assert_eq!(found.as_array().unwrap().len(), 4);
    assert_eq!((&found[0]["late"], &found[0]["mailbox"]), (&Value::from(true), &Value::from("chef@x.example")));
    let calendar = asked("--due 60d --ics ud/frister.ics");
    assert_eq!(calendar.status.code(), Some(0));
    let kept = fs::read_to_string(site.path("ud/frister.ics")).unwrap();
    assert_eq!(kept.matches("BEGIN:VEVENT\r\n").count(), 2);
    assert!(kept.contains("UID:review-page-snart@proeve-kommune.rettesnor\r\n"), "{kept}");
    // The same content makes the same calendar, on another day too.
    let printed = site.run("check --date 2026-11-25 --due 55d --ics -");
    assert_eq!(text(&printed.stdout).trim_end(), kept.trim_end());
    let none = site.run("check --date 2025-01-01 --due 7d");
    assert_eq!((none.status.code(), text(&none.stdout)), (Some(0), ""));
    assert_eq!(asked("--due snart").status.code(), Some(2));
}

#[test]
fn schemas_are_written_and_an_editor_is_set_up() {
    let site = Site::new(0);
    let all = json(&site.run("schema").stdout);
    assert_eq!(all["data.roles.schema.json"]["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(site.run("schema --out skemaer").status.code(), Some(0));
    let kept = fs::read(site.path("skemaer/document.channel.schema.json")).unwrap();
    assert_eq!(json(&kept), all["document.channel.schema.json"]);
    site.write(".vscode/settings.json", "{}\n");
    let editor = site.run("schema --editor vscode");
    assert_eq!(editor.status.code(), Some(0));
    assert!(text(&editor.stderr).contains("`./.vscode/settings.json` findes i forvejen"), "{}", text(&editor.stderr));
    assert_eq!(fs::read_to_string(site.path(".vscode/settings.json")).unwrap(), "{}\n");
    let wanted = json(&editor.stdout);
    let schemas = wanted["yaml.schemas"].as_object().unwrap();
    assert!(schemas.keys().all(|name| site.path(name).is_file()), "{schemas:?}");
    assert!(site.path(".vscode/tasks.json").is_file());
    let page = site.run("schema --reference --lang en");
    assert!(text(&page.stdout).starts_with("# Fields and rules\n"));
}

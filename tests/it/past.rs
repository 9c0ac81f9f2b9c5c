//! A site and its git: old versions, the manifest's commit, the preview's facts, `history` and `save`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::preview::Preview;
use crate::site::{Site, text};

/// Runs git as a user with a name would.
fn git_at(folder: &Path, arguments: &[&str]) -> String {
    let output = as_user(Command::new("git").arg("-C").arg(folder).args(arguments)).output().unwrap();
    assert!(output.status.success(), "{arguments:?} {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn as_user(command: &mut Command) -> &mut Command {
    let command = command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Åse Berg").env(format!("GIT_{who}_EMAIL"), "aase@example.org");
        command.env(format!("GIT_{who}_DATE"), "2026-02-03T12:00:00+01:00");
    }
    command
}

impl Site {
    fn git(&self, arguments: &[&str]) -> String {
        git_at(&self.path(""), arguments)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn guideline(&self, version: &str, status: &str, words: &str) {
        let dates = "adopted_on: 2026-01-02\nvalid_from: 2026-01-02\ntopic: other\n";
        let front = format!("title: Tone\nstatus: {status}\nversion: \"{version}\"\n{dates}");
        self.write("content/guidelines/tone.md", &format!("---\n{front}---\n\n{words}\n"));
    }

    fn save(&self, message: &str) -> Output {
        let mut command = self.command("save --date 2026-03-01 --lang en");
        as_user(command.arg(message)).output().unwrap()
    }
}

/// A site of which two versions were adopted, and a third is being written.
fn versions() -> Site {
    let site = Site::new(1);
    site.write(".gitignore", "/public\n");
    site.git(&["init", "--quiet", "--initial-branch=main"]);
    site.guideline("1.0", "adopted", "Vi svarer hurtigt.");
    site.commit("Vedtag 1.0");
    site.guideline("2.0", "adopted", "Vi svarer klart.");
    site.commit("Vedtag 2.0");
    site.guideline("3.0", "draft", "Vi svarer venligt.");
    site.commit("Ny kladde");
    site
}

fn page(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path("public").join(path)).unwrap_or_default()
}

#[test]
fn what_was_adopted_is_shown_from_git() {
    let site = versions();
    let built = site.run("build --date 2026-03-01 --lang en");
    assert!(built.status.success(), "{}", text(&built.stderr));
    let main = page(&site, "retningslinjer/tone.html");
    assert!(main.contains("Vi svarer klart.") && !main.contains("venligt"), "the newest that is adopted");
    assert!(page(&site, "retningslinjer/tone/1.0.html").contains("Vi svarer hurtigt."));
    // Nothing of who changed what is published.
    assert!(!main.contains("Åse Berg") && !main.contains("Vedtag 2.0"));
}

/// A site whose adopted document was removed, and what its last text said.
fn removed(access: &str, settings: &str) -> Site {
    let site = versions();
    site.guideline("1.1", "adopted", "Vi svarer.");
    let text = fs::read_to_string(site.path("content/guidelines/tone.md")).unwrap();
    for version in ["1.1", "2.1"] {
        let public = text.replace("title:", "access: public\ntitle:").replace("1.1", version);
        site.write("content/guidelines/tone.md", &public);
        site.commit("Vedtag igen");
    }
    site.write("content/guidelines/tone.md", &text.replace("title:", access).replace("adopted\n", "draft\n"));
    let own = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", &format!("{own}{settings}"));
    site.commit("Sidste tekst");
    fs::remove_file(site.path("content/guidelines/tone.md")).unwrap();
    site.commit("Fjern");
    site
}

#[test]
fn what_was_adopted_stays_when_its_file_is_removed() {
    let site =
        removed("access: public\ntitle:", "withheld_versions: [{document: tone, version: '2.0', reason: Et navn.}]\n");
    let built = site.run("build --date 2026-03-01 --lang en");
    assert!(built.status.success(), "{}", text(&built.stderr));
    let old = page(&site, "retningslinjer/tone/1.0.html");
    assert!(old.contains("Vi svarer hurtigt.") && old.contains("ikke længere blandt dem, vi vedligeholder"), "{old}");
    assert!(page(&site, "retningslinjer/tone/2.1.html").contains("Ophævet"));
    assert!(page(&site, "retningslinjer/tone/2.1-aendringer.html").contains("<ins>"));
    // Nothing stands where the document was, nobody lists it, and what is kept back is.
    assert!(page(&site, "retningslinjer/tone.html").is_empty());
    assert!(!page(&site, "retningslinjer/index.html").contains("Tone"));
    let kept_back = page(&site, "retningslinjer/tone/2.0.html");
    assert!(kept_back.contains("Et navn.") && !kept_back.contains("Vi svarer klart."), "{kept_back}");
    let register = page(&site, "dokumenter.html");
    let listed = register.split_once("Vedligeholdes ikke længere").expect("a section").1;
    assert!(listed.contains("retningslinjer/tone/2.1.html") && !listed.contains("tone/1.0.html"), "{listed}");
    let new = page(&site, "aendringer.html");
    assert!(new.contains("retningslinjer/tone/1.0.html") && !new.contains("retningslinjer/tone/2.0.html"), "{new}");
    // The author is told, and how to mend it; a reference to it is as broken as before.
    let checked = site.run("check --date 2026-03-01 --lang en --format short");
    let told = text(&checked.stdout);
    let line = told.lines().find(|line| line.contains("C11")).unwrap_or_else(|| panic!("{told}"));
    assert!(
        line.starts_with("content/guidelines/tone.md") && line.contains("`Tone` was adopted (version 1.0, 1.1, 2.1)"),
        "{line}"
    );
    site.write("content/pages/side-7.md", "---\ntitle: Syv\n---\n[[guideline:tone]]\n");
    assert_eq!(site.run("check --date 2026-03-01").status.code(), Some(1));
    // A file that is put back is the document again.
    site.git(&["checkout", "--quiet", "HEAD~1", "--", "content/guidelines/tone.md"]);
    assert!(site.run("check --date 2026-03-01").status.success());
}

#[test]
fn what_was_hidden_when_it_was_removed_stays_hidden() {
    for (access, shown) in [("access: public\ntitle:", true), ("access: internal\ntitle:", false), ("title:", false)] {
        let site = removed(access, "");
        let built = site.run("build --date 2026-03-01 --lang en --profile public");
        assert!(built.status.success(), "{}", text(&built.stderr));
        assert_eq!(page(&site, "retningslinjer/tone/2.1.html").contains("Vi svarer."), shown, "{access}");
        assert!(page(&site, "retningslinjer/tone/1.0.html").is_empty(), "its own access");
        assert_eq!(page(&site, "aendringer.html").contains("Tone"), shown, "{access}");
        assert!(site.run("build --date 2026-03-01").status.success());
        assert!(page(&site, "retningslinjer/tone/1.0.html").contains("Vi svarer hurtigt."), "those who work there");
    }
}

#[test]
fn the_manifest_names_commit_and_editions() {
    let site = versions();
    site.run("build --date 2026-03-01");
    let manifest = site.manifest();
    assert_eq!(manifest.commit().unwrap(), site.git(&["rev-parse", "HEAD"]).trim());
    let edition = |path: &str| {
        let entry = manifest.find(path).unwrap();
        let edition = entry.edition.clone().unwrap();
        (edition.document, edition.slot, edition.version.unwrap_or_default(), entry.source.clone().unwrap().to_string())
    };
    let named = |slot: &str, version: &str, source: &str| {
        ("guideline:tone".to_owned(), slot.to_owned(), version.to_owned(), source.to_owned())
    };
    assert_eq!(edition("retningslinjer/tone.html"), named("main", "2.0", "content/editions/guideline/tone/2.0.md"));
    let old = named("version", "1.0", "content/editions/guideline/tone/1.0.md");
    assert_eq!(edition("retningslinjer/tone/1.0.html"), old);
    // Another machine, another folder, another day in the clock: the same bytes.
    let clone = tempfile::tempdir().unwrap();
    let copy = clone.path().join("et andet sted");
    git_at(clone.path(), &["clone", "--quiet", site.path("").to_str().unwrap(), copy.to_str().unwrap()]);
    let mut command = site.command("build --date 2026-03-01");
    assert!(command.current_dir(&copy).env("TZ", "Asia/Tokyo").output().unwrap().status.success());
    let [own, other] = [site.path("public"), copy.join("public")].map(|folder| fs::read(folder.join("manifest.json")));
    assert_eq!(own.unwrap(), other.unwrap());
    // What is not committed is of no commit: a changed file, a new one, one that is gone.
    for change in ["edit", "new", "gone"] {
        match change {
            "edit" => site.edit(0, "ændret"),
            "new" => site.write("content/static/ny.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
            _ => fs::remove_file(site.path("content/static/logo.svg")).unwrap(),
        }
        site.run("build --date 2026-03-01");
        assert_eq!(site.manifest().commit(), None, "{change}");
        site.git(&["checkout", "--quiet", "."]);
        site.git(&["clean", "--quiet", "--force", "content"]);
    }
    site.run("build --date 2026-03-01");
    assert!(site.manifest().commit().is_some());
}

#[test]
fn words_that_were_adopted_are_compared_with_git() {
    let site = versions();
    let found = || {
        let output = site.run("check --date 2026-03-01 --lang en --format short");
        let lines = text(&output.stdout).lines().filter(|line| line.contains("[C11]"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(found().is_empty(), "{:?}", found());
    site.guideline("2.0", "adopted", "Vi svarer måske klart.");
    let [one] = found().try_into().unwrap();
    assert!(one.contains("content/guidelines/tone.md:10:11: warning[C11]"), "{one}");
    assert!(one.contains("was adopted as version 2.0 in other words (git, "), "{one}");
    // The same words in another order of fields are the same.
    let order = "---\nversion: \"2.0\"\nstatus: adopted\ntitle: Tone\nadopted_on: 2026-01-02\nvalid_from: 2026-01-02\n\
                 topic: other\n---\n\nVi svarer klart.\n";
    site.write("content/guidelines/tone.md", order);
    assert!(found().is_empty(), "{:?}", found());
    // A frozen copy that says something else.
    let copy = order.replace("2.0", "1.0").replace("klart", "sjældent");
    site.write("content/editions/guideline/tone/1.0.md", &copy);
    let told = found();
    assert!(
        told.iter().any(|line| line.contains("tone/1.0.md:10:11: warning[C11]: the copy is not the text")),
        "{told:?}"
    );
    fs::remove_dir_all(site.path("content/editions")).unwrap();
    // A version number that is used again.
    site.guideline("1.0", "adopted", "Vi svarer helt andet.");
    site.commit("Vedtag igen");
    let told = found();
    assert!(told.iter().any(|line| line.contains("version 1.0 was adopted on 2026-02-03")), "{told:?}");
    // Without git nothing of this is said.
    fs::remove_dir_all(site.path(".git")).unwrap();
    assert!(found().is_empty(), "{:?}", found());
}

#[test]
fn a_shallow_clone_says_how_to_fetch_the_rest() {
    let site = versions();
    let clone = tempfile::tempdir().unwrap();
    let from = format!("file://{}", site.path("").display());
    let copy = clone.path().join("copy");
    git_at(clone.path(), &["clone", "--quiet", "--depth=1", &from, copy.to_str().unwrap()]);
    let check = site.command("check --date 2026-03-01 --lang en").current_dir(&copy).output().unwrap();
    assert!(text(&check.stdout).contains("git fetch --unshallow"), "{}", text(&check.stdout));
    let build = site.command("build --date 2026-03-01").current_dir(&copy).output().unwrap();
    assert!(build.status.success() && !copy.join("public/retningslinjer/tone/1.0.html").exists());
}

#[test]
fn the_preview_tells_who_changed_what() {
    let site = versions();
    let preview = Preview::of(site, "");
    let page = "/sider/side-0.html";
    preview.sees(page, "af Åse Berg\"");
    preview.site.edit(0, "ændret");
    preview.sees(page, "har ændringer, som ikke er gemt i git");
    // A commit changes no file, and is seen all the same.
    preview.site.git(&["commit", "--quiet", "--all", "--author", "Bo Dam <bo@example.org>", "--message", "Ret"]);
    preview.sees(page, "af Bo Dam\"");
    preview.site.write("content/pages/ny.md", "---\ntitle: Ny\n---\n\nNy.\n");
    preview.sees(&page.replace("side-0", "ny"), "ikke i git endnu");
    preview.sees("/retningslinjer/tone/1.0.html", "data-past=\"Ældre udgave fra git: ");
    let (_, old) = preview.get("/retningslinjer/tone/1.0.html");
    assert!(!text(&old).contains("data-editor"), "what is no file is not opened");
}

#[test]
fn the_history_of_a_document() {
    let site = versions();
    site.git(&["mv", "content/guidelines/tone.md", "content/guidelines/sprog.md"]);
    site.commit("Nyt navn");
    for name in ["sprog", "guideline:sprog", "content/guidelines/sprog.md", "guidelines/sprog.md"] {
        let output = site.run(&format!("history {name} --lang en"));
        let lines: Vec<_> = text(&output.stdout).lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 5, "{name}: {lines:?} {}", text(&output.stderr));
        assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), ["Date", "Version", "Who", "What"]);
        assert!(lines[1].contains("Nyt navn") && lines[3].contains("2.0") && lines[4].contains("Vedtag 1.0"));
    }
    let output = site.run("history sprog --format json");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["versions"][0]["version"], "1.0");
    assert_eq!(told["versions"][0]["path"], "guidelines/tone.md");
    assert_eq!(told["changes"].as_array().unwrap().len(), 4);
    assert_eq!((&told["standing"], &told["complete"]), (&"committed".into(), &true.into()));
    let unknown = site.run("history findes-ikke --lang en");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("no document is called `findes-ikke`"));
    site.edit(7, "ny");
    assert!(text(&site.run("history side-7 --lang en").stderr).contains("git does not know this file yet"));
    fs::remove_dir_all(site.path(".git")).unwrap();
    assert_eq!(site.run("history sprog").status.code(), Some(2));
}

#[test]
fn save_commits_what_is_the_sites_and_nothing_else() {
    let site = versions();
    let hook = site.path(".git/hooks/pre-commit");
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, "#!/bin/sh\ntouch hook-ran\nexit 1\n").unwrap();
    #[cfg(unix)]
    fs::set_permissions(&hook, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let nothing = site.save("Intet");
    assert!(
        nothing.status.success() && text(&nothing.stderr).contains("nothing has changed"),
        "{}",
        text(&nothing.stderr)
    );
    site.write("andet.txt", "fremmed\n");
    site.git(&["add", "andet.txt"]);
    site.edit(0, "ændret");
    site.edit(9, "ny");
    fs::remove_file(site.path("content/static/logo.svg")).unwrap();
    let saved = site.save("Ret sider");
    let said = text(&saved.stderr);
    assert!(saved.status.success() && said.contains("saved 3 files:"), "{said}");
    assert!(said.contains("content/pages/side-9.md") && said.contains("on this machine only"), "{said}");
    let names = site.git(&["show", "--name-only", "--format=%s", "HEAD"]);
    let expected = ["Ret sider", "content/pages/side-0.md", "content/pages/side-9.md", "content/static/logo.svg"];
    assert_eq!(names.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(), expected);
    assert_eq!(site.git(&["diff", "--cached", "--name-only"]).trim(), "andet.txt", "still staged");
    assert!(!site.path("hook-ran").exists());
}

#[test]
fn save_shares_and_tells_of_conflicts() {
    let site = versions();
    let folder = tempfile::tempdir().unwrap();
    let (bare, other) = (folder.path().join("fælles.git"), folder.path().join("anden"));
    git_at(folder.path(), &["init", "--quiet", "--bare", "--initial-branch=main", bare.to_str().unwrap()]);
    site.git(&["remote", "add", "origin", bare.to_str().unwrap()]);
    site.edit(0, "vores");
    let said = |output: &Output| text(&output.stderr).to_owned();
    let saved = site.save("Vores");
    assert!(said(&saved).contains("shared at `origin`"), "{}", said(&saved));
    assert_eq!(git_at(&bare, &["log", "-1", "--format=%s"]).trim(), "Vores");
    // Somebody else has changed another file.
    git_at(folder.path(), &["clone", "--quiet", bare.to_str().unwrap(), other.to_str().unwrap()]);
    let theirs = |file: &str, words: &str| {
        fs::write(other.join(file), format!("---\ntitle: X\n---\n\n{words}\n")).unwrap();
        git_at(&other, &["add", "--all"]);
        git_at(&other, &["commit", "--quiet", "--message", words]);
        git_at(&other, &["push", "--quiet", "origin", "HEAD:main"]);
    };
    theirs("content/pages/anden.md", "Deres");
    site.edit(1, "vores");
    let saved = site.save("Mere");
    assert!(saved.status.success() && said(&saved).contains("together with what others"), "{}", said(&saved));
    assert!(site.path("content/pages/anden.md").exists());
    // And then the same place.
    git_at(&other, &["pull", "--quiet", "--rebase", "origin", "main"]);
    theirs("content/pages/side-0.md", "Deres ord");
    site.edit(0, "igen");
    let saved = site.save("Igen");
    assert_eq!(saved.status.code(), Some(1));
    let told = said(&saved);
    assert!(told.contains("somebody else has changed the same places in\n  content/pages/side-0.md"), "{told}");
    assert!(fs::read_to_string(site.path("content/pages/side-0.md")).unwrap().contains("igen"), "as it was left");
    assert_eq!(site.git(&["status", "--porcelain"]), "", "no merge is left half done");
    // A place that is not there.
    fs::rename(&bare, folder.path().join("væk")).unwrap();
    site.edit(3, "x");
    let saved = site.save("Væk");
    assert_eq!(saved.status.code(), Some(1));
    assert!(said(&saved).contains("could not be shared"), "{}", said(&saved));
}

#[test]
fn save_says_why_it_does_not() {
    let site = versions();
    let refuses = |says: &[&str], code: i32| {
        let output = site.save("Noget");
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
        for says in says {
            assert!(text(&output.stderr).contains(says), "{}", text(&output.stderr));
        }
    };
    site.write("content/pages/fejl.md", "---\ntitle: [\n---\n\n[[page:findes-ikke]]\n");
    refuses(&["nothing was saved"], 1);
    assert_eq!(site.git(&["status", "--porcelain", "content"]).trim(), "?? content/pages/fejl.md");
    fs::remove_file(site.path("content/pages/fejl.md")).unwrap();
    site.edit(0, "ændret");
    let mut nobody = site.command("save Noget --date 2026-03-01 --lang en");
    nobody.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null").env("HOME", site.path("hjem"));
    let output = nobody.output().unwrap();
    assert!(text(&output.stderr).contains("git config --global user.name"), "{}", text(&output.stderr));
    site.git(&["checkout", "--quiet", "--detach"]);
    refuses(&["no branch is checked out", "git switch main"], 2);
    fs::remove_dir_all(site.path(".git")).unwrap();
    refuses(&["does not lie in a git repository", "git init"], 2);
}

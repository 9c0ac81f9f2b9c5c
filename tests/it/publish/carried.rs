//! What is carried elsewhere: to a branch, by a program, as a zip file.

use std::fs;
use std::process::Command;

use crate::publish::{done, refused, site};
use crate::site::{Site, text};

/// Git in a folder of the site, without anybody's settings.
fn git(site: &Site, folder: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(site.path(folder)).args(["-c", "user.name=a", "-c", "user.email=a@example.org"]);
    let output = command.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout).trim().to_owned()
}

fn repository(targets: &str) -> Site {
    let site = site(3, targets);
    git(&site, ".", &["init", "-q", "-b", "main", "."]);
    git(&site, ".", &["add", "content"]);
    git(&site, ".", &["commit", "-q", "-m", "indhold"]);
    fs::create_dir(site.path("fjern.git")).unwrap();
    git(&site, "fjern.git", &["init", "-q", "--bare", "."]);
    git(&site, ".", &["remote", "add", "origin", site.path("fjern.git").to_str().unwrap()]);
    site
}

#[test]
fn a_branch_gets_a_commit_with_what_changed() {
    let site = repository("  web: {profile: internal, remote: origin, branch: pages}\n");
    done(&site.run("publish"));
    let source = git(&site, ".", &["rev-parse", "HEAD"]);
    assert!(git(&site, "fjern.git", &["log", "-1", "--format=%B", "pages"]).contains(&format!("Source: {source}")));
    let page = git(&site, "fjern.git", &["show", "pages:sider/side-1.html"]);
    assert!(page.contains("Side 1"));
    assert_eq!(git(&site, ".", &["status", "--porcelain"]), "?? fjern.git/", "no work tree is touched");
    done(&site.run("publish"));
    assert_eq!(git(&site, "fjern.git", &["rev-list", "--count", "pages"]), "1", "nothing changed");
    site.edit(1, "forandret");
    fs::remove_file(site.path("content/pages/side-2.md")).unwrap();
    done(&site.run("publish"));
    let told = git(&site, "fjern.git", &["log", "-1", "--format=%B", "pages"]);
    assert!(!told.contains("Source:"), "what is not committed is of no commit: {told}");
    let changed = git(&site, "fjern.git", &["diff", "--name-status", "pages~1", "pages"]);
    assert!(changed.contains("M\tsider/side-1.html") && changed.contains("D\tsider/side-2.html"), "{changed}");
    assert!(!changed.contains("side-0"), "{changed}");
    done(&site.run("publish --rollback"));
    assert!(!git(&site, "fjern.git", &["show", "pages:sider/side-1.html"]).contains("forandret"));
}

#[test]
fn the_work_of_others_on_the_branch_is_not_lost() {
    let site = repository(
        "  web: {profile: internal, remote: origin, branch: pages}\n  anden: {profile: internal, remote: origin, branch: main}\n",
    );
    done(&site.run("publish web"));
    git(&site, ".", &["clone", "-q", "-b", "pages", "fjern.git", "klon"]);
    site.write("klon/CNAME", "kommune.example\n");
    git(&site, "klon", &["add", "CNAME"]);
    git(&site, "klon", &["commit", "-q", "-m", "navn"]);
    git(&site, "klon", &["push", "-q"]);
    site.edit(1, "forandret");
    done(&site.run("publish web"));
    assert_eq!(git(&site, "fjern.git", &["show", "pages:CNAME"]), "kommune.example");
    assert_eq!(git(&site, "fjern.git", &["rev-list", "--count", "pages"]), "3");
    // A branch that holds something else is left alone.
    git(&site, ".", &["push", "-q", "origin", "main"]);
    refused(&site.run("publish anden"), 2, "main");
    fs::remove_dir_all(site.path("fjern.git")).unwrap();
    site.edit(1, "mere");
    refused(&site.run("publish web"), 3, "git");
}

/// What the content's repository names is never run.
#[cfg(unix)]
#[test]
fn hooks_and_programs_of_the_repository_do_not_run() {
    use std::os::unix::fs::PermissionsExt;
    let site = repository("  web: {profile: internal, remote: origin, branch: pages}\n");
    let trap = site.path("trap.sh");
    site.write("trap.sh", &format!("#!/bin/sh\ntouch {}\n", site.path("sprung").display()));
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    for hook in ["pre-push", "pre-commit", "post-index-change", "reference-transaction"] {
        fs::create_dir_all(site.path(".git/hooks")).unwrap();
        fs::copy(&trap, site.path(&format!(".git/hooks/{hook}"))).unwrap();
    }
    let run = trap.to_str().unwrap();
    for (key, value) in [
        ("core.sshCommand", run),
        ("core.fsmonitor", run),
        ("credential.helper", run),
        ("remote.origin.receivepack", run),
        ("remote.origin.uploadpack", run),
        ("filter.x.clean", run),
        ("core.hooksPath", site.path(".git/hooks").to_str().unwrap()),
    ] {
        git(&site, ".", &["config", key, value]);
    }
    site.write(".gitattributes", "* filter=x\n");
    done(&site.run("publish"));
    assert!(!site.path("sprung").exists());
    git(&site, ".", &["config", "remote.origin.url", &format!("ext::{run}")]);
    site.edit(1, "forandret");
    assert_eq!(site.run("publish").status.code(), Some(3));
    assert!(!site.path("sprung").exists());
}

#[cfg(unix)]
#[test]
fn a_program_gets_what_changed_in_a_safe_order() {
    use std::os::unix::fs::PermissionsExt;
    let site = site(
        3,
        "  sky: {profile: internal, program: ./copy.sh, args: ['{changed}', '{release}', '{files}', ud], removal_args: [remove, '{removed}', ud]}\n",
    );
    let script = "#!/bin/sh\nset -e\nif [ \"$1\" = remove ]; then\n  while read -r path; do rm \"$3/$path\"; echo \"- $path\" >>log; done <\"$2\"\nelse\n  \
                  while read -r path; do mkdir -p \"$(dirname \"$4/$path\")\"; cmp \"$2/$path\" \"$3/$path\"; cp \"$2/$path\" \"$4/$path\"; echo \"+ $path\" >>log; done <\"$1\"\nfi\n";
    site.write("copy.sh", script);
    fs::set_permissions(site.path("copy.sh"), fs::Permissions::from_mode(0o755)).unwrap();
    done(&site.run("publish"));
    assert_eq!(crate::publish::broken(&site.path("ud")), [""; 0]);
    let log = fs::read_to_string(site.path("log")).unwrap();
    let at =
        |path: &str| log.lines().position(|line| line.starts_with(path)).unwrap_or_else(|| panic!("{path}: {log}"));
    assert!(
        at("+ assets/") < at("+ search/")
            && at("+ search/") < at("+ index.html")
            && at("+ index.html") < at("+ manifest.json")
    );
    fs::remove_file(site.path("log")).unwrap();
    done(&site.run("publish"));
    assert!(!site.path("log").exists(), "nothing changed, nothing is run");
    site.edit(1, "forandret");
    fs::remove_file(site.path("content/pages/side-2.md")).unwrap();
    done(&site.run("publish"));
    let log = fs::read_to_string(site.path("log")).unwrap();
    assert!(log.contains("+ sider/side-1.html") && !log.contains("side-0.html"), "{log}");
    assert!(log.trim_end().lines().last().unwrap().starts_with("- "), "{log}");
    assert!(!site.path("ud/sider/side-2.html").exists());
    assert_eq!(crate::publish::broken(&site.path("ud")), [""; 0]);
}

/// What a run that failed may have brought is taken away when it is no more.
#[cfg(unix)]
#[test]
fn a_program_that_failed_leaves_nothing_behind_for_ever() {
    let targets = "  sky: {profile: internal, program: sh, args: [-c, 'cat \"$0\" >>bragt; test -f klar', '{changed}'], \
                   removal_args: [-c, 'cat \"$0\" >fjernet', '{removed}']}\n";
    let site = site(2, targets);
    site.write("klar", "");
    done(&site.run("publish"));
    fs::remove_file(site.path("klar")).unwrap();
    site.write("content/pages/hemmelig.md", "---\ntitle: Hemmelig\n---\n\nTekst.\n");
    let text_of = |name: &str| fs::read_to_string(site.path(name)).unwrap_or_default();
    // The first group alone is brought before the program fails; which files arrived nobody knows.
    assert_eq!(site.run("publish").status.code(), Some(3));
    fs::remove_file(site.path("content/pages/hemmelig.md")).unwrap();
    site.write("klar", "");
    site.write("bragt", "");
    done(&site.run("publish"));
    assert!(text_of("fjernet").lines().any(|line| line == "sider/hemmelig.html"), "{}", text_of("fjernet"));
    assert!(text_of("bragt").contains("search/"), "what may be half there is brought again: {}", text_of("bragt"));
}

#[cfg(unix)]
#[test]
fn a_program_that_fails_is_told_and_run_again() {
    let site = site(
        1,
        "  sky: {profile: internal, program: sh, args: [-c, 'echo ingen plads >&2; test -f klar || exit 7', '{changed}']}\n",
    );
    refused(&site.run("publish"), 3, "`sh` sluttede med 7: ingen plads");
    assert_eq!(text(&site.run("publish --list").stdout), "");
    site.write("klar", "");
    done(&site.run("publish"));
    let missing = crate::publish::site(1, "  sky: {profile: internal, program: findes-ikke, args: [x]}\n");
    refused(&missing.run("publish"), 3, "`findes-ikke` kan ikke startes");
    let codes =
        crate::publish::site(1, "  sky: {profile: internal, program: sh, args: [-c, exit 3], success_codes: [0, 3]}\n");
    done(&codes.run("publish"));
}

#[test]
fn a_zip_file_is_the_same_each_time() {
    let site = site(3, "  pakke: {profile: internal, file: ud/site.zip}\n");
    done(&site.run("publish"));
    let first = fs::read(site.path("ud/site.zip")).unwrap();
    fs::remove_file(site.path("ud/site.zip")).unwrap();
    done(&site.run("publish"));
    assert!(fs::read(site.path("ud/site.zip")).unwrap() == first, "the same again");
    // Other files' times and another history give the same bytes.
    site.edit(1, "forandret");
    done(&site.run("publish"));
    assert!(fs::read(site.path("ud/site.zip")).unwrap() != first);
    site.edit(1, "første");
    done(&site.run("publish"));
    assert!(fs::read(site.path("ud/site.zip")).unwrap() == first, "what is kept of another release is not in it");
    let mut archive = zip::ZipArchive::new(fs::File::open(site.path("ud/site.zip")).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.is_sorted() && names.contains(&"manifest.json".to_owned()));
    let mut page = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("sider/side-1.html").unwrap(), &mut page).unwrap();
    assert!(page.contains("Side 1"));
}

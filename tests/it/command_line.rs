//! The command line as a shell sees it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::site::{Site, text};

#[test]
fn a_build_says_what_it_did() {
    let site = Site::new(2);
    let first = site.run("build");
    assert_eq!(first.status.code(), Some(0), "{}", text(&first.stderr));
    assert!(text(&first.stderr).contains("er lagt i `public`"));
    assert!(first.stdout.is_empty());
    assert_eq!(site.broken(), [""; 0]);
    assert!(text(&site.run("build").stderr).contains("`public` er ajour"));
    assert!(site.run("build --quiet").stderr.is_empty());
}

#[test]
fn content_with_errors_changes_nothing() {
    let site = Site::new(2);
    site.run("build");
    let before = site.manifest();
    site.write("content/pages/side-1.md", "---\ntitel: Side 1\n---\n\nTekst.\n");
    let build = site.run("build");
    assert_eq!(build.status.code(), Some(1));
    assert!(text(&build.stderr).contains("side-1.md") && text(&build.stderr).contains("intet er lagt på plads"));
    assert_eq!(site.manifest(), before);
    let check = site.run("check --format short");
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stdout).contains("content/pages/side-1.md:2:1: error["), "{}", text(&check.stdout));
    assert!(text(&check.stderr).contains("1 fejl i 3 dokumenter"), "{}", text(&check.stderr));
}

#[test]
fn warnings_fail_only_when_asked_to() {
    let site = Site::new(1);
    site.write("content/static/run.exe", "");
    assert_eq!(site.run("check").status.code(), Some(0));
    assert_eq!(site.run("check --deny warnings").status.code(), Some(1));
    assert_eq!(site.run("build").status.code(), Some(0));
}

#[test]
fn wrong_requests_end_with_2_and_a_hint() {
    let site = Site::new(1);
    site.write("photos/a.txt", "");
    let requests = [
        "build --content nowhere",
        "build --out content/x",
        "build --out .",
        "build --out photos",
        "build --out photos/a.txt",
        "build --theme x",
    ];
    for request in requests {
        let refused = site.run(request);
        assert_eq!(refused.status.code(), Some(2), "{request}");
        let told = text(&refused.stderr);
        // Where there is no site, there is no language but the caller's, which is none here.
        let (fault, hint) =
            if request.contains("nowhere") { ("error: ", "\nhint: ") } else { ("fejl: ", "\nhjælp: ") };
        assert!(told.starts_with(fault) && told.contains(hint), "{request}: {told}");
    }
    assert_eq!(site.names(), ["content", "photos"]);
}

#[test]
fn two_builds_at_once_are_told_apart() {
    let site = Site::new(1);
    let lock = File::create(site.path(".public.rettesnor-lock")).unwrap();
    lock.lock().unwrap();
    let second = site.run("build");
    assert_eq!(second.status.code(), Some(3));
    assert!(text(&second.stderr).starts_with("fejl: sitet er ved at blive bygget af en anden"));
    drop(lock);
    assert_eq!(site.run("build").status.code(), Some(0));
    assert_eq!(site.names(), ["content", "public"]);
}

#[test]
fn a_signal_ends_the_preview_within_a_second() {
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let site = Site::new(1);
        let mut preview = site.command("serve --port 0").spawn().unwrap();
        let mut line = String::new();
        BufReader::new(preview.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("http://localhost:"), "{line}");
        let sent = Instant::now();
        kill_process(Pid::from_child(&preview), signal).unwrap();
        assert_eq!(preview.wait().unwrap().code(), Some(code));
        assert!(sent.elapsed() < Duration::from_secs(1));
    }
}

#[test]
fn search_finds_pages_and_says_why() {
    let site = Site::new(2);
    site.write("content/channels/brev.md", CHANNEL);
    let found = site.run("search breve --explain");
    assert_eq!(found.status.code(), Some(0), "{}", text(&found.stderr));
    let told = text(&found.stdout);
    assert!(told.starts_with(" 1. Nyhedsbrevet (Kanal)\n    kanaler/brev.html"), "{told}");
    assert!(told.contains("breve: `~brev`, del af en sammensætning (0,60)"), "{told}");
    assert!(text(&found.stderr).contains(" om `breve`"));
    let short = site.run("search første --format short --limit 1");
    assert_eq!(text(&short.stdout).lines().count(), 1);
    let json = site.run("search nyhedsbrevet --format json");
    let pages: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(pages[0]["title"], "Nyhedsbrevet");
    assert_eq!(pages[0]["named"], "exactly");
    assert_eq!(pages[0]["named_label"], "siden hedder netop det");
    let reason = &pages[0]["reasons"][0];
    assert_eq!((&reason["how"], &reason["how_label"]), (&"exact".into(), &"selve ordet".into()));
    assert!(!text(&json.stdout).contains("search."), "a key instead of its text");
    assert_eq!(text(&site.run("search qqxzvw").stdout), "");
    assert_eq!(text(&site.run("search brev --kind guideline").stdout), "");
}

const CHANNEL: &str =
    "---\ntitle: Nyhedsbrevet\nsummary: Nyheder hver uge. Et brev til alle.\ntype: print\n---\n\nSkriv kort.\n";

#[test]
fn help_has_examples() {
    let site = Site::new(0);
    for command in ["", "build", "check", "publish", "schema", "search", "serve"] {
        let help = site.run(&format!("{command} --help"));
        assert_eq!(help.status.code(), Some(0));
        assert!(text(&help.stdout).contains("Eksempler:"), "{command}");
        let english = site.run(&format!("--lang en {command} --help"));
        assert!(text(&english.stdout).contains("Examples:"), "{command}");
    }
}

#[test]
fn a_wrong_command_line_is_answered_in_the_language_of_the_site() {
    let site = Site::new(0);
    for (line, told) in [
        ("chek", "fejl: ukendt kommando `chek`\nhjælp: mente du `check`?\n"),
        ("build --lang sv --date x", "fel: `--date <ÅÅÅÅ-MM-DD>` kan inte vara `x`\n"),
        ("build --lang=en --date x", "error: invalid value 'x' for '--date <YYYY-MM-DD>': no such day"),
    ] {
        let answer = site.run(line);
        assert_eq!(answer.status.code(), Some(2), "{line}");
        assert!(text(&answer.stderr).starts_with(told), "{line}: {}", text(&answer.stderr));
    }
}

/// A person's number in a text stops the build of the public site, and nothing that is printed has it in full.
#[test]
fn a_personal_number_is_never_published_nor_printed() {
    let site = Site::new(2);
    let page = "---\ntitle: Sag 010190-1234\naccess: public\nadopted_on: 010190-1234\n---\n\nBo (010190-1234) fik svar. [x](findes-ikke-010190-1234)\n";
    site.write("content/pages/sag.md", page);
    for arguments in
        ["build --profile public", "build", "check --format short", "check --format json", "check --format github"]
    {
        let run = site.run(arguments);
        assert_eq!(run.status.code(), Some(1), "{arguments}");
        let told = format!("{}{}", text(&run.stdout), text(&run.stderr));
        assert!(told.contains("C06") && told.contains("0101••-••••"), "{arguments}: {told}");
        assert!(!told.contains("1234"), "{arguments}: {told}");
    }
    assert_eq!(site.names(), ["content"]);
}

/// The metadata of a picture on the disk is read.
#[test]
fn a_picture_with_a_place_is_told() {
    let site = Site::new(1);
    let xmp = "http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='55,40N'/>";
    let size = u16::try_from(xmp.len() + 2).unwrap().to_be_bytes();
    let jpeg = [&[0xff, 0xd8, 0xff, 0xe1][..], &size, xmp.as_bytes(), &[0xff, 0xd9]].concat();
    std::fs::write(site.path("content/static/Strand.JPG"), jpeg).unwrap();
    let check = site.run("check --format short");
    assert!(text(&check.stdout).starts_with("content/static/Strand.JPG: warning[C06]"), "{}", text(&check.stdout));
    assert_eq!(site.run("build --profile public").status.code(), Some(1));
}

/// Commands as the help lists them.
fn commands(site: &Site) -> Vec<String> {
    let help = site.run("--help --lang en");
    let help = text(&help.stdout).to_owned();
    let list = help.split("Commands:\n").nth(1).expect("a list").split("\n\n").next().unwrap_or_default().to_owned();
    let name = |line: &str| line.strip_prefix("  ")?.split_whitespace().next().map(str::to_owned);
    list.lines().filter(|line| !line.starts_with("   ")).filter_map(name).filter(|name| name != "help").collect()
}

#[test]
fn completions_know_every_command_in_every_shell() {
    let site = Site::new(1);
    let all = commands(&site);
    assert!(all.len() > 10 && all.contains(&"diff".to_owned()), "{all:?}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let made = site.run(&format!("completions {shell} --lang en"));
        let script = text(&made.stdout);
        assert!(made.status.success() && made.stderr.is_empty(), "{shell}: {}", text(&made.stderr));
        assert!(all.iter().all(|command| script.contains(command.as_str())), "{shell}: {script}");
    }
    // The help in them is that of the language.
    assert!(text(&site.run("completions fish --lang da").stdout).contains("Læg sitet i en mappe"));
    assert_eq!(site.run("completions tcsh").status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn bash_completes_with_them() {
    let site = Site::new(1);
    site.write("own.bash", text(&site.run("completions bash").stdout));
    let asked = "source own.bash; COMP_WORDS=(rettesnor ad); COMP_CWORD=1; _rettesnor rettesnor ad rettesnor; \
                 echo \"${COMPREPLY[@]}\"; COMP_WORDS=(rettesnor build --prof); COMP_CWORD=2; \
                 _rettesnor rettesnor --prof build; echo \"${COMPREPLY[@]}\"";
    let Ok(shell) = std::process::Command::new("bash").args(["-c", asked]).current_dir(site.path("")).output() else {
        return;
    };
    assert_eq!(text(&shell.stdout), "adopt\n--profile\n", "{}", text(&shell.stderr));
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let site = Site::new(1);
    assert!(site.run("manual --out man/man1 --lang en").status.success());
    let read = |name: &str| std::fs::read_to_string(site.path(&format!("man/man1/{name}.1"))).unwrap();
    let all = commands(&site);
    for command in &all {
        let page = read(&format!("rettesnor-{command}"));
        assert!(page.contains(&format!(".TH rettesnor-{command} 1")) && page.contains(".SH NAME"), "{page}");
        assert!(page.contains("\\-\\-content") && page.contains(&format!("\\fBrettesnor {command}\\fR")), "{page}");
    }
    assert_eq!(std::fs::read_dir(site.path("man/man1")).unwrap().count(), all.len() + 1);
    let own = read("rettesnor");
    assert!(own.contains(".SH EXAMPLES\n.nf\n") && own.contains("  rettesnor build \\-\\-out public "), "{own}");
    assert_eq!(text(&site.run("manual --lang en").stdout).trim_end(), own.trim_end());
    assert!(text(&site.run("manual --lang sv").stdout).contains("rettesnor\\-build(1)"));
}

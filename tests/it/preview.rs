//! The preview as editors, file systems and browsers meet it.
//!
//! 60 random changes in the suite; `RETTESNOR_EDITS=2000 cargo test --release --test it preview -- --nocapture` for more.

mod random;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::site::Site;

/// How long a change may take to be seen before it counts as missed; far more than it takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// A site that is being previewed; the preview ends with it.
pub struct Preview {
    pub site: Site,
    process: Child,
    port: u16,
    said: String,
}

impl Preview {
    pub fn of(site: Site, options: &str) -> Self {
        let arguments = format!("serve --port 0 --quiet --date 2026-03-01 {options}");
        let mut process = site.command(&arguments).stderr(std::process::Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut said = String::new();
        output.read_line(&mut said).unwrap();
        let port = said.split("localhost:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        if options.contains("--lan") {
            output.read_line(&mut said).unwrap();
        }
        Self { site, process, port, said }
    }

    /// The answer to a request: its status and its body.
    pub fn get(&self, path: &str) -> (u16, Vec<u8>) {
        get(self.port, path)
    }

    pub fn wait_for(&self, path: &str, what: impl Fn(u16, &str) -> bool) {
        let begun = Instant::now();
        loop {
            let (status, body) = self.get(path);
            if what(status, &String::from_utf8_lossy(&body)) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{path}: {status} {}", String::from_utf8_lossy(&body));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until a page has a word.
    pub fn sees(&self, path: &str, word: &str) {
        self.wait_for(path, |_, body| body.contains(word));
    }

    /// How many states there have been.
    fn states(&self) -> u64 {
        let (_, body) = self.get("/_rettesnor/findings.json");
        serde_json::from_slice::<serde_json::Value>(&body).unwrap()["number"].as_u64().unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub fn get(port: u16, path: &str) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
    let status = std::str::from_utf8(&answer[9..12]).unwrap().parse().unwrap();
    (status, answer.split_off(head + 4))
}

fn page(word: &str) -> String {
    format!("---\ntitle: Side\n---\n\nHer står {word}.\n")
}

#[test]
fn saves_of_all_editors_are_seen() {
    let preview = Preview::of(Site::new(1), "");
    let at = |name: &str| preview.site.path(&format!("content/pages/{name}"));
    let (own, address) = (at("side-0.md"), "/sider/side-0.html");
    // In place.
    fs::write(&own, page("eins")).unwrap();
    preview.sees(address, "eins");
    // Beside, then renamed over.
    fs::write(at(".goutputstream-1"), page("zwei")).unwrap();
    fs::rename(at(".goutputstream-1"), &own).unwrap();
    preview.sees(address, "zwei");
    // As vim does: a probe, the old one becomes a backup, the new one is made, the backup goes.
    fs::write(at("4913"), "").unwrap();
    fs::remove_file(at("4913")).unwrap();
    fs::rename(&own, at("side-0.md~")).unwrap();
    fs::write(&own, page("drei")).unwrap();
    fs::remove_file(at("side-0.md~")).unwrap();
    preview.sees(address, "drei");
    // As Word does: a new file, two renames, the old one goes.
    fs::write(at("~WRD0001.tmp"), page("vier")).unwrap();
    fs::rename(&own, at("~WRL0001.tmp")).unwrap();
    fs::rename(at("~WRD0001.tmp"), &own).unwrap();
    fs::remove_file(at("~WRL0001.tmp")).unwrap();
    preview.sees(address, "vier");
    // In pieces, with pauses.
    let mut file = fs::File::create(&own).unwrap();
    for piece in page("fünf").as_bytes().chunks(12) {
        file.write_all(piece).unwrap();
        file.flush().unwrap();
    }
    drop(file);
    preview.sees(address, "fünf");
}

#[test]
fn renames_deletions_and_restorations_are_seen() {
    let preview = Preview::of(Site::new(1), "");
    let at = |name: &str| preview.site.path(&format!("content/pages/{name}"));
    let text = fs::read(at("side-0.md")).unwrap();
    fs::create_dir(at("a")).unwrap();
    fs::write(at("a/ny.md"), page("nyt")).unwrap();
    preview.sees("/sider/ny.html", "nyt");
    fs::rename(at("a"), at("b")).unwrap();
    fs::write(at("b/ny.md"), page("flyttet")).unwrap();
    preview.sees("/sider/ny.html", "flyttet");
    fs::rename(at("side-0.md"), at("SIDE-0.md")).unwrap();
    fs::write(at("SIDE-0.md"), page("stort")).unwrap();
    preview.sees("/sider/side-0.html", "stort");
    fs::remove_file(at("SIDE-0.md")).unwrap();
    preview.wait_for("/sider/side-0.html", |status, _| status == 404);
    fs::write(at("side-0.md"), &text).unwrap();
    preview.wait_for("/sider/side-0.html", |status, _| status == 200);
    fs::remove_dir_all(at("")).unwrap();
    preview.wait_for("/sider/ny.html", |status, _| status == 404);
}

#[test]
fn a_content_folder_that_is_replaced_is_followed() {
    let preview = Preview::of(Site::new(1), "");
    let (content, away) = (preview.site.path("content"), preview.site.path("away"));
    fs::rename(&content, &away).unwrap();
    fs::rename(&away, &content).unwrap();
    preview.site.edit(0, "tilbage");
    preview.sees("/sider/side-0.html", "tilbage");
    preview.site.write("themes/default/style.css", "p { color: red }\n");
    preview.wait_for("/", |_, body| {
        let style = body.split("href=\"").find(|part| part.starts_with("assets/style-")).unwrap();
        preview.get(&format!("/{}", style.split('"').next().unwrap())).1.starts_with(b"p{color:red}")
    });
}

#[test]
fn reading_and_leftovers_change_nothing() {
    let preview = Preview::of(Site::new(3), "");
    let before = preview.states();
    for entry in walkdir(&preview.site.path("content")) {
        fs::read(entry).unwrap();
    }
    for name in [".side-0.md.swp", "side-0.md~", "~$side-0.docx", "#side-0.md.tmp"] {
        preview.site.write(&format!("content/pages/{name}"), "x");
    }
    preview.site.edit(1, "første");
    preview.site.edit(0, "anden");
    preview.sees("/sider/side-0.html", "anden");
    assert_eq!(preview.states(), before + 1, "one change is one state");
}

fn walkdir(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walkdir(&path) } else { vec![path] }).collect()
}

#[cfg(unix)]
#[test]
fn a_text_with_two_names_changes_under_both() {
    let site = Site::new(1);
    std::os::unix::fs::symlink("side-0.md", site.path("content/pages/anden.md")).unwrap();
    let preview = Preview::of(site, "");
    preview.site.edit(0, "begge");
    preview.sees("/sider/side-0.html", "begge");
    preview.sees("/sider/anden.html", "begge");
}

#[test]
fn polling_sees_what_nobody_tells() {
    let preview = Preview::of(Site::new(1), "--poll");
    preview.site.edit(0, "anden");
    preview.sees("/sider/side-0.html", "anden");
}

#[test]
fn another_branch_is_one_change_or_a_few() {
    let site = Site::new(500);
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example", "-c", "commit.gpgsign=false"]).args(arguments);
        let done = command.current_dir(site.path("")).env("GIT_CONFIG_NOSYSTEM", "1").output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    git(&["checkout", "-qb", "side"]);
    (0..500).for_each(|page| site.edit(page, "anden"));
    git(&["commit", "-qam", "second"]);
    git(&["checkout", "-q", "main"]);
    let root = site.path("");
    let preview = Preview::of(site, "");
    let before = preview.states();
    let done = Command::new("git").args(["checkout", "-q", "side"]).current_dir(root).status().unwrap();
    assert!(done.success());
    for page in [0, 250, 499] {
        preview.sees(&format!("/sider/side-{page}.html"), "anden");
    }
    let states = preview.states() - before;
    assert!(states <= 3, "{states} states for one checkout");
}

#[test]
fn the_network_is_told_of() {
    let preview = Preview::of(Site::new(1), "--lan");
    assert!(preview.said.contains("til andre maskiner på netværket: http://"), "{}", preview.said);
    assert_eq!(preview.get("/").0, 200);
}

#[test]
fn a_taken_port_is_told_and_the_next_one_used() {
    let first = Preview::of(Site::new(1), "");
    let site = Site::new(1);
    let mut second = site.command(&format!("serve --port {}", first.port)).spawn().unwrap();
    let mut told = String::new();
    BufReader::new(second.stderr.take().unwrap()).read_line(&mut told).unwrap();
    second.kill().unwrap();
    second.wait().unwrap();
    assert!(told.starts_with(&format!("port {} er optaget; bruger ", first.port)), "{told}");
}

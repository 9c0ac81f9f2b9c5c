//! Tests of the preview, by the bytes that go over the wire.

#![expect(clippy::disallowed_methods, reason = "tests write folders of their own")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;

use super::*;
use crate::config::{Drafts, Options, Profile};
use crate::fs::{Scan, Shelf, Theme, Touched};
use crate::pipeline::Inputs;
use crate::source::SourcePath;

/// A site on the disk, and the preview that shows it.
struct Shown {
    root: tempfile::TempDir,
    shelf: Shelf,
    workshop: Workshop,
    _runtime: tokio::runtime::Runtime,
    port: u16,
}

/// A preview of these files.
fn preview(files: &[(&str, &str)]) -> Shown {
    preview_with(files, Wishes::default())
}

fn preview_with(files: &[(&str, &str)], wishes: Wishes) -> Shown {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&root, path, text);
    }
    fs::write(root.path().join("secret.txt"), "secret").unwrap();
    let shelf = Shelf::fill(&root.path().join("content"), Theme::Default).unwrap();
    let workshop = Workshop::open(&shelf, Box::new(|scan: &Scan, _| inputs(scan)), "run".to_owned(), wishes);
    let doors = Doors::open(0, Reach::Machine).unwrap();
    let port = doors.port();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.spawn(serve(doors, workshop.preview()));
    Shown { root, shelf, workshop, _runtime: runtime, port }
}

fn inputs(scan: &Scan) -> Inputs {
    let today = jiff::civil::date(2026, 2, 28);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Shown, lang: None };
    let Scan { content, sources, statics, theme, refused } = scan.clone();
    Inputs { content, sources, statics, theme, options, refused, history: None }
}

fn write(root: &tempfile::TempDir, path: &str, text: &str) {
    let path =
        if path.starts_with("themes/") { root.path().join(path) } else { root.path().join("content").join(path) };
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

impl Shown {
    /// Writes a file, or takes it away, and lets the preview know; what is shown then.
    fn change(&mut self, path: &str, text: Option<&str>) -> super::Shown {
        match text {
            Some(text) => write(&self.root, path, text),
            None => fs::remove_file(self.root.path().join("content").join(path)).unwrap(),
        }
        self.look()
    }

    fn look(&mut self) -> super::Shown {
        let changed: Vec<SourcePath> = self.shelf.look(&Touched::Everything);
        let shown = Mutex::new(super::Shown::Unchanged);
        self.workshop.renew(&self.shelf, &changed, &|report| *shown.lock().unwrap() = report.shown);
        shown.into_inner().unwrap()
    }

    fn get(&self, path: &str) -> String {
        ask(self.port, &format!("GET {path}"), "localhost")
    }

    /// What the browser is told of the content.
    fn findings(&self) -> serde_json::Value {
        let answer = self.get("/_rettesnor/findings.json");
        serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap()
    }
}

fn raw(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn ask(port: u16, line: &str, host: &str) -> String {
    raw(port, &format!("{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or_default()
}

const SITE: &[(&str, &str)] = &[
    ("site.yaml", "title: Prøve\nmunicipality: Prøve Kommune\nlanguage: da\n"),
    ("index.md", "---\ntitle: Velkommen\n---\nHej.\n"),
    ("static/tal.csv", "a;b\n"),
    ("static/År.txt", "år\n"),
];

#[test]
fn pages_and_files_are_served() {
    let site = preview(SITE);
    let port = site.port;
    let start = ask(port, "GET /", "localhost:1");
    assert_eq!(status(&start), 200);
    let head = start.to_lowercase();
    for header in ["content-type: text/html; charset=utf-8", "cache-control: no-store", "options: nosniff"] {
        assert!(head.contains(header), "{header} in {head}");
    }
    assert!(ask(port, "GET /files/tal.csv?x=1", "[::1]").ends_with("a;b\n"));
    assert!(ask(port, "GET /files/%C3%85r.txt", "127.0.0.1:9").ends_with("år\n"));
    let only_head = ask(port, "HEAD /files/tal.csv", "localhost");
    assert!(only_head.contains("content-length: 4") && only_head.ends_with("\r\n\r\n"), "{only_head}");
}

#[test]
fn strangers_and_writers_are_refused() {
    let site = preview(SITE);
    let port = site.port;
    assert_eq!(status(&ask(port, "GET /", "evil.example")), 421);
    assert_eq!(status(&ask(port, "GET http://evil.example/", "localhost")), 421);
    assert_eq!(status(&raw(port, "GET / HTTP/1.0\r\n\r\n")), 421);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(status(&ask(port, &format!("{method} /"), "localhost")), 405, "{method}");
    }
}

#[test]
fn no_path_meets_the_disk() {
    let site = preview(SITE);
    let port = site.port;
    let ways =
        ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/static/tal.csv", "/site.yaml", "//etc/passwd"];
    for path in ways.into_iter().chain(["/%", "/%zz", "/%ff", "/files/tal.csv/", "/files/tal.csv%00"]) {
        let answer = ask(port, &format!("GET {path}"), "localhost");
        assert_eq!(status(&answer), 404, "{path}: {answer}");
        assert!(!answer.contains("secret\r"), "{path}");
    }
}

#[test]
fn the_page_of_a_missing_page_finds_its_style_from_anywhere() {
    let site = preview(SITE);
    let port = site.port;
    let answer = ask(port, "GET /a/b/missing.html", "localhost");
    assert_eq!(status(&answer), 404);
    assert!(answer.contains("href=\"../../assets/style-"), "{answer}");
}

#[test]
fn an_endless_head_is_cut_off() {
    let site = preview(SITE);
    let port = site.port;
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(100_000));
    assert!(status(&raw(port, &long)) != 200);
}

#[test]
fn a_taken_port_gives_the_next() {
    let first = Doors::open(0, Reach::Machine).unwrap();
    let second = Doors::open(first.port(), Reach::Machine).unwrap();
    assert!(second.port() > first.port());
}

const GOOD: &str = "---\ntitle: Side\n---\nEins.\n";

#[test]
fn an_edit_is_shown_and_a_broken_one_is_not() {
    let mut site = preview(SITE);
    assert_eq!(status(&site.get("/sider/side.html")), 404);
    assert_eq!(site.change("pages/side.md", Some(GOOD)), super::Shown::Newest);
    assert!(site.get("/sider/side.html").contains("Eins."));
    assert_eq!(site.change("pages/side.md", Some("---\ntitel: Side\n---\nZwei.\n")), super::Shown::Unchanged);
    assert!(site.get("/sider/side.html").contains("Eins."), "the last good page stays");
    let told = site.findings();
    let error = &told["findings"]["errors"]["shown"][0];
    assert_eq!(error["place"], "content/pages/side.md:2:1");
    assert_eq!(error["snippet"]["parts"][1], "titel");
    assert!(error["editor"].as_str().unwrap().ends_with("content/pages/side.md:2:1"), "{error}");
    assert_eq!(site.change("pages/side.md", Some("---\ntitle: Side\n---\nDrei.\n")), super::Shown::Newest);
    assert!(site.get("/sider/side.html").contains("Drei."));
    assert_eq!(site.findings()["findings"]["errors"]["count"], 0);
}

#[test]
fn one_file_with_errors_holds_up_no_other() {
    let mut site = preview(SITE);
    site.change("pages/side.md", Some(GOOD));
    site.change("pages/side.md", Some("---\ntitle: Side\n---\nSe [[ingenting]].\n"));
    assert_eq!(site.change("pages/ny.md", Some("---\ntitle: Ny\n---\nNyt.\n")), super::Shown::WithoutErrors);
    assert!(site.get("/sider/ny.html").contains("Nyt."));
    assert!(site.get("/sider/side.html").contains("Eins."));
    assert_eq!(site.findings()["findings"]["errors"]["count"], 1);
}

#[test]
fn what_is_still_named_stays_until_it_is_not() {
    let mut site = preview(SITE);
    site.change("pages/side.md", Some(GOOD));
    site.change("index.md", Some("---\ntitle: Velkommen\n---\nSe [[side]].\n"));
    assert_eq!(site.change("pages/side.md", None), super::Shown::Unchanged);
    assert_eq!(status(&site.get("/sider/side.html")), 200);
    assert_eq!(site.change("pages/ny.md", Some("---\ntitle: Ny\n---\nNyt.\n")), super::Shown::WithoutErrors);
    assert_eq!(status(&site.get("/sider/ny.html")), 200);
    assert_eq!(site.change("index.md", Some("---\ntitle: Velkommen\n---\nHej.\n")), super::Shown::Newest);
    assert_eq!(status(&site.get("/sider/side.html")), 404, "what is gone is gone");
}

#[test]
fn content_with_errors_from_the_start_is_shown_as_far_as_it_goes() {
    let mut site = preview(&[("index.md", "---\ntitle: Velkommen\n---\nSe [[ingenting]].\n")]);
    assert_eq!(status(&site.get("/")), 200);
    assert_eq!(site.change("pages/side.md", Some(GOOD)), super::Shown::Newest);
    assert!(site.findings()["findings"]["errors"]["count"].as_u64().unwrap() > 0);
}

#[test]
fn a_broken_template_leaves_the_theme_that_works() {
    let mut site = preview(SITE);
    site.get("/");
    for broken in ["{{ nothing.at.all }}", "{% extends"] {
        assert_eq!(site.change("themes/default/home.html", Some(broken)), super::Shown::Unchanged, "{broken}");
        assert_eq!(status(&site.get("/")), 200);
        assert_eq!(site.findings()["findings"]["errors"]["shown"][0]["code"], "R08");
        assert_eq!(site.change("pages/side.md", Some(&format!("{GOOD}{broken}"))), super::Shown::WithoutErrors);
    }
    assert_eq!(site.change("themes/default/home.html", Some("{% extends \"page.html\" %}")), super::Shown::Newest);
}

#[test]
fn a_page_knows_its_text_and_the_browser_may_listen() {
    let mut site = preview(SITE);
    site.change("pages/side.md", Some("---\ntitle: Side\nstatus: draft\n---\nTekst.\n"));
    site.change("guidelines/svar.md", Some("---\ntitle: Svar\nstatus: draft\n---\nTekst.\n"));
    let page = site.get("/retningslinjer/svar.html");
    for fact in ["data-source=\"content/guidelines/svar.md\"", "data-state=\"draft\"", "data-editor=\"vscode://file/"] {
        assert!(page.contains(fact), "{fact} in {page}");
    }
    assert!(page.contains("base-uri 'none'; connect-src 'self'\">"), "{page}");
    assert!(page.to_lowercase().contains("content-security-policy: default-src 'none'"), "{page}");
}

#[test]
fn the_health_of_the_content_is_told() {
    let mut site = preview(SITE);
    site.change(
        "pages/side.md",
        Some("---\ntitle: Side\nlast_reviewed: 2024-01-01\nreview_interval: 1 år\n---\nTekst.\n"),
    );
    let page = site.get("/_rettesnor/health.html");
    assert_eq!(status(&page), 200, "{page}");
    // The page of what is late is linked from here, a folder below the root.
    assert!(page.contains("href=\"../sider/side.html\"") && page.contains("datetime=\"2025-01-01\""), "{page}");
    assert!(page.contains("C04"), "{page}");
    assert!(site.get("/_rettesnor/health").contains("location: /_rettesnor/health.html"));
    assert_eq!(status(&site.get("/health.html")), 404);
}

#[test]
fn the_parts_of_the_theme_are_shown_in_a_site_of_their_own() {
    let mut site = preview(SITE);
    assert!(site.get("/stil.html").contains("location: /_rettesnor/style/style.html"));
    assert!(site.get("/_rettesnor/style").contains("location: /_rettesnor/style/style.html"));
    let page = site.get("/_rettesnor/style/style.html");
    assert_eq!(status(&page), 200, "{page}");
    assert!(page.contains("data-base=\"/_rettesnor/style/\"") && page.contains("class=\"wheel-svg\""), "{page}");
    assert!(site.get("/_rettesnor/style/kanaler/facebook.html").contains("<h1>Facebook</h1>"));
    assert_eq!(status(&site.get("/kanaler/facebook.html")), 404, "it is no part of the site");
    site.change("themes/default/parts/note.html", Some("<p class=\"own-note\">{{ part.words | words }}</p>"));
    assert!(site.get("/_rettesnor/style/style.html").contains("own-note"), "it shows the site's own theme");
}

#[test]
fn the_public_profile_stands_beside() {
    let mut site = preview(SITE);
    site.change("pages/side.md", Some("---\ntitle: Side\naccess: public\n---\nOffentlig.\n"));
    site.change("pages/intern.md", Some("---\ntitle: Intern\n---\nIntern.\n"));
    assert!(site.get("/_rettesnor/public/sider/side.html").contains("Offentlig."));
    assert_eq!(status(&site.get("/_rettesnor/public/sider/intern.html")), 404);
    assert_eq!(status(&site.get("/sider/intern.html")), 200);
    assert!(site.get("/_rettesnor/public/sider").contains("location: /_rettesnor/public/sider/"));
    assert!(site.get("/_rettesnor/public").contains("location: /_rettesnor/public/"));
}

#[test]
fn a_missing_page_names_the_nearest() {
    let mut site = preview(SITE);
    site.change("pages/kommentarer.md", Some("---\ntitle: <b>Kommentarer</b>\n---\nTekst.\n"));
    let answer = site.get("/sider/komentarer.html");
    assert_eq!(status(&answer), 404);
    assert!(answer.contains("<a href=\"../sider/kommentarer.html\">&lt;b&gt;Kommentarer&lt;/b&gt;</a>"), "{answer}");
}

/// A browser that listens.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn at(port: u16) -> Self {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(b"GET /_rettesnor/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Self(BufReader::new(stream))
    }

    fn hear(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream goes on");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).unwrap();
            }
        }
    }
}

#[test]
fn all_who_listen_hear_the_same() {
    let mut site = preview_with(SITE, Wishes { follow: Follow::Edits });
    let mut first = Listener::at(site.port);
    assert_eq!(first.hear()["site"], "run-1");
    site.change("pages/side.md", Some(GOOD));
    let heard = first.hear();
    assert_eq!((&heard["site"], &heard["edited"]), (&"run-2".into(), &"sider/side.html".into()));
    let mut late = Listener::at(site.port);
    let caught_up = late.hear();
    assert_eq!((&caught_up["site"], &caught_up["edited"]), (&heard["site"], &serde_json::Value::Null));
    site.change("pages/side.md", Some("---\ntitel: x\n---\n"));
    for listener in [&mut first, &mut late] {
        let heard = listener.hear();
        assert_eq!((&heard["site"], heard["errors"].as_u64()), (&"run-2".into(), Some(1)), "{heard}");
    }
}

#[test]
fn other_sites_hear_nothing() {
    let site = preview(SITE);
    for path in ["/_rettesnor/events", "/_rettesnor/findings.json"] {
        for header in ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"] {
            let asked = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{header}\r\nConnection: close\r\n\r\n");
            assert_eq!(status(&raw(site.port, &asked)), 403, "{path} {header}");
        }
    }
}

#[test]
fn the_previews_own_names_are_few() {
    let site = preview(SITE);
    for path in
        ["", "x", "preview.js/", "../secret.txt", "%2e%2e/secret.txt", "frame", "frame?width=320&page=//evil.example"]
    {
        assert_eq!(status(&site.get(&format!("/_rettesnor/{path}"))), 404, "{path}");
    }
    let frame = site.get("/_rettesnor/frame?width=320&page=/");
    assert!(frame.contains("frame-src 'self'") && frame.contains("<iframe"), "{frame}");
}

#[test]
fn strange_requests_are_answered_or_cut_off() {
    let site = preview(SITE);
    let huge = "x".repeat(1_000_000);
    let requests = [
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {huge}\r\n\r\n"),
        format!("GET /{huge} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n".to_owned(),
        "GET / HTTP/9.9\r\n\r\n".to_owned(),
        "\0\u{1}\u{2}\r\n\r\n".to_owned(),
        "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(),
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".to_owned(),
    ];
    for request in requests {
        let answer = raw(site.port, &request);
        assert!(status(&answer) != 200 || request.contains("evil"), "{}", &request[..40.min(request.len())]);
    }
    assert_eq!(status(&site.get("/")), 200, "the preview goes on");
}

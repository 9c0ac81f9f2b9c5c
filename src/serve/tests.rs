//! Tests of the preview, by the bytes that go over the wire.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::*;
use crate::config::{Drafts, Options, Profile};
use crate::fs::{Scan, Theme, scan};
use crate::pipeline::{self, Inputs, Memo};

/// A preview of these files, and the port it listens at.
fn preview(files: &[(&str, &str)]) -> (tempfile::TempDir, tokio::runtime::Runtime, u16) {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::write(root.path().join("secret.txt"), "secret").unwrap();
    let folders = Folders::find(&root.path().join("content"), &Theme::Default).unwrap();
    let today = jiff::civil::date(2026, 2, 28);
    let options = Options { today, profile: Profile::Internal, drafts: Drafts::Shown, lang: None };
    let Scan { content, sources, statics, theme, refused } = scan(&folders);
    let inputs = Inputs { content, sources, statics, theme, options, refused };
    let snapshot = Snapshot::new(pipeline::build(&inputs, &mut Memo::default()), folders);
    let doors = Doors::open(0).unwrap();
    let port = doors.port();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.spawn(serve(doors, Arc::new(Preview::new(snapshot))));
    (root, runtime, port)
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
    let (_root, _runtime, port) = preview(SITE);
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
    let (_root, _runtime, port) = preview(SITE);
    assert_eq!(status(&ask(port, "GET /", "evil.example")), 421);
    assert_eq!(status(&ask(port, "GET http://evil.example/", "localhost")), 421);
    assert_eq!(status(&raw(port, "GET / HTTP/1.0\r\n\r\n")), 421);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(status(&ask(port, &format!("{method} /"), "localhost")), 405, "{method}");
    }
}

#[test]
fn no_path_meets_the_disk() {
    let (_root, _runtime, port) = preview(SITE);
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
    let (_root, _runtime, port) = preview(SITE);
    let answer = ask(port, "GET /a/b/missing.html", "localhost");
    assert_eq!(status(&answer), 404);
    assert!(answer.contains("href=\"../../assets/style-"), "{answer}");
}

#[test]
fn an_endless_head_is_cut_off() {
    let (_root, _runtime, port) = preview(SITE);
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(100_000));
    assert!(status(&raw(port, &long)) != 200);
}

#[test]
fn a_taken_port_gives_the_next() {
    let first = Doors::open(0).unwrap();
    let second = Doors::open(first.port()).unwrap();
    assert!(second.port() > first.port());
}

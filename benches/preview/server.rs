//! A server of a site, and what it answers.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long an edit may take before something is wrong.
const LONGEST: Duration = Duration::from_mins(1);

/// A running server; it ends with this value.
pub struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// The preview of the site in a folder.
    pub fn rettesnor(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rettesnor"));
        command.args(["serve", "--quiet", "--format", "short", "--date", "2026-03-01", "--port", "0"]);
        let mut process = start(command.current_dir(folder));
        let mut line = String::new();
        let output = process.stdout.take().expect("the output is piped");
        BufReader::new(output).read_line(&mut line).expect("the address is told");
        let port = line.split(':').nth(2).and_then(|rest| rest.split('/').next()?.parse().ok());
        Self { process, port: port.expect("the address has a port") }
    }

    /// Hugo's server of the site in a folder.
    pub fn hugo(folder: &Path) -> Self {
        let port = 40_000 + (std::process::id() % 20_000) as u16;
        let mut command = Command::new("hugo");
        // By itself Hugo makes the pages anew that were looked at, and leaves lists as they were; ours are right.
        let whole = std::env::var_os("HUGO_FAST").is_none().then_some("--disableFastRender");
        command.args(["server", "--port", &port.to_string()]).args(whole);
        let mut process = start(command.current_dir(folder));
        // Nobody reads what it says of each edit.
        let output = process.stdout.take().expect("the output is piped");
        std::thread::spawn(move || BufReader::new(output).lines().count());
        let server = Self { process, port };
        server.wait_for("/", "<h1>");
        server
    }

    /// The answer to a request.
    pub fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port);
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Asks until the answer holds a word.
    pub fn wait_for(&self, path: &str, word: &str) {
        let begun = Instant::now();
        while !self.get(path).is_some_and(|answer| answer.contains(word)) {
            assert!(begun.elapsed() < LONGEST, "{path} never had {word}");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Seconds of all processors that the server has had.
    pub fn processor(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        let ticks: f64 = fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
        // Linux counts in hundredths whatever the processor does.
        ticks / 100.0
    }

    /// Bytes in memory now.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() * 1_024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The middle of some times.
pub fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn start(command: &mut Command) -> Child {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the server starts")
}

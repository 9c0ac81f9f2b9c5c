//! Time and memory of a process.

use std::fmt;
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What one program needed.
pub struct Measured {
    /// Seconds from start to end, the start of the process included.
    pub time: f64,
    /// Bytes at the peak, where the system tells.
    pub memory: Option<u64>,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let memory = self.memory.map_or("?".to_owned(), |bytes| format!("{:.0}", bytes as f64 / 1_048_576.0));
        write!(f, "{:9.1} ms  {memory:>5} MiB", self.time * 1e3)
    }
}

/// Runs a command that has to succeed, and says how many seconds it took.
pub fn time(command: &mut Command) -> f64 {
    let begun = Instant::now();
    finish(start(command.stderr(Stdio::piped())), command);
    begun.elapsed().as_secs_f64()
}

/// Runs a command, and says how much memory it had at the peak. The peak only ever grows, so the last look before the
/// end is near enough; these looks would disturb the time, which is why time is measured apart.
pub fn memory(command: &mut Command) -> Option<u64> {
    let mut child = start(command.stderr(Stdio::null()));
    let mut peak = None;
    while child.try_wait().expect("a child can be waited for").is_none() {
        peak = peak_of(&child).max(peak);
        std::thread::sleep(Duration::from_micros(200));
    }
    finish(child, command);
    peak
}

/// The middle of some times.
pub fn median(times: &[f64]) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

fn start(command: &mut Command) -> Child {
    command.stdin(Stdio::null()).stdout(Stdio::null()).spawn().expect("the program starts")
}

fn finish(child: Child, command: &Command) {
    let output = child.wait_with_output().expect("a child can be waited for");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn peak_of(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

//! `rettesnor serve`: the site in a browser on this machine, kept current while its content changes.

#![expect(
    clippy::disallowed_methods,
    reason = "starts the browser, when asked to, and a thread; tells runs apart by time"
)]

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use clap::Args;
use tokio::runtime::{Builder, Runtime};

use super::Ending;
use super::console::{Console, Stream};
use super::interrupt;
use super::options::{Common, archive};
use crate::config::Drafts;
use crate::diag::Located;
use crate::fs::{Failure, Manner, Scan, Shelf, Watch};
use crate::git::Archive;
use crate::history::History;
use crate::pipeline::Build;
use crate::serve::{Doors, Follow, Glance, Preview, Reach, Report, Shown, Wishes, Workshop, keep_current, serve};

const EXAMPLES: &str = "\
Examples:
  rettesnor serve                  the address is printed; stop with Ctrl-C
  rettesnor serve --open           and opened in the browser
  rettesnor serve --port 8080      at another port; if it is taken, at the next free one
  rettesnor serve --follow         the browser goes to the page that you edit
  rettesnor serve --poll           for network drives, where nobody tells of changes
  rettesnor serve --lan            other machines of your network see it too, drafts and all

What you save shows at once in every browser that has the site open. An error never stops it: the last good page
stays, and the browser says what is wrong and where. Only this machine can see the preview, unless `--lan` lets
others in. Drafts are shown. Nothing of the site is written to the disk.";

/// Show the site in a browser on this machine.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "the flags of a command line are there or not")]
pub(super) struct Arguments {
    /// Port of the preview
    #[arg(short, long, value_name = "NUMBER", default_value_t = 4000)]
    port: u16,

    /// Open the site in the browser
    #[arg(long)]
    open: bool,

    /// Let the browser go to the page that is being edited
    #[arg(long)]
    follow: bool,

    /// Look at the files every second, where the system does not tell of changes
    #[arg(long)]
    poll: bool,

    /// Let every machine of the network see the preview, not this one only
    #[arg(long)]
    lan: bool,
}

/// Serves until stopped.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    let (doors, preview) = prepare(own, common, console)?;
    let runtime = runtime()?;
    let stop = runtime.block_on(async {
        let stopped = interrupt::stopped();
        announce(own, &doors, console);
        tokio::select! {
            stop = stopped => Ok(stop),
            failure = serve(doors, preview) => Err(failure),
        }
    })?;
    runtime.shutdown_background();
    console.say(console.texts.get("preview.ended"));
    Ok(Ending::Stopped(stop))
}

/// Few threads, each of which keeps some memory: a browser asks for six things at a time.
fn runtime() -> Result<Runtime, Failure> {
    let mut builder = Builder::new_multi_thread();
    let built = builder.worker_threads(2).max_blocking_threads(16).enable_all().build();
    built.map_err(|error| Failure::world("cannot_preview").with("reason", error.to_string()))
}

fn prepare(own: &Arguments, common: &Common, console: &Console) -> Result<(Doors, Arc<Preview>), Failure> {
    let theme = common.theme();
    let folders = common.folders()?;
    // Watched before it is read, so that nothing is missed in between.
    let watch = watch(own, &folders, console)?;
    console.progress("progress.reading");
    let shelf = Shelf::fill(&common.content, theme)?;
    let asker = common.clone();
    let past = Mutex::new(Past { archive: archive(&folders), history: None });
    let teller = console.clone();
    let ask = Box::new(move |scan: &Scan, glance| {
        let history = past.lock().unwrap_or_else(PoisonError::into_inner).look(glance, &teller);
        asker.inputs_of(scan.clone(), Drafts::Shown).with_history(history)
    });
    let follow = if own.follow { Follow::Edits } else { Follow::Stay };
    let run = format!("{:x}", jiff::Timestamp::now().as_millisecond());
    let workshop = Workshop::open(&shelf, ask, run, Wishes { follow });
    let teller = Teller { console: console.clone(), told: Mutex::default() };
    workshop.with_build(|build| teller.findings(build));
    let doors = Doors::open(own.port, if own.lan { Reach::Network } else { Reach::Machine })?;
    let preview = workshop.preview();
    std::thread::spawn(move || keep_current(watch, shelf, workshop, &|report| teller.report(report)));
    Ok((doors, preview))
}

/// What git tells, asked only when something may have been committed.
struct Past {
    archive: Archive,
    history: Option<Arc<History>>,
}

impl Past {
    fn look(&mut self, glance: Glance, console: &Console) -> Option<Arc<History>> {
        if glance == Glance::FilesAndGit {
            match self.archive.read() {
                Ok(history) => self.history = history,
                Err(failure) => console.say(&failure.message(console.texts.lang)),
            }
        }
        self.history.clone()
    }
}

/// A watch; where the system cannot tell, one that looks by itself.
fn watch(own: &Arguments, folders: &crate::fs::Folders, console: &Console) -> Result<Watch, Failure> {
    if own.poll {
        return Watch::begin(folders, Manner::Polling);
    }
    Watch::begin(folders, Manner::Told).or_else(|failure| {
        let failure = failure.message(console.texts.lang);
        console.say(&console.texts.fill("progress.watching", &[("failure", &failure)]));
        Watch::begin(folders, Manner::Polling)
    })
}

/// Tells the author on the terminal what has become of an edit.
struct Teller {
    console: Console,
    /// What has been told already.
    told: Mutex<Vec<Located>>,
}

impl Teller {
    /// What has changed, how long it took, and what is new to say about it.
    fn report(&self, report: &Report<'_>) {
        let changed = match report.changed {
            [one] => one.to_string(),
            several => {
                let files = several.iter().collect::<BTreeSet<_>>().len();
                self.console.texts.count("count.files", files)
            }
        };
        let outcome = match report.shown {
            Shown::Newest => "preview.shown",
            Shown::WithoutErrors => "preview.shown_partly",
            Shown::Unchanged => "preview.not_shown",
        };
        let time = self.console.seconds(report.took);
        self.console.say(&self.console.texts.fill(outcome, &[("changed", &changed), ("time", &time)]));
        self.findings(report.build);
    }

    /// Findings that have not been told before.
    fn findings(&self, build: &Build) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |finding: &&Located| told.binary_search_by(|known| order(known).cmp(&order(finding))).is_err();
        let new: Vec<_> = build.diagnostics().iter().filter(is_new).cloned().collect();
        self.console.findings(Stream::Error, &new, build);
        if build.diagnostics().len() != told.len() || !new.is_empty() {
            self.console.say(&self.console.tally(build.diagnostics()));
        }
        *told = build.diagnostics().to_vec();
        told.sort_by(|a, b| order(a).cmp(&order(b)));
    }
}

/// By what a finding is known again, though its place has moved.
fn order(finding: &Located) -> (&crate::source::SourcePath, &str, &[(&'static str, String)]) {
    (&finding.diagnostic.file, finding.diagnostic.key, &finding.diagnostic.args)
}

fn announce(own: &Arguments, doors: &Doors, console: &Console) {
    if own.port != 0 && doors.port() != own.port {
        let (port, other) = (own.port.to_string(), doors.port().to_string());
        console.say(&console.texts.fill("preview.other_port", &[("port", &port), ("other", &other)]));
    }
    let address = format!("http://localhost:{}/", doors.port());
    console.data(&console.texts.fill("preview.at", &[("address", &address)]));
    if own.lan {
        announce_to_network(doors.port(), console);
    }
    if own.open {
        open(&address, console);
    }
}

fn announce_to_network(port: u16, console: &Console) {
    let address = match Doors::address_in_network() {
        Some(IpAddr::V6(address)) => format!("http://[{address}]:{port}/"),
        Some(address) => format!("http://{address}:{port}/"),
        None => format!("http://<{}>:{port}/", console.texts.get("preview.this_machine")),
    };
    console.data(&console.texts.fill("preview.network", &[("address", &address)]));
    console.say(console.texts.get("preview.open_to_all"));
}

/// Opens the browser; that there is none is no reason to end.
fn open(address: &str, console: &Console) {
    let (program, arguments): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("explorer", &[]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        let values = [("program", program), ("reason", &error.to_string())];
        console.say(&console.texts.fill("preview.no_browser", &values));
    }
}

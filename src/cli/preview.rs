//! `rettesnor serve`: the site in a browser on this machine.

#![expect(clippy::disallowed_methods, reason = "starts the browser, when asked to")]

use std::process::{Command, Stdio};
use std::sync::Arc;

use clap::Args;
use tokio::runtime::Runtime;

use super::Ending;
use super::console::{Console, Stream, tally};
use super::interrupt;
use super::options::Common;
use crate::config::Drafts;
use crate::fs::Failure;
use crate::pipeline::{self, Memo};
use crate::serve::{Doors, Preview, Snapshot, serve};

const EXAMPLES: &str = "\
Examples:
  rettesnor serve                  the address is printed; stop with Ctrl-C
  rettesnor serve --open           and opened in the browser
  rettesnor serve --port 8080      at another port; if it is taken, at the next free one

Only this machine can see the preview. Drafts are shown. Nothing is written to the disk.";

/// Show the site in a browser on this machine.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Port of the preview
    #[arg(short, long, value_name = "NUMBER", default_value_t = 4000)]
    port: u16,

    /// Open the site in the browser
    #[arg(long)]
    open: bool,
}

/// Serves until stopped.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    let (doors, preview) = prepare(own, common, console)?;
    let runtime = Runtime::new().map_err(|error| Failure::world(format!("cannot start the preview: {error}")))?;
    let stop = runtime.block_on(async {
        let stopped = interrupt::stopped();
        announce(own, &doors, console);
        tokio::select! {
            stop = stopped => Ok(stop),
            failure = serve(doors, preview) => Err(failure),
        }
    })?;
    runtime.shutdown_background();
    console.say("the preview has ended");
    Ok(Ending::Stopped(stop))
}

fn prepare(own: &Arguments, common: &Common, console: &Console) -> Result<(Doors, Arc<Preview>), Failure> {
    let folders = common.folders()?;
    console.progress("reading the content");
    let inputs = common.inputs(&folders, Drafts::Shown);
    let build = pipeline::build(&inputs, &mut Memo::default());
    console.findings(Stream::Error, build.diagnostics(), &build);
    if !build.diagnostics().is_empty() {
        console.say(&tally(build.diagnostics()));
    }
    let doors = Doors::open(own.port)?;
    Ok((doors, Arc::new(Preview::new(Snapshot::new(build, folders)))))
}

fn announce(own: &Arguments, doors: &Doors, console: &Console) {
    if own.port != 0 && doors.port() != own.port {
        console.say(&format!("port {} is taken; using {}", own.port, doors.port()));
    }
    let address = format!("http://localhost:{}/", doors.port());
    console.data(&format!("the site is at {address} (stop with Ctrl-C)"));
    if own.open {
        open(&address, console);
    }
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
        console.say(&format!("cannot open the browser with `{program}`: {error}"));
    }
}

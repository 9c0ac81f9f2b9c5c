//! Ctrl-C and the polite request to end.
//!
//! In: signals. Out: whether one came, for those who can stop by themselves. Who does not stop in time is stopped:
//! a killed build leaves the old site whole, and what it leaves beside it the next build clears away.

#![expect(clippy::disallowed_methods, reason = "the process ends here")]

use std::io;
use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::fs::Failure;

/// Time to stop by oneself and clear away what is half made.
const GRACE: Duration = Duration::from_millis(500);

/// Why the process is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Interrupted,
    Terminated,
}

impl Stop {
    /// What a shell shows for this signal.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

static STOP: OnceLock<Stop> = OnceLock::new();

/// Begins to watch for signals, beside the work.
pub(super) fn watch() -> Result<(), Failure> {
    let runtime = runtime()?;
    std::thread::spawn(move || {
        let stop = runtime.block_on(async { stopped().await });
        let _ = STOP.set(stop);
        std::thread::sleep(GRACE);
        std::process::exit(stop.exit_code().into());
    });
    Ok(())
}

/// The signal that has come since [`watch`].
pub(super) fn stop() -> Option<Stop> {
    STOP.get().copied()
}

/// An error if a signal has come, for a loop that ends at the first error.
pub(super) fn go_on() -> io::Result<()> {
    stop().map_or(Ok(()), |_| Err(io::ErrorKind::Interrupted.into()))
}

/// Sets the handlers at once; the future waits for a signal. To be called within a runtime.
#[cfg(unix)]
pub(super) fn stopped() -> impl Future<Output = Stop> {
    use tokio::signal::unix::{SignalKind, signal};
    let signals = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
    async {
        match signals {
            (Ok(mut interrupt), Ok(mut terminate)) => tokio::select! {
                _ = interrupt.recv() => Stop::Interrupted,
                _ = terminate.recv() => Stop::Terminated,
            },
            // Without handlers the system ends the process by itself.
            _ => std::future::pending().await,
        }
    }
}

/// The future waits for a signal.
#[cfg(not(unix))]
pub(super) async fn stopped() -> Stop {
    match tokio::signal::ctrl_c().await {
        Ok(()) => Stop::Interrupted,
        Err(_) => std::future::pending().await,
    }
}

fn runtime() -> Result<Runtime, Failure> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| Failure::world("cannot_watch").with("reason", error.to_string()))
}

//! The program: everything is in the library.
#![forbid(unsafe_code)]

use std::process::ExitCode;

/// Millions of small texts from several threads: a tenth of a build's time is saved by an allocator made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    rettesnor::cli::run()
}

//! Integration tests: one binary, so that the library is linked once.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that fails here is meant to fail")]
#![expect(clippy::disallowed_methods, reason = "tests read and write folders of their own")]

mod adopting;
mod asking;
mod broken;
mod command_line;
mod comparing;
mod crash;
mod editions;
mod fixture;
mod guide;
mod init;
mod malformed;
mod missing;
mod mutated;
mod past;
mod pipeline;
mod preview;
mod publish;
mod redline;
mod search;
mod shown;
mod site;
mod sites;
mod style_page;
mod tidy;
mod weight;

//! `rettesnor verify`: whether a published folder is still what its manifest says.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::Ending;
use super::console::Console;
use crate::fs::{Audit, Failure, audit};
use crate::source::OutPath;
use crate::write::Differences;

const EXAMPLES: &str = "\
Examples:
  rettesnor verify                             the folder `public`
  rettesnor verify /srv/www/intranet           what a web server shows
  rettesnor verify public --format json        for another program

Ends with 1 if a file is missing, has other bytes than when the site was made, or is
not the site's. Whoever can change the files can change `manifest.json` too: keep its
SHA-256, which is told, somewhere else.";

/// Compare a published folder with its manifest
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder of the site
    #[arg(value_name = "FOLDER", default_value = "public")]
    folder: PathBuf,
}

/// Compares and tells.
pub(super) fn run(own: &Arguments, console: &Console) -> Result<Ending, Failure> {
    console.progress("progress.verifying");
    let audit = audit(&own.folder)?;
    let differences = audit.manifest.differences(&audit.files);
    if console.is_for_programs() {
        console.data(&told(&audit, &differences));
    } else {
        list(&differences, console);
    }
    console.say(&summary(own, &audit, &differences, console));
    Ok(if differences.is_empty() { Ending::Done } else { Ending::Findings })
}

fn told(audit: &Audit, differences: &Differences<'_>) -> String {
    let told = json!({
        "generator": audit.manifest.generator(),
        "manifest_sha256": audit.digest,
        "files": audit.manifest.files().len(),
        "missing": differences.missing,
        "changed": differences.changed,
        "foreign": differences.foreign,
    });
    format!("{told:#}")
}

fn list(differences: &Differences<'_>, console: &Console) {
    let texts = console.texts;
    let lines = |paths: &[&OutPath], label: &str| {
        for path in paths {
            console.data(&format!("{label}: {path}"));
        }
    };
    lines(&differences.missing, texts.get("verify.missing"));
    lines(&differences.changed, texts.get("verify.changed"));
    lines(&differences.foreign, texts.get("verify.foreign"));
}

fn summary(own: &Arguments, audit: &Audit, differences: &Differences<'_>, console: &Console) -> String {
    let texts = console.texts;
    let files = texts.count("count.files", audit.manifest.files().len());
    let (folder, digest) = (own.folder.display().to_string(), audit.digest.to_string());
    let number = |paths: &[&OutPath]| texts.lang.whole(paths.len() as f64);
    let [missing, changed, foreign] =
        [&differences.missing, &differences.changed, &differences.foreign].map(|paths| number(paths));
    let values = [
        ("folder", folder.as_str()),
        ("files", files.as_str()),
        ("missing", missing.as_str()),
        ("changed", changed.as_str()),
        ("foreign", foreign.as_str()),
        ("digest", digest.as_str()),
    ];
    if differences.is_empty() { texts.fill("verify.same", &values) } else { texts.fill("verify.differs", &values) }
}

//! `rettesnor build`: the whole site into a folder, or nothing.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Ending;
use super::console::{Console, Stream};
use super::interrupt::{self, go_on};
use super::options::{Common, repository};
use crate::diag::Located;
use crate::fs::{Failure, Folders, Native, Outcome, Place, Stage, Staged};
use crate::pipeline::{self, Build, Inputs, MakeError, Memo, Output};
use crate::source::OutPath;
use crate::write::Edition;

const EXAMPLES: &str = "\
Examples:
  rettesnor build                              the site goes into `public`
  rettesnor build --out /srv/www/intranet      or into a folder of the web server
  rettesnor build --profile public --out ud    only what says `access: public`
  rettesnor build --date 2026-01-01            as it will be seen on that day

The new site is put together beside the old one and takes its place at once:
nobody sees half a site. If the content has errors, nothing is put in place.
A folder that rettesnor did not make is never replaced.";

/// Write the site to a folder.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Folder for the site: missing, empty, or made by rettesnor before
    #[arg(short, long, value_name = "FOLDER", default_value = "public")]
    out: PathBuf,
}

/// Builds and puts in place.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    let place = Place::find(&own.out, &folders)?;
    console.progress("progress.reading");
    let inputs = common.inputs(&folders, common.wish_for_drafts(), console);
    let build = pipeline::build(&inputs, &mut Memo::default());
    console.findings(Stream::Error, build.diagnostics(), &build);
    if build.has_errors() {
        console.say(&nothing(build.diagnostics(), console));
        return Ok(Ending::Findings);
    }
    console.progress("progress.making");
    let stage = Stage::begin(&place, &Native)?.of_commit(commit(&inputs, &folders));
    match fill(&stage, &build, &folders) {
        Ok(()) => {}
        Err(MakeError::Sink(error)) => {
            drop(stage);
            return stopped_or(error);
        }
        Err(MakeError::Content(findings)) => return Ok(unmade(&findings, &build, console)),
    }
    console.progress("progress.placing");
    let staged = stage.finish()?;
    console.say(&summary(own, &build, &staged, console));
    // A signal that came too late to change anything is answered all the same.
    Ok(interrupt::stop().map_or(Ending::Done, Ending::Stopped))
}

fn fill(stage: &Stage<'_>, build: &Build, folders: &Folders) -> Result<(), MakeError> {
    let sink = |output: Output<'_>| {
        go_on()?;
        match output {
            Output::Bytes { path, bytes, source } => stage.put_edition(path, bytes, source, edition(build, path))?,
            Output::Copy { path, from } => stage.copy(path, from, folders)?,
        }
        Ok(())
    };
    build.make_all(&sink).map(drop)
}

/// The edition that a page shows, for the manifest.
pub(super) fn edition(build: &Build, path: &OutPath) -> Option<Edition> {
    let named = build.edition_at(path)?;
    let slot = named.slot.to_owned();
    Some(Edition { document: named.document.to_string(), slot, version: named.version.map(str::to_owned) })
}

/// The commit that the content and the theme are of, if all of both is committed.
pub(super) fn commit(inputs: &Inputs, folders: &Folders) -> Option<String> {
    let head = inputs.history.as_ref()?.head();
    let own = inputs.sources.iter().filter(|file| file.past.is_none()).map(|file| &file.path);
    let content = own.chain(inputs.statics.iter().map(|file| &file.path));
    let content: Vec<_> = content.filter_map(|path| folders.below_content(path)).collect();
    let is_clean = |folder: &Path, files: &[&str]| {
        repository(folder).is_ok_and(|repository| repository.is_clean(head, folder, files).unwrap_or(false))
    };
    let theme: Vec<_> = inputs.theme.files.iter().map(|(name, _)| name.as_str()).collect();
    let whole =
        is_clean(folders.real_content(), &content) && folders.theme().is_none_or(|folder| is_clean(folder, &theme));
    whole.then(|| head.to_string())
}

fn stopped_or(error: io::Error) -> Result<Ending, Failure> {
    interrupt::stop().map_or_else(|| Err(error.into()), |stop| Ok(Ending::Stopped(stop)))
}

fn unmade(findings: &[Located], build: &Build, console: &Console) -> Ending {
    console.findings(Stream::Error, findings, build);
    console.say(&nothing(findings, console));
    Ending::Findings
}

fn nothing(findings: &[Located], console: &Console) -> String {
    console.texts.fill("build.nothing", &[("tally", &console.tally(findings))])
}

fn summary(own: &Arguments, build: &Build, staged: &Staged, console: &Console) -> String {
    let (texts, time, out) = (console.texts, console.time(), own.out.display().to_string());
    let files = texts.count("count.files", staged.written + staged.same);
    let documents = texts.count("count.documents", build.stats().documents);
    let written = texts.lang.whole(staged.written as f64);
    let values =
        [("out", &*out), ("files", &*files), ("documents", &*documents), ("time", &*time), ("written", &*written)];
    let drafts = ("build.drafts", build.stats().drafts_left_out);
    let (first, counted) = match staged.outcome {
        Outcome::Unchanged => ("build.same", vec![drafts]),
        Outcome::Switched => {
            ("build.done", vec![("build.removed", staged.removed), ("build.foreign", staged.foreign), drafts])
        }
    };
    let more = counted.into_iter().filter(|(_, number)| *number > 0);
    let more = more.map(|(key, number)| texts.count_with(key, number, &[("out", &out)]));
    [texts.fill(first, &values)].into_iter().chain(more).collect::<Vec<_>>().join("\n")
}

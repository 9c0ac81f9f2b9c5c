//! `rettesnor publish`: the site to where its readers are, as a whole or not at all.

#![expect(clippy::disallowed_methods, reason = "a release is named after the time")]

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::Ending;
use super::build::{commit, edition};
use super::console::{Console, Stream};
use super::interrupt::{self, go_on};
use super::options::{Common, ProfileName};
use crate::config::Drafts;
use crate::diag::Located;
use crate::fs::{Failure, Folders, Native};
use crate::model::scalar::Switch;
use crate::model::site::Settings;
use crate::model::target::{HostFile, Target, TargetProfile, Way};
use crate::parse;
use crate::pipeline::{self, Build, Inputs, MakeError, Memo, Output};
use crate::publish::host::{Server, Site};
use crate::publish::packed::packed;
use crate::publish::{Manner, Publication, Published, Task};
use crate::source::{OutPath, SourcePath};
use crate::write::{Changes, Entry, Manifest};

const EXAMPLES: &str = "\
Examples:
  rettesnor publish                        to the one target in `site.yaml`
  rettesnor publish intranet --dry-run     what would be added, changed and removed
  rettesnor publish intranet --list        the releases that are kept
  rettesnor publish intranet --rollback    back to the release before
  rettesnor publish web --host-files nginx     settings for the web server

A target stands in `site.yaml` and says where to, in which way, and for whom:
  targets:
    intranet: {profile: internal, folder: /srv/www/intranet}
    web: {profile: public, remote: origin, branch: pages}
Of a folder the web server is to show `current`. If the content has errors, or
names a person by number, nothing is published and the old site stays. The
target says whether it is public and has drafts; `--profile` and `--drafts`
change nothing here.";

/// Bring the site to a target of `site.yaml`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Name of the target; may be left out where there is only one
    #[arg(value_name = "TARGET")]
    target: Option<String>,

    /// Only tell what would be added (`+`), changed (`~`) and removed (`-`)
    #[arg(long, conflicts_with_all = ["list", "rollback", "host_files"])]
    dry_run: bool,

    /// List the releases that are kept, the current one marked `*`
    #[arg(long, conflicts_with_all = ["rollback", "host_files"])]
    list: bool,

    /// Go back to the release before the current one
    #[arg(long, conflicts_with = "host_files")]
    rollback: bool,

    /// Print settings for a web server
    #[arg(long, value_name = "SERVER")]
    host_files: Option<ServerName>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ServerName {
    Iis,
    Nginx,
    Apache,
    Azure,
    Headers,
}

/// Publishes, or tells about releases.
pub(super) fn run(own: &Arguments, common: &Common, console: &Console) -> Result<Ending, Failure> {
    interrupt::watch()?;
    let folders = common.folders()?;
    let settings = folders.settings().and_then(|file| parse::settings(&file).0);
    let settings = settings.ok_or_else(|| Failure::usage("no_targets").hint("no_targets.hint"))?;
    let (name, target) = choose(own, &settings)?;
    let task = Task { name, target, folders: &folders, disk: &Native, now: Timestamp::now() };
    if let Some(server) = own.host_files {
        console.data(server_of(server).settings(&site(&task, &settings, &shown(&task))).trim_end());
        return Ok(Ending::Done);
    }
    if own.list {
        list(&task, console);
        return Ok(Ending::Done);
    }
    if own.rollback {
        let (release, manner) = task.roll_back()?;
        console.say(&console.texts.fill("publish.rolled_back", &[("target", name), ("release", &release.id)]));
        tell_manner(manner, target, console);
        return Ok(Ending::Done);
    }
    let drafts = if target.drafts == Switch::On { Drafts::Shown } else { Drafts::Hidden };
    let profile = match target.profile {
        TargetProfile::Internal => ProfileName::Internal,
        TargetProfile::Public => ProfileName::Public,
    };
    console.progress("progress.reading");
    let inputs = Common { profile, ..common.clone() }.inputs(&folders, drafts, console);
    publish(own, &task, (&settings, &inputs), console)
}

/// The target that is named, or the only one.
fn choose<'a>(own: &Arguments, settings: &'a Settings) -> Result<(&'a str, &'a Target), Failure> {
    let all = &settings.targets.0;
    let known = || all.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let found = match (&own.target, all.len()) {
        (_, 0) => return Err(Failure::usage("no_targets").hint("no_targets.hint")),
        (None, 1) => all.first_key_value(),
        (None, _) => return Err(Failure::usage("which_target").with("known", known())),
        (Some(name), _) => all.get_key_value(name),
    };
    let wanted = own.target.clone().unwrap_or_default();
    let found = found.map(|(name, keyed)| (name.as_str(), &keyed.value));
    found.ok_or_else(|| {
        let failure = Failure::usage("unknown_target").with("target", wanted).with("known", known());
        failure.hint("unknown_target.hint")
    })
}

fn list(task: &Task<'_>, console: &Console) {
    let releases = task.list();
    if console.is_for_programs() {
        let all: Vec<_> = releases
            .iter()
            .map(|(release, is_current)| serde_json::json!({ "release": release.id, "current": is_current }))
            .collect();
        console.data(&serde_json::Value::from(all).to_string());
        return;
    }
    for (release, is_current) in &releases {
        let files = release.manifest().map_or(0, |manifest| manifest.files().len());
        let mark = if *is_current { '*' } else { ' ' };
        console.data(&format!("{mark} {}  {}", release.id, console.texts.count("count.files", files)));
    }
    if releases.is_empty() {
        console.say(&console.texts.fill("publish.no_releases", &[("target", task.name)]));
    }
}

fn publish(
    own: &Arguments,
    task: &Task<'_>,
    (settings, inputs): (&Settings, &Inputs),
    console: &Console,
) -> Result<Ending, Failure> {
    let publication = if own.dry_run { None } else { Some(task.begin()?.of_commit(commit(inputs, task.folders))) };
    let build = pipeline::build(inputs, &mut Memo::default());
    console.findings(Stream::Error, build.diagnostics(), &build);
    if build.has_errors() {
        return Ok(nothing(build.diagnostics(), console));
    }
    if let Some(ending) = personal(&build, console) {
        return Ok(ending);
    }
    let before = task.before();
    if let Some(failure) = before.as_ref().and_then(|before| lost_editions(before, settings, inputs)) {
        return Err(failure);
    }
    console.progress("progress.making");
    let more = More { host: host_files(task, settings), precompressed: task.target.precompressed };
    let Some(publication) = publication else {
        return rehearse(&build, (before.as_ref(), &more, task.folders), console);
    };
    match fill(&publication, &build, &more) {
        Ok(()) => {}
        Err(MakeError::Sink(error)) => {
            drop(publication);
            return interrupt::stop().map_or_else(|| Err(error.into()), |stop| Ok(Ending::Stopped(stop)));
        }
        Err(MakeError::Content(findings)) => {
            console.findings(Stream::Error, &findings, &build);
            return Ok(nothing(&findings, console));
        }
    }
    console.progress("progress.publishing");
    let published = publication.finish()?;
    tell(&published, task, &build, console);
    Ok(interrupt::stop().map_or(Ending::Done, Ending::Stopped))
}

fn nothing(findings: &[Located], console: &Console) -> Ending {
    console.say(&console.texts.fill("publish.nothing", &[("tally", &console.tally(findings))]));
    Ending::Findings
}

/// A rule can be switched off for a while; what names a person is not published for that.
fn personal(build: &Build, console: &Console) -> Option<Ending> {
    let files: Vec<_> = build.personal_data().iter().map(|file| format!("`{file}`")).collect();
    if files.is_empty() {
        return None;
    }
    console.failure(&Failure::usage("personal_data").with("files", files.join(", ")).hint("personal_data.hint"));
    Some(Ending::Findings)
}

/// A failure if frozen editions whose pages are published have no file any more.
fn lost_editions(before: &Manifest, settings: &Settings, inputs: &Inputs) -> Option<Failure> {
    let editions = format!("{}/editions/", inputs.content);
    let is_there = |path: &str| inputs.sources.iter().any(|file| file.path.as_str() == path);
    let is_withheld = |path: &str| {
        let mut parts = path.trim_start_matches(editions.as_str()).trim_end_matches(".md").splitn(3, '/');
        let (kind, id, version) = (parts.next(), parts.next(), parts.next());
        settings.withheld_versions.iter().any(|withheld| {
            let named = withheld.document.id();
            let is_named = Some(named) == id || Some(named) == kind.zip(id).map(|(k, i)| format!("{k}:{i}")).as_deref();
            is_named && Some(withheld.version.as_str()) == version
        })
    };
    let sources = before.current().filter_map(|entry| entry.source.as_ref()).map(SourcePath::as_str);
    let mut lost: Vec<_> = sources
        .filter(|source| source.starts_with(&editions) && !is_there(source) && !is_withheld(source))
        .map(|source| format!("`{source}`"))
        .collect();
    lost.dedup();
    let failure = || Failure::usage("lost_editions").with("files", lost.join(", ")).hint("lost_editions.hint");
    (!lost.is_empty()).then(failure)
}

/// What a target gets beside the files of the site.
struct More {
    host: Vec<(OutPath, String)>,
    precompressed: Switch,
}

impl More {
    /// The file beside a file of the site.
    fn beside(&self, path: &OutPath, bytes: &[u8]) -> io::Result<Option<(OutPath, Vec<u8>)>> {
        if self.precompressed == Switch::On { packed(path, bytes) } else { Ok(None) }
    }
}

/// Settings of web servers that go into the site.
fn host_files(task: &Task<'_>, settings: &Settings) -> Vec<(OutPath, String)> {
    let folder = shown(task);
    let file = |host: &HostFile| {
        let (server, path) = Server::file_in_site(*host);
        (OutPath::new(path), server.settings_in_site(&site(task, settings, &folder)))
    };
    task.target.host.iter().map(file).collect()
}

/// The folder that a web server is to show; of what goes elsewhere the program does not know it.
fn shown(task: &Task<'_>) -> String {
    let folder = task.shown().unwrap_or_else(|| PathBuf::from("/srv/www/site"));
    folder.display().to_string().replace('\\', "/")
}

fn site<'a>(task: &Task<'a>, settings: &'a Settings, folder: &'a str) -> Site<'a> {
    let ancestors = settings.embed.as_ref().map_or(&[][..], |embed| &embed.allowed_ancestors);
    let (profile, precompressed) = (task.target.profile, task.target.precompressed);
    Site { folder, base: task.target.base_path(), ancestors, profile, precompressed }
}

fn server_of(name: ServerName) -> Server {
    match name {
        ServerName::Iis => Server::Iis,
        ServerName::Nginx => Server::Nginx,
        ServerName::Apache => Server::Apache,
        ServerName::Azure => Server::Azure,
        ServerName::Headers => Server::Headers,
    }
}

fn fill(publication: &Publication<'_>, build: &Build, more: &More) -> Result<(), MakeError> {
    let sink = |output: Output<'_>| {
        go_on()?;
        match output {
            Output::Bytes { path, bytes, source } => {
                if let Some((path, packed)) = more.beside(path, bytes)? {
                    publication.put(&path, &packed, source, None)?;
                }
                publication.put(path, bytes, source, edition(build, path))?;
            }
            Output::Copy { path, from } => publication.copy(path, from)?,
        }
        Ok(())
    };
    build.make_all(&sink)?;
    let put = |(path, text): &(OutPath, String)| publication.put(path, text.as_bytes(), None, None);
    more.host.iter().try_for_each(put).map_err(|failure| MakeError::Sink(failure.into()))
}

/// Makes everything and keeps nothing but what it would be.
fn rehearse(
    build: &Build,
    (before, more, folders): (Option<&Manifest>, &More, &Folders),
    console: &Console,
) -> Result<Ending, Failure> {
    let entries = Mutex::new(Vec::new());
    let sink = |output: Output<'_>| -> io::Result<()> {
        go_on()?;
        let entry = match output {
            Output::Bytes { path, bytes, source } => {
                let beside = more.beside(path, bytes)?.map(|(path, packed)| Entry::of(&path, &packed, source));
                entries.lock().unwrap_or_else(PoisonError::into_inner).extend(beside);
                Entry::of(path, bytes, source).showing(edition(build, path))
            }
            Output::Copy { path, from } => Entry::of(path, &std::fs::read(folders.file(from))?, Some(from)),
        };
        entries.lock().unwrap_or_else(PoisonError::into_inner).push(entry);
        Ok(())
    };
    match build.make_all(&sink) {
        Ok(_) => {}
        Err(MakeError::Sink(error)) => {
            return interrupt::stop().map_or_else(|| Err(error.into()), |stop| Ok(Ending::Stopped(stop)));
        }
        Err(MakeError::Content(findings)) => {
            console.findings(Stream::Error, &findings, build);
            return Ok(nothing(&findings, console));
        }
    }
    let mut entries = entries.into_inner().unwrap_or_else(PoisonError::into_inner);
    entries.extend(more.host.iter().map(|(path, text)| Entry::of(path, text.as_bytes(), None)));
    let new = Manifest::new(entries);
    let before = before.map(|before| Manifest::new(before.current().cloned().collect()));
    tell_changes(&Changes::between(before.as_ref(), &new), build, console);
    Ok(Ending::Done)
}

fn tell_changes(changes: &Changes<'_>, build: &Build, console: &Console) {
    let title = |entry: &Entry| {
        let source = entry.source.as_ref()?;
        let mut all = build.graph().all().map(|(index, _)| build.graph().document(index));
        all.find(|document| document.file == *source).map(|document| document.meta.title.to_string())
    };
    for (mark, entries) in [('+', &changes.added), ('~', &changes.changed), ('-', &changes.removed)] {
        for entry in entries {
            let title = title(entry).map(|title| format!("  {title}")).unwrap_or_default();
            console.data(&format!("{mark} {}{title}", entry.path));
        }
    }
    let number = |entries: &[&Entry]| console.texts.lang.whole(entries.len() as f64);
    let (added, changed, removed) = (number(&changes.added), number(&changes.changed), number(&changes.removed));
    let values = [("added", &*added), ("changed", &*changed), ("removed", &*removed)];
    console.say(&console.texts.fill("publish.would", &values));
}

fn tell(published: &Published, task: &Task<'_>, build: &Build, console: &Console) {
    let (texts, staged) = (console.texts, &published.staged);
    let (time, files) = (console.time(), texts.count("count.files", staged.written + staged.same));
    let documents = texts.count("count.documents", build.stats().documents);
    let number = |count: usize| texts.lang.whole(count as f64);
    let (written, removed) = (number(staged.written), number(staged.removed));
    let values = [
        ("target", task.name),
        ("release", &*published.release),
        ("files", &*files),
        ("documents", &*documents),
        ("written", &*written),
        ("removed", &*removed),
        ("time", &*time),
    ];
    let is_new = staged.outcome == crate::fs::Outcome::Switched;
    console.say(&texts.fill(if is_new { "publish.done" } else { "publish.same" }, &values));
    if let Some(commit) = &published.said {
        console.say(&texts.fill("publish.commit", &[("commit", commit)]));
    }
    tell_manner(published.manner, task.target, console);
}

fn tell_manner(manner: Manner, target: &Target, console: &Console) {
    let is_folder = matches!(target.way, Way::Folder { .. });
    if is_folder && manner == Manner::FileByFile {
        console.say(console.texts.get("publish.file_by_file"));
    }
}

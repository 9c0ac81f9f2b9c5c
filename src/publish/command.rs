//! A release brought by a program: rsync, rclone, azcopy, robocopy, `WinSCP`.
//!
//! In: the program's name and its arguments, a release. Out: the program has ended well, or a failure with what it said.
//! It is started by itself, never through a shell, once for the assets, once for the index, once for the pages, and
//! once more where files are to be removed: whatever order a program has within, the whole is safe. Arguments that name
//! no list bring the whole release at once.

#![expect(clippy::disallowed_methods, reason = "the edge: starts a program, and writes the lists it reads")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::fs::{Existing, Failure, make_folder, put, remove};
use crate::model::scalar::Text;
use crate::model::target::Way;
use crate::publish::Delivery;
use crate::write::{Changes, Entry, Group, MANIFEST, Manifest, under_way};

/// Name of the file that says what the other place holds, as far as can be known.
const PUBLISHED: &str = "published.json";

/// Lines of what a program says that are told.
const TOLD: usize = 5;

/// Runs the program; says what it said when all went well.
pub(super) fn run(delivery: &Delivery<'_>) -> Result<Option<String>, Failure> {
    let Way::Command { program, args, removal_args, success_codes } = &delivery.task.target.way else {
        return Ok(None);
    };
    let known = delivery.state.join(PUBLISHED);
    let before = fs::read(&known).ok().and_then(|json| Manifest::from_json(&json));
    let changes = Changes::between(before.as_ref(), delivery.manifest);
    if changes.is_empty() {
        return Ok(None);
    }
    // Whatever becomes of the program: what it may have brought is known, and goes when it is no more.
    remember(&known, &under_way(before.as_ref(), delivery.manifest))?;
    let folder = delivery.state.join("lists");
    remove(&folder);
    make_folder(&folder)?;
    let errand = Errand { delivery, folder: &folder, program, success_codes };
    let removed: Vec<&str> = changes.removed.iter().map(|entry| entry.path.as_str()).collect();
    errand.list("removed.txt", &removed)?;
    let is_grouped = args.iter().any(|argument| ["{changed}", "{files}"].iter().any(|name| argument.contains(name)));
    let bring = changes.to_bring();
    let groups = if is_grouped {
        groups(&bring)
    } else {
        vec![("all", bring.iter().map(|entry| path(entry)).chain([MANIFEST]).collect())]
    };
    for (name, paths) in groups {
        errand.bring(name, &paths, args)?;
    }
    if !removed.is_empty() && !removal_args.is_empty() {
        errand.start("removed", removal_args)?;
    }
    remove(&folder);
    remember(&known, delivery.manifest).map(|()| None)
}

fn remember(file: &Path, manifest: &Manifest) -> Result<(), Failure> {
    let json = manifest.to_json().map_err(|error| Failure::at("cannot_write", file, error.into()))?;
    put(file, &json, Existing::Replace).map(drop)
}

fn path(entry: &Entry) -> &str {
    entry.path.as_str()
}

/// What is brought together, by the name of the group; the manifest goes with the pages.
fn groups<'a>(bring: &[&'a Entry]) -> Vec<(&'static str, Vec<&'a str>)> {
    let name = |group| match group {
        Group::Assets => "assets",
        Group::Index => "index",
        Group::Pages => "pages",
    };
    let of = |group: Group| {
        let own = bring.iter().map(|entry| path(entry)).filter(move |path| Group::of(path) == group);
        let last = (group == Group::Pages).then_some(MANIFEST);
        (name(group), own.chain(last).collect::<Vec<_>>())
    };
    Group::ALL.map(of).into_iter().filter(|(_, paths)| !paths.is_empty()).collect()
}

/// One run of publishing by a program.
struct Errand<'a> {
    delivery: &'a Delivery<'a>,
    /// Where lists lie.
    folder: &'a Path,
    program: &'a str,
    success_codes: &'a [u32],
}

impl Errand<'_> {
    /// Runs the program for some files.
    fn bring(&self, group: &str, paths: &[&str], arguments: &[Text]) -> Result<(), Failure> {
        self.list(&format!("{group}.txt"), paths)?;
        if arguments.iter().any(|argument| argument.contains("{files}")) {
            let files = self.folder.join(group);
            for path in paths {
                let (from, to) = (self.delivery.release.join(path), files.join(path));
                let linked = self.delivery.task.disk.link(&from, &to);
                linked.map_err(|error| Failure::at("cannot_write", &to, error))?;
            }
        }
        self.start(group, arguments)
    }

    fn list(&self, name: &str, paths: &[&str]) -> Result<(), Failure> {
        let file = self.folder.join(name);
        let text: String = paths.iter().map(|path| format!("{path}\n")).collect();
        fs::write(&file, text).map_err(|error| Failure::at("cannot_write", &file, error))
    }

    fn start(&self, group: &str, arguments: &[Text]) -> Result<(), Failure> {
        let mut command = Command::new(self.program);
        command.args(arguments.iter().map(|argument| self.fill(argument, group)));
        command.current_dir(self.delivery.task.folders.root());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let refused = |error: std::io::Error| {
            let failure = Failure::world("no_program").with("program", self.program).with("reason", error.to_string());
            failure.hint("no_program.hint")
        };
        let output = command.output().map_err(refused)?;
        let code = output.status.code();
        let is_well = |code: i32| match self.success_codes {
            [] => code == 0,
            codes => codes.iter().any(|good| i64::from(*good) == i64::from(code)),
        };
        if code.is_some_and(is_well) {
            return Ok(());
        }
        let told = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = told.lines().filter(|line| !line.trim().is_empty()).collect();
        let reason = lines[lines.len().saturating_sub(TOLD)..].join("; ");
        let code = code.map_or_else(|| output.status.to_string(), |code| code.to_string());
        let failure = Failure::world("program_failed").with("program", self.program).with("code", code);
        Err(failure.with("reason", reason).hint("program_failed.hint"))
    }

    fn fill(&self, argument: &str, group: &str) -> String {
        let shown = |path: PathBuf| path.display().to_string();
        let values = [
            ("release", shown(self.delivery.release.to_path_buf())),
            ("changed", shown(self.folder.join(format!("{group}.txt")))),
            ("files", shown(self.folder.join(group))),
            ("removed", shown(self.folder.join("removed.txt"))),
            ("manifest", shown(self.delivery.release.join(MANIFEST))),
        ];
        crate::lang::fill(argument, values.iter().map(|(name, value)| (*name, value.as_str())))
    }
}

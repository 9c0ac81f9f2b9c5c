//! Starting git so that nothing but git runs.
//!
//! In: arguments, and what git is to read. Out: what it printed, or why it refused. Never a shell; the machine's and
//! the repository's settings that name programs are overridden. Reading makes no connection, takes
//! no lock and asks nothing; writing may do all three.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use crate::fs::Failure;

/// Settings that win over the repository's own.
const SETTINGS: &[&str] = &[
    "core.quotepath=off",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "credential.helper=",
    "diff.external=",
    "i18n.logOutputEncoding=UTF-8",
    "log.showRoot=true",
    "log.showSignature=false",
    "mailmap.blob=",
    "mailmap.file=",
    "protocol.allow=never",
];

/// What git finds in its environment.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("GIT_CONFIG_NOSYSTEM", "1"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("LC_ALL", "C"),
    // Whoever reads takes all at once: nothing need be passed on commit by commit.
    ("GIT_FLUSH", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
];

/// What a hook may have left in the environment, which leads elsewhere.
pub(crate) const LEFT: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
    "GIT_PAGER",
    "GIT_TRACE",
];

/// Settings for commands that write, and for what the user's own settings are needed.
const SETTINGS_TO_WRITE: &[&str] = &[
    "advice.diverging=false",
    "commit.gpgSign=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotepath=off",
    "gc.auto=0",
    "maintenance.auto=false",
    "push.recurseSubmodules=no",
    "submodule.recurse=false",
    "user.useConfigOnly=true",
];

const ENVIRONMENT_TO_WRITE: &[(&str, &str)] = &[
    ("LC_ALL", "C.UTF-8"),
    ("GIT_EDITOR", "true"),
    ("GIT_MERGE_AUTOEDIT", "no"),
    ("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh"),
];

/// What a setting that names a program says instead; a merge without a program of its own is a conflict.
fn harmless(name: &str) -> &'static str {
    let name = name.to_ascii_lowercase();
    if name.ends_with(".driver") {
        return "false";
    }
    match name.as_str() {
        "core.sshcommand" => "ssh",
        _ => "",
    }
}

/// Git, working in a folder.
#[derive(Clone, Debug)]
pub(super) struct Git {
    folder: PathBuf,
    named: Option<Named>,
    manner: Manner,
    /// Settings that are emptied.
    emptied: Vec<String>,
}

/// What git may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// Read, and reach nobody.
    Reading,
    /// Commit, and reach the place where the others fetch, with the keys and passwords of the user.
    Writing,
}

/// A repository that the caller names, since it lies neither in the folder nor above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The repository itself, as `GIT_DIR` has it; from the disk's root.
    pub repository: PathBuf,
    /// Where its files lie, as `GIT_WORK_TREE` has it; from the disk's root.
    pub work_tree: PathBuf,
}

/// How git ended.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Well; what it printed.
    Done(Vec<u8>),
    /// Not so; why, in its own words.
    Refused(String),
}

impl Answer {
    /// What git printed, where there is no reason to refuse.
    pub fn done(self) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Done(printed) => Ok(printed),
            Self::Refused(reason) => Err(Failure::world("git_failed").with("reason", reason)),
        }
    }
}

impl Git {
    /// Git, working in a folder.
    pub fn within(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), named: None, manner: Manner::Reading, emptied: Vec::new() }
    }

    /// Git, working in a folder, with a repository that lies elsewhere.
    pub fn with(folder: &Path, named: &Named) -> Self {
        Self { named: Some(named.clone()), ..Self::within(folder) }
    }

    /// The same, for commands that write.
    pub fn for_writing(&self) -> Self {
        Self { manner: Manner::Writing, ..self.clone() }
    }

    /// The same without these settings, which name programs.
    pub fn without(self, settings: Vec<String>) -> Self {
        Self { emptied: settings, ..self }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs git with arguments and something to read.
    pub fn ask(&self, arguments: &[&str], input: &[u8]) -> Result<Answer, Failure> {
        ask(self.command(arguments), input)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("--literal-pathspecs").arg("-C").arg(&self.folder);
        let (settings, environment) = match self.manner {
            Manner::Reading => (SETTINGS, ENVIRONMENT),
            Manner::Writing => (SETTINGS_TO_WRITE, ENVIRONMENT_TO_WRITE),
        };
        for setting in settings {
            command.arg("-c").arg(setting);
        }
        for name in &self.emptied {
            command.arg("-c").arg(format!("{name}={}", harmless(name)));
        }
        for name in LEFT {
            command.env_remove(name);
        }
        command.envs(environment.iter().copied());
        if self.manner == Manner::Reading {
            command.env_remove("GIT_SSH_COMMAND");
        }
        if let Some(named) = &self.named {
            command.env("GIT_DIR", &named.repository).env("GIT_WORK_TREE", &named.work_tree);
        }
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

/// Runs a command of git's with something to read.
pub(crate) fn ask(mut command: Command, input: &[u8]) -> Result<Answer, Failure> {
    let failed =
        |error: std::io::Error| Failure::world("no_git").with("reason", error.to_string()).hint("git_missing.hint");
    let mut child = command.spawn().map_err(failed)?;
    let pipe = child.stdin.take();
    // Git answers while it reads: who writes all first and then listens may wait for ever.
    let output = thread::scope(|scope| {
        scope.spawn(|| pipe.map(|mut pipe| pipe.write_all(input)));
        child.wait_with_output()
    });
    let output = output.map_err(failed)?;
    if output.status.success() {
        return Ok(Answer::Done(output.stdout));
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let reason = told.lines().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
    Ok(Answer::Refused(reason.trim_start_matches("fatal: ").to_owned()))
}

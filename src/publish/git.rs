//! A release as a commit on a branch of a remote.
//!
//! In: the remote, the branch, a release. Out: one commit more on the branch, with what only others have put there left
//! alone; nothing where the site is there already. All is done in a repository of its own below `.rettesnor/`, with
//! plain objects and an index that is thrown away: the content's repository is asked for its last commit and for the
//! address of a remote, and nothing that it names is run: no hook, no filter, no program for signing in. Those that the
//! *person* has set up for all repositories do sign in.

#![expect(clippy::disallowed_methods, reason = "the edge: starts git")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::fs::{Failure, make_folder};
use crate::git::{LEFT, Repository, ask};
use crate::publish::Delivery;
use crate::write::{Changes, MANIFEST, Manifest};

/// Settings that win over all others: nothing but git itself runs.
const SETTINGS: &[&str] = &[
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "core.sshCommand=ssh",
    "commit.gpgSign=false",
    "push.gpgSign=false",
    "gc.auto=0",
    "maintenance.auto=false",
];

/// What git finds in its environment.
const ENVIRONMENT: &[(&str, &str)] = &[
    ("LC_ALL", "C"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_ATTR_NOSYSTEM", "1"),
    ("GIT_AUTHOR_NAME", "rettesnor"),
    ("GIT_AUTHOR_EMAIL", "rettesnor@localhost"),
    ("GIT_COMMITTER_NAME", "rettesnor"),
    ("GIT_COMMITTER_EMAIL", "rettesnor@localhost"),
];

/// Where what the remote has is kept.
const SEEN: &str = "refs/published/seen";

/// Adds the release to the branch.
pub(super) fn push(delivery: &Delivery<'_>, remote: &str, branch: &str) -> Result<Option<String>, Failure> {
    let git = Git { folder: delivery.state.join("git"), index: delivery.state.join("git-index") };
    git.prepare()?;
    let address = address(delivery, remote)?;
    let tip = git.fetch(&address, branch)?;
    let before = match &tip {
        Some(tip) => Some(git.manifest(tip, remote, branch)?),
        None => None,
    };
    let tree = git.tree(delivery, tip.as_deref(), before.as_ref())?;
    if let Some(tip) = &tip
        && git.line(&["rev-parse", &format!("{tip}^{{tree}}")])? == tree
    {
        return Ok(None);
    }
    let mut arguments = vec!["commit-tree", &tree, "-F", "-"];
    arguments.extend(tip.iter().flat_map(|tip| ["-p", tip.as_str()]));
    let commit = git.run(&arguments, message(delivery).as_bytes())?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let to = format!("{commit}:refs/heads/{branch}");
    // Who has pushed in between is not overwritten: the new commit follows the one that was seen.
    git.run(&["push", "--quiet", "--no-verify", "--receive-pack=git-receive-pack", "--", &address, &to], &[])
        .map_err(|failure| failure.hint("push_refused.hint"))?;
    git.run(&["update-ref", SEEN, &commit], &[])?;
    Ok(Some(commit))
}

/// What the commit says: what changed, and of which commit the content is, where all of it is of one.
fn message(delivery: &Delivery<'_>) -> String {
    let changes = Changes::between(delivery.before, delivery.manifest);
    let (added, changed, removed) = (changes.added.len(), changes.changed.len(), changes.removed.len());
    let name = delivery.release.file_name().unwrap_or_default().to_string_lossy();
    let subject = format!("publish {name}: {added} added, {changed} changed, {removed} removed\n");
    let source = delivery.manifest.commit();
    source.map_or(subject.clone(), |commit| format!("{subject}\nSource: {commit}\n"))
}

/// The address of a remote: itself, or what the content's repository says of a remote of that name.
fn address(delivery: &Delivery<'_>, remote: &str) -> Result<String, Failure> {
    let is_name = !remote.is_empty() && remote.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if is_name {
        let unknown = || Failure::usage("no_remote").with("remote", remote).hint("no_remote.hint");
        let around = Repository::around(delivery.task.folders.real_content()).map_err(|_| unknown())?;
        return around.remote(remote)?.ok_or_else(unknown);
    }
    // A folder beside the content, as with other paths of `site.yaml`.
    let is_relative = !remote.contains(':') && Path::new(remote).is_relative();
    let whole = || delivery.task.folders.root().join(remote).display().to_string();
    Ok(if is_relative { whole() } else { remote.to_owned() })
}

/// The repository of a target's own.
struct Git {
    folder: PathBuf,
    index: PathBuf,
}

impl Git {
    fn prepare(&self) -> Result<(), Failure> {
        make_folder(&self.folder)?;
        let _ = fs::remove_file(&self.index);
        self.run(&["init", "--quiet", "--bare", "--template=", "."], &[]).map(drop)
    }

    /// The commit that the branch leads to at the remote, with all that it needs; nothing where there is no such branch.
    fn fetch(&self, address: &str, branch: &str) -> Result<Option<String>, Failure> {
        let name = format!("refs/heads/{branch}");
        let unreachable = |failure: Failure| failure.hint("remote_unreachable.hint");
        let listed =
            self.line(&["ls-remote", "--upload-pack=git-upload-pack", "--", address, &name]).map_err(unreachable)?;
        let Some(tip) = listed.split_whitespace().next() else { return Ok(None) };
        if self.line(&["rev-parse", "--verify", "--quiet", &format!("{SEEN}^{{commit}}")]).is_ok_and(|seen| seen == tip)
        {
            return Ok(Some(tip.to_owned()));
        }
        let to = format!("+{name}:{SEEN}");
        let fetch = ["fetch", "--quiet", "--depth=1", "--no-tags", "--upload-pack=git-upload-pack", "--", address, &to];
        self.run(&fetch, &[]).map_err(unreachable)?;
        self.line(&["rev-parse", SEEN]).map(Some)
    }

    /// What the site on the branch consists of; a failure where the branch holds something else.
    fn manifest(&self, tip: &str, remote: &str, branch: &str) -> Result<Manifest, Failure> {
        let json = self.run(&["cat-file", "blob", &format!("{tip}:{MANIFEST}")], &[]).ok();
        json.and_then(|json| Manifest::from_json(&json)).ok_or_else(|| {
            let path = format!("{remote} {branch}");
            Failure::usage("out_not_ours").with("path", path).hint("branch_not_ours.hint")
        })
    }

    /// The tree that the branch is to have: what it has, with the difference between the two sites made.
    fn tree(&self, delivery: &Delivery<'_>, tip: Option<&str>, before: Option<&Manifest>) -> Result<String, Failure> {
        match tip {
            Some(tip) => self.run(&["read-tree", tip], &[])?,
            None => self.run(&["read-tree", "--empty"], &[])?,
        };
        let changes = Changes::between(before, delivery.manifest);
        let mut paths: Vec<&str> = changes.to_bring().iter().map(|entry| entry.path.as_str()).collect();
        paths.push(MANIFEST);
        let files: String = paths.iter().map(|path| format!("{}\n", delivery.release.join(path).display())).collect();
        let ids = self.run(&["hash-object", "-w", "--no-filters", "--stdin-paths"], files.as_bytes())?;
        let ids = String::from_utf8_lossy(&ids).into_owned();
        let mut lines: BTreeMap<&str, String> = BTreeMap::new();
        lines.extend(paths.iter().zip(ids.lines()).map(|(path, id)| (*path, format!("100644 {id}\t{path}\0"))));
        let nothing = "0".repeat(40);
        let gone = changes.removed.iter().map(|entry| entry.path.as_str());
        lines.extend(gone.map(|path| (path, format!("0 {nothing}\t{path}\0"))));
        let info: String = lines.into_values().collect();
        self.run(&["update-index", "-z", "--index-info"], info.as_bytes())?;
        let tree = self.line(&["write-tree"])?;
        let _ = fs::remove_file(&self.index);
        Ok(tree)
    }

    /// The one line that git prints.
    fn line(&self, arguments: &[&str]) -> Result<String, Failure> {
        self.run(arguments, &[]).map(|printed| String::from_utf8_lossy(&printed).trim().to_owned())
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Failure> {
        ask(self.command(arguments), input)?.done()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("--no-pager").arg("-C").arg(&self.folder);
        for setting in SETTINGS {
            command.arg("-c").arg(setting);
        }
        for name in LEFT.iter().chain(&["GIT_SSH_COMMAND", "GIT_PROXY_COMMAND"]) {
            command.env_remove(name);
        }
        command.envs(ENVIRONMENT.iter().copied()).env("GIT_DIR", &self.folder);
        command.env("GIT_INDEX_FILE", &self.index).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

//! Saving: the site's own files become a commit, and go to where the others fetch them.
//!
//! In: folders of the site, and what was done. Out: what was saved, and whether it was shared. Only these folders are
//! committed; what else is staged stays as it is. Hooks do not run, nor does any program that the repository's own
//! settings name: settings of the machine's owner are obeyed, since keys and passwords are reached by them.

use std::fs;
use std::path::Path;

use super::run::{Answer, Git};
use super::{Failure, Repository};

/// What was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Paths from the repository's root, sorted; none where nothing had changed.
    pub files: Vec<String>,
    pub branch: String,
    pub sharing: Sharing,
}

/// Whether others can fetch it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// There is nowhere to share it.
    Nowhere,
    /// It is at the place of this name.
    Shared(String),
    /// The others' work was taken in first.
    SharedWithOthers(String),
    /// Somebody has changed the same places in these files.
    Conflict(Vec<String>),
    /// The place cannot be reached, or refuses; in git's words.
    Failed(String),
}

/// Settings by which a repository names programs.
const PROGRAMS: &str = r"^(filter\..*\.(clean|smudge|process)|merge\..*\.driver|diff\..*\.(command|textconv)|remote\..*\.(receivepack|uploadpack|vcs)|core\.(sshcommand|gitproxy|askpass|editor)|credential\..*helper|credential\.helper|gpg\..*)$";

impl Repository {
    /// Commits what has changed in these folders, and shares it where the branch has a place for that.
    pub fn save(&self, folders: &[&Path], message: &str) -> Result<Saved, Failure> {
        let git = self.git.for_writing();
        let programs = local_programs(&git)?;
        let git = git.without(programs);
        let branch = ready(&git)?;
        let folders = inside(&git, folders)?;
        let files = stage(&git, &folders)?;
        if !files.is_empty() {
            commit(&git, &folders, message)?;
        }
        let sharing = match place(&git, &branch)? {
            None => Sharing::Nowhere,
            Some(place) => share(&git, &place, &branch)?,
        };
        Ok(Saved { files, branch, sharing })
    }
}

/// The branch that is checked out, if a commit can be made now.
fn ready(git: &Git) -> Result<String, Failure> {
    let Answer::Done(branch) = git.ask(&["symbolic-ref", "--quiet", "--short", "HEAD"], &[])? else {
        return Err(Failure::usage("save_no_branch").hint("save_no_branch.hint"));
    };
    for unfinished in ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"] {
        if matches!(git.ask(&["rev-parse", "--verify", "--quiet", unfinished], &[])?, Answer::Done(_)) {
            return Err(Failure::usage("save_unfinished").hint("save_unfinished.hint"));
        }
    }
    if let Answer::Refused(_) = git.ask(&["var", "GIT_COMMITTER_IDENT"], &[])? {
        return Err(Failure::usage("save_no_name").hint("save_no_name.hint"));
    }
    Ok(text(&branch))
}

/// The settings of the repository itself that name programs.
fn local_programs(git: &Git) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for scope in ["--local", "--worktree"] {
        // Without any, git says so by ending with 1.
        if let Answer::Done(list) = git.ask(&["config", scope, "--name-only", "-z", "--get-regexp", PROGRAMS], &[])? {
            names.extend(list.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(text));
        }
    }
    Ok(names)
}

/// Those of the folders that lie in the repository and hold anything that git may take.
fn inside(git: &Git, folders: &[&Path]) -> Result<Vec<String>, Failure> {
    let top = text(&git.ask(&["rev-parse", "--show-toplevel"], &[])?.done()?);
    let top = fs::canonicalize(top).unwrap_or_default();
    let real = folders.iter().filter_map(|folder| fs::canonicalize(folder).ok());
    let names = real.filter(|folder| folder.starts_with(&top)).map(|folder| folder.to_string_lossy().into_owned());
    let holds = |folder: &String| {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", folder.as_str()];
        matches!(git.ask(&list, &[]), Ok(Answer::Done(files)) if !files.is_empty())
    };
    Ok(names.filter(holds).collect())
}

/// Stages what has changed in the folders; its paths.
fn stage(git: &Git, folders: &[String]) -> Result<Vec<String>, Failure> {
    let with = |start: &[&'static str]| -> Vec<String> {
        start.iter().map(|part| (*part).to_owned()).chain(folders.iter().cloned()).collect()
    };
    ask(git, &with(&["add", "--all", "--"]))?;
    let told = ask(git, &with(&["diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff", "-z", "--"]))?;
    Ok(told.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(text).collect())
}

fn commit(git: &Git, folders: &[String], message: &str) -> Result<(), Failure> {
    let message = format!("--message={message}");
    let start = ["commit", "--quiet", "--only", "--no-verify", "--no-gpg-sign", "--no-status"];
    let folders = folders.iter().cloned();
    let asked = start.iter().map(|part| (*part).to_owned()).chain([message, "--".to_owned()]).chain(folders);
    ask(git, &asked.collect::<Vec<_>>()).map(drop)
}

/// Where the branch is shared: what it says itself, else `origin`, else the only one there is.
fn place(git: &Git, branch: &str) -> Result<Option<String>, Failure> {
    let own = format!("branch.{branch}.remote");
    if let Answer::Done(name) = git.ask(&["config", "--get", &own], &[])? {
        return Ok(Some(text(&name)).filter(|name| name != "."));
    }
    let all = text(&git.ask(&["remote"], &[])?.done()?);
    let mut names = all.lines();
    let first = names.next().map(str::to_owned);
    Ok(if all.lines().any(|name| name == "origin") {
        Some("origin".to_owned())
    } else {
        first.filter(|_| names.next().is_none())
    })
}

fn share(git: &Git, place: &str, branch: &str) -> Result<Sharing, Failure> {
    let target = format!("HEAD:refs/heads/{branch}");
    let push =
        ["push", "--quiet", "--no-verify", "--receive-pack=git-receive-pack", "--end-of-options", place, &target];
    let refused = match git.ask(&push, &[])? {
        Answer::Done(_) => return Ok(Sharing::Shared(place.to_owned())),
        Answer::Refused(reason) => reason,
    };
    // Who is behind is told so in many words; whether the others have more is the surer sign.
    let from = format!("refs/heads/{branch}");
    let fetch = ["fetch", "--quiet", "--upload-pack=git-upload-pack", "--end-of-options", place, &from];
    if let Answer::Refused(_) = git.ask(&fetch, &[])? {
        return Ok(Sharing::Failed(refused));
    }
    let theirs = text(&git.ask(&["rev-parse", "--verify", "FETCH_HEAD"], &[])?.done()?);
    let is_known = git.ask(&["merge-base", "--is-ancestor", &theirs, "HEAD"], &[])?;
    if matches!(is_known, Answer::Done(_)) {
        return Ok(Sharing::Failed(refused));
    }
    if let Some(conflict) = merge(git, &theirs)? {
        return Ok(conflict);
    }
    Ok(match git.ask(&push, &[])? {
        Answer::Done(_) => Sharing::SharedWithOthers(place.to_owned()),
        Answer::Refused(reason) => Sharing::Failed(reason),
    })
}

/// Takes in the others' work; what stands in the way, with everything as it was before.
fn merge(git: &Git, theirs: &str) -> Result<Option<Sharing>, Failure> {
    let Answer::Refused(reason) =
        git.ask(&["merge", "--quiet", "--no-edit", "--no-verify", "--no-gpg-sign", theirs], &[])?
    else {
        return Ok(None);
    };
    let list = git.ask(&["diff", "--name-only", "--diff-filter=U", "--no-ext-diff", "-z"], &[])?.done()?;
    let files: Vec<_> = list.split(|byte| *byte == 0).filter(|path| !path.is_empty()).map(text).collect();
    // Where the merge did not begin there is nothing to take back.
    git.ask(&["merge", "--abort"], &[])?;
    Ok(Some(if files.is_empty() { Sharing::Failed(reason) } else { Sharing::Conflict(files) }))
}

fn ask(git: &Git, arguments: &[String]) -> Result<Vec<u8>, Failure> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    git.ask(&arguments, &[])?.done()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}

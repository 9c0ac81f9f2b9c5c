//! The list of commits, and which texts in it say that they are adopted.
//!
//! In: a repository, and what is known of it already. Out: what git printed, and the versions of old texts. Nothing is
//! kept here.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Failure;
use super::super::cache::{Kept, Key};
use super::super::objects::{self, Object};
use super::super::run::{Answer, Git};
use crate::history::{FORMAT, Front, ObjectId, Record, records};

/// So many commits are read by two programs at a time: it pays from a few hundred on.
const MANY: usize = 500;

/// All commits.
pub(super) fn whole(git: &Git, key: &Key) -> Result<Kept, Failure> {
    let log = in_halves(git, &key.head.to_string())?;
    let adopted = adopted(git, &records(&log, &key.prefix))?;
    Ok(Kept { key: key.clone(), log, adopted, folders: BTreeMap::new() })
}

/// The commits that were known and those made since; all anew, if the known ones are no part of the history any more
/// or the new ones do not all come after them: by their dates, or since all descend from the newest that was known, as
/// those do that are made within one second.
pub(super) fn grown(git: &Git, known: Kept, key: &Key) -> Result<Kept, Failure> {
    let (old, new) = (known.key.head.to_string(), key.head.to_string());
    let descends = || {
        matches!(git.ask(&["merge-base", "--is-ancestor", "--end-of-options", &old, &new], &[]), Ok(Answer::Done(_)))
    };
    if !descends() {
        return whole(git, key);
    }
    let log = log(git, &format!("{old}..{new}"), Part::Whole)?;
    let later = records(&log, &key.prefix);
    let newest = records(&known.log, &key.prefix).iter().map(|record| record.recorded).max().unwrap_or(i64::MIN);
    let is_later = later.iter().all(|record| record.recorded > newest);
    if !is_later && count(git, &["--ancestry-path", &format!("{old}..{new}")])? != later.len() {
        return whole(git, key);
    }
    let mut all = adopted(git, &later)?;
    all.extend(known.adopted);
    Ok(Kept { key: key.clone(), log: [log, known.log].concat(), adopted: all, folders: known.folders })
}

/// Which commits of a range, counted from the newest.
#[derive(Clone, Copy, Debug)]
enum Part {
    Whole,
    First(usize),
    AllBut(usize),
}

/// All commits up to one. To compare each with its parents takes git most of the time and one processor, so that two
/// share the work where there is much.
fn in_halves(git: &Git, head: &str) -> Result<Vec<u8>, Failure> {
    let count = count(git, &[head])?;
    if count < MANY {
        return log(git, head, Part::Whole);
    }
    let half = count / 2;
    let (newer, older) = rayon::join(|| log(git, head, Part::First(half)), || log(git, head, Part::AllBut(half)));
    Ok([newer?, older?].concat())
}

/// How many commits there are in a range, which may have options before it.
fn count(git: &Git, range: &[&str]) -> Result<usize, Failure> {
    let asked: Vec<&str> = ["rev-list", "--count"].iter().chain(range).chain(&["--"]).copied().collect();
    let count = git.ask(&asked, &[])?.done()?;
    Ok(String::from_utf8_lossy(&count).trim().parse().unwrap_or_default())
}

/// The commits of a range, children before their parents and else the newest first; merges with
/// what they have from no parent. All folders are listed: to ask for one makes git compare everything twice.
fn log(git: &Git, range: &str, part: Part) -> Result<Vec<u8>, Failure> {
    let format = format!("--format={FORMAT}");
    let part = match part {
        Part::Whole => "--skip=0".to_owned(),
        Part::First(count) => format!("--max-count={count}"),
        Part::AllBut(count) => format!("--skip={count}"),
    };
    let how = ["--raw", "--no-abbrev", "-M", "-c", "--date-order", "--no-ext-diff", "--no-textconv"];
    let start = ["log", "-z", "--no-color", "--no-notes", "--no-relative", "--ignore-submodules=all", "-O/dev/null"];
    let asked: Vec<&str> =
        start.into_iter().chain(how).chain([part.as_str(), &format, "--end-of-options", range, "--"]).collect();
    git.ask(&asked, &[])?.done()
}

/// The version of every text among the records that says it is adopted.
fn adopted(git: &Git, list: &[Record<'_>]) -> Result<BTreeMap<ObjectId, Box<str>>, Failure> {
    let touched = list.iter().flat_map(|record| &record.touched);
    let texts = touched.filter(|file| file.path.ends_with(".md") && !file.path.starts_with("editions/"));
    let ids: BTreeSet<ObjectId> = texts.map(|file| file.blob).filter(|blob| !blob.is_nothing()).collect();
    let version = |object: Object<'_>| Front::of(object.bytes).adopted().map(Box::from);
    let versions = objects::read(git, ids.iter().map(ToString::to_string), version)?;
    Ok(ids.into_iter().zip(versions).filter_map(|(id, version)| Some((id, version??))).collect())
}

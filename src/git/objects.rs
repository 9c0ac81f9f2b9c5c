//! Many objects in one go.
//!
//! In: names of objects: an id, or `commit:path`. Out: what they are, in the same order; nothing for what there is not.

use std::collections::BTreeSet;

use super::Failure;
use super::run::Git;
use crate::history::ObjectId;

/// An object as git has it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'a> {
    pub id: ObjectId,
    pub bytes: &'a [u8],
}

/// So many objects are read by two programs at a time.
const MANY: usize = 400;

/// Reads the objects of these names, each by `take`.
pub(super) fn read<T: Send>(
    git: &Git,
    names: impl Iterator<Item = String>,
    take: impl Fn(Object<'_>) -> T + Sync,
) -> Result<Vec<Option<T>>, Failure> {
    // A line break in a name would be two names; no object has the empty one.
    let names: Vec<String> = names.map(|name| if name.contains('\n') { String::new() } else { name }).collect();
    if names.len() < MANY {
        return read_these(git, &names, &take);
    }
    let (first, second) = names.split_at(names.len() / 2);
    let (first, second) = rayon::join(|| read_these(git, first, &take), || read_these(git, second, &take));
    let (mut first, mut second) = (first?, second?);
    first.append(&mut second);
    Ok(first)
}

fn read_these<T>(git: &Git, names: &[String], take: &impl Fn(Object<'_>) -> T) -> Result<Vec<Option<T>>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let asked: String = names.iter().flat_map(|name| [name.as_str(), "\n"]).collect();
    let told = git.ask(&["cat-file", "--batch", "--buffer"], asked.as_bytes())?.done()?;
    let mut rest = told.as_slice();
    names.iter().map(|_| next(&mut rest).map(|object| object.known().map(take)).ok_or_else(lost)).collect()
}

/// Those of some objects that git has.
pub(super) fn known<'a>(git: &Git, ids: impl Iterator<Item = &'a ObjectId>) -> Result<BTreeSet<ObjectId>, Failure> {
    let asked: String = ids.map(|id| format!("{id}\n")).collect();
    if asked.is_empty() {
        return Ok(BTreeSet::new());
    }
    let told = git.ask(&["cat-file", "--batch-check=%(objectname)", "--buffer"], asked.as_bytes())?.done()?;
    // Of what it does not have, git says so after the name.
    Ok(told.split(|byte| *byte == b'\n').filter_map(ObjectId::parse).collect())
}

/// The objects of what `cat-file` printed, as far as it is whole.
pub(super) fn all(mut told: &[u8]) -> impl Iterator<Item = Object<'_>> {
    std::iter::from_fn(move || next(&mut told)).filter_map(Answered::known)
}

/// What git answers to one name.
enum Answered<'a> {
    Known(Object<'a>),
    Missing,
}

impl<'a> Answered<'a> {
    fn known(self) -> Option<Object<'a>> {
        match self {
            Self::Known(object) => Some(object),
            Self::Missing => None,
        }
    }
}

/// The next answer: `id kind size`, a line's end, the bytes, a line's end; or a line that ends in `missing`.
fn next<'a>(rest: &mut &'a [u8]) -> Option<Answered<'a>> {
    let line_end = memchr::memchr(b'\n', rest)?;
    let (line, after) = (&rest[..line_end], &rest[line_end + 1..]);
    let Some((id, size)) = head(line) else {
        *rest = after;
        return Some(Answered::Missing);
    };
    *rest = after.get(size + 1..)?;
    Some(Answered::Known(Object { id, bytes: &after[..size] }))
}

fn head(line: &[u8]) -> Option<(ObjectId, usize)> {
    let mut parts = line.split(|byte| *byte == b' ');
    let id = ObjectId::parse(parts.next()?)?;
    let _kind = parts.next()?;
    Some((id, std::str::from_utf8(parts.next()?).ok()?.parse().ok()?))
}

/// The files of a tree object: `mode name`, an empty byte, the id in bytes.
pub(super) fn files_of_tree(tree: Object<'_>) -> Vec<(String, ObjectId)> {
    let width = tree.id.width();
    let mut rest = tree.bytes;
    let mut files = Vec::new();
    while let Some(end) = rest.iter().position(|byte| *byte == 0)
        && let Some(id) = rest.get(end + 1..end + 1 + width).and_then(ObjectId::from_bytes)
    {
        if let Some((mode, name)) = std::str::from_utf8(&rest[..end]).ok().and_then(|head| head.split_once(' '))
            && mode.starts_with("100")
        {
            files.push((name.to_owned(), id));
        }
        rest = &rest[end + 1 + width..];
    }
    files
}

/// Git has lost what it should have.
pub(super) fn lost() -> Failure {
    Failure::world("git_failed").with("reason", "object is missing").hint("shallow.hint")
}

//! The list of commits as git prints it, as data.
//!
//! In: the bytes of `git log -z --raw` with the format [`FORMAT`]. Out: records, in the same order. Nothing that the
//! bytes can hold is a failure: what is no record is left out.

use jiff::civil::DateTime;

use super::ObjectId;

/// What git prints of each commit before its files: its name, when it was recorded in seconds, when it was written,
/// by whom (as `.mailmap` has it), and its first line.
pub const FORMAT: &str = "%H%x00%ct%x00%aI%x00%aN%x00%s";

/// One commit and the files that it touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    pub commit: ObjectId,
    /// When it was recorded, in seconds; by this git sorts.
    pub recorded: i64,
    /// When it was written, by the author's clock.
    pub when: DateTime,
    pub author: &'a str,
    pub subject: &'a str,
    pub touched: Vec<Touched<'a>>,
}

/// One file that a commit touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched<'a> {
    pub path: &'a str,
    pub fate: Fate<'a>,
    /// What the file holds afterwards.
    pub blob: ObjectId,
}

/// What a commit does to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate<'a> {
    Added,
    Changed,
    Removed,
    /// It had another name before.
    Renamed(&'a str),
}

/// The records that git printed; paths below `prefix` (empty, or with `/` at its end), without it.
pub fn records<'a>(log: &'a [u8], prefix: &str) -> Vec<Record<'a>> {
    let mut parts = parts(log).peekable();
    let mut records = Vec::new();
    while let Some(first) = parts.next() {
        // The last part is empty.
        let Some(commit) = ObjectId::parse(first) else { continue };
        let Some(mut record) = head(commit, &mut parts) else { break };
        // Between a commit and its files git writes a line's end, or an empty part if it is a merge.
        while let Some(part) = parts.next_if(|part| matches!(part.trim_ascii_start().first(), None | Some(b':'))) {
            let part = part.trim_ascii_start();
            if !part.is_empty() {
                record.touched.extend(touched(part, &mut parts, prefix));
            }
        }
        records.push(record);
    }
    records
}

/// What stands between empty bytes.
fn parts(log: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut begin = 0;
    memchr::memchr_iter(0, log).chain([log.len()]).map(move |end| &log[std::mem::replace(&mut begin, end + 1)..end])
}

fn head<'a>(commit: ObjectId, parts: &mut impl Iterator<Item = &'a [u8]>) -> Option<Record<'a>> {
    let mut text = || parts.next().map(|part| std::str::from_utf8(part).unwrap_or_default());
    let (recorded, when, author, subject) = (text()?, text()?, text()?, text()?);
    let when = when.get(..19).and_then(|when| when.parse().ok()).unwrap_or_default();
    Some(Record { commit, recorded: recorded.parse().unwrap_or_default(), when, author, subject, touched: Vec::new() })
}

/// `:mode mode id id status`, then one path or two; a merge has a colon, a mode, an id and a letter more for each
/// further parent, and one path.
fn touched<'a>(line: &'a [u8], parts: &mut impl Iterator<Item = &'a [u8]>, prefix: &str) -> Option<Touched<'a>> {
    let parents = line.iter().take_while(|byte| **byte == b':').count();
    let mut fields = std::str::from_utf8(line.get(parents..)?).ok()?.split(' ');
    // The modes and ids before come first; of each the last is the one after.
    let mode = fields.nth(parents)?;
    let blob = ObjectId::parse(fields.nth(parents)?.as_bytes())?;
    let status = fields.next()?;
    let (path, other) = match (parents, status.as_bytes().first()?) {
        (1, b'R' | b'C') => (parts.next()?, parts.next()),
        _ => (parts.next()?, None),
    };
    let below = |path: &'a [u8]| std::str::from_utf8(path).ok()?.strip_prefix(prefix);
    // Links and submodules are no texts.
    let is_file = mode.starts_with("100") || mode.bytes().all(|digit| digit == b'0');
    let (path, fate) = match (status.as_bytes()[0], other) {
        (b'R', Some(now)) => (below(now)?, below(path).map_or(Fate::Added, Fate::Renamed)),
        (_, Some(now)) => (below(now)?, Fate::Added),
        (b'A', None) if parents == 1 => (below(path)?, Fate::Added),
        (_, None) if blob.is_nothing() => (below(path)?, Fate::Removed),
        (_, None) => (below(path)?, Fate::Changed),
    };
    is_file.then_some(Touched { path, fate, blob })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "1111111111111111111111111111111111111111";
    const B: &str = "2222222222222222222222222222222222222222";
    const NONE: &str = "0000000000000000000000000000000000000000";

    fn of(text: &str) -> Vec<Record<'static>> {
        let log = text.replace('|', "\0").into_bytes().leak();
        records(log, "sub/")
    }

    #[test]
    fn what_git_prints_is_read() {
        let first = format!("{A}|17|2026-03-01T12:30:00+01:00|Åse|Ret: a: b|");
        let files = format!("\n:100644 100644 {A} {B} R090|sub/a.md|sub/b.md|:000000 100644 {NONE} {B} A|sub/c d.md|");
        let log = format!("{first}{files}{B}|16|2026-02-01T12:30:00Z|Bo||");
        let records = of(&log);
        assert_eq!(records.len(), 2);
        assert_eq!((records[0].author, records[0].subject, records[0].recorded), ("Åse", "Ret: a: b", 17));
        assert_eq!(records[0].when.to_string(), "2026-03-01T12:30:00");
        let seen: Vec<_> = records[0].touched.iter().map(|touched| (touched.path, touched.fate)).collect();
        assert_eq!(seen, [("b.md", Fate::Renamed("a.md")), ("c d.md", Fate::Added)]);
        assert_eq!((records[1].subject, records[1].touched.len()), ("", 0));
    }

    #[test]
    fn merges_links_and_files_elsewhere() {
        let files = format!(
            "||::100644 100644 100644 {A} {A} {B} MM|sub/a.md|:100644 000000 {A} {NONE} D|sub/d.md|\
             :000000 120000 {NONE} {B} A|sub/link.md|:100644 100644 {A} {B} R100|x.md|sub/e.md|\
             :100644 100644 {A} {B} M|elsewhere.md|"
        );
        let records = of(&format!("{A}|1|2026-02-01T12:30:00Z|Bo|Merge{files}"));
        let seen: Vec<_> = records[0].touched.iter().map(|touched| (touched.path, touched.fate)).collect();
        assert_eq!(seen, [("a.md", Fate::Changed), ("d.md", Fate::Removed), ("e.md", Fate::Added)]);
        assert_eq!(records[0].touched[0].blob, ObjectId::parse(B.as_bytes()).unwrap());
    }

    #[test]
    fn no_bytes_make_it_stumble() {
        for log in ["", "|||", "x|y", A, &format!("{A}|"), &format!("{A}|1|x|y|z|:"), &format!("{A}|1|x|y|z|:1 2|")] {
            assert!(of(log).len() <= 1, "{log}");
        }
        assert!(of(&format!("{A}|1|x|y|z|::::::: x|a|")).iter().all(|record| record.touched.is_empty()));
    }
}

//! What a text says of its version, seen in its bytes.
//!
//! In: the bytes of a text as some commit has them. Out: the few fields by which versions are told apart. No full
//! parse: thousands of texts are looked at, most of which nobody will read. What is not written plainly, each field on
//! a line of its own, is not found.

/// The fields by which versions are told apart; each as it is written, without quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Front<'a> {
    pub version: Option<&'a str>,
    pub status: Option<&'a str>,
    pub kind: Option<&'a str>,
    pub id: Option<&'a str>,
    pub access: Option<&'a str>,
}

impl<'a> Front<'a> {
    /// The fields in the block at the beginning of a text.
    pub fn of(text: &'a [u8]) -> Self {
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
        let mut front = Self::default();
        if lines.next() != Some(b"---") {
            return front;
        }
        for line in lines.take_while(|line| *line != b"---") {
            front.take(line);
        }
        front
    }

    /// The version under which the text is adopted, if it is and the version can be the name of a file.
    pub fn adopted(&self) -> Option<&'a str> {
        self.version.filter(|version| self.status == Some("adopted") && is_name(version))
    }

    fn take(&mut self, line: &'a [u8]) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return };
        let field = match &line[..colon] {
            b"version" => &mut self.version,
            b"status" => &mut self.status,
            b"kind" => &mut self.kind,
            b"id" => &mut self.id,
            b"access" => &mut self.access,
            _ => return,
        };
        *field = field.or_else(|| value(&line[colon + 1..]));
    }
}

/// A value on one line: in quotation marks, or up to a remark.
fn value(rest: &[u8]) -> Option<&str> {
    let rest = std::str::from_utf8(rest).ok()?;
    if !rest.starts_with([' ', '\t']) {
        return None;
    }
    let rest = rest.trim();
    let quoted = |mark: char| rest.strip_prefix(mark)?.split(mark).next();
    let plain = || rest.split(" #").next().map(str::trim_end).filter(|value| !value.starts_with('#'));
    quoted('"').or_else(|| quoted('\'')).or_else(plain).filter(|value| !value.is_empty())
}

/// Whether a version can be the name of a file on every system.
fn is_name(version: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || "._-+ ".contains(c);
    version.chars().all(is_plain) && !version.starts_with(['.', ' ']) && !version.ends_with(['.', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn adopts(text: &str, version: Option<&str>) {
        assert_eq!(Front::of(text.as_bytes()).adopted(), version, "{text:?}");
    }

    #[test]
    fn an_adopted_version_is_seen_however_it_is_written() {
        for version in ["\"2.0\"", "'2.0'", "2.0", "  2.0   # som vedtaget", "\"2.0\" # ny"] {
            adopts(&format!("---\ntitle: A\nversion: {version}\nstatus: adopted\n---\nx"), Some("2.0"));
        }
        adopts("\u{feff}---\r\nstatus: adopted\r\nversion: 1.0\r\n---\r\n", Some("1.0"));
        adopts("---\nstatus: \"adopted\"\nversion: 2026\n---", Some("2026"));
        // The block need not end for its fields to be seen, as while somebody writes.
        adopts("---\nstatus: adopted\nversion: 1.0\n", Some("1.0"));
    }

    #[test]
    fn what_is_no_adoption_is_none() {
        adopts("---\nversion: 1.0\nstatus: draft\n---\nstatus: adopted\n", None);
        adopts("---\nchanges:\n  - version: 1.0\nstatus: adopted\n---\n", None);
        adopts("---\nversion:\nstatus: adopted\n---\n", None);
        adopts("---\nversion:1.0\nstatus: adopted\n---\n", None);
        adopts("version: 1.0\nstatus: adopted\n", None);
        adopts("", None);
        for version in ["../../x", "a/b", "..", ".git", "a\\b", "c:d", "\"\""] {
            adopts(&format!("---\nstatus: adopted\nversion: {version}\n---\n"), None);
        }
        assert_eq!(Front::of(b"---\nid: \xff\nkind: policy\n---").kind, Some("policy"));
    }

    #[test]
    fn the_first_of_two_counts() {
        let front = Front::of(b"---\nid: a\nid: b\n---\n");
        assert_eq!((front.id, front.kind), (Some("a"), None));
    }
}

//! Names that can stand in any file of a new site without being taken for something else.
//!
//! In: what somebody typed. Out: a name, or nothing.

use std::fmt;

/// A site's or a municipality's name: one line, of letters, figures, spaces and the marks that names have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteName(String);

/// Marks that mean nothing in YAML between quotation marks, nor in Markdown.
const MARKS: &str = " .,:-–'’()/&+";

impl SiteName {
    /// The name, where it is one; spaces around it do not count.
    pub fn new(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let may_stand = |letter: char| letter.is_alphanumeric() || MARKS.contains(letter);
        let is_name = typed.chars().any(char::is_alphabetic) && typed.chars().all(may_stand);
        is_name.then(|| Self(typed.to_owned()))
    }
}

impl fmt::Display for SiteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

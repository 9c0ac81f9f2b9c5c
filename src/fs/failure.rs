//! What went wrong outside the content: a cause, a cure, and whose fault it is.
//!
//! In: an operation and the error of the system. Out: a [`Failure`], which passes through `io::Error` and back where
//! a signature asks for one. It knows its message by its key, so that it can be told in any language; a message that
//! is no key is told as it is. Findings about the content are no failures: they are `diag::Diagnostic`s.

use std::fmt;
use std::io;
use std::path::Path;

use crate::lang::{Lang, Tables, fill};

static TEXTS: Tables = Tables::new([
    include_str!("failures/da.yaml"),
    include_str!("failures/sv.yaml"),
    include_str!("failures/nb.yaml"),
    include_str!("failures/nn.yaml"),
    include_str!("failures/en.yaml"),
]);

/// Whether the caller asked for the impossible, or the world did not deliver the possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Usage,
    World,
}

/// A failure with its cause and, where there is one, a cure.
#[derive(Debug)]
pub struct Failure {
    pub fault: Fault,
    message: String,
    hint: Option<String>,
    values: Vec<(&'static str, String)>,
    source: Option<io::Error>,
}

impl Failure {
    /// A wrong request, by the key of its message.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Fault::Usage, message.into())
    }

    /// A right request that could not be carried out.
    pub fn world(message: impl Into<String>) -> Self {
        Self::new(Fault::World, message.into())
    }

    fn new(fault: Fault, message: String) -> Self {
        Self { fault, message, hint: None, values: Vec::new(), source: None }
    }

    /// An operation on a file or folder that the system refused: `cannot_write`, `…`.
    pub fn at(operation: &str, path: &Path, source: io::Error) -> Self {
        let failure = Self::world(operation).with("path", path.display().to_string());
        Self { source: Some(source), ..failure }
    }

    /// The same failure with a value for a placeholder.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Whether it is the failure of this key.
    pub fn is_about(&self, key: &str) -> bool {
        self.message == key
    }

    /// The same failure with a cure, by its key.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What failed, in a language; what the system says of it is in the system's.
    pub fn message(&self, lang: Lang) -> String {
        let message = self.filled(&self.message, lang);
        self.source.as_ref().map_or(message.clone(), |source| format!("{message}: {source}"))
    }

    /// The cure in a language, where there is one.
    pub fn cure(&self, lang: Lang) -> Option<String> {
        let full = self.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::StorageFull);
        let hint = self.hint.as_deref().or(full.then_some("disk_full.hint"));
        hint.map(|hint| self.filled(hint, lang))
    }

    fn filled(&self, text: &str, lang: Lang) -> String {
        let known = TEXTS.of(lang).get(text).map_or(text, String::as_str);
        fill(known, self.values.iter().map(|(name, value)| (*name, value.as_str())))
    }

    /// What kind of error the system gave; `Other` where it gave none.
    pub fn kind(&self) -> io::ErrorKind {
        self.source.as_ref().map_or(io::ErrorKind::Other, io::Error::kind)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for Failure {}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> Self {
        Self::new(failure.kind(), failure)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(failure) => failure,
            Err(error) => Self::world(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;

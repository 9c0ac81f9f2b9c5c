//! What went wrong outside the content: a cause, a cure, and whose fault it is.
//!
//! In: an operation and the error of the system. Out: a [`Failure`], which passes through `io::Error` and back where
//! a signature asks for one. Findings about the content are no failures: they are `diag::Diagnostic`s.

use std::fmt;
use std::io;
use std::path::Path;

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
    source: Option<io::Error>,
}

impl Failure {
    /// A wrong request.
    pub fn usage(message: impl Into<String>) -> Self {
        Self { fault: Fault::Usage, message: message.into(), hint: None, source: None }
    }

    /// A right request that could not be carried out.
    pub fn world(message: impl Into<String>) -> Self {
        Self { fault: Fault::World, message: message.into(), hint: None, source: None }
    }

    /// An operation on a file or folder that the system refused: `cannot write`, `…`.
    pub fn at(operation: &str, path: &Path, source: io::Error) -> Self {
        let failure = Self::world(format!("{operation} `{}`", path.display()));
        Self { source: Some(source), ..failure }
    }

    /// The same failure with a cure.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// The cure, where there is one.
    pub fn cure(&self) -> Option<&str> {
        let full = self.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::StorageFull);
        self.hint.as_deref().or(full.then_some("make room on the disk; the site that was there is untouched"))
    }

    fn kind(&self) -> io::ErrorKind {
        self.source.as_ref().map_or(io::ErrorKind::Other, io::Error::kind)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.source.as_ref().map_or(Ok(()), |source| write!(f, ": {source}"))
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
            Err(error) => Self { source: None, ..Self::world(error.to_string()) },
        }
    }
}

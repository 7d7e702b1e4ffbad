//! What stops a task, with what to do about it.

use std::{fmt, io, path::PathBuf, process::ExitCode};

/// Why a task ended early.
#[derive(Debug)]
pub(crate) enum Error {
    /// Not a task.
    Usage(&'static str),
    /// A program is not there, or cannot be started.
    Missing {
        /// Its name.
        program: String,
        /// Where it comes from.
        advice: String,
    },
    /// A program ended with a failure.
    Failed(String),
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// Some checks failed; they have said so themselves.
    Checks,
}

impl Error {
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |error| Error::File(path, error)
    }

    /// 2 for wrong usage, 1 for all else.
    pub(crate) fn exit(&self) -> ExitCode {
        ExitCode::from(if matches!(self, Error::Usage(_)) { 2 } else { 1 })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Usage(usage) => to.write_str(usage),
            Error::Missing { program, advice } => write!(to, "{program} is missing. {advice}"),
            Error::Failed(command) => write!(to, "This failed: {command}"),
            Error::File(path, error) => write!(to, "{}: {error}", path.display()),
            Error::Checks => to.write_str("Not everything passed; the lines marked FAILED above say what."),
        }
    }
}

//! Why a command cannot do its work.

use crate::exit_code;
use crate::subjects::StartError;
use ifrace_allocator::xml::printable;
use ifrace_report::output::OutputError;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command cannot do its work. Its text is one line that names the thing, the place, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// An input cannot be read.
    #[error("{}: {reason}", shown(file))]
    Input {
        /// The file; - is standard input.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Options contradict each other, or a named thing is not what is needed.
    #[error("{0}")]
    Usage(String),
    /// There is nothing to do.
    #[error("{0}")]
    Nothing(String),
    /// A subject cannot be started.
    #[error("{subject}: {error}")]
    Subject {
        /// The subject.
        subject: String,
        /// Why.
        error: StartError,
    },
    /// An output cannot be written.
    #[error("{}: {reason}", shown(file))]
    Output {
        /// The file or folder.
        file: PathBuf,
        /// Why.
        reason: String,
    },
    /// A signal came before there was anything to report.
    #[error("interrupted")]
    Interrupted,
    /// The same was played twice, and the two differ.
    #[error("{0}")]
    Nondeterminism(String),
    /// Something failed that should not.
    #[error("internal error: {0}")]
    Internal(String),
}

/// The name of a file as a terminal shows it.
pub(super) fn shown(file: &Path) -> String {
    printable(&file.display().to_string())
}

impl CommandError {
    /// An error of a subject.
    pub fn subject(subject: &(impl ToString + ?Sized), error: StartError) -> Self {
        Self::Subject { subject: subject.to_string(), error }
    }

    /// The exit code of a command that ends with this.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Input { .. } | Self::Usage(_) => exit_code::USAGE,
            Self::Nothing(_) => exit_code::NOTHING,
            Self::Subject { error: StartError::Missing(_), .. } => exit_code::MISSING,
            Self::Subject { error: StartError::Unusable(_), .. } => exit_code::USAGE,
            Self::Subject { error: StartError::Failed(_) | StartError::Worker(_), .. } => exit_code::INTERNAL,
            Self::Interrupted => exit_code::UNKNOWN,
            Self::Output { .. } => exit_code::CANNOT_WRITE,
            Self::Nondeterminism(_) => exit_code::NONDETERMINISM,
            Self::Internal(_) => exit_code::INTERNAL,
        }
    }
}

impl From<io::Error> for CommandError {
    /// A failure to write to standard output.
    fn from(error: io::Error) -> Self {
        Self::Output { file: "standard output".into(), reason: error.to_string() }
    }
}

impl From<OutputError> for CommandError {
    fn from(error: OutputError) -> Self {
        Self::Output { file: error.path, reason: error.reason.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::worker::WorkerError;

    #[test]
    fn a_worker_that_fails_is_a_defect_and_what_was_named_wrongly_is_not() {
        let code = |error| CommandError::subject("kernel", error).exit_code();
        assert_eq!(code(WorkerError::Died("signal 9".to_owned()).into()), exit_code::INTERNAL);
        assert_eq!(code(StartError::Failed("no socket".to_owned())), exit_code::INTERNAL);
        assert_eq!(code(StartError::Unusable("no library".to_owned())), exit_code::USAGE);
    }
}

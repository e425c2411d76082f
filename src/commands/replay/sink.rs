//! Where a trace and a report go.

use crate::commands::CommandError;
use crate::commands::error::shown;
use crate::race;
use ifrace_report::output;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Where a trace goes; the report goes to the other one of standard output and standard error.
#[derive(Clone, Copy, Debug)]
pub(in crate::commands) enum Sink<'a> {
    /// No trace is written.
    None,
    /// Standard output.
    Standard,
    /// A file.
    File(&'a Path),
}

impl<'a> Sink<'a> {
    /// Checks that a trace can be written there, as far as that can be known before.
    ///
    /// # Errors
    /// It cannot, it would replace the trace that is read, or two things would go to standard output.
    pub(in crate::commands) fn new(out: Option<&'a Path>, input: &Path, json: bool) -> Result<Self, CommandError> {
        let Some(file) = out else { return Ok(Self::None) };
        let refuse = |why: &str| Err(CommandError::Usage(format!("--out {}: {why}", shown(file))));
        if file == Path::new("-") {
            return if json { refuse("standard output has the JSON; give the name of a file") } else { Ok(Self::Standard) };
        }
        let identity = |path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
        if identity(file).is_some_and(|one| Some(one) == identity(input)) {
            return refuse("it is the trace that is read; give the name of another file");
        }
        output::check_writable(file)?;
        Ok(Self::File(file))
    }

    /// Prints the report.
    pub(in crate::commands) fn report(self, text: &str) -> Result<(), CommandError> {
        if let Self::Standard = self {
            // That nobody takes the report is no failure: the trace is what was asked for.
            let _ = io::stderr().write_all(text.as_bytes());
            return Ok(());
        }
        Ok(race::print(text)?)
    }

    /// Writes the trace.
    pub(in crate::commands) fn trace(self, text: &str) -> Result<(), CommandError> {
        match self {
            Self::None => Ok(()),
            Self::Standard => Ok(race::print(text)?),
            Self::File(file) => output::write_atomically(file, text.as_bytes()).map_err(CommandError::from),
        }
    }
}

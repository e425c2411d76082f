//! Where a text or an input goes.

use super::source::Source;
use crate::cli::FuzzInputArgs;
use crate::commands::CommandError;
use crate::commands::error::shown;
use crate::race;
use ifrace_report::output;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Where a text or an input goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Destination<'a> {
    /// Nowhere: something else is on standard output.
    None,
    /// Standard output.
    Standard,
    /// A file.
    File(&'a Path),
}

impl<'a> Destination<'a> {
    /// Checks that it can be written there, as far as that can be known before.
    ///
    /// # Errors
    /// It cannot, it would replace what is read, two things would go to standard output, or bytes to a terminal.
    pub(super) fn new(args: &'a FuzzInputArgs, source: &Source<'_>, json: bool) -> Result<Self, CommandError> {
        let refuse = |what: &str| Err(CommandError::Usage(what.to_owned()));
        match args.out.as_deref() {
            Some(file) if file != Path::new("-") => Self::file(file, source.file()),
            Some(_) if json => refuse("--out -: standard output has the JSON; give the name of a file"),
            None if json || args.run => Ok(Self::None),
            _ if matches!(source, Source::Text(_)) && io::stdout().is_terminal() => {
                refuse("an input is bytes, which can do anything to a terminal; give --out FILE")
            }
            _ => Ok(Self::Standard),
        }
    }

    fn file(file: &'a Path, read: &Path) -> Result<Self, CommandError> {
        let identity = |path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
        if identity(file).is_some_and(|one| Some(one) == identity(read)) {
            let why = "it is the file that is read; give the name of another one";
            return Err(CommandError::Usage(format!("--out {}: {why}", shown(file))));
        }
        output::check_writable(file)?;
        Ok(Self::File(file))
    }

    /// Writes it.
    pub(super) fn write(self, content: &[u8]) -> Result<(), CommandError> {
        match self {
            Self::None => Ok(()),
            Self::Standard => {
                let mut out = io::stdout().lock();
                out.write_all(content)?;
                Ok(out.flush()?)
            }
            Self::File(file) => output::write_atomically(file, content).map_err(CommandError::from),
        }
    }

    /// Says something beside it.
    pub(super) fn say(self, text: &str) -> Result<(), CommandError> {
        if let Self::Standard = self {
            // That nobody takes it is no failure: what is on standard output was asked for.
            let _ = io::stderr().write_all(text.as_bytes());
            return Ok(());
        }
        Ok(race::print(text)?)
    }
}

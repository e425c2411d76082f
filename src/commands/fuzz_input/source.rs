//! What an input is made of.

use crate::cli::FuzzInputArgs;
use crate::commands::{CommandError, input};
use ifrace_fuzz::{Target, Unreadable};
use std::path::Path;

/// What an input is made of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'a> {
    /// The input itself.
    Input(&'a Path),
    /// A text that stands for it.
    Text(&'a Path),
}

impl<'a> Source<'a> {
    pub(super) fn new(args: &'a FuzzInputArgs, target: &Target) -> Result<Self, CommandError> {
        match (&args.file, &args.encode) {
            (Some(file), _) => Ok(Self::Input(file)),
            (None, Some(text)) => Ok(Self::Text(text)),
            (None, None) => {
                let what = format!("give a file with an input of {}, or --encode and a text that stands for one", target.name);
                Err(CommandError::Usage(what))
            }
        }
    }

    /// Where it is.
    pub(super) const fn file(self) -> &'a Path {
        match self {
            Self::Input(file) | Self::Text(file) => file,
        }
    }

    /// The input.
    ///
    /// # Errors
    /// It cannot be read, or the text stands for none.
    pub(super) fn input(self, target: &Target) -> Result<Vec<u8>, CommandError> {
        let content = input::read(self.file())?;
        let Self::Text(file) = self else { return Ok(content) };
        let wrong = |reason| CommandError::Input { file: file.to_owned(), reason };
        let text = std::str::from_utf8(&content).map_err(|error| {
            let line = 1 + content[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            wrong(format!("line {line}: byte {} of the file is not UTF-8", error.valid_up_to() + 1))
        })?;
        (target.read)(text).map_err(|Unreadable { line, reason }| wrong(format!("line {line}: {reason}")))
    }
}

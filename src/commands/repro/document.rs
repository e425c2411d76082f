//! The document that a case is to be played with.

use super::super::error::shown;
use super::super::{CommandError, input};
use ifrace_allocator::xml;
use ifrace_sim::repro::{Subject, UnfitDocument};
use std::path::Path;

/// Reads it.
pub(super) fn read(file: &Path) -> Result<String, CommandError> {
    let content = input::read(file)?;
    let text = xml::decode(&content).map_err(|error| CommandError::Usage(format!("{}:{error}", shown(file))))?;
    Ok(text.to_owned())
}

/// Whether the case can be played with it.
pub(super) fn check(file: &Path, subject: &Subject) -> Result<(), CommandError> {
    subject.check_document().map_err(|error| {
        let file = shown(file);
        CommandError::Usage(match error {
            UnfitDocument::Xml(error) => format!("{file}:{error}"),
            UnfitDocument::NotTaken { .. } => format!("--xml {file}: {error}"),
            UnfitDocument::Lacks(_) | UnfitDocument::NeverFree(_) | UnfitDocument::Interface(_) => format!("{file}: {error}"),
        })
    })
}

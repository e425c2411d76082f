//! The files of a report in the folder of a run.

use super::{FILE, Report};
use crate::output::{OutputError, write_atomically};
use crate::{html, markdown, sarif};
use std::fs;
use std::path::Path;

impl Report {
    /// The files by their names.
    pub fn files(&self) -> Vec<(&'static str, String)> {
        vec![
            (FILE, self.to_json()),
            ("report.html", html::render(self)),
            ("report.sarif", sarif::render(self)),
            ("summary.md", markdown::render(self)),
        ]
    }

    /// Writes the files into a folder, which is created if it is missing. Other files in it stay.
    ///
    /// # Errors
    /// The first file or folder that could not be written.
    pub fn write(&self, folder: &Path) -> Result<(), OutputError> {
        fs::create_dir_all(folder).map_err(|reason| OutputError { path: folder.to_owned(), reason })?;
        self.files().iter().try_for_each(|(name, text)| write_atomically(&folder.join(name), text.as_bytes()))
    }
}

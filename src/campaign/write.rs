//! Writing what follows from the results.

use crate::commands::CommandError;
use crate::race::failure_files;
use ifrace_report::output::{self, OutputError};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// Writes the files into a folder. Failures that are none of them go: they were of fewer results.
///
/// # Errors
/// The first file that cannot be written.
pub fn write(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), CommandError> {
    for (name, text) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|reason| CommandError::from(OutputError { path: parent.to_owned(), reason }))?;
        }
        let written = if name.ends_with(".sh") {
            failure_files::write_script(&path, text)
        } else {
            output::write_atomically(&path, text.as_bytes())
        };
        written?;
    }
    let failures = folder.join("failures");
    remove_others(&failures, files).map_err(|reason| CommandError::from(OutputError { path: failures, reason }))
}

/// Removes the folders of failures that none of the files is in, and nothing that has no fingerprint as its name.
fn remove_others(failures: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    let kept: BTreeSet<&str> = files.keys().filter_map(|name| name.split('/').nth(1)).collect();
    let entries = match fs::read_dir(failures) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_fingerprint = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_fingerprint && !kept.contains(&*name) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

//! The files of a failure: its trace, and the script that shows it again.

use crate::commands::CommandError;
use ifrace_report::output::{self, OutputError};
use ifrace_sim::replay::record;
use ifrace_sim::system::Choice;
use ifrace_sim::trace::Header;
use ifrace_sim::world::violated::Violated;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// The trace of a run that violates something.
///
/// # Errors
/// The run cannot be played, which would be a defect.
pub(crate) fn trace(header: &Header, choices: &[Choice], violated: Violated) -> Result<String, CommandError> {
    let recorded = record(&header.clone().showing(violated), choices);
    recorded.map(|recorded| recorded.text).map_err(|error| CommandError::Internal(error.to_string()))
}

/// The script that plays the small trace beside it.
pub(crate) fn script(violated: Violated, cause: Option<&str>, command: &str) -> String {
    let cause = cause.map(|cause| format!(": {cause}")).unwrap_or_default();
    of_lines(&format!("{violated}{cause}"), command, "replay \"$(dirname \"$0\")\"/min.ndjson")
}

/// The script that calls the program beside its files.
pub(crate) fn of_lines(what: &str, command: &str, arguments: &str) -> String {
    let line = |text: &str| text.replace('\n', " ");
    let lines = [
        "#!/bin/sh",
        &format!("# {}", line(what)),
        &format!("# found by: {}", line(command)),
        "# exits with 10 as long as that shows; IFRACE names another program",
        &format!("exec \"${{IFRACE:-ifrace}}\" {arguments}"),
    ];
    lines.join("\n") + "\n"
}

/// Writes a script that can be run.
///
/// # Errors
/// It cannot be written.
pub(crate) fn write_script(path: &Path, text: &str) -> Result<(), OutputError> {
    output::write_atomically(path, text.as_bytes())?;
    let executable = fs::set_permissions(path, fs::Permissions::from_mode(0o755));
    executable.map_err(|reason| OutputError { path: path.to_owned(), reason })
}

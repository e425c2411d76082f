//! The folder of `--out`.

use super::summary;
use crate::cli::CheckArgs;
use crate::commands::CommandError;
use crate::gate::no_model;
use crate::search::Searched;
use ifrace_report::output::{self, OutputError};
use ifrace_report::report::{FILE, of};
use std::path::Path;

/// Makes the folder, and finds out that it cannot be written before anything is played.
///
/// # Errors
/// It cannot be written.
pub(super) fn prepare(folder: &Path) -> Result<(), CommandError> {
    std::fs::create_dir_all(folder).map_err(|reason| CommandError::from(OutputError { path: folder.to_owned(), reason }))?;
    output::check_writable(&folder.join(FILE)).map_err(CommandError::from)
}

/// Writes the report of a search.
///
/// # Errors
/// The first file that cannot be written.
pub(super) fn write(folder: &Path, args: &CheckArgs, searched: &Searched, command: &str, code: u8) -> Result<(), CommandError> {
    let Searched { report, version, missing } = searched;
    let subject = args.subject.to_string();
    let missing: Vec<String> = missing.iter().map(|missing| format!("{}; {}", missing.what, missing.remedy)).collect();
    let checked = of::Checked {
        tool_version: env!("CARGO_PKG_VERSION"),
        command,
        subject: &subject,
        version: version.as_deref(),
        no_model: no_model(&args.subject).filter(|_| args.against.is_none()),
        searched: report,
        missing: &missing,
        summary: &summary(&subject, version.as_deref(), report),
        exit_code: code,
    };
    of::check(&checked).write(folder).map_err(CommandError::from)
}

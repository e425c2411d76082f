//! Reading what a run has left.

use crate::campaign::{load_resolved, read_results, report_of};
use crate::commands::CommandError;
use ifrace_report::campaign::Summary;
use ifrace_report::report::{FILE, Report};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Largest report that is read.
const BYTES_MAX: u64 = 1 << 30;

/// What helps where a report is damaged.
const REMEDY: &str = "it is cut off, or something else has changed it; make the run again";

/// Reads the report of a run: of its folder, or its file. That of a campaign without one, because it was cut off, is made of its results.
///
/// # Errors
/// The file that cannot be read, where, and what helps.
pub(in crate::commands) fn read(run: &Path) -> Result<Report, CommandError> {
    if !run.is_dir() {
        return of_file(run);
    }
    let file = run.join(FILE);
    if file.exists() {
        return of_file(&file);
    }
    if run.join("units.ndjson").exists() {
        return of_results(run);
    }
    let reason = format!("the folder has no {FILE}; name the --out of a run that came to its end");
    Err(CommandError::Input { file: run.to_owned(), reason })
}

fn of_file(file: &Path) -> Result<Report, CommandError> {
    let wrong = |reason: String| CommandError::Input { file: file.to_owned(), reason };
    let mut text = Vec::new();
    let opened = File::open(file).and_then(|opened| opened.take(BYTES_MAX + 1).read_to_end(&mut text));
    opened.map_err(|error| wrong(error.to_string()))?;
    if text.len() as u64 > BYTES_MAX {
        return Err(wrong(format!("it is larger than {} MiB, which no report is", BYTES_MAX >> 20)));
    }
    let text = String::from_utf8(text);
    let text = text.map_err(|error| wrong(format!("byte {} is not UTF-8; {REMEDY}", error.utf8_error().valid_up_to() + 1)))?;
    Report::from_json(&text).map_err(|error| wrong(format!("{error}; {REMEDY}")))
}

fn of_results(folder: &Path) -> Result<Report, CommandError> {
    // Whatever is wrong with its plan makes the folder one that cannot be read.
    let unreadable = |error: CommandError| match error {
        CommandError::Usage(reason) => CommandError::Input { file: folder.to_owned(), reason },
        other => other,
    };
    let (campaign, baseline) = load_resolved(folder).map_err(unreadable)?;
    let units = read_results(folder, &campaign)?;
    let summary = Summary::new(env!("CARGO_PKG_VERSION"), &campaign, &units, &baseline);
    Ok(report_of(&campaign, &units, &summary))
}

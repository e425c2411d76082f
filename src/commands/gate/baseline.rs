//! Reading and updating the baseline.

use crate::commands::CommandError;
use crate::gate::Gathered;
use crate::subjects::SubjectId;
use ifrace_report::{Baseline, GateReport, output};
use std::io;
use std::path::Path;

/// The baseline of the version that was built, for a program that runs outside of the project's folder.
const BUILT_IN: &str = include_str!("../../../reports/baseline.toml");

/// The path that stands for the project's own baseline.
const DEFAULT: &str = "reports/baseline.toml";

pub(super) fn read(file: &Path, subjects: &[SubjectId]) -> Result<Baseline, CommandError> {
    let mut known: Vec<String> = SubjectId::all().iter().chain(subjects).map(ToString::to_string).collect();
    known.sort();
    known.dedup();
    let error = |reason: String| CommandError::Input { file: file.to_owned(), reason };
    let text = match std::fs::read_to_string(file) {
        Err(absent) if absent.kind() == io::ErrorKind::NotFound && file == Path::new(DEFAULT) => BUILT_IN.to_owned(),
        read => read.map_err(|reason| error(reason.to_string()))?,
    };
    Baseline::parse(&text, &known).map_err(|reason| error(reason.to_string()))
}

/// Writes what is the case now. Tells whether it did.
pub(super) fn update(file: &Path, baseline: &Baseline, report: &GateReport, gathered: &Gathered) -> Result<bool, CommandError> {
    if report.interrupted {
        eprintln!("ifrace: {}: not updated, because the run was interrupted", file.display());
        return Ok(false);
    }
    let updated = baseline.updated(&report.rows, report.rules, &|subject| gathered.is_partial(subject));
    output::write_atomically(file, updated.to_toml().as_bytes())?;
    for (subject, why) in gathered.partial() {
        eprintln!("ifrace: {subject} was not run to its end ({why}): all that is expected of it stays");
    }
    eprintln!("ifrace: {} holds what is the case now; say why in each new entry", file.display());
    Ok(true)
}

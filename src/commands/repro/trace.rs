//! The file with the trace.

use super::super::CommandError;
use super::super::error::shown;
use super::{VERSION, play};
use ifrace_report::output;
use ifrace_report::timeline::Ground;
use ifrace_sim::repro::{Reproduction, Subject};
use ifrace_sim::trace;
use std::fs::{self, File, Metadata};
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Whether a trace can be written there, as far as that can be known before.
pub(super) fn check(file: &Path, document: Option<&Path>) -> Result<(), CommandError> {
    let refuse = |why: &str| Err(CommandError::Usage(format!("--trace {}: {why}", shown(file))));
    if file == Path::new("-") {
        return refuse("standard output has the report; give the name of a file, such as trace.ndjson");
    }
    let there = fs::metadata(file).ok().filter(Metadata::is_file);
    let is_same =
        |other: Option<Metadata>| there.as_ref().zip(other).is_some_and(|(one, other)| identity(one) == identity(&other));
    if document.is_some_and(|document| is_same(metadata(document))) {
        return refuse("it is the document of --xml; give the name of another file");
    }
    if is_same(of_descriptor(io::stdout().as_fd())) {
        return refuse("it is standard output, which has the report; give the name of another file");
    }
    output::check_writable(file).map_err(CommandError::from)
}

fn identity(file: &Metadata) -> (u64, u64) {
    (file.dev(), file.ino())
}

/// That of a document, which is standard input for `-`.
fn metadata(document: &Path) -> Option<Metadata> {
    if document == Path::new("-") { of_descriptor(io::stdin().as_fd()) } else { fs::metadata(document).ok() }
}

fn of_descriptor(descriptor: BorrowedFd<'_>) -> Option<Metadata> {
    descriptor.try_clone_to_owned().and_then(|owned| File::from(owned).metadata()).ok()
}

/// Writes it.
pub(super) fn write(
    file: &Path,
    subject: &Subject,
    reproduction: &Reproduction,
    ground: &play::Ground,
) -> Result<(), CommandError> {
    let played_on = match ground.report() {
        Ground::Simulated => "simulated".to_owned(),
        Ground::Live(kernel) => format!("live {kernel}"),
    };
    let header = trace::Header::new(VERSION, subject, &played_on);
    output::write_atomically(file, trace::write(&header, reproduction).as_bytes()).map_err(CommandError::from)
}

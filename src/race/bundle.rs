//! The folder of `--out`.

use super::{InWords, Meter, failure_files};
use crate::commands::CommandError;
use crate::interrupt::Interrupt;
use ifrace_report::output::{self, OutputError};
use ifrace_report::report::Report;
use ifrace_report::run::Traces;
use ifrace_sim::minimise::{Limits, Progress, minimise};
use ifrace_sim::release::Release;
use ifrace_sim::system::Choice;
use ifrace_sim::trace::Header;
use ifrace_sim::world::Stage;
use ifrace_sim::world::violated::Violated;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How far a failure is shrunk. `ifrace shrink` goes on from there.
const LIMITS: Limits = Limits { tries: 5000, states: 200_000 };

/// How long a failure is shrunk on a machine that is too slow for these.
const TIME: Duration = Duration::from_secs(20);

/// The folder of `--out`, and the first thing that could not be written to it: a report is printed all the same.
#[derive(Debug)]
pub struct Bundle {
    folder: PathBuf,
    error: Option<CommandError>,
}

/// A run that violates something.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// The header of its trace.
    pub header: &'a Header,
    /// The run.
    pub choices: &'a [Choice],
    /// What it violates.
    pub violated: Violated,
    /// Why.
    pub cause: Option<&'a str>,
    /// The command that found it.
    pub command: &'a str,
}

impl Bundle {
    /// Makes the folder, and finds out that it cannot be written before anything is played.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn new(folder: &Path) -> Result<Self, CommandError> {
        let made = fs::create_dir_all(folder);
        made.map_err(|error| CommandError::Output { file: folder.to_owned(), reason: error.to_string() })?;
        output::check_writable(&folder.join("manifest.json"))?;
        // Those of an earlier search, which would be taken for this one's.
        let failures = folder.join("failures");
        if folder.join("manifest.json").exists() && failures.exists() {
            fs::remove_dir_all(&failures).map_err(|reason| CommandError::from(OutputError { path: failures, reason }))?;
        }
        Ok(Self { folder: folder.to_owned(), error: None })
    }

    /// Writes the folder of a failure: its trace, the same shrunk, and a script. Where they are, if they could be written, with the small
    /// run.
    pub fn failure(&mut self, failure: &Failure<'_>, interrupt: &Interrupt) -> Option<(Traces, InWords)> {
        let fingerprint = fingerprint(failure);
        let folder = self.folder.join("failures").join(&fingerprint);
        let traces = Traces { fingerprint, trace: folder.join("trace.ndjson"), shrunk: folder.join("min.ndjson") };
        match write(failure, &folder, &traces, interrupt) {
            Ok(small) => Some((traces, small)),
            Err(error) => {
                self.error.get_or_insert(error);
                None
            }
        }
    }

    /// Writes the manifest, and the report.
    ///
    /// # Errors
    /// The first thing that could not be written.
    pub fn finish(self, manifest: &str, report: &Report) -> Result<(), CommandError> {
        let written = output::write_atomically(&self.folder.join("manifest.json"), manifest.as_bytes());
        let written = written.and_then(|()| report.write(&self.folder)).map_err(CommandError::from);
        self.error.map_or(written, Err)
    }
}

/// The same violation of a scenario under an era has the same folder in every run, and no name that a system refuses.
fn fingerprint(failure: &Failure<'_>) -> String {
    let Header { scenario, era, .. } = failure.header;
    format!("{scenario}_{era}_{}", failure.violated.id().replace(':', "-"))
}

fn write(failure: &Failure<'_>, folder: &Path, traces: &Traces, interrupt: &Interrupt) -> Result<InWords, CommandError> {
    fs::create_dir_all(folder).map_err(|reason| CommandError::from(OutputError { path: folder.to_owned(), reason }))?;
    let text = |header: &Header, choices: &[Choice]| failure_files::trace(header, choices, failure.violated);
    output::write_atomically(&traces.trace, text(failure.header, failure.choices)?.as_bytes())?;
    let (header, choices) = shrunk(failure, interrupt)?;
    output::write_atomically(&traces.shrunk, text(&header, &choices)?.as_bytes())?;
    let script = failure_files::script(failure.violated, failure.cause, failure.command);
    failure_files::write_script(&folder.join("repro.sh"), &script)?;
    in_small(&header, &choices)
}

/// What happens in a small run.
fn in_small(header: &Header, choices: &[Choice]) -> Result<InWords, CommandError> {
    let internal = |error: &dyn std::fmt::Display| CommandError::Internal(format!("a small run: {error}"));
    let release = Release::parse(&header.era).map_err(|error| internal(&error))?;
    let Some(plan) = &header.plan else { unreachable!("the header of a run has its plan") };
    let stage = Stage::new(plan.clone(), release).map_err(|error| internal(&error))?;
    Ok(super::in_words(&Arc::new(stage), choices))
}

/// The header and the choices of a small run that violates the same.
fn shrunk(failure: &Failure<'_>, interrupt: &Interrupt) -> Result<(Header, Vec<Choice>), CommandError> {
    let Failure { header, choices, violated, .. } = *failure;
    let internal = |error: &dyn std::error::Error| CommandError::Internal(format!("shrinking {violated}: {error}"));
    let release = Release::parse(&header.era).map_err(|error| internal(&error))?;
    let Some(plan) = &header.plan else { unreachable!("the header of a run has its plan") };
    let (started, meter) = (Instant::now(), Meter::new());
    let stop = || interrupt.is_set() || started.elapsed() >= TIME;
    let mut progress = |now: &Progress| meter.show(|| super::shrinking(now));
    let minimal = minimise(plan, release, choices, violated, &LIMITS, &stop, &mut progress);
    meter.finish();
    let minimal = minimal.map_err(|error| internal(&error))?;
    Ok((Header { plan: Some(minimal.plan), ..header.clone() }, minimal.choices))
}

//! From what was found to the end of a command.

use super::{Bundle, Subject};
use crate::commands::CommandError;
use crate::exit_code;
use crate::gate::claim;
use ifrace_report::races::Claim;
use ifrace_report::report::{RunKind, of};
use ifrace_report::run::{Covered, Heading, Report, Run, Verdict};
use ifrace_sim::world::plan::Plan;
use ifrace_sim::world::property::Property;
use std::io::{self, Write};

/// What the scenario is about, with how often each of it happened.
pub fn covered(plan: &Plan, times: impl Fn(Property) -> u64) -> Vec<Covered> {
    plan.about.iter().map(|&property| Covered { property, times: times(property) }).collect()
}

/// The exit code for a verdict.
pub const fn exit_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Holds => exit_code::OK,
        Verdict::Vacuous | Verdict::Unknown => exit_code::UNKNOWN,
        Verdict::Violated => exit_code::VIOLATED,
    }
}

/// What was searched.
#[derive(Clone, Copy, Debug)]
pub struct Searched<'a> {
    /// By which command.
    pub kind: RunKind,
    /// The scenario.
    pub subject: &'a Subject,
    /// The command that shows it again.
    pub command: &'a str,
}

/// Prints the report of all eras and writes the manifest; the exit code.
///
/// # Errors
/// Standard output or something in the folder cannot be written. Neither is lost if the other one cannot be written.
pub fn conclude<R: Run>(searched: &Searched<'_>, runs: &[R], bundle: Option<Bundle>, json: bool) -> Result<u8, CommandError> {
    let Searched { kind, subject, command } = *searched;
    let plan = &subject.plan;
    let heading = Heading {
        tool_version: env!("CARGO_PKG_VERSION"),
        command,
        scenario: &plan.name,
        summary: &plan.summary,
        guests: plan.guests.len(),
    };
    let report = Report { heading, runs };
    let code = exit_code(report.verdict());
    let claims = |era: &str| if subject.has_defaults() { claim(&subject.scenario, era) } else { Claim::default() };
    let written = bundle
        .map_or(Ok(()), |bundle| bundle.finish(&report.manifest(code), &of::race(&report.heading, kind, runs, &claims, code)));
    let code = if written.is_err() { exit_code::CANNOT_WRITE } else { code };
    print(&if json { report.json(code) } else { report.text() })?;
    written.map(|()| code)
}

/// Prints a text.
///
/// # Errors
/// Standard output cannot be written.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

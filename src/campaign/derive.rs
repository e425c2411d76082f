//! What follows from the results: every other file of the folder.

use crate::commands::CommandError;
use crate::exit_code;
use crate::race::failure_files;
use ifrace_report::campaign::{Kept, Summary, Worst};
use ifrace_report::finding::shell_word;
use ifrace_report::report::{Report, of};
use ifrace_sim::trace::Header;
use ifrace_sim::units::{Campaign, Failure, HistoryFinding, Outcome, UnitSet, Work, race};
use std::collections::BTreeMap;

/// The files of the folder beside the plan and the results, by their paths in it: a function of the two.
///
/// # Errors
/// A result cannot be what was played.
pub fn derive(campaign: &Campaign, units: &UnitSet, summary: &Summary) -> Result<BTreeMap<String, String>, CommandError> {
    let mut files = BTreeMap::new();
    for kept in &summary.failures {
        for (name, text) in of_failure(campaign, units, kept)? {
            files.insert(format!("{}/{name}", kept.folder()), text);
        }
    }
    files.insert("manifest.json".to_owned(), summary.manifest());
    for (name, text) in report_of(campaign, units, summary).files() {
        files.insert(name.to_owned(), text);
    }
    Ok(files)
}

/// The report of the results of a campaign.
pub fn report_of(campaign: &Campaign, units: &UnitSet, summary: &Summary) -> Report {
    of::campaign(summary, campaign, units, &exit_code)
}

/// The exit code of the campaign in one go. What may be missing or unknown depends on how a command is given, not on the results.
fn exit_code(worst: Worst) -> u8 {
    match worst {
        Worst::Disagreement => exit_code::DISAGREEMENT,
        Worst::CanaryMissed => exit_code::CANARY_MISSED,
        Worst::Violated => exit_code::VIOLATED,
        Worst::NoProgress => exit_code::NO_PROGRESS,
        Worst::NotRun | Worst::Unknown | Worst::Incomplete => exit_code::UNKNOWN,
        Worst::Expected => exit_code::OK,
    }
}

type Files = Vec<(&'static str, String)>;

fn of_failure(campaign: &Campaign, units: &UnitSet, kept: &Kept) -> Result<Files, CommandError> {
    let outcome = units.get(kept.unit).map(|line| &line.outcome);
    match (campaign.work(kept.unit), outcome) {
        (Some(Work::Race(work)), Some(Outcome::Race(outcome))) => of_race(&work, &outcome.failures[kept.place]),
        (Some(Work::History(work)), Some(Outcome::History(outcome))) => Ok(of_history(&work, &outcome.findings[kept.place])),
        _ => Err(CommandError::Internal(format!("unit {} has no such failure", kept.unit))),
    }
}

fn of_race(work: &race::Work<'_>, failure: &Failure) -> Result<Files, CommandError> {
    let header = race::header(work, failure, env!("CARGO_PKG_VERSION"));
    let small = Header { plan: Some(failure.plan.clone()), ..header.clone() };
    let trace = failure_files::trace(&header, &race::found(work, failure.schedule), failure.violated)?;
    let shrunk = failure_files::trace(&small, &failure.choices(), failure.violated)?;
    let command = work.cell.command(work.seed, work.schedules);
    let script = failure_files::script(failure.violated, Some(&failure.cause), &command);
    Ok(vec![("trace.ndjson", trace), ("min.ndjson", shrunk), ("repro.sh", script)])
}

fn of_history(work: &ifrace_sim::units::history::Work<'_>, found: &HistoryFinding) -> Files {
    let subject = shell_word(work.cell.subject.as_bytes());
    let (seed, cases, length) = (work.seed, work.cases, work.cell.length);
    let command = format!("ifrace check {subject} --seed {seed} --cases {cases} --length {length}");
    let what = format!("{subject}: {} ({}): {}", found.aspect, found.class, found.text);
    let arguments = format!("check {subject} --history \"$(dirname \"$0\")\"/history.ndjson");
    let history = found.history.iter().map(|op| format!("{op}\n")).collect();
    vec![("history.ndjson", history), ("repro.sh", failure_files::of_lines(&what, &command, &arguments))]
}

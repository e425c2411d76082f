//! The end of a campaign, or of a merge: what follows from the results is written and printed.

use crate::campaign::{Folder, derive, write};
use crate::commands::CommandError;
use crate::exit_code;
use crate::race::print;
use ifrace_report::Baseline;
use ifrace_report::campaign::{Summary, Worst};
use ifrace_sim::units::Campaign;

/// How a command ends.
pub(in crate::commands) struct Conclusion<'a> {
    /// The command that shows it again.
    pub(in crate::commands) command: &'a str,
    /// Whether it ended before it had done all it was to do.
    pub(in crate::commands) early: bool,
    /// Whether everything has to be run.
    pub(in crate::commands) require: bool,
    /// Whether JSON is printed.
    pub(in crate::commands) json: bool,
    /// Whether it is about the whole campaign, so that no unit may be missing.
    pub(in crate::commands) is_merge: bool,
}

/// Writes everything into the folder, prints the summary, and says how it ends.
///
/// # Errors
/// Something cannot be written.
pub(in crate::commands) fn conclude(
    conclusion: &Conclusion<'_>,
    campaign: &Campaign,
    baseline: &Baseline,
    folder: Folder,
) -> Result<u8, CommandError> {
    let summary = Summary::new(env!("CARGO_PKG_VERSION"), campaign, &folder.units, baseline);
    let files = derive(campaign, &folder.units, &summary)?;
    write(folder.path(), &files)?;
    folder.finish(!conclusion.early)?;
    let code = exit_code(conclusion, &summary);
    if conclusion.json {
        let mut object = summary.object();
        object["command"] = conclusion.command.into();
        object["exit_code"] = code.into();
        print(&format!("{object:#}\n"))?;
    } else {
        print(&summary.text())?;
    }
    Ok(code)
}

/// What was found comes before what is not known.
fn exit_code(conclusion: &Conclusion<'_>, summary: &Summary) -> u8 {
    match summary.worst() {
        Worst::Disagreement => exit_code::DISAGREEMENT,
        Worst::CanaryMissed => exit_code::CANARY_MISSED,
        Worst::Violated => exit_code::VIOLATED,
        Worst::NoProgress => exit_code::NO_PROGRESS,
        Worst::NotRun if conclusion.require => exit_code::MISSING,
        Worst::NotRun | Worst::Unknown => exit_code::UNKNOWN,
        Worst::Incomplete if conclusion.is_merge => exit_code::UNKNOWN,
        Worst::Incomplete | Worst::Expected if conclusion.early => exit_code::UNKNOWN,
        Worst::Incomplete | Worst::Expected => exit_code::OK,
    }
}

//! The verdict in a line.

use crate::report::{Report, Status};

/// How many are not as expected, or that all are.
pub(super) fn of(report: &Report) -> String {
    let verdicts = report.verdicts.iter().filter(|verdict| !verdict.expected).count();
    let findings = report.findings.iter().filter(|finding| !finding.expected).count();
    let unknown = report.verdicts.iter().filter(|verdict| verdict.expected && verdict.status == Status::Unknown).count();
    let all = report.verdicts.len();
    let head = match (all, verdicts, findings) {
        (0, _, 0) => "nothing was judged".to_owned(),
        (0, _, _) => format!("{} not expected", counted(findings, "finding")),
        (_, 0, 0) => format!("{} as expected", counted(all, "verdict")),
        (_, 0, _) => format!("{} as expected, but {} not expected", counted(all, "verdict"), counted(findings, "finding")),
        _ => format!("{verdicts} of {} not as expected", counted(all, "verdict")),
    };
    let tail = if unknown > 0 { format!(", {unknown} unknown") } else { String::new() };
    format!("ifrace: {head}{tail}")
}

/// A number with its noun.
fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

//! The report of the gate for a terminal, at most [`WIDTH`] columns wide except for histories and names.

mod canaries;
mod conclusion;
mod deviations;
mod matrix;
mod missing;
mod reasons;
mod style;
pub(crate) mod wrap;

pub use style::Style;

use crate::GateReport;

/// Columns that the table of verdicts may take.
pub const WIDTH: usize = 100;

/// The whole report: the table of verdicts, what was not judged and why, canaries, deviations, and the verdict over all.
pub fn render(report: &GateReport, style: Style) -> String {
    let sections = [
        matrix::section(report, style),
        reasons::section(report),
        missing::section(report),
        canaries::section(report),
        deviations::section(report, style),
        conclusion::section(report, style),
    ];
    sections.into_iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n") + "\n").collect::<Vec<_>>().join("\n")
}

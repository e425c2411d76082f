//! The report of the gate for a terminal, at most [`WIDTH`] columns wide except for histories and names.

mod canaries;
mod conclusion;
mod deviations;
pub(crate) mod matrix;
mod missing;
mod reasons;
mod style;
pub(crate) mod wrap;

pub(crate) use style::Ink;
pub use style::Style;

use crate::{GateReport, races};

/// Columns that the table of verdicts may take.
pub const WIDTH: usize = 100;

/// The whole report: the table of verdicts, what was not judged and why, races, canaries, deviations, and the verdict over all.
pub fn render(report: &GateReport, style: Style) -> String {
    let [table, open, reached, seen] = races::sections(report, style);
    let sections = [
        matrix::section(report, style),
        reasons::section(report),
        missing::section(report),
        table,
        open,
        reached,
        seen,
        canaries::section(report),
        deviations::section(report, style),
        conclusion::section(report, style),
    ];
    sections.into_iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n") + "\n").collect::<Vec<_>>().join("\n")
}

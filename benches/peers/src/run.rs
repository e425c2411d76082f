//! Everything that was asked for, one part after the other.

use crate::args::{Args, Part};
use crate::report::Report;
use crate::{scenarios, schedules, search};
use ifrace_sim::peer_model::Policy;

/// Measures everything that was asked for. In each run all tools are measured in turn, so that whatever slows the machine down
/// slows all of them down.
///
/// # Errors
/// A tool that fails, or that does not count what the others count.
pub fn run(args: &Args) -> Result<Report, String> {
    let mut report = Report::begin();
    if args.wants(Part::Search) {
        for case in &args.cases {
            report.sections.push(search::measure(case, args.runs)?);
        }
    }
    if args.wants(Part::Schedules) {
        for cycles in [1, 2] {
            report.sections.push(schedules::measure(&crate::Case::new(3, cycles, Policy::LowestFree), args.runs));
        }
    }
    if args.wants(Part::Scenarios) {
        report.sections.extend(scenarios::measure(args.runs)?);
    }
    Ok(report)
}

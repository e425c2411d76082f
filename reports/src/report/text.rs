//! A report for a terminal, in as many columns as it has: the runs, the tables of verdicts, and the findings.

mod findings;
mod runs;
mod table;
mod verdicts;

use super::{Report, Status, Suite};
use crate::text::{Style, wrap::wrap_to};
use crate::visible::visible;
use ifrace_sim::release::Release;

/// A narrower terminal is taken for one of so many columns.
pub const WIDTH_MIN: usize = 40;

/// Characters of a name or a reason that are shown.
const PART_MAX: usize = 1000;

/// The whole report. Ends with a line end.
pub fn render(report: &Report, width: usize, style: Style) -> String {
    let width = width.max(WIDTH_MIN);
    let sections = [
        runs::section(report, width, style),
        verdicts::subjects(report, width, style),
        verdicts::scenarios(report, width, style),
        legend(report, width),
        findings::section(report, width, style),
        vec![conclusion(report)],
    ];
    sections.into_iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n") + "\n").collect::<Vec<_>>().join("\n")
}

fn legend(report: &Report, width: usize) -> Vec<String> {
    if report.verdicts.is_empty() {
        return Vec::new();
    }
    let marks = Status::ALL.map(|status| format!("{} {}", status.mark(), status.in_words())).join(", ");
    wrap_to(&format!("{marks}; ! not what is expected"), 2, width)
}

/// How many verdicts there are of each kind.
fn conclusion(report: &Report) -> String {
    let count = |status: Status| report.verdicts.iter().filter(|verdict| verdict.status == status).count();
    let counts = Status::ALL.map(|status| (count(status), status.in_words()));
    let counts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    let counts = if counts.is_empty() { "no verdict".to_owned() } else { counts.join(", ") };
    match report.unexpected().count() {
        0 => format!("{counts}: as expected"),
        unexpected => format!("{counts}: {unexpected} not expected"),
    }
}

/// A text of somebody else, in one line.
fn shown(text: &str) -> String {
    visible(text, PART_MAX)
}

/// The eras or subjects of a suite, in their order.
fn names(report: &Report, suite: Suite) -> Vec<&str> {
    let mut names: Vec<&str> = report.verdicts.iter().filter(|one| one.suite == suite).map(|one| one.name.as_str()).collect();
    names.sort_by_key(|name| (Release::rank(name), *name));
    names.dedup();
    names
}

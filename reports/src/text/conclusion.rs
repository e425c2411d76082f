//! The verdict over all.

use super::style::{Ink, Style};
use super::wrap::wrap;
use crate::{GateReport, Operations, Row, Tally, Verdict};

/// What was run, and whether it is as expected.
pub(super) fn section(report: &GateReport, style: Style) -> Vec<String> {
    let GateReport { seed, cases, kernel, rules, milliseconds, .. } = report;
    let seconds = format!("{}.{}", milliseconds / 1000, milliseconds % 1000 / 100);
    let run = format!("seed {seed}, {}, Linux {kernel} (rules: {rules}), {seconds} s", histories(*cases, report.kernel_cases));
    let mut lines = wrap(&run, 2);
    match &report.operations {
        None => {}
        Some(Operations { compared, disagreement: None }) => {
            lines.push(format!("model and running kernel agree on {compared} operations"));
        }
        Some(Operations { disagreement: Some(found), .. }) => lines.extend(found.lines().map(str::to_owned)),
    }
    if report.interrupted {
        lines.push(style.paint(Ink::Yellow, "interrupted: this is what was found until then"));
    }
    lines.push(verdict(report, style));
    lines
}

/// How many histories the subjects went through.
fn histories(cases: u64, kernel: Option<u64>) -> String {
    let histories = if cases == 1 { "1 history".to_owned() } else { format!("{cases} histories") };
    match kernel.filter(|&kernel| kernel != cases) {
        Some(kernel) => format!("{histories} for each subject ({kernel} for the kernel)"),
        None => format!("{histories} for each subject"),
    }
}

fn verdict(report: &GateReport, style: Style) -> String {
    let Tally { holds, violated, unknown, not_run } = Tally::of(&report.rows);
    let count = |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
    let counts = [count(holds, "hold"), count(violated, "violated"), count(unknown, "unknown"), count(not_run, "not run")];
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let counts = if counts.is_empty() { "nothing was judged".to_owned() } else { counts };
    let (ink, words) = match report.deviations.len() {
        0 if is_partial(report) => (Ink::Yellow, "as expected, as far as it was judged".to_owned()),
        0 => (Ink::Green, "as expected".to_owned()),
        1 => (Ink::Red, "1 deviation from the baseline".to_owned()),
        more => (Ink::Red, format!("{more} deviations from the baseline")),
    };
    format!("{}: {counts}", style.paint(ink, &words))
}

/// Whether something is open that could have been judged. A single cell that was not run is none: not every subject can do
/// everything.
fn is_partial(report: &GateReport) -> bool {
    let unknown = |row: &Row| row.cells.iter().any(|(_, verdict)| matches!(verdict, Verdict::Unknown { .. }));
    let not_run = |row: &Row| row.cells.iter().all(|(_, verdict)| matches!(verdict, Verdict::NotRun { .. }));
    report.interrupted
        || !report.missing.is_empty()
        || report.rows.iter().any(|row| unknown(row) || not_run(row))
        || report.canaries.iter().any(|canary| canary.not_run.is_some())
}

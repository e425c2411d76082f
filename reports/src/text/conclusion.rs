//! The verdict over all.

use super::style::{Ink, Style};
use super::wrap::wrap;
use crate::{Deviation, Documents, GateReport, Operations, Row, Tally, Verdict, races};

/// What was run, and whether it is as expected.
pub(super) fn section(report: &GateReport, style: Style) -> Vec<String> {
    let GateReport { seed, cases, kernel, rules, milliseconds, .. } = report;
    let seconds = format!("{}.{}", milliseconds / 1000, milliseconds % 1000 / 100);
    let histories = if report.rows.is_empty() { String::new() } else { histories(*cases, report.kernel_cases) + ", " };
    let run = format!("seed {seed}, {histories}Linux {kernel} (rules: {rules}), {seconds} s");
    let mut lines = wrap(&run, 2);
    match &report.operations {
        None => {}
        Some(Operations { compared, disagreement: None }) => {
            lines.push(format!("model and running kernel agree on {compared} operations"));
        }
        Some(Operations { disagreement: Some(found), .. }) => lines.extend(found.lines().map(str::to_owned)),
    }
    lines.extend(report.documents.as_ref().map(documents));
    lines.extend(races::tally(report));
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

/// What became of the generated documents.
fn documents(Documents { judged, of, rules, dropped, wrong }: &Documents) -> String {
    let so_far = if judged < of { format!(" of {of}") } else { String::new() };
    let found = match wrong {
        None => "and nothing else changes",
        Some(_) => "and one is not as the rules demand",
    };
    format!("{judged}{so_far} documents under {rules} sets of rules: {dropped} names dropped, {found}")
}

fn verdict(report: &GateReport, style: Style) -> String {
    let Tally { holds, violated, unknown, not_run } = Tally::of(&report.rows);
    let count = |number: usize, what: &str| (number > 0).then(|| format!("{number} {what}"));
    let counts = [count(holds, "hold"), count(violated, "violated"), count(unknown, "unknown"), count(not_run, "not run")];
    let counts = counts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let nothing = if report.races.is_empty() { ": nothing was judged" } else { "" };
    let counts = if counts.is_empty() { nothing.to_owned() } else { format!(": {counts}") };
    let (ink, words) = match report.deviations.len() {
        0 if is_partial(report) => (Ink::Yellow, "as expected, as far as it was judged".to_owned()),
        0 => (Ink::Green, "as expected".to_owned()),
        1 => (Ink::Red, format!("1 deviation from {}", expected(&report.deviations))),
        more => (Ink::Red, format!("{more} deviations from {}", expected(&report.deviations))),
    };
    style.paint(ink, &words) + &counts
}

/// What deviations are from.
fn expected(deviations: &[Deviation]) -> &'static str {
    let of_document = deviations.iter().any(Deviation::is_of_document);
    match deviations.iter().filter(|deviation| deviation.is_of_race()).count() {
        _ if of_document && deviations.len() == 1 => "the rules of documents",
        _ if of_document => "what is expected",
        0 => "the baseline",
        races if races == deviations.len() => "the claims of scenarios",
        _ => "the baseline and the claims of scenarios",
    }
}

/// Whether something is open that could have been judged. A single cell that was not run is none: not every subject can do
/// everything.
fn is_partial(report: &GateReport) -> bool {
    let unknown = |row: &Row| row.cells.iter().any(|(_, verdict)| matches!(verdict, Verdict::Unknown { .. }));
    let not_run = |row: &Row| row.cells.iter().all(|(_, verdict)| matches!(verdict, Verdict::NotRun { .. }));
    report.interrupted
        || !report.missing.is_empty()
        || report.rows.iter().any(|row| unknown(row) || not_run(row))
        || report.documents.as_ref().is_some_and(|documents| documents.wrong.is_none() && documents.judged < documents.of)
        || report.races.iter().any(|race| race.why_unknown().is_some())
        || report.canaries.iter().any(|canary| canary.not_run.is_some())
}

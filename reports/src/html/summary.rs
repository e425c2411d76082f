//! The verdict over everything.

use crate::report::{Report, RunKind};
use crate::run::grouped;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As expected.
    Good,
    /// Nobody can say.
    Open,
    /// Not as expected.
    Bad,
}

/// The verdict over everything.
#[derive(Debug)]
pub(super) struct Summary {
    pub(super) outcome: Outcome,
    /// What was run.
    pub(super) title: String,
    /// How it ended, in a line.
    pub(super) text: String,
}

impl Summary {
    pub(super) fn of(report: &Report) -> Self {
        let (outcome, text) = verdict(report);
        Self { outcome, title: title(report), text }
    }
}

fn title(report: &Report) -> String {
    let kinds: Vec<RunKind> = report.runs.iter().map(|run| run.kind).collect();
    match kinds.as_slice() {
        [] => "ifrace".to_owned(),
        [RunKind::Bench] => "ifrace benches".to_owned(),
        [kind] => format!("ifrace {}", kind.word()),
        [first, others @ ..] if others.iter().all(|kind| kind == first) => {
            format!("ifrace {}, {} runs", first.word(), kinds.len())
        }
        _ => format!("ifrace, {} runs", kinds.len()),
    }
}

fn verdict(report: &Report) -> (Outcome, String) {
    let verdicts = report.verdicts.iter().filter(|verdict| !verdict.expected).count();
    let findings = report.findings.iter().filter(|finding| !finding.expected).count();
    let of = |bad: usize, all: usize, what: &str| format!("{} of {} {what}", grouped(bad as u64), grouped(all as u64));
    let failed = report.runs.iter().map(|run| run.exit_code).find(|&code| code != 0);
    if verdicts + findings > 0 {
        let verdicts = of(verdicts, report.verdicts.len(), "verdicts");
        let findings = of(findings, report.findings.len(), "findings");
        return (Outcome::Bad, format!("Not as expected: {verdicts}, {findings}."));
    }
    if report.runs.iter().any(|run| run.interrupted) {
        return (Outcome::Open, "Interrupted; as far as it came, everything is as expected.".to_owned());
    }
    match failed {
        Some(code) => (Outcome::Open, format!("Every verdict is as expected, but a run ended with exit code {code}.")),
        None if report.verdicts.is_empty() && report.findings.is_empty() && !report.charts.is_empty() => {
            (Outcome::Good, format!("Measured: {}.", counted(report.charts.len(), "chart")))
        }
        None if report.verdicts.is_empty() && report.findings.is_empty() => (Outcome::Open, "Nothing was judged.".to_owned()),
        None => (Outcome::Good, format!("As expected: {}.", counted(report.verdicts.len(), "verdict"))),
    }
}

/// So many of something whose plural ends with an s.
pub(super) fn counted(number: usize, one: &str) -> String {
    format!("{} {one}{}", grouped(number as u64), if number == 1 { "" } else { "s" })
}

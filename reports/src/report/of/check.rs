//! The report of `ifrace check`.

use super::histories::{self, histories};
use super::{fact, finished, note};
use crate::report::{NoteKind, Report, Run, RunKind, Status, Verdict};
use ifrace_sim::campaign::{Aspect, Report as Searched};

/// A search with generated histories.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// The version of ifrace.
    pub tool_version: &'a str,
    /// The command that repeats it.
    pub command: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// What the subject says of its version.
    pub version: Option<&'a str>,
    /// Whether there was a model to compare with, or why there was none.
    pub no_model: Option<&'a str>,
    /// What was found.
    pub searched: &'a Searched,
    /// What the machine lacks, and what brings it.
    pub missing: &'a [String],
    /// In a line, what it came to.
    pub summary: &'a str,
    /// The exit code.
    pub exit_code: u8,
}

/// What a check of one subject found. Nothing is expected of it, so that everything that it violates is not.
pub fn check(checked: &Checked<'_>) -> Report {
    let verdicts = Aspect::all().map(|aspect| verdict(checked, aspect)).collect();
    let findings = checked.searched.findings.iter().map(|found| histories::finding(checked.subject, found, false)).collect();
    finished(Report { runs: vec![run(checked)], verdicts, findings, ..Report::new() })
}

fn run(checked: &Checked<'_>) -> Run {
    let cut_short = &checked.searched.cut_short;
    let version = checked.version.map(|version| fact(&format!("version of {}", checked.subject), version));
    Run {
        kind: RunKind::Check,
        command: checked.command.to_owned(),
        tool_version: checked.tool_version.to_owned(),
        exit_code: checked.exit_code,
        summary: checked.summary.to_owned(),
        interrupted: *cut_short == Some(ifrace_sim::campaign::CutShort::Interrupted),
        milliseconds: None,
        environment: [fact("subject", checked.subject)].into_iter().chain(version).collect(),
        notes: checked.missing.iter().map(|missing| note(NoteKind::Missing, missing.clone())).collect(),
    }
}

fn verdict(checked: &Checked<'_>, aspect: Aspect) -> Verdict {
    let searched = checked.searched;
    let classes: Vec<String> = searched.classes(aspect).into_iter().map(str::to_owned).collect();
    let not_judged = searched.not_judged.iter().find(|(invariant, _)| Aspect::Invariant(*invariant) == aspect);
    let no_model = checked.no_model.filter(|_| aspect == Aspect::Model);
    let not_judged = not_judged.map(|(_, why)| *why).or(no_model);
    let (status, why) = match (not_judged, &searched.cut_short) {
        (Some(why), _) => (Status::NotRun, why.to_owned()),
        _ if !classes.is_empty() => (Status::Violated, classes.join(", ")),
        (None, Some(why)) => (Status::Unknown, why.to_string()),
        (None, None) if searched.completed == 0 => (Status::Unknown, "no history came to its end".to_owned()),
        (None, None) => (Status::HoldsSoFar, histories(searched.completed)),
    };
    let verdict = histories::verdict(checked.subject, aspect, status, why, &classes);
    Verdict { expected: classes.is_empty(), ..verdict }
}

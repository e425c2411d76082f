//! From what a search gave to a row of verdicts.

use crate::subjects::SubjectId;
use ifrace_report::{Row, Verdict};
use ifrace_sim::campaign::{Aspect, Report};

/// Why the agreement of a model with itself is not judged.
const IS_THE_MODEL: &str = "it is the model";

/// The same for a subject that has none: its promises are the invariants.
const HAS_NO_MODEL: &str = "it has no model";

/// Why a subject is not compared with a model; `None` if it is.
pub(crate) const fn no_model(subject: &SubjectId) -> Option<&'static str> {
    match subject {
        SubjectId::Builtin(_) => Some(IS_THE_MODEL),
        SubjectId::Hardened | SubjectId::Monotonic | SubjectId::Exec(_) => Some(HAS_NO_MODEL),
        SubjectId::Kernel | SubjectId::Libvirt(_) => None,
    }
}

/// The verdicts on a subject; `no_model` says why it was not compared with one.
pub(super) fn row(subject: String, version: Option<String>, report: &Report, no_model: Option<&str>) -> Row {
    let cells = Aspect::all().map(|aspect| (aspect, verdict(aspect, report, no_model))).collect();
    Row { subject, version, cells }
}

fn verdict(aspect: Aspect, report: &Report, no_model: Option<&str>) -> Verdict {
    let not_judged = report.not_judged.iter().find(|(invariant, _)| Aspect::Invariant(*invariant) == aspect);
    let classes = report.classes(aspect);
    if let (Aspect::Model, Some(why)) = (aspect, no_model) {
        return Verdict::NotRun { why: why.to_owned() };
    }
    match (aspect, not_judged, &report.cut_short) {
        (_, Some((_, why)), _) => Verdict::NotRun { why: (*why).to_owned() },
        _ if !classes.is_empty() => Verdict::violated(classes.into_iter().map(str::to_owned).collect()),
        (.., Some(why)) => Verdict::Unknown { why: why.to_string() },
        (.., None) if report.completed == 0 => Verdict::Unknown { why: "no history came to its end".to_owned() },
        (.., None) => Verdict::Holds { cases: report.completed },
    }
}

/// Whether nothing of a row was run.
pub(crate) fn is_not_run(row: &Row) -> bool {
    row.cells.iter().all(|(_, verdict)| matches!(verdict, Verdict::NotRun { .. }))
}

/// The row of a subject that could not be run.
pub(super) fn not_run(subject: String, why: &str) -> Row {
    let cells = Aspect::all().map(|aspect| (aspect, Verdict::NotRun { why: why.to_owned() })).collect();
    Row { subject, version: None, cells }
}

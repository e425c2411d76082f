//! Making reports of what commands found.
//!
//! Each function gives the report of one run; [`Report::merge`](super::Report::merge) puts several together.

mod campaign;
mod check;
mod cut;
mod eras;
mod fixes;
mod gate;
mod histories;
mod holder;
mod id;
mod names;
mod run;
mod shown;

pub use campaign::campaign;
pub use check::{Checked, check};
pub use gate::{Example, gate};
pub use run::race;
pub use shown::shown;

pub(crate) use fixes::invariant_rank;

use super::{Fact, Note, NoteKind, Report};
use ifrace_sim::world::violated::Violated;
use ifrace_sim::world::{Breach, Recorded};
use std::collections::BTreeSet;

/// A fact about a run.
fn fact(name: &str, value: &(impl ToString + ?Sized)) -> Fact {
    Fact { name: name.to_owned(), value: value.to_string() }
}

/// A note about a run.
fn note(kind: NoteKind, text: impl Into<String>) -> Note {
    Note { kind, text: text.into() }
}

/// Why something is violated in a run, first of all.
fn cause(run: &[Recorded], left: &[Breach], violated: Violated) -> Option<String> {
    let all = run.iter().flat_map(|step| &step.breaches).chain(left);
    all.filter(|one| one.violated == violated).map(|one| one.cause.clone()).next()
}

/// The report sorted, each thing in it once, and without references to findings that it does not have.
fn finished(mut report: Report) -> Report {
    let ids: BTreeSet<&str> = report.findings.iter().map(|finding| finding.id.as_str()).collect();
    for verdict in &mut report.verdicts {
        verdict.findings.retain(|id| ids.contains(id.as_str()));
    }
    report.merge(Report::new())
}

//! What a gate comes to.

use crate::commands::kernel::text as disagreement_text;
use crate::exit_code;
use crate::gate::{Gathered, KernelModel, is_not_run};
use crate::subjects::{StartError, SubjectId};
use ifrace_report::{Deviation, GateReport, Operations, Row, Verdict};
use ifrace_sim::campaign::Aspect;

/// The class of a disagreement about a script of operations.
const CLASS: &str = "other-operation";

/// Adds the comparison of operations to the kernel's row.
pub(super) fn add_operations(rows: &mut [Row], compared: &KernelModel) -> Operations {
    let disagreement = compared.disagreement.as_ref().map(|found| disagreement_text(found, compared.rules));
    let cells = rows.iter_mut().filter(|row| row.subject == SubjectId::Kernel.to_string()).flat_map(|row| &mut row.cells);
    if disagreement.is_some() {
        for (_, verdict) in cells.filter(|(aspect, _)| *aspect == Aspect::Model) {
            let known = verdict.classes().unwrap_or_default().to_vec();
            *verdict = Verdict::violated([known, vec![CLASS.to_owned()]].concat());
        }
    }
    Operations { compared: compared.operations, disagreement }
}

/// The exit code, after what is to be said about it; what is certain comes before what is unknown.
pub(super) fn exit_code(report: &GateReport, gathered: &Gathered, required: &[SubjectId]) -> u8 {
    for (id, error) in &gathered.unusable {
        eprintln!("ifrace: {id}: {error}");
    }
    let failures = || gathered.cut_short.iter().filter(|(_, why)| why.is_failure());
    failures().for_each(|(subject, why)| eprintln!("ifrace: {subject}: {why}"));
    let is_required = |subject: &str| required.iter().any(|id| id.to_string() == subject);
    let lacking = report.missing.iter().find(|missing| is_required(&missing.subject));
    if let Some(missing) = lacking {
        eprintln!("ifrace: {} is required, and {}; {}", missing.subject, missing.what, missing.remedy);
    }
    let worker_failed = |(_, error): &(SubjectId, StartError)| !matches!(error, StartError::Unusable(_));
    let deviates = |wanted: fn(&Deviation) -> bool| report.deviations.iter().any(wanted);
    let unknown = report.rows.iter().flat_map(|row| &row.cells).any(|(_, verdict)| matches!(verdict, Verdict::Unknown { .. }));
    let unknown = unknown || report.races.iter().any(|race| race.why_unknown().is_some());
    let nothing_ran = !report.rows.is_empty() && report.rows.iter().all(is_not_run);
    if deviates(|d| matches!(d, Deviation::New { aspect: Aspect::Model, .. })) {
        exit_code::DISAGREEMENT
    } else if deviates(|d| matches!(d, Deviation::CanaryMissed { .. } | Deviation::RaceMissed { .. })) {
        exit_code::CANARY_MISSED
    } else if !report.deviations.is_empty() {
        exit_code::VIOLATED
    } else if failures().next().is_some() || gathered.unusable.iter().any(worker_failed) {
        exit_code::INTERNAL
    } else if !gathered.unusable.is_empty() {
        exit_code::USAGE
    } else if lacking.is_some() || nothing_ran {
        exit_code::MISSING
    } else if report.interrupted || unknown || report.canaries.iter().any(|canary| canary.not_run.is_some()) {
        exit_code::UNKNOWN
    } else {
        exit_code::OK
    }
}

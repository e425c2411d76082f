//! Counting races.

use super::RaceVerdict;
use crate::GateReport;
use crate::text::wrap::wrap;

/// How many races there are of each kind, and how far they were searched.
pub(crate) fn section(report: &GateReport) -> Vec<String> {
    let races = &report.races;
    if races.is_empty() {
        return Vec::new();
    }
    let of = |verdict: RaceVerdict| races.iter().filter(|race| race.verdict() == verdict).count();
    let counts = RaceVerdict::ALL.map(|verdict| (of(verdict), verdict.mark()));
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, mark)| format!("{count} {mark}"));
    let states: u64 = races.iter().map(|race| race.searched.states).sum();
    let schedules: u64 = races.iter().map(|race| race.searched.schedules).sum();
    let counts = counts.collect::<Vec<_>>().join(", ");
    wrap(&format!("{} races in {states} states and {schedules} schedules: {counts}", races.len()), 2)
}

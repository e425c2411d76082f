//! An exhaustive search under one era.

use super::number::{bytes, counted, grouped, per_second, seconds};
use super::{Covered, Extent, Found, Judgement, Run, coverage};
use ifrace_sim::explore::Counts;
use serde_json::{Value, json};

/// What an exhaustive search found under one era.
#[derive(Clone, Debug)]
pub struct ExploreRun {
    /// The era.
    pub era: String,
    /// What it came to.
    pub judgement: Judgement,
    /// What is violated.
    pub found: Vec<Found>,
    /// Whether what the scenario is about happened.
    pub coverage: Vec<Covered>,
    /// What it counted.
    pub counts: Counts,
    /// How long it took, without the search for the shortest runs.
    pub milliseconds: u64,
    /// Whether every state was seen.
    pub exhausted: bool,
}

impl ExploreRun {
    /// The run of what was counted; `ended_early` are the reasons why it is not everything.
    pub fn new(
        era: String,
        counts: Counts,
        found: Vec<Found>,
        coverage: Vec<Covered>,
        ended_early: Vec<String>,
        milliseconds: u64,
    ) -> Self {
        let violated = found.iter().map(|one| one.violated).collect();
        let judgement = Judgement::new(violated, ended_early, &coverage::never(&coverage));
        Self { era, judgement, found, coverage, counts, milliseconds, exhausted: false }
    }
}

impl Run for ExploreRun {
    fn judgement(&self) -> &Judgement {
        &self.judgement
    }

    fn era(&self) -> &str {
        &self.era
    }

    fn found(&self) -> &[Found] {
        &self.found
    }

    fn coverage(&self) -> &[Covered] {
        &self.coverage
    }

    fn extent(&self) -> Extent {
        Extent { states: self.counts.states, exhausted: self.exhausted, schedules: 0 }
    }

    fn milliseconds(&self) -> u64 {
        self.milliseconds
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for found in &self.found {
            lines.push(String::new());
            lines.extend(found.lines(true));
        }
        lines.push(String::new());
        lines.extend(coverage::section(&self.coverage, false));
        lines.push(String::new());
        lines.extend(counts_in_words(&self.counts, self.milliseconds));
        lines
    }

    fn object(&self) -> Value {
        let mut object = counts_object(&self.counts, self.milliseconds);
        object["violated"] = self.found.iter().map(|one| one.object(true)).collect();
        object["coverage"] = coverage::object(&self.coverage, false);
        object
    }
}

/// Two lines: what does not depend on the machine, and what does.
pub(super) fn counts_in_words(counts: &Counts, milliseconds: u64) -> [String; 2] {
    let permille = counts.already_seen_permille();
    let parts = [
        counted(counts.states, "state", "states"),
        counted(counts.transitions, "transition", "transitions"),
        format!("depth {}", counts.depth),
        counted(counts.ends, "end", "ends"),
        format!("{}.{} % already seen", permille / 10, permille % 10),
        format!("frontier {}", grouped(counts.frontier)),
    ];
    let per_state = counts.bytes.checked_div(counts.states).unwrap_or_default();
    let rate = grouped(per_second(counts.states, milliseconds));
    let held = format!("{} ({per_state} bytes/state)", bytes(counts.bytes));
    [format!("  {}", parts.join(", ")), format!("  time: {}, {rate} states/s, {held}", seconds(milliseconds))]
}

pub(super) fn counts_object(counts: &Counts, milliseconds: u64) -> Value {
    json!({
        "states": counts.states,
        "transitions": counts.transitions,
        "depth": counts.depth,
        "ends": counts.ends,
        "already_seen_permille": counts.already_seen_permille(),
        "frontier": counts.frontier,
        "bytes": counts.bytes,
        "bytes_per_state": counts.bytes as f64 / counts.states.max(1) as f64,
        "seconds": milliseconds as f64 / 1000.0,
        "states_per_s": per_second(counts.states, milliseconds),
    })
}

//! A random search under one era.

use super::number::{counted, grouped, per_second, seconds};
use super::{Covered, Extent, Found, Judgement, Run, coverage, members};
use ifrace_sim::hunt::Report;
use serde_json::{Value, json};

/// What a random search found under one era.
#[derive(Clone, Debug)]
pub struct SearchRun {
    /// The era.
    pub era: String,
    /// What it came to.
    pub judgement: Judgement,
    /// What is violated.
    pub found: Vec<Found>,
    /// Whether what the scenario is about happened.
    pub coverage: Vec<Covered>,
    /// What the schedulers did.
    pub report: Report,
    /// How long it took.
    pub milliseconds: u64,
}

impl SearchRun {
    /// The run of a report that was looked through; `ended_early` are the reasons why it does not show all that was asked for.
    pub fn new(
        era: String,
        report: Report,
        found: Vec<Found>,
        coverage: Vec<Covered>,
        ended_early: Vec<String>,
        milliseconds: u64,
    ) -> Self {
        let violated = found.iter().map(|one| one.violated).collect();
        let judgement = Judgement::new(violated, ended_early, &coverage::never(&coverage));
        Self { era, judgement, found, coverage, report, milliseconds }
    }
}

impl Run for SearchRun {
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
        let schedules = self.report.total().schedules - self.report.too_long.count;
        Extent { states: 0, exhausted: false, schedules }
    }

    fn milliseconds(&self) -> u64 {
        self.milliseconds
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for found in &self.found {
            lines.push(String::new());
            lines.extend(found.lines(false));
        }
        lines.push(String::new());
        lines.extend(coverage::section(&self.coverage, true));
        lines.push(String::new());
        let members: Vec<_> = self.report.members().map(|(member, one)| (member, one.clone())).collect();
        lines.push("  played".to_owned());
        lines.extend(members::section(&members));
        let schedules = self.report.total().schedules;
        lines.push(String::new());
        lines.push(format!("  {}, hash {:016x}", counted(schedules, "schedule", "schedules"), self.report.hash));
        let rate = grouped(per_second(schedules, self.milliseconds));
        lines.push(format!("  time: {}, {rate} schedules/s", seconds(self.milliseconds)));
        lines
    }

    fn object(&self) -> Value {
        let schedules = self.report.total().schedules;
        let members: Vec<_> = self.report.members().map(|(member, one)| (member, one.clone())).collect();
        json!({
            "violated": self.found.iter().map(|one| one.object(false)).collect::<Vec<_>>(),
            "coverage": coverage::object(&self.coverage, true),
            "members": members::object(&members),
            "schedules": schedules,
            "too_long": self.report.too_long.count,
            "hash": format!("{:016x}", self.report.hash),
            "seconds": self.milliseconds as f64 / 1000.0,
            "schedules_per_s": per_second(schedules, self.milliseconds),
        })
    }
}

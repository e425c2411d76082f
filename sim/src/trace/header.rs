//! The first line of a trace.

use crate::release::Release;
use crate::repro::Subject;
use crate::world::plan::Plan;
use crate::world::violated::Violated;
use serde::{Deserialize, Serialize};

/// The number of the schema; it grows when a field changes its meaning or goes.
pub const SCHEMA: u32 = 2;

/// What a run of the simulator was played on.
pub const SIMULATED: &str = "simulated";

/// Where a trace comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Header {
    /// The number of the schema.
    pub schema: u32,
    /// The version of ifrace.
    pub ifrace: String,
    /// What it is a trace of.
    pub kind: Kind,
    /// What was played: the identifier of a case, or the name of a scenario.
    pub scenario: String,
    /// The rules that were asked for.
    pub era: String,
    /// What it was played on: `simulated`, or `live` with the release of the kernel.
    pub subject: String,
    /// The seed of everything random; nothing in a case is.
    pub seed: u64,
    /// The document that took the place of the built-in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Who found the run: a scheduler, or the exhaustive search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found_by: Option<String>,
    /// The number of the schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<u64>,
    /// What the run was kept for, if it violates several things.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<Violated>,
    /// The scenario as its author wrote it, of which the plan may be a smaller one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What was played. With the era it is all that a replay needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}

/// What a trace is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The scenes of a known bug, under one or more sets of rules.
    Repro,
    /// One run of a scenario, step by step.
    Run,
}

impl Header {
    /// The header of what was played, by this version and on this ground.
    pub fn new(version: &str, played: &Subject, ground: &str) -> Self {
        let (scenario, era) = (played.case.id().to_owned(), played.release.rules.id.to_owned());
        Self { document: played.document.clone(), ..Self::of(Kind::Repro, version, scenario, era, ground) }
    }

    /// The header of a run of a plan under an era, which nobody in particular has found.
    pub fn of_run(version: &str, plan: &Plan, release: &Release) -> Self {
        Self { plan: Some(plan.clone()), ..Self::of(Kind::Run, version, plan.name.clone(), release.id(), SIMULATED) }
    }

    /// The same, found by a member of a search with a seed, as one of its schedules if it plays those.
    #[must_use]
    pub fn found(self, by: &str, seed: u64, schedule: Option<u64>) -> Self {
        Self { found_by: Some(by.to_owned()), seed, schedule, ..self }
    }

    /// The same, kept for a violation.
    #[must_use]
    pub fn showing(self, violated: Violated) -> Self {
        Self { shows: Some(violated), ..self }
    }

    /// The same, with the text that the plan was made of.
    #[must_use]
    pub fn with_text(self, text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..self }
    }

    fn of(kind: Kind, version: &str, scenario: String, era: String, ground: &str) -> Self {
        Self {
            schema: SCHEMA,
            ifrace: version.to_owned(),
            kind,
            scenario,
            era,
            subject: ground.to_owned(),
            seed: 0,
            document: None,
            found_by: None,
            schedule: None,
            shows: None,
            text: None,
            plan: None,
        }
    }
}

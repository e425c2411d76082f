//! What the units of a campaign add up to: for people, as JSON, and as a verdict.
//!
//! Everything here is a function of the plan and of the results, in which there is no clock and no machine: shards that are put
//! together give the same bytes as a campaign that was played in one go.
//!
//! # JSON
//! `manifest.json` is one object, schema 1:
//!
//! | field | is |
//! |---|---|
//! | `schema` | 1; it grows when a field changes its meaning or goes |
//! | `ifrace` | the version |
//! | `campaign`, `plan` | the name and the digest of the plan |
//! | `units` | `all`, `played`, `not-run` and `missing`: ranges, each its first unit and its last one |
//! | `races` | for each group, scenario and era: `schedules`, `steps`, `verdict`, `why`, `violated`, `reached`, `hash` |
//! | its `violated` | `id`, `schedules`, `claim` (`"breaks"`, `"never"`, `"nothing"`), and whether it is a `failure` |
//! | `subjects` | for each group and subject: `cases`, `operations`, `versions`, `findings`, `why` |
//! | its `findings` | `aspect`, `class`, and whether it is `expected` |
//! | `failures` | each once: `fingerprint`, `id`, `class`, `failure`, `unit`, `cause`, `shape`, `folder`, and where it was `seen` |
//! | `missed` | canaries that were not caught: `scenario`, `era`, `id` |
//! | `verdict` | the word of [`Worst`] |

mod failures;
mod manifest;
mod races;
mod subjects;
mod text;
mod worst;

pub use failures::{Kept, Seen};
pub use races::RaceRow;
pub use subjects::{SubjectFinding, SubjectRow};
pub use worst::Worst;

use crate::Baseline;
use ifrace_sim::units::{Campaign, Outcome, UnitSet};
use std::collections::BTreeMap;
use std::ops::Range;

/// The number of the schema.
pub const SCHEMA: u32 = 1;

/// What the units of a campaign add up to.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The version of ifrace.
    pub tool_version: String,
    /// The name of the plan.
    pub name: String,
    /// The digest of the plan.
    pub plan: String,
    /// How many units there are.
    pub units: u64,
    /// How many were played.
    pub played: u64,
    /// How many could not be played, by reason.
    pub not_run: BTreeMap<String, u64>,
    /// The units without a result.
    pub missing: Vec<Range<u64>>,
    /// Each scenario under each era.
    pub races: Vec<RaceRow>,
    /// Each subject.
    pub subjects: Vec<SubjectRow>,
    /// What was violated, each way once.
    pub failures: Vec<Kept>,
}

impl Summary {
    /// Of these results of a campaign. The baseline says which findings on subjects are expected.
    pub fn new(tool_version: &str, campaign: &Campaign, units: &UnitSet, baseline: &Baseline) -> Self {
        let mut not_run = BTreeMap::new();
        for line in units.iter() {
            if let Outcome::NotRun(why) = &line.outcome {
                *not_run.entry(why.clone()).or_default() += 1;
            }
        }
        let races = races::rows(campaign, units);
        let subjects = subjects::rows(campaign, units, baseline);
        let failures = failures::kept(campaign, units, &races, &subjects);
        Self {
            tool_version: tool_version.to_owned(),
            name: campaign.plan.name.clone(),
            plan: campaign.digest.to_string(),
            units: campaign.units(),
            played: units.len() - not_run.values().sum::<u64>(),
            not_run,
            missing: units.missing(campaign.units()),
            races,
            subjects,
            failures,
        }
    }

    /// Whether every unit has a result.
    pub const fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// The first and the last unit of each range, in words.
pub fn ranges(missing: &[Range<u64>]) -> String {
    let one = |range: &Range<u64>| match range.end - range.start {
        1 => range.start.to_string(),
        _ => format!("{}-{}", range.start, range.end - 1),
    };
    missing.iter().map(one).collect::<Vec<_>>().join(", ")
}

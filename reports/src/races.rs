//! Races: what happens in a scenario under an era, beside what the scenario claims of that era.
//!
//! What is expected stands in the scenario itself, not in the baseline: an era that breaks something is a canary, which must be
//! caught, and what never happens under an era must not happen.

mod claim;
mod compare;
mod coverage;
mod eras;
mod json;
mod junit;
mod open;
mod seen;
mod table;
mod tally;
mod verdict;

pub use claim::{Claim, Says};
pub use compare::deviations;
pub use verdict::RaceVerdict;

pub(crate) use json::{RaceObject, violated_id};
pub(crate) use junit::suites;
pub(crate) use tally::section as tally;

use crate::GateReport;
use crate::text::Style;
use ifrace_sim::world::property::Property;
use ifrace_sim::world::violated::Violated;

/// A scenario under an era.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Race {
    /// The identifier of the scenario.
    pub scenario: String,
    /// The era, as the scenario spells it.
    pub era: String,
    /// What the scenario claims of it.
    pub claim: Claim,
    /// What was found.
    pub searched: Searched,
}

/// What the searches of one race gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// How many states the exhaustive search has seen.
    pub states: u64,
    /// Whether these are all.
    pub exhausted: bool,
    /// How many random schedules were played to their end.
    pub schedules: u64,
    /// What is violated, each once.
    pub found: Vec<Found>,
    /// What was reached of all that can be.
    pub reached: Vec<Property>,
    /// Why what was not found may still be there, beside the limits: a signal came, the world was too small.
    pub open: Option<String>,
}

/// Something that is violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What.
    pub violated: Violated,
    /// The steps of a shortest run to it; `None` if only schedules showed it.
    pub depth: Option<u32>,
    /// The first schedule that showed it, if only schedules did.
    pub schedule: Option<u64>,
    /// Whose step hit what of whom. Only what must never happen needs one.
    pub cause: Option<String>,
}

impl Race {
    /// The command that shows what is violated.
    pub fn command(&self) -> String {
        format!("ifrace explore {} --era {}", self.scenario, self.era)
    }

    /// How a violation was found, if it was.
    pub fn found(&self, violated: Violated) -> Option<&Found> {
        self.searched.found.iter().find(|found| found.violated == violated)
    }
}

impl Searched {
    /// How far it was searched.
    pub fn extent(&self) -> String {
        let count = |number: u64, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
        match (self.exhausted, self.schedules) {
            (true, _) => format!("all {}", count(self.states, "state")),
            (false, 0) => count(self.states, "state"),
            (false, schedules) => format!("{} and {}", count(self.states, "state"), count(schedules, "schedule")),
        }
    }

    /// Whether anything was played.
    pub const fn is_begun(&self) -> bool {
        self.states > 0 || self.schedules > 0
    }
}

/// The races for a terminal: the tables of verdicts, what is open, what was reached, and what was seen beside the claims.
pub(crate) fn sections(report: &GateReport, style: Style) -> [Vec<String>; 4] {
    let races = &report.races;
    [table::section(races, style), open::section(races), coverage::section(races), seen::section(races)]
}

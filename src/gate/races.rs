//! Races: every scenario under every era of which it claims something.

mod cause;
mod cell;
mod examples;
mod queue;
mod search;
#[cfg(test)]
mod tests;

pub(crate) use cell::claim;
pub(super) use examples::examples;
pub(super) use queue::Queue;

use ifrace_sim::scenario::Scenario;

/// How many histories a race takes as long as, about: for the progress.
const STEPS: u64 = 100;

/// Which races are run, and how far.
#[derive(Clone, Debug, Default)]
pub struct Races {
    /// The scenarios, each with its default parameters.
    pub scenarios: Vec<Scenario>,
    /// So many states of a race are enough; its last level is finished.
    pub states: u64,
    /// How many random schedules are played where these are not all states.
    pub schedules: u64,
}

impl Races {
    /// How many steps of progress they take, about.
    pub(super) fn steps(&self) -> u64 {
        STEPS.saturating_mul(cell::all(&self.scenarios).len() as u64)
    }
}

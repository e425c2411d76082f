//! The result.

use super::Proof;
use crate::system::Choice;
use crate::world::plan::Plan;

/// A small plan with a short run that violates what the given run violates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minimal {
    /// The plan: what is left of the given one. What it says of eras is still said of the given one.
    pub plan: Plan,
    /// The run, whose last step violates it, unless it is the end that does.
    pub choices: Vec<Choice>,
    /// The steps of the run.
    pub steps: usize,
    /// How often somebody else moves in it than before.
    pub switches: usize,
    /// How many runs were played to find it.
    pub tries: u64,
    /// How many states were seen by searches of all runs.
    pub states: u64,
    /// In what it is minimal.
    pub minimal_in: Proof,
}

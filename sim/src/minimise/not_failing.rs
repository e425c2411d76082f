//! There is nothing to minimise.

use crate::world::Unplayable;
use crate::world::violated::Violated;

/// Why there is nothing to minimise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFailing {
    /// The plan cannot be played.
    #[error("the plan cannot be played: {0}")]
    Unplayable(#[from] Unplayable),
    /// The run does not violate what it is said to violate.
    #[error("the run does not violate {wanted}, but {}; {played} of its {choices} steps can be played", found(.violated))]
    Holds {
        /// What it is said to violate.
        wanted: Violated,
        /// What it violates.
        violated: Vec<Violated>,
        /// How many of its choices can be played.
        played: usize,
        /// How many choices it has.
        choices: usize,
    },
}

fn found(violated: &[Violated]) -> String {
    if violated.is_empty() {
        return "nothing".to_owned();
    }
    violated.iter().map(|one| one.id()).collect::<Vec<_>>().join(", ")
}

//! Why a trace cannot be played again.

use super::Divergence;
use crate::release::UnknownRelease;
use crate::world::Unplayable;

/// Why a trace cannot be played again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// It is no run of the simulator.
    #[error("it is a trace of the case {0}, which `ifrace repro {0}` plays; only runs of scenarios are replayed")]
    Case(String),
    /// It was played on something else.
    #[error("the run was played on '{0}', and only simulated ones can be replayed")]
    Subject(String),
    /// The header has no plan.
    #[error("line 1: the header has no plan, without which nothing can be replayed")]
    NoPlan,
    /// The header says one scenario and has the plan of another.
    #[error("line 1: the header is of the scenario '{header}', and its plan is of '{plan}'")]
    OtherScenario {
        /// The scenario of the header.
        header: String,
        /// That of the plan.
        plan: String,
    },
    /// There is no such era.
    #[error("line 1: {0}")]
    Era(#[from] UnknownRelease),
    /// The plan was changed to something that no scenario can say.
    #[error("line 1: the plan cannot be: {0}")]
    Plan(String),
    /// The plan cannot be played under the era.
    #[error("line 1: the plan cannot be played: {0}")]
    Unplayable(#[from] Unplayable),
    /// The run goes another way.
    #[error(transparent)]
    Diverged(#[from] Box<Divergence>),
}

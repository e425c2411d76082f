//! A step of a run, in words that outlive the plan that it was made in.

use crate::world::Mover;
use crate::world::op::Op;
use std::mem::Discriminant;

/// A step. Actors are numbered by each plan anew, and operations come and go with interfaces, so a step says what it is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    /// Who moves.
    pub(super) mover: Mover,
    /// How; 0 is the plain way.
    pub(super) variant: u8,
    /// For a guest: how many commands it has begun with this step.
    pub(super) command: u32,
    /// What is made to fail, if something is.
    pub(super) fails: Option<Discriminant<Op>>,
}

impl Step {
    /// Whether something goes wrong by it.
    pub(super) const fn is_fault(&self) -> bool {
        self.variant > 0 || self.is_death()
    }

    /// Whether it is the death of a daemon or a hypervisor.
    pub(super) const fn is_death(&self) -> bool {
        matches!(self.mover, Mover::DaemonDeath(_) | Mover::HypervisorDeath(_))
    }
}

/// How often somebody else moves than before.
pub(super) fn switches(steps: &[Step]) -> usize {
    steps.windows(2).filter(|pair| pair[0].mover != pair[1].mover).count()
}

/// How good a run is, the most important first: what goes wrong in it, its steps, and how often somebody else moves.
pub(super) fn measure(steps: &[Step]) -> (usize, usize, usize) {
    (steps.iter().filter(|step| step.is_fault()).count(), steps.len(), switches(steps))
}

//! Something simpler that may fail as well.

use super::best::Best;
use super::player::Manner;
use super::step::Step;
use super::{What, faults, furniture, guests, interfaces, order, tasks};
use crate::world::Mover;
use crate::world::plan::Plan;

/// Something simpler that may fail as well.
pub(super) struct Candidate {
    /// The plan, if it is another one.
    pub(super) plan: Option<Plan>,
    pub(super) steps: Vec<Step>,
    /// In what manners the steps are played.
    pub(super) manners: &'static [Manner],
}

impl Candidate {
    /// Other steps of the same plan, each a move and no more.
    pub(super) const fn lenient(steps: Vec<Step>) -> Self {
        Self { plan: None, steps, manners: &[Manner::Lenient] }
    }

    /// Other steps of the same plan, with what they are about.
    pub(super) const fn guided(steps: Vec<Step>) -> Self {
        Self { plan: None, steps, manners: &[Manner::Guided, Manner::Lenient] }
    }

    /// A simpler plan with these steps.
    pub(super) const fn plan(plan: Plan, steps: Vec<Step>) -> Self {
        Self { plan: Some(plan), steps, manners: &[Manner::Guided, Manner::Lenient] }
    }

    /// The same steps with a plan that was changed.
    pub(super) fn changed(best: &Best, change: impl FnOnce(&mut Plan)) -> Self {
        let mut plan = best.plan.clone();
        change(&mut plan);
        Self::plan(plan, best.steps.clone())
    }

    /// A simpler plan, and the steps of who is still there.
    pub(super) fn renumbered(best: &Best, plan: Plan, number: impl Fn(Mover) -> Option<Mover>) -> Self {
        let steps = best.steps.iter().filter_map(|step| number(step.mover).map(|mover| Step { mover, ..*step }));
        let steps = steps.collect();
        Self::plan(plan, steps)
    }
}

/// The number of something after the one that was taken out of a row; `None` for that one.
pub(super) const fn without(taken: u8, number: u8) -> Option<u8> {
    if number < taken {
        Some(number)
    } else if number > taken {
        Some(number - 1)
    } else {
        None
    }
}

impl What {
    /// Every candidate that has one of this kind less.
    pub(super) fn candidates(self, best: &Best) -> Vec<Candidate> {
        match self {
            Self::Guest => guests::guests(best),
            Self::Other => guests::others(best),
            Self::Daemon => guests::daemons(best),
            Self::Cycle => tasks::cycles(best),
            Self::Task => tasks::tasks(best),
            Self::Interface => interfaces::interfaces(best),
            Self::Fault => faults::faults(best),
            Self::Part => interfaces::parts(best),
            Self::Furniture => furniture::furniture(best),
            Self::Setting => furniture::settings(best),
            Self::Switch => order::orders(best),
            // There are too many of them to have them all at once.
            Self::Step => Vec::new(),
        }
    }
}

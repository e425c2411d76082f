//! Fewer faults.

use super::best::Best;
use super::candidate::Candidate;
use super::step::Step;
use crate::world::Mover;
use crate::world::plan::Faults;

/// Without each fault, the last one first; and with no more of them allowed than there are.
pub(super) fn faults(best: &Best) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for place in (0..best.steps.len()).rev().filter(|place| best.steps[*place].is_fault()) {
        let mut steps = best.steps.clone();
        if steps[place].is_death() {
            steps.remove(place);
        } else {
            (steps[place].variant, steps[place].fails) = (0, None);
        }
        candidates.push(Candidate::guided(steps));
    }
    let used = used(&best.steps);
    if used != best.plan.faults {
        candidates.push(Candidate::changed(best, |plan| plan.faults = used));
    }
    candidates
}

/// The faults of a run.
fn used(steps: &[Step]) -> Faults {
    let count = |one: &dyn Fn(&Step) -> bool| steps.iter().filter(|step| one(step)).count() as u8;
    Faults {
        operations: count(&|step| step.variant > 0),
        daemon_deaths: count(&|step| matches!(step.mover, Mover::DaemonDeath(_))),
        hypervisor_deaths: count(&|step| matches!(step.mover, Mover::HypervisorDeath(_))),
    }
}

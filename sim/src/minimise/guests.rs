//! Leaving out guests, others and daemons.

use super::best::Best;
use super::candidate::{Candidate, without};
use crate::world::Mover;

/// Without each of the guests, the last one first.
pub(super) fn guests(best: &Best) -> Vec<Candidate> {
    let all = 0..best.plan.guests.len();
    let candidate = |guest: usize| {
        let mut plan = best.plan.clone();
        plan.guests.remove(guest);
        let number = |one| without(guest as u8, one);
        Candidate::renumbered(best, plan, |mover| match mover {
            Mover::Guest(one) => number(one).map(Mover::Guest),
            Mover::HypervisorDeath(one) => number(one).map(Mover::HypervisorDeath),
            _ => Some(mover),
        })
    };
    all.rev().map(candidate).collect()
}

/// Without each of the others.
pub(super) fn others(best: &Best) -> Vec<Candidate> {
    let candidate = |other: usize| {
        let mut plan = best.plan.clone();
        plan.foreign.remove(other);
        Candidate::renumbered(best, plan, |mover| match mover {
            Mover::Other(one) => without(other as u8, one).map(Mover::Other),
            _ => Some(mover),
        })
    };
    (0..best.plan.foreign.len()).rev().map(candidate).collect()
}

/// Without each of the daemons, whose guests go to the first that is left.
pub(super) fn daemons(best: &Best) -> Vec<Candidate> {
    let count = best.plan.daemons.len();
    let candidate = |daemon: usize| {
        let mut plan = best.plan.clone();
        plan.daemons.remove(daemon);
        let number = |one| without(daemon as u8, one).unwrap_or_default();
        plan.guests.iter_mut().for_each(|guest| guest.daemon = number(guest.daemon));
        Candidate::renumbered(best, plan, |mover| match mover {
            Mover::DaemonDeath(one) => Some(Mover::DaemonDeath(number(one))),
            _ => Some(mover),
        })
    };
    (0..count).rev().filter(|_| count > 1).map(candidate).collect()
}

//! Who the events of a trace speak of.

use crate::trace::RunEvent;
use crate::world::{Mover, Stage, World, label};

/// All actors of a world.
pub(super) fn all(stage: &Stage) -> impl Iterator<Item = u8> + use<> {
    0..(2 * stage.guests() + stage.plan.foreign.len() + stage.plan.daemons.len()) as u8
}

/// Whether an actor can be the one of an event. A hypervisor may end as its guest's task, or by a fault.
pub(super) fn is_meant(mover: Mover, event: &RunEvent) -> bool {
    match (event, mover) {
        (RunEvent::Begin { guest, .. } | RunEvent::End { guest, .. } | RunEvent::HypervisorDied { guest }, Mover::Guest(one)) => {
            *guest == label(one)
        }
        (RunEvent::Operation(operation), Mover::Guest(one)) => operation.guest == label(one),
        (RunEvent::Operation(operation), Mover::Other(one)) => operation.guest == other(one),
        (RunEvent::DaemonDied { daemon }, Mover::DaemonDeath(one)) => *daemon == usize::from(one),
        (RunEvent::HypervisorDied { guest }, Mover::HypervisorDeath(one)) => *guest == label(one),
        _ => false,
    }
}

/// Who an actor is, in words.
pub(super) fn name<const WORDS: usize>(world: &World<WORDS>, actor: u8) -> String {
    match world.mover(actor) {
        Mover::Guest(guest) => label(guest),
        Mover::Other(number) => other(number),
        Mover::DaemonDeath(daemon) => format!("daemon {daemon}"),
        Mover::HypervisorDeath(guest) => format!("the hypervisor of {}", label(guest)),
    }
}

fn other(number: u8) -> String {
    format!("other {number}")
}

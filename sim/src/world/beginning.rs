//! The state in which every run of a world begins.

use super::book::{Book, LocalId};
use super::build::DAEMONS_MAX;
use super::host::{Host, Rest, Slot};
use super::op::FOREIGN_INDEX;
use super::owner::{GUESTS_MAX, Owner};
use super::stage::Stage;
use super::state::{Left, State};
use ifrace_allocator::IfName;

pub(super) fn first(book: &mut Book, stage: &Stage) -> State {
    let mut locals = [LocalId::default(); GUESTS_MAX];
    for (local, role) in locals.iter_mut().zip(&stage.role_of) {
        *local = book.first(*role, stage);
    }
    let mut counters = [0; DAEMONS_MAX];
    for (daemon, counters) in counters.iter_mut().enumerate().take(stage.daemons()) {
        *counters = book.counters(&stage.names_of(daemon));
    }
    let faults = stage.plan.faults;
    let left =
        Left { operations: faults.operations, daemon_deaths: faults.daemon_deaths, hypervisor_deaths: faults.hypervisor_deaths };
    let host = furnished(book, stage);
    State { host, locals, counters, others: Default::default(), left, restarted: false, excused: false }
}

/// The host before anything happens.
fn furnished(book: &mut Book, stage: &Stage) -> Host {
    let tap = |(place, name): (usize, &IfName)| Slot {
        name: book.names.number(*name),
        index: FOREIGN_INDEX + 1 + place as u8,
        flags: Slot::PERSISTENT,
        creator: Owner::FOREIGN,
        ..Slot::default()
    };
    let mut slots: Vec<Slot> = stage.taps.iter().enumerate().map(tap).collect();
    for (place, (name, bridge)) in stage.stale_ports.iter().enumerate() {
        let row = FOREIGN_INDEX + 1 + place as u8;
        let name = book.names.number(*name);
        let place = slots.iter().position(|slot| slot.name == name).unwrap_or_else(|| {
            slots.push(Slot { name, ..Slot::default() });
            slots.len() - 1
        });
        slots[place] = Slot { row, row_bridge: *bridge, row_owner: Owner::GONE, ..slots[place] };
    }
    slots.sort_by_key(|slot| slot.name);
    Host::from_slots(&slots, Rest::default())
}

//! Guests that are defined alike are interchangeable: of the states that differ only in which of them is which, one stands for
//! all.

use super::host::{Host, Rest, Slot};
use super::op::Index;
use super::owner::{GUESTS_MAX, Owner};
use super::stage::Stage;
use super::state::State;
use super::thread::Notes;

/// For each guest, the first one that is defined like it and has the same daemon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symmetry {
    group: [u8; GUESTS_MAX],
    exists: bool,
}

/// For each guest, whose place it takes.
type Places = [u8; GUESTS_MAX];

impl Symmetry {
    pub(super) fn of(stage: &Stage) -> Self {
        let like = |guest: usize| (stage.role_of[guest], stage.daemon_of[guest]);
        let first = |guest: usize| (0..guest).find(|other| like(*other) == like(guest)).unwrap_or(guest);
        let group = std::array::from_fn(|guest| if guest < stage.guests() { first(guest) as u8 } else { guest as u8 });
        let exists = (0..GUESTS_MAX).any(|guest| usize::from(group[guest]) != guest);
        Self { group, exists }
    }

    /// No guest is like another.
    pub(super) fn none() -> Self {
        Self { group: std::array::from_fn(|guest| guest as u8), exists: false }
    }

    /// The state that stands for this one.
    pub(super) fn canonical(&self, state: &State, notes: &mut Notes) -> State {
        match self.places(state, notes) {
            Some(places) => moved(state, &places),
            None => *state,
        }
    }

    /// Where each guest goes: those of a group in the order of their own states. `None` if all stay.
    fn places(&self, state: &State, notes: &mut Notes) -> Option<Places> {
        let mut order: Places = std::array::from_fn(|guest| guest as u8);
        if !self.exists {
            return None;
        }
        // An insertion sort within each group: there are few guests, and most are in order.
        let mut is_moved = false;
        for at in 1..GUESTS_MAX {
            let mut to = at;
            while let Some(before) = (0..to).rev().find(|place| self.group[*place] == self.group[at]) {
                let own_state = |place: usize| state.locals[usize::from(order[place])];
                let (one, other) = (own_state(before), own_state(to));
                if one < other || one == other && mark(state, order[before]) <= mark(state, order[to]) {
                    break;
                }
                order.swap(before, to);
                (to, is_moved) = (before, true);
            }
        }
        // Who remembers another guest's device by its number would have to remember another number.
        let remembers = |local: &u16| notes.info(*local).others.iter().any(|numbers| *numbers != 0);
        if !is_moved || state.locals.iter().any(remembers) {
            return None;
        }
        let mut places = order;
        for (place, guest) in order.iter().enumerate() {
            places[usize::from(*guest)] = place as u8;
        }
        Some(places)
    }
}

/// What a guest has on the host, as a number that does not say which guest it is: it orders guests whose own states are the same.
fn mark(state: &State, guest: u8) -> u64 {
    let mix = |mark: u64, number: u64| (mark ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
    let rest = &state.host.rest;
    let place = usize::from(guest);
    let hypervisor = u64::from(rest.hypervisors[place].start) << 1 | u64::from(rest.hypervisors[place].running);
    let own = |owner: Owner| if owner.guest() == Some(guest) { u64::from(owner.start()) } else { 0 };
    let ports = rest.ports[place].iter().fold(0, |mark, start| mix(mark, u64::from(*start)));
    let mut marked = [hypervisor, u64::from(rest.status[place]), ports].into_iter().fold(1, mix);
    marked = rest.lowers.iter().fold(marked, |marked, owner| mix(marked, own(*owner)));
    for slot in state.host.slots() {
        let owners = [slot.creator, slot.limits, slot.filter, slot.row_owner, slot.receiving].map(own);
        let bits = u64::from(slot.mac_rules >> (4 * guest) & 0xf) << 2
            | u64::from(slot.qos >> guest & 1) << 1
            | u64::from(slot.row_sending == guest + 1);
        let held = slot.holders.iter().map(|one| own(one.owner) << 1 | u64::from(one.hypervisor));
        if owners.iter().any(|owner| *owner != 0) || bits != 0 || held.clone().any(|held| held > 1) {
            marked = owners.into_iter().chain([bits, slot.name.into()]).chain(held).fold(marked, mix);
        }
    }
    marked
}

fn moved(state: &State, places: &Places) -> State {
    let mut moved = *state;
    let (old, rest) = (&state.host.rest, &mut moved.host.rest);
    *rest = Rest { lowers: old.lowers.map(|owner| owner_at(owner, places)), ..*old };
    for (guest, place) in places.iter().enumerate() {
        let place = usize::from(*place);
        moved.locals[place] = state.locals[guest];
        rest.hypervisors[place] = old.hypervisors[guest];
        rest.ports[place] = old.ports[guest];
        rest.status[place] = old.status[guest];
    }
    let mut slots = [Slot::default(); super::host::SLOTS_MAX];
    let count = state.host.slots().len();
    for (slot, old) in slots.iter_mut().zip(state.host.slots()) {
        *slot = slot_at(old, places);
    }
    moved.host = Host::from_slots(&slots[..count], moved.host.rest);
    moved
}

fn slot_at(old: &Slot, places: &Places) -> Slot {
    let owner = |owner| owner_at(owner, places);
    let mut slot = Slot {
        index: index_at(old.index, places),
        creator: owner(old.creator),
        limits: owner(old.limits),
        filter: owner(old.filter),
        mac_rules: 0,
        row: index_at(old.row, places),
        row_owner: owner(old.row_owner),
        receiving: owner(old.receiving),
        row_sending: old.row_sending.checked_sub(1).map_or(0, |guest| places[usize::from(guest)] + 1),
        qos: 0,
        ..*old
    };
    for (guest, place) in places.iter().enumerate() {
        slot.mac_rules |= (old.mac_rules >> (4 * guest) & 0xf) << (4 * place);
        slot.qos |= (old.qos >> guest & 1) << place;
    }
    for holder in &mut slot.holders {
        holder.owner = owner(holder.owner);
    }
    // Empty entries stay at the end.
    slot.holders.sort_by_key(|holder| (!holder.owner.is_some(), *holder));
    slot
}

fn owner_at(owner: Owner, places: &Places) -> Owner {
    owner.guest().map_or(owner, |guest| Owner::new(places[usize::from(guest)], owner.start()))
}

fn index_at(index: Index, places: &Places) -> Index {
    match index.checked_sub(1) {
        Some(place @ 0..64) => 8 * places[usize::from(place / 8)] + place % 8 + 1,
        _ => index,
    }
}

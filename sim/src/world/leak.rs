//! What is left when nobody has anything to do any more.

use super::op::NameId;
use super::owner::Owner;
use super::state::State;
use super::system::Infos;
use super::violated::Violated;

/// Something of a guest that does not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) what: &'static str,
    /// What it is keyed by; 0 if that is no name.
    pub(super) name: NameId,
    pub(super) of: Owner,
}

/// The bits of what does not hold if something is left of a guest that does not run, unless a cleanup was made to fail.
pub(super) fn leaks(state: &State, infos: &Infos) -> u32 {
    match state.excused || left(state, infos).is_empty() {
        true => 0,
        false if state.restarted => Violated::Leak.bit() | Violated::Restart.bit(),
        false => Violated::Leak.bit(),
    }
}

/// Everything that is left.
pub(super) fn left(state: &State, infos: &Infos) -> Vec<Left> {
    let mut left = Vec::new();
    keyed_by_name(state, infos, &mut left);
    let rest = &state.host.rest;
    for guest in 0..infos.len() {
        let mut note = |what, start: u16| {
            if start != 0 && !runs(infos, Owner::new(guest as u8, start)) {
                left.push(Left { what, name: 0, of: Owner::new(guest as u8, start) });
            }
        };
        rest.ports[guest].iter().for_each(|start| note("the port in a network", *start));
        note("the hypervisor", rest.hypervisors[guest].start);
        note("the status file", rest.status[guest]);
    }
    let lowers = rest.lowers.iter().filter(|owner| !runs(infos, **owner));
    left.extend(lowers.map(|of| Left { what: "the address of a lower device", name: 0, of: *of }));
    if rest.lost {
        left.push(Left { what: "a port or a hypervisor of an earlier start", name: 0, of: Owner::GONE });
    }
    left
}

/// Whether what somebody owns is not left over: it runs, or is no guest.
fn runs(infos: &Infos, owner: Owner) -> bool {
    owner.guest().is_none_or(|guest| {
        let info = &infos[usize::from(guest)];
        info.running && info.start == owner.start()
    })
}

fn keyed_by_name(state: &State, infos: &Infos, left: &mut Vec<Left>) {
    for slot in state.host.slots() {
        let owned = [
            ("the device", slot.creator),
            ("the limits of", slot.limits),
            ("the network filter of", slot.filter),
            ("the port of Open vSwitch", slot.row_owner),
            ("the policing of the port", slot.receiving),
        ];
        let mut note = |what, of| left.push(Left { what, name: slot.name, of });
        owned.into_iter().filter(|(_, owner)| !runs(infos, *owner)).for_each(|(what, owner)| note(what, owner));
        for (guest, info) in infos.iter().enumerate().filter(|(_, info)| !info.running) {
            let owner = Owner::new(guest as u8, info.start);
            if slot.mac_rules >> (4 * guest) & 0xf != 0 {
                note("the rule for the address on", owner);
            }
            if slot.qos >> guest & 1 != 0 {
                note("the limits of the port", owner);
            }
        }
    }
}

//! What a step did to those who did not make it.

use super::host::{Host, Slot};
use super::op::NameId;
use super::owner::Owner;
use super::system::Infos;
use super::violated::Violated;

/// The bits of `no-stomp` for what changed of others' things, when somebody moved.
pub(super) fn stomps(before: &Host, after: &Host, actor: Owner, infos: &Infos) -> u32 {
    let mut bits = 0;
    each_stomp(before, after, actor, infos, |stomp| bits |= stomp.what.bit());
    bits
}

/// Something of somebody that somebody else changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stomp {
    pub(super) what: Violated,
    pub(super) victim: Owner,
    /// What it was keyed by; 0 for a lower device.
    pub(super) name: NameId,
}

/// Calls back for each such thing.
pub(super) fn each_stomp(before: &Host, after: &Host, actor: Owner, infos: &Infos, mut found: impl FnMut(Stomp)) {
    let judge = Judge { actor, infos };
    for old in before.slots() {
        let new = after.slot(old.name).copied().unwrap_or_default();
        if *old != new {
            judge.device(old, &new, &mut found);
            judge.keyed(old, &new, &mut found);
        }
    }
    for (old, new) in before.rest.lowers.iter().zip(after.rest.lowers) {
        if *old != new && judge.is_others(*old) {
            found(Stomp { what: Violated::StompLower, victim: *old, name: 0 });
        }
    }
}

struct Judge<'i> {
    actor: Owner,
    infos: &'i Infos,
}

impl Judge<'_> {
    /// Whether something belongs to somebody else who is being started, or runs.
    fn is_others(&self, owner: Owner) -> bool {
        match owner.guest() {
            None => owner == Owner::FOREIGN && self.actor != Owner::FOREIGN,
            Some(guest) => {
                let info = &self.infos[usize::from(guest)];
                self.actor.guest() != Some(guest) && info.start == owner.start() && info.protected
            }
        }
    }

    /// The same for what bears the mark of a guest, not of one of its starts.
    fn is_other_guest(&self, guest: usize) -> bool {
        self.actor.guest() != Some(guest as u8) && self.infos[guest].protected
    }

    fn device(&self, old: &Slot, new: &Slot, found: &mut impl FnMut(Stomp)) {
        if old.index == 0 {
            return;
        }
        let mut hit = |what, victim| found(Stomp { what, victim, name: old.name });
        let is_same = new.index == old.index;
        let is_others = self.is_others(old.creator);
        if is_others && !is_same {
            hit(Violated::StompDevice, old.creator);
        }
        if is_others && is_same && (old.is(Slot::UP) != new.is(Slot::UP) || old.bridge != new.bridge) {
            hit(Violated::StompSetting, old.creator);
        }
        let limits_of_another = is_others && new.limits.is_some() && old.creator != Owner::FOREIGN;
        if is_same && old.limits != new.limits && (self.is_others(old.limits) || limits_of_another) {
            hit(Violated::StompBandwidth, if self.is_others(old.limits) { old.limits } else { old.creator });
        }
    }

    /// What is keyed by the name.
    fn keyed(&self, old: &Slot, new: &Slot, found: &mut impl FnMut(Stomp)) {
        let mut hit = |what, victim| found(Stomp { what, victim, name: old.name });
        if old.filter != new.filter && self.is_others(old.filter) {
            hit(Violated::StompFilter, old.filter);
        }
        let port = |slot: &Slot| (slot.row, slot.row_bridge, slot.row_owner);
        if port(old) != port(new) && self.is_others(old.row_owner) {
            hit(Violated::StompOvsPort, old.row_owner);
        }
        if old.receiving != new.receiving && self.is_others(old.receiving) {
            hit(Violated::StompOvsLimit, old.receiving);
        }
        let sender = old.row_sending.checked_sub(1).filter(|_| old.row == new.row && old.row_sending != new.row_sending);
        if let Some(guest) = sender.map(usize::from).filter(|guest| self.is_other_guest(*guest)) {
            hit(Violated::StompOvsLimit, Owner::new(guest as u8, self.infos[guest].start));
        }
        for guest in 0..self.infos.len() {
            let victim = Owner::new(guest as u8, self.infos[guest].start);
            let lost = |old: u32, new: u32, mask: u32| old & !new & mask != 0;
            if lost(old.mac_rules, new.mac_rules, 0xf << (4 * guest)) && self.is_other_guest(guest) {
                hit(Violated::StompMacRule, victim);
            }
            if lost(old.qos.into(), new.qos.into(), 1 << guest) && self.is_other_guest(guest) {
                hit(Violated::StompOvsLimit, victim);
            }
        }
    }
}

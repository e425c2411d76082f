//! What a running guest has, and what a stop leaves.

use crate::facts::Facts;
use crate::inventory::{Inventory, Thing};
use crate::kind::{Kind, Spec};

/// What one interface of a running guest has.
fn of_card(spec: Spec, mac_filter: bool, facts: Facts) -> Vec<Thing> {
    let kind = spec.kind;
    let by_switch = kind.is_switched() && facts.has_ovs_qos();
    let conditions = [
        (Thing::Tap, kind.has_device() && !kind.is_macvtap() && kind != Kind::UnmanagedMacvtap),
        (Thing::Macvtap, kind.is_macvtap() || kind == Kind::UnmanagedMacvtap),
        (Thing::Limits, spec.full && kind.has_device() && !by_switch),
        (Thing::Sending, spec.full && by_switch),
        (Thing::Receiving, spec.full && by_switch),
        (Thing::Filter, spec.full && kind.takes_filter()),
        (Thing::MacRule, mac_filter && kind.has_device() && !kind.is_macvtap()),
        (Thing::OvsRow, kind.is_switched()),
        (Thing::Lower, kind == Kind::Passthrough),
        (Thing::Port, kind.is_networked()),
    ];
    conditions.into_iter().filter(|(_, has)| *has).map(|(thing, _)| thing).collect()
}

/// What a running guest has. `mac_filter` is a setting of its daemon.
pub(crate) fn running(cards: &[Spec], mac_filter: bool, facts: Facts) -> Inventory {
    let of_cards = cards.iter().enumerate();
    of_cards.flat_map(|(number, spec)| of_card(*spec, mac_filter, facts).into_iter().map(move |thing| (number, thing))).collect()
}

/// What the daemon knows of an interface when it stops the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// The name of its device.
    pub(crate) named: bool,
    /// That it has created its macvtap.
    pub(crate) created: bool,
}

impl Known {
    pub(crate) const EVERYTHING: Self = Self { named: true, created: true };
}

/// Whether `qemuProcessStop` of libvirt leaves a thing. Everything but the port in the network is found by the name; the address
/// of the device under a macvtap is restored in the call that deletes the macvtap, also without a name.
pub(crate) fn stop_leaves(thing: Thing, known: Known, facts: Facts) -> bool {
    let may_delete = known.created || !facts.stop_wants_created();
    match thing {
        // The hypervisor and the daemon have closed it.
        Thing::Tap | Thing::Port => false,
        Thing::Limits | Thing::Filter | Thing::MacRule | Thing::OvsRow | Thing::Receiving => !known.named,
        Thing::Macvtap => !(known.named && may_delete),
        Thing::Sending => !(known.named && facts.stop_clears_ovs_qos()),
        Thing::Lower => !may_delete,
    }
}

/// What is left when a guest is stopped whose daemon knows this of each interface.
pub(crate) fn stopped(before: &Inventory, known: impl Fn(usize) -> Known, cards: &[Spec], facts: Facts) -> Inventory {
    let gone_with_device = |card: usize, thing| thing == Thing::Macvtap && cards[card].kind == Kind::UnmanagedMacvtap;
    let leaves = |&(card, thing): &(usize, Thing)| {
        let left = stop_leaves(thing, known(card), facts) && !facts.is_hardened();
        left && !gone_with_device(card, thing)
    };
    before.iter().copied().filter(leaves).collect()
}

/// What goes with the last descriptor of the daemon: a tap that it has made, with the limits on it. The user's own device only
/// ceases to be in use.
pub(crate) fn closed(before: &Inventory, cards: &[Spec], which: impl Fn(usize) -> bool) -> Inventory {
    let goes = |card: usize, thing| {
        let kind = cards[card].kind;
        let own_tap = thing == Thing::Tap || thing == Thing::Limits && !kind.is_unmanaged();
        !kind.is_macvtap() && own_tap || kind == Kind::UnmanagedMacvtap && thing == Thing::Macvtap
    };
    before.iter().copied().filter(|&(card, thing)| !(which(card) && goes(card, thing))).collect()
}

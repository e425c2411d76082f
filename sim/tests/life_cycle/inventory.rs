//! What a start of a guest has on the host, in the words of the predictions.

use ifrace_allocator::IfName;
use ifrace_allocator::host::{Incarnation, LinkKind};
use ifrace_allocator::memory::{MemoryHost, OvsSide};
use std::collections::{BTreeMap, BTreeSet};

/// Something that an interface has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Tap,
    Macvtap,
    Limits,
    Filter,
    MacRule,
    OvsRow,
    /// The rows of Open vSwitch that limit what the port sends.
    Sending,
    /// The policing of what the port receives, in its row.
    Receiving,
    Lower,
    Port,
}

/// Things by the number of the interface.
pub(crate) type Inventory = BTreeSet<(usize, Thing)>;

/// The interfaces by the names that their devices have had.
pub(crate) type CardsByName = BTreeMap<IfName, usize>;

/// Everything that belongs to a start of a guest.
pub(crate) fn inventory(host: &MemoryHost, of: Incarnation, cards: &CardsByName) -> Inventory {
    let has = host.belongings(of);
    let card = |name: &IfName| *cards.get(name).unwrap_or_else(|| panic!("{of} never had a device {name}: {has:?}"));
    let devices = has.devices.iter().map(|device| match device.kind {
        LinkKind::Tap => (card(&device.name), Thing::Tap),
        LinkKind::Macvtap => (card(&device.name), Thing::Macvtap),
        other => panic!("{of} has a {other:?}"),
    });
    let side = |side: &OvsSide| if *side == OvsSide::Sending { Thing::Sending } else { Thing::Receiving };
    devices
        .chain(has.bandwidths.iter().map(|(name, _)| (card(name), Thing::Limits)))
        .chain(has.filters.iter().map(|(name, _)| (card(name), Thing::Filter)))
        .chain(has.mac_rules.iter().map(|(name, _)| (card(name), Thing::MacRule)))
        .chain(has.ovs_ports.iter().map(|(name, _)| (card(name), Thing::OvsRow)))
        .chain(has.ovs_qos.iter().map(|(name, of_side, _)| (card(name), side(of_side))))
        .chain(has.lowers.iter().map(|(_, lower)| (usize::from(lower.mac.0[5]), Thing::Lower)))
        .chain(has.ports.iter().map(|port| (usize::from(port.mac.0[5]), Thing::Port)))
        .collect()
}

//! What an interface is to say.

use super::names::name;
use super::source::{shown_network, source};
use super::traffic::{bandwidth, filter};
use super::virtual_port::virtual_port;
use crate::Rng;
use ifrace_allocator::Mac;
use ifrace_allocator::interface::{Interface, InterfaceType};
use std::collections::BTreeSet;

/// Cards that can have several queues.
const VIRTIO: [&str; 3] = ["virtio", "virtio-transitional", "virtio-non-transitional"];

/// Cards that cannot.
const OTHER_CARDS: [&str; 3] = ["e1000", "rtl8139", "e1000e"];

/// An interface that libvirt accepts.
pub(super) fn interface(rng: &mut Rng, types: &[InterfaceType], taken: &mut BTreeSet<String>) -> Interface {
    let interface_type = *rng.pick(types);
    let mut planned = Interface::new(interface_type, source(rng, interface_type));
    planned.network = shown_network(rng, interface_type);
    planned.target = rng.chance(5, 6).then(|| name(rng, taken));
    planned.managed = managed(rng, &planned);
    planned.mac = rng.chance(1, 3).then(|| mac(rng));
    planned.virtual_port = virtual_port(rng, interface_type);
    planned.filter = filter(rng, interface_type);
    planned.bandwidth = bandwidth(rng, interface_type);
    planned.mtu = rng.chance(1, 6).then(|| 68 + rng.below(9000) as u32);
    // libvirt refuses a vhostuser interface with another card.
    let virtio = interface_type == InterfaceType::Vhostuser || rng.chance(1, 3);
    if virtio {
        planned.model = Some((*rng.pick(&VIRTIO)).to_owned());
        // What a handed over device has is its own.
        let may_have_queues = interface_type != InterfaceType::Hostdev;
        planned.queues = (may_have_queues && rng.chance(1, 3)).then(|| 1 + rng.below(16) as u32);
    } else if rng.chance(1, 4) {
        planned.model = Some((*rng.pick(&OTHER_CARDS)).to_owned());
    }
    if interface_type == InterfaceType::Ethernet {
        planned.script = rng.chance(1, 4).then(|| "/etc/qemu-ifup".to_owned());
        planned.downscript = rng.chance(1, 4).then(|| "/etc/qemu-ifdown a>b".to_owned());
    }
    planned
}

/// An unmanaged device must be an `ethernet` interface's, and have a name.
fn managed(rng: &mut Rng, planned: &Interface) -> Option<bool> {
    let may_be_unmanaged = planned.interface_type == InterfaceType::Ethernet && planned.target.is_some();
    match rng.below(6) {
        0 => Some(true),
        1..4 if may_be_unmanaged => Some(false),
        _ => None,
    }
}

/// The address of one card: libvirt refuses those of groups.
fn mac(rng: &mut Rng) -> Mac {
    let mut bytes = [0; 6].map(|_: u8| rng.below(256) as u8);
    bytes[0] &= 0xFE;
    Mac(bytes)
}

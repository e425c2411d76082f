//! Ports of switches.

use super::text::{Text, shuffle};
use crate::Rng;
use ifrace_allocator::interface::{InterfaceType, VirtualPort, VirtualPortKind};

const UUID: &str = "09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f";

/// A virtual port with every parameter that it needs, for the types that may have one; only a network may leave its kind open
/// (libvirt 9.0.0, `virNetDevVPortProfileParse`).
pub(super) fn virtual_port(rng: &mut Rng, interface_type: InterfaceType) -> Option<VirtualPort> {
    let kind = match interface_type {
        InterfaceType::Network => Some(*rng.pick(&VirtualPortKind::ALL)).filter(|_| rng.chance(3, 4)),
        InterfaceType::Bridge => Some(*rng.pick(&[VirtualPortKind::OpenVswitch, VirtualPortKind::Midonet])),
        InterfaceType::Direct => Some(*rng.pick(&[VirtualPortKind::Qbg, VirtualPortKind::Qbh])),
        _ => return None,
    };
    if rng.chance(4, 5) {
        return None;
    }
    let mut parameters: Vec<(String, String)> = match kind {
        None | Some(VirtualPortKind::Qbh) => texts(&[("profileid", "vnet0")]),
        Some(VirtualPortKind::OpenVswitch) => texts(&[("interfaceid", UUID), ("profileid", "a>b")]),
        Some(VirtualPortKind::Midonet) => texts(&[("interfaceid", UUID)]),
        Some(VirtualPortKind::Qbg) => {
            texts(&[("managerid", "11"), ("typeid", "1193047"), ("typeidversion", "2"), ("instanceid", UUID)])
        }
    };
    shuffle(rng, &mut parameters);
    Some(VirtualPort { kind, parameters })
}

fn texts(parameters: &[(&str, &str)]) -> Vec<(String, String)> {
    parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Writes a `<virtualport>`; the parameters keep their order.
pub(super) fn write(text: &mut Text, port: &VirtualPort) {
    let kind: Vec<(&str, &str)> = port.kind.iter().map(|kind| ("type", kind.id())).collect();
    text.start("virtualport", &kind);
    text.inside();
    text.line();
    text.start("parameters", &[]);
    for (name, value) in &port.parameters {
        text.attribute(name, value);
    }
    text.end_empty("parameters");
    text.end("virtualport");
}

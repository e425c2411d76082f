//! Where interfaces are connected.

use super::text::Text;
use crate::Rng;
use ifrace_allocator::interface::{Interface, InterfaceType, MacvtapMode, Source};

/// Devices and bridges of the host; names of other guests' devices are among them, which nothing may drop.
const LOWER: [&str; 4] = ["eth0", "vnet0", "macvtap0", "br&0"];

/// A source for an interface of this type.
pub(super) fn source(rng: &mut Rng, interface_type: InterfaceType) -> Source {
    let lower = (*rng.pick(&LOWER)).to_owned();
    match interface_type {
        InterfaceType::Network => {
            let portgroup = rng.chance(1, 3).then(|| "vnet-group".to_owned());
            Source::Network { name: (*rng.pick(&["default", "vnet0", "a b"])).to_owned(), portgroup }
        }
        InterfaceType::Bridge => Source::Bridge(lower),
        InterfaceType::Direct => Source::Direct { lower, mode: *rng.pick(&MacvtapMode::ALL) },
        _ => Source::Other,
    }
}

/// The network that a running guest's interface belongs to: it is shown with the type that the network has given it.
pub(super) fn shown_network(rng: &mut Rng, interface_type: InterfaceType) -> Option<String> {
    let may_be_given = matches!(interface_type, InterfaceType::Bridge | InterfaceType::Direct);
    (may_be_given && rng.chance(1, 4)).then(|| "macvtap-lan".to_owned())
}

/// Writes the `<source>` of an interface, if it has one.
pub(super) fn write(text: &mut Text, interface: &Interface) {
    let mut attributes: Vec<(&str, &str)> = interface.network.iter().map(|network| ("network", network.as_str())).collect();
    match &interface.source {
        Source::Network { name, portgroup } => {
            attributes.push(("network", name));
            attributes.extend(portgroup.iter().map(|group| ("portgroup", group.as_str())));
        }
        Source::Bridge(bridge) => attributes.push(("bridge", bridge)),
        Source::Direct { lower, mode } => {
            attributes.push(("dev", lower));
            // The default may be left out.
            if *mode != MacvtapMode::Vepa || text.rng.chance(1, 2) {
                attributes.push(("mode", mode.id()));
            }
        }
        Source::Other => return write_other(text, interface.interface_type),
    }
    text.empty("source", &attributes);
}

fn write_other(text: &mut Text, interface_type: InterfaceType) {
    let socket = [("address", "127.0.0.1"), ("port", "5558")];
    match interface_type {
        InterfaceType::Vhostuser => text.empty("source", &[("type", "unix"), ("path", "/run/vnet0"), ("mode", "client")]),
        InterfaceType::Server | InterfaceType::Client | InterfaceType::Mcast => text.empty("source", &socket),
        InterfaceType::Udp => parent(text, &socket, "local", &socket),
        InterfaceType::Internal => text.empty("source", &[("name", "vnet0")]),
        InterfaceType::Vdpa => text.empty("source", &[("dev", "/dev/vhost-vdpa-0")]),
        InterfaceType::Hostdev => {
            // No two of a guest's cards may be one device.
            let domain = format!("0x{:04x}", text.at() % 0xFFFF);
            let address = [("type", "pci"), ("domain", &domain), ("bus", "0x00"), ("slot", "0x07"), ("function", "0x0")];
            parent(text, &[], "address", &address);
        }
        InterfaceType::Vds => {
            let switch = "9a53c61e-1fac-4b7e-a0f0-1c2f8a1a5a11";
            text.empty("source", &[("switchid", switch), ("portid", "1"), ("portgroupid", "vnet0"), ("connectionid", "2")]);
        }
        InterfaceType::User
        | InterfaceType::Ethernet
        | InterfaceType::Null
        | InterfaceType::Network
        | InterfaceType::Bridge
        | InterfaceType::Direct => {}
    }
}

/// A `<source>` with one child.
fn parent(text: &mut Text, attributes: &[(&str, &str)], child: &str, of_child: &[(&str, &str)]) {
    text.start("source", attributes);
    text.inside();
    text.line();
    text.empty(child, of_child);
    text.end("source");
}

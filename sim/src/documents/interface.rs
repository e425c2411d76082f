//! Writing an interface.

use super::names::name_text;
use super::text::{Text, shuffle};
use super::{Planned, Target, noise, source, traffic, virtual_port};
use ifrace_allocator::Mac;
use ifrace_allocator::interface::{Interface, InterfaceType};

/// A child of an `<interface>`.
#[derive(Clone, Copy)]
enum Child {
    Source,
    Mac,
    Target,
    VirtualPort,
    Filter,
    Bandwidth,
    Model,
    Mtu,
    Driver,
    Scripts,
    Noise,
}

const CHILDREN: [Child; 10] = [
    Child::Source,
    Child::Mac,
    Child::Target,
    Child::VirtualPort,
    Child::Filter,
    Child::Bandwidth,
    Child::Model,
    Child::Mtu,
    Child::Driver,
    Child::Scripts,
];

/// Writes an `<interface>`.
pub(super) fn write(text: &mut Text, interface: Interface) -> Planned {
    let mut planned = Planned { interface, target: None, unread: None };
    start(text, planned.interface.interface_type);
    let mut children = CHILDREN.to_vec();
    children.extend((0..text.rng.below(3)).map(|_| Child::Noise));
    shuffle(&mut text.rng, &mut children);
    for child in children {
        write_child(text, child, &mut planned);
    }
    text.line();
    text.end("interface");
    planned
}

fn start(text: &mut Text, interface_type: InterfaceType) {
    let said = ("type", interface_type.id());
    match interface_type {
        // Here the attribute has another meaning than that of a target.
        InterfaceType::Hostdev => text.start("interface", &[said, ("managed", "no")]),
        _ => text.start("interface", &[said]),
    }
    text.inside();
}

fn write_child(text: &mut Text, child: Child, planned: &mut Planned) {
    text.line();
    let interface = &planned.interface;
    match child {
        Child::Source => source::write(text, interface),
        Child::Mac => interface.mac.into_iter().for_each(|mac| write_mac(text, mac)),
        Child::Target => write_target(text, planned),
        Child::VirtualPort => interface.virtual_port.iter().for_each(|port| virtual_port::write(text, port)),
        Child::Filter => interface.filter.iter().for_each(|filter| traffic::write_filter(text, filter)),
        Child::Bandwidth => interface.bandwidth.iter().for_each(|bandwidth| traffic::write_bandwidth(text, bandwidth)),
        Child::Model => interface.model.iter().for_each(|model| text.empty("model", &[("type", model)])),
        Child::Mtu => interface.mtu.iter().for_each(|mtu| text.empty("mtu", &[("size", &mtu.to_string())])),
        Child::Driver => interface.queues.iter().for_each(|queues| text.empty("driver", &[("queues", &queues.to_string())])),
        Child::Scripts => {
            interface.script.iter().for_each(|path| text.empty("script", &[("path", path)]));
            interface.downscript.iter().for_each(|path| text.empty("downscript", &[("path", path)]));
        }
        Child::Noise => noise::in_interface(text),
    }
}

/// libvirt reads groups of one digit, and capital letters.
fn write_mac(text: &mut Text, mac: Mac) {
    let address = match text.rng.below(4) {
        0 => mac.to_string().to_uppercase(),
        1 => mac.0.map(|byte| format!("{byte:x}")).join(":"),
        _ => mac.to_string(),
    };
    text.empty("mac", &[("address", &address)]);
}

/// An interface without a name may have the element all the same.
fn write_target(text: &mut Text, planned: &mut Planned) {
    let Interface { target: name, managed, .. } = &planned.interface;
    if name.is_none() && managed.is_none() && text.rng.chance(4, 5) {
        return;
    }
    planned.target = Some(target(text, name.as_ref().map(name_text).as_deref(), *managed));
    if text.rng.chance(1, 25) {
        text.line();
        let (name, managed) = *text.rng.pick(&UNREAD);
        planned.unread = Some(target(text, name, managed));
    }
}

/// Names and `managed` of targets that nothing reads.
const UNREAD: [(Option<&str>, Option<bool>); 5] =
    [(Some("vnet0"), None), (Some("mine"), None), (Some("mine"), Some(false)), (None, Some(true)), (None, Some(false))];

fn target(text: &mut Text, name: Option<&str>, managed: Option<bool>) -> Target {
    let from = text.at();
    text.start("target", &[]);
    let managed = managed.map(|managed| if managed { "yes" } else { "no" });
    let (before, after) = if text.rng.chance(1, 2) { (managed, None) } else { (None, managed) };
    if let Some(managed) = before {
        text.attribute("managed", managed);
    }
    let dev = name.map(|name| text.attribute("dev", name));
    if let Some(managed) = after {
        text.attribute("managed", managed);
    }
    if text.rng.chance(1, 10) {
        text.attribute("note", "dev='vnet0' managed='no'");
    }
    text.end_empty("target");
    Target { element: from..text.at(), dev }
}

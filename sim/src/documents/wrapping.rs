//! What stands around the interfaces.

use super::text::Text;
use super::{Planned, Root, interface, noise};
use ifrace_allocator::interface::Interface;

/// Writes a whole document.
pub(super) fn document(text: &mut Text, root: Root, plans: Vec<Interface>) -> Vec<Planned> {
    prolog(text);
    let planned = match root {
        Root::Domain => domain(text, "domain", plans),
        Root::Devices => devices(text, plans),
        Root::Interface => plans.into_iter().map(|plan| interface::write(text, plan)).collect(),
        Root::Status => {
            text.start("domstatus", &[("state", "running"), ("reason", "booted"), ("pid", "17")]);
            text.inside();
            text.line();
            let planned = domain(text, "domain", plans);
            text.end("domstatus");
            planned
        }
        Root::Snapshot => snapshot(text, plans),
    };
    text.line();
    planned
}

/// What runs, and what is stored of it.
fn snapshot(text: &mut Text, mut plans: Vec<Interface>) -> Vec<Planned> {
    text.start("domainsnapshot", &[]);
    text.inside();
    text.line();
    text.raw("<name>vnet0</name>");
    let stored = plans.split_off(plans.len() / 2);
    let mut planned = Vec::new();
    for (name, plans) in [("domain", plans), ("inactiveDomain", stored)] {
        text.line();
        planned.extend(domain(text, name, plans));
    }
    text.end("domainsnapshot");
    planned
}

fn prolog(text: &mut Text) {
    if text.rng.chance(1, 8) {
        // A byte order mark.
        text.raw("\u{feff}");
    }
    if text.rng.chance(1, 4) {
        text.raw("<?xml version='1.0' encoding='UTF-8'?>");
        text.line();
    }
    if text.rng.chance(1, 4) {
        text.raw("<!-- <domain><devices><interface type='bridge'/></devices></domain> -->");
        text.line();
    }
}

/// A domain that libvirt's test driver accepts.
fn domain(text: &mut Text, name: &str, mut plans: Vec<Interface>) -> Vec<Planned> {
    // Only with an id is it a running guest's; libvirt reads it if it reads the document of one.
    text.start(name, &[("type", "test"), ("id", "7")]);
    text.inside();
    for element in ["<name>vnet0</name>", "<memory>65536</memory>", "<os><type>hvm</type></os>"] {
        text.line();
        text.raw(element);
    }
    text.line();
    noise::in_domain(text);
    // libvirt takes the interfaces from all such elements.
    let rest = if text.rng.chance(1, 12) { plans.split_off(plans.len() / 2) } else { Vec::new() };
    let mut planned = devices(text, plans);
    text.line();
    noise::in_domain(text);
    if !rest.is_empty() {
        planned.extend(devices(text, rest));
        text.line();
    }
    text.end(name);
    planned
}

fn devices(text: &mut Text, plans: Vec<Interface>) -> Vec<Planned> {
    if plans.is_empty() && text.rng.chance(1, 2) {
        text.empty("devices", &[]);
        return Vec::new();
    }
    text.start("devices", &[]);
    text.inside();
    text.line();
    let mut planned = Vec::new();
    for plan in plans {
        noise::in_devices(text);
        planned.push(interface::write(text, plan));
        text.line();
    }
    noise::in_devices(text);
    text.end("devices");
    planned
}

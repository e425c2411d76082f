//! The part of a host that belongs to somebody.

use ifrace_allocator::IfName;
use ifrace_allocator::host::{DeviceSeen, Snapshot};

/// What a snapshot shows under some names.
pub(super) fn part(snapshot: &Snapshot, names: &[IfName]) -> Snapshot {
    let of = |name: &IfName| names.contains(name);
    Snapshot {
        devices: snapshot.devices.iter().filter(|device| of(&device.name)).copied().collect(),
        filters: snapshot.filters.iter().filter(|name| of(name)).copied().collect(),
        mac_rules: snapshot.mac_rules.iter().filter(|(name, _)| of(name)).copied().collect(),
        ovs_ports: snapshot.ovs_ports.iter().filter(|port| of(&port.name)).copied().collect(),
    }
}

/// What is no longer as it was, in words: one phrase for each thing.
pub(super) fn losses(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let mut losses = Vec::new();
    for device in &before.devices {
        match after.device(device.name) {
            None => losses.push(format!("{} is gone", device.name)),
            Some(now) if now.index != device.index => losses.push(format!("{} is another device", device.name)),
            Some(now) => losses.extend(changes(device, now)),
        }
    }
    let gone = |text: String| format!("the {text} is gone");
    losses
        .extend(before.filters.iter().filter(|name| !after.filters.contains(name)).map(|name| gone(format!("filter of {name}"))));
    let rules = before.mac_rules.iter().filter(|rule| !after.mac_rules.contains(rule));
    losses.extend(rules.map(|(name, mac)| gone(format!("rule for {mac} on {name}"))));
    for port in &before.ovs_ports {
        match after.ovs_ports.iter().find(|now| now.name == port.name) {
            None => losses.push(gone(format!("OVS port {}", port.name))),
            Some(now) if now.bridge != port.bridge => losses.push(format!("the OVS port {} is in {}", port.name, now.bridge)),
            Some(now) => losses.extend(limit(&format!("the OVS port {}", port.name), port.limited, now.limited)),
        }
    }
    losses
}

/// What changed on a device that is still there.
fn changes(before: &DeviceSeen, after: &DeviceSeen) -> Vec<String> {
    let name = before.name;
    let mut changes = Vec::new();
    if before.up != after.up {
        changes.push(format!("{name} is {}", if after.up { "up" } else { "down" }));
    }
    if before.bridge != after.bridge {
        let place = after.bridge.map_or_else(|| "no bridge".to_owned(), |bridge| bridge.to_string());
        changes.push(format!("{name} is in {place}"));
    }
    changes.extend(limit(&name.to_string(), before.limited, after.limited));
    changes
}

fn limit(what: &str, before: bool, after: bool) -> Option<String> {
    (before != after).then(|| format!("{what} is {} limited", if after { "now" } else { "no longer" }))
}

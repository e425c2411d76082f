//! What a host has, as it is seen from outside.

use super::LinkKind;
use crate::{IfName, Mac};
use std::fmt;

/// The devices of a host and what is keyed by their names. Everything is sorted by name.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize)]
pub struct Snapshot {
    /// Taps, macvtaps and macvlans; the devices under them and bridges are not listed.
    pub devices: Vec<DeviceSeen>,
    /// The names for which rules of a network filter exist.
    pub filters: Vec<IfName>,
    /// The names and addresses that a rule of the bridge driver lets pass (`mac_filter` of `qemu.conf`).
    pub mac_rules: Vec<(IfName, Mac)>,
    /// The ports of Open vSwitch.
    pub ovs_ports: Vec<OvsPortSeen>,
}

/// A device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct DeviceSeen {
    /// Its name.
    pub name: IfName,
    /// Its interface index.
    pub index: u32,
    /// Its kind.
    pub kind: LinkKind,
    /// Whether it is up (`IFF_UP`).
    pub up: bool,
    /// The bridge that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bridge: Option<IfName>,
    /// Whether its traffic is limited by a queueing discipline or a policer of ours.
    pub limited: bool,
}

/// A port of Open vSwitch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OvsPortSeen {
    /// Its name.
    pub name: IfName,
    /// Its bridge.
    pub bridge: IfName,
    /// Whether its traffic is limited.
    pub limited: bool,
}

impl Snapshot {
    /// The device of a name.
    pub fn device(&self, name: IfName) -> Option<&DeviceSeen> {
        self.devices.iter().find(|device| device.name == name)
    }
}

/// `macvtap0 macvtap, up; filter vnet0; OVS port vnet1 in ovsbr0`, or `nothing`. Indexes are left out: they differ between hosts.
impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let devices = self.devices.iter().map(ToString::to_string);
        let filters = self.filters.iter().map(|name| format!("filter {name}"));
        let rules = self.mac_rules.iter().map(|(name, mac)| format!("rule {name} {mac}"));
        let ports = self.ovs_ports.iter().map(ToString::to_string);
        let all: Vec<String> = devices.chain(filters).chain(rules).chain(ports).collect();
        if all.is_empty() { f.write_str("nothing") } else { f.write_str(&all.join("; ")) }
    }
}

impl fmt::Display for DeviceSeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}", self.name, self.kind.id(), if self.up { "up" } else { "down" })?;
        if let Some(bridge) = self.bridge {
            write!(f, ", in {bridge}")?;
        }
        f.write_str(if self.limited { ", limited" } else { "" })
    }
}

impl fmt::Display for OvsPortSeen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OVS port {} in {}{}", self.name, self.bridge, if self.limited { ", limited" } else { "" })
    }
}

//! What the host has now.
//!
//! Only what is installed is asked: what is not cannot have made anything.

use super::{LinuxHost, ebiptables, links::kind_of, mac_rules, openvswitch};
use crate::host::{DeviceSeen, Failure, LinkKind, Observe, OvsPortSeen, Snapshot};
use crate::linux::rtnetlink::{Link, QdiscParent};
use crate::{IfName, Mac};
use std::collections::{BTreeMap, BTreeSet};

/// The tap that the data path of Open vSwitch in user space makes for itself.
const OVS_NETDEV: &[u8] = b"ovs-netdev";

impl Observe for LinuxHost {
    fn observe(&mut self) -> Result<Snapshot, Failure> {
        self.check_namespace()?;
        self.hypervisors.bury()?;
        let switch = self.switch()?;
        let limited = self.limited()?;
        let links = self.rtnetlink.dump()?;
        let bridges: BTreeMap<u32, IfName> = links
            .iter()
            .filter(|link| kind_of(link) == LinkKind::Bridge)
            .filter_map(|link| Some((link.index, IfName::new(&link.name)?)))
            .collect();
        let internal = |link: &Link| {
            let of_switch = switch.interfaces.iter().any(|one| one.internal && one.name.as_bytes() == link.name);
            of_switch || (!switch.bridges.is_empty() && link.name == OVS_NETDEV)
        };
        let seen = |link: &Link| {
            let bridge = link.master.and_then(|master| bridges.get(&master).copied());
            let (index, kind, up) = (link.index, kind_of(link), link.up);
            // On its ports the switch makes queueing disciplines of its own, some time after its rows.
            let of_switch = switch.interfaces.iter().any(|one| one.name.as_bytes() == link.name);
            let limited = limited.contains(&index) && !of_switch;
            Some(DeviceSeen { name: IfName::new(&link.name)?, index, kind, up, bridge, limited })
        };
        let listed = |link: &&Link| matches!(kind_of(link), LinkKind::Tap | LinkKind::Macvtap | LinkKind::Macvlan);
        let mut devices: Vec<_> = links.iter().filter(listed).filter(|link| !internal(link)).filter_map(seen).collect();
        devices.sort_by_key(|device| device.name);
        Ok(Snapshot { devices, filters: self.filters()?, mac_rules: self.mac_rules()?, ovs_ports: ovs_ports(&switch) })
    }
}

impl LinuxHost {
    fn switch(&mut self) -> Result<openvswitch::Tables, Failure> {
        let runs = self.config.open_vswitch.as_ref().is_some_and(|socket| socket.exists());
        if runs && self.runner.has("ovs-vsctl") { self.ovs_tables() } else { Ok(openvswitch::Tables::default()) }
    }

    /// The indexes of devices with a limit of ours: `htb` for what they send, `ingress` for what they receive.
    fn limited(&mut self) -> Result<BTreeSet<u32>, Failure> {
        let ours = |parent, kind: &[u8]| (parent == QdiscParent::Root && kind == b"htb") || parent == QdiscParent::Ingress;
        let qdiscs = self.rtnetlink.qdiscs()?;
        Ok(qdiscs.iter().filter(|qdisc| ours(qdisc.parent, &qdisc.kind)).map(|qdisc| qdisc.index).collect())
    }

    fn filters(&mut self) -> Result<Vec<IfName>, Failure> {
        let mut names = BTreeSet::new();
        if self.runner.has("nft") {
            let tables = self.runner.nftables_chains()?;
            names.extend(tables.iter().flatten().flatten().filter_map(|chain| chain.device()));
        }
        if self.runner.has("ebtables") {
            let listing = self.runner.run(ebiptables::listing())?;
            names.extend(ebiptables::devices(&listing));
        }
        Ok(names.into_iter().collect())
    }

    fn mac_rules(&mut self) -> Result<Vec<(IfName, Mac)>, Failure> {
        if !self.runner.has("ebtables") {
            return Ok(Vec::new());
        }
        let listing = self.runner.run(mac_rules::listing())?;
        let mut rules = mac_rules::in_listing(&listing);
        rules.sort_unstable();
        Ok(rules)
    }
}

/// The ports with their bridges; the one that each bridge has for itself is not listed.
fn ovs_ports(switch: &openvswitch::Tables) -> Vec<OvsPortSeen> {
    let mut seen = Vec::new();
    for bridge in &switch.bridges {
        let of_bridge = |port: &&openvswitch::Port| bridge.ports.contains(&port.row) && port.name != bridge.name;
        for port in switch.ports.iter().filter(of_bridge) {
            let policed = switch.interfaces.iter().any(|one| one.name == port.name && one.limited);
            if let (Some(name), Some(bridge)) = (IfName::new(&port.name), IfName::new(&bridge.name)) {
                seen.push(OvsPortSeen { name, bridge, limited: port.limited || policed });
            }
        }
    }
    seen.sort_by_key(|port| port.name);
    seen
}

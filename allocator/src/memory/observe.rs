//! The host as it is seen from outside.

use super::MemoryHost;
use super::device::Device;
use crate::host::{DeviceSeen, Failure, LinkKind, Observe, OvsPortSeen, Snapshot};

impl Observe for MemoryHost {
    /// It always succeeds.
    fn observe(&mut self) -> Result<Snapshot, Failure> {
        let is_shown = |device: &&Device| matches!(device.kind, LinkKind::Tap | LinkKind::Macvtap | LinkKind::Macvlan);
        let with_rules = self.filters.iter().filter(|(_, binding)| binding.rules);
        let ports = self.ovs.rows.iter().map(|(&name, row)| OvsPortSeen {
            name,
            bridge: row.bridge,
            limited: row.sending.is_some() || row.receiving.is_some(),
        });
        Ok(Snapshot {
            devices: self.devices.iter().filter(is_shown).map(|device| self.seen(device)).collect(),
            filters: with_rules.map(|(name, _)| *name).collect(),
            mac_rules: self.mac_rules.keys().copied().collect(),
            ovs_ports: ports.collect(),
        })
    }
}

impl MemoryHost {
    /// The queueing disciplines of a port of Open vSwitch are not seen: the switch makes and removes its own, some time after its
    /// rows, and nobody can tell them from those of `tc`.
    fn seen(&self, device: &Device) -> DeviceSeen {
        let &Device { name, index, kind, up, bridge, .. } = device;
        DeviceSeen { name, index, kind, up, bridge, limited: device.limits.is_some() && !self.ovs.rows.contains_key(&name) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, MAC_A, create_tap, done, host, macvtap, name, ovs_port};
    use crate::host::{ExistingFilter, FilterDriver, HostOp, Observe, OvsAddForm};
    use crate::interface::{Bandwidth, Filter};

    #[test]
    fn everything_but_the_hosts_own_devices_is_seen() {
        let mut host = host();
        assert_eq!(host.observe().expect("it can be looked at").to_string(), "nothing");
        create_tap(&mut host, A, "vnet1");
        macvtap(&mut host, B, "macvtap0");
        let (vnet1, filter) = (name("vnet1"), Filter { name: "f".to_owned(), parameters: Vec::new() });
        let driver = FilterDriver::Nftables;
        done(&mut host, A, &HostOp::JoinBridge { name: vnet1, bridge: name("br0") });
        done(&mut host, A, &HostOp::SetUp { name: vnet1, up: true });
        done(&mut host, A, &HostOp::SetBandwidth { name: vnet1, bandwidth: Bandwidth::default(), swapped: true });
        done(
            &mut host,
            A,
            &HostOp::CreateFilter { name: vnet1, filter: &filter, mac: MAC_A, driver, existing: ExistingFilter::Refused },
        );
        done(&mut host, A, &HostOp::AllowMac { name: vnet1, mac: MAC_A });
        create_tap(&mut host, B, "vnet0");
        done(&mut host, B, &HostOp::SetBandwidth { name: name("vnet0"), bandwidth: Bandwidth::default(), swapped: true });
        ovs_port(&mut host, B, "ovsbr0", OvsAddForm::MayExist);
        assert_eq!(
            host.observe().expect("it can be looked at").to_string(),
            "macvtap0 macvtap, down; vnet0 tap, down; vnet1 tap, up, in br0, limited; filter vnet1; rule vnet1 52:54:00:00:00:0a; \
             OVS port vnet0 in ovsbr0"
        );
    }
}

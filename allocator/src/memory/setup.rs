//! What is on the host before any guest starts.

use super::device::{Device, Lower};
use super::devices::Devices;
use super::errno::EEXIST;
use super::{MemoryHost, borrowed, filters, hypervisors, mac_rules, ovs, ports, records};
use crate::IfName;
use crate::host::{Failure, LinkKind, MacvtapKind, Network};
use crate::interface::MacvtapMode;

impl Default for MemoryHost {
    fn default() -> Self {
        Self::new()
    }
}

impl MemoryHost {
    /// A host with nothing but `lo`.
    pub fn new() -> Self {
        let mut devices = Devices::new();
        if let Some(loopback) = IfName::new("lo") {
            devices.add(loopback, LinkKind::Other, None).up = true;
        }
        Self {
            devices,
            hypervisors: hypervisors::Hypervisors::new(),
            filters: filters::Filters::new(),
            mac_rules: mac_rules::MacRules::new(),
            ovs: ovs::OpenVswitch::default(),
            ports: ports::Ports::default(),
            borrowed: borrowed::BorrowedLowers::new(),
            records: records::Records::default(),
        }
    }

    /// With a device that is up. A name that is taken keeps the device that it has, and one that no device can bear gets none.
    #[must_use]
    pub fn with_device(mut self, name: IfName, kind: LinkKind) -> Self {
        if let Ok(device) = self.add_foreign(name, kind) {
            device.up = true;
        }
        self
    }

    /// With a bridge of Open vSwitch, which is a device of this name too (of another kind than a bridge of the host).
    #[must_use]
    pub fn with_ovs_bridge(mut self, name: IfName) -> Self {
        self.ovs.bridges.insert(name);
        self.with_device(name, LinkKind::Other)
    }

    /// With a network of libvirt; one of the same name is replaced.
    #[must_use]
    pub fn with_network(mut self, network: Network) -> Self {
        self.ports.networks.insert(network.name.clone(), network);
        self
    }

    /// Adds somebody's persistent tap, which nobody holds and no guest owns: `ip tuntap add mode tap`. Returns its index.
    ///
    /// # Errors
    /// `EEXIST` if the name is taken, `EINVAL` if no device can bear it.
    pub fn add_persistent_tap(&mut self, name: IfName) -> Result<u32, Failure> {
        let tap = self.add_foreign(name, LinkKind::Tap)?;
        tap.persistent = true;
        Ok(tap.index)
    }

    /// The same with several queues: `ip tuntap add mode tap multi_queue`.
    ///
    /// # Errors
    /// As for [`add_persistent_tap`](Self::add_persistent_tap).
    pub fn add_persistent_multi_queue_tap(&mut self, name: IfName) -> Result<u32, Failure> {
        let tap = self.add_foreign(name, LinkKind::Tap)?;
        (tap.persistent, tap.multi_queue) = (true, true);
        Ok(tap.index)
    }

    /// Adds somebody's macvtap, which no guest owns: `ip link add type macvtap`. Returns its index.
    ///
    /// # Errors
    /// `EEXIST` if the name is taken, `ENODEV` if there is no lower device, `EINVAL` if that is `lo` or no device can bear the
    /// name.
    pub fn add_foreign_macvtap(&mut self, name: IfName, lower: IfName) -> Result<u32, Failure> {
        let lower = Lower { name: lower, mode: MacvtapMode::default() };
        self.create_macvtap(None, name, MacvtapKind::Macvtap, lower, None).map(|(_, index)| index)
    }

    fn add_foreign(&mut self, name: IfName, kind: LinkKind) -> Result<&mut Device, Failure> {
        if self.devices.get(name).is_some() {
            return Err(EEXIST);
        }
        let name = self.devices.name_for(name)?;
        Ok(self.devices.add(name, kind, None))
    }
}

#[cfg(test)]
mod tests {
    use super::super::MemoryHost;
    use super::super::errno::{EEXIST, EINVAL, ENODEV};
    use super::super::test_host::{A, index_of, name};
    use crate::host::{Found, Host, HostOp, LinkKind, Reply};

    #[test]
    fn indexes_count_up_from_the_one_of_lo() {
        let host = MemoryHost::new().with_device(name("eth0"), LinkKind::Other).with_ovs_bridge(name("ovsbr0"));
        assert_eq!([index_of(&host, "lo"), index_of(&host, "eth0"), index_of(&host, "ovsbr0")], [Some(1), Some(2), Some(3)]);
        assert_eq!(host.clone().with_device(name("eth0"), LinkKind::Bridge), host);
        assert_eq!(host.clone().with_device(name("a b"), LinkKind::Bridge), host);
    }

    #[test]
    fn devices_are_found_by_name() {
        let mut host = MemoryHost::new().with_device(name("br0"), LinkKind::Bridge);
        let found = Found { index: 2, kind: LinkKind::Bridge };
        assert_eq!(host.perform(A, &HostOp::Probe { name: name("br0") }), Ok(Reply::Exists(true)));
        assert_eq!(host.perform(A, &HostOp::Probe { name: name("br1") }), Ok(Reply::Exists(false)));
        assert_eq!(host.perform(A, &HostOp::LookUp { name: name("br0") }), Ok(Reply::Found(Some(found))));
        assert_eq!(host.perform(A, &HostOp::LookUp { name: name("br%d") }), Ok(Reply::Found(None)));
    }

    #[test]
    fn what_is_foreign_belongs_to_nobody() {
        let mut host = MemoryHost::new().with_device(name("eth0"), LinkKind::Other);
        assert_eq!(host.add_persistent_tap(name("tap0")), Ok(3));
        assert_eq!(host.add_foreign_macvtap(name("macvtap0"), name("eth0")), Ok(4));
        assert_eq!(host.owner_of_device(name("tap0")), None);
        assert!(host.belongings(A).is_empty());
        assert_eq!(host.add_persistent_tap(name("tap0")), Err(EEXIST));
        assert_eq!(host.add_persistent_tap(name("..")), Err(EINVAL));
        assert_eq!(host.add_foreign_macvtap(name("macvtap1"), name("eth1")), Err(ENODEV));
    }
}

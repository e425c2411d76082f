//! What belongs to a start of a guest.

use super::device::{Device, Limits};
use super::{Binding, Borrowed, MemoryHost, OvsLimit, OvsRow, OvsSide, Port};
use crate::host::Incarnation;
use crate::{IfName, Mac};

/// Everything on a host that belongs to one start of a guest, with its settings, in an order that depends on nothing else.
///
/// Two of them are equal if and only if the guest has the same things in the same state: a judge compares those before and after
/// somebody else's operation. Its hypervisor and its status file are not among them; see [`MemoryHost::hypervisor`] and
/// [`MemoryHost::has_status`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Belongings {
    /// The devices that it created, or has descriptors for.
    pub devices: Vec<Device>,
    /// Its bindings of filters.
    pub filters: Vec<(IfName, Binding)>,
    /// The rules for addresses that it made.
    pub mac_rules: Vec<(IfName, Mac)>,
    /// The limits that it set with `tc`, on whatever device.
    pub bandwidths: Vec<(IfName, Limits)>,
    /// The ports of Open vSwitch that bear its mark.
    pub ovs_ports: Vec<(IfName, OvsRow)>,
    /// The limits of such ports that it set.
    pub ovs_qos: Vec<(IfName, OvsSide, OvsLimit)>,
    /// Its ports in networks.
    pub ports: Vec<Port>,
    /// The devices whose address it borrowed.
    pub lowers: Vec<(IfName, Borrowed)>,
}

impl Belongings {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl MemoryHost {
    /// Who created the device of a name; `None` if there is none, or it was there before any guest, or is somebody else's.
    pub fn owner_of_device(&self, name: IfName) -> Option<Incarnation> {
        self.devices.get(name)?.owner
    }

    /// Everything that belongs to one start of a guest.
    pub fn belongings(&self, of: Incarnation) -> Belongings {
        let limits = self.devices.iter().filter_map(|device| Some((device.name, device.limits?)));
        let filters = self.filters.iter().filter(|(_, binding)| binding.owner == of);
        let rows = self.ovs.rows.iter().filter(|(_, row)| row.owner == of);
        let mac_rules = self.mac_rules.iter().filter(|(_, owner)| **owner == of);
        let ports = self.ports.taken.iter().filter(|((owner, ..), _)| *owner == of);
        let lowers = self.borrowed.iter().filter(|(_, borrowed)| borrowed.owner == of);
        Belongings {
            devices: self.devices.iter().filter(|device| device.concerns(of)).cloned().collect(),
            filters: filters.map(|(name, binding)| (*name, binding.clone())).collect(),
            mac_rules: mac_rules.map(|(key, _)| *key).collect(),
            bandwidths: limits.filter(|(_, limits)| limits.owner == of).collect(),
            ovs_ports: rows.map(|(name, row)| (*name, row.clone())).collect(),
            ovs_qos: self.ovs_limits(of),
            ports: ports.map(|(_, port)| port.clone()).collect(),
            lowers: lowers.map(|(name, borrowed)| (*name, *borrowed)).collect(),
        }
    }

    fn ovs_limits(&self, of: Incarnation) -> Vec<(IfName, OvsSide, OvsLimit)> {
        let sending = self.ovs.qos.iter().map(|((name, _), limit)| (*name, OvsSide::Sending, *limit));
        let receiving = self.ovs.rows.iter().filter_map(|(name, row)| Some((*name, OvsSide::Receiving, row.receiving?)));
        let mut all: Vec<_> = sending.chain(receiving).filter(|(_, _, limit)| limit.owner == of).collect();
        all.sort_by_key(|(name, side, _)| (*name, *side));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, create_tap, done, host, name};
    use crate::host::HostOp;
    use crate::interface::Bandwidth;

    #[test]
    fn a_guest_is_as_it_was_until_somebody_touches_what_is_its_own() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        let before = host.belongings(A);
        create_tap(&mut host, B, "vnet1");
        done(&mut host, B, &HostOp::SetUp { name: name("vnet1"), up: true });
        assert_eq!(host.belongings(A), before);
        done(&mut host, B, &HostOp::SetUp { name: name("vnet0"), up: true });
        assert_ne!(host.belongings(A), before);
    }

    #[test]
    fn limits_on_anothers_device_are_of_who_set_them() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        let before = host.belongings(A);
        done(&mut host, B, &HostOp::SetBandwidth { name: name("vnet0"), bandwidth: Bandwidth::default(), swapped: true });
        assert_ne!(host.belongings(A), before);
        assert_eq!((host.belongings(A).bandwidths.len(), host.belongings(B).bandwidths.len()), (0, 1));
    }

    #[test]
    fn a_descriptor_of_a_foreign_tap_belongs_to_who_has_it() {
        let mut host = host();
        host.add_persistent_tap(name("mine")).expect("the name is free");
        let open = HostOp::OpenTap { name: name("mine"), queues: 1 };
        assert!(crate::host::Host::perform(&mut host, A, &open).is_ok());
        assert_eq!(host.belongings(A).devices.len(), 1);
        host.daemon_crash(A);
        assert!(host.belongings(A).is_empty());
    }
}

//! The rules that let an address pass from a device (`mac_filter` of `qemu.conf`).

use super::MemoryHost;
use crate::host::Incarnation;
use crate::{IfName, Mac};
use std::collections::BTreeMap;

/// The rules by name and address, each with who made it last. They outlive the device.
pub(super) type MacRules = BTreeMap<(IfName, Mac), Incarnation>;

impl MemoryHost {
    pub(super) fn allow_mac(&mut self, actor: Incarnation, name: IfName, mac: Mac) {
        self.mac_rules.insert((name, mac), actor);
    }

    /// Removes a rule, whoever made it.
    pub(super) fn disallow_mac(&mut self, name: IfName, mac: Mac) {
        self.mac_rules.remove(&(name, mac));
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, MAC_A, MAC_B, create_tap, done, host, name};
    use crate::host::HostOp;

    #[test]
    fn a_rule_is_found_by_name_and_address() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        done(&mut host, A, &HostOp::AllowMac { name: name("vnet0"), mac: MAC_A });
        host.daemon_crash(A);
        done(&mut host, B, &HostOp::DisallowMac { name: name("vnet0"), mac: MAC_B });
        assert_eq!(host.belongings(A).mac_rules, [(name("vnet0"), MAC_A)]);
        done(&mut host, B, &HostOp::DisallowMac { name: name("vnet0"), mac: MAC_A });
        assert!(host.belongings(A).is_empty());
        done(&mut host, B, &HostOp::DisallowMac { name: name("vnet0"), mac: MAC_A });
    }
}

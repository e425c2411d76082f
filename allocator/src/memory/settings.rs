//! What is set on a device by its name, and dies with it.

use super::MemoryHost;
use super::errno::ENODEV;
use crate::IfName;
use crate::host::{Failure, LinkKind};

impl MemoryHost {
    /// Puts a device into a bridge, out of any other (libvirt 9.0.0, `virNetDevBridgeAddPort`, after it left the other).
    ///
    /// # Errors
    /// `ENODEV` if there is no such device or no such bridge.
    pub(super) fn join_bridge(&mut self, name: IfName, bridge: IfName) -> Result<(), Failure> {
        if self.devices.require(bridge)?.kind != LinkKind::Bridge {
            return Err(ENODEV);
        }
        self.devices.require(name)?.bridge = Some(bridge);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::errno::ENODEV;
    use super::super::test_host::{A, B, MAC_A, create_tap, done, host, name};
    use crate::host::{Host, HostOp};

    fn settings() -> [HostOp<'static>; 5] {
        let name = name("vnet0");
        [
            HostOp::SetMac { name, mac: MAC_A },
            HostOp::SetMtu { name, mtu: 9000 },
            HostOp::SetUp { name, up: true },
            HostOp::JoinBridge { name, bridge: super::super::test_host::name("br0") },
            HostOp::SetNoQueue { name },
        ]
    }

    #[test]
    fn settings_need_a_device() {
        let mut host = host();
        for op in settings() {
            assert_eq!(host.perform(A, &op), Err(ENODEV), "{op}");
        }
    }

    #[test]
    fn settings_are_the_devices_whoever_sets_them() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        for op in settings() {
            done(&mut host, B, &op);
        }
        let device = host.belongings(A).devices.remove(0);
        assert_eq!((device.mac, device.mtu, device.up, device.no_queue), (Some(MAC_A), 9000, true, true));
        assert_eq!(device.bridge, Some(name("br0")));
    }

    #[test]
    fn a_device_is_in_one_bridge() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        let join = |bridge: &str| HostOp::JoinBridge { name: name("vnet0"), bridge: name(bridge) };
        done(&mut host, A, &join("br0"));
        done(&mut host, A, &join("br1"));
        assert_eq!(host.perform(A, &join("br9")), Err(ENODEV));
        assert_eq!(host.perform(A, &join("eth0")), Err(ENODEV));
        assert_eq!(host.belongings(A).devices[0].bridge, Some(name("br1")));
    }
}

//! Limits of a device's traffic with `tc`.

use super::MemoryHost;
use super::device::Limits;
use crate::IfName;
use crate::host::{DeviceRef, Failure};

impl MemoryHost {
    /// # Errors
    /// `ENODEV` if there is no such device.
    pub(super) fn set_bandwidth(&mut self, name: IfName, limits: Limits) -> Result<(), Failure> {
        self.devices.require(name)?.limits = Some(limits);
        Ok(())
    }

    /// Removes the limits, whoever set them. It never fails: libvirt ignores the exit code of `tc qdisc del` (9.0.0,
    /// `virNetDevBandwidthClear`).
    pub(super) fn clear_bandwidth(&mut self, device: DeviceRef) {
        if let Some(found) = self.devices.meant(device) {
            found.limits = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::errno::ENODEV;
    use super::super::test_host::{A, B, create_tap, done, host, name};
    use crate::host::{DeviceRef, Host, HostOp};
    use crate::interface::Bandwidth;

    fn set() -> HostOp<'static> {
        HostOp::SetBandwidth { name: name("vnet0"), bandwidth: Bandwidth::default(), swapped: true }
    }

    #[test]
    fn limits_die_with_the_device() {
        let mut host = host();
        assert_eq!(host.perform(A, &set()), Err(ENODEV));
        create_tap(&mut host, A, "vnet0");
        done(&mut host, A, &set());
        assert_eq!(host.belongings(A).bandwidths.len(), 1);
        host.daemon_crash(A);
        assert!(host.belongings(A).is_empty());
    }

    #[test]
    fn a_name_hits_the_new_owner_and_an_index_does_not() {
        let mut host = host();
        let (_, index) = create_tap(&mut host, A, "vnet0");
        host.daemon_crash(A);
        done(&mut host, A, &HostOp::ClearBandwidth { device: DeviceRef::Name(name("vnet0")) });
        create_tap(&mut host, B, "vnet0");
        done(&mut host, B, &set());
        done(&mut host, A, &HostOp::ClearBandwidth { device: DeviceRef::Index { index, name: name("vnet0") } });
        assert_eq!(host.belongings(B).bandwidths.len(), 1);
        done(&mut host, A, &HostOp::ClearBandwidth { device: DeviceRef::Name(name("vnet0")) });
        assert_eq!(host.belongings(B).bandwidths.len(), 0);
    }
}

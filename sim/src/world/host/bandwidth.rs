//! Limits of a device's traffic with `tc`.

use super::super::op::{DeviceId, Fault, NameId};
use super::super::owner::Owner;
use super::{Host, HostNames};

impl Host {
    /// # Errors
    /// `ENODEV` if there is no such device.
    pub(super) fn set_bandwidth(&mut self, names: &impl HostNames, actor: Owner, name: NameId) -> Result<(), Fault> {
        if let Some(slot) = self.require(names, name)? {
            slot.limits = actor;
        }
        Ok(())
    }

    /// Removes the limits, whoever set them. It never fails: libvirt ignores the exit code of `tc qdisc del` (9.0.0,
    /// `virNetDevBandwidthClear`).
    pub(super) fn clear_bandwidth(&mut self, actor: Owner, device: DeviceId) {
        if let Some(at) = self.place_meant(actor, device) {
            self.slots[at].limits = Owner::NOBODY;
        }
    }
}

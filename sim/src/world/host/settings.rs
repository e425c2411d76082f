//! What is set on a device by its name, and dies with it.

use super::super::op::{Fault, NameId};
use super::{Host, HostNames};

impl Host {
    /// # Errors
    /// `ENODEV` if there is no such device.
    pub(super) fn set(&mut self, names: &impl HostNames, name: NameId, flag: u8, on: bool) -> Result<(), Fault> {
        if let Some(slot) = self.require(names, name)? {
            slot.set(flag, on);
        }
        Ok(())
    }

    /// Puts a device into a bridge, out of any other (libvirt 9.0.0, `virNetDevBridgeAddPort`, after it left the other).
    ///
    /// # Errors
    /// `ENODEV` if there is no such device.
    pub(super) fn join_bridge(&mut self, names: &impl HostNames, name: NameId, bridge: u8) -> Result<(), Fault> {
        if let Some(slot) = self.require(names, name)? {
            slot.bridge = bridge + 1;
        }
        Ok(())
    }
}

//! Devices that lend their address to a macvtap in passthrough mode.

use super::MemoryHost;
use super::errno::{ENODEV, ENOENT};
use crate::host::{Failure, Incarnation};
use crate::{IfName, Mac};
use std::collections::BTreeMap;

/// What was saved, by the name of the lower device.
pub(super) type BorrowedLowers = BTreeMap<IfName, Borrowed>;

/// A lower device that bears a guest's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Borrowed {
    /// Who borrowed it last.
    pub owner: Incarnation,
    /// The guest's address.
    pub mac: Mac,
    /// The address that it had before anybody borrowed it.
    pub saved: Option<Mac>,
}

impl MemoryHost {
    /// Saves the address of a device, unless one is saved, and sets the guest's.
    ///
    /// # Errors
    /// `ENODEV` if there is no such device.
    pub(super) fn borrow_lower(&mut self, owner: Incarnation, lower: IfName, mac: Mac) -> Result<(), Failure> {
        let device = self.devices.require(lower)?;
        let saved = self.borrowed.get(&lower).map_or(device.mac, |borrowed| borrowed.saved);
        device.mac = Some(mac);
        self.borrowed.insert(lower, Borrowed { owner, mac, saved });
        Ok(())
    }

    /// Gives a device its saved address back, whoever borrowed it: the file with the address is named after the device
    /// (libvirt 9.0.0, `virNetDevReadNetConfig`).
    ///
    /// # Errors
    /// `ENOENT` if nothing is saved, `ENODEV` if the device is gone.
    pub(super) fn restore_lower(&mut self, lower: IfName) -> Result<(), Failure> {
        let borrowed = self.borrowed.get(&lower).ok_or(ENOENT)?;
        self.devices.get_mut(lower).ok_or(ENODEV)?.mac = borrowed.saved;
        self.borrowed.remove(&lower);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::errno::{ENODEV, ENOENT};
    use super::super::test_host::{A, B, MAC_A, MAC_B, done, host, name};
    use crate::Mac;
    use crate::host::{Host, HostOp};

    #[test]
    fn an_address_is_saved_once_and_restored_by_anybody() {
        let (mut host, own, lower) = (host(), Mac([2; 6]), name("eth0"));
        done(&mut host, A, &HostOp::SetMac { name: lower, mac: own });
        done(&mut host, A, &HostOp::BorrowLower { lower, mac: MAC_A });
        done(&mut host, B, &HostOp::BorrowLower { lower, mac: MAC_B });
        assert!(host.belongings(A).is_empty());
        assert_eq!(host.belongings(B).lowers[0].1.saved, Some(own));
        assert_eq!(host.devices.get(lower).and_then(|device| device.mac), Some(MAC_B));
        done(&mut host, A, &HostOp::RestoreLower { lower });
        assert_eq!(host.devices.get(lower).and_then(|device| device.mac), Some(own));
        assert_eq!(host.perform(B, &HostOp::RestoreLower { lower }), Err(ENOENT));
        assert_eq!(host.perform(B, &HostOp::BorrowLower { lower: name("eth9"), mac: MAC_B }), Err(ENODEV));
    }
}

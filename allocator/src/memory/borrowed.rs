//! Devices that lend their address to a macvtap in passthrough mode.

use super::MemoryHost;
use super::errno::{EBUSY, ENODEV, ENOENT};
use crate::host::{Failure, Incarnation, Key};
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
    /// `ENODEV` if there is no such device, `EBUSY` if another guest has borrowed it and `exclusive` is set.
    pub(super) fn borrow_lower(&mut self, owner: Incarnation, lower: IfName, mac: Mac, exclusive: bool) -> Result<(), Failure> {
        let device = self.devices.require(lower)?;
        if exclusive && self.borrowed.get(&lower).is_some_and(|borrowed| borrowed.owner.guest != owner.guest) {
            return Err(EBUSY);
        }
        let saved = self.borrowed.get(&lower).map_or(device.mac, |borrowed| borrowed.saved);
        device.mac = Some(mac);
        self.borrowed.insert(lower, Borrowed { owner, mac, saved });
        Ok(())
    }

    /// Gives a device its saved address back: with the name alone whoever borrowed it, as the file with the address is named after the
    /// device (libvirt 9.0.0, `virNetDevReadNetConfig`); with the owner's mark only if the actor did.
    ///
    /// # Errors
    /// `ENOENT` if nothing is saved and the name is the key, `ENODEV` if the device is gone.
    pub(super) fn restore_lower(&mut self, actor: Incarnation, lower: IfName, key: Key) -> Result<(), Failure> {
        if key == Key::Identity && self.borrowed.get(&lower).is_none_or(|borrowed| borrowed.owner != actor) {
            return Ok(());
        }
        let borrowed = self.borrowed.get(&lower).ok_or(ENOENT)?;
        self.devices.get_mut(lower).ok_or(ENODEV)?.mac = borrowed.saved;
        self.borrowed.remove(&lower);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::errno::{EBUSY, ENODEV, ENOENT};
    use super::super::test_host::{A, B, MAC_A, MAC_B, done, host, name};
    use crate::Mac;
    use crate::host::{Host, HostOp, Incarnation, Key};

    const LOWER: &str = "eth0";

    fn borrow(mac: Mac, exclusive: bool) -> HostOp<'static> {
        HostOp::BorrowLower { lower: name(LOWER), mac, exclusive }
    }

    fn restore(key: Key) -> HostOp<'static> {
        HostOp::RestoreLower { lower: name(LOWER), key }
    }

    #[test]
    fn an_address_is_saved_once_and_restored_by_anybody() {
        let (mut host, own, lower) = (host(), Mac([2; 6]), name(LOWER));
        done(&mut host, A, &HostOp::SetMac { name: lower, mac: own });
        done(&mut host, A, &borrow(MAC_A, false));
        done(&mut host, B, &borrow(MAC_B, false));
        assert!(host.belongings(A).is_empty());
        assert_eq!(host.belongings(B).lowers[0].1.saved, Some(own));
        assert_eq!(host.devices.get(lower).and_then(|device| device.mac), Some(MAC_B));
        done(&mut host, A, &restore(Key::Name));
        assert_eq!(host.devices.get(lower).and_then(|device| device.mac), Some(own));
        assert_eq!(host.perform(B, &restore(Key::Name)), Err(ENOENT));
        let none = HostOp::BorrowLower { lower: name("eth9"), mac: MAC_B, exclusive: false };
        assert_eq!(host.perform(B, &none), Err(ENODEV));
    }

    #[test]
    fn who_asks_exclusively_takes_nothing_from_another_guest_and_gives_back_only_its_own() {
        let mut host = host();
        done(&mut host, A, &borrow(MAC_A, true));
        assert_eq!(host.perform(B, &borrow(MAC_B, true)), Err(EBUSY));
        done(&mut host, B, &restore(Key::Identity));
        assert_eq!(host.belongings(A).lowers.len(), 1);
        let again = Incarnation::new(A.guest, 2);
        done(&mut host, again, &borrow(MAC_A, true));
        done(&mut host, A, &restore(Key::Identity));
        assert_eq!(host.belongings(again).lowers.len(), 1);
        done(&mut host, again, &restore(Key::Identity));
        assert!(host.belongings(again).is_empty());
        done(&mut host, again, &restore(Key::Identity));
    }
}

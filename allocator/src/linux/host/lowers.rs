//! Devices that lend their address to a macvtap in passthrough mode.

use super::LinuxHost;
use crate::host::{Failure, Incarnation, Key};
use crate::linux::rtnetlink::payload;
use crate::{IfName, Mac};

/// A device that bears a guest's address.
#[derive(Clone, Copy, Debug)]
pub(super) struct Borrowed {
    /// Who borrowed it last.
    owner: Incarnation,
    /// The address that it had before anybody borrowed it.
    saved: Mac,
}

impl LinuxHost {
    /// Saves the address of a device, unless one is saved, and sets the guest's (libvirt 9.0.0, `virNetDevSaveNetConfig`).
    ///
    /// # Errors
    /// `ENODEV` if there is no such device, `EBUSY` if another guest has borrowed it and `exclusive` is set, and what its driver
    /// answers; then nothing is saved.
    pub(super) fn borrow_lower(&mut self, owner: Incarnation, lower: IfName, mac: Mac, exclusive: bool) -> Result<(), Failure> {
        let link = self.rtnetlink.get_by_name(&payload(lower.as_bytes()))?;
        let before = self.borrowed.get(&lower).copied();
        if exclusive && before.is_some_and(|before| before.owner.guest != owner.guest) {
            return Err(Failure::errno(libc::EBUSY, "EBUSY"));
        }
        let own = link.address.try_into().map(Mac).map_err(|_| Failure::errno(libc::EINVAL, "EINVAL"))?;
        self.rtnetlink.set_address(link.index, mac.0)?;
        self.borrowed.insert(lower, Borrowed { owner, saved: before.map_or(own, |before| before.saved) });
        Ok(())
    }

    /// Gives a device its saved address back (libvirt 9.0.0, `virNetDevReadNetConfig`), with the owner's mark as the key only if the
    /// actor borrowed it.
    ///
    /// # Errors
    /// `ENOENT` if nothing is saved and the name is the key; `ENODEV` if the device is gone.
    pub(super) fn restore_lower(&mut self, actor: Incarnation, lower: IfName, key: Key) -> Result<(), Failure> {
        let borrowed = self.borrowed.get(&lower).copied();
        if key == Key::Identity && borrowed.is_none_or(|borrowed| borrowed.owner != actor) {
            return Ok(());
        }
        self.set_mac(lower, borrowed.ok_or(Failure::errno(libc::ENOENT, "ENOENT"))?.saved)?;
        self.borrowed.remove(&lower);
        Ok(())
    }
}

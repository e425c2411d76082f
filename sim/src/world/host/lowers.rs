//! Devices that lend their address to a macvtap in passthrough mode.

use super::super::op::Fault;
use super::super::owner::Owner;
use super::Host;

impl Host {
    /// Saves the address of a device, unless one is saved, and sets the guest's.
    ///
    /// # Errors
    /// `ENODEV` if there is no such device, `EBUSY` if another guest has borrowed it and `exclusive` is set.
    pub(super) fn borrow_lower(&mut self, actor: Owner, lower: u8, exclusive: bool) -> Result<(), Fault> {
        let borrowed = self.rest.lowers.get_mut(usize::from(lower)).ok_or(Fault::Enodev)?;
        if exclusive && borrowed.is_some() && borrowed.guest() != actor.guest() {
            return Err(Fault::Ebusy);
        }
        *borrowed = actor;
        Ok(())
    }

    /// Gives a device its saved address back: whoever borrowed it, as the file with the address is named after the device (libvirt
    /// 9.0.0, `virNetDevReadNetConfig`), or only if the actor did.
    ///
    /// # Errors
    /// `ENOENT` if nothing is saved, unless only the actor's own is meant.
    pub(super) fn restore_lower(&mut self, actor: Owner, lower: u8, own: bool) -> Result<(), Fault> {
        let borrowed = self.rest.lowers.get_mut(usize::from(lower)).filter(|owner| owner.is_some());
        match borrowed {
            Some(borrowed) if !own || *borrowed == actor => *borrowed = Owner::NOBODY,
            None if !own => return Err(Fault::Enoent),
            _ => {}
        }
        Ok(())
    }
}

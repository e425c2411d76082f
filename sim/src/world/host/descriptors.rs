//! Descriptors of devices: who closes or passes on which, and what ends with the last one.

use super::super::op::{DeviceId, Fault, NameId};
use super::super::owner::Owner;
use super::holders::Process;
use super::{Host, Slot};

impl Host {
    /// A process closes its descriptors of one device, if it has any: a descriptor never leads to another device of that name.
    pub(super) fn close(&mut self, process: Process, name: NameId) {
        if let Some(at) = self.place_of(DeviceId::Name(name)) {
            self.close_at(process, at);
        }
    }

    /// A process closes all its descriptors.
    pub(super) fn close_all(&mut self, process: Process) {
        // From the last to the first: a slot that goes moves only those after it.
        for at in (0..self.slots().len()).rev() {
            self.close_at(process, at);
        }
    }

    fn close_at(&mut self, process: Process, at: usize) {
        let slot = &mut self.slots[at];
        // Only a close can end a tap (Linux, `__tun_detach`), and none ends a macvtap.
        if slot.release(process) > 0 && !slot.is_held() && !slot.is(Slot::MACVTAP | Slot::PERSISTENT) {
            self.remove_device(at);
        }
    }

    /// The descriptors of one device go from the actor's daemon to its hypervisor.
    ///
    /// # Errors
    /// `EBADFD` if the daemon has none for a device of this name: what `TUNGETIFF` says to a hypervisor that is handed a
    /// descriptor whose tap was deleted (Linux 6.18).
    pub(super) fn pass_on(&mut self, actor: Owner, name: NameId) -> Result<(), Fault> {
        let at = self.place_of(DeviceId::Name(name)).ok_or(Fault::Ebadfd)?;
        if self.pass_on_at(actor, at)? { Ok(()) } else { Err(Fault::Ebadfd) }
    }

    /// All descriptors go from the actor's daemon to its hypervisor.
    ///
    /// # Errors
    /// They are too many for one holder.
    pub(super) fn pass_on_all(&mut self, actor: Owner) -> Result<(), Fault> {
        for at in 0..self.slots().len() {
            self.pass_on_at(actor, at)?;
        }
        Ok(())
    }

    /// Whether there were any.
    fn pass_on_at(&mut self, actor: Owner, at: usize) -> Result<bool, Fault> {
        let slot = &mut self.slots[at];
        let count = slot.release(Process::daemon(actor));
        if count > 0 && !slot.hold(Process::hypervisor(actor), count) {
            return Err(self.is_too_small());
        }
        Ok(count > 0)
    }

    /// The daemon of a start ends: its descriptors are closed, and a tap that nobody else holds is gone. Everything else stays.
    pub fn daemon_dies(&mut self, of: Owner) {
        self.close_all(Process::daemon(of));
    }
}

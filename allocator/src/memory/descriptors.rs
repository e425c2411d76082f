//! Descriptors of devices: who closes or passes on which, and what ends with the last one.

use super::MemoryHost;
use super::device::{Device, Holder};
use super::errno::EBADFD;
use crate::IfName;
use crate::host::{Failure, Incarnation, LinkKind};

impl MemoryHost {
    /// A process closes its descriptors of one device, if it has any: a descriptor never leads to another device of that name.
    pub(super) fn close(&mut self, holder: Holder, name: IfName) {
        let Some(device) = self.devices.get_mut(name) else { return };
        // Only a close can end a tap.
        if device.holders.remove(&holder).is_some() && is_over(device) {
            self.devices.remove(name);
        }
    }

    /// A process closes all its descriptors.
    pub(super) fn close_all(&mut self, holder: Holder) {
        for name in self.held_by(holder) {
            self.close(holder, name);
        }
    }

    /// The descriptors of one device go from the actor's daemon to its hypervisor.
    ///
    /// # Errors
    /// `EBADFD` if the daemon has none for a device of this name: what `TUNGETIFF` says to a hypervisor that is handed a
    /// descriptor whose tap was deleted (Linux 6.18).
    pub(super) fn pass_on(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        let device = self.devices.get_mut(name).ok_or(EBADFD)?;
        let count = device.holders.remove(&Holder::Daemon(actor)).ok_or(EBADFD)?;
        device.hold(Holder::Hypervisor(actor), count);
        Ok(())
    }

    /// All descriptors go from the actor's daemon to its hypervisor.
    pub(super) fn pass_on_all(&mut self, actor: Incarnation) {
        for device in self.devices.iter_mut() {
            if let Some(count) = device.holders.remove(&Holder::Daemon(actor)) {
                device.hold(Holder::Hypervisor(actor), count);
            }
        }
    }

    /// The actor's daemon ends: its descriptors are closed, and a tap that nobody else holds is gone. Everything else stays,
    /// also its hypervisor and its status file.
    pub fn daemon_crash(&mut self, actor: Incarnation) {
        self.close_all(Holder::Daemon(actor));
    }

    fn held_by(&self, holder: Holder) -> Vec<IfName> {
        self.devices.iter().filter(|device| device.holders.contains_key(&holder)).map(|device| device.name).collect()
    }
}

/// Whether a device ends with its last descriptor. A macvtap never does (Linux 6.18).
fn is_over(device: &Device) -> bool {
    device.kind == LinkKind::Tap && !device.persistent && device.holders.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::test_host::{A, B, create_tap, done, host, index_of, macvtap, name};
    use crate::host::HostOp;

    #[test]
    fn a_tap_ends_with_its_last_descriptor() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        done(&mut host, B, &HostOp::CloseDevice { name: name("vnet0") });
        assert!(index_of(&host, "vnet0").is_some(), "B's daemon holds none");
        done(&mut host, A, &HostOp::CloseDevice { name: name("vnet0") });
        assert_eq!(index_of(&host, "vnet0"), None);
        done(&mut host, A, &HostOp::CloseDevice { name: name("vnet0") });
    }

    #[test]
    fn close_is_the_daemons_and_kill_the_hypervisors() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        done(&mut host, A, &HostOp::Spawn);
        done(&mut host, A, &HostOp::CloseDevice { name: name("vnet0") });
        host.daemon_crash(A);
        assert!(index_of(&host, "vnet0").is_some());
        done(&mut host, A, &HostOp::Kill);
        assert_eq!(index_of(&host, "vnet0"), None);
    }

    #[test]
    fn a_crash_of_the_daemon_ends_taps_and_leaves_macvtaps() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        create_tap(&mut host, B, "vnet1");
        let index = macvtap(&mut host, A, "macvtap0");
        done(&mut host, A, &HostOp::OpenMacvtap { name: name("macvtap0"), index });
        host.daemon_crash(A);
        assert_eq!((index_of(&host, "vnet0"), index_of(&host, "macvtap0")), (None, Some(index)));
        assert!(index_of(&host, "vnet1").is_some());
    }
}

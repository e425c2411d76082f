//! Hypervisors: one for each start of a guest.

use super::MemoryHost;
use super::device::Holder;
use super::errno::EEXIST;
use crate::IfName;
use crate::host::{Failure, Incarnation};
use std::collections::BTreeMap;

/// The hypervisors that run, and what their virtual CPUs do.
pub(super) type Hypervisors = BTreeMap<Incarnation, Cpus>;

/// What the virtual CPUs of a guest do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cpus {
    /// They stand still, as after the start of the hypervisor.
    Paused,
    /// They run.
    Running,
}

impl MemoryHost {
    /// What the virtual CPUs of a guest do; `None` if it has no hypervisor.
    pub fn hypervisor(&self, of: Incarnation) -> Option<Cpus> {
        self.hypervisors.get(&of).copied()
    }

    /// The hypervisor ends, if there is one: its descriptors are closed, and a tap that nobody else holds is gone.
    pub fn hypervisor_dies(&mut self, actor: Incarnation) {
        if self.hypervisors.remove(&actor).is_some() {
            self.close_all(Holder::Hypervisor(actor));
        }
    }

    /// Starts the hypervisor, paused, with all descriptors of the daemon.
    ///
    /// # Errors
    /// `EEXIST` if it runs.
    pub(super) fn spawn(&mut self, actor: Incarnation) -> Result<(), Failure> {
        if self.hypervisors.contains_key(&actor) {
            return Err(EEXIST);
        }
        self.hypervisors.insert(actor, Cpus::Paused);
        self.pass_on_all(actor);
        Ok(())
    }

    /// # Errors
    /// No hypervisor runs.
    pub(super) fn require_hypervisor(&self, actor: Incarnation) -> Result<(), Failure> {
        self.hypervisor(actor).map(|_| ()).ok_or_else(not_running)
    }

    /// # Errors
    /// No hypervisor runs.
    pub(super) fn set_cpus(&mut self, actor: Incarnation, cpus: Cpus) -> Result<(), Failure> {
        *self.hypervisors.get_mut(&actor).ok_or_else(not_running)? = cpus;
        Ok(())
    }

    /// # Errors
    /// No hypervisor runs, or those of [`MemoryHost::pass_on`].
    pub(super) fn plug(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        self.require_hypervisor(actor)?;
        self.pass_on(actor, name)
    }

    /// The hypervisor closes its descriptors of a device, if it has any left.
    ///
    /// # Errors
    /// No hypervisor runs.
    pub(super) fn unplug(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        self.require_hypervisor(actor)?;
        self.close(Holder::Hypervisor(actor), name);
        Ok(())
    }
}

fn not_running() -> Failure {
    Failure::other("the hypervisor is not running")
}

#[cfg(test)]
mod tests {
    use super::super::errno::{EBADFD, EEXIST};
    use super::super::test_host::{A, B, create_tap, done, host, index_of, name};
    use super::super::{Cpus, Holder};
    use crate::host::{DeviceRef, Host, HostOp};

    #[test]
    fn a_hypervisor_starts_once_and_paused() {
        let mut host = host();
        let name = name("vnet0");
        for op in [HostOp::ConnectMonitor, HostOp::Resume, HostOp::Pause, HostOp::Plug { name }, HostOp::Unplug { name }] {
            assert!(host.perform(A, &op).is_err(), "{op}");
        }
        done(&mut host, A, &HostOp::Kill);
        done(&mut host, A, &HostOp::Spawn);
        assert_eq!((host.perform(A, &HostOp::Spawn), host.hypervisor(A)), (Err(EEXIST), Some(Cpus::Paused)));
        done(&mut host, A, &HostOp::ConnectMonitor);
        done(&mut host, A, &HostOp::Resume);
        assert_eq!((host.hypervisor(A), host.hypervisor(B)), (Some(Cpus::Running), None));
        done(&mut host, A, &HostOp::Pause);
        assert_eq!(host.hypervisor(A), Some(Cpus::Paused));
        done(&mut host, A, &HostOp::Kill);
        assert_eq!(host.hypervisor(A), None);
    }

    #[test]
    fn spawn_takes_the_actors_descriptors_only() {
        let mut host = host();
        create_tap(&mut host, A, "vnet0");
        create_tap(&mut host, B, "vnet1");
        done(&mut host, A, &HostOp::Spawn);
        assert!(host.belongings(A).devices[0].holders.keys().eq([&Holder::Hypervisor(A)]));
        assert!(host.belongings(B).devices[0].holders.keys().eq([&Holder::Daemon(B)]));
    }

    #[test]
    fn plug_and_unplug_move_one_device() {
        let mut host = host();
        done(&mut host, A, &HostOp::Spawn);
        create_tap(&mut host, A, "vnet0");
        create_tap(&mut host, A, "vnet1");
        done(&mut host, A, &HostOp::Plug { name: name("vnet0") });
        host.daemon_crash(A);
        assert!(index_of(&host, "vnet0").is_some() && index_of(&host, "vnet1").is_none());
        done(&mut host, A, &HostOp::Unplug { name: name("vnet0") });
        assert_eq!(index_of(&host, "vnet0"), None);
        done(&mut host, A, &HostOp::Unplug { name: name("vnet0") });
    }

    #[test]
    fn a_device_that_is_gone_cannot_be_plugged() {
        let mut host = host();
        done(&mut host, A, &HostOp::Spawn);
        create_tap(&mut host, A, "vnet0");
        done(&mut host, B, &HostOp::DeleteLink { link: DeviceRef::Name(name("vnet0")) });
        assert_eq!(host.perform(A, &HostOp::Plug { name: name("vnet0") }), Err(EBADFD));
        create_tap(&mut host, B, "vnet0");
        assert_eq!(host.perform(A, &HostOp::Plug { name: name("vnet0") }), Err(EBADFD));
    }
}

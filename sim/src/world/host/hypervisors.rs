//! Hypervisors: one for each guest.

use super::super::op::{Fault, NameId};
use super::super::owner::Owner;
use super::guests::guest_of;
use super::holders::Process;
use super::{Host, Hypervisor};

impl Host {
    /// The hypervisor of a start ends, if there is one: its descriptors are closed, and a tap that nobody else holds is gone.
    pub fn hypervisor_dies(&mut self, of: Owner) {
        if let Ok(hypervisor) = self.hypervisor(of) {
            *hypervisor = Hypervisor::default();
            self.close_all(Process::hypervisor(of));
        }
    }

    /// The hypervisor of a start.
    ///
    /// # Errors
    /// It does not run, or the actor is no guest.
    pub(super) fn hypervisor(&mut self, of: Owner) -> Result<&mut Hypervisor, Fault> {
        let hypervisor = &mut self.rest.hypervisors[guest_of(of)?];
        if hypervisor.start == of.start() { Ok(hypervisor) } else { Err(Fault::NotRunning) }
    }

    /// # Errors
    /// The actor is no guest.
    pub(super) fn kill(&mut self, actor: Owner) -> Result<(), Fault> {
        guest_of(actor)?;
        self.hypervisor_dies(actor);
        Ok(())
    }

    /// Starts the hypervisor, paused, with all descriptors of the daemon. One of another start of the guest is lost: it runs on,
    /// and keeps its descriptors for ever.
    ///
    /// # Errors
    /// `EEXIST` if it runs; the actor is no guest.
    pub(super) fn spawn(&mut self, actor: Owner) -> Result<(), Fault> {
        let hypervisor = &mut self.rest.hypervisors[guest_of(actor)?];
        if hypervisor.start == actor.start() {
            return Err(Fault::Eexist);
        }
        self.rest.lost |= hypervisor.start != 0;
        *hypervisor = Hypervisor { start: actor.start(), running: false };
        self.pass_on_all(actor)
    }

    /// # Errors
    /// No hypervisor runs.
    pub(super) fn set_cpus(&mut self, actor: Owner, running: bool) -> Result<(), Fault> {
        self.hypervisor(actor)?.running = running;
        Ok(())
    }

    /// # Errors
    /// No hypervisor runs, or those of [`Host::pass_on`].
    pub(super) fn plug(&mut self, actor: Owner, name: NameId) -> Result<(), Fault> {
        self.hypervisor(actor)?;
        self.pass_on(actor, name)
    }

    /// The hypervisor closes its descriptors of a device, if it has any left.
    ///
    /// # Errors
    /// No hypervisor runs.
    pub(super) fn unplug(&mut self, actor: Owner, name: NameId) -> Result<(), Fault> {
        self.hypervisor(actor)?;
        self.close(Process::hypervisor(actor), name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_names::{A, A_AGAIN, B, done, perform, tap};
    use super::{Fault, Host, Hypervisor};
    use crate::world::op::{Answer, Op};

    #[test]
    fn a_hypervisor_holds_what_the_daemon_had() {
        let mut host = Host::default();
        tap(&mut host, A, 1, 4);
        tap(&mut host, B, 2, 5);
        done(&mut host, A, Op::Spawn);
        assert_eq!(perform(&mut host, A, 0, Op::Spawn), Answer::Failed(Fault::Eexist));
        done(&mut host, A, Op::SetCpus { running: true });
        assert_eq!(host.rest.hypervisors[0], Hypervisor { start: 1, running: true });
        host.daemon_dies(A);
        assert!(host.has_device(4));
        done(&mut host, A, Op::Kill);
        assert_eq!((host.has_device(4), host.has_device(5)), (false, true));
        assert!(!host.rest.lost);
    }

    #[test]
    fn a_hypervisor_of_an_earlier_start_is_lost_and_keeps_what_it_has() {
        let mut host = Host::default();
        tap(&mut host, A, 1, 4);
        done(&mut host, A, Op::Spawn);
        done(&mut host, A_AGAIN, Op::Kill);
        assert!(!host.rest.lost && host.has_device(4), "that is only for its own");
        done(&mut host, A_AGAIN, Op::Spawn);
        assert!(host.rest.lost);
        done(&mut host, A, Op::Kill);
        done(&mut host, A_AGAIN, Op::Kill);
        assert!(host.slot(4).is_some_and(|slot| slot.holders[0].owner == A && slot.holders[0].hypervisor));
        assert_eq!(perform(&mut host, A, 0, Op::ConnectMonitor), Answer::Failed(Fault::NotRunning));
    }
}

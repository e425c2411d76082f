//! Handing devices over from a daemon to its hypervisor.

use super::devices::Descriptors;
use super::{LinuxHost, processes, programs};
use crate::IfName;
use crate::host::{Failure, Incarnation};
use crate::linux::tun;
use std::os::fd::AsFd;
use std::sync::Arc;

/// What holds the descriptors of a device, and ignores them.
const HOLDER: &str = "sleep";

impl LinuxHost {
    /// Starts the hypervisor with all devices of the daemon, which closes its own descriptors of them.
    ///
    /// # Errors
    /// `EEXIST` if it runs; a program is missing, or a process cannot be started. Then the daemon still holds its descriptors.
    pub(super) fn spawn(&mut self, actor: Incarnation) -> Result<(), Failure> {
        let (program, arguments) = self.config.hypervisor.split_first().ok_or(Failure::other("no hypervisor is configured"))?;
        let program = programs::find_program(&self.config.folders, &program.to_string_lossy())?;
        let holder = programs::find_program(&self.config.folders, HOLDER)?;
        let devices = self.devices.take_all(actor).into_iter().map(|(name, held)| (name, Arc::new(held))).collect();
        let result = self.hypervisors.start(actor, (program, arguments), (holder, &devices));
        for (name, descriptors) in devices {
            self.finish(actor, name, descriptors, result.is_ok());
        }
        result
    }

    /// Hands the running hypervisor one more device.
    ///
    /// # Errors
    /// It is not running; `EBADFD` if the daemon has no descriptors of the device, or somebody deleted that; or a process cannot
    /// be started. Then the daemon still holds what it held.
    pub(super) fn plug(&mut self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        self.hypervisors.require(actor)?;
        let holder = programs::find_program(&self.config.folders, HOLDER)?;
        let descriptors = self.devices.take(actor, name).ok_or(Failure::errno(libc::EBADFD, "EBADFD"))?;
        let descriptors = Arc::new(descriptors);
        let alive = descriptors.iter().try_for_each(|one| tun::name_of(one.as_fd()).map(drop));
        let result = alive
            .map_err(|_| Failure::errno(libc::EBADFD, "EBADFD"))
            .and_then(|()| self.hypervisors.plug(actor, name, (holder, descriptors.clone())));
        self.finish(actor, name, descriptors, result.is_ok());
        result
    }

    /// Closes what was handed over, and keeps what was not. Nobody else refers to the descriptors any more.
    fn finish(&mut self, actor: Incarnation, name: IfName, descriptors: Descriptors, handed_over: bool) {
        if handed_over {
            processes::close(descriptors);
        } else {
            self.devices.hold(actor, name, Arc::into_inner(descriptors).unwrap_or_default());
        }
    }
}

//! The open devices that the daemons hold.

use super::processes;
use crate::IfName;
use crate::host::Incarnation;
use std::collections::BTreeMap;
use std::os::fd::OwnedFd;
use std::sync::Arc;

/// The descriptors of one device, shared with a process that is being started.
pub(super) type Descriptors = Arc<Vec<OwnedFd>>;

/// The descriptors that each actor's daemon holds, by the name of the device.
#[derive(Debug, Default)]
pub(super) struct Devices {
    held: BTreeMap<(Incarnation, IfName), Vec<OwnedFd>>,
}

impl Devices {
    /// Adds to what the actor holds for a device.
    pub(super) fn hold(&mut self, actor: Incarnation, name: IfName, descriptors: Vec<OwnedFd>) {
        self.held.entry((actor, name)).or_default().extend(descriptors);
    }

    /// What the actor holds for a device.
    pub(super) fn of(&self, actor: Incarnation, name: IfName) -> &[OwnedFd] {
        self.held.get(&(actor, name)).map_or(&[], Vec::as_slice)
    }

    /// Takes what the actor holds for a device.
    pub(super) fn take(&mut self, actor: Incarnation, name: IfName) -> Option<Vec<OwnedFd>> {
        self.held.remove(&(actor, name))
    }

    /// Takes all that the actor holds.
    pub(super) fn take_all(&mut self, actor: Incarnation) -> BTreeMap<IfName, Vec<OwnedFd>> {
        let names: Vec<IfName> = self.held.keys().filter(|(owner, _)| *owner == actor).map(|(_, name)| *name).collect();
        names.into_iter().filter_map(|name| Some((name, self.take(actor, name)?))).collect()
    }

    pub(super) fn close(&mut self, actor: Incarnation, name: IfName) {
        processes::close(self.take(actor, name));
    }

    pub(super) fn close_all(&mut self, actor: Incarnation) {
        processes::close(self.take_all(actor));
    }
}

impl Drop for Devices {
    fn drop(&mut self) {
        processes::close(std::mem::take(&mut self.held));
    }
}

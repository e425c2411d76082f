//! What a process that is gone has left behind.

use super::mark::token_of;
use super::{CreateError, DeviceAllocator, Lease, RemoveError};
use crate::linux::OsError;
use crate::linux::identity::{DeviceIdentity, Found};
use crate::linux::rtnetlink::{Link, Rtnetlink, payload};
use crate::names::StateError;

/// A name whose holder is gone, and perhaps its device.
#[derive(Debug)]
#[must_use = "the name is never handed out again unless its lease is done"]
pub struct Orphan {
    lease: Lease,
}

impl Orphan {
    pub(super) const fn of(lease: Lease) -> Self {
        Self { lease }
    }

    /// What is known of it.
    pub const fn lease(&self) -> &Lease {
        &self.lease
    }

    /// Keeps the name for a guest that goes on.
    pub fn into_lease(self) -> Lease {
        self.lease
    }
}

impl DeviceAllocator {
    /// Takes over what processes have left behind in this network namespace that are gone: devices that are there, and names that wait
    /// for a cleanup. What they have left in a namespace that is gone as well stays in the state until the machine is started again.
    ///
    /// # Errors
    /// If the state of names cannot be used.
    pub fn take_orphans(&self) -> Result<Vec<Orphan>, StateError> {
        Ok(self.names().take_orphans_in(self.cookie())?.into_iter().map(Orphan::of).collect())
    }

    /// The device of an orphan, if it is still there. One that was created and not yet noted is found by its mark, also if somebody has
    /// renamed it.
    ///
    /// # Errors
    /// What the kernel answers; [`CreateError::WrongNamespace`] if the device was made in another network namespace.
    pub fn device_of(&self, orphan: &Orphan) -> Result<Option<Link>, CreateError> {
        let lease = orphan.lease();
        if lease.is_retired() && lease.index().is_none() {
            return Ok(None);
        }
        if lease.netns() != self.cookie() {
            return Err(CreateError::WrongNamespace);
        }
        match lease.index() {
            Some(index) => {
                let identity = DeviceIdentity { index, token: token_of(lease)?, netns: lease.netns() };
                Ok(match self.with_cleanup(|cleanup| Ok(cleanup.find(&identity)?))? {
                    Found::Ours(link) => Some(link),
                    Found::Gone | Found::NotOurs => None,
                })
            }
            None => {
                self.stay_home()?;
                Ok(find_marked(lease)?)
            }
        }
    }

    /// Removes the device of an orphan, if it is still there, and puts the name into quarantine, as [`remove`](Self::remove) does.
    ///
    /// # Errors
    /// As for [`device_of`](Self::device_of) and [`remove`](Self::remove).
    pub fn remove_orphan(&self, mut orphan: Orphan) -> Result<Lease, RemoveError> {
        match self.try_remove(&mut orphan) {
            Ok(()) => Ok(orphan.lease),
            Err(source) => Err(RemoveError { source, orphan: orphan.into() }),
        }
    }

    fn try_remove(&self, orphan: &mut Orphan) -> Result<(), CreateError> {
        let device = self.device_of(orphan)?;
        let lease = &mut orphan.lease;
        if let (Some(link), None) = (&device, lease.index()) {
            // A retired name without an index is taken to have no device, should this process be killed before the deletion.
            lease.note_device(link.index)?;
        }
        lease.retire()?;
        if let Some(link) = device {
            let identity = DeviceIdentity { index: link.index, token: token_of(lease)?, netns: self.cookie() };
            self.with_cleanup(|cleanup| Ok(cleanup.delete(&identity)?))?;
        }
        Ok(())
    }
}

/// The device with the mark of a lease: under its name, or else under any.
pub(super) fn find_marked(lease: &Lease) -> Result<Option<Link>, OsError> {
    let mut rtnetlink = Rtnetlink::open()?;
    match rtnetlink.get_by_name(&payload(lease.name().as_bytes())) {
        Ok(link) if link.group == lease.token() => Ok(Some(link)),
        Ok(_) | Err(OsError { errno: libc::ENODEV, .. }) => {
            Ok(rtnetlink.dump()?.into_iter().find(|link| link.group == lease.token()))
        }
        Err(error) => Err(error),
    }
}

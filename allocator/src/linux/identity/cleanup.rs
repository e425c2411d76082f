//! Removal of devices, and of what hangs on them, by their identity.

use super::pin::{Pin, Pinned};
use super::{DeviceIdentity, OwnerToken, Removal};
use crate::linux::OsError;
use crate::linux::netns::netns_cookie;
use crate::linux::rtnetlink::{Link, QdiscParent, Rtnetlink};

/// Why a cleanup did nothing, or not all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CleanupError {
    /// A call failed.
    #[error(transparent)]
    Os(#[from] OsError),
    /// Indexes and tokens mean something in their own network namespace only. Nothing was done.
    #[error(
        "device {index} is of the network namespace {theirs} (cookie), and this cleanup works in {ours}: open one in that namespace"
    )]
    WrongNamespace {
        /// The index of the device.
        index: u32,
        /// The cookie of its namespace.
        theirs: u64,
        /// The cookie of the namespace of the cleanup.
        ours: u64,
    },
}

/// What is found at the index of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The device, whatever it is called now.
    Ours(Link),
    /// Nothing: the device is dead, or in another network namespace.
    Gone,
    /// Another device; or ours, if somebody has put it into another group.
    NotOurs,
}

/// Removes devices of one network namespace by their identity.
///
/// A device that was renamed is found. One that was moved to another network namespace is gone from here, and is not deleted
/// there. One that somebody has put into another group counts as another's and is left alone, as a device that merely got the
/// index looks the same. Devices of the same name, or with the same index, or in the same group, are never touched.
#[derive(Debug)]
pub struct Cleanup {
    rtnetlink: Rtnetlink,
    netns: u64,
}

impl Cleanup {
    /// Works in the network namespace of the calling thread, also after the thread has left it.
    ///
    /// # Errors
    /// Those of opening a socket.
    pub fn open() -> Result<Self, OsError> {
        Ok(Self { rtnetlink: Rtnetlink::open()?, netns: netns_cookie()? })
    }

    /// The identity of a device that was created with the token as its group.
    pub fn identity(&self, index: u32, token: OwnerToken) -> DeviceIdentity {
        DeviceIdentity { index, token, netns: self.netns }
    }

    /// Gives a device its token. It has to be one that the caller has just created and holds: whatever has the index gets the
    /// token, and without one a device cannot be cleaned up.
    ///
    /// # Errors
    /// `ENODEV` if it is gone already.
    pub fn mark(&mut self, index: u32, token: OwnerToken) -> Result<DeviceIdentity, OsError> {
        self.rtnetlink.set_group(index, token.get())?;
        Ok(self.identity(index, token))
    }

    /// Looks for a device.
    ///
    /// # Errors
    /// [`CleanupError`].
    pub fn find(&mut self, identity: &DeviceIdentity) -> Result<Found, CleanupError> {
        let DeviceIdentity { index, netns: theirs, .. } = *identity;
        if theirs != self.netns {
            return Err(CleanupError::WrongNamespace { index, theirs, ours: self.netns });
        }
        match self.rtnetlink.get_by_index(index) {
            Ok(link) if identity.is(&link) => Ok(Found::Ours(link)),
            Ok(_) => Ok(Found::NotOurs),
            Err(OsError { errno: libc::ENODEV, .. }) => Ok(Found::Gone),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes a device, also a tap that somebody holds open, whose descriptors are of no use after that (`EBADFD`). The module
    /// says why this cannot hit another one.
    ///
    /// # Errors
    /// [`CleanupError`]; `EOPNOTSUPP` for a device that cannot be deleted, such as hardware; `EINVAL` for one with as many
    /// alternative names as it can have.
    pub fn delete(&mut self, identity: &DeviceIdentity) -> Result<Removal, CleanupError> {
        match self.find(identity)? {
            Found::Ours(_) => self.pinned(identity, Pinned::delete),
            other => Ok(other.into()),
        }
    }

    /// Takes a device out of its bridge, as safely as [`delete`](Self::delete); [`Removal::Gone`] if it is in none.
    ///
    /// # Errors
    /// As for [`delete`](Self::delete).
    pub fn leave_bridge(&mut self, identity: &DeviceIdentity) -> Result<Removal, CleanupError> {
        match self.find(identity)? {
            Found::Ours(Link { master: None, .. }) => Ok(Removal::Gone),
            Found::Ours(_) => self.pinned(identity, Pinned::leave_bridge),
            other => Ok(other.into()),
        }
    }

    /// Removes the queueing disciplines for what a device sends and receives, with all that hangs on them; [`Removal::Gone`] if
    /// it has none of its own.
    ///
    /// The requests know a device by its index only. One that gets the index of this one within the microseconds between the
    /// look and the requests loses its own; the kernel offers no way around that.
    ///
    /// # Errors
    /// [`CleanupError`], such as `EOPNOTSUPP` from a kernel without traffic control.
    pub fn clear_traffic_control(&mut self, identity: &DeviceIdentity) -> Result<Removal, CleanupError> {
        let mut removal = Removal::Gone;
        for parent in [QdiscParent::Root, QdiscParent::Ingress] {
            match self.find(identity)? {
                Found::Ours(_) => {}
                other => return Ok(other.into()),
            }
            match self.rtnetlink.delete_qdisc(identity.index, parent) {
                Ok(()) => removal = Removal::Removed,
                Err(OsError { errno: libc::ENODEV | libc::ENOENT | libc::EINVAL, .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(removal)
    }

    /// Does something with a device while it is pinned.
    fn pinned(
        &mut self,
        identity: &DeviceIdentity,
        act: impl FnOnce(&Pinned, &mut Rtnetlink) -> Result<(), OsError>,
    ) -> Result<Removal, CleanupError> {
        let pinned = match Pin::set(&mut self.rtnetlink, identity)? {
            Pin::Pinned(pinned) => pinned,
            Pin::Gone => return Ok(Removal::Gone),
            Pin::NotOurs => return Ok(Removal::NotOurs),
        };
        let result = act(&pinned, &mut self.rtnetlink);
        pinned.release(&mut self.rtnetlink)?;
        match result {
            Ok(()) => Ok(Removal::Removed),
            Err(error @ OsError { errno: libc::ENODEV, .. }) => match self.find(identity)? {
                // Somebody took the pin off.
                Found::Ours(_) => Err(error.into()),
                other => Ok(other.into()),
            },
            Err(error) => Err(error.into()),
        }
    }
}

impl From<Found> for Removal {
    /// What a removal says that finds this and changes nothing.
    fn from(found: Found) -> Self {
        match found {
            Found::NotOurs => Self::NotOurs,
            Found::Ours(_) | Found::Gone => Self::Gone,
        }
    }
}

//! A pin: an alternative name that only the device has which was looked at.

use super::DeviceIdentity;
use crate::linux::OsError;
use crate::linux::rtnetlink::{Rtnetlink, Selector, payload};
use std::hash::{BuildHasher, Hasher, RandomState};

/// What became of an attempt to pin a device.
#[derive(Debug)]
pub(super) enum Pin {
    Pinned(Pinned),
    /// There is no device with the index.
    Gone,
    /// The index belongs to another device.
    NotOurs,
}

/// The device of an identity, which answers to a name of its own from now on, or is gone.
#[derive(Debug)]
pub(super) struct Pinned {
    index: u32,
    payload: Vec<u8>,
}

impl Pin {
    /// Pins the device with the index of an identity. If that turns out to be another one, it is as it was.
    ///
    /// # Errors
    /// `EINVAL` for a device that has no room for another alternative name; what else the kernel answers.
    pub(super) fn set(rtnetlink: &mut Rtnetlink, identity: &DeviceIdentity) -> Result<Self, OsError> {
        let pinned = Pinned { index: identity.index, payload: payload(new_name().as_bytes()) };
        match rtnetlink.altname_add(pinned.index, &pinned.payload) {
            Err(OsError { errno: libc::ENODEV, .. }) => return Ok(Self::Gone),
            added => added?,
        }
        match rtnetlink.get_by_altname(&pinned.payload) {
            Ok(link) if identity.is(&link) => Ok(Self::Pinned(pinned)),
            Ok(_) => pinned.release(rtnetlink).map(|()| Self::NotOurs),
            Err(OsError { errno: libc::ENODEV, .. }) => Ok(Self::Gone),
            Err(error) => Err(error),
        }
    }
}

impl Pinned {
    /// Deletes the device.
    ///
    /// # Errors
    /// `ENODEV` if it is gone; `EOPNOTSUPP` for a kind that cannot be deleted.
    pub(super) fn delete(&self, rtnetlink: &mut Rtnetlink) -> Result<(), OsError> {
        rtnetlink.delete(&Selector { altname: Some(self.payload.clone()), ..Selector::default() })
    }

    /// Takes the device out of its bridge.
    ///
    /// # Errors
    /// `ENODEV` if it is gone.
    pub(super) fn leave_bridge(&self, rtnetlink: &mut Rtnetlink) -> Result<(), OsError> {
        rtnetlink.release_master_by_altname(&self.payload)
    }

    /// Takes the pin off; that it went away with the device is no failure. The kernel takes no name from another device than the
    /// one that has it.
    ///
    /// # Errors
    /// What else the kernel answers.
    pub(super) fn release(&self, rtnetlink: &mut Rtnetlink) -> Result<(), OsError> {
        match rtnetlink.altname_del(self.index, &self.payload) {
            Err(OsError { errno: libc::ENODEV | libc::ENOENT, .. }) => Ok(()),
            answer => answer,
        }
    }
}

/// A name with 64 random bits (`RandomState` has keys of its own each time), longer than the fifteen bytes of a primary name.
/// Two cleanups at a time do not share a pin, and so neither takes it from the other.
pub(super) fn new_name() -> String {
    format!("ifrace-pin-{:016x}", RandomState::new().build_hasher().finish())
}

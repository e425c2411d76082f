//! A device that was created.

use super::Lease;
use crate::IfName;
use crate::linux::identity::DeviceIdentity;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// A device that was created, with all that tells it from others.
///
/// If it is dropped, its descriptors are closed, by which a tap goes away unless somebody else has it open; a macvtap stays. Its name is
/// not handed out again while the process lives. [`remove`](super::DeviceAllocator::remove) removes both in order.
#[derive(Debug)]
#[must_use = "a tap goes away with its descriptors"]
pub struct OwnedDevice {
    lease: Lease,
    identity: DeviceIdentity,
    descriptors: Vec<OwnedFd>,
}

impl OwnedDevice {
    pub(super) fn new(lease: Lease, identity: DeviceIdentity, descriptors: Vec<OwnedFd>) -> Self {
        Self { lease, identity, descriptors }
    }

    /// The name with which it was created; somebody may have renamed it since.
    pub const fn name(&self) -> IfName {
        self.lease.name()
    }

    /// The interface index.
    pub const fn index(&self) -> u32 {
        self.identity.index
    }

    /// Which bearer of this name it is: no other device of the name gets the same from the allocator. 0 for a name that was chosen.
    pub const fn generation(&self) -> u64 {
        self.lease.generation()
    }

    /// What it is known by, whatever it is called later.
    pub const fn identity(&self) -> &DeviceIdentity {
        &self.identity
    }

    /// The descriptors for a hypervisor: one for each queue of a tap, one of a macvtap, none of a macvlan.
    pub fn descriptors(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.descriptors.iter().map(AsFd::as_fd)
    }

    pub(super) fn into_parts(self) -> (Lease, DeviceIdentity, Vec<OwnedFd>) {
        (self.lease, self.identity, self.descriptors)
    }
}

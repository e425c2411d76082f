//! Taps.

use super::device_allocator::Attempt;
use super::mark::token_of;
use super::{CreateError, DeviceAllocator, Lease, OwnedDevice, Wanted};
use crate::linux::OsError;
use crate::linux::identity::DeviceIdentity;
use crate::linux::ioctl::InterfaceIoctl;
use crate::linux::tun::{TunDevice, TunFlags};
use std::os::fd::OwnedFd;

/// How often a new tap is looked for by its name, if it is renamed meanwhile.
const LOOKS: usize = 64;

/// What a tap is to be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TapOptions {
    /// How many queues it has; each has a descriptor. At most 256 (`MAX_TAP_QUEUES`, `drivers/net/tun.c`).
    pub queues: u32,
    /// Whether a virtio header stands before each frame (`IFF_VNET_HDR`), as hypervisors have it.
    pub vnet_hdr: bool,
}

impl Default for TapOptions {
    /// One queue, with virtio headers.
    fn default() -> Self {
        Self { queues: 1, vnet_hdr: true }
    }
}

impl DeviceAllocator {
    /// Creates a tap. It lives as long as somebody has one of its descriptors.
    ///
    /// # Errors
    /// [`CreateError`]; then there is no tap.
    pub fn create_tap(&self, wanted: Wanted, options: TapOptions) -> Result<OwnedDevice, CreateError> {
        let (lease, (identity, descriptors)) = self.create(wanted, &mut |lease| self.open_tap(lease, options, wanted))?;
        Ok(OwnedDevice::new(lease, identity, descriptors))
    }

    fn open_tap(
        &self,
        lease: &mut Lease,
        options: TapOptions,
        wanted: Wanted,
    ) -> Result<Attempt<(DeviceIdentity, Vec<OwnedFd>)>, CreateError> {
        let flags = flags_of(options);
        let mut first = TunDevice::open().map_err(explain_open)?;
        match first.set_iff(lease.name().as_bytes(), flags | TunFlags::EXCLUSIVE) {
            Ok(_) => {}
            Err(OsError { errno: libc::EBUSY | libc::EEXIST, .. }) => return Ok(Attempt::Taken),
            Err(error @ OsError { errno: libc::EPERM | libc::EACCES, .. }) => return Err(CreateError::NotPermitted(error)),
            Err(error @ OsError { errno: libc::EINVAL, .. }) if matches!(wanted, Wanted::Name(_)) => {
                return Err(CreateError::BadName(lease.name(), error));
            }
            Err(error) => return Err(error.into()),
        }
        let mut queues = vec![];
        for _ in 1..options.queues {
            queues.push(open_queue(&first, flags)?);
        }
        let index = index_of(&first)?;
        lease.note_device(index)?;
        let token = token_of(lease)?;
        let identity = self.with_cleanup(|cleanup| Ok(cleanup.mark(index, token)?))?;
        let all = std::iter::once(first).chain(queues).map(OwnedFd::from).collect();
        Ok(Attempt::Made((identity, all)))
    }
}

fn flags_of(options: TapOptions) -> TunFlags {
    let mut flags = TunFlags::TAP | TunFlags::NO_PI;
    if options.vnet_hdr {
        flags = flags | TunFlags::VNET_HDR;
    }
    if options.queues > 1 {
        flags = flags | TunFlags::MULTI_QUEUE;
    }
    flags
}

fn explain_open(error: OsError) -> CreateError {
    match error.errno {
        libc::ENOENT | libc::ENODEV | libc::ENXIO => CreateError::NoTun(error),
        libc::EACCES | libc::EPERM => CreateError::NotPermitted(error),
        _ => CreateError::Os(error),
    }
}

/// One more queue of a tap, which the kernel finds only by its name. If the tap is renamed in that moment, the queue is of another one,
/// or of one that the kernel has made for it and that goes away with it.
fn open_queue(tap: &TunDevice, flags: TunFlags) -> Result<TunDevice, CreateError> {
    let mut last = OsError::new("TUNSETIFF", libc::ENODEV);
    for _ in 0..LOOKS {
        let mut queue = TunDevice::open().map_err(explain_open)?;
        let name = tap.name()?;
        match queue.set_iff(&name, flags) {
            Ok(_) if queue.name()? == tap.name()? => return Ok(queue),
            Ok(_) => {}
            Err(error) if tap.name()? == name => return Err(error.into()),
            Err(error) => last = error,
        }
    }
    Err(last.into())
}

/// The index of the tap behind a descriptor, which the kernel tells only for a name: the name has to be the same before and after.
fn index_of(tap: &TunDevice) -> Result<u32, OsError> {
    let ioctl = InterfaceIoctl::open()?;
    let mut last = OsError::new("SIOCGIFINDEX", libc::ENODEV);
    for _ in 0..LOOKS {
        let name = tap.name()?;
        match ioctl.index_of(&name) {
            Ok(index) if tap.name()? == name => return Ok(index),
            Ok(_) => {}
            Err(error) => last = error,
        }
    }
    Err(last)
}

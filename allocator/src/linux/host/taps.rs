//! Taps.

use super::{LinuxHost, processes};
use crate::IfName;
use crate::host::{Failure, Incarnation, Reply};
use crate::linux::OsError;
use crate::linux::tun::{self, TunDevice, TunFlags};
use std::os::fd::{AsFd, OwnedFd};

impl LinuxHost {
    /// Creates a tap, or attaches to one.
    ///
    /// # Errors
    /// Those of `TUNSETIFF` ([`TunDevice::set_iff`]); then no queue stays open.
    pub(super) fn open_tap(&mut self, actor: Incarnation, name: IfName, queues: u32, exclusive: bool) -> Result<Reply, Failure> {
        let mut opened = Vec::new();
        let result = open_queues(&mut opened, name, queues.max(1), exclusive)
            .and_then(|name| Ok((name, self.ioctl.index_of(name.as_bytes())?)));
        match result {
            Ok((name, index)) => {
                self.devices.hold(actor, name, opened);
                Ok(Reply::Device { name, index })
            }
            Err(error) => {
                processes::close(opened);
                Err(error.into())
            }
        }
    }

    /// Lets a tap outlive the descriptors that the actor's daemon holds. One of several queues is as good as another.
    ///
    /// # Errors
    /// `EBADFD` if the daemon has no descriptor of a tap of this name, or somebody deleted that.
    pub(super) fn keep_tap(&self, actor: Incarnation, name: IfName) -> Result<(), Failure> {
        let kept = self.devices.of(actor, name).first().map(|one| tun::set_persist(one.as_fd(), true));
        kept.filter(Result::is_ok).map_or(Err(Failure::errno(libc::EBADFD, "EBADFD")), |_| Ok(()))
    }

    /// Makes a tap of this name go away (libvirt 9.0.0, `virNetDevTapDelete`): attaches to it, or creates it, and closes it.
    ///
    /// # Errors
    /// `EBUSY` for a tap in use, `EINVAL` for a device that is no tap or has several queues.
    pub(super) fn delete_tap(&mut self, name: IfName) -> Result<(), Failure> {
        let mut device = TunDevice::open()?;
        let attached = device.set_iff(name.as_bytes(), TunFlags::TAP | TunFlags::NO_PI);
        let result = attached.and_then(|_| device.set_persist(false));
        processes::close(device);
        Ok(result?)
    }
}

/// Opens the queues one after the other; those after the first attach to the name that the first one got. The flags are those
/// of libvirt (9.0.0, `virNetDevTapCreate`).
fn open_queues(opened: &mut Vec<OwnedFd>, name: IfName, queues: u32, exclusive: bool) -> Result<IfName, OsError> {
    let flags = TunFlags::TAP | TunFlags::NO_PI | TunFlags::VNET_HDR;
    let flags = if queues > 1 { flags | TunFlags::MULTI_QUEUE } else { flags };
    let mut name = name;
    for queue in 0..queues {
        let mut device = TunDevice::open()?;
        let result = device.set_iff(name.as_bytes(), if exclusive && queue == 0 { flags | TunFlags::EXCLUSIVE } else { flags });
        opened.push(device.into());
        name = IfName::new(result?).ok_or(OsError::new("TUNSETIFF", libc::EINVAL))?;
    }
    Ok(name)
}

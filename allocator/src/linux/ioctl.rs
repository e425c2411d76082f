//! Lookup and rename by `struct ifreq` (`netdevice(7)`).
//!
//! These calls take a name of sixteen bytes and cut it to fifteen without an error. They find alternative names too, and they
//! drop what follows the first `:` of a name that is looked up (`dev_ioctl()`).

use super::{OsError, ifreq::IfReq};
use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};
use std::os::fd::{AsFd, OwnedFd};

/// A socket to make the requests on. They go to the network namespace in which it was opened.
#[derive(Debug)]
pub struct InterfaceIoctl {
    socket: OwnedFd,
}

impl InterfaceIoctl {
    /// Opens a socket in the network namespace of the calling thread.
    ///
    /// # Errors
    /// Those of `socket(2)`.
    pub fn open() -> Result<Self, OsError> {
        let socket = socket_with(AddressFamily::UNIX, SocketType::DGRAM, SocketFlags::CLOEXEC, None);
        Ok(Self { socket: socket.map_err(OsError::of("socket"))? })
    }

    /// The index of the device that answers to a name.
    ///
    /// # Errors
    /// `ENODEV` if there is none. A rename unlinks the old name before it links the new one, so that for a moment a device that
    /// is being renamed has neither.
    pub fn index_of(&self, name: &[u8]) -> Result<u32, OsError> {
        Ok(self.call(IfReq::named(name), libc::SIOCGIFINDEX as libc::Ioctl, "SIOCGIFINDEX")?.index())
    }

    /// The flags of the device that answers to a name, such as `IFF_UP`.
    ///
    /// # Errors
    /// As for [`index_of`](Self::index_of).
    pub fn flags_of(&self, name: &[u8]) -> Result<u16, OsError> {
        Ok(self.call(IfReq::named(name), libc::SIOCGIFFLAGS as libc::Ioctl, "SIOCGIFFLAGS")?.flags())
    }

    /// Renames the device that answers to `old`; `new` may be a template, whose result is not reported.
    ///
    /// # Errors
    /// `ENODEV` if there is no such device; `EINVAL` for an invalid or empty new name; `EEXIST` for one that is taken; `ENFILE`
    /// for a template whose numbers are all taken (`dev_change_name()`).
    pub fn rename(&self, old: &[u8], new: &[u8]) -> Result<(), OsError> {
        let request = IfReq::named(old).with_new_name(new);
        self.call(request, libc::SIOCSIFNAME as libc::Ioctl, "SIOCSIFNAME").map(drop)
    }

    fn call(&self, mut request: IfReq, code: libc::Ioctl, call: &'static str) -> Result<IfReq, OsError> {
        request.call(self.socket.as_fd(), code, call)?;
        Ok(request)
    }
}

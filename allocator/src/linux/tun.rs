//! Tap and tun devices: `/dev/net/tun` and its requests (`Documentation/networking/tuntap.rst`, `drivers/net/tun.c`).
#![allow(unsafe_code, reason = "ioctl(2) takes numbers and pointers")]

mod caller;
mod flags;

pub use caller::UnprivilegedCaller;
pub use flags::TunFlags;

use super::{OsError, ifreq::IfReq};
use std::fs::OpenOptions;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt;

/// An open file of `/dev/net/tun`, which may be attached to a tap or tun device.
///
/// The device lives in the network namespace in which the file was opened. Unless it is persistent, it goes away when the last
/// descriptor of its last file is closed.
#[derive(Debug)]
pub struct TunDevice {
    fd: OwnedFd,
}

impl TunDevice {
    /// Opens `/dev/net/tun` in the network namespace of the calling thread, non-blocking and close-on-exec. There is no device
    /// yet.
    ///
    /// # Errors
    /// `ENOENT` or `ENODEV` where the kernel or the machine lacks it, `EACCES` or `EPERM` where it may not be used.
    pub fn open() -> Result<Self, OsError> {
        let file = OpenOptions::new().read(true).write(true).custom_flags(libc::O_NONBLOCK).open("/dev/net/tun");
        Ok(Self { fd: file.map_err(|e| OsError::from_io("open /dev/net/tun", &e))?.into() })
    }

    /// Creates a device of this name, or attaches to the one that answers to it (`TUNSETIFF`), and returns its name.
    ///
    /// At most sixteen bytes are sent, as they are: the kernel takes the name up to the first NUL, or its first fifteen bytes.
    /// It may be a template; an empty one stands for `tap%d` or `tun%d`.
    ///
    /// # Errors
    /// `EEXIST` if the file has a device already. For a name in use: `EBUSY` with [`TunFlags::EXCLUSIVE`], `EINVAL` for another
    /// kind of device, `EPERM` for another owner, `EBUSY` for one that is attached, `E2BIG` for too many queues. Else `EPERM`
    /// without `CAP_NET_ADMIN`, `EINVAL` for an invalid name or without a kind, `ENFILE` or `EEXIST` for a template that
    /// cannot be expanded (`tun_set_iff()`).
    pub fn set_iff(&mut self, name: &[u8], flags: TunFlags) -> Result<Vec<u8>, OsError> {
        set_iff(self.fd.as_fd(), name, flags)
    }

    /// The same as [`set_iff`](Self::set_iff), made by a user without any privilege, on a thread that ends with it.
    ///
    /// The change of user makes the kernel write no more core dumps of the process (`PR_SET_DUMPABLE`, `prctl(2)`).
    ///
    /// # Errors
    /// Also those of changing the user: `EPERM` if the calling process is not root.
    pub fn set_iff_as(&mut self, name: &[u8], flags: TunFlags, caller: UnprivilegedCaller) -> Result<Vec<u8>, OsError> {
        let fd = self.fd.as_fd();
        caller.run(|| set_iff(fd, name, flags))
    }

    /// Chooses the index of the device that [`set_iff`](Self::set_iff) is going to create (`TUNSETIFINDEX`).
    ///
    /// # Errors
    /// `EPERM` if the file has a device already, `EINVAL` for a negative number.
    pub fn set_ifindex(&mut self, index: i32) -> Result<(), OsError> {
        // SAFETY: the request reads one int from the pointer, which is to a live one.
        let result = unsafe { libc::ioctl(self.fd.as_raw_fd(), libc::TUNSETIFINDEX, &raw const index) };
        if result < 0 { Err(OsError::last("TUNSETIFINDEX")) } else { Ok(()) }
    }

    /// Lets the device survive the file, or not (`TUNSETPERSIST`).
    ///
    /// # Errors
    /// `EBADFD` if the file has no device, as for all that follow.
    pub fn set_persist(&mut self, persist: bool) -> Result<(), OsError> {
        set_persist(self.fd.as_fd(), persist)
    }

    /// Lets a user attach to the device without `CAP_NET_ADMIN`, and no other (`TUNSETOWNER`).
    ///
    /// # Errors
    /// `EINVAL` for a user that the namespace does not have.
    pub fn set_owner(&mut self, uid: u32) -> Result<(), OsError> {
        set_number(self.fd.as_fd(), libc::TUNSETOWNER, uid.into(), "TUNSETOWNER")
    }

    /// Lets a group attach to the device without `CAP_NET_ADMIN`, and no other (`TUNSETGROUP`).
    ///
    /// # Errors
    /// `EINVAL` for a group that the namespace does not have.
    pub fn set_group(&mut self, gid: u32) -> Result<(), OsError> {
        set_number(self.fd.as_fd(), libc::TUNSETGROUP, gid.into(), "TUNSETGROUP")
    }

    /// The name that the device has now (`TUNGETIFF`).
    ///
    /// # Errors
    /// `EBADFD` if the file has no device, also after the device was deleted by somebody else.
    pub fn name(&self) -> Result<Vec<u8>, OsError> {
        name_of(self.fd.as_fd())
    }
}

impl AsFd for TunDevice {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl From<TunDevice> for OwnedFd {
    fn from(device: TunDevice) -> Self {
        device.fd
    }
}

/// The name of the tap, tun or macvtap behind a descriptor (`TUNGETIFF`).
///
/// # Errors
/// `EBADFD` if a tap or tun was deleted by somebody else, `ENOLINK` if a macvtap was; `ENOTTY` for a descriptor of something else.
pub fn name_of(fd: BorrowedFd<'_>) -> Result<Vec<u8>, OsError> {
    let mut request = IfReq::named(b"");
    request.call(fd, libc::TUNGETIFF, "TUNGETIFF")?;
    Ok(request.name())
}

/// Lets the tap or tun behind a descriptor survive it, or not (`TUNSETPERSIST`).
///
/// # Errors
/// `EBADFD` if the device was deleted by somebody else; another one for a descriptor of something else.
pub fn set_persist(fd: BorrowedFd<'_>, persist: bool) -> Result<(), OsError> {
    set_number(fd, libc::TUNSETPERSIST, persist.into(), "TUNSETPERSIST")
}

fn set_number(fd: BorrowedFd<'_>, request: libc::Ioctl, number: libc::c_ulong, call: &'static str) -> Result<(), OsError> {
    // SAFETY: callers pass requests whose argument is a number, which the kernel does not follow as a pointer.
    let result = unsafe { libc::ioctl(fd.as_raw_fd(), request, number) };
    if result < 0 { Err(OsError::last(call)) } else { Ok(()) }
}

fn set_iff(fd: BorrowedFd<'_>, name: &[u8], flags: TunFlags) -> Result<Vec<u8>, OsError> {
    let mut request = IfReq::named(name).with_flags(flags.bits());
    request.call(fd, libc::TUNSETIFF, "TUNSETIFF")?;
    Ok(request.name())
}

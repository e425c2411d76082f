//! `struct ifreq`, and the calls that take it.
#![allow(unsafe_code, reason = "ioctl(2) takes a pointer")]

use super::OsError;
use std::os::fd::{AsRawFd, BorrowedFd};

/// Size of the field for a name, with its NUL.
const NAME_SIZE: usize = libc::IFNAMSIZ;
/// Size of the union behind the name.
const REST_SIZE: usize = size_of::<libc::ifreq>() - NAME_SIZE;

/// A `struct ifreq` (`netdevice(7)`) whose union is seen as bytes, so that none of them is ever uninitialised.
#[repr(C)]
pub(super) struct IfReq {
    name: [u8; NAME_SIZE],
    rest: [u8; REST_SIZE],
}

impl IfReq {
    /// A request for this name: at most sixteen of its bytes, as they are. It is up to the kernel to cut it to fifteen.
    pub(super) fn named(name: &[u8]) -> Self {
        Self { name: padded(name), rest: [0; REST_SIZE] }
    }

    /// Puts another name into the union, in the same way (`ifr_newname`).
    pub(super) fn with_new_name(mut self, name: &[u8]) -> Self {
        self.rest[..NAME_SIZE].copy_from_slice(&padded(name));
        self
    }

    /// Puts flags into the union (`ifr_flags`).
    pub(super) fn with_flags(mut self, flags: u16) -> Self {
        self.rest[..2].copy_from_slice(&flags.to_ne_bytes());
        self
    }

    /// The name up to the first NUL; the kernel leaves junk behind it.
    pub(super) fn name(&self) -> Vec<u8> {
        self.name.iter().copied().take_while(|&byte| byte != 0).collect()
    }

    /// The flags in the union (`ifr_flags`).
    pub(super) fn flags(&self) -> u16 {
        u16::from_ne_bytes([self.rest[0], self.rest[1]])
    }

    /// The index in the union (`ifr_ifindex`), which is a C `int`.
    pub(super) fn index(&self) -> u32 {
        u32::from_ne_bytes([self.rest[0], self.rest[1], self.rest[2], self.rest[3]])
    }

    /// Makes an `ioctl(2)` that reads and may write this structure: `request` must be one of those.
    pub(super) fn call(&mut self, fd: BorrowedFd<'_>, request: libc::Ioctl, call: &'static str) -> Result<(), OsError> {
        // SAFETY: the pointer is to a live structure with the size and the layout of a struct ifreq, borrowed exclusively.
        let result = unsafe { libc::ioctl(fd.as_raw_fd(), request, std::ptr::from_mut(self)) };
        if result < 0 { Err(OsError::last(call)) } else { Ok(()) }
    }
}

fn padded(name: &[u8]) -> [u8; NAME_SIZE] {
    let mut field = [0; NAME_SIZE];
    let len = name.len().min(NAME_SIZE);
    field[..len].copy_from_slice(&name[..len]);
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_copied_as_they_are_up_to_sixteen_bytes() {
        assert_eq!(size_of::<IfReq>(), size_of::<libc::ifreq>());
        assert_eq!(IfReq::named(b"abcdefghijklmnopqr").name, *b"abcdefghijklmnop");
        assert_eq!(IfReq::named(b"a\0b").name, *b"a\0b\0\0\0\0\0\0\0\0\0\0\0\0\0");
        assert_eq!(IfReq::named(b"a\0b").name(), b"a");
        assert_eq!(IfReq::named(b"").with_flags(0x8002).flags(), 0x8002);
        assert_eq!(IfReq::named(b"x").with_new_name(b"y\xff").rest[..3], *b"y\xff\0");
    }
}

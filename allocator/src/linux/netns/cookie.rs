//! The number by which the kernel tells network namespaces apart.
#![allow(unsafe_code, reason = "getsockopt(2) takes pointers, and no crate in use knows this option")]

use crate::linux::OsError;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socket_with};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};

/// That of the network namespace of the calling thread (`SO_NETNS_COOKIE`, Linux 5.14): unlike the number of its inode it is
/// never given again while the machine runs. After the next start of the machine the numbers begin anew. 0 where the kernel
/// does not tell.
///
/// # Errors
/// Those of `socket(2)`.
pub fn netns_cookie() -> Result<u64, OsError> {
    let socket =
        socket_with(AddressFamily::UNIX, SocketType::DGRAM, SocketFlags::CLOEXEC, None).map_err(OsError::of("socket"))?;
    match cookie_of(socket.as_fd()) {
        Err(OsError { errno: libc::ENOPROTOOPT, .. }) => Ok(0),
        answer => answer,
    }
}

fn cookie_of(socket: BorrowedFd<'_>) -> Result<u64, OsError> {
    let mut cookie = 0_u64;
    let mut len: libc::socklen_t = 8;
    // SAFETY: both pointers are to live integers, borrowed exclusively, and the length is the size of the first one.
    let result = unsafe {
        libc::getsockopt(socket.as_raw_fd(), libc::SOL_SOCKET, libc::SO_NETNS_COOKIE, (&raw mut cookie).cast(), &raw mut len)
    };
    if result < 0 { Err(OsError::last("SO_NETNS_COOKIE")) } else { Ok(cookie) }
}

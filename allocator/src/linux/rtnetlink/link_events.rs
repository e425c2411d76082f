//! What happens to links, as the kernel tells it.

mod dump;
mod event;

use super::OsError;
pub use event::LinkEvent;
use event::Message;
use netlink_packet_core::{NLMSG_ALIGNTO, NetlinkBuffer};
use rustix::io::{Errno, retry_on_intr};
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recvfrom, socket_with, sockopt};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

/// Room for the longest message: one link with all the alternative names it can have fills 64 KiB.
const BUFFER_SIZE: usize = 128 * 1024;
/// Room in the kernel for events that nobody has read. It doubles that (`socket(7)`) and counts 3 to 5 KiB for one event, so that more
/// than a thousand can wait. Who looks less often than that does not hold up more memory, and needs a dump.
const QUEUE_SIZE: usize = 4 * 1024 * 1024;

/// A socket that the kernel sends the events of all links to (`RTNLGRP_LINK`), those of the network namespace in which it was opened.
/// It becomes readable when there is one, and nothing here waits.
#[derive(Debug)]
pub struct LinkEvents {
    socket: OwnedFd,
    buffer: Vec<u8>,
}

/// Whether events are missing from those that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Drained {
    /// None.
    Complete,
    /// Some came when the socket had no more room. Only a dump tells what they said.
    Lost,
}

impl LinkEvents {
    /// Opens the socket in the network namespace of the calling thread. Events from now on are kept until they are read, as far as
    /// there is room.
    ///
    /// # Errors
    /// Those of `socket(2)`, `setsockopt(2)` and `bind(2)`.
    pub fn open() -> Result<Self, OsError> {
        Self::open_with_buffer(QUEUE_SIZE)
    }

    /// The same with room for this many bytes of unread events, which the kernel counts with their overhead. Without `CAP_NET_ADMIN`
    /// it is at most `net.core.rmem_max`.
    ///
    /// # Errors
    /// As for [`open`](Self::open).
    pub fn open_with_buffer(bytes: usize) -> Result<Self, OsError> {
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        // The default protocol of netlink is NETLINK_ROUTE.
        let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, flags, None).map_err(OsError::of("socket"))?;
        sockopt::set_socket_recv_buffer_size_force(&socket, bytes)
            .or_else(|_| sockopt::set_socket_recv_buffer_size(&socket, bytes))
            .map_err(OsError::of("SO_RCVBUF"))?;
        bind(&socket, &SocketAddrNetlink::new(0, libc::RTMGRP_LINK as u32)).map_err(OsError::of("bind"))?;
        Ok(Self { socket, buffer: vec![0; BUFFER_SIZE] })
    }

    /// Reads all events that there are, oldest first. After a loss those that are left are older than it.
    ///
    /// # Errors
    /// Those of `recvfrom(2)`. Events may be lost then, too.
    pub fn drain(&mut self, each: &mut dyn FnMut(LinkEvent)) -> Result<Drained, OsError> {
        let mut drained = Drained::Complete;
        loop {
            match retry_on_intr(|| recvfrom(&self.socket, &mut self.buffer[..], RecvFlags::TRUNC)) {
                // The length is that of the whole message, even where the buffer is too short for it.
                Ok((_, len, Some(source))) => {
                    let is_kernel = SocketAddrNetlink::try_from(source).is_ok_and(|source| source.pid() == 0);
                    if is_kernel && self.buffer.get(..len).and_then(|bytes| read(bytes, each)).is_none() {
                        drained = Drained::Lost;
                    }
                }
                Ok(_) => {}
                // The kernel says it once and then drops all further events until everything is read (`netlink_overrun()`). Hence
                // the loop goes on: the next event after it is either delivered or reported as lost.
                Err(Errno::NOBUFS) => drained = Drained::Lost,
                Err(Errno::AGAIN) => return Ok(drained),
                Err(errno) => return Err(OsError::of("recvfrom")(errno)),
            }
        }
    }
}

impl AsFd for LinkEvents {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

/// Passes the events on that the bytes hold. `None` if one is cut short.
fn read(bytes: &[u8], each: &mut dyn FnMut(LinkEvent)) -> Option<()> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let message = NetlinkBuffer::new_checked(rest).ok()?;
        rest = rest.get((message.length() as usize).next_multiple_of(usize::from(NLMSG_ALIGNTO))..).unwrap_or_default();
        match Message::parse(message.message_type(), message.payload())? {
            Message::Event(event) => each(event),
            Message::Other => {}
        }
    }
    Some(())
}

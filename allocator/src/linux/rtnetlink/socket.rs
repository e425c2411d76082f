//! The socket: one request at a time, and the replies that belong to it.

use super::{OsError, request::Request};
use netlink_packet_core::{
    ErrorBuffer, NLM_F_ACK, NLM_F_DUMP_INTR, NLM_F_MULTIPART, NLMSG_ALIGNTO, NLMSG_DONE, NLMSG_ERROR, NLMSG_NOOP, NetlinkBuffer,
};
use rustix::io::retry_on_intr;
use rustix::net::netlink::SocketAddrNetlink;
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, connect, recv, send, socket_with};
use std::os::fd::OwnedFd;

/// Room for the longest message: one link with all the alternative names it can have fills 64 KiB, and its request is repeated
/// in the report of a failure.
const BUFFER_SIZE: usize = 256 * 1024;

/// A netlink socket for requests about links. They go to the network namespace in which it was opened.
#[derive(Debug)]
pub struct Rtnetlink {
    socket: OwnedFd,
    sequence: u32,
    buffer: Vec<u8>,
}

/// What the end of an exchange said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Complete,
    /// Links came or went during a dump, so that some may be missing from it.
    Interrupted,
}

impl Rtnetlink {
    /// Opens a socket in the network namespace of the calling thread.
    ///
    /// # Errors
    /// Those of `socket(2)` and `connect(2)`.
    pub fn open() -> Result<Self, OsError> {
        // The default protocol of netlink is NETLINK_ROUTE.
        let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, None);
        let socket = socket.map_err(OsError::of("socket"))?;
        // Port 0 is the kernel. A connected socket takes messages from nobody else.
        connect(&socket, &SocketAddrNetlink::new(0, 0)).map_err(OsError::of("connect"))?;
        Ok(Self { socket, sequence: 0, buffer: vec![0; BUFFER_SIZE] })
    }

    /// Sends a request and waits for its end, passing the payload of each reply on.
    pub(super) fn exchange(&mut self, request: Request, on_reply: &mut dyn FnMut(&[u8])) -> Result<Outcome, OsError> {
        self.sequence = self.sequence.wrapping_add(1);
        let (call, acknowledged) = (request.call, request.flags() & NLM_F_ACK != 0);
        let message = request.finish(self.sequence)?;
        retry_on_intr(|| send(&self.socket, &message, SendFlags::empty())).map_err(OsError::of(call))?;
        let mut outcome = Outcome::Complete;
        loop {
            let len = self.receive(call)?;
            let mut rest = &self.buffer[..len];
            while !rest.is_empty() {
                let message = NetlinkBuffer::new_checked(rest).map_err(|_| OsError::new(call, libc::EPROTO))?;
                rest = rest.get((message.length() as usize).next_multiple_of(usize::from(NLMSG_ALIGNTO))..).unwrap_or_default();
                // What was left unread of an earlier request that failed on the way.
                if message.sequence_number() != self.sequence {
                    continue;
                }
                if message.flags() & NLM_F_DUMP_INTR != 0 {
                    outcome = Outcome::Interrupted;
                }
                if is_end(&message, acknowledged, call, on_reply)? {
                    return Ok(outcome);
                }
            }
        }
    }

    fn receive(&mut self, call: &'static str) -> Result<usize, OsError> {
        // With this flag the length is that of the whole message, even where the buffer is too short for it.
        let received = retry_on_intr(|| recv(&self.socket, &mut self.buffer[..], RecvFlags::TRUNC));
        let (_, len) = received.map_err(OsError::of(call))?;
        if len > self.buffer.len() { Err(OsError::new(call, libc::EMSGSIZE)) } else { Ok(len) }
    }
}

/// Takes one message of an exchange; whether it was the last one.
fn is_end(
    message: &NetlinkBuffer<&[u8]>,
    acknowledged: bool,
    call: &'static str,
    on_reply: &mut dyn FnMut(&[u8]),
) -> Result<bool, OsError> {
    match message.message_type() {
        NLMSG_NOOP => Ok(false),
        // Both carry a negative error number first, or 0. That of a dump may be missing.
        NLMSG_ERROR | NLMSG_DONE => match ErrorBuffer::new_checked(message.payload()).ok().and_then(|error| error.code()) {
            Some(code) => Err(OsError::new(call, -code.get())),
            None => Ok(true),
        },
        _ => {
            on_reply(message.payload());
            Ok(!acknowledged && message.flags() & NLM_F_MULTIPART == 0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end_of(kind: u16, payload: &[u8]) -> Result<bool, OsError> {
        let mut bytes = vec![0; 16];
        bytes.extend_from_slice(payload);
        let len = bytes.len() as u32;
        let mut message = NetlinkBuffer::new(&mut bytes);
        message.set_length(len);
        message.set_message_type(kind);
        is_end(&NetlinkBuffer::new(&bytes), true, "TEST", &mut |_| ())
    }

    #[test]
    fn acknowledgements_and_failures_end_an_exchange() {
        assert_eq!(end_of(NLMSG_ERROR, &0_i32.to_ne_bytes()), Ok(true));
        assert_eq!(end_of(NLMSG_ERROR, &(-17_i32).to_ne_bytes()), Err(OsError::new("TEST", 17)));
        assert_eq!(end_of(NLMSG_DONE, &(-4_i32).to_ne_bytes()), Err(OsError::new("TEST", 4)));
        assert_eq!(end_of(NLMSG_DONE, b""), Ok(true));
        assert_eq!(end_of(libc::RTM_NEWLINK, b""), Ok(false));
    }
}

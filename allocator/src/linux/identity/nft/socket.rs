//! The socket: questions, and transactions that are bound to a generation.

use super::message::Message;
use crate::linux::OsError;
use netlink_packet_core::{ErrorBuffer, NLMSG_ALIGNTO, NLMSG_ERROR, NetlinkBuffer};
use rustix::io::retry_on_intr;
use rustix::net::netlink::{NETFILTER, SocketAddrNetlink};
use rustix::net::{AddressFamily, RecvFlags, SendFlags, SocketFlags, SocketType, connect, recv, send, socket_with};
use std::os::fd::OwnedFd;

/// Room for one rule, which is at most 64 KiB long, and for the request that the report of a failure repeats.
const BUFFER_SIZE: usize = 256 * 1024;

/// A netlink socket for messages about nftables.
#[derive(Debug)]
pub(super) struct Netfilter {
    socket: OwnedFd,
    sequence: u32,
    buffer: Vec<u8>,
}

impl Netfilter {
    /// Opens a socket in the network namespace of the calling thread.
    ///
    /// # Errors
    /// Those of `socket(2)` and `connect(2)`.
    pub(super) fn open() -> Result<Self, OsError> {
        let socket = socket_with(AddressFamily::NETLINK, SocketType::RAW, SocketFlags::CLOEXEC, Some(NETFILTER));
        let socket = socket.map_err(OsError::of("socket"))?;
        connect(&socket, &SocketAddrNetlink::new(0, 0)).map_err(OsError::of("connect"))?;
        Ok(Self { socket, sequence: 0, buffer: vec![0; BUFFER_SIZE] })
    }

    /// Sends a question and passes type and payload of each answer on, until the kernel says that it was the last one.
    pub(super) fn ask(&mut self, message: Message, on_answer: &mut dyn FnMut(u16, &[u8])) -> Result<(), OsError> {
        self.sequence = self.sequence.wrapping_add(1);
        let call = message.call;
        let bytes = message.finish(self.sequence)?;
        self.exchange(call, &bytes, on_answer)
    }

    /// Sends one change as a transaction for this generation.
    ///
    /// # Errors
    /// `ERESTART` in another generation; else what the kernel answers to the change, and then nothing was changed.
    pub(super) fn transact(&mut self, change: Message, generation: u32) -> Result<(), OsError> {
        self.sequence = self.sequence.wrapping_add(1);
        let call = change.call;
        let parts = [Message::begin(generation), change, Message::end()];
        let bytes = parts.into_iter().map(|part| part.finish(self.sequence)).collect::<Result<Vec<_>, _>>()?.concat();
        self.exchange(call, &bytes, &mut |_, _| ())
    }

    /// The kernel acknowledges one message of a transaction, or reports the failure of one of them, which may be its beginning.
    fn exchange(&mut self, call: &'static str, bytes: &[u8], on_answer: &mut dyn FnMut(u16, &[u8])) -> Result<(), OsError> {
        let broken = OsError::new(call, libc::EPROTO);
        retry_on_intr(|| send(&self.socket, bytes, SendFlags::empty())).map_err(OsError::of(call))?;
        loop {
            let received = retry_on_intr(|| recv(&self.socket, &mut self.buffer[..], RecvFlags::TRUNC));
            let (_, len) = received.map_err(OsError::of(call))?;
            let mut rest = self.buffer.get(..len).ok_or(OsError::new(call, libc::EMSGSIZE))?;
            while !rest.is_empty() {
                let message = NetlinkBuffer::new_checked(rest).map_err(|_| broken)?;
                rest = rest.get((message.length() as usize).next_multiple_of(usize::from(NLMSG_ALIGNTO))..).unwrap_or_default();
                // What was left unread of an earlier exchange that failed on the way.
                if message.sequence_number() != self.sequence {
                    continue;
                }
                if message.message_type() != NLMSG_ERROR {
                    on_answer(message.message_type(), message.payload());
                    continue;
                }
                // A negative error number, or 0 for an acknowledgement.
                let code = ErrorBuffer::new_checked(message.payload()).map_err(|_| broken)?.code();
                return code.map_or(Ok(()), |code| Err(OsError::new(call, -code.get())));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::generation as generation_of;
    use super::*;
    use crate::linux::identity::{Family, RuleIdentity};
    use crate::linux::netns::PrivateNetns;

    #[test]
    fn a_transaction_for_another_generation_is_refused() {
        let _netns = PrivateNetns::enter().expect("a private network namespace is needed (root)");
        let mut socket = Netfilter::open().unwrap();
        let mut generation = None;
        socket.ask(Message::get_generation(), &mut |_, payload| generation = generation_of(payload)).unwrap();
        let generation = generation.filter(|&generation| generation > 0).unwrap();
        let rule = RuleIdentity {
            family: Family::Inet,
            table: "t".to_owned(),
            chain: "c".to_owned(),
            handle: 2,
            comment: String::new(),
        };
        for (generation, errno) in [(generation, libc::ENOENT), (generation + 1, libc::ERESTART), (generation, libc::ENOENT)] {
            let refused = socket.transact(Message::delete_rule(&rule), generation);
            assert_eq!(refused, Err(OsError::new("NFT_MSG_DELRULE", errno)));
        }
    }
}

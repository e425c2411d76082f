//! One message of the group of links.

use super::super::Link;
use super::super::request::LINK_HEADER_SIZE;
use netlink_packet_core::NlasIterator;

/// Something happened to a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkEvent {
    /// It is now like this: it is new, was changed or came from another network namespace.
    Set(Link),
    /// It was deleted, or left for another network namespace.
    Gone {
        /// The index that it had here.
        index: u32,
    },
}

/// What a message of the group `RTNLGRP_LINK` is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Message {
    Event(LinkEvent),
    /// Something else, which says nothing about names.
    Other,
}

impl Message {
    /// Reads the payload of a message. `None` if it is cut short.
    pub(super) fn parse(kind: u16, payload: &[u8]) -> Option<Self> {
        let (header, attributes) = payload.split_at_checked(LINK_HEADER_SIZE)?;
        // Bridges tell of their ports in this group as well, as of the family AF_BRIDGE: RTM_DELLINK of a link that leaves a bridge.
        if i32::from(header[0]) != libc::AF_UNSPEC {
            return Some(Self::Other);
        }
        let index = u32::from_ne_bytes(header[4..8].try_into().ok()?);
        match kind {
            libc::RTM_DELLINK => Some(Self::Event(LinkEvent::Gone { index })),
            libc::RTM_NEWLINK if !is_wireless(attributes)? => Link::parse(payload).map(|link| Self::Event(LinkEvent::Set(link))),
            _ => Some(Self::Other),
        }
    }
}

/// Whether the attributes are those of an event of a wireless driver. It has the name and lacks the alternative names, and may come
/// after the link is gone (`wireless_send_event()`). All others describe the link in full (`rtmsg_ifinfo()`).
fn is_wireless(attributes: &[u8]) -> Option<bool> {
    for attribute in NlasIterator::new(attributes) {
        if attribute.ok()?.kind() == libc::IFLA_WIRELESS {
            return Some(true);
        }
    }
    Some(false)
}

#[cfg(test)]
mod tests {
    use super::super::super::request::{LinkHeader, Request};
    use super::*;

    fn request(kind: u16) -> Request {
        Request::new("TEST", kind, 0, LinkHeader { index: 7, ..LinkHeader::default() }).attribute(libc::IFLA_IFNAME, b"vnet0\0")
    }

    fn payload(request: Request) -> Vec<u8> {
        request.finish(1).unwrap().split_off(16)
    }

    #[test]
    fn links_come_and_go() {
        let named = |payload: &[u8]| match Message::parse(libc::RTM_NEWLINK, payload) {
            Some(Message::Event(LinkEvent::Set(link))) => (link.index, link.name),
            other => panic!("{other:?}"),
        };
        assert_eq!(named(&payload(request(libc::RTM_NEWLINK))), (7, b"vnet0".to_vec()));
        let gone = Message::parse(libc::RTM_DELLINK, &payload(request(libc::RTM_DELLINK)));
        assert_eq!(gone, Some(Message::Event(LinkEvent::Gone { index: 7 })));
    }

    #[test]
    fn a_port_that_leaves_a_bridge_is_not_gone() {
        let mut payload = payload(request(libc::RTM_DELLINK));
        payload[0] = libc::AF_BRIDGE as u8;
        assert_eq!(Message::parse(libc::RTM_DELLINK, &payload), Some(Message::Other));
        assert_eq!(Message::parse(libc::RTM_NEWLINK, &payload), Some(Message::Other));
    }

    #[test]
    fn what_does_not_describe_the_link_is_no_event() {
        let wireless = payload(request(libc::RTM_NEWLINK).attribute(libc::IFLA_WIRELESS, b"\x08\0\0\0"));
        assert_eq!(Message::parse(libc::RTM_NEWLINK, &wireless), Some(Message::Other));
        assert_eq!(Message::parse(libc::RTM_NEWADDR, &payload(request(libc::RTM_NEWADDR))), Some(Message::Other));
    }

    #[test]
    fn a_message_that_is_cut_short_is_no_message() {
        let payload = payload(request(libc::RTM_NEWLINK));
        for len in [0, LINK_HEADER_SIZE - 1, payload.len() - 3] {
            assert_eq!(Message::parse(libc::RTM_NEWLINK, &payload[..len]), None, "{len}");
        }
    }
}

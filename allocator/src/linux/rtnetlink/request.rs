//! A request as the bytes that are sent.

use crate::linux::OsError;
use netlink_packet_core::{Emitable, NLA_ALIGNTO, NLA_F_NESTED, NLA_HEADER_SIZE, NLM_F_REQUEST, NetlinkHeader};

const HEADER_SIZE: usize = 16;
/// Size of a `struct ifinfomsg`.
pub(super) const LINK_HEADER_SIZE: usize = 16;

/// A `struct ifinfomsg` (`rtnetlink(7)`), as far as requests use it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LinkHeader {
    pub(super) index: i32,
    pub(super) flags: u32,
    pub(super) change: u32,
}

impl LinkHeader {
    /// Names the link with this index and changes no flags.
    pub(super) fn of(index: u32) -> Self {
        Self { index: index.cast_signed(), ..Self::default() }
    }

    fn bytes(self) -> [u8; LINK_HEADER_SIZE] {
        let mut bytes = [0; LINK_HEADER_SIZE];
        bytes[4..8].copy_from_slice(&self.index.to_ne_bytes());
        bytes[8..12].copy_from_slice(&self.flags.to_ne_bytes());
        bytes[12..].copy_from_slice(&self.change.to_ne_bytes());
        bytes
    }
}

/// A message, most often about a link, under construction.
#[derive(Debug)]
pub(super) struct Request {
    /// The name of the message type, for failures.
    pub(super) call: &'static str,
    header: NetlinkHeader,
    bytes: Vec<u8>,
    /// An attribute is too long for its sixteen-bit length.
    oversized: bool,
}

impl Request {
    pub(super) fn new(call: &'static str, kind: u16, flags: u16, link: LinkHeader) -> Self {
        Self::with_family_header(call, kind, flags, &link.bytes())
    }

    /// A message with the header of another family of messages than those about links.
    pub(super) fn with_family_header(call: &'static str, kind: u16, flags: u16, family_header: &[u8]) -> Self {
        let mut header = NetlinkHeader::default();
        header.message_type = kind;
        header.flags = NLM_F_REQUEST | flags;
        let mut bytes = vec![0; HEADER_SIZE];
        bytes.extend_from_slice(family_header);
        Self { call, header, bytes, oversized: false }
    }

    pub(super) fn flags(&self) -> u16 {
        self.header.flags
    }

    /// Appends an attribute with these bytes as they are.
    pub(super) fn attribute(mut self, kind: u16, value: &[u8]) -> Self {
        let start = self.begin(kind);
        self.bytes.extend_from_slice(value);
        self.end(start);
        self
    }

    /// Appends an attribute with a number.
    pub(super) fn number(self, kind: u16, value: u32) -> Self {
        self.attribute(kind, &value.to_ne_bytes())
    }

    /// Appends an attribute if it has a value.
    pub(super) fn optional(self, kind: u16, value: Option<&[u8]>) -> Self {
        match value {
            Some(value) => self.attribute(kind, value),
            None => self,
        }
    }

    /// Appends an attribute that holds further ones.
    pub(super) fn nested(mut self, kind: u16, fill: impl FnOnce(Self) -> Self) -> Self {
        let start = self.begin(kind | NLA_F_NESTED);
        self = fill(self);
        self.end(start);
        self
    }

    /// Appends a second `struct ifinfomsg`, which some attributes begin with.
    pub(super) fn link_header(mut self, link: LinkHeader) -> Self {
        self.bytes.extend_from_slice(&link.bytes());
        self
    }

    /// The finished message.
    pub(super) fn finish(mut self, sequence: u32) -> Result<Vec<u8>, OsError> {
        let too_long = OsError::new(self.call, libc::EMSGSIZE);
        self.header.length = u32::try_from(self.bytes.len()).map_err(|_| too_long)?;
        self.header.sequence_number = sequence;
        self.header.emit(&mut self.bytes[..HEADER_SIZE]);
        if self.oversized { Err(too_long) } else { Ok(self.bytes) }
    }

    fn begin(&mut self, kind: u16) -> usize {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&[0; 2]);
        self.bytes.extend_from_slice(&kind.to_ne_bytes());
        debug_assert_eq!(self.bytes.len() - start, NLA_HEADER_SIZE);
        start
    }

    fn end(&mut self, start: usize) {
        let length = u16::try_from(self.bytes.len() - start);
        self.oversized |= length.is_err();
        self.bytes[start..start + 2].copy_from_slice(&length.unwrap_or_default().to_ne_bytes());
        self.bytes.resize(self.bytes.len().next_multiple_of(NLA_ALIGNTO), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use netlink_packet_core::{NetlinkBuffer, NlasIterator};

    #[test]
    fn attributes_keep_their_bytes_and_nest() {
        let link = LinkHeader { index: -1, flags: 1, change: 2 };
        let request = Request::new("TEST", 16, 4, link)
            .attribute(3, b"\xc3\x28\xff")
            .nested(18, |inner| inner.attribute(1, b"veth").nested(2, |data| data.link_header(link).number(5, 7)));
        let bytes = request.finish(9).unwrap();
        let message = NetlinkBuffer::new_checked(&bytes).unwrap();
        assert_eq!((message.message_type(), message.flags(), message.sequence_number()), (16, 5, 9));
        assert_eq!(message.payload()[4..8], (-1_i32).to_ne_bytes());
        let outer: Vec<_> = NlasIterator::new(&message.payload()[LINK_HEADER_SIZE..]).map(Result::unwrap).collect();
        assert_eq!((outer[0].kind(), outer[0].value()), (3, &b"\xc3\x28\xff"[..]));
        let inner: Vec<_> = NlasIterator::new(outer[1].value()).map(Result::unwrap).collect();
        assert_eq!((inner[0].value(), inner[1].kind(), inner[1].nested_flag()), (&b"veth"[..], 2, true));
        assert_eq!(inner[1].value()[LINK_HEADER_SIZE..].len(), 8);
    }

    #[test]
    fn attributes_beyond_sixteen_bits_are_refused() {
        let request = |len| Request::new("TEST", 16, 0, LinkHeader::default()).attribute(3, &vec![0; len]).finish(1);
        assert!(request(65_531).is_ok());
        assert_eq!(request(65_532), Err(OsError::new("TEST", libc::EMSGSIZE)));
    }
}

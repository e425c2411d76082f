//! Messages to nftables as the bytes that are sent (`linux/netfilter/nf_tables.h`, `linux/netfilter/nfnetlink.h`).

use super::rule::{HEADER_SIZE, RuleIdentity};
use crate::linux::OsError;
use netlink_packet_core::{Emitable, NLA_ALIGNTO, NLA_HEADER_SIZE, NLM_F_ACK, NLM_F_REQUEST, NetlinkHeader};

/// What the kernel answers to a question for the generation.
pub(super) const NEW_GENERATION: u16 = nftables(libc::NFT_MSG_NEWGEN);
const NETLINK_HEADER_SIZE: usize = 16;
const NFTA_RULE_TABLE: u16 = 1;
const NFTA_RULE_CHAIN: u16 = 2;
const NFTA_RULE_HANDLE: u16 = 3;

/// A message under construction.
#[derive(Debug)]
pub(super) struct Message {
    /// The name of its type, for failures.
    pub(super) call: &'static str,
    bytes: Vec<u8>,
    header: NetlinkHeader,
    /// An attribute is too long for its sixteen-bit length.
    oversized: bool,
}

/// The number of a message of nftables among all of netfilter.
const fn nftables(kind: i32) -> u16 {
    ((libc::NFNL_SUBSYS_NFTABLES << 8) | kind) as u16
}

impl Message {
    /// Asks for the generation of the rules.
    pub(super) fn get_generation() -> Self {
        Self::new("NFT_MSG_GETGEN", nftables(libc::NFT_MSG_GETGEN), NLM_F_ACK, 0, 0)
    }

    /// Asks for the rule with the handle.
    pub(super) fn get_rule(rule: &RuleIdentity) -> Self {
        Self::new("NFT_MSG_GETRULE", nftables(libc::NFT_MSG_GETRULE), NLM_F_ACK, rule.family as u8, 0).rule(rule)
    }

    /// Deletes the rule with the handle.
    pub(super) fn delete_rule(rule: &RuleIdentity) -> Self {
        Self::new("NFT_MSG_DELRULE", nftables(libc::NFT_MSG_DELRULE), NLM_F_ACK, rule.family as u8, 0).rule(rule)
    }

    /// Begins a transaction that is refused in any other generation than this one; 0 would stand for every generation, and the
    /// kernel passes over it when it counts (`nf_tables_commit()`).
    pub(super) fn begin(generation: u32) -> Self {
        Self::batch("NFNL_MSG_BATCH_BEGIN", libc::NFNL_MSG_BATCH_BEGIN)
            .attribute(libc::NFNL_BATCH_GENID as u16, &generation.to_be_bytes())
    }

    /// Ends a transaction.
    pub(super) fn end() -> Self {
        Self::batch("NFNL_MSG_BATCH_END", libc::NFNL_MSG_BATCH_END)
    }

    fn batch(call: &'static str, kind: i32) -> Self {
        Self::new(call, kind as u16, 0, 0, libc::NFNL_SUBSYS_NFTABLES as u16)
    }

    fn new(call: &'static str, kind: u16, flags: u16, family: u8, resource: u16) -> Self {
        let mut header = NetlinkHeader::default();
        header.message_type = kind;
        header.flags = NLM_F_REQUEST | flags;
        let mut bytes = vec![0; NETLINK_HEADER_SIZE + HEADER_SIZE];
        bytes[NETLINK_HEADER_SIZE] = family;
        bytes[NETLINK_HEADER_SIZE + 2..].copy_from_slice(&resource.to_be_bytes());
        Self { call, bytes, header, oversized: false }
    }

    fn rule(self, rule: &RuleIdentity) -> Self {
        let text = |text: &str| [text.as_bytes(), b"\0"].concat();
        self.attribute(NFTA_RULE_TABLE, &text(&rule.table))
            .attribute(NFTA_RULE_CHAIN, &text(&rule.chain))
            .attribute(NFTA_RULE_HANDLE, &rule.handle.to_be_bytes())
    }

    fn attribute(mut self, kind: u16, value: &[u8]) -> Self {
        let len = u16::try_from(NLA_HEADER_SIZE + value.len());
        self.oversized |= len.is_err();
        self.bytes.extend_from_slice(&len.unwrap_or_default().to_ne_bytes());
        self.bytes.extend_from_slice(&kind.to_ne_bytes());
        self.bytes.extend_from_slice(value);
        self.bytes.resize(self.bytes.len().next_multiple_of(NLA_ALIGNTO), 0);
        self
    }

    /// The finished message.
    ///
    /// # Errors
    /// `EMSGSIZE` for a name that is too long for any message.
    pub(super) fn finish(mut self, sequence: u32) -> Result<Vec<u8>, OsError> {
        let too_long = OsError::new(self.call, libc::EMSGSIZE);
        self.header.length = u32::try_from(self.bytes.len()).map_err(|_| too_long)?;
        self.header.sequence_number = sequence;
        self.header.emit(&mut self.bytes[..NETLINK_HEADER_SIZE]);
        if self.oversized { Err(too_long) } else { Ok(self.bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linux::identity::Family;
    use netlink_packet_core::{NetlinkBuffer, NlasIterator};

    fn rule(chain: &str) -> RuleIdentity {
        RuleIdentity {
            family: Family::Bridge,
            table: "t".to_owned(),
            chain: chain.to_owned(),
            handle: 258,
            comment: String::new(),
        }
    }

    #[test]
    fn a_rule_is_named_by_table_chain_and_handle() {
        let bytes = Message::delete_rule(&rule("a b")).finish(9).unwrap();
        let message = NetlinkBuffer::new_checked(&bytes).unwrap();
        assert_eq!((message.message_type(), message.flags(), message.sequence_number()), (0x0a08, 5, 9));
        assert_eq!(message.payload()[..HEADER_SIZE], [7, 0, 0, 0]);
        let attributes = NlasIterator::new(&message.payload()[HEADER_SIZE..]).map(Result::unwrap);
        let attributes: Vec<_> = attributes.map(|one| (one.kind(), one.value().to_vec())).collect();
        assert_eq!(attributes, [(1, b"t\0".to_vec()), (2, b"a b\0".to_vec()), (3, vec![0, 0, 0, 0, 0, 0, 1, 2])]);
    }

    #[test]
    fn names_beyond_sixteen_bits_are_refused() {
        let refused = Message::get_rule(&rule(&"x".repeat(65_535))).finish(1);
        assert_eq!(refused, Err(OsError::new("NFT_MSG_GETRULE", libc::EMSGSIZE)));
    }
}

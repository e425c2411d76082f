//! Which rule, and what the kernel says of it.

use netlink_packet_core::NlasIterator;

/// What is kept with a rule for user space (`linux/netfilter/nf_tables.h`).
const NFTA_RULE_USERDATA: u16 = 7;
/// The number of a generation.
const NFTA_GEN_ID: u16 = 1;
/// Size of a `struct nfgenmsg`.
pub(super) const HEADER_SIZE: usize = 4;
/// The comment among what is kept with a rule for user space (`NFTNL_UDATA_RULE_COMMENT` of libnftnl).
const COMMENT: u8 = 0;

/// The family of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Family {
    /// `inet`.
    Inet = libc::NFPROTO_INET as u8,
    /// `ip`.
    Ip = libc::NFPROTO_IPV4 as u8,
    /// `netdev`.
    Netdev = libc::NFPROTO_NETDEV as u8,
    /// `bridge`.
    Bridge = libc::NFPROTO_BRIDGE as u8,
    /// `ip6`.
    Ip6 = libc::NFPROTO_IPV6 as u8,
}

/// What tells a rule from every other.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RuleIdentity {
    /// The family of the table.
    pub family: Family,
    /// The name of the table.
    pub table: String,
    /// The name of the chain.
    pub chain: String,
    /// The handle, as `nft -a` shows it, and `nft -j` under `handle`.
    pub handle: u64,
    /// The comment, in which the owner has its mark.
    pub comment: String,
}

/// The generation in a message of the type `NFT_MSG_NEWGEN`.
pub(super) fn generation(payload: &[u8]) -> Option<u32> {
    attribute(payload, NFTA_GEN_ID)?.try_into().ok().map(u32::from_be_bytes)
}

/// The comment in a message of the type `NFT_MSG_NEWRULE`, without its NUL; `None` if the rule has none.
pub(super) fn comment(payload: &[u8]) -> Option<Vec<u8>> {
    let kept = attribute(payload, NFTA_RULE_USERDATA)?;
    let mut rest = &kept[..];
    while let [kind, len, tail @ ..] = rest {
        let (value, next) = tail.split_at_checked(usize::from(*len))?;
        if *kind == COMMENT {
            return Some(value.strip_suffix(b"\0").unwrap_or(value).to_vec());
        }
        rest = next;
    }
    None
}

fn attribute(payload: &[u8], kind: u16) -> Option<Vec<u8>> {
    let attributes = payload.get(HEADER_SIZE..)?;
    let mut all = NlasIterator::new(attributes).map_while(Result::ok);
    all.find(|one| one.kind() == kind).map(|one| one.value().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read() {
        let message = |kept: &[u8]| {
            let len = u16::try_from(4 + kept.len()).expect("it is short");
            let mut message = b"\x07\0\0\0\x08\0\x03\0\0\0\0\0".to_vec();
            message.extend([len.to_ne_bytes(), NFTA_RULE_USERDATA.to_ne_bytes()].concat());
            message.extend_from_slice(kept);
            message.resize(message.len().next_multiple_of(4), 0);
            message
        };
        assert_eq!(comment(&message(b"\0\x03ab\0")), Some(b"ab".to_vec()));
        assert_eq!(comment(&message(b"\x01\x01x\0\x02a\0")), Some(b"a".to_vec()), "behind something else");
        assert_eq!(comment(&message(b"\0\x09ab\0")), None, "cut short");
        assert_eq!((comment(&message(b"")), comment(&[0; 4]), comment(b"")), (None, None, None));
    }

    #[test]
    fn generations_are_read() {
        assert_eq!(generation(b"\0\0\0\0\x08\0\x01\0\0\0\x01\x02"), Some(0x102));
        assert_eq!(generation(b"\0\0\0\0"), None);
    }
}
